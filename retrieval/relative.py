"""Clauses named by where they stand: "et la suivante ?", "the one before", "la dernière clause"."""

from __future__ import annotations

import re

from ingest.mention_patterns import A_RECITAL, CLAUSE_WORD, IN_PREAMBLE, OF_PREAMBLE
from ingest.numerals import COUNT, COUNTS
from ingest.references import ClauseMention, find_numbers_alone
from retrieval.question_words import content_words

AFTER = (
    r"suivant(?:e?s?)|prochaine?|d['’]après|next|following|subsequent"
    r"|(?:ال)?(?:تالي|موالي|لاحق)ة?"
)
BEFORE = r"précédente?s?|d['’]avant|previous|preceding|prior|(?:ال)?(?:سابق)ة?"
# "l'article suivant", "the next clause", "البند التالي"
BESIDE = re.compile(
    rf"(?<!\w)(?:(?:{CLAUSE_WORD})\s+(?:(?P<after>{AFTER})|(?P<before>{BEFORE}))"
    rf"|(?:(?P<after_en>{AFTER})|(?P<before_en>{BEFORE}))\s+(?:{CLAUSE_WORD}))(?!\w)",
    re.IGNORECASE,
)
# "la suivante", "the next one", "the one before", "التالية", "ما قبله": only as a whole question.
ALONE = re.compile(
    rf"(?<!\w)و?(?:(?:la|le|les|celles?|celui|ceux|the|that|ال)?\s?(?:(?P<after>{AFTER})"
    rf"|(?P<before>{BEFORE}))|the\s+(?:ones?\s+)?(?:(?P<after_it>after)|(?P<before_it>before))"
    r"(?:\s+(?:it|that|this))?|(?P<after_ar>(?:ما|الذي|التي)\s(?:[يت]لي(?:ه|ها)|بعد(?:ه|ها)))"
    r"|(?P<before_ar>(?:ما|الذي|التي)\s(?:قبل(?:ه|ها)|[يت]سبق(?:ه|ها))))(?!\w)",
    re.IGNORECASE,
)
# "la clause qui suit la clause 8", "the article before article 8", "المادة التي تلي المادة 8"
FROM = re.compile(
    rf"(?<!\w)(?:{CLAUSE_WORD})\s+(?:juste\s+|right\s+|just\s+)?"
    r"(?:(?P<after>après|qui\s+suit|suivant|after|following|that\s+follows|(?:التي|الذي)\s+[تي]لي|بعد)"
    r"|(?P<before>avant|qui\s+précède|précédant|before|preceding|that\s+precedes"
    r"|(?:التي|الذي)\s+[تي]سبق|قبل))"
    r"\s+(?:(?:la|le|the)\s+|l['’])?$",
    re.IGNORECASE,
)
SUM_OR_CODE = re.compile(r"[=+*^<>{}$\\]|\d\s*/\s*\d")  # names no clause
# Several clauses are asked for at once, so many at most.
MOST_AT_ENDS = 20
HOW_MANY = rf"(?P<count>\d{{1,2}}|{COUNT})"
# "les trois premiers articles", "the last two clauses", "أول خمس مواد"
FIRST_ONES = r"premi(?:ers|ères)|first|أول"
LAST_ONES = r"derni(?:ers|ères)|last|final|آخر"
SEVERAL_AT_ENDS = (
    re.compile(
        rf"(?<!\w){HOW_MANY}\s+(?:(?P<first>{FIRST_ONES})|(?P<last>{LAST_ONES}))\s+(?:{CLAUSE_WORD})(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?:(?P<first>{FIRST_ONES})|(?P<last>{LAST_ONES}))\s+{HOW_MANY}\s+(?:{CLAUSE_WORD})(?!\w)",
        re.IGNORECASE,
    ),
)
LAST = re.compile(
    rf"(?<!\w)(?:(?P<nearly>avant[-\s]derni[eè]re?|penultimate|last\s+but\s+one)\s+(?:{CLAUSE_WORD})"
    rf"|(?P<last>derni[eè]re?|last|final|آخر)\s+(?:{CLAUSE_WORD})"
    rf"|(?P<last_ar>(?:{CLAUSE_WORD})\s+الأخيرة?))(?!\w)",
    re.IGNORECASE,
)
# "dernier considérant", "the last paragraph of the preamble"
LAST_RECITAL = re.compile(
    rf"(?<!\w)(?:(?:derni[eè]re?|last|final|آخر)\s+(?:{A_RECITAL}|{IN_PREAMBLE}{OF_PREAMBLE})"
    rf"|(?:ال)?فقر[ةه]\s+الأخير[ةه]{OF_PREAMBLE})(?!\w)",
    re.IGNORECASE,
)


def step_of(question: str) -> int:
    """Return 1 if a question asks for the clause after the one spoken of, -1 for the one before.

    0 if it asks for neither, or names the clause itself.
    """
    match = BESIDE.search(question)
    if not match:
        match = ALONE.search(question)
        if not match or content_words(ALONE.sub(" ", question)):
            return 0
    name = next(name for name, found in match.groupdict().items() if found)
    return 1 if name.startswith("after") else -1


def step_from(question: str, mention: ClauseMention) -> int:
    """Return 1 for "the clause after clause 8", -1 for the one before, 0 for clause 8 itself."""
    match = FROM.search(question, 0, mention.start)
    return 0 if not match else 1 if match["after"] else -1


# "Et la dernière ?", "the last one", "الأخيرة": only as a whole question.
END_ALONE = re.compile(
    r"\W*(?:et\s+|and\s+|و)?(?:(?:la|le|the|ال)\s?(?:(?P<last>derni[eè]re?|last|أخيرة?)"
    r"|(?P<first>premi(?:er|ère|ere)|first|أولى?))(?:\s+one)?)\W*",
    re.IGNORECASE,
)


def is_end_alone(question: str) -> bool:
    """Say whether a question only names the first or the last of what was spoken of."""
    return bool(END_ALONE.fullmatch(question))


def places_at_ends(question: str) -> list[int]:
    """Return the places of the clauses that a question names by the first or the last of all.

    0 is the first and -1 the last: [-2] for the last but one, [0, 1, 2] for the first three.
    """
    for pattern in SEVERAL_AT_ENDS:
        if several := pattern.search(question):
            printed = several["count"].lower()
            count = int(printed) if printed.isdecimal() else COUNTS.get(printed, 0)
            count = min(count, MOST_AT_ENDS)
            return [*range(count)] if several["first"] else [*range(-count, 0)]
    if alone := END_ALONE.fullmatch(question):
        return [-1] if alone["last"] else [0]
    match = LAST.search(question)
    return [] if not match else [-2] if match["nearly"] else [-1]


def without_ends(question: str) -> str:
    """Return a question without what names clauses by the first or the last of all."""
    for pattern in (*SEVERAL_AT_ENDS, LAST):
        question = pattern.sub(" ", question)
    return question


def ends_preamble(question: str) -> bool:
    """Say whether a question names the last clause of a preamble."""
    return bool(LAST_RECITAL.search(question))


def numbers_alone(question: str) -> list[ClauseMention]:
    """Return the clauses that a question names by a number and nothing else: "et la 12 ?"."""
    found = [*find_numbers_alone(question)]
    if not found or SUM_OR_CODE.search(question):
        return []
    return [] if content_words(re.sub(r"\d", " ", question)) else found
