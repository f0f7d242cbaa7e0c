"""What the page calls a clause, its pages and a report: the same name wherever one is shown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from ingest.models import Clause, Kind, Listed, Part
from retrieval.citing import COMMA, IN_FINE, locator, numbers
from retrieval.styles import Style
from ui.wording import Words

END = ".end"  # of the key of a clause's closing words


def clause_number(clause: Clause, printed_in: str, words: Words) -> str:
    """Return the number of a clause as it is cited: "44 b) i)"; `printed_in` as in `locator`."""
    return words.clause(numbers(clause.key.removesuffix(END), words.language, printed_in))


def clause_name(clause: Clause, printed_in: str, words: Words) -> str:
    """Return what a clause is called: "Clause 44 b) i)"; without a number, as it is cited."""
    if clause.kind is Kind.HEADING:
        return locator(clause, words.language, printed_in)
    if clause.part is not Part.BODY:
        return words.clause(locator(clause, words.language, printed_in))
    name = words("clause_label", num=clause_number(clause, printed_in, words))
    return f"{name}, {IN_FINE[words.language]}" if clause.kind is Kind.WRAP_UP else name


def printed_name(clause: Clause, printed_in: str, words: Words) -> str:
    """Return the number of a clause as its report prints it, or else what it is called."""
    return clause.num or clause_name(clause, printed_in, words)


def pages_name(pages: tuple[int, int] | None, words: Words) -> str:
    """Return the pages that a clause stands on, first and last: "pages 2-3"; "" without pages."""
    if pages is None:
        return ""
    first, last = pages
    if first == last:
        return words("page_label", page=first)
    return words("pages_label", first=first, last=last)


def citation_as_read(citation: str, title: str, style: Style, words: Words) -> str:
    """Return a citation with the digits of the reader's country, the report's words as they are.

    Only an Arabic one in Clausier's own style: the others have rules of their own.
    """
    before, found, after = citation.partition(title) if title else ("", "", "")
    if style is not Style.PLAIN or not found or COMMA["ar"].strip() not in after:
        return citation
    own = re.split("(«.*»|،)", after)  # a heading stands in quotation marks
    return before + title + "".join(s if s[:1] == "«" else words.clause(s) for s in own)


def told_apart(
    reports: Sequence[Listed],
    words: Words,
    called: Callable[[Listed], str] = lambda report: report.title,
    shown: Sequence[str] = (),
    only: Collection[str] | None = None,
) -> Mapping[str, str]:
    """Return what tells reports apart that are called the same, by id; nothing for all others.

    `shown` names the facts that stand beside the name in any case: they are not said again.
    `only` are the ids of those that are shown, of a library that may have many thousands.
    """
    alike: dict[str, list[Listed]] = defaultdict(list)
    for report in reports:
        alike[called(report).casefold()].append(report)
    return {
        report_id: told
        for group in alike.values()
        if len(group) > 1 and (only is None or any(report.id in only for report in group))
        for report_id, told in differences(group, words, shown)
    }


def differences(
    group: Sequence[Listed], words: Words, shown: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield for each report of a group the first facts that set it apart from all the others."""
    told: dict[str, list[str]] = {report.id: [] for report in group}
    seen: dict[str, tuple[str, ...]] = {report.id: () for report in group}
    for fact, told_by in FACTS.items():
        values = {report.id: told_by(report, words) for report in group}
        if len({(*seen[one], values[one]) for one in seen}) == len(set(seen.values())):
            continue  # it tells no more than those before
        seen = {one: (*seen[one], values[one]) for one in seen}
        if fact not in shown:
            for one in told:
                told[one] += filter(None, [values[one]])
        if len(set(seen.values())) == len(group):
            break
    yield from ((one, " · ".join(parts)) for one, parts in told.items() if parts)


# What tells two reports of one title apart, what a reader knows best first. Ids are never the same.
FACTS: Mapping[str, Callable[[Listed, Words], str]] = {
    "symbol": lambda report, words: report.symbol,
    "date": lambda report, words: words.date(report.date),
    "language": lambda report, words: words(f"language_{report.language}"),
    "issuer": lambda report, words: report.issuer,
    "file": lambda report, words: report.source_name,
    "id": lambda report, words: report.id,
}
