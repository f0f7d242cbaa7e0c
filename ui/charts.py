"""Plots as Vega-Lite charts. A table with the same numbers stands beneath each, for everyone."""

from __future__ import annotations

from typing import Any

from ui.insights import Plot
from ui.markup import unturned
from ui.wording import Words

GREEN = "#2c8a6a"  # seen on light and on dark grounds
ROW_HEIGHT, HEIGHT, LONGEST_NAME = 26, 220, 160
BELOW = 60  # the axis and its title stand in the height, too


def chart_of(plot: Plot, place: int, words: Words) -> dict[str, Any]:
    """Return the chart of one measure of a plot, in the reader's direction."""
    rtl = words.direction == "rtl"
    names = [unturned(name) for name, _ in plot.rows]
    rows = [
        {"name": name, "number": numbers[place]}
        for name, (_, numbers) in zip(names, plot.rows, strict=True)
    ]
    side = "right" if rtl else "left"
    count = {
        "title": plot.measures[place],
        "format": "d",
        "tickMinStep": 1,
        "tickCount": 4,
        "labelExpr": digits_of("datum.label", words),
    }
    number = {"field": "number", "type": "quantitative"}
    name = {"field": "name", "type": "nominal", "title": None}
    if plot.lying:
        upright = {"axis": {"orient": side, "labelLimit": LONGEST_NAME, "minExtent": 60}}
        encoding = {
            "x": {**number, "axis": count, "scale": {"reverse": rtl}},
            "y": {**name, "sort": names, **upright},
        }
        height = ROW_HEIGHT * len(rows) + BELOW
    else:
        below = {"title": plot.axis, "labelAngle": 0, "labelOverlap": True}
        encoding = {
            "x": {**name, "sort": names[::-1] if rtl else names, "axis": below},
            "y": {**number, "axis": {**count, "orient": side}},
        }
        height = HEIGHT
    return {
        "data": {"values": rows},
        "mark": {"type": "bar", "color": GREEN, "tooltip": False, "aria": False},
        "encoding": encoding,
        "height": height,
        # What a screen reader needs stands in the table: Vega's own descriptions are in English.
        "config": {"aria": False},
    }


def digits_of(label: str, words: Words) -> str:
    """Return the expression of a label with the digits of the reader's country."""
    for digit in range(10):
        if (other := words.digits(str(digit))) != str(digit):
            label = f"replace({label}, regexp('{digit}', 'g'), '{other}')"
    return label
