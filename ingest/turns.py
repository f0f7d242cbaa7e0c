"""Lines that a page shows sideways or upside down: where they stand, from where they are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """How to come from the page as it is held to read some lines to the page as it is seen.

    `degrees` is how far it is turned clockwise to read them: 90 for lines that run up the page.
    `width` and `height` are those of the page as it is held, in points. Lines that are put further
    down than they stand, so as to come after others, are so by `shift`.
    """

    degrees: int
    width: float
    height: float
    shift: float = 0.0

    @property
    def is_sideways(self) -> bool:
        """Say whether the lines run up or down the page."""
        return self.degrees in {90, 270}

    def box_as_seen(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Return the left, top, right and bottom edge of a box on the page as it is seen."""
        top, bottom = top - self.shift, bottom - self.shift
        if self.degrees == 90:
            return (top, self.width - right, bottom, self.width - left)
        if self.degrees == 180:
            return (self.width - right, self.height - bottom, self.width - left, self.height - top)
        if self.degrees == 270:
            return (self.height - bottom, left, self.height - top, right)
        return (left, top, right, bottom)

    def span_as_seen(self, start: float, end: float) -> tuple[float, float]:
        """Return where a letter begins and ends along the side of the page that its line follows.

        That is its upper and lower edge where lines are sideways. NaN stays so.
        """
        if self.degrees in {90, 180}:
            return (self.width - end, self.width - start)
        return (start, end)
