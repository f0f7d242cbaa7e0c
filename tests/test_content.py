"""What a file is by its bytes, whatever its name says."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.models import Source
from ingest.pipeline import parse_report
from ingest.readers.content import OPEN_DOCUMENT, true_ending

CASES = Path(__file__).parent / "cases"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PAGE = b"<html><p>1. Un puits.</p></html>"


def archive(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, OPEN_DOCUMENT if name == "mimetype" else b"")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"%PDF-1.7 ...", ".pdf"),
        (b"\n\nprinted by a spooler\n%PDF-1.4", ".pdf"),  # some programs write lines before it
        (PAGE, ".html"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>", ".html"),
        (b"<?xml version='1.0'?>\n<!-- saved --><!DOCTYPE html>", ".html"),
        (b"<htmlx>", ".txt"),
        (b"1. Le texte <html> au milieu.", ".txt"),
        (b"{\\rtf1\\ansi", ".rtf"),
        (OLE + b"WordDocument", ".doc"),
        (archive("word/document.xml"), ".docx"),
        (archive("mimetype", "content.xml"), ".odt"),
        (b"1. Le Conseil", ".txt"),
        (b"", ".txt"),
        (b"\x89PNG\r\n\x1a\n...", ".png"),
        (b"\xff\xd8\xff\xe0 JFIF", ".jpg"),  # a photograph of a page
    ],
)
def test_the_bytes_tell_the_kind(data, ending):
    assert true_ending(data, ".txt", "a.txt") == ending


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked-word"),  # Word, with a password
        (gzip.compress(b"1. Le Conseil"), "is-archive"),
        (archive("xl/workbook.xml"), "is-archive"),
        (b"PK\x03\x04 broken off", "is-archive"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.html", "a"])
def test_what_is_no_report_is_refused_by_name(data, code, name):
    with pytest.raises(UnreadableFile, match=f"^{name} .*add (that|those)") as error:
        parse_report(Source(name, data))
    assert error.value.code == code


def test_a_locked_word_file_is_told():
    locked = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableFile, match="locked with a password"):
        parse_report(Source("note.docx", locked))


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("resolution-en.pdf", "resolution.txt"),
        ("resolution-en.pdf", "resolution.docx"),
        ("resolution-en.docx", "resolution.pdf"),
        ("resolution-en.docx", "resolution.doc"),  # renamed to be sent
        ("articles-fr.html", "articles.txt"),
        ("articles-fr.html", "articles.pdf"),
    ],
)
def test_a_file_under_a_wrong_ending_is_read_and_told(case, name):
    data = (CASES / case).read_bytes()
    right, wrong = parse_report(Source(case, data)), parse_report(Source(name, data))
    assert wrong.clauses == right.clauses
    assert [doubt.code for doubt in right.doubts if doubt.code == "other-ending"] == []
    (doubt,) = (doubt for doubt in wrong.doubts if doubt.code == "other-ending")
    assert doubt.values == {"named": Path(name).suffix, "ending": Path(case).suffix}


@pytest.mark.parametrize("name", ["a.htm", "page", "a.xhtml"])
def test_an_ending_that_promises_nothing_else_is_no_doubt(name):
    assert [d.code for d in parse_report(Source(name, PAGE)).doubts] == []
