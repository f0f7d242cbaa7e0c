"""What the library holds and what it is asked, counted for the insights page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from ingest.conversations import Outcome
from ingest.models import Listed
from ui.wording import Words

MOST_ISSUERS = 12
MOST_DAYS = 30
BINS = 10


@dataclass(frozen=True, slots=True)
class Plot:
    """Counts to be drawn, and to be read as a table: all words are in the reader's language.

    Each row has the name of its bar and a number for each of `measures`.
    """

    title: str
    axis: str
    measures: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    lying: bool = False  # bars lie where their names are long


def plots(reports: Sequence[Listed], outcomes: Sequence[Outcome], words: Words) -> list[Plot]:
    """Return everything that the page shows."""
    return [
        by_year(reports, words),
        by_issuer(reports, words),
        by_day(outcomes, words),
        by_confidence(outcomes, words),
    ]


def by_year(reports: Sequence[Listed], words: Words) -> Plot:
    """Count reports and clauses by the year of the report, the oldest first."""
    counted = count((report.date or "")[:4] or words("undated") for report in reports)
    clauses = total(((r.date or "")[:4] or words("undated"), r.numbered) for r in reports)
    rows = tuple((words.digits(year), (counted[year], clauses[year])) for year in sorted(counted))
    return Plot(words("plot_years"), words("axis_year"), holdings(words), rows)


def by_issuer(reports: Sequence[Listed], words: Words) -> Plot:
    """Count reports and clauses by issuer, the most reports first; small issuers together."""
    counted = count(report.issuer for report in reports)
    first = [name for name, _ in counted.most_common(MOST_ISSUERS)]
    names = {name: name or words("no_issuer") for name in first}
    other = words("other_issuers")
    clauses = total((names.get(r.issuer, other), r.numbered) for r in reports)
    shown = count(names.get(report.issuer, other) for report in reports)
    order = [*names.values(), *([other] if other in shown else [])]
    rows = tuple((name, (shown[name], clauses[name])) for name in order)
    return Plot(words("plot_issuers"), words("axis_issuer"), holdings(words), rows, lying=True)


def by_day(outcomes: Sequence[Outcome], words: Words) -> Plot:
    """Count questions, and those that no clause answered, of the last days with any."""
    asked = count(outcome.at[:10] for outcome in outcomes)
    silent = count(outcome.at[:10] for outcome in outcomes if not outcome.answered)
    rows = tuple(
        (short_date(day, words), (asked[day], silent[day])) for day in sorted(asked)[-MOST_DAYS:]
    )
    measures = (words("measure_asked"), words("measure_unanswered"))
    return Plot(words("plot_days"), words("axis_day"), measures, rows)


def by_confidence(outcomes: Sequence[Outcome], words: Words) -> Plot:
    """Count questions by how surely they are answered, in tenths."""
    counted = Counter(min(int(outcome.confidence * BINS), BINS - 1) for outcome in outcomes)
    rows = tuple(
        (f"{words.percent(n / BINS)} – {words.percent((n + 1) / BINS)}", (counted[n],))
        for n in range(BINS)
    )
    return Plot(
        words("plot_confidence"),
        words("axis_confidence"),
        (words("measure_questions"),),
        rows if outcomes else (),
    )


def holdings(words: Words) -> tuple[str, ...]:
    """Return what the library's holdings are counted in."""
    return words("measure_reports"), words("measure_clauses")


def count(names: Iterable[str]) -> Counter[str]:
    """Return how often each name stands there."""
    return Counter(names)


def total(numbers: Iterable[tuple[str, int]]) -> Counter[str]:
    """Return the sum of the numbers of each name."""
    summed: Counter[str] = Counter()
    for name, number in numbers:
        summed[name] += number
    return summed


def short_date(iso: str, words: Words) -> str:
    """Return a day in the reader's form, short enough for an axis."""
    return words.digits(format_date(date.fromisoformat(iso), "d MMM", words.locale))
