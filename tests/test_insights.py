"""What the insights page counts, and what its plots and tables show."""

import json

import pytest
from babel import Locale

from ingest.conversations import Outcome
from ingest.models import Listed
from ui.charts import chart_of
from ui.insights import MOST_ISSUERS, plots
from ui.markup_insights import plot_table_html
from ui.wording import Words, words_in

HOSTILE = "<script>alert(1)</script>\u202e **x**"


def listed(date, issuer, numbered):
    return Listed(
        "id", "Title", issuer, date, "fr", numbered + 2, numbered, 3, 1, "2026-11-25", "f.pdf"
    )


REPORTS = [
    listed("2019-09-24", "OIC", 14),
    listed("2019-01-02", "OIC", 6),
    listed("2021-05-06", "UN", 3),
    listed(None, "", 1),
]
OUTCOMES = [
    Outcome("2026-11-24T10:00:00+00:00", True, 1.0),
    Outcome("2026-11-25T10:00:00+00:00", True, 0.85),
    Outcome("2026-11-25T11:00:00+00:00", False, 0.0),
]


def test_everything_is_counted():
    years, issuers, days, confidence = plots(REPORTS, OUTCOMES, words_in("en", "en-GB"))
    assert years.rows == (("2019", (2, 20)), ("2021", (1, 3)), ("undated", (1, 1)))
    assert issuers.rows == (("OIC", (2, 20)), ("UN", (1, 3)), ("issuer unknown", (1, 1)))
    assert days.rows == (("24 Nov", (1, 0)), ("25 Nov", (2, 1)))
    assert [numbers for _, (numbers,) in confidence.rows] == [1, 0, 0, 0, 0, 0, 0, 0, 1, 1]


def test_small_issuers_are_counted_together():
    many = [listed("2020-01-01", f"Body {n:02}", 1) for n in range(MOST_ISSUERS + 5)]
    _, issuers, _, _ = plots(many, [], words_in("en", "en-GB"))
    assert len(issuers.rows) == MOST_ISSUERS + 1
    assert issuers.rows[-1] == ("all others", (5, 5))


def test_nothing_asked_yet_is_no_plot():
    assert [plot.rows for plot in plots([], [], words_in("fr", "fr-FR"))] == [(), (), (), ()]


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_table_has_every_number_of_the_plot_and_no_markup_of_an_issuer(language):
    words = words_in(language)
    plot = plots([listed("2019-01-01", HOSTILE, 3)], OUTCOMES, words)[1]
    shown = plot_table_html(plot, words)
    assert "<script>" not in shown
    assert "\u202e" not in shown
    assert "&lt;script&gt;" in shown
    assert shown.count("<td>") == 2


def test_arabic_plots_run_from_right_to_left_with_arabic_digits():
    words = Words("ar", Locale.parse("ar_EG"))
    years, issuers, _, _ = plots(REPORTS, OUTCOMES, words)
    assert years.rows[0][0] == "٢٠١٩"
    upright, lying = chart_of(years, 0, words), chart_of(issuers, 0, words)
    assert upright["encoding"]["x"]["sort"][0] == "بلا تاريخ"  # the oldest stands at the right
    assert upright["encoding"]["y"]["axis"]["orient"] == "right"
    assert lying["encoding"]["x"]["scale"] == {"reverse": True}
    assert "'٧'" in lying["encoding"]["x"]["axis"]["labelExpr"]


def test_chart_holds_data_and_fetches_nothing():
    text = json.dumps(chart_of(plots(REPORTS, OUTCOMES, words_in("fr"))[0], 1, words_in("fr")))
    assert "http" not in text
    assert '"number": 20' in text


def test_no_name_of_an_issuer_turns_the_words_of_a_chart():
    plot = plots([listed("2019-01-01", HOSTILE, 3)], [], words_in("fr"))[1]
    assert "\\u202e" not in json.dumps(chart_of(plot, 0, words_in("fr")))
