"""Indexes over made-up passages, for tests."""

from itertools import groupby

import numpy as np

from ingest.models import Clause, Kind, Part
from ingest.vectors import Embedded, Pending
from retrieval.index_files import Manifest
from retrieval.index_writer import State, write_next
from retrieval.search_index import open_index


def make_passage(vector, place, text="", key="1", language="fr", codes=b""):
    """A passage of a clause with this key; passages of one key in a row are of one clause."""
    clause = Clause(key, "", "", Part.BODY, Kind.PARAGRAPH, 1, text, 0, len(text))
    pending = Pending(place, clause, "", language)
    return Embedded(pending, text, np.asarray(vector, "<f4").tobytes(), codes)


def by_row(found):
    """Scores by the rows found, in their order."""
    return dict(zip(found.rows.tolist(), found.scores.tolist(), strict=True))


def make_index(folder, passages, dimension=2):
    """The index of passages, which stand together by their reports, written and read again."""
    changed = [
        (report_id, list(group))
        for report_id, group in groupby(passages, key=lambda p: p.pending.place.report_id)
    ]
    manifest = write_next(folder, Manifest("test", dimension, base=1), State(1, 1), changed)
    return open_index(folder, manifest)
