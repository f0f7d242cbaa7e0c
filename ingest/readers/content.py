"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from ingest.errors import UnreadableFile

# Some programs write a few lines before the mark of a PDF file; readers look this far for it.
START = 1024
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # old Word files, and new ones that are locked
LOCKED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
# <!DOCTYPE html …>, <html …>, after an XML declaration and comments or not
WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,400}-->\s*)?<(?:!doctype\s+)?html\b", re.I
)
SIGNS = {
    b"{\\rtf": ".rtf",
    b"\x89PNG\r\n\x1a\n": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"II*\0": ".tif",
    b"MM\0*": ".tif",
}
# gzip, bzip2, 7-Zip, RAR, xz, zstd
PACKED = (
    b"\x1f\x8b\x08", b"BZh", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
)  # fmt: skip


def true_ending(data: bytes, ending: str, name: str) -> str:
    """Return the ending that a file should have: that of its bytes where they tell, else its own.

    Raises `UnreadableFile` for what is no report: an archive, a locked Word file.
    """
    if b"%PDF-" in data[:START]:
        return ".pdf"
    if data.startswith(ZIP):
        return ending_of_archive(data, ending, name)
    if data.startswith(OLE):
        return ending_of_ole(data, name)
    if told := next((kind for sign, kind in SIGNS.items() if data.startswith(sign)), None):
        return told
    if data.startswith(PACKED):
        raise packed(name)
    start = data[:START].removeprefix(codecs.BOM_UTF8)
    if ending not in {".htm", ".html"} and WEB_PAGE.match(start):
        return ".html"
    return ending


def ending_of_ole(data: bytes, name: str) -> str:
    """Return `.doc` for an old Word file; raise `UnreadableFile` for a new one that is locked."""
    if LOCKED in data:
        raise UnreadableFile(
            f"{name} is locked with a password. Save it again without one and add that.",
            code="locked-word",
            name=name,
        )
    return ".doc"


def ending_of_archive(data: bytes, ending: str, name: str) -> str:
    """Return the ending of a file that is a zip archive by its bytes, as those of Word are."""
    if ending == ".docx" or OPEN_DOCUMENT in data[:START]:
        return ending if ending == ".docx" else ".odt"
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        names = []
    if any(part.startswith("word/") for part in names):
        return ".docx"
    raise packed(name)


def packed(name: str) -> UnreadableFile:
    """Return the error for an archive."""
    return UnreadableFile(
        f"{name} is an archive or a workbook, not a report. Take the reports out of it and add "
        "those.",
        code="is-archive",
        name=name,
    )
