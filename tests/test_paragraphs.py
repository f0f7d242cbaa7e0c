"""Paragraphs without a number inside of a clause."""

import pytest

from ingest.models import Clause, Kind, Part
from retrieval.paragraphs import paragraph_span

PLAIN = "Chacun vote.\n\nNul n'est exclu.\n\nLe vote est secret."


def clause(text, page=None):
    """A clause with this text from offset 100 on."""
    return Clause(
        key="27", eid="art_27", num="Article 27", part=Part.BODY, kind=Kind.ARTICLE, depth=1,
        heading="", text=text, start=100, end=100 + len(text), page=page,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "paragraph"),
    [
        (PLAIN, 1, "Chacun vote."),
        (PLAIN, 2, "Nul n'est exclu."),
        (PLAIN, 3, "Le vote est secret."),
        (PLAIN, 4, None),
        (PLAIN, 0, None),
        ("Chacun vote.", 1, "Chacun vote."),
        ("« Je le jure. »\n\nLe vote est secret (ou non).", 2, "Le vote est secret (ou non)."),
        ("لكل فرد حق.\n\nلا يستثنى أحد.", 2, "لا يستثنى أحد."),
        # What some count and some do not: the lead-in of a list, its items, lines, tables.
        ("Sont élus :\n\nLe président.\n\nLe juge.", 2, None),
        ("Chacun vote.\n\n- le président ;\n\n- le juge.", 1, None),
        ("Chacun vote.\n\na) Le président.\n\nb) Le juge.", 1, None),
        ("Chacun vote.\n\n1. Le président.", 1, None),
        ("Chacun vote,\nmême absent.\n\nLe vote est secret.", 2, None),
        ("Chacun vote.\n\nNom\tVoix", 1, None),
        ("Du vote\n\nChacun vote.", 2, None),  # a title
        ("Chacun vote.\n\net nul n'est exclu.", 2, None),  # the same sentence goes on
        ("", 1, None),
    ],
)
def test_paragraph_is_found_where_it_can_be_counted_in_one_way(text, number, paragraph):
    span = paragraph_span(clause(text), number)
    assert (span and text[span[0] - 100 : span[1] - 100]) == paragraph


def test_paragraphs_of_pages_are_as_they_were_measured_and_not_counted():
    assert paragraph_span(clause(PLAIN, page=3), 2) is None


TREATY = f"TRAITÉ\n\nArticle 27\n\n{PLAIN}\n\nArticle 28\n\nSont élus :\n\nun juge.\n"


@pytest.mark.parametrize(
    ("question", "quotation"),
    [
        ("article 27, alinéa 2", "Nul n'est exclu."),
        ("deuxième alinéa de l'article 27", "Nul n'est exclu."),
        ("article 27(3)", "Le vote est secret."),
        ("الفقرة الثالثة من المادة 27", "Le vote est secret."),
        ("article 27", PLAIN),
        ("alinéas 2 et 3 de l'article 27", PLAIN),  # the whole
    ],
)
def test_paragraph_that_is_asked_is_quoted(question, quotation, treaty):
    answer = treaty.ask(question)
    report, _ = treaty.report(answer.hits[0].report_id)
    quoted = answer.hits[0].quotation
    assert (answer.answered, answer.missing, quoted.text) == (True, (), quotation)
    assert report.text[quoted.start : quoted.end] == quotation


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("article 27, alinéa 4", "27.4"),
        ("article 28, alinéa 2", "28.2"),  # a list
        ("article 27.2", "27.2"),  # an article
    ],
)
def test_paragraph_in_doubt_is_missing(question, missing, treaty):
    answer = treaty.ask(question)
    assert (answer.answered, answer.missing) == (False, (missing,))


@pytest.fixture(scope="module")
def treaty(make_library):
    return make_library({"traite.html": html(TREATY)})


def html(text):
    """The text as a web page, which has no pages of paper."""
    return (
        "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n\n")) + "</body></html>"
    )
