"""Bold letters of PDF pages tell titles from text."""

import pytest
from test_pdf_reader import pdf, read, show

from ingest.models import Source
from ingest.pipeline import parse_report
from ingest.readers.font_weight import BOLD_NAME

BOLD = 2  # text rendering mode: filled, and drawn round


@pytest.mark.parametrize(
    ("name", "bold"),
    [
        ("AAAAAA+DejaVuSerif-Bold", True),
        ("Arial,BoldItalic", True),
        ("BCDEEE+NotoNaskhArabic-SemiBold", True),
        ("NimbusRomNo9L-Medi", True),
        ("CMBX12", True),
        ("NotoNaskhArabic-Regular", False),
        ("NimbusRomNo9L-Regu", False),
        ("Gotham-Medium", False),
    ],
)
def test_fonts_are_known_as_bold_by_their_names(name, bold):
    assert bool(BOLD_NAME.search(name)) is bold


def test_a_line_is_bold_where_all_its_words_are():
    mixed = "BT /F 12 Tf 1 0 0 1 72 660 Tm 2 Tr (Article 1. ) Tj 0 Tr (Un puits.) Tj ET\n"
    content = show("Titre", 72, 700, mode=BOLD) + show("Texte", 72, 680) + mixed
    assert [block.bold for block in read(content)[0]] == [True, False, False]


FULL = "Le Conseil veille sur les puits de la commune et sur tous ceux qui y puisent"


def lines(*texts):
    """Lines at one distance: (words, bold)."""
    return "".join(
        show(text, 72, 700 - 14 * n, mode=BOLD * bold) for n, (text, bold) in enumerate(texts)
    )


def clauses_of(*texts):
    report = Source("a.pdf", pdf(lines(*texts)))
    return [(c.key, c.text, c.heading) for c in parse_report(report).clauses]


def test_a_bold_title_below_a_number_is_a_heading_though_no_other_clause_has_one():
    text = [
        ("Article 1", True),
        ("Les puits de la commune", True),
        (FULL, False),
        ("et y boivent.", False),
    ]
    more = [("Article 2", True), (FULL, False), ("et y boivent.", False)]
    words = f"{FULL} et y boivent."
    assert clauses_of(*text, *more) == [
        ("1", words, "Les puits de la commune"),
        ("2", words, ""),
    ]


def test_a_bold_line_goes_on_with_a_sentence_in_small_letters():
    text = [
        ("Article 1", True),
        ("Le gardien de la commune que le Conseil nomme", True),
        ("veille sur les puits.", False),
    ]
    assert clauses_of(*text)[0][1] == (
        "Le gardien de la commune que le Conseil nomme veille sur les puits."
    )
