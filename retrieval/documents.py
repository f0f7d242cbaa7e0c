"""Reports that a question names: by symbol ("A/RES/70/1") or title ("la Déclaration universelle").

In doubt no report is named, and the whole library is searched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.store import Store
from ingest.symbols import find_symbols
from retrieval.acronyms import acronyms_in
from retrieval.question_words import SAYING, WORD, content_words, folded, only_asks
from retrieval.report_names import ReportNames, names_of

GENRES = (
    r"rapports?|reports?|communiqués?|charte|charter|accord|agreement|traité|treaty|convention"
    r"|constitution|code|protocole?|pacte|covenant|statuts?|statutes?|déclaration|declaration"
    r"|(?:[وفبك]?ال|لل|[وبل])?(?:تقرير|بيان|ميثاق|اتفاق|اتفاقية|معاهدة|إعلان|دستور)"
)
# What Arabic writes onto them: "للإعلان" is of the Declaration, "الإعلان".
WRITTEN_ONTO = re.compile(r"^(?:[وفبك]?ال|لل|[وبل](?=\w{4}))(?=[\u0620-\u064a]{4})")
GENRE = re.compile(rf"(?<!\w)(?:{GENRES})(?!\w)", re.IGNORECASE)
# These are said of any report: "le rapport" alone tells none apart.
ANY_REPORT = re.compile(r"rapports?|reports?|communiqués?|تقرير|بيان", re.IGNORECASE)
# What clauses do: "de la Constitution de Guinée permet-il …", "of the Charter allow …".
DOES = (
    r"\w+-(?:t-)?(?:ils?|elles?)|s['’]appliqu\w+|garanti(?:t|ssent)|interdi(?:t|sent)|permet(?:tent)?"
    r"|défini(?:t|ssent)|reconna[iî](?:t|ssent)"
    r"|(?:autoris|accord|consacr|énonc|exig|impos|oblig|proclam|protèg)(?:e|ent)|appl(?:y|ies)"
    r"|(?:allow|ban|define|forbid|grant|guarantee|mean|permit|prohibit|protect|recogni[sz]e|require)s?"
)
# What ends a title: "la Constitution de Madagascar sur la grève". "de" and "of" go on with it.
ENDS = re.compile(
    rf"\b(?:{DOES})\b"
    r"|\b(?:sur|à propos|au sujet|en matière|concernant|about|on|regarding|pour|for|dans|in|qui"
    r"|que|that|which|et|and|est|is|are|sont|prévoit|provides?)\b|(?<!\w)(?:عن|بشأن|حول|في|على)(?!\w)|[?.!,;:؟،]",
    re.IGNORECASE,
)
# "le rapport sur le Mali": what it is on is its title.
ABOUT = re.compile(r"\s*(?:sur|on|about|عن|بشأن|حول)(?!\w)", re.IGNORECASE)
# What a symbol stands after where the document itself is asked, not a clause that cites it.
IN = r"dans|selon|d['’]après|au sens de|in|under|according to"
ARTICLE = r"(?:la\s|le\s|the\s|l['’])"
ASKED_IN = re.compile(
    rf"(?:\b(?:{IN}|dit|disent|prévoit|does)\s+{ARTICLE}?|(?<!\w)(?:في|تقول|يقول)\s)$",
    re.IGNORECASE,
)
# "Dans la Charte, que dit l'article 5 ?", "articles 3 et 5 de la Charte": whose clauses are meant.
OF_IT = re.compile(
    rf"(?:\b(?:{IN}|de|of|to)\s+{ARTICLE}?|\bdu\s|(?<!\w)(?:في|من|بموجب|وفقا ل)\s?)$",
    re.IGNORECASE,
)
# What goes with a name that is left out: "dans la", "the".
LEADS_TO_NAME = re.compile(rf"(?:{OF_IT.pattern}|(?<!\w){ARTICLE}$)", re.IGNORECASE)
# What an English title has before its kind: "the Universal Declaration".
CAPITALS_AT_END = re.compile(r"(?:\b[A-ZÀ-Ý][\w’'-]+\s+){1,3}$")


def documents_named(question: str, store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that a question asks of by name; none if that is not sure."""
    by_symbol = [
        symbol.normal
        for symbol in find_symbols(question)
        if ASKED_IN.search(question[: symbol.start])
    ]
    genres = list(GENRE.finditer(question))
    acronyms = acronyms_in(question)
    if not by_symbol and not genres and not acronyms:
        return ()
    names = names_of(store)
    found = names.with_symbol(by_symbol) or names.with_initials(acronyms)
    for genre in genres:
        before = words_before(question[: genre.start()])
        found = found or named_by_title(question[genre.start() :], names, 2, before)
    if not found and len(genres) == 1 and ASKED_IN.search(question[: genres[0].start()]):
        # "selon la Charte": one word is enough where a single report is called so.
        called = named_by_title(question[genres[0].start() :], names, 1)
        found = called if len(called) == 1 else ()
    return found if len(found) < len(names) else ()


