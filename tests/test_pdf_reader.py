"""PDF files, written here byte by byte: lines with their boxes, in reading order."""

import pytest

from ingest.errors import UnreadableFile
from ingest.readers import crowded
from ingest.readers.pdf import read_pdf

WIDTH, HEIGHT = 600, 800


def pdf(*contents, more="", size=(0, 0, WIDTH, HEIGHT)):
    """A PDF file with a page for each content stream; `more` goes into the pages' dictionaries."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(contents)))
    box = " ".join(map(str, size))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        stream("\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
               "/BitsPerComponent 8"),
    ]  # fmt: skip
    for n, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {6 + 2 * n} 0 R{more}"
            "/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>>>"
        )
        objects.append(stream(content))
    data, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{written}\nendobj\n".encode("cp1252", "replace")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    return data + (head + tail).encode()


def stream(content, entries=""):
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream"


def show(text, x, y, mode=0, matrix="1 0 0 1"):
    """Text with its baseline at x, y from the page's bottom left, as PDF counts."""
    return f"BT /F 12 Tf {mode} Tr {matrix} {x} {y} Tm ({text}) Tj ET\n"


def read(*contents, **options):
    return read_pdf(pdf(*contents, **options), "report.pdf")


def texts_of(*contents, **options):
    return [block.text for block in read(*contents, **options)[0]]


def rounded(box):
    return [round(edge) for edge in (box.left, box.top, box.right, box.bottom)]


def test_lines_have_their_page_size_and_box_from_the_top_left():
    blocks, doubts = read(show("Le Conseil", 72, 700) + show("fin", 72, 686), show("Deux", 72, 700))
    assert [(b.text, b.page, b.size) for b in blocks] == [
        ("Le Conseil", 1, 12), ("fin", 1, 12), ("Deux", 2, 12),
    ]  # fmt: skip
    left, top, right, bottom = rounded(blocks[0].box)
    assert left == pytest.approx(73, abs=1)
    assert (90 <= top <= 92, bottom) == (True, 100)  # capitals stand 9 points above the baseline
    assert 125 <= right <= 135
    assert doubts == []


def test_lines_are_read_from_top_to_bottom_however_the_file_orders_them():
    assert texts_of(show("deux", 72, 500) + show("trois", 72, 400) + show("un", 72, 700)) == [
        "un", "deux", "trois",
    ]  # fmt: skip


def column(word, x, lines=8):
    return "".join(show(f"{word} {n} du texte", x, 700 - 14 * n) for n in range(lines))


def test_two_columns_are_read_one_after_the_other():
    read_across = column("gauche", 72) + column("droite", 350)
    expected = [f"{word} {n} du texte" for word in ("gauche", "droite") for n in range(8)]
    assert texts_of(read_across) == expected


def test_a_line_across_the_page_stands_before_the_columns_below_it():
    title = show("Un titre qui va sur toute la largeur de la page, de bord en bord", 100, 750)
    assert texts_of(column("droite", 350) + column("gauche", 72) + title)[:2] == [
        "Un titre qui va sur toute la largeur de la page, de bord en bord", "gauche 0 du texte",
    ]  # fmt: skip


def test_few_lines_side_by_side_are_no_columns():
    page = column("gauche", 72, lines=2) + column("droite", 350, lines=2)
    assert [text.split()[0] for text in texts_of(page)] == ["gauche", "droite"] * 2


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        ([("1.", 72), ("Le Conseil", 100)], ["1. Le Conseil"]),  # a tab apart
        ([("Le Conseil", 100), ("1.", 72)], ["1. Le Conseil"]),  # the number is drawn after
        ([("a.", 72), ("1.", 100), ("Le", 128)], ["a. 1. Le"]),  # three pieces
        ([("Le", 72), ("Conseil", 89)], ["Le Conseil"]),  # words that are drawn one by one
    ],
)
def test_a_number_and_its_text_a_tab_apart_are_one_line(pieces, lines):
    assert texts_of("".join(show(text, x, 700) for text, x in pieces)) == lines


@pytest.mark.parametrize(
    ("rotation", "matrix", "x", "y"),
    [
        (90, "0 1 -1 0", 100, 72),  # drawn upwards, seen upright
        (180, "-1 0 0 -1", 528, 100),
        (270, "0 -1 1 0", 500, 728),
    ],
)
def test_text_of_a_rotated_page_is_read_with_its_box_as_seen(rotation, matrix, x, y):
    first = show("Le Conseil", x, y, matrix=matrix)
    step = {90: (14, 0), 180: (0, 14), 270: (-14, 0)}[rotation]
    second = show("fin du texte", x + step[0], y + step[1], matrix=matrix)
    blocks, _ = read(first + second, more=f"/Rotate {rotation}")
    assert [b.text for b in blocks] == ["Le Conseil", "fin du texte"]
    left, top, right, bottom = rounded(blocks[0].box)
    assert (left, bottom) == (pytest.approx(73, abs=1), pytest.approx(100, abs=1))
    assert (90 <= top <= 92, 125 <= right <= 135) == (True, True)


def test_boxes_count_from_the_corner_of_a_page_that_does_not_begin_at_zero():
    blocks, _ = read(show("Le Conseil", 172, 900), size=(100, 200, 700, 1000))
    left, _, _, bottom = rounded(blocks[0].box)
    assert (left, bottom) == (pytest.approx(73, abs=1), pytest.approx(100, abs=1))


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("T I T R E   I", "TITRE I"),
        ("C H A P I T R E   P R E M I E R", "CHAPITRE PREMIER"),
        ("T I T R E", "TITRE"),
        ("A B C", "A B C"),  # three letters may be three letters
        ("Annexe A B C D", "Annexe A B C D"),  # after a word set as usual
    ],
)
def test_letter_spaced_words_are_closed_up(printed, text):
    assert texts_of(show(printed, 72, 700)) == [text]


