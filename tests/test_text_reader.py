"""Plain text files: encodings, pages, and bytes that are no text."""

import pytest

from ingest.errors import UnreadableFile
from ingest.readers.text import read_text

FRENCH = "Réunion à Genève\nL’œuvre coûte 3 €.\n"
ARABIC = "يقرر المجلس أن يبقي المسألة قيد النظر.\nتعقد الدورة في جدة.\n"


def lines_of(data):
    return [block.text for block in read_text(data, "report.txt")[0]]


def pages_of(text):
    return [block.page for block in read_text(text.encode(), "report.txt")[0]]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),  # Notepad's mark is no part of the title
        (FRENCH, "utf-16"),  # "Unicode" as Windows saves it, with its mark
        (FRENCH, "utf-16-le"),  # the same without its mark
        (FRENCH, "utf-16-be"),
        ("L'État a ratifié l'accord à Genève.", "iso8859_1"),
        (FRENCH, "cp1252"),  # ’ œ € are bytes that Latin-1 has no letters for
        (ARABIC, "utf-8"),
        (ARABIC, "utf-16"),
        (ARABIC, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859_6"),
    ],
)
def test_same_words_are_read_from_every_encoding(text, encoding):
    assert lines_of(text.encode(encoding)) == text.splitlines()


def test_utf_16_is_read_in_both_byte_orders():
    assert lines_of(b"\xfe\xff" + "à".encode("utf-16-be")) == ["à"]
    assert lines_of(b"\xff\xfe" + "à".encode("utf-16-le")) == ["à"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200),  # a picture under a wrong name
        b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)),  # a .docx renamed to .txt
        "Le Conseil".encode("utf-32-le"),  # of which no program makes reports
        "議定書。".encode("utf-16-le") + bytes(2),  # letters of no report, and a NUL
        b"\xff\xfea",  # half a character at the end
        b"\x01\x02\x03 valid UTF-8, but nobody's text",
    ],
)
def test_bytes_that_are_no_text_are_refused_by_name(data):
    with pytest.raises(UnreadableFile, match=r"report\.txt is not a text file") as error:
        read_text(data, "report.txt")
    assert error.value.code == "not-text"


def test_a_stray_control_character_is_shown_as_unknown_and_not_kept():
    text = "La réunion\x00 a convenu. " + "Elle a décidé. " * 100
    assert lines_of(text.encode()) == [text.replace("\x00", "\ufffd").strip()]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("a\fb\fc", [1, 2, 3]),
        ("a\nb\f\nc", [1, 1, 2]),
        ("a\f\fc", [1, 3]),  # an empty page still counts
        ("\fa", [2]),  # so does an empty first one
        ("a\nb", [None, None]),  # nothing shows pages
    ],
)
def test_form_feeds_part_pages(text, pages):
    assert pages_of(text) == pages


LINE, TOP, FULL = "ligne\n", " ligne\n", 20


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        (LINE * FULL + TOP + LINE * 2, [1] * FULL + [2] * 3),
        (LINE * FULL + TOP + LINE * FULL + TOP, [1] * FULL + [2] * (FULL + 1) + [3]),
        (LINE * 5 + TOP + LINE, [None] * 7),  # five lines are no page
        (LINE * FULL + TOP + LINE + "\tligne\n", [None] * (FULL + 3)),  # others are indented too
        (LINE * FULL + "\n" + TOP, [None] * (FULL + 1)),  # after a gap: an indented paragraph
    ],
)
def test_pages_are_inferred_only_from_lone_indented_lines(text, pages):
    assert pages_of(text) == pages


def test_inferred_pages_are_told_as_a_doubt_and_printed_ones_are_not():
    _, doubts = read_text((LINE * FULL + TOP).encode(), "report.txt")
    assert [(d.code, d.values) for d in doubts] == [("pages-inferred", {"pages": 2})]
    assert read_text(b"a\fb", "report.txt")[1] == []


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\v"])
def test_every_line_break_parts_lines(break_):
    assert lines_of(f"un{break_}deux".encode()) == ["un", "deux"]


def test_empty_lines_become_the_gap_of_the_next_line():
    blocks, _ = read_text(b"a\nb\n \n\nc\n", "report.txt")
    assert [(b.text, b.gap) for b in blocks] == [("a", False), ("b", False), ("c", True)]
