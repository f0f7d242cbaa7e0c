"""Which printed numbers are clause numbers: the sequence decides.

A line of prose may begin with "2019. " or "12 - ". A number counts when it goes on with a
sequence that is open (12 after 11, b after a), or opens one below (1, a, i). Everything else
stays text, and every gap is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.candidates import Candidate
from ingest.eids import eid_prefix, kind_of, make_eid, make_key
from ingest.label_order import comes_after, digits, numbered_parts, siblings
from ingest.labels import COUNTED, DOUBLED, DOUBLES, PLAIN, WORDED, Label, Style
from ingest.models import Kind
from ingest.number_places import Places
from ingest.numbered import Level, Numbered

# A number this much higher than the last is taken for a clause after a gap, if it begins a
# paragraph; one that is higher still for something else (a year, an amount).
WIDEST_GAP = 3
# If the number after it follows, so many may be missing: in extracts, and in poor scans.
WIDEST_SURE_GAP = 50
# Typists mix them: "1. …", "2 - …".
KIN = {Style.STOP: Style.DASH, Style.DASH: Style.STOP}


class OpenSequences:
    """The open sequences of one part of a report, outermost first."""

    def __init__(self, candidates: Sequence[Candidate], prefix: str = "") -> None:
        """`candidates` are all those of the part.

        `prefix` is "annex-1" in the first annex and "PP" among numbered recitals.
        """
        self._prefix = prefix
        self._levels: list[Level] = []
        self._places = Places(candidates)

    @property
    def are_bare(self) -> bool:
        """Whether the top clauses of the part print bare numbers."""
        return self._places.are_bare

    def follow_bare(self) -> None:
        """Take it from an act whose sections print bare numbers that its schedules do too."""
        self._places.follow_bare()

    def accept(self, candidate: Candidate) -> Numbered | None:
        """Return what a candidate is in the sequence, or None if it is prose."""
        return (
            self._successor(candidate)
            or self._article(candidate)
            or self._section(candidate)
            or self._dotted(candidate)
            or self._after_gap(candidate)
            or self._opening(candidate)
            or self._after_wide_gap(candidate)
        )

    def missed(self, candidate: Candidate) -> tuple[str, str] | None:
        """Return the last number, and one that was not accepted but may be a clause's.

        It may go on after a gap, or count again what was counted, as rows of a table do.
        """
        for _, last, label in self._further(candidate):
            if label.style in COUNTED and 1 < label.value - last.value <= WIDEST_SURE_GAP:
                return last.segment, label.segment
        tops = self._levels[:1] if candidate.firm else []
        for top in (level.last.label for level in tops if level.style in COUNTED):
            for label in candidate.labels:
                if label.style is top.style and 1 < label.value <= top.value and not label.suffix:
                    return top.segment, label.segment
        return None

    def accept_inner(self, candidate: Candidate) -> Numbered | None:
        """Return the number that follows another at once: the "(1)" of "12. (1) Every person"."""
        if not self._levels:
            return None
        outer = self._levels[-1].style
        closed = {level.style for level in self._levels} | WORDED
        closed |= {Style.DOTTED} if outer in PLAIN else PLAIN | {Style.DOTTED}
        closed -= {Style.SECTION} if outer is Style.ARTICLE else set()  # ARTICLE I. SECTION 1.
        for label in candidate.labels:
            first = label.value == 1 and not label.is_point_put_in
            if first and label.style not in closed and self._goes_on(label, candidate):
                return self._enter(len(self._levels), label, candidate)
        return None

    def _successor(self, candidate: Candidate) -> Numbered | None:
        """12 after 11, `3 bis` after 3; the innermost sequence that it continues."""
        for depth, level in reversed(list(enumerate(self._levels))):
            last = level.last.label
            for label in candidate.labels:
                follows = comes_after(label, last)
                goes_on = label.style is level.style and siblings(label, last)
                goes_on = goes_on and (candidate.firm or not label.slip)
                goes_on = goes_on and level.may_hold(candidate)
                if goes_on and follows and not self._places.begins_doubles(label, candidate):
                    return self._enter(depth, label, candidate)
                if DOUBLED.get(label.style) is level.style and (last.value, label.value) == (26, 1):
                    return self._enter(depth, label, candidate)  # aa after z
                kin = KIN.get(label.style) is level.style and candidate.firm
                if kin and follows and not label.suffix and level.may_hold(candidate):
                    return self._enter(depth, label, candidate)
        return None

    def _article(self, candidate: Candidate) -> Numbered | None:
        """An article whose number is set off counts wherever it stands, in order or not."""
        label = next((label for label in candidate.labels if label.style is Style.ARTICLE), None)
        if not label or not candidate.firm or not (label.alone or self._inserts(label)):
            return None
        if self._levels and self._levels[0].last.marked and not candidate.marked:
            # "Article 3.1" in plain type, in a file that marks its articles: a part of article 3.
            return self._enter(1, label, candidate)
        top = self._levels[0].last.label if self._levels else None
        if not top or top.style is not Style.ARTICLE or not (top.value and label.value):
            return self._enter(0, label, candidate)
        missing = top.segment if label.value > top.value + 1 else ""
        repeated = label.value <= top.value
        return self._enter(0, label, candidate, after_gap=missing, repeated=repeated)

    def _inserts(self, label: Label) -> bool:
        """Say whether an article is one between two: "Art. 4a Normes", or the next: "Art. 5 But".

        Its title, or a sentence, follows on its line.
        """
        top = self._levels[0].last.label if self._levels else None
        if not label.titled or not top or top.style is not Style.ARTICLE:
            return False
        last, own = numbered_parts(top.segment), numbered_parts(label.segment)
        if len(own) == 1:
            return len(last) > 1 and own[0] == ("", last[0][1] + 1)
        return last[0] == own[0] and last < own

    def _section(self, candidate: Candidate) -> Numbered | None:
        """A section of an article: "ARTICLE I", "Section 1. All legislative Powers"."""
        label = next((label for label in candidate.labels if label.style is Style.SECTION), None)
        if not label or not label.alone or not candidate.firm or not self._levels:
            return None
        return self._enter(1, label, candidate)

    def _dotted(self, candidate: Candidate) -> Numbered | None:
        """2.1 under 2, and 3.1 after 2.4: its own digits say where it belongs."""
        label = next((label for label in candidate.labels if label.style is Style.DOTTED), None)
        if not label or not candidate.firm:
            return None
        above = label.code.rpartition(".")[0]
        # "12.5 per cent" stands under no clause 12, nor "5.1 per cent" under 5 without a 5.2.
        goes_on = self._places.next_decimal(label) > candidate.offset
        highest = WIDEST_GAP if label.alone else int(goes_on)
        for depth, level in reversed(list(enumerate(self._levels, start=1))):
            if level.last.label.segment == above and label.value <= highest:
                return self._enter(depth, label, candidate)
        for depth, level in enumerate(self._levels):
            last = level.last.label
            if level.style is Style.DOTTED and digits(last) < digits(label) and label.value == 1:
                return self._enter(depth, label, candidate)
        if not self._levels and label.value == 1 and self._goes_on(label, candidate):
            return self._enter(0, label, candidate)
        return None

    def _after_gap(self, candidate: Candidate) -> Numbered | None:
        """13 after 11, at the start of a paragraph."""
        for depth, last, label in self._further(candidate):
            if 1 < label.value - last.value <= WIDEST_GAP:
                return self._enter(depth, label, candidate, after_gap=last.segment)
        return None

    def _after_wide_gap(self, candidate: Candidate) -> Numbered | None:
        """7 after 2, if 8 follows; in a list that the file counts, 90 after 2 and 2 after 3 too."""
        for depth, last, label in self._further(candidate):
            step = label.value - last.value
            wide = 1 < step <= WIDEST_SURE_GAP and self._goes_on(label, candidate)
            elsewhere = step > 1 or step == -1 or (step < 0 and label.value > 1)
            if wide or (candidate.listed and elsewhere):
                return self._enter(depth, label, candidate, after_gap=last.segment)
        if candidate.listed and not self._levels:
            first = min(candidate.labels, key=lambda label: label.value)
            return self._enter(0, first, candidate)
        return None

    def _further(self, candidate: Candidate) -> Iterator[tuple[int, Label, Label]]:
        """Yield the depth, last number and next one of sequences that a paragraph may go on with.

        The innermost first. Numbers that begin prose as often are left out.
        """
        if not candidate.firm or self._begins_list(candidate):
            return
        for depth, level in reversed(list(enumerate(self._levels))):
            last = level.last.label
            for label in candidate.labels:
                decimal = label.style is Style.DOTTED and not label.alone
                unsure = label.style in PLAIN or decimal or label.slip or label.is_point_put_in
                goes_on = label.style is level.style and siblings(label, last)
                if goes_on and not unsure and level.may_hold(candidate):
                    yield depth, last, label

    def _begins_list(self, candidate: Candidate) -> bool:
        """Say whether "(i)" after "(f)" is roman: "(ii)" follows, and no (g) is missing."""
        open_styles = {level.style for level in self._levels}
        return len(candidate.labels) > 1 and any(
            label.value == 1
            and not label.is_point_put_in
            and label.style not in open_styles
            and self._goes_on(label, candidate)
            for label in candidate.labels
        )

    def _opening(self, candidate: Candidate) -> Numbered | None:
        """1, a or i: the first of a sequence under the innermost clause, or one begun again."""
        open_styles = [level.style for level in self._levels]
        for label in sorted(candidate.labels, key=lambda label: label.value):
            goes_on = self._goes_on(label, candidate)
            opens = label.value and not (label.slip or label.is_point_put_in)
            if label.style is Style.DOTTED or not opens:
                continue
            if label.style is Style.OPERATIVE and Style.PREAMBULAR in open_styles:
                return self._enter(0, label, candidate)
            if label.style in PLAIN:
                if self._opens_plain(label, candidate):
                    return self._enter(len(self._levels), label, candidate)
            elif label.style in open_styles:
                inner = self._is_deeper(label, candidate)
                if label.value == 1 and candidate.firm and (goes_on or inner):
                    nested = inner or (candidate.led and self._is_nested(label))
                    depth = len(self._levels) if nested else open_styles.index(label.style)
                    return self._enter(depth, label, candidate, repeated=not nested)
            elif label.style is Style.ARTICLE:
                if candidate.firm and (label.value == 1 or goes_on):
                    return self._enter(0, label, candidate)
            elif self._may_open(label, candidate, goes_on):
                return self._enter(len(self._levels), label, candidate)
        return None

    def _is_deeper(self, label: Label, candidate: Candidate) -> bool:
        """Say whether the file has the number in a list inside those that are open."""
        open_ = [level.listed for level in self._levels if level.style is label.style]
        return all(0 < listed < candidate.listed for listed in open_)

    def _is_nested(self, label: Label) -> bool:
        """Say whether a list that begins anew stands inside an item: 1., (a), 1. in one article.

        No numbering begins again within an article.
        """
        styles = [level.style for level in self._levels]
        in_article = styles[0] in WORDED
        return in_article and styles.index(label.style) < len(styles) - 1

    def _may_open(self, label: Label, candidate: Candidate, goes_on: bool) -> bool:
        """A lone `1.` is a clause at the top; below, and for 5 without 1 to 4, others follow."""
        at_top = not self._levels
        # "A. Sow spoke next." after a sentence: an initial.
        initial = label.style is Style.CAPITAL_STOP and not at_top and candidate.ended
        if label.style is Style.SECTION or initial:
            return False
        if label.value > 1:
            return at_top and candidate.firm and goes_on and label.style not in DOUBLES
        alone = label.style is Style.STOP or (candidate.led and label.style in COUNTED)
        return goes_on or (at_top and candidate.firm and alone)

    def _opens_plain(self, label: Label, candidate: Candidate) -> bool:
        """A bare 1 begins the paragraphs of an article, a bare a or i a list after a colon.

        Either way the next one must stand before the next article. Or 1 is the first section.
        """
        if not self._levels:
            return label.style is Style.PLAIN and label.value == 1 and self._places.are_bare
        if not self._levels or self._levels[0].style is not Style.ARTICLE or label.value != 1:
            return False
        begins = len(self._levels) == 1 and label.style is Style.PLAIN
        return (begins or candidate.led) and self._places.in_article(label, candidate)

    def _goes_on(self, label: Label, candidate: Candidate) -> bool:
        """Say whether the number after this one stands at a later candidate, in the same style."""
        if label.style in PLAIN:
            return self._places.in_article(label, candidate)
        kin = self._places.last(KIN.get(label.style, label.style), label.value + 1)
        return max(self._places.last(label.style, label.value + 1), kin) > candidate.offset

    def _enter(
        self,
        depth: int,
        label: Label,
        candidate: Candidate,
        after_gap: str = "",
        repeated: bool = False,
    ) -> Numbered:
        """Close the sequences below `depth` and make the label the last of that one."""
        parent = self._levels[depth - 1].last if depth else None
        recital = not parent and (self._prefix == "PP" or label.style is Style.PREAMBULAR)
        above = parent.key if parent else self._prefix
        kind = Kind.RECITAL if recital else kind_of(label, depth)
        eid_above = parent.eid if parent else "" if recital else eid_prefix(self._prefix)
        numbered = Numbered(
            offset=candidate.offset,
            label=label,
            key=f"PP{label.segment}" if recital else make_key(above, label),
            eid=make_eid(eid_above, kind, label.segment),
            kind=kind,
            depth=depth + 1 + self._prefix.startswith("annex"),
            marked=candidate.marked,
            after_gap=after_gap,
            repeated=repeated,
        )
        self._levels[depth:] = [Level(label.style, numbered, candidate.listed)]
        return numbered
