"""What clauses, pages and reports are called on the page: by one name wherever they are shown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.models import Clause, Kind, Listed, Part, Report
from retrieval.citing import cite
from retrieval.models import Answer
from retrieval.styles import Style
from ui.naming import citation_as_read, clause_name, pages_name, printed_name, told_apart
from ui.rendering import opening
from ui.scoping import names
from ui.wording import words_in

FR, EN = words_in("fr", "fr-FR"), words_in("en", "en-GB")
EGYPT, MOROCCO = words_in("ar", "ar-EG"), words_in("ar", "ar-MA")


def clause(key, part=Part.BODY, kind=Kind.PARAGRAPH, num="", heading=""):
    return Clause(key, "para_1", num, part, kind, 1, "x", 0, 1, 1, heading)


@pytest.mark.parametrize(
    ("named", "printed_in", "words", "name"),
    [
        (clause("13"), "fr", FR, "Clause 13"),
        (clause("13"), "fr", EGYPT, "البند ١٣"),
        (clause("13"), "fr", MOROCCO, "البند 13"),
        (clause("44.b.i"), "fr", FR, "Clause 44 b) i)"),  # as it is cited, not as it is kept
        (clause("44.b.i"), "fr", EN, "Clause 44 (b) (i)"),
        # A number with Latin letters is Latin throughout, one with Arabic letters Arabic.
        (clause("44.b.i"), "fr", EGYPT, "البند 44 (b) (i)"),
        (clause("1.b"), "ar", EGYPT, "البند ١ (ب)"),
        (clause("1.b"), "ar", MOROCCO, "البند 1 (ب)"),
        (clause("b.2"), "ar", EGYPT, "البند ب (٢)"),
        (clause("b.2"), "fr", EGYPT, "البند b (2)"),
        (clause("L112-3"), "fr", EGYPT, "البند L112-3"),
        (clause("44.end", kind=Kind.WRAP_UP), "fr", FR, "Clause 44, in fine"),
        (clause("H3", kind=Kind.HEADING, heading="Titre 2"), "fr", EGYPT, "تحت «Titre 2»"),
        (clause("PP2", Part.PREAMBLE, Kind.RECITAL), "fr", EGYPT, "الفقرة ٢ من الديباجة"),
        (clause("annex-1.3", Part.ANNEX), "fr", EGYPT, "المرفق ١، الفقرة ٣"),
        (clause("front", Part.FRONT, Kind.TITLE), "ar", EGYPT, "العنوان"),
    ],
)
def test_clause_has_one_name_in_the_readers_digits(named, printed_in, words, name):
    assert clause_name(named, printed_in, words) == name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (FR, "99, 44 b)"),
        (EN, "99, 44 (b)"),
        (EGYPT, "٩٩، 44 (b)"),
    ],
)
def test_clauses_that_no_report_has_are_named_as_they_are_cited(words, told):
    answer = Answer("?", words.language, False, 0.0, (), 0.0, missing=("99", "44.b"))
    assert told in opening(answer, words)


@pytest.mark.parametrize("words", [FR, EN, EGYPT])
def test_text_that_no_report_is_called_is_named_as_it_is_typed(words):
    answer = Answer("?", words.language, False, 0.0, (), 0.0, texts=("Pacte 2 de Bogota",))
    assert "Pacte 2 de Bogota" in opening(answer, words)


def test_printed_number_stays_as_the_report_prints_it():
    assert printed_name(clause("13", num="13."), "fr", EGYPT) == "13."
    assert printed_name(clause("13", num="١٣-"), "ar", FR) == "١٣-"
    assert printed_name(clause("13"), "fr", EGYPT) == "البند ١٣"


REPORT = Report("Rapport 7", "fr", "x" * 300, date="2019-09-24", page_starts=(0, 100, 200))


@pytest.mark.parametrize(
    ("start", "end", "words", "head", "cited"),
    [
        (10, 90, FR, "page 1", "p. 1"),
        (10, 150, FR, "pages 1-2", "p. 1-2"),
        (10, 150, EN, "pages 1–2", "pp. 1–2"),
        (10, 250, EGYPT, "الصفحات ١-٣", "ص. ١-٣"),
        (10, 250, MOROCCO, "الصفحات 1-3", "ص. 1-3"),
    ],
)
def test_head_of_a_card_names_the_pages_of_its_citation(start, end, words, head, cited):
    text = "x" * (end - start)
    one = replace(clause("13"), text=text, start=start, end=end)
    citation = cite(REPORT, one, words.language)
    pages = (REPORT.page_of(start), REPORT.page_of(end - 1))
    assert pages_name(pages, words) == head
    assert citation_as_read(citation, REPORT.title, Style.PLAIN, words).endswith(cited)
    assert pages_name(None, words) == ""


@pytest.mark.parametrize(
    ("citation", "title", "style", "words", "read"),
    [
        ("R 7، 4 مايو 2019، الفقرة 13", "R 7", Style.PLAIN, EGYPT, "R 7، ٤ مايو ٢٠١٩، الفقرة ١٣"),
        ("R 7، 24 سبتمبر 2019، الفقرة 13", "R 7", Style.PLAIN, MOROCCO, None),
        ("R 7، 24 سبتمبر 2019، الفقرة 13", "R 7", Style.UN, EGYPT, None),  # it has rules of its own
        ("R 7, 24 septembre 2019, par. 13", "R 7", Style.PLAIN, EGYPT, None),  # not in Arabic
        ("R 7، الفقرة 44 (b)، ص. 3", "R 7", Style.PLAIN, EGYPT, "R 7، الفقرة 44 (b)، ص. ٣"),
        ("R 7، تحت «Partie 2، 3»، ص. 3", "R 7", Style.PLAIN, EGYPT, "R 7، تحت «Partie 2، 3»، ص. ٣"),
        ("R 7، الفقرة 13", "Another", Style.PLAIN, EGYPT, None),  # of an earlier version
        ("الفقرة 13، ص. 3", "", Style.PLAIN, EGYPT, None),
    ],
)  # fmt: skip
def test_citation_is_read_in_the_readers_digits(citation, title, style, words, read):
    assert citation_as_read(citation, title, style, words) == (read or citation)


def listed(report_id, title="Rapport", **facts):
    own = {
        "issuer": "OCI", "date": "2019-09-24", "language": "fr", "clauses": 9, "numbered": 8,
        "pages": 3, "version": 1, "added": "2026-01-01", "source_name": "rapport.pdf",
    }  # fmt: skip
    return Listed(report_id, title, **(own | facts))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ([{"title": "Un"}, {"title": "Deux"}], {}),
        ([{"date": "2019-09-24"}, {"date": "2020-01-02"}], ["24 septembre 2019", "2 janvier 2020"]),
        ([{"symbol": "A/1"}, {"symbol": "A/2", "date": "2020-01-02"}], ["A/1", "A/2"]),
        ([{"language": "fr"}, {"language": "ar"}], ["français", "arabe"]),
        ([{"issuer": "OCI"}, {"issuer": "ONU"}], ["OCI", "ONU"]),
        ([{"source_name": "a.pdf"}, {"source_name": "b.txt"}], ["a.pdf", "b.txt"]),
        ([{}, {}], ["r0", "r1"]),  # nothing else tells them apart
        ([{"title": "RAPPORT"}, {"title": "Rapport"}], ["r0", "r1"]),  # alike at a glance
        (
            [{}, {"date": "2020-01-02"}, {"source_name": "b.txt"}],
            ["24 septembre 2019 · rapport.pdf", "2 janvier 2020 · rapport.pdf",
             "24 septembre 2019 · b.txt"],
        ),
    ],
)  # fmt: skip
def test_reports_of_one_title_are_told_apart(facts, told):
    reports = [listed(f"r{n}", **one) for n, one in enumerate(facts)]
    wanted = {f"r{n}": one for n, one in enumerate(told)} if told else {}
    assert told_apart(reports, FR) == wanted


def test_what_stands_beside_the_title_anyway_is_not_said_again():
    reports = [listed("a", date="2019-09-24"), listed("b", date="2020-01-02")]
    assert told_apart(reports, FR, shown=["date"]) == {}


def test_titles_that_are_shortened_to_the_same_are_told_apart():
    long = "Rapport de la réunion du groupe de contact de l'Organisation sur le Mali et "
    reports = [listed("a", title=long + "le Sahel"), listed("b", title=long + "le Niger")]
    assert len({*names(reports, reports, FR).values()}) == 2


FACTS = st.fixed_dictionaries({
    "title": st.sampled_from(["Rapport", "RAPPORT", "Rapport 2"]),
    "symbol": st.sampled_from(["", "A/1"]),
    "date": st.sampled_from([None, "2019-09-24", "2020-01-02"]),
    "language": st.sampled_from(["fr", "ar"]),
    "source_name": st.sampled_from(["a.pdf", "b.pdf"]),
})  # fmt: skip


@given(st.lists(FACTS, max_size=8))
def test_no_two_reports_are_called_the_same(facts):
    reports = [listed(f"id-{n}", **one) for n, one in enumerate(facts)]
    assert len({*names(reports, reports, EGYPT).values()}) == len(reports)


def test_of_a_large_library_only_what_is_shown_is_told_apart():
    titles = {"a": "Rapport", "b": "Rapport", "c": "Accord", "d": "Accord"}
    dates = ("2019-01-01", "2020-01-01")
    library = [
        listed(one, title, date=date)
        for (one, title), date in zip(titles.items(), 2 * dates, strict=True)
    ]
    assert set(told_apart(library, words_in("en"), only=["a"])) == {"a", "b"}
    assert told_apart(library, words_in("en"), only=[]) == {}
