"""Texts that a question asks of and that no report is called: no other report answers for them.

"Article 12 of the ICCPR" is no other report's article 12, and what is near is not what the Paris
Agreement says. A clause that speaks of the text itself may answer. In doubt none is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.division_mentions import find_divisions
from ingest.issuers import find_issuers
from ingest.language import language_of
from ingest.places import fronts
from ingest.references import find_clause_mentions
from ingest.store import Store
from ingest.symbols import find_symbols, names
from retrieval.acronyms import acronyms_in
from retrieval.documents import Mentions
from retrieval.genres import ANY_GENRE, GENRE, is_loose, kind_of
from retrieval.models import Hit
from retrieval.phrases import PlacesWith, anywhere, clauses_with
from retrieval.question_words import WORD, content_words, folded, only_asks
from retrieval.report_names import ReportNames, languages_of, names_it, names_of
from retrieval.scope import Inside
from retrieval.ties import ASKED_IN, BEFORE_CLAUSE, OF_IT, OF_TEXT, SAID_BY, SUBJECT
from retrieval.titles_in import (
    CAPITALS_AT_END,
    DOES,
    NO_NAMES,
    SAY_NO_NAME,
    SMALL_BEFORE,
    end_of_title,
    is_any_report,
    name_at,
    start_before_kind,
    words_in,
)

# Initials in small letters, where no word is spelled so: "article 3 of the echr".
SMALL_LETTERS = re.compile(r"(?<![\w'’.-])[a-z]{3,6}(?![\w'’-])")
UNSPEAKABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{3}")
VERB = re.compile(rf"\s*(?:{DOES})(?!\w)", re.IGNORECASE)
# What ties a title to its kind: "Convention de Vienne", "اتفاقية فيينا" ties by standing there.
TIE = re.compile(r"\s+(?:d[eu]s?\s|d['’]|of\s|relati\w+\s|internation\w+\s|on\s)", re.IGNORECASE)
DOES_THE = re.compile(r"\bdo(?:es)?\s+the\s+(?:[A-Z]\w+\s+)*$")
ON_BEFORE_VERB = re.compile(
    r"\s+(?:on|for|against|relating to)\s[^?.!,;]{3,80}?(?=\s+(?:say|provide|mention|state)\b)",
    re.IGNORECASE,
)

# A clause is asked whether it cites a text, not a clause of that text.
CITING = re.compile(r"\b(?:cit|mention|renv|réf[eé]r|refer|évoqu)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnknownText:
    """A text that a question asks of and that no report is called, as it is typed.

    `words` are those of its name and `symbol` its symbol, one of them empty. `kin` are reports
    that may be it all the same: of its kind in another language, where a title cannot be told.
    `owns` says that the question names a clause or a division of it; `alone`, that it has nothing
    but that and the name.
    """

    printed: str
    words: tuple[str, ...]
    symbol: str = ""
    kin: frozenset[str] = frozenset()
    owns: bool = False
    alone: bool = False

    def may_be_told_by(self, report_id: str, text: str) -> bool:
        """Say whether a clause of a report may answer for it: one that names it, or of its kin."""
        if report_id in self.kin:
            return True
        if self.symbol:
            return any(names(self.symbol, symbol.normal) for symbol in find_symbols(text))
        return has_words(text, self.words)


def has_words(text: str, words: Sequence[str]) -> bool:
    """Say whether a text has all of these folded words, in any form."""
    own = {folded(word) for word in WORD.findall(text)}
    return all(any(names_it(word, other) for other in own) for word in words)


def unknown_texts(
    question: str, context: str, store: Store, places_with: PlacesWith = anywhere
) -> tuple[UnknownText, ...]:
    """Return the unknown texts that a question asks of, or else the earlier one it leans on.

    `places_with` tells where a phrase may be.
    """
    if not context or GENRE.search(question) or find_symbols(question) or acronyms_in(question):
        return tuple(asked_of(question, store, places_with))
    return tuple(asked_of(context, store, places_with))


def untold(unknown: Sequence[UnknownText], nearby: Sequence[Hit]) -> tuple[str, ...]:
    """Return the texts that no report is called and that the first clause found does not name.

    Of one whose own clause is asked no other clause tells.
    """
    first = nearby[0] if nearby else None
    return tuple(
        text.printed
        for text in unknown
        if text.owns or not first or not text.may_be_told_by(first.report_id, first.clause.text)
    )


def asked_of(question: str, store: Store, places_with: PlacesWith) -> Iterator[UnknownText]:
    """Yield the unknown texts that one question asks of."""
    mentions: Mentions = [*find_clause_mentions(question), *find_divisions(question)]
    named = names_of(store)

    def is_spoken_of(phrase: str) -> bool:
        return bool(clauses_with(phrase, store, Inside(), places_with))

    if len(named):
        yield from by_title(question, mentions, named, store, is_spoken_of)
        yield from by_initials(question, mentions, named, is_spoken_of)
        yield from by_symbol(question, mentions, named)


def by_title(
    question: str,
    mentions: Mentions,
    named: ReportNames,
    store: Store,
    is_spoken_of: Callable[[str], bool],
) -> Iterator[UnknownText]:
    """Yield the unknown texts that are named by their kind and a title."""
    for genre in ANY_GENRE.finditer(question):
        end = end_of_name(question, genre)
        typed = typed_before(question, genre, mentions, named, is_spoken_of)
        alone = typed is not None
        if is_any_report(genre[0]) or (not alone and is_known(question[:end], genre, named)):
            continue
        start = start_of_name(question, genre.start(), named) if typed is None else typed
        before = words_in(question[start : genre.start()])
        words = (*before, *words_in(question[genre.end() : end]))
        owns = has_clause(question, start, end, mentions)
        if is_loose(genre[0]):
            begins = words and SUBJECT.fullmatch(question, 0, start)  # "loi électorale article 3"
            owns = owns and bool(OF_IT.search(question[:start]) or begins)
        sure = not is_loose(genre[0]) and not (before and question[start].islower())
        asked = bool(words) and sure and is_asked(question, start, end)
        if not (owns or (asked and is_proper(question[start:end], words, is_spoken_of))):
            continue
        if words and any(has_words(front, words) for front in fronts(store)):
            continue  # a report may be called so above what was read as its title
        kind = kind_of(genre[0])
        tied = bool(before) or TIE.match(question, genre.end()) or language_of(question) == "ar"
        kin = kin_of(named.with_any(kind), language_of(question), bool(tied), store)
        words = (folded(genre[0]), *words)
        yield UnknownText(question[start:end], words, "", kin, owns or alone, alone)


def is_proper(printed: str, words: Sequence[str], is_spoken_of: Callable[[str], bool]) -> bool:
    """Say whether what a text is called is a name: not a year alone, nor what clauses speak of.

    "Que dit la convention de forfait ?" asks of no text that is called so.
    """
    if all(word.isdecimal() for word in words):
        return False
    return any(map(str.isupper, printed[1:])) or not is_spoken_of(printed)


def start_of_name(question: str, at: int, named: ReportNames) -> int:
    """Return where the name begins whose word for its kind is at an offset."""
    capitals = CAPITALS_AT_END.search(question[:at])
    if capitals and words_in(capitals[0]):
        return capitals.start()
    return start_before_kind(question, at, named)


def typed_before(
    question: str,
    genre: re.Match[str],
    mentions: Mentions,
    named: ReportNames,
    is_spoken_of: Callable[[str], bool],
) -> int | None:
    """Return where a name in small letters begins, right before its kind and beside a clause.

    "Vienna convention article 31", typed in haste in any language. None if there is none: "grève
    convention article 3" has a topic there, which clauses speak of.
    """
    printed = SMALL_BEFORE.search(question[: genre.start()])
    if not printed or not printed[0].isascii() or is_loose(genre[0]):
        return None  # in French, whose letters have accents, a name stands behind
    if not is_between(question, printed, genre, mentions):
        return None
    words = WORD.findall(printed[0])
    told = (only_asks(own) or own in NO_NAMES | SAY_NO_NAME for own in map(folded, words))
    if any(told) or any(named.with_words([folded(word)]) for word in words):
        return None
    return None if any(map(is_spoken_of, words)) else printed.start()


def is_between(
    question: str, printed: re.Match[str], genre: re.Match[str], mentions: Mentions
) -> bool:
    """Say whether words and the kind after them are all that a question has beside one clause."""
    before, after = question[: printed.start()].strip(), question[genre.end() :].strip(" ?.,")
    if len(mentions) != 1 or bool(before) == bool(after):
        return False
    (clause,) = mentions
    return (before or after) == question[clause.start : clause.end].strip(" ?.,")


def end_of_name(question: str, genre: re.Match[str]) -> int:
    """Return where the name ends that a word for its kind begins.

    What a text is on is part of its title where the verb comes after: "does the Convention on
    Refugees say …".
    """
    later = ON_BEFORE_VERB.match(question, genre.end())
    if later and DOES_THE.search(question[: genre.start()]):
        return later.end()
    return genre.start() + end_of_title(question[genre.start() :])


def is_known(text: str, genre: re.Match[str], named: ReportNames) -> bool:
    """Say whether a report is called what a text ends in, from a word for its kind on."""
    if genre.start() + end_of_title(text[genre.start() :]) < len(text):
        return bool(named.with_words(words_in(text[genre.end() :])))
    return bool(name_at(text, genre, named, least=1))


def kin_of(reports: Sequence[str], language: str, tied: bool, store: Store) -> frozenset[str]:
    """Return the reports of a kind that a name may mean: those in other languages.

    All of them where an adjective says which it is: "constitution hellénique".
    """
    languages = languages_of(store, reports)
    return frozenset(one for one in reports if not tied or languages.get(one) != language)


def by_initials(
    question: str, mentions: Mentions, named: ReportNames, is_spoken_of: Callable[[str], bool]
) -> Iterator[UnknownText]:
    """Yield the unknown texts that are named by initials: "article 12 of the ICCPR".

    Initials that reports have, or that theirs begin with, are none, nor are those of a body.
    """
    small = [word for word in SMALL_LETTERS.findall(question) if UNSPEAKABLE.search(word)]
    for acronym in [*acronyms_in(question), *small]:
        own = folded(acronym)
        known = named.have_initials_that_begin(acronym) or named.with_words([own])
        if known or GENRE.match(acronym):
            continue
        at = re.search(rf"(?<!\w){acronym}(?!\w)", question)
        start, end = at.span() if at else (0, 0)
        owns = has_clause(question, start, end, mentions)
        said = bool(SAID_BY.search(question[:start])) and not [*find_issuers(acronym)]
        sure = owns and acronym.isupper() and OF_IT.search(question[:start])
        # What clauses speak of is a topic: "article 12, CDD".
        if sure or ((owns or said) and not is_spoken_of(acronym)):
            yield UnknownText(acronym, (own,), owns=owns)


def by_symbol(question: str, mentions: Mentions, named: ReportNames) -> Iterator[UnknownText]:
    """Yield the unknown texts that are named by symbol: "what does resolution 1325 say?"."""
    for symbol in find_symbols(question):
        if named.with_symbol([symbol.normal]):
            continue
        rest = question[: symbol.start] + question[symbol.end :]
        owns = has_clause(question, symbol.start, symbol.end, mentions)
        begins = SUBJECT.fullmatch(question, 0, symbol.start)  # "résolution 1325 femmes"
        if owns or begins or ASKED_IN.search(question[: symbol.start]) or not content_words(rest):
            yield UnknownText(symbol.text, (), symbol.normal, owns=owns)


def has_clause(question: str, start: int, end: int, mentions: Mentions) -> bool:
    """Say whether a clause or division is named of the text at a span.

    "Article 3 of …", "…, article 3"; "selon …, que dit l'article 3 ?".
    """
    if any(OF_TEXT.fullmatch(question, mention.end, start) for mention in mentions):
        return True
    after = [m for m in mentions if m.start >= end and not m.other_text]
    if any(BEFORE_CLAUSE.fullmatch(question, end, mention.start) for mention in after):
        return True
    begins = is_asked(question, start, end) or SUBJECT.fullmatch(question, 0, start)
    return bool(after and begins) and not CITING.search(question)


def is_asked(question: str, start: int, end: int) -> bool:
    """Say whether a question asks what the text at a span says: "selon …", "… permet-elle"."""
    if ASKED_IN.search(question[:start]):
        return True
    return bool(SUBJECT.fullmatch(question, 0, start) and VERB.match(question, end))
