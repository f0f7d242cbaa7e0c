"""Clauses are embedded step by step, and each step is stored while the encoder goes on."""

from itertools import islice

import pytest

from ingest.models import Place, Source
from ingest.pipeline import parse_report
from ingest.store import Store
from ingest.vectors import Passage, VectorStore
from retrieval.embedding import embed_pending
from tests.tiny_encoder import TinyEncoder

SAME = "La réunion a remercié le pays hôte de son accueil."
TEXTS = ["Un pont.", SAME, "Un puits.", "Une digue.", SAME, SAME, "Un phare.", "Un môle.", SAME]


class Ahead(TinyEncoder):
    """Takes so many passages before it yields the first, as one that uses all processors does."""

    def __init__(self, ahead):
        super().__init__()
        self.ahead, self.given = ahead, []

    def encode_passages(self, passages):
        taken = []
        for passage in passages:
            self.given.append(passage.text)
            taken.append(passage)
            if len(taken) > self.ahead:
                yield from super().encode_passages([taken.pop(0)])
        yield from super().encode_passages(taken)


@pytest.fixture
def store(tmp_path):
    """A library of one report without numbers: where its clauses say the same, so do passages."""
    clauses = "".join(f"\n\n{text}" for text in TEXTS)
    source = Source("a.txt", f"RAPPORT\n\nUn lac et un pont.{clauses}\n".encode())
    store = Store(tmp_path)
    store.put_report(parse_report(source), source.data, source.sha256)
    yield store
    store.close()


@pytest.mark.parametrize("in_a_step", [1, 2, 3, 100])
@pytest.mark.parametrize("ahead", [0, 1, 4, 100])
def test_however_far_the_encoder_goes_ahead_all_is_stored_step_by_step(
    store, monkeypatch, in_a_step, ahead
):
    monkeypatch.setattr("retrieval.embedding.CLAUSES_IN_A_STEP", in_a_step)
    encoder = Ahead(ahead)
    vectors = VectorStore(store, encoder.fingerprint)
    pending = len(vectors.pending())
    told = []
    embedded = embed_pending(vectors, encoder, lambda *step: told.append(step))
    assert (pending, vectors.pending()) == (len(TEXTS) + 2, [])
    # A text that stands in several steps is embedded once, though the first is not stored yet.
    assert len(encoder.given) == len(set(encoder.given)) == embedded.total()
    steps = [*range(in_a_step, pending, in_a_step), pending]
    assert told == [("embedding", done, pending) for done in steps]


def test_a_step_is_stored_while_the_encoder_has_the_next_before_it(store, monkeypatch):
    monkeypatch.setattr("retrieval.embedding.CLAUSES_IN_A_STEP", 2)
    encoder = Ahead(3)
    vectors = VectorStore(store, encoder.fingerprint)
    given_at, put = [], vectors.put
    monkeypatch.setattr(
        vectors, "put", lambda *step: (given_at.append(len(encoder.given)), put(*step))
    )
    embed_pending(vectors, encoder)
    assert given_at[0] == 5  # the two of the step, and three of those after it


def test_the_packaged_encoder_has_passages_before_it_when_it_yields_one(encoder):
    texts = [f"La clause {number}." for number in range(200)]
    passages = [
        Passage(Place("a", n), 0, 0, len(text), text, str(n).encode(), (len(text),))
        for n, text in enumerate(texts)
    ]
    taken = []
    coming = encoder.encode_passages(taken.append(p) or p for p in passages)
    yielded = [passage for passage, _ in islice(coming, 3)]
    assert yielded == passages[:3]
    assert 3 < len(taken) < 200  # some ahead, not all: a library has millions
    coming.close()
