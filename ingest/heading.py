"""What a report says of itself near its top: title, symbol, issuer, place and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dates import WrittenDate, find_dates
from ingest.issuers import find_issuer
from ingest.models import Doubt
from ingest.symbols import find_symbols
from ingest.titles import ACT, ADOPTION, find_title, is_dated, names_place

# Dates farther apart than this date different things.
DAYS_OF_ONE_EVENT = 31
# The moon is sighted, and printed calendars differ, by so many days at most.
DAYS_BETWEEN_CALENDARS = 2
LONGEST_PLACE = 60
# "Distr.: General", "Journal officiel": what stands there, or right below, is when it was printed.
PUBLISHED = re.compile(
    r"distr(?:ibution)?\b|.*\b(?:journal officiel|official journal)\b"
    r"|.*الجريدة الرسمية|التوزيع|توزيع",
    re.IGNORECASE,
)
# "l'Accord du 15 mai 2015", "resolution 2100 (2013) of 25 April 2013": the date of another text.
DATED = re.compile(
    r"\b(?:JORF|du|of|en date du|dated|adopt\w+ le|signée? le"
    r"|المؤرخة?(?: في)?|الصادرة? (?:في|بتاريخ))\s*$",
    re.IGNORECASE,
)
FAR_FROM_ACT = 90
# "tenue à New York le", "held in Abidjan on", "Fait à Paris,", "المنعقدة في جدة": where.
PLACE = re.compile(
    r"(?<!\w)(?i:fait|done|held|tenue?s?|r[ée]unie?s?|met|adopted|adopt[ée]e?s?|signed|sign[ée]e?s?"
    r"|conclue?s?|concluded|proclamée?|proclaimed)\s(?i:[àa]|aux?|en|at|in)\s"
    r"(?P<place>(?!The\b)[A-ZÀ-Ý][^\d,;:.()]{1,40}?)"
    r"(?=\s*(?:[,;.(\d]|$|(?i:les?|on|du|from|by|par|for|pour|in|en)\s))"
    r"|(?<!\w)(?:المنعقدة?|عقدت?|حررت?|وقعت?|صدرت?|اعتمدت?|انعقدت?)\s(?:في\s(?:مدينة\s)?|بمدينة\s)"
    r"(?P<place_ar>\w+(?:\s\w+){0,2}?)(?=\s*(?:[،,.(\d]|$|(?:في|بتاريخ|يوم|يومي|من)\s))"
)
BEFORE_DATE = re.compile(
    r"[\s,،;–—(-]*(?:(?<!\w)(?:les?|du|on|from|في|بتاريخ|يوم))?[\s,،;–—(-]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """The words near the top of a report, as paragraphs, and those of its closing.

    `front` is the title block, `following` the paragraphs between it and the first clause;
    `running_heads` were left out of the text.
    """

    front: Sequence[str]
    following: Sequence[str] = ()
    closing: str = ""
    running_heads: Sequence[str] = ()
    source_name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a report says of itself, as printed, but for its dates: these are ISO 8601."""

    title: str
    symbol: str = ""
    issuer: str = ""
    place: str = ""
    date: str | None = None
    dates: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_heading(head: Head) -> Heading:
    """Return what a report says of itself; what it does not say is empty."""
    title = find_title(head.front, head.source_name, head.following)
    opening = next((text for text in head.following if text not in title), "")
    alone = [line for line in head.following if len(line) <= LONGEST_PLACE + 40]
    date, dates, doubts = read_dates(head, title, opening)
    return Heading(
        title,
        find_symbol(head.front, title, head.running_heads),
        find_issuer([*head.front], [*head.front, *alone], title),
        find_place(head.front, title, opening, head.closing),
        date,
        dates,
        doubts,
    )


def find_symbol(front: Sequence[str], title: str, running_heads: Sequence[str] = ()) -> str:
    """Return the report's own symbol, as printed; "" if it has none.

    One that stands on a line of its own goes before one in the title, and that before a running
    head. The symbol of an act that the title only speaks of is another's.
    """
    lines = [line for line in front if not line.startswith("[") and line.strip() not in title]
    for line in lines:
        for symbol in find_symbols(line):
            if not ACT.search(line[: symbol.start]):
                return symbol.text
    for symbol in find_symbols(title):
        before = title[: symbol.start]
        if len(ACT.findall(before)) <= (0 if ACT.match(symbol.text) else 1):
            return symbol.text
    found = (symbol.text for line in running_heads for symbol in find_symbols(line))
    return next(found, "")


def find_place(front: Sequence[str], title: str, opening: str = "", closing: str = "") -> str:
    """Return where the report was made, as printed; "" if it does not say.

    It stands before the date on its line ("NEW YORK, SIÈGE DES NATIONS UNIES, 24 SEPTEMBRE
    2019") or on the line above, or after words such as "tenue à", "held in", "Fait à".
    """
    for at, line in enumerate(front):
        if line.strip() in title:
            continue
        date = next(find_dates(line), None)
        place = BEFORE_DATE.sub("", line[: date.start]).strip() if date else ""
        if date and is_dated(line) and looks_like_place(place):
            return place
        if at and names_place(front, at):
            return line.strip()
    for text in (*front, title, opening, closing):
        if match := PLACE.search(text):
            return (match["place"] or match["place_ar"]).strip()
    return ""


