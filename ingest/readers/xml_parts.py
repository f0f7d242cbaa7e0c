"""The XML parts of an archive, as Word and OpenDocument files hold them."""

from __future__ import annotations

import posixpath
import zipfile
import zlib

from lxml import etree

# What a damaged, encrypted or foreign archive raises when a part of it is read.
PART_ERRORS = (
    KeyError,  # the part is not there
    RuntimeError,  # it needs a password
    NotImplementedError,  # it is packed in a way that Python does not know
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
)
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def parse_part(archive: zipfile.ZipFile, path: str) -> etree._Element:
    """Return the root of a part; entities stay what they are, and no network is asked."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(path), parser)


def related_parts(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """Return the paths of the parts that a part names, by the last word of their kind.

    "word/document.xml" names {"styles": "word/styles.xml", "footnotes": …}; "" is the archive.
    """
    folder, name = posixpath.split(path)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive.namelist():
        return {}
    found: dict[str, str] = {}
    for relation in parse_part(archive, listed).iter(RELATIONSHIP):
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External":
            kind = (relation.get("Type") or "").rpartition("/")[2]
            found.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target))[1:])
    return found
