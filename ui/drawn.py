"""Turns as they were drawn last: the page runs anew at every click, and most are as before."""

from __future__ import annotations

from markupsafe import Markup

from ui.chat import Turn
from ui.markup_answers import turn_html
from ui.markup_cards import Manner

# What was drawn of each place in the conversation: for which turn, in which manner, as what.
Drawn = dict[int, tuple[Turn, Manner, Markup]]


def drawn(kept: Drawn, number: int, turn: Turn, manner: Manner) -> Markup:
    """Return a turn as HTML: what is kept of it, or else drawn anew and kept."""
    before = kept.get(number)
    if before is None or before[0] is not turn or before[1] != manner:
        before = turn, manner, turn_html(turn, number, manner)
        kept[number] = before
    return before[2]
