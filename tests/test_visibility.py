"""Text that a reader of the page does not see is told."""

import pytest
from test_pdf_reader import IMAGE, read, show

WHITE, BLACK = "1 1 1 rg ", " 0 0 0 rg\n"
SEEN = show("Le Conseil", 72, 700)
SCAN = "q 600 0 0 800 0 0 cm /I Do Q\n"


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (SEEN + show("cache", 72, 600, mode=3), ["hidden-text"]),
        (SEEN + WHITE + show("cache", 72, 600) + BLACK, ["hidden-text"]),  # white on the page
        (SEEN + "0 0 .5 rg 50 580 200 50 re f " + WHITE + show("vu", 72, 600) + BLACK, []),
        (SEEN + "1 1 1 rg 50 580 200 50 re f " + show("cache", 72, 600) + BLACK, ["hidden-text"]),
        (SEEN + show("cache", 72, 600, matrix=".1 0 0 .1"), ["hidden-text"]),  # 1.2 points
        (SEEN + show("petit", 72, 600, matrix=".4 0 0 .4"), []),  # small print
        (SEEN + show("cache", 72, 900), ["hidden-text"]),  # above the page
        (SEEN + show("cache", -200, 600), ["hidden-text"]),
        (
            SCAN + show("Texte reconnu par une machine", 72, 700, mode=3),
            ["text-layer"],
        ),  # a scan with its text
        (IMAGE + show("Texte reconnu", 72, 700, mode=3), ["hidden-text"]),  # a small picture
        (SCAN + show("Le Conseil de la Ligue des puits", 72, 700), []),  # words over a picture
    ],
)
def test_text_that_is_not_seen_is_told_and_read(content, codes):
    blocks, doubts = read(content)
    assert [doubt.code for doubt in doubts] == codes
    assert any("cache" in block.text or "reconnu" in block.text for block in blocks) is bool(codes)
    assert [doubt.values.get("count") for doubt in doubts if doubt.code == "hidden-text"] in (
        [], [5], [12],
    )  # fmt: skip