def test_letters_set_apart_evenly_are_words_parted_where_they_stand_farther_apart():
    """PDFium puts spaces between some of such letters only."""
    line = "BT /F 12 Tf 4.5 Tc 1 0 0 1 72 700 Tm (Constitution of the Republic, 1996) Tj ET\n"
    assert texts_of(line) == ["Constitution of the Republic, 1996"]
    figures = "BT /F 12 Tf 4.5 Tc 1 0 0 1 72 700 Tm (1 2 3 4 5 6 7) Tj ET\n"
    assert texts_of(figures) == texts_of(figures.replace("4.5 Tc", "4.4 Tc"))


def test_hidden_text_is_read_and_told():
    blocks, doubts = read(show("Vu", 72, 700), show("cache", 72, 700, mode=3))
    assert [b.text for b in blocks] == ["Vu", "cache"]
    assert [(d.code, d.page, dict(d.values)) for d in doubts] == [
        ("hidden-text", 2, {"page": 2, "count": 5})
    ]


IMAGE = "q 100 0 0 100 72 600 cm /I Do Q\n"


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (IMAGE, ["image-page"]),
        (IMAGE + show("Texte", 72, 500), []),  # an image beside the text
        ("", []),  # an empty page
    ],
)
def test_a_page_that_is_an_image_without_text_is_told(content, codes, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))  # without Tesseract
    _, doubts = read(show("Un", 72, 700), content)
    assert [doubt.code for doubt in doubts] == codes
    assert {doubt.page for doubt in doubts} <= {2}


@pytest.mark.parametrize("far", [20_000, 900_000, 10**9, 10**30])
def test_letters_far_off_the_page_do_not_hold_the_reading_up(far):
    here = "".join(show(f"Le Conseil {n}", 72, 700 - 14 * n) for n in range(12))
    blocks, _ = read(here + show("loin", far, 700) + show("loin", -far, 300))
    assert "Le Conseil 0" in [block.text for block in blocks]
    assert all(abs(block.box.left) < 10**6 for block in blocks)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Le Conseil",  # text under a wrong name
        b"%PDF-1.4\n",  # a download that broke off at once
        pdf("")[40:200],
        b"PK\x03\x04" + bytes(100),
    ],
)
def test_damaged_bytes_are_refused_by_name(data):
    with pytest.raises(UnreadableFile, match=r"report\.pdf is not a PDF file") as error:
        read_pdf(data, "report.pdf")
    assert error.value.code == "bad-pdf"


def test_a_locked_file_is_refused_by_name():
    # The keys of no password fit these, which is all that a lock comes to.
    encrypt = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{0}>/U<{0}>>>/ID[<00><00>]".format(
        "00" * 32
    )
    locked = pdf(show("Le Conseil", 72, 700)).replace(b"/Root 1", encrypt.encode() + b"/Root 1")
    with pytest.raises(UnreadableFile, match=r"report\.pdf is locked with a password") as error:
        read_pdf(locked, "report.pdf")
    assert error.value.code == "locked-pdf"


def test_a_line_of_very_many_pieces_is_read():
    # Took minutes when each piece was weighed with all those before it.
    blocks, _ = read("BT /F 12 Tf 72 700 Td (" + "m`" * 10_000 + ") Tj ET\n")
    assert "".join(block.text for block in blocks).count("m") == 10_000


def test_a_page_that_the_file_does_not_hold_is_told_and_the_others_are_read():
    data = pdf(show("Un", 72, 700), show("Deux", 72, 700)).replace(b"5 0 obj", b"9 0 obj")
    blocks, doubts = read_pdf(data, "report.pdf")
    assert [block.text for block in blocks] == ["Deux"]
    assert [(doubt.code, doubt.page) for doubt in doubts] == [("damaged-page", 1)]


def test_figures_stand_in_the_place_that_they_take():
    # The ink of two 1 side by side is as far apart as two words may be.
    (block,) = read(show("2011", 72, 700))[0]
    edges = [round(edge, 1) for edge in block.edges]
    assert edges[1:-1:2] == edges[2::2]


def test_page_of_too_many_pieces_is_told_and_the_others_are_read(monkeypatch):
    def page(count):
        lines = (f"BT /F 12 Tf 50 {700 - 20 * n} Td (Line {n}) Tj ET" for n in range(count))
        return "\n".join(lines)

    monkeypatch.setattr(crowded, "MOST_PIECES", 5)
    blocks, doubts = read_pdf(pdf(page(5), page(6), page(1)), "crowded.pdf")
    assert [(doubt.code, doubt.page) for doubt in doubts] == [("crowded-page", 2)]
    assert [block.page for block in blocks] == [1] * 5 + [3]


@pytest.mark.parametrize(
    ("segments", "is_read"),
    [
        (4, False),  # what is drawn outside is not seen
        (2_000, True),  # too many to look at for each word: in doubt it is read
    ],
)
def test_text_outside_of_what_bounds_it_is_not_read(segments, is_read):
    bounds = "0 0 m " + " ".join(f"{n % 10} {n // 10 % 10} l" for n in range(1, segments)) + " h"
    seen, cut_off = show("Seen", 100, 600), show("Cut off", 100, 400)
    drawn = f"q {bounds} W n {cut_off} Q"
    texts = texts_of(f"{seen} {drawn}")
    assert texts == (["Seen", "Cut off"] if is_read else ["Seen"])
