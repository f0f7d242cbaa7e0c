"""Archives are checked before they are unpacked: what they declare is all that is trusted."""

from __future__ import annotations

import io
import zipfile

from ingest.errors import UnreadableFile

MOST_ENTRIES = 10_000
MOST_BYTES_UNPACKED = 500 * 1024 * 1024
HIGHEST_RATIO = 200  # text in XML shrinks to a tenth or so; an archive bomb to a thousandth


def check_archive(data: bytes, name: str) -> None:
    """Raise `UnreadableFile` if the bytes are no archive, or one that would unpack to too much."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(
            f"{name} is damaged or of another kind than its ending says: {error}. Save it again "
            "and add that.",
            code="bad-archive",
            name=name,
        ) from error
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_BYTES_UNPACKED
        or unpacked > HIGHEST_RATIO * max(len(data), 10_000)
    ):
        raise UnreadableFile(
            f"{name} would unpack to {unpacked // 1024 // 1024} MB in {len(entries)} parts, which "
            "no report needs. Save it again from Word and add that.",
            code="archive-too-large",
            name=name,
        )
