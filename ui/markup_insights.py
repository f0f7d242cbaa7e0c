"""The insights page as HTML: the numbers of each plot as a table."""

from __future__ import annotations

from markupsafe import Markup

from ui.insights import Plot
from ui.markup import Template
from ui.wording import Words

TITLE = Template('<h2 class="cl-plot-title" dir="auto">{}</h2>')
TABLE = Template(
    '<table class="cl-table cl-numbers"><caption class="cl-unseen">{}</caption>'
    "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
)
HEAD = Template('<th scope="col">{}</th>')
ROW = Template('<tr><th scope="row"><span dir="auto">{}</span></th>{}</tr>')
CELL = Template("<td>{}</td>")


def plot_title_html(plot: Plot) -> Markup:
    """The heading above a plot."""
    return TITLE.format(plot.title)


def plot_table_html(plot: Plot, words: Words) -> Markup:
    """The numbers of a plot, a row for each bar."""
    heads = Markup("").join(HEAD.format(name) for name in (plot.axis, *plot.measures))
    rows = Markup("").join(
        ROW.format(name, Markup("").join(CELL.format(words.number(n)) for n in numbers))
        for name, numbers in plot.rows
    )
    return TABLE.format(plot.title, heads, rows)
