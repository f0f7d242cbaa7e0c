"""Title, place and dates."""

import pytest

from ingest.heading import find_date, find_dates, find_place, find_title
from ingest.models import Clause, Kind, Part


def opening(text):
    return Clause("PP1", "preamble__para_1", "", Part.PREAMBLE, Kind.RECITAL, 1, text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("le 24 septembre 2019", "2019-09-24"),
        ("24 SEPTEMBRE 2019", "2019-09-24"),
        ("le 1er juin 2020", "2020-06-01"),
        ("on 3rd of May 2021", "2021-05-03"),
        ("June 28, 2019", "2019-06-28"),
        ("2019-09-24", "2019-09-24"),
        ("24 سبتمبر 2019", "2019-09-24"),  # Egypt, the Gulf
        ("24 أيلول 2019", "2019-09-24"),  # Syria, Iraq
        ("24 شتنبر 2019", "2019-09-24"),  # Morocco
        ("٢٤ سبتمبر ٢٠١٩", "2019-09-24"),  # eastern digits
        ("29 février 2019", None),  # no such day
        ("99 mai 2019", None),
        ("2019-13-01", None),
        ("résolution 2480 (2019)", None),  # a year alone is no date
        ("10 auguſt 2019", None),  # a letter that equals s only ignoring case
        ("", None),
    ],
)
def test_dates_are_read_in_three_languages(text, date):
    assert next((found.isoformat() for _, found in find_dates(text)), None) == date


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (["RAPPORT DE LA RÉUNION", "NEW YORK, 24 SEPTEMBRE 2019"], "RAPPORT DE LA RÉUNION"),
        ([], "rapport-2019"),  # no title block: the name of the file
        (["x" * 400], "x" * 300),  # a title must fit on a line of a list
    ],
)
def test_title_is_the_first_paragraph_of_the_front(front, title):
    assert find_title(front, "rapport-2019") == title


@pytest.mark.parametrize(
    ("front", "place"),
    [
        (["R", "NEW YORK, SIÈGE DES NATIONS UNIES, 24 SEPTEMBRE 2019"],
         "NEW YORK, SIÈGE DES NATIONS UNIES"),
        (["R", "Djeddah – 3 mai 2021"], "Djeddah"),
        (["R", "جدة، 3 مايو 2021"], "جدة"),
        (["R", "3 mai 2021"], ""),
        (["Genève, 3 mai 2021"], ""),  # the title itself names no place
        (["R", "Genève"], ""),  # without a date nothing says it is one
    ],
)  # fmt: skip
def test_place_stands_before_the_date_on_its_line(front, place):
    assert find_place(front) == place


@pytest.mark.parametrize(
    ("front", "text", "date", "doubts"),
    [
        (["R", "24 septembre 2019"], "réunie le 24 septembre 2019", "2019-09-24", []),
        (["R", "24 septembre 2019"], "réunie le 25 septembre 2019", "2019-09-24",
         ["date-disagreement"]),  # the title goes first, and the other is told
        (["R", "24 septembre 2019"], "l'Accord du 15 mai 2015", "2019-09-24", []),  # another event
        (["R"], "réunie le 25 septembre 2019", "2019-09-25", []),
        (["R"], "réunie à New York", None, []),
    ],
)  # fmt: skip
def test_date_of_the_title_goes_before_that_of_the_opening(front, text, date, doubts):
    found, told = find_date(front, [opening(text)])
    assert (found, [doubt.code for doubt in told]) == (date, doubts)


def test_the_sample_report_tells_both_of_its_dates(parsed_sample):
    report = parsed_sample.report
    assert report.title == "RAPPORT DE LA RÉUNION DU GROUPE DE CONTACT DE L'OCI SUR LE MALI"
    assert (report.place, report.date) == ("NEW YORK, SIÈGE DES NATIONS UNIES", "2019-09-24")
    doubt = next(d for d in parsed_sample.doubts if d.code == "date-disagreement")
    assert doubt.values == {"first": "2019-09-24", "second": "2019-09-25"}