def looks_like_place(words: str) -> bool:
    """Say whether the words before a date may name a place."""
    if not words or len(words) > LONGEST_PLACE or re.search(r"[\d:]", words):
        return False
    return not (words[0].islower() or ACT.search(words) or ADOPTION.match(words))


@dataclass(frozen=True, slots=True)
class Placed:
    """A date with the place where it is written; a lower rank tells more surely of the report.

    0 in the title or with place or adoption, 1 alone on a line, 2 in the opening, 3 in the closing,
    4 when it was printed.
    """

    written: WrittenDate
    words: str
    rank: int
    at: int  # in the order of the text


def read_dates(
    head: Head, title: str, opening: str
) -> tuple[str | None, tuple[str, ...], tuple[Doubt, ...]]:
    """Return the report's date, all its dates in the order printed, and doubts if they disagree.

    Its date is that of its title, or beside the place or words such as "adopted"; then that of a
    line of its own, of the opening, of the closing, and of its printing. Dates of other texts
    ("resolution 2100 (2013) of 25 April 2013") are none of its own.
    """
    placed = [*place_dates(head, title, opening)]
    gregorian = [p for p in placed if p.written.calendar == "gregorian"]
    lunar = [p for p in placed if p.written.calendar == "hijri"]
    doubts = [*compare_calendars(lunar, gregorian)]
    doubted = {str(doubt.values["hijri"]) for doubt in doubts}
    if lunar and not gregorian:
        doubts = [converted(lunar[0])]
        gregorian = lunar
    if not gregorian:
        return None, (), ()
    main = min(gregorian, key=lambda p: (p.rank, p.at))
    doubts = [*compare_days(main, gregorian), *doubts]
    told = [p for p in placed if p in gregorian or p.words in doubted]
    days = [day.isoformat() for p in told for day in (p.written.first, p.written.day)]
    return main.written.day.isoformat(), tuple(dict.fromkeys(days)), tuple(doubts)


def place_dates(head: Head, title: str, opening: str) -> Iterator[Placed]:
    """Yield the report's own dates in the order of the text."""
    printed_below = False
    parts = [(line, "front") for line in head.front]
    if not any(line in title for line in head.front):
        parts.append((title, "front"))
    parts += [(opening, "opening"), (head.closing, "closing")]
    for at, (text, part) in enumerate(parts):
        published = bool(PUBLISHED.match(text))
        found = list(find_dates(text, head.language))
        for number, written in enumerate(found):
            if dates_other_text(text, written.start, in_title=text in title):
                continue
            if part == "front":
                alone = is_dated(text) and not BEFORE_DATE.fullmatch(text[: written.start])
                told = text in title or alone or bool(ADOPTION.match(text))
                rank = 4 if published or printed_below else 0 if told else 1
            else:
                rank = 2 if part == "opening" else 3
            words = text[written.start : written.end]
            yield Placed(written, words, rank, at * 10_000 + number)
        printed_below = published and not found


def dates_other_text(text: str, at: int, in_title: bool) -> bool:
    """Say whether the date there is that of an act the text speaks of, not its own."""
    acts = [match.start() for match in ACT.finditer(text[:at])]
    if in_title:  # the first act is the report itself
        acts = acts[1:]
    return bool(acts) and at - acts[-1] <= FAR_FROM_ACT and bool(DATED.search(text[:at]))


def compare_days(main: Placed, others: Sequence[Placed]) -> Iterator[Doubt]:
    """Tell the first date near the top that differs from the report's by less than a month."""
    for other in others:
        near = other.written.agrees(main.written, DAYS_OF_ONE_EVENT - 1)
        if other.rank <= 2 and near and not other.written.agrees(main.written):
            first, second = main.written.day.isoformat(), other.written.day.isoformat()
            message = f"Two dates: {first} in the title, {second} below it."
            yield Doubt("date-disagreement", message, None, {"first": first, "second": second})
            return


def compare_calendars(lunar: Sequence[Placed], solar: Sequence[Placed]) -> Iterator[Doubt]:
    """Tell each Hijri date that is days away from the Gregorian date written nearest to it."""
    for hijri in lunar if solar else ():
        beside = min(solar, key=lambda p: abs(p.at - hijri.at))
        if not hijri.written.agrees(beside.written, DAYS_BETWEEN_CALENDARS):
            day, other = hijri.written.day.isoformat(), beside.written.day.isoformat()
            message = f"Two calendars: {hijri.words} is {day}, but {other} stands beside it."
            values = {"hijri": hijri.words, "day": day, "other": other}
            yield Doubt("calendar-disagreement", message, None, values)


def converted(hijri: Placed) -> Doubt:
    """Tell that the date was computed from the Hijri calendar."""
    day = hijri.written.day.isoformat()
    message = f"The date is converted from {hijri.words}: {day}, or a day before or after."
    return Doubt("date-converted", message, None, {"hijri": hijri.words, "date": day})
