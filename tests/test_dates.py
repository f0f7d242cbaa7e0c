"""Dates in any text."""

import pytest

from ingest.dates import find_dates


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
        ("31 أيار/مايو 2019", "2019-05-31"),  # the United Nations write both names
        ("28 حزيران/يونيه 2019", "2019-06-28"),
        ("8 اكتوبر 2019", "2019-10-08"),  # without the hamza
        ("12 فبراير 2019م", "2019-02-12"),  # "of the Gregorian calendar"
        ("٢٤ سبتمبر ٢٠١٩", "2019-09-24"),  # eastern digits
        ("24/09/2019", "2019-09-24"),
        ("24 / 9 / 2019", "2019-09-24"),
        ("الموافق ٢٤ / ٩ / ٢٠١٩ م", "2019-09-24"),
        ("٢٠١٩/٩/٢٤", "2019-09-24"),  # the year first
        ("2019 / 09 / 24", "2019-09-24"),
        ("2019/24/9", None),  # no month
        ("3 / 24 / 9 / 2019", None),  # parts of something else
        ("A/2019/9/24", None),  # a symbol
        ("2019/9/24/1", None),
        ("24.9.2019", "2019-09-24"),
        ("24-09-2019", "2019-09-24"),
        ("29 février 2019", None),  # no such day
        ("99 mai 2019", None),
        ("2019-13-01", None),
        ("résolution 2480 (2019)", None),  # a year alone is no date
        ("10 auguſt 2019", None),  # a letter that equals s only ignoring case
        ("version 1.2.2019.3", None),
        ("", None),
    ],
)
def test_dates_are_read_in_three_languages(text, date):
    assert next((found.day.isoformat() for found in find_dates(text)), None) == date


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("4/5/2019", "fr", "2019-05-04"),
        ("4/5/2019", "ar", "2019-05-04"),
        ("4/5/2019", "en", None),  # May in London, April in Washington
        ("4/25/2019", "en", "2019-04-25"),  # no month has the number 25
        ("5/5/2019", "en", "2019-05-05"),  # the same either way
        ("4.5.2019", "en", "2019-05-04"),  # with stops the day comes first
    ],
)
def test_a_date_in_figures_is_read_only_where_it_is_sure(text, language, date):
    assert next((found.day.isoformat() for found in find_dates(text, language)), None) == date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("10-11 JULY 2017", "2017-07-10", "2017-07-11"),
        ("du 10 au 11 juillet 2017", "2017-07-10", "2017-07-11"),
        ("les 26 et 27 mars 2019", "2019-03-26", "2019-03-27"),
        ("July 10-11, 2017", "2017-07-10", "2017-07-11"),
        ("16-17 شوال 1438هـ", "2017-07-10", "2017-07-11"),
        ("30 mai-1er juin 2019", "2019-06-01", "2019-06-01"),  # of two months: the last day only
    ],
)
def test_several_days_are_one_date(text, first, last):
    (found,) = find_dates(text)
    assert (found.first.isoformat(), found.day.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("24 محرم 1441 هـ", "2019-09-23"),
        ("٢٤ محرّم ١٤٤١ هـ", "2019-09-23"),  # with a vowel sign, in eastern digits
        ("25 Muharram 1441H", "2019-09-24"),
        ("25 moharram 1441", "2019-09-24"),
        ("12 rabi el aoual 1440", "2018-11-20"),
        ("1er Rabi' al-Awwal 1441", "2019-10-29"),
        ("5 ربيع الآخر 1440", "2018-12-12"),
        ("10 Jumada II 1445", "2023-12-23"),
        ("17 Djoumada Ethania 1435", "2014-04-17"),
        ("7 جمادى الآخرة 1440هـ", "2019-02-12"),
        ("22 Cha'ban 1441", "2020-04-15"),
        ("9 Ramadhan 1445", "2024-03-19"),
        ("18 Dhu'l-Qi'dah 1440", "2019-07-21"),
        ("14 ذو القعدة 1438هـ", "2017-08-06"),
        ("3 dhou el hidja 1442", "2021-07-13"),
        ("31 Muharram 1441", None),  # no such day
        ("12 Safar 1310", None),  # before the calendar of the library begins
        ("12 bananes 1440", None),  # no month
    ],
)
def test_hijri_dates_are_read_with_many_spellings(text, date):
    found = next(find_dates(text), None)
    assert (found and found.day.isoformat()) == date
    assert found is None or found.calendar == "hijri"


def test_a_date_has_the_place_of_its_words():
    text = "Abidjan, 10-11 July 2017 (16-17 Shawwal 1438H)"
    assert [text[d.start : d.end] for d in find_dates(text)] == [
        "10-11 July 2017",
        "16-17 Shawwal 1438H",
    ]
