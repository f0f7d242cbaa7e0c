"""Where clauses may begin: the printed numbers at the starts of lines, read every way they can be.

What no sequence could sort out is left out here: numbers inside a quotation of another text, words
such as "Section" in a report that has articles, and the numbers of headings over paragraphs that
are numbered through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.article_numbers import ARTICLE_WORDS
from ingest.dates import find_dates
from ingest.labels import CAPITAL_ROMANS, CAPITALS, COUNTED, WORDED, Label, Style
from ingest.layout import Laid
from ingest.numbering import read_labels, read_plain_labels
from ingest.part_words import RECITALS_START, is_annex_heading, looks_like_heading
from ingest.quoted import Quoted
from ingest.rare_numbers import read_rare_labels
from ingest.sentence_ends import ENDS_ITEM, ENDS_SENTENCE
from ingest.signatories import signatories

# Past so many characters a line begins with no number.
LONGEST_LABEL = 80
# So many sections or rules are clauses where no article is; fewer are headings.
FEWEST_SECTIONS = 3
# The numbers of headings between paragraphs that are numbered through.
TITLING = {Style.STOP, Style.LETTER_BRACKET, Style.LETTER_BRACKETS, Style.LETTER_STOP}
# What a day, or the first of several, may be read as.
OF_DATES = {Style.DASH, Style.PLAIN, Style.SLASH, Style.DOTTED}
MOST = 0.6  # of the places, for a rule to hold for all


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a clause may begin: every reading of the number printed there.

    `firm` places begin a paragraph; the others only begin a line. `marked` ones begin a heading
    that the file marks as one. `led` ones come after a colon, `ended` ones after a full stop. The
    number of `listed` ones is one that the file itself counts: that of an item in a list so deep.
    """

    offset: int
    labels: tuple[Label, ...]
    firm: bool
    marked: bool = False
    led: bool = False
    listed: int = 0
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of a report: of its preamble, its body, and its annexes by prefix.

    `dividers` are the offsets of numbered headings, with their rank: 0 stands above 1.
    """

    recitals: tuple[Candidate, ...]
    parts: tuple[tuple[str, tuple[Candidate, ...]], ...]  # "" for the body, then "annex-1"
    dividers: dict[int, int] = field(default_factory=dict)


def find_candidates(laid: Laid) -> Candidates:
    """Return where clauses may begin in a report."""
    paragraphs = Paragraphs(laid)
    parts = split_annexes(laid)
    dividers: dict[int, int] = {}
    cleared = []
    for prefix, candidates in parts:
        worded = [*without_mentions([*with_one_word(candidates, paragraphs)])]
        worded = without_whole_texts(worded)
        found = find_dividers(worded, paragraphs)
        dividers |= found
        cleared.append((prefix, tuple(c for c in worded if c.offset not in found)))
    count = count_recitals(cleared[0][1], paragraphs)
    body = cleared[0][1]
    return Candidates(body[:count], (("", body[count:]), *cleared[1:]), dividers)


class Paragraphs:
    """The paragraphs of a report by the place where one begins."""

    def __init__(self, laid: Laid) -> None:
        """`laid` is the report."""
        self._text = laid.text
        self._ends = dict(laid.spans)
        self._after = {a[0]: b[0] for a, b in pairwise(laid.spans)}
        self._before = {b: a for a, b in self._after.items()}

    def words(self, start: int) -> str:
        """Return the paragraph that begins at `start`, "" if none does."""
        return self._text[start : self._ends[start]] if start in self._ends else ""

    def before(self, start: int) -> str:
        """Return the paragraph before the one that begins at `start`, "" if none is."""
        return self.words(self._before.get(start, -1))

    def following(self, start: int) -> int:
        """Return where the paragraph after the one at `start` begins; -1 at the end."""
        return self._after.get(start, -1)

    def after_label(self, candidate: Candidate, label: Label) -> str:
        """Return the words of a candidate's paragraph after the number."""
        return self.words(candidate.offset)[label.end :].strip()


def split_annexes(laid: Laid) -> list[tuple[str, list[Candidate]]]:
    """Return the candidates of the body, then those of each annex with its prefix."""
    parts: list[tuple[str, list[Candidate]]] = [("", [])]
    places = zip(laid.spans, laid.line_starts, laid.prose, laid.levels, strict=True)
    quoted, signed = Quoted(laid), signatories(laid)
    led = ended = False
    for (start, end), lines, counts, level in places:
        if parts[0][1] and is_annex_heading(laid.text[start:end]):
            parts.append((f"annex-{len(parts)}", []))
        for line in lines if counts and start not in quoted and start not in signed else ():
            if candidate := candidate_at(laid.text, line, end, line == start):
                listed = laid.listed.get(line, 0)
                marked = replace(candidate, marked=bool(level), led=led, listed=listed, ended=ended)
                parts[-1][1].append(marked)
        words = laid.text[start:end].rstrip()
        led, ended = words.endswith((":", "—", "–")), words.endswith(".")
    return parts


