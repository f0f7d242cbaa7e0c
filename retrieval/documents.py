"""Reports that a question names: by symbol ("A/RES/70/1") or title ("la Déclaration universelle").

In doubt no report is named, and the whole library is searched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.division_mentions import DivisionMention, find_divisions
from ingest.references import ClauseMention, find_clause_mentions
from ingest.store import Store
from ingest.symbols import find_symbols
from retrieval.acronyms import ACRONYM, acronyms_in
from retrieval.genres import ANY_GENRE, ANY_REPORT, GENRE, is_loose, kind_of
from retrieval.names_in import names_in, side_by_side
from retrieval.question_words import WORD, content_words, folded, only_asks
from retrieval.report_names import SMALL, ReportNames, names_of
from retrieval.ties import ASKED_IN, BESIDE, LEADS_TO_NAME, OF_BEFORE, OF_IT, OF_TEXT
from retrieval.titles_in import (
    Name,
    end_of_title,
    is_any_report,
    name_at,
)

ANY_REPORT_WORD = re.compile(rf"(?<!\w)(?:{ANY_REPORT.pattern})(?!\w)", re.IGNORECASE)
TOPIC_AHEAD = re.compile(r"(?<!\w)(?:sur|on|about|عن|بشأن|حول)(?!\w)", re.IGNORECASE)
# "the last article of the udhr": initials in small letters.
SMALL_INITIALS = re.compile(r"\b(?:of\s+the|of|de\s+la|du|de\s+l['’])\s*([a-z]{4,6})\b")
INITIALS_AFTER = re.compile(r"[\s,:(]+(?P<initials>[a-z]{4,6})(?![\w'’-])")
MOST_BEFORE_KIND = 3
MOST_BESIDE = 6  # words: what is longer says more than a name


Mentions = Sequence[ClauseMention | DivisionMention]


def documents_named(question: str, store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that a question asks of by name; none if that is not sure."""
    by_symbol = [
        symbol.normal
        for symbol in find_symbols(question)
        if ASKED_IN.search(question[: symbol.start])
    ]
    if not by_symbol and not acronyms_in(question) and not ANY_GENRE.search(question):
        return ()
    names = names_of(store)
    found = names.with_symbol(by_symbol) or side_by_side(names_in(question, names), question)
    return found if len(found) < len(names) else ()


def reports_of(name: Name | None) -> tuple[str, ...]:
    """Return the reports of a name; none of none."""
    return name.reports if name else ()


