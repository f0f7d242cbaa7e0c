"""Where the next question looks, as HTML: a line that says it, and chips to change it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from ui.markup import Template
from ui.scoping import Chip
from ui.wording import Words

SCOPE = Template(
    '<details class="cl-scope"{}><summary>{} <b dir="auto">{}</b></summary>'
    '<div class="cl-chips">{}{}</div></details>'
)
GROUP = Template('<div class="cl-chip-group" role="group" aria-label="{}">{}</div>')
CHIP = Template(
    '<button type="button" class="cl-act" dir="auto" data-act="scope" data-kind="{}"'
    ' data-value="{}" aria-pressed="{}">{}</button>'
)


def scope_html(chips: Sequence[Chip], named: str, words: Words, opened: bool) -> Markup:
    """Say where the next question looks; `opened` shows the chips."""
    groups = Markup("").join(
        GROUP.format(words(f"scope_{kind}"), Markup("").join(map(chip_html, found)))
        for kind, found in groupby(chips, key=lambda chip: chip.kind)
    )
    everything = Chip("everything", "", words("scope_everything"), not named)
    return SCOPE.format(
        Markup(" open") if opened else "",
        words("scope"),
        named or words("scope_everything"),
        GROUP.format(words("scope"), chip_html(everything)),
        groups,
    )


def chip_html(chip: Chip) -> Markup:
    """One chip, pressed if it is on."""
    return CHIP.format(chip.kind, chip.value, str(chip.on).lower(), chip.label)