def candidate_at(text: str, offset: int, end: int, firm: bool) -> Candidate | None:
    """Return the numbers that may begin a clause at a line's start, None if there are none.

    Inside a paragraph, a number can begin a clause only after the end of a sentence, but for an
    article's that is set off.
    """
    line = text[offset : min(end, offset + LONGEST_LABEL)]
    labels = read_labels(line)
    before = text[max(0, offset - 20) : offset].rstrip()
    if not firm and not (ENDS_SENTENCE.search(before) or ENDS_ITEM.search(before)):
        labels = [label for label in labels if label.style in WORDED and label.alone]
    elif firm and not labels:
        labels = [*read_rare_labels(line)] or read_plain_labels(line)
    if any(label.style in OF_DATES for label in labels) and begins_with_date(line):
        return None
    return Candidate(offset, tuple(labels), firm) if labels else None


def begins_with_date(line: str) -> bool:
    """Say whether a line begins with a date: "1 - 2 نوفمبر 2022", "2 March 2022"."""
    return any(written.start == 0 for written in find_dates(line))


def with_one_word(candidates: Sequence[Candidate], paragraphs: Paragraphs) -> Iterator[Candidate]:
    """Yield the candidates with the numbers that one word prints: "Article", or else "Rule".

    Sections with words of their own stay under the articles that they divide ("ARTICLE I. Section
    1. All legislative Powers"); others are headings.
    """
    articles = sum(begins_after_word(c, Style.ARTICLE, 0) for c in candidates)
    found = {
        word: [c for c in candidates if begins_after_word(c, Style.SECTION, word)]
        for word in range(1, len(ARTICLE_WORDS))
    }
    telling = [
        word
        for word, places in found.items()
        if len(places) >= FEWEST_SECTIONS and are_clauses(places, paragraphs)
    ]
    telling = telling or [*sections_of_short_act(candidates, paragraphs)]
    kept = [word for word in telling if word == 1] if articles else telling[:1]
    for candidate in candidates:
        labels = tuple(
            label if articles or not label.word else replace(label, style=Style.ARTICLE)
            for label in candidate.labels
            if not label.word or label.word in kept
        )
        if labels:
            yield replace(candidate, labels=labels)


def sections_of_short_act(candidates: Sequence[Candidate], paragraphs: Paragraphs) -> Iterator[int]:
    """Yield the word of a report whose first number is its 1, a sentence after it, and has a 2.

    "الفصل الأول تمت المصادقة ...", "الفصل 2 – ...": a decree of two articles.
    """
    firm = (c for c in candidates if c.firm)
    for first in firm:
        label = first.labels[0]
        words = paragraphs.after_label(first, label)
        if label.word and label.value == 1 and words and not looks_like_heading(words):
            below = [c.labels[0] for c in firm if c.labels[0].word == label.word]
            if below and below[0].value == 2:
                yield label.word
        return


