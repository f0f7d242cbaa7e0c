"""Archives are checked before they are unpacked: what they declare, then what they hold."""

from __future__ import annotations

import io
import zipfile
import zlib

from ingest.errors import UnreadableFile

MOST_ENTRIES = 10_000
MOST_BYTES_UNPACKED = 500 * 1024 * 1024
CHUNK = 65_536
# What reading a damaged archive raises; RuntimeError is for a locked entry.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)
HIGHEST_RATIO = 200  # text in XML shrinks to a tenth or so; an archive bomb to a thousandth


def check_archive(data: bytes, name: str) -> None:
    """Raise `UnreadableFile` if the bytes are no archive, or one that unpacks to too much.

    What the archive declares is checked first, then what it holds: it may lie.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        most = min(MOST_BYTES_UNPACKED, HIGHEST_RATIO * max(len(data), 10_000))
        if len(entries) <= MOST_ENTRIES and unpacked <= most:
            unpacked = sum(unpacked_size(archive, entry, most) for entry in entries)
        strange = [entry.filename for entry in entries if leads_out(entry.filename)]
    except DAMAGED as error:
        raise UnreadableFile(
            f"{name} is damaged or of another kind than its ending says: {error}. Save it again "
            "and add that.",
            code="bad-archive",
            name=name,
        ) from error
    if len(entries) > MOST_ENTRIES or unpacked > most or strange:
        raise UnreadableFile(
            f"{name} would unpack to {unpacked // 1024 // 1024} MB in {len(entries)} parts"
            f"{f', one named {strange[0]!r}' if strange else ''}, which no report needs. Save it "
            "again from Word and add that.",
            code="archive-too-large",
            name=name,
        )


def unpacked_size(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> int:
    """Return how many bytes an entry holds, counted up to `most`; its checksum is checked."""
    size = 0
    with archive.open(entry) as part:
        while size <= most and (read := part.read(CHUNK)):
            size += len(read)
    return size


def leads_out(path: str) -> bool:
    """Say whether the path of an entry leads out of its archive, as those of a report never do."""
    return path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/")
