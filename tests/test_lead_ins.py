"""Short lines that lead to what follows, or define a word, and headings that look like them."""

import pytest

from ingest.lead_ins import defines, is_formula, leads_on, names_party
from ingest.part_words import looks_like_heading
from ingest.pipeline import Source, parse_report


@pytest.mark.parametrize(
    "line",
    [
        "Therefore,", "Therefore", "Now, therefore:", "To this end:",
        "Therefore the Council decides:",
        "The Committee recommends that:", "The Parties have agreed as follows:",
        "En conséquence", "Par ces motifs, le Conseil", "À cet effet :", "Décrète :",
        "Le ministre arrête ce qui suit :", "Les parties conviennent de :",
        "لذلك", "قرر ما يلي:", "وعليه، فإن المجلس", "اتفق الطرفان على ما يأتي:",
    ],
)  # fmt: skip
def test_a_line_that_leads_on_is_no_heading(line):
    assert leads_on(line)
    assert not looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        '"Antarctic Treaty" means the Antarctic Treaty done at Washington',
        "permit means a permit under this Act", "“vessel” includes any craft",
        "vessel has the same meaning as in the Convention", "licence — means: a licence",
        "« navire » désigne tout engin", "permis s'entend du permis de séjour",
        "المعاهدة: يقصد بها المعاهدة المبرمة",
    ],
)  # fmt: skip
def test_a_definition_is_no_heading(line):
    assert defines(line)
    assert not looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ways and means", "Means of delivery", "Standing orders", "On Guinea-Bissau:",
        "Concernant la Libye :", "Decisions adopted:", "Interpretation", "Thusly named",
        "What the Council decides", "Le Conseil", "بناء القدرات", "معنى المصطلحات",
    ],
)  # fmt: skip
def test_headings_lead_to_nothing(line):
    assert not leads_on(line)
    assert not defines(line)


@pytest.mark.parametrize(
    ("line", "party"),
    [
        ("Le Gouvernement de la République française d'une part, et", True),
        ("The Government of Kenya, hereinafter “the First Party”", True),
        ("حكومة المملكة المغربية من جهة", True),
        ("Accord entre la France, d'une part, et le Togo, d'autre part", False),  # a title
        ("Le Gouvernement de la République française", False),
        ("The one part that matters", False),
    ],
)
def test_a_line_that_names_a_party_is_no_heading(line, party):
    assert names_party(line) is party
    assert looks_like_heading(line) is not party


@pytest.mark.parametrize(
    ("line", "formula"),
    [("Décrète :", True), ("The Council decides:", True), ("decides:", False), ("Décrète", False)],
)
def test_a_formula_begins_with_no_small_letter(line, formula):
    assert is_formula(line) is formula


def test_a_line_that_leads_on_is_words_even_where_the_file_marks_it_as_a_heading():
    page = (
        "<h1>Resolution 2999 (2026)</h1><p>The Council,</p><p>Recalling resolution 2100 (2013),</p>"
        "<h3>Therefore,</h3><p>1. Decides to extend it;</p><p>2. Requests a report.</p>"
    )
    clauses = parse_report(Source("resolution.html", page.encode())).clauses
    assert [(c.key, c.heading) for c in clauses if c.key in {"PP3", "1", "2"}] == [
        ("PP3", ""), ("1", ""), ("2", ""),
    ]  # fmt: skip


def test_a_line_that_leads_on_between_clauses_is_no_topic():
    lines = ["Decision", "1. The Committee met and heard its Chair on the conduct of elections.",
             "2. It recalled that the funds were not paid.", "Therefore the Council decides:",
             "3. To extend the mandate.", "On Libya:", "4. It took note."]  # fmt: skip
    clauses = parse_report(Source("decision.txt", "\n\n".join(lines).encode())).clauses
    assert [c.heading for c in clauses if c.key in {"3", "4"}] == ["", "On Libya:"]
