r"""Rich text: paragraphs, the numbers it holds, letters of every alphabet, notes."""

import pytest

from ingest.errors import UnreadableFile
from ingest.readers.rtf import read_rtf


def read(body):
    return read_rtf(rf"{{\rtf1\ansi\ansicpg1252 {body}}}".encode("latin-1"), "report.rtf")


def texts_of(body):
    return [block.text for block in read(body)[0]]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (r"un\par deux\par", ["un", "deux"]),
        (r"{\listtext\pard 1.\tab}\ls1 un\par {\listtext 2.\tab}deux\par", ["1. un", "2. deux"]),
        (r"{\pntext\f0 1.\tab}{\*\pn\pnlvlbody}un\par", ["1. un"]),  # as older programs write
        (r"R\'e9union \u8217?s", ["Réunion ’s"]),
        (r"\u1610?\u1602?\u1585?\u1585?", ["يقرر"]),
        (r"{\fonttbl{\f1\fcharset178 Arial;}}\f1 \'ed\'de\'d1\'d1", ["يقرر"]),
        (r"\u-10179?\u-8704?", ["\U0001f600"]),  # a letter in two halves
        (r"\u-10179?x", ["\ufffdx"]),  # half a letter
        (r"\'81", ["\ufffd"]),  # no letter of its alphabet
        (r"so\-cial n\_o", ["social n\u2011o"]),
        (r'{\field{\*\fldinst{HYPERLINK "http://x"}}{\fldrslt{lien}}} un', ["lien un"]),
        (r"{\header\pard En-t\'eate\par}{\info{\title T}}un", ["un"]),
        (r"un{\page}deux\line trois", ["un", "deux", "trois"]),
    ],
)
def test_paragraphs_are_read_with_their_numbers(body, texts):
    assert texts_of(body) == texts


def test_a_row_of_a_table_is_one_block():
    blocks, _ = read(r"\trowd\cellx1\cellx2\intbl Niger\cell 12\cell\row\pard un\par")
    assert [(b.text, b.table) for b in blocks] == [("Niger\t12", True), ("un", False)]


@pytest.mark.parametrize(
    ("body", "doubts"),
    [
        (r"un{\footnote\pard {\b Voir} plus bas}\par", [("footnotes", "Voir plus bas")]),
        (r"un{\*\footnote Voir {plus}}\par", [("footnotes", "Voir plus")]),
        (r"un{\footnote Voir", [("footnotes", "Voir")]),  # a file that breaks off
        (r"un {\deleted deux}", [("deleted-text-read", None)]),
        (r"un {\v deux}", [("deleted-text-read", None)]),
        (r"un\viewkind4 \ftnbj", []),
    ],
)
def test_what_is_left_out_or_not_printed_is_told(body, doubts):
    assert [(d.code, d.values.get("text")) for d in read(body)[1]] == doubts


@pytest.mark.parametrize(
    "data",
    [
        b"Le Conseil",  # text under a wrong name
        b"",
        rb"{\rtf1 \u99999999999999999999 x}",  # a letter that cannot be
        rb"{\rtf1 \uc x}",  # a code without its figure
    ],
)
def test_what_is_no_rich_text_is_refused_by_name(data):
    with pytest.raises(UnreadableFile, match=r"report\.rtf is no rich text") as error:
        read_rtf(data, "report.rtf")
    assert error.value.code == "bad-rtf-file"
