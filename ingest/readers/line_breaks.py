"""Line breaks inside a paragraph: which of them begin a paragraph of their own."""

from __future__ import annotations

from ingest.numbering import read_label

LINE_BREAK = "\v"  # as readers write one until the paragraph is put together


def lines_of(text: str, heading: bool) -> list[str]:
    """Return the paragraphs that one paragraph prints, none if it has no words.

    A line break begins one where a printed number follows it, or a second break; never in a
    heading.
    """
    lines: list[str] = []
    fresh = True
    for line in map(str.strip, text.split(LINE_BREAK)):
        goes_on = heading or not (fresh or read_label(line))
        if line and lines and goes_on:
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
        fresh = not line
    return lines
