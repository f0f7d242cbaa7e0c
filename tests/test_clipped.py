"""Text that a page cuts off is left out, and told where nothing beside says the same."""

import pytest
from test_pdf_reader import read, show, texts_of

from ingest.models import Block
from ingest.readers.clipped import clipped_doubts

SEEN = show("Le Conseil siège à Tiva", 72, 700)
TOP = "q 0 650 600 200 re W n "  # what is seen after it stands above 650


def clipped(text, y=600):
    return f"{TOP}{show(text, 72, y)}Q\n"


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ([SEEN + clipped("Il est dissous.")], [(1, "Il est dissous.")]),
        ([SEEN, SEEN + clipped("3. Nul ne vote.")], [(2, "3. Nul ne vote.")]),
        ([SEEN + clipped("Il vote.", y=670)], []),  # inside of what is seen
        # As a browser prints: a line's letters are drawn on the page before, too.
        ([SEEN + clipped("Il vote."), show("Il vote.", 72, 700)], []),
        ([SEEN + clipped("Il vote."), show("Il siège.", 72, 700)], [(1, "Il vote.")]),
    ],
)
def test_text_that_is_cut_off_is_left_out_and_told(pages, told):
    doubts = [doubt for doubt in read(*pages)[1] if doubt.code == "clipped-text"]
    assert [(doubt.page, doubt.values["text"]) for doubt in doubts] == told
    assert not any("dissous" in text or "Nul" in text for text in texts_of(*pages))


@pytest.mark.parametrize(
    ("line", "read_on_the_next", "told"),
    [
        (["أ", "أ"], "يؤكد أهمية أعمال المجلس", False),  # signs over letters, each named as one
        (["المجلس"], "يؤكد أعمال المجلس", False),
        (["سلجملا"], "يؤكد أعمال المجلس", False),  # as it is drawn, from the left
        (["الحاكم"], "يؤكد أعمال المجلس", True),
        (["n", "o"], "nobody votes", False),
        (["n", "x"], "nine and six", True),  # letters of others
    ],
)
def test_what_is_drawn_again_on_the_next_page_is_not_told(line, read_on_the_next, told):
    doubts = clipped_doubts({1: [line]}, {1: [], 2: [Block(read_on_the_next, 2)]})
    assert bool([*doubts]) is told


def test_a_long_text_that_is_cut_off_is_told_shortened():
    [doubt] = clipped_doubts({1: [["x" * 500]]}, {1: []})
    assert len(doubt.values["text"]) < 200
    assert doubt.page == 1
