"""Insights: what the library holds, and what it is asked, as plots with their tables."""

from __future__ import annotations

import streamlit as st

from ui import markup
from ui.browser import Scene, in_browser
from ui.charts import chart_of
from ui.insights import Plot, plots
from ui.markup_insights import plot_table_html, plot_title_html
from ui.visit import Visit
from ui.wording import Words


def show(visit: Visit) -> None:
    """Show the whole page."""
    words, assistant = visit.words, visit.assistant
    st.html(markup.heading_html(words("insights_title"), words("insights_about")))
    for number, plot in enumerate(
        plots(assistant.reports(), assistant.conversations.outcomes(), words)
    ):
        show_plot(plot, number, words)
    in_browser(Scene(), words)


def show_plot(plot: Plot, number: int, words: Words) -> None:
    """Show one plot: a chart for each measure, and the numbers as a table beneath."""
    st.html(plot_title_html(plot))
    if not plot.rows:
        st.html(markup.message_html(words("plot_empty")))
        return
    with st.container(key=f"plot-{number}"):
        for place, column in enumerate(st.columns(len(plot.measures))):
            column.vega_lite_chart(chart_of(plot, place, words), width="stretch")
    st.html(plot_table_html(plot, words))
