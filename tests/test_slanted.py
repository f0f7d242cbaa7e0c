"""Text across a page is no line of it."""

import pytest
from test_pdf_reader import read, show

ACROSS = "3 5.2 -5.2 3"  # large, at 60 degrees
WORDS = [
    "Article 1. Chaque puits a un gardien, que le conseil nomme pour un an.",
    "Article 2. Le gardien mesure le niveau de l'eau chaque matin.",
]
PAGE = "".join(show(line, 72, 700 - 20 * n) for n, line in enumerate(WORDS))


@pytest.mark.parametrize(
    ("content", "kept", "left_out"),
    [
        (show("PROJET", 200, 300, matrix=ACROSS) + PAGE, WORDS, "PROJET"),  # drawn first
        (PAGE + show("PROJET", 200, 300, matrix=ACROSS), WORDS, "PROJET"),
        (PAGE + show("PROJET", 72, 600, matrix="1 0 .33 1"), [*WORDS, "PROJET"], None),  # italic
        (PAGE + show("PROJET", 72, 600, matrix=".999 .035 -.035 .999"), [*WORDS, "PROJET"], None),
    ],
    ids=["under the text", "over it", "made-up italic", "scanned askew"],
)
def test_text_at_an_angle_is_left_out_and_told(content, kept, left_out):
    blocks, doubts = read(content)
    assert sorted(block.text for block in blocks) == sorted(kept)
    told = [(doubt.values["text"], doubt.page) for doubt in doubts if doubt.code == "slanted-text"]
    assert told == ([(left_out, 1)] if left_out else [])


def test_a_page_that_is_set_at_an_angle_is_read():
    content = "".join(show(line, 72 + 20 * n, 100, matrix=ACROSS) for n, line in enumerate(WORDS))
    blocks, doubts = read(content)
    assert "gardien" in "".join(block.text for block in blocks)
    assert not [doubt for doubt in doubts if doubt.code == "slanted-text"]
