"""Words that tie a question, or a clause that it names, to a text: "selon la", "of the", "et la".

Each pattern stands right before a name (they end in `$`), or fills what is between two.
"""

from __future__ import annotations

import re

ARTICLE = r"(?:la\s|le\s|the\s|l['’])"
ACCORDING = r"selon|d['’]après|au sens de|under|according to"
SAYS = r"dit|disent|prévoit|does|do"
IN = rf"dans|in|{ACCORDING}"
ACCORDING_AR = r"بموجب|وفقا ل"
# What the text itself says is asked, not what another says of it: "selon la", "que dit la".
SAID_BY = re.compile(rf"\b(?:{ACCORDING}|{SAYS})\s+{ARTICLE}?$", re.IGNORECASE)
ASKED_IN = re.compile(
    rf"(?:\b(?:{IN}|{SAYS})\s+{ARTICLE}?"
    r"|(?<!\w)(?:في|[تي]قول|[تي]نص|وفقاً?|طبقاً?|بموجب|حسب|بمقتضى)\s)$",
    re.IGNORECASE,
)
# "Dans la Charte, que dit l'article 5 ?", "articles 3 et 5 de la Charte": whose clauses are meant.
OF_IT = re.compile(
    rf"(?:\b(?:{IN}|de|of|to)\s+{ARTICLE}?|\bdu\s|(?<!\w)(?:في|من|{ACCORDING_AR})\s?)$",
    re.IGNORECASE,
)
# What goes with a name that is left out: "dans la", "the".
LEADS_TO_NAME = re.compile(rf"(?:{OF_IT.pattern}|(?<!\w){ARTICLE}$)", re.IGNORECASE)
OF_BEFORE = re.compile(
    rf"^\s*(?:dans|in|selon)\s+{ARTICLE}?|(?<!\w)(?:(?:de|of|to|in)\s+{ARTICLE}?|du\s)"
    r"|(?<!\w)(?:من|في)\s",
    re.IGNORECASE,
)
# Between the number of a clause and the name of its text: "article 5 of the Charter".
OF_TEXT = re.compile(
    rf"[\s,:;(–-]*(?:(?:de|of|to|in|dans)\s+{ARTICLE}?|d[ue]s?\s|{ARTICLE}|(?:من|في)\s|ل)?",
    re.IGNORECASE,
)
# The other way round: "art. 51, Charte", "UDHR: article 3".
BESIDE = re.compile(r"[\s,:;(–-]*(?:(?:in|en|بال)\s?\w+[\s,:;)]+)?(?:l['’]|the\s)?", re.IGNORECASE)
BEFORE_CLAUSE = re.compile(rf"[\s,:;)–-]*{ARTICLE}?", re.IGNORECASE)
# Between two names of one question: "la DUDH et la Charte", "in the UDHR or in the Charter".
AND_NAME = re.compile(
    rf"\s*(?:,|et|and|ou|or|vs\.?|versus|ainsi que|و|أو)\s*(?:(?:{IN}|de|of)\s+)?"
    rf"(?:du\s|{ARTICLE})?",
    re.IGNORECASE,
)
# Before what the question begins with: "La Convention de Vienne permet-elle …".
SUBJECT = re.compile(rf"\W*(?:{ARTICLE})?", re.IGNORECASE)