def documents_of_clauses(question: str, store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that a question says its clauses are of; none in doubt.

    "Article 5 on the Charter" says nothing of the kind.
    """
    names = names_of(store)
    for genre in GENRE.finditer(question):
        capitals = CAPITALS_AT_END.search(question[: genre.start()])
        before = question[: capitals.start() if capitals else genre.start()]
        if OF_IT.search(before):
            words = words_before(question[: genre.start()])
            if found := named_by_title(question[genre.start() :], names, 2, words):
                return found
    return names.with_initials(acronyms_in(question))


def without_names(question: str, store: Store, among: Collection[str] | None = None) -> str:
    """Return a question without the names of the reports that it asks of; "" if that is all of it.

    Those are looked in already; what is left is looked for. `among` are the ids of the reports
    that are looked in, None for all: names of others stay.
    """
    names = names_of(store)

    def looked_in(found: Sequence[str]) -> bool:
        return any(among is None or report_id in among for report_id in found)

    rest = question
    for genre in reversed([*GENRE.finditer(question)]):
        before = words_before(question[: genre.start()])
        title = question[genre.start() :][: end_of_title(question[genre.start() :])]
        if looked_in(named_by_title(title, names, 2, before)):
            capitals = CAPITALS_AT_END.search(question[: genre.start()]) if before else None
            first = capitals.start() if capitals else genre.start()
            after = rest[genre.start() + len(title) :].lstrip()
            rest = f"{LEADS_TO_NAME.sub(' ', rest[:first])} {after}"
    for acronym in acronyms_in(question):
        if looked_in(names.with_initials([acronym])):
            before_it, after = re.split(rf"(?<!\w){acronym}(?!\w)", rest, maxsplit=1)
            rest = f"{LEADS_TO_NAME.sub(' ', before_it)} {after.lstrip()}"
    if rest == question:
        return question
    return " ".join(rest.split()).strip(" ,:;") if content_words(rest) else ""


def documents_spoken_of(question: str, context: str, store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that a question asks of, or the earlier one it leans on.

    "Que dit la Constitution de Madagascar sur la santé ?", then "et l'éducation ?": the same
    report is meant, unless the question speaks of some text itself.
    """
    named = documents_named(question, store)
    if named or not context or GENRE.search(question) or find_symbols(question):
        return named
    return documents_named(context, store)


def documents_before(question: str, history: Sequence[str], store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that the last earlier question that names any asks of.

    None if the question speaks of some text itself.
    """
    if GENRE.search(question) or find_symbols(question):
        return ()
    for earlier in reversed(history):
        if named := documents_of_clauses(earlier, store) or documents_named(earlier, store):
            return named
    return ()


def words_before(text: str) -> list[str]:
    """Return the words with a capital that a text ends in: of "the Universal", "universal"."""
    capitals = CAPITALS_AT_END.search(text)
    words = [folded(word) for word in WORD.findall(capitals[0])] if capitals else []
    return [word for word in words if not only_asks(word)]


def document_of(text: str, store: Store) -> tuple[str, ...]:
    """Return the ids of the reports that a clause is said to be of: "Déclaration universelle"."""
    names = names_of(store)
    symbols = [symbol.normal for symbol in find_symbols(text)]
    return names.with_symbol(symbols) or named_by_title(text, names, least=1)


def is_any_report(text: str) -> bool:
    """Say whether a text begins with a word that is said of any report: "rapport sur la paix"."""
    genre = GENRE.match(text)
    return genre is not None and bool(ANY_REPORT.fullmatch(WRITTEN_ONTO.sub("", genre[0])))


def is_kind_alone(text: str) -> bool:
    """Say whether a text is called by its kind and nothing else: "code", "Charte"."""
    genre = GENRE.match(text)
    return genre is not None and not title_words(text)


def named_by_title(
    text: str, names: ReportNames, least: int, before: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the ids of the reports whose title the beginning of a text gives.

    All words up to the title's end must stand in it, and those `before` it, `least` of them;
    "rapport" counts for one, whatever the title calls itself.
    """
    genre = GENRE.match(text)
    if not genre:
        return ()
    any_report = is_any_report(text)
    wanted = [*before, *title_words(text)]
    if not any_report:
        wanted.insert(0, folded(WRITTEN_ONTO.sub("", genre[0])))
    if len(wanted) + any_report < least:
        return ()
    return names.with_words(wanted)


def title_words(text: str) -> list[str]:
    """Return the words of a title that a text begins with, after its genre."""
    genre = GENRE.match(text)
    title = text[genre.end() if genre else 0 : end_of_title(text)]
    return [word for word in map(folded, WORD.findall(title)) if not only_asks(word)]


def end_of_title(text: str) -> int:
    """Return where the title ends that a text begins with; what a report is on is part of it."""
    genre = GENRE.match(text)
    start = genre.end() if genre else 0
    if is_any_report(text) and (about := ABOUT.match(text, start)):
        start = about.end()
    ends = [found.start() for ended in (ENDS, SAYING) if (found := ended.search(text, start))]
    return len(text[: min(ends, default=len(text))].rstrip())