def without_mentions(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates without lines that only name the article whose text comes next.

    "... within the conditions specified in / Article 48." at the end of article 47.
    """
    following = ""
    kept: list[Candidate] = []
    for candidate in reversed(candidates):
        label = next((label for label in candidate.labels if label.style is Style.ARTICLE), None)
        if label and label.alone and candidate.firm:
            following = label.segment
        elif label and label.segment == following and len(candidate.labels) == 1:
            continue
        kept.append(candidate)
    yield from reversed(kept)


def without_whole_texts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without decisions and resolutions that are texts of their own.

    They have paragraphs from 1 below, or one is what the report is.
    """
    acts = [n for n, c in enumerate(candidates) if c.labels[0].style is Style.ACT]
    below = [candidates[a + 1 : b] for a, b in pairwise([*acts, len(candidates)])]
    begins = (label for part in below for c in part for label in c.labels if label.value == 1)
    if any(candidates[n].offset == 0 for n in acts) or any(x.style in COUNTED for x in begins):
        return [c for c in candidates if c.labels[0].style is not Style.ACT]
    return [*candidates]


def begins_after_word(candidate: Candidate, style: Style, word: int) -> bool:
    """Say whether a paragraph begins with a number after that word, set off from what follows."""
    return candidate.firm and any(
        label.style is style and label.alone and label.word == word for label in candidate.labels
    )


def are_clauses(places: Sequence[Candidate], paragraphs: Paragraphs) -> bool:
    """Say whether sections or rules are clauses: most have words, or paragraphs from 1, below."""
    return sum(has_words(place, paragraphs) for place in places) >= MOST * len(places)


def has_words(place: Candidate, paragraphs: Paragraphs) -> bool:
    """Say whether a sentence follows the number, or the first of a numbering below it does."""
    words = paragraphs.after_label(place, place.labels[0])
    following = paragraphs.words(paragraphs.following(place.offset))
    if words and not looks_like_heading(words):
        return True
    below = read_labels(following[:LONGEST_LABEL])
    if below:
        return any(label.value == 1 and not label.word for label in below)
    return not words and bool(following) and not looks_like_heading(following)


def find_dividers(candidates: Sequence[Candidate], paragraphs: Paragraphs) -> dict[int, int]:
    """Return the numbered headings over paragraphs that are numbered through, with their rank.

    "I. Introduction", 1, 2, "II. Observations", 3, 4: the paragraphs are the clauses.
    """
    dividers: dict[int, int] = {}
    for styles, rank in ((CAPITAL_ROMANS | {Style.ADVERB}, 0), (CAPITALS, 1)):
        for style in sorted(styles):
            headings = {*numbered_headings(candidates, paragraphs, style)}
            if headings and counts_through(candidates, headings):
                dividers |= dict.fromkeys(headings - dividers.keys(), rank)
    breaking = headings_in_between([c for c in candidates if c.offset not in dividers], paragraphs)
    return dividers | dict.fromkeys(breaking, 2)


def headings_in_between(candidates: Sequence[Candidate], paragraphs: Paragraphs) -> Iterator[int]:
    """Yield where headings begin whose numbers break a numbering that goes on after them.

    5., then "2. Good offices", then 6.: what has the number 2 is no clause 2.
    """
    counted = [
        (c, counted_value(c), is_title(c, paragraphs))
        for c in candidates
        if c.firm and not c.listed
    ]
    ahead: list[int] = []  # the next paragraph that is counted and no title, for each place
    following = 0
    for _, value, title in reversed(counted):
        ahead.append(following)
        following = value if value and not title else following
    last = 0
    for (candidate, value, title), after in zip(counted, reversed(ahead), strict=True):
        breaks = title and candidate.labels[0].style in TITLING and value != last + 1
        if last and breaks and not candidate.led and after == last + 1:
            yield candidate.offset
        else:
            last = value or last


def counted_value(candidate: Candidate) -> int:
    """Return the number of a paragraph that is counted: "12."; 0 for all others."""
    return next((label.value for label in candidate.labels if label.style is Style.STOP), 0)


def is_title(candidate: Candidate, paragraphs: Paragraphs) -> bool:
    """Say whether the words after a number are a heading's: short, with a capital, no sentence."""
    words = paragraphs.after_label(candidate, candidate.labels[0])
    return words[:1].isupper() and looks_like_heading(words)


def numbered_headings(
    candidates: Sequence[Candidate], paragraphs: Paragraphs, style: Style
) -> Iterator[int]:
    """Yield where headings of that style begin, in sequence: "C." is a letter and no hundred."""
    last = 0
    for candidate in candidates:
        value = next((label.value for label in candidate.labels if label.style is style), 0)
        begins = value == 1 and (last == 0 or style in CAPITALS)
        if not candidate.firm or not (begins or (last and value == last + 1)):
            continue
        if looks_like_heading(paragraphs.words(candidate.offset)):
            last = value
            yield candidate.offset


def counts_through(candidates: Sequence[Candidate], headings: set[int]) -> bool:
    """Say whether the numbers after these headings go on where those before them ended."""
    last: dict[Style, int] = {}
    fresh = False  # no number stands between the last heading and here
    on = again = 0
    for candidate in candidates:
        if candidate.offset in headings:
            fresh = True
            continue
        for label in candidate.labels:
            if label.style not in COUNTED | {Style.ARTICLE} or not candidate.firm:
                continue
            if fresh and label.style in last:
                on += label.value == last[label.style] + 1
                again += label.value == 1
            fresh = False
            last[label.style] = label.value
    return on > again


def count_recitals(candidates: Sequence[Candidate], paragraphs: Paragraphs) -> int:
    """Return how many candidates are numbered recitals: those from "Whereas:" to the articles."""
    first_article = next(
        (n for n, c in enumerate(candidates) if begins_after_word(c, Style.ARTICLE, 0)), 0
    )
    announced = any(
        RECITALS_START.search(paragraphs.before(c.offset)) for c in candidates[:first_article][:1]
    )
    return first_article if announced else 0
