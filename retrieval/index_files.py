"""The files of a derived index: a manifest says which of them count, and what is in them.

Files are only added to, or written anew under another number; the manifest is written beside,
synced and renamed last. So whoever reads sees one whole index, and a crash leaves the last one.
"""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock

from ingest.errors import LibraryError
from ingest.syncing import sync, sync_folder

FORMAT = 6  # raised when files of an earlier form can no longer be read
MANIFEST = "manifest.json"
LOCK = "lock"
BLOCK = 1 << 20
UNSUMMED = 0  # in place of a CRC-32: the rows of the file have sums of their own
CHECKING_THREADS = 2

Check = tuple[int, int]  # of a file: its size and its CRC-32


class DamagedIndex(LibraryError):
    """An index that is not what its manifest says. It is derived, and made anew."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A report's rows in the index: `count` of them, from `first`. `id` is None once removed."""

    id: str | None
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index holds: the library's state that it was made from, and the files with it.

    A report's number is its place in `reports`. `base` counts the times that all was made anew,
    `step` what was added since: files are named by them. `checks` are sizes and CRC-32s. `fitted`
    is how many rows the codes were fitted to; 0 where there are none. `token_bytes` is how many
    bytes the token codes take.
    """

    encoder: str  # fingerprint
    dimension: int
    revision: int = 0
    stamp: int = 0  # of that revision
    base: int = 0
    step: int = 0
    rows: int = 0
    wholes: int = 0
    token_bytes: int = 0
    fitted: int = 0
    reports: tuple[Indexed, ...] = ()
    checks: dict[str, Check] = field(default_factory=dict)

    @property
    def removed(self) -> int:
        """How many rows are of reports that were removed or replaced."""
        return self.rows - sum(report.count for report in self.reports if report.id is not None)

    @property
    def vectors_name(self) -> str:
        """The file of vectors, in the order of the rows."""
        return f"vectors-{self.base}.f32"

    @property
    def rows_name(self) -> str:
        """The file that says which clause each row is of."""
        return f"rows-{self.base}.bin"

    @property
    def codes_name(self) -> str:
        """The file of codes, which say what rows may be near."""
        return f"codes-{self.base}-{self.step}.faiss"

    @property
    def tokens_name(self) -> str:
        """The file of token codes, in the order of the rows."""
        return f"tokens-{self.base}.bin"

    @property
    def words_name(self) -> str:
        """The folder of the words of passages."""
        return f"words-{self.base}-{self.step}"

    @property
    def wholes_name(self) -> str:
        """The folder of the words of whole clauses."""
        return f"wholes-{self.base}-{self.step}"


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of an index; None where there is none. Raises `DamagedIndex`."""
    try:
        crc, _, body = (folder / MANIFEST).read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    if crc != b"%08x" % zlib.crc32(body):
        raise DamagedIndex(f"The manifest in {folder} is damaged.")
    values = json.loads(body)
    if values.pop("format") != FORMAT:
        raise DamagedIndex(f"The index in {folder} was written by another version of Clausier.")
    values["reports"] = tuple(Indexed(*row) for row in values["reports"])
    values["checks"] = {name: tuple(check) for name, check in values["checks"].items()}
    return Manifest(**values)


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Make a manifest the one that counts, in one step, and delete the files of no manifest."""
    values = {"format": FORMAT, **asdict(manifest)}
    values["reports"] = [(report.id, report.first, report.count) for report in manifest.reports]
    body = json.dumps(values, ensure_ascii=False).encode()
    partial = folder / f"{MANIFEST}.partial"
    with partial.open("wb") as file:
        file.write(b"%08x\n" % zlib.crc32(body) + body)
        sync(file)
    partial.replace(folder / MANIFEST)
    sync_folder(folder)
    kept = {MANIFEST, LOCK, *(name.split("/")[0] for name in manifest.checks)}
    for path in folder.iterdir():
        if path.name not in kept:
            discard(path)


def discard(path: Path) -> None:
    """Delete a file or folder; what another process still holds open stays, if it must."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold an index for this thread alone, among all processes; the folder is made if missing."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / LOCK):
        yield


def check_of(file: Path, size: int | None = None, known: Check = (0, 0)) -> Check:
    """Return size and CRC-32 of a file, or of its first `size` bytes; `known` is that of fewer."""
    end = file.stat().st_size if size is None else size
    at, crc = known
    with file.open("rb") as opened:
        opened.seek(at)
        while at < end and (block := opened.read(min(BLOCK, end - at))):
            crc = zlib.crc32(block, crc)
            at += len(block)
    return at, crc


def check_files(folder: Path, checks: dict[str, Check]) -> None:
    """Raise `DamagedIndex` unless these files are what they were when they were written.

    What stands in a file after its size is of no manifest, and no damage.
    """

    def is_whole(name: str) -> bool:
        size, crc = checks[name]
        if crc == UNSUMMED:
            return (folder / name).stat().st_size >= size
        return check_of(folder / name, size) == (size, crc)

    try:
        with ThreadPoolExecutor(CHECKING_THREADS) as pool:
            for name, whole in zip(checks, pool.map(is_whole, checks), strict=True):
                if not whole:
                    raise DamagedIndex(f"{folder / name} is damaged.")
    except FileNotFoundError as error:
        raise DamagedIndex(f"{error.filename} is missing.") from error