def documents_of_clauses(question: str, store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that a question says its clauses are of; none in doubt.

    "Article 5 on the Charter" says nothing of the kind.
    """
    names = names_of(store)
    mentions: Mentions = [*find_clause_mentions(question), *find_divisions(question)]
    for genre in ANY_GENRE.finditer(question):
        if is_loose(genre[0]) and not OF_IT.search(question[: genre.start()]):
            continue
        if (name := name_at(question, genre, names)) and OF_IT.search(question[: name.start]):
            return name.reports
        name = name_at(question, genre, names, least=1)
        # "Constitution hellénique, article 10": in doubt, of any constitution.
        name = name or of_its_kind(question, genre, names)
        if name and any(are_beside(question, name, mention) for mention in mentions):
            return name.reports
        if found := named_between(question, genre, mentions, names):
            return found
    initials = [*acronyms_in(question), *SMALL_INITIALS.findall(question)]
    initials += small_initials_beside(question, mentions)
    return names.with_initials(initials) or named_beside(question, mentions, names)


def of_its_kind(question: str, genre: re.Match[str], names: ReportNames) -> Name | None:
    """Return the reports of the kind that a word names, where only an adjective says which."""
    end = end_of_title(question[genre.start() :]) + genre.start()
    printed = WORD.findall(question[genre.end() : end])
    if is_any_report(genre[0]) or len(printed) != 1 or not printed[0].islower():
        return None
    return Name(names.with_any(kind_of(genre[0])), genre.start(), end)


def are_beside(question: str, name: Name, mention: ClauseMention | DivisionMention) -> bool:
    """Say whether a name stands right before or after a clause: "art. 2, Constitution"."""
    first, last = sorted([(name.start, name.end), (mention.start, mention.end)])
    tie = OF_TEXT if last[0] == name.start else BESIDE
    return bool(tie.fullmatch(question, first[1], last[0]))


def small_initials_beside(question: str, mentions: Mentions) -> list[str]:
    """Return the words right after clauses that may be initials: "art. 5 dudh torture"."""
    after = (INITIALS_AFTER.match(question, mention.end) for mention in mentions)
    return [found["initials"] for found in after if found]


def named_beside(question: str, mentions: Mentions, names: ReportNames) -> tuple[str, ...]:
    """Return the reports whose names are all that a question says beside its clauses.

    "clause 8 mali", "udhr art 25": words of titles, or initials, and nothing else.
    """
    if not mentions:
        return ()
    before = question[: min(mention.start for mention in mentions)]
    return called_only(f"{before} {question[max(mention.end for mention in mentions) :]}", names)


def called_only(text: str, names: ReportNames) -> tuple[str, ...]:
    """Return the reports of a name that is all that a text says; none if it says anything else."""
    if TOPIC_AHEAD.search(text):
        return ()
    printed = WORD.findall(ANY_REPORT_WORD.sub(" ", OF_BEFORE.sub("", text)))
    words = [word for word in map(folded, printed) if word not in SMALL]
    if not words or len(words) > MOST_BESIDE or any(map(only_asks, words)):
        return ()
    return names.with_words(words) or (names.with_initials(words) if len(words) == 1 else ())


def named_between(
    question: str, genre: re.Match[str], mentions: Mentions, names: ReportNames
) -> tuple[str, ...]:
    """Return the reports of a name in small letters after a number: "art. 7 un charter"."""
    ends = [mention.end for mention in mentions if mention.end <= genre.start()]
    words = WORD.findall(question[max(ends, default=genre.start()) : genre.start()])
    if not 0 < len(words) <= MOST_BEFORE_KIND:
        return ()
    having = names.with_words(map(folded, words))
    kind = names.ids if is_any_report(genre[0]) else names.with_any(kind_of(genre[0]))
    return tuple(one for one in having if one in set(kind))


def without_names(question: str, store: Store, among: Collection[str] | None = None) -> str:
    """Return a question without the names of the reports that it asks of; "" if that is all of it.

    Those are looked in already; what is left is looked for. `among` are the ids of the reports
    that are looked in, None for all: names of others stay.
    """
    names = names_of(store)

    def looked_in(found: Sequence[str]) -> bool:
        return any(among is None or report_id in among for report_id in found)

    rest = question
    for name in reversed(names_in(question, names)):
        if looked_in(name.reports):
            rest = f"{LEADS_TO_NAME.sub(' ', rest[: name.start])} {rest[name.end :].lstrip()}"
    if rest == question:
        return question
    return " ".join(rest.split()).strip(" ,:;") if content_words(rest) else ""


def speaks_of_text(question: str) -> bool:
    """Say whether a question speaks of some text, by a word for its kind or by its symbol."""
    return bool(GENRE.search(question) or find_symbols(question))


def documents_spoken_of(question: str, context: str, store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that a question asks of, or the earlier one it leans on.

    "Que dit la Constitution de Madagascar sur la santé ?", then "et l'éducation ?": the same
    report is meant, unless the question speaks of some text itself.
    """
    named = documents_named(question, store)
    if named or not context or speaks_of_text(question):
        return named
    return documents_named(context, store)


# "Et celle de la banque ?", "and that of the bank?": one of the kind that was spoken of.
THAT_OF = re.compile(
    r"\b(?:cel(?:le|ui)|that|the\s+one)\s+(?=(?:de|of|sur|on)\s|du\s|d['’])", re.IGNORECASE
)


def with_kind(question: str, context: str) -> str:
    """Return a question that says "that of" with the kind of text that an earlier one names."""
    kinds = GENRE.findall(context)
    return THAT_OF.sub(lambda _: f"{kinds[-1]} ", question) if kinds else question


def documents_before(question: str, history: Sequence[str], store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that the last earlier question that names any asks of.

    None if the question speaks of some text itself.
    """
    if speaks_of_text(question):
        return ()
    for earlier in reversed(history):
        if named := documents_of_clauses(earlier, store) or documents_named(earlier, store):
            return named
    return ()


def document_of(text: str, store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that a clause is said to be of: "Déclaration universelle"."""
    names = names_of(store)
    symbols = [symbol.normal for symbol in find_symbols(text)]
    acronyms = [text] if ACRONYM.fullmatch(text) else acronyms_in(text)
    found = names.with_symbol(symbols) or names.with_initials(acronyms)
    if found or not (genre := ANY_GENRE.match(text)):
        return found
    return reports_of(name_at(text, genre, names, least=1))
