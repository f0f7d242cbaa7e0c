"""Where the next question looks, as chips to click: these reports, these years, these issuers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ingest.issuers import same_issuer
from ingest.models import Listed
from retrieval.scope import EVERYTHING, Scope
from ui.browser import Act
from ui.naming import told_apart
from ui.wording import Words

# So many reports are offered as chips; what is on the desk is offered besides.
MOST_REPORTS = 20
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing to click: what it keeps to, how that is called, and whether it is on."""

    kind: str  # "report", "year" or "issuer"
    value: str
    label: str
    on: bool


def chips(
    reports: Sequence[Listed], scope: Scope, words: Words, at_hand: Collection[str] = ()
) -> list[Chip]:
    """Return the chips of a library; `at_hand` are reports on the desk, offered in any case."""
    years = sorted({report.date[:4] for report in reports if report.date}, reverse=True)
    issuers: list[str] = []
    for report in reports:
        if report.issuer and not any(same_issuer(report.issuer, one) for one in issuers):
            issuers.append(report.issuer)
    chosen = {*scope.reports, *at_hand}
    offered = [r for n, r in enumerate(reports) if n < MOST_REPORTS or r.id in chosen]
    called = names(offered, reports, words)
    return [
        *(Chip("issuer", one, one, one in scope.issuers) for one in issuers),
        *(Chip("year", one, words.digits(one), in_years(one, scope)) for one in years),
        *(Chip("report", r.id, called[r.id], r.id in scope.reports) for r in offered),
    ]


def toggled(scope: Scope, act: Act) -> Scope:
    """Return a scope after a chip was clicked; what is no chip changes nothing."""
    kind, value = act["kind"], act["value"]
    if kind == "everything":
        return EVERYTHING
    if kind == "report" and value:
        return replace(scope, reports=flipped(scope.reports, value))
    if kind == "issuer" and value:
        return replace(scope, issuers=flipped(scope.issuers, value))
    if kind == "year" and len(value) == 4 and act.number("value"):
        return with_year(scope, act.number("value"))
    return scope


def flipped(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    """Return the values with one more, or without it."""
    rest = tuple(one for one in chosen if one != value)
    return rest if len(rest) < len(chosen) else (*chosen, value)


def with_year(scope: Scope, year: int) -> Scope:
    """Return a scope whose years reach to another, or no longer to it; years are a range."""
    if not scope.since or not scope.until:
        return in_range(scope, year, year)
    first, last = int(scope.since[:4]), int(scope.until[:4])
    if first == last == year:
        return replace(scope, since="", until="")
    if year == first:
        return in_range(scope, first + 1, last)
    if year == last:
        return in_range(scope, first, last - 1)
    if first < year < last:
        return in_range(scope, year, year)
    return in_range(scope, min(first, year), max(last, year))


def in_range(scope: Scope, first: int, last: int) -> Scope:
    """Return a scope from the first day of a year to the last of another."""
    return replace(scope, since=f"{first:04}-01-01", until=f"{last:04}-12-31")


def in_years(year: str, scope: Scope) -> bool:
    """Say whether a year is among those chosen."""
    return bool(scope.since) and scope.since[:4] <= year <= scope.until[:4]


def named(scope: Scope, reports: Sequence[Listed], words: Words) -> str:
    """Return what a scope keeps to, in words; "" for everything."""
    titles = names([r for r in reports if r.id in scope.reports], reports, words)
    years = [words.digits(day[:4]) for day in (scope.since, scope.until) if day]
    return " · ".join(
        [
            *scope.issuers,
            *(["–".join(dict.fromkeys(years))] if years else []),
            *(titles.get(report, report) for report in scope.reports),
        ]
    )


def names(some: Sequence[Listed], reports: Sequence[Listed], words: Words) -> dict[str, str]:
    """Return what some of all reports are called, by id: shortened, the same ones told apart."""
    only = {report.id for report in some}
    apart = told_apart(reports, words, lambda report: shortened(report.title), only=only)
    return {
        report.id: " · ".join(filter(None, [shortened(report.title), apart.get(report.id)]))
        for report in some
    }


def shortened(title: str) -> str:
    """Return a title of at most sixty characters."""
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
