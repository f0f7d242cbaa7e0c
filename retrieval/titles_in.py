"""Where a text names reports by their titles, and where such a name begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.language import language_of
from ingest.mention_patterns import CLAUSE_WORD
from retrieval.genres import ANY_GENRE, ANY_REPORT, WRITTEN_ONTO, kind_of
from retrieval.question_words import SAYING, WORD, folded, only_asks
from retrieval.report_names import SMALL, ReportNames

# What clauses do: "de la Constitution de Guinée permet-il …", "of the Charter allow …".
DOES = (
    r"\w+-(?:t-)?(?:ils?|elles?)|s['’]appliqu\w+|garanti(?:t|ssent)|interdi(?:t|sent)|permet(?:tent)?"
    r"|défini(?:t|ssent)|reconna[iî](?:t|ssent)"
    r"|(?:autoris|accord|consacr|énonc|exig|impos|oblig|proclam|protèg)(?:e|ent)|appl(?:y|ies)"
    r"|(?:allow|ban|define|forbid|grant|guarantee|mean|permit|prohibit|protect|recogni[sz]e|require)s?"
)
# What ends a title: "la Constitution de Madagascar sur la grève". "de" and "of" go on with it.
ENDS = re.compile(
    rf"\b(?:{DOES})\b|(?<!\w)(?:{CLAUSE_WORD})\s?(?:\d|[LRDA]\.?\s?\d|premier\b|first\b)"
    r"|\b(?:sur|à propos|au sujet|en matière|concernant|about|on|regarding|pour|for|dans|in|qui"
    r"|que|that|which|et|and|est|is|are|sont|en\s+(?:anglais|français|arabe)|prévoit|provides?)\b|(?<!\w)(?:عن|بشأن|حول|في|على)(?!\w)|[?.!,;:؟،]",
    re.IGNORECASE,
)
# "le rapport sur le Mali": what it is on is its title.
ABOUT = re.compile(r"\s*(?:sur|on|about|عن|بشأن|حول)(?!\w)", re.IGNORECASE)
# What an English title has before its kind: "the Universal Declaration", "the mali report"; in
# "titre II constitution" the number is no word of it.
CAPITALS_AT_END = re.compile(r"(?:\b(?!X{0,3}(?:IX|IV|V?I{0,3})\s)[A-ZÀ-Ý][\w’'-]+\s+){1,3}$")
AFTER_THE = re.compile(
    r"\bthe\s+(?P<words>(?:(?!(?:the|of|in|on|to)\b)[^\W\d][\w’'-]*\s+){1,4})$", re.IGNORECASE
)
SMALL_BEFORE = re.compile(r"(?:(?-i:[a-zà-ÿ])[\w’'-]*\s+){1,5}$")
ENGLISH_KIND = re.compile(
    r"(?:charter|agreement|treaty|covenant|protocol|statute|declaration|law|act)\b", re.IGNORECASE
)
# What may be said of any text: "article 3 of the new agreement".
SAY_NO_NAME = frozenset(
    """
    actual ancienne basic collective common complete current draft entire existing final first
    future general good initial joint last latest main national new nouvel nouvelle old only
    original past
    presente present previous projet recent revised said same second separate signed special
    various whole
    """.split()  # noqa: SIM905
)
SHORT_NAME = re.compile(r"[A-Z]{2,6}")
# What the full name of a State adds to it: "Constitution de la République de Madagascar".
FORMS_OF_STATE = (
    *("république", "republic", "royaume", "kingdom"),
    *("جمهورية", "الجمهورية", "مملكة", "المملكة"),
)
NO_NAMES = SMALL | frozenset(map(folded, FORMS_OF_STATE))


@dataclass(frozen=True, slots=True)
class Name:
    """A name of some reports where a text has it: `text[start:end]`."""

    reports: tuple[str, ...]
    start: int
    end: int


def name_at(text: str, genre: re.Match[str], names: ReportNames, least: int = 2) -> Name | None:
    """Return the name of reports that a word for a kind of text is of; None if of none.

    Words typed one after the other without a tie may go on with something else: "Constitution de
    Madagascar grève".
    """
    unnamed = start_before_kind(text, genre.start(), names) < genre.start()
    for start in starts_of_name(text, genre.start()):
        before = words_in(text[start : genre.start()])
        for end in ends_of_title(text[genre.start() :]):
            named = text[genre.start() : genre.start() + end]
            if unnamed and start == genre.start() and is_kind_alone(named):
                continue
            if found := named_by_title(named, names, least, before):
                return Name(found, start, genre.start() + end)
    return None


def start_before_kind(text: str, at: int, names: ReportNames) -> int:
    """Return where words in small letters begin, before a word for a kind of text at an offset.

    Those of a name that no report has: "the vienna convention" is no other convention. `at` where
    any of them says no name, or where the text may be French, which has names behind.
    """
    if not (ENGLISH_KIND.match(text, at) or language_of(text) == "en"):
        return at
    printed = SMALL_BEFORE.search(text[:at])
    start = at
    for word in reversed([*WORD.finditer(text, printed.start(), at)] if printed else []):
        own = folded(word[0])
        if only_asks(own) or own in NO_NAMES:
            break
        if own in SAY_NO_NAME or names.with_words([own]):
            return at
        start = word.start()
    return start


def starts_of_name(text: str, at: int) -> list[int]:
    """Return where a name may begin whose word for its kind is at an offset.

    Words in capitals before it are part of it; others may be: "the mali report".
    """
    if (capitals := CAPITALS_AT_END.search(text[:at])) and words_in(capitals[0]):
        return [capitals.start()]
    the = AFTER_THE.search(text[:at])
    return [the.start("words"), at] if the else [at]


def ends_of_title(text: str) -> list[int]:
    """Return where the title may end that a text begins with, the longest first."""
    genre = ANY_GENRE.match(text)
    whole = end_of_title(text)
    words = [*WORD.finditer(text, genre.end() if genre else 0, whole)]
    untied = [
        one.end()
        for one, two in pairwise(words)
        if words_in(one[0]) and words_in(two[0]) and not text[one.end() : two.start()].strip()
    ]
    return [whole, *reversed(untied)]


def words_in(text: str) -> list[str]:
    """Return the words of a name: of "the Universal", "universal". "UN" is one, "un" is none.

    What form a State has is none either: titles and questions leave it out at will.
    """
    return [
        own
        for word in WORD.findall(text)
        for own in [folded(word)]
        if SHORT_NAME.fullmatch(word) or not (only_asks(own) or own in NO_NAMES)
    ]


def is_any_report(text: str) -> bool:
    """Say whether a text begins with a word that is said of any report: "rapport sur la paix"."""
    genre = ANY_GENRE.match(text)
    return genre is not None and bool(ANY_REPORT.fullmatch(WRITTEN_ONTO.sub("", genre[0])))


def is_kind_alone(text: str) -> bool:
    """Say whether a text is called by its kind and nothing else: "code", "Charte"."""
    genre = ANY_GENRE.match(text)
    return genre is not None and not title_words(text)


def named_by_title(
    text: str, names: ReportNames, least: int, before: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the ids of the reports whose title the beginning of a text gives.

    All words up to the title's end must stand in it, and those `before` it, `least` of them;
    "rapport" counts for one, whatever the title calls itself.
    """
    genre = ANY_GENRE.match(text)
    if not genre:
        return ()
    any_report = is_any_report(text)
    wanted = [*before, *title_words(text)]
    if len(wanted) + 1 < least:
        return ()
    if any_report:
        return names.with_words(wanted)
    having = names.with_words(wanted) if wanted else names.ids
    kind = {*names.with_any(kind_of(genre[0]))}
    return tuple(report_id for report_id in having if report_id in kind)


def title_words(text: str) -> list[str]:
    """Return the words of a title that a text begins with, after its genre."""
    genre = ANY_GENRE.match(text)
    return words_in(text[genre.end() if genre else 0 : end_of_title(text)])


def end_of_title(text: str) -> int:
    """Return where the title ends that a text begins with; what a report is on is part of it."""
    genre = ANY_GENRE.match(text)
    start = genre.end() if genre else 0
    if is_any_report(text) and (about := ABOUT.match(text, start)):
        start = about.end()
    ends = [found.start() for ended in (ENDS, SAYING) if (found := ended.search(text, start))]
    return len(text[: min(ends, default=len(text))].rstrip())
