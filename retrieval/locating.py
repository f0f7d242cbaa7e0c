"""Clauses that a question names by their number or their place are looked up, not searched for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.division_mentions import find_divisions
from ingest.models import Clause, Place
from ingest.references import (
    PREAMBLE,
    ClauseMention,
    find_clause_mentions,
    find_numbers_alone,
    text_named_after,
)
from ingest.store import Store
from retrieval.documents import called_only, document_of, documents_of_clauses
from retrieval.lookup import MOST_NAMED, Lookup, Pair, heads
from retrieval.paragraphs import Span
from retrieval.phrases import DIGITS
from retrieval.relative import (
    ends_preamble,
    numbers_alone,
    places_at_ends,
    step_from,
    step_of,
    without_ends,
)
from retrieval.report_names import ReportNames, languages_of, names_of
from retrieval.scope import Inside
from retrieval.titles_in import is_any_report, is_kind_alone

A_PREAMBLE = re.compile(r"\bpr[ée]amb(?:ule|le)\b|(?<!\w)(?:ال)?ديباج[ةه](?!\w)", re.IGNORECASE)
INITIALS_BEHIND = re.compile(
    r"\s*,?\s*(?:(?:of|in|to)\s+(?:the\s+)?|(?:de|dans)\s+(?:la\s+|l['’])|du\s+)?([A-Z]{3,6})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Located:
    """What a question's clause numbers point to: clauses found, keys that no report has.

    `named` are the places of the clauses themselves, without their subclauses. `around` are the
    clauses that would hold those that are missing: article 5 for "5 (9)". `left_out` is how many
    clauses of a division are more than are shown. `of_texts` says that the question names reports
    that they are of. `spans` are those in the report of paragraphs that are meant, not the clause.
    """

    found: tuple[Pair, ...] = ()
    missing: tuple[str, ...] = ()
    around: tuple[Pair, ...] = ()
    named: tuple[Place, ...] = ()
    left_out: int = 0
    of_texts: bool = False
    spans: Mapping[Place, Span] = field(default_factory=dict)


def locate(
    question: str,
    store: Store,
    inside: Inside,
    limit: int,
    before: Sequence[Place] = (),
    spoken: str = "",
) -> Located:
    """Return the clauses inside that a question names by number or place, in each report.

    Each comes with its subclauses; the newest report's come first. `limit` counts those named,
    but what one report has of several that are named is never cut. A clause that has no words
    of its own is left out, not its subclauses. A clause of a text that is named with it
    ("paragraphe 3 de la résolution 2480") is looked for in the reports of that name alone; if
    there is none it is not looked for by number. `before` are the clauses spoken of before, for
    "et la suivante ?". Of reports that are named,
    those in the language `spoken` come first.
    """
    mentions, of_them = mentioned(question, store, inside.annex)
    texts = {m.other_text: document_of(m.other_text, store) for m in mentions if m.other_text}
    texts[""] = of_them or documents_of_clauses(question, store)
    mentions = [m for m in mentions if not m.other_text or texts[m.other_text] or is_here(m)]
    named: dict[str, list[Pair]] = {}
    for mention in mentions or numbers_alone(question):
        lookup = Lookup(store, inside.only(texts[mention.other_text]), limit)
        step = step_from(question, mention)
        for key, pairs in lookup.mention(mention):
            if step:
                named |= lookup.neighbours([place for place, _ in heads(key, pairs)], step)
            elif pairs or not mention.bare:
                named.setdefault(key, []).extend(pairs)
    every = [report for found in texts.values() for report in found]
    lookup = Lookup(store, inside.only(every), limit)
    named, spans = with_paragraphs(named, lookup, question)
    if not mentions:
        if ends_preamble(question):
            named = lookup.last_of_preambles()
        elif at_ends := places_at_ends(question):
            named = lookup.standing(at_ends)
        elif step := step_of(question):
            named = lookup.neighbours(before, step)
    missing = tuple(key for key, pairs in named.items() if not pairs)
    first = spoken if every else ""
    found = in_order(named, store, max(limit, min(len(named), MOST_NAMED)), first)
    around = () if found else in_order(lookup.around(missing), store, limit, first)
    places = (place for key, pairs in named.items() for place, _ in heads(key, pairs))
    return Located(found, missing, around, tuple(places), of_texts=bool(every), spans=spans)


def with_paragraphs(
    named: dict[str, list[Pair]], lookup: Lookup, question: str
) -> tuple[dict[str, list[Pair]], dict[Place, Span]]:
    """Return clauses by key, those that are missing as paragraphs of the clause above; their spans.

    "Article 27, alinéa 2" is that paragraph of article 27 where none has a number; "article 27.2"
    is an article. Of several of one clause, the whole is meant.
    """
    printed = question.translate(DIGITS)
    done: dict[str, list[Pair]] = {}
    spans: dict[Place, list[Span]] = {}
    for key, pairs in named.items():
        above, _, number = key.rpartition(".")
        counted = lookup.paragraphs(above, int(number)) if above and number.isdecimal() else []
        if pairs or not counted or key in printed:
            done.setdefault(key, []).extend(pairs)
            continue
        done.setdefault(above, []).extend(pair for pair, _ in counted)
        for (place, _), span in counted:
            spans.setdefault(place, []).append(span)
    return done, {place: of_it[0] for place, of_it in spans.items() if len(of_it) == 1}


def mentioned(
    question: str, store: Store, annex: str
) -> tuple[list[ClauseMention], tuple[str, ...]]:
    """Return the clauses that a question names by number, and the reports that it names beside.

    Those inside the annex with a key; "" for none. Of clauses named by their place, the reports.
    """
    names = names_of(store)
    if ends_preamble(question):
        return [], ()
    if mentions := [of_annex(mention, annex) for mention in find_clause_mentions(question)]:
        return [of_initials(mention, question, names) for mention in mentions], ()
    if mentions := numbers_of_texts(question):
        return mentions, ()
    if places_at_ends(question):  # "last clause mali"
        return [], called_only(without_ends(question), names)
    if (preamble := A_PREAMBLE.search(question)) and (
        reports := called_only(A_PREAMBLE.sub(" ", question, count=1), names)
    ):
        return [ClauseMention(PREAMBLE, *preamble.span())], reports  # "preamble mali"
    return numbers_beside_name(question, store)


def of_initials(mention: ClauseMention, question: str, names: ReportNames) -> ClauseMention:
    """Return a mention as one of the text whose initials stand behind it: "article 3 of the UDHR".

    Each of two mentions may have its own.
    """
    behind = INITIALS_BEHIND.match(question, mention.end)
    if mention.other_text or not behind or not names.with_initials([behind[1]]):
        return mention
    return replace(mention, other_text=behind[1])


def numbers_of_texts(question: str) -> list[ClauseMention]:
    """Return the clauses that are named by a number alone, of a text: "5.1.2 de la Convention"."""
    return [
        replace(mention, other_text=text)
        for mention in numbers_not_of_pages(question)
        if (text := text_named_after(question, mention.end))
    ]


def numbers_beside_name(question: str, store: Store) -> tuple[list[ClauseMention], tuple[str, ...]]:
    """Return the clauses that a number alone names beside a report's name, and the reports.

    "udhr 26.3", "mali 12": a name and a number, and nothing else.
    """
    numbers = numbers_not_of_pages(question)
    if len(numbers) != 1 or step_of(question):
        return [], ()
    rest = f"{question[: numbers[0].start]} {question[numbers[0].end :]}"
    reports = called_only(rest, names_of(store))
    return (numbers, reports) if reports else ([], ())


def numbers_not_of_pages(question: str) -> list[ClauseMention]:
    """Return the clauses that a number alone may mean: never the number of a page."""
    pages = [m for m in find_divisions(question) if m.names_page]
    return [
        mention
        for mention in find_numbers_alone(question)
        if not any(page.start <= mention.start < page.end for page in pages)
    ]


def of_annex(mention: ClauseMention, annex: str) -> ClauseMention:
    """Return the mention of a clause as one of the annex with that key; as it is for ""."""
    if not annex:
        return mention
    through = mention.through and f"{annex}.{mention.through}"
    return replace(mention, key=f"{annex}.{mention.key}", through=through)


def whole(pairs: Sequence[Pair], store: Store, limit: int, spoken: str) -> Located:
    """Return the clauses of a division as those that a question names, in their order.

    Those of reports in the language `spoken` come first.
    """
    named: dict[str, list[Pair]] = {}
    head: Pair | None = None
    for place, clause in pairs:
        if (
            head is None
            or head[0].report_id != place.report_id
            or not clause.key.startswith(f"{head[1].key}.")
        ):
            head = place, clause
        named.setdefault(head[1].key, []).append((place, clause))
    found = in_order(named, store, max(limit, min(len(named), MOST_NAMED)), spoken)
    shown = {place for place, _ in found}
    left_out = sum(bool(clause.text) and place not in shown for place, clause in pairs)
    return Located(found, named=tuple(shown), left_out=left_out)


def led_by(located: Located, reports: Sequence[str], limit: int) -> Located:
    """Return what is located with these reports first, in this order; `limit` as for `locate`."""
    ranks = {report_id: rank for rank, report_id in enumerate(reports)}
    named = frozenset(located.named)
    keys = {clause.key for place, clause in located.found if place in named}
    kept, count = [], 0
    for place, clause in sorted(located.found, key=lambda p: ranks.get(p[0].report_id, len(ranks))):
        count += place in named
        if count <= max(limit, min(len(keys), MOST_NAMED)):
            kept.append((place, clause))
    return replace(located, found=tuple(kept))


def is_here(mention: ClauseMention) -> bool:
    """Say whether a clause of a text that no report is called so may be theirs all the same.

    "The report on the peace" may be any of them; and L112-3 "du code" tells itself.
    """
    text = mention.other_text
    of_code = mention.key[:1].isalpha() and not mention.key.startswith(PREAMBLE)
    return is_any_report(text) or (of_code and is_kind_alone(text))


def in_order(
    named: dict[str, list[Pair]], store: Store, limit: int, spoken: str = ""
) -> tuple[Pair, ...]:
    """Return clauses report by report, the newest first, each once; `limit` counts those named.

    Reports in the language `spoken`, if one is given, come before others.
    """
    if not named:
        return ()
    of_report: dict[str, list[tuple[str, Pair]]] = {}
    for key, pairs in named.items():
        for pair in pairs:
            of_report.setdefault(pair[0].report_id, []).append((key, pair))
    kept: dict[Place, Clause] = {}
    count = 0
    languages = languages_of(store, list(of_report))
    for report_id in sorted(languages, key=lambda one: bool(spoken) and languages[one] != spoken):
        for key, (place, clause) in of_report[report_id]:
            if place in kept:
                continue
            count += clause.key.casefold() == key.casefold()
            if clause.text and count <= limit:
                kept[place] = clause
    return tuple(kept.items())
