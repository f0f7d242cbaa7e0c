"""Words for what texts are, in three languages: a report, a charter, a convention."""

from __future__ import annotations

import re

from retrieval.question_words import folded

# One kind a line: a charter is a charter in each language.
KINDS = (
    "rapport rapports report reports communiqué communiqués communique communiques تقرير بيان",
    "charte charter ميثاق",
    "accord agreement اتفاق إتفاق",
    "traité treaty معاهدة معاهده",
    "convention اتفاقية اتفاقيه إتفاقية",
    "constitution دستور",
    "code مدونة",
    "protocole protocol بروتوكول",
    "pacte covenant عهد",
    "statut statuts statute statutes",
    "déclaration declaration إعلان اعلان",
    "loi law act acte قانون",
)
WORDS = {word: frozenset(map(folded, kind.split())) for kind in KINDS for word in kind.split()}
# What Arabic writes onto them: "للإعلان" is of the Declaration, "الإعلان".
ONTO = r"(?:[وفبك]?ال|لل|[وبل])?"
WRITTEN_ONTO = re.compile(r"^(?:[وفبك]?ال|لل|[وبل](?=\w{4}))(?=[\u0620-\u064a]{3})")
# Of "the law" anything may speak: these name a text with its title, or where a clause is of it.
LOOSE = frozenset(KINDS[-1].split())
STRICT = "|".join(word for word in WORDS if word not in LOOSE)
GENRE = re.compile(rf"(?<!\w){ONTO}(?:{STRICT}|(?-i:Conventions))(?!\w)", re.IGNORECASE)
ANY_GENRE = re.compile(
    rf"(?<!\w){ONTO}(?:{'|'.join(WORDS)}|(?-i:Conventions))(?!\w)", re.IGNORECASE
)
# These are said of any report: "le rapport" alone tells none apart.
ANY_REPORT = re.compile("|".join(KINDS[0].split()), re.IGNORECASE)
KIND_OF = {folded(word): kind for word, kind in WORDS.items()}


def is_loose(genre: str) -> bool:
    """Say whether a word for a kind of text may be said of none: "law", "acte"."""
    return WRITTEN_ONTO.sub("", genre).casefold() in LOOSE


def kind_of(genre: str) -> frozenset[str]:
    """Return the words for a kind of text in every language, folded: of "Charter", "charte" too."""
    bare = folded(WRITTEN_ONTO.sub("", genre))
    return KIND_OF.get(bare) or KIND_OF.get(bare.removesuffix("s"), frozenset({bare}))
