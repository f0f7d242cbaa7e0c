"""An index as it was read from its files: what of it answers, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.models import Place
from retrieval.codes import Codes
from retrieval.dense import DenseIndex, read_vectors
from retrieval.encoder import Encoder
from retrieval.index_files import Manifest
from retrieval.lexical import LexicalIndex
from retrieval.row_table import Rows, RowTable, read_table
from retrieval.token_file import TokenFile, read_token_file

# Words that more whole clauses have narrow nothing: to read all clauses takes no longer.
MOST_WITH = 20_000


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index of a library at one revision, as it was read from its files.

    `wholes` holds the words of whole clauses, an article with all below it.
    """

    manifest: Manifest
    rows: RowTable
    dense: DenseIndex
    tokens: TokenFile
    words: LexicalIndex
    wholes: LexicalIndex

    @property
    def revision(self) -> int:
        """The revision of the library that it is of."""
        return self.manifest.revision

    def is_of(self, revision: int, encoder: Encoder) -> bool:
        """Say whether it is of this revision of the library, and of this encoder."""
        return self.revision == revision and self.manifest.encoder == encoder.fingerprint

    def rows_of(self, reports: Iterable[str]) -> Rows:
        """Return the rows of some reports' passages."""
        return self.rows.rows_of(reports)

    def places_with(self, words: Sequence[str]) -> list[Place] | None:
        """Return clauses among which are all that have these words; None if they may be any."""
        wholes = self.wholes.with_all(words, MOST_WITH) if words else None
        return None if wholes is None else self.rows.places_of_wholes(wholes)

    def rows_at(self, places: Iterable[Place]) -> Rows:
        """Return the rows of the passages of these clauses."""
        return self.rows.rows_at(places)


def open_index(folder: Path, manifest: Manifest, checked: int = 0) -> SearchIndex:
    """Return the index of a manifest whose files were checked, and the vectors of that many rows.

    Raises `DamagedIndex` for the other vectors.
    """
    table = RowTable(manifest.reports, read_table(folder / manifest.rows_name, manifest.rows))
    vectors = read_vectors(folder / manifest.vectors_name, manifest.rows, manifest.dimension)
    codes = Codes.read(folder / manifest.codes_name) if manifest.fitted else None
    return SearchIndex(
        manifest,
        table,
        DenseIndex(vectors, table, codes, checked),
        TokenFile(read_token_file(folder / manifest.tokens_name, manifest.token_bytes), table),
        LexicalIndex(folder / manifest.words_name),
        LexicalIndex(folder / manifest.wholes_name),
    )
