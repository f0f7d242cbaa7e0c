"""Late interaction: found clauses are compared with the question word by word."""

import numpy as np
import pytest

from ingest.models import Clause, Kind, Part, Place
from ingest.vectors import EmbeddedQuery, Pending
from retrieval.late_interaction import compared
from retrieval.models import Found
from retrieval.passages import make_passages
from retrieval.row_table import Marks
from retrieval.token_codes import encode_tokens

A, B, C = (Place("rapport", n) for n in range(3))
EAST, NORTH, WEST = np.array(
    [[3, 1, 3, 1] * 8, [1, -3, -1, 3] * 8, [-3, -1, -3, -1] * 8], dtype=np.float32
)


def query(*words, weights=None):
    tokens = np.array(words, dtype=np.float32).reshape(-1, 32)
    tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
    share = np.array(weights or [1 / max(len(words), 1)] * len(words), dtype=np.float32)
    return EmbeddedQuery(np.zeros(32, dtype=np.float32), tokens, share)


def found(place, score, bm25=0.0):
    return Found(place, score, score - bm25, bm25, Marks(0, 0))


def codes(*words):
    return encode_tokens(np.array(words))


@pytest.mark.parametrize(
    ("question", "clauses", "order"),
    [
        # The nearest word counts, not the mean of all: A has the word among others.
        (query(EAST), [codes(WEST, NORTH, EAST), codes(NORTH)], [A, B]),
        # Every word of the question looks for its own.
        (query(EAST, NORTH), [codes(EAST), codes(NORTH, EAST)], [B, A]),
        # A word that tells more counts more.
        (query(EAST, NORTH, weights=[0.9, 0.1]), [codes(NORTH), codes(EAST)], [B, A]),
        # Of many words one is near by chance: of two clauses as near the shorter comes first.
        (query(EAST), [codes(EAST, WEST, NORTH, WEST), codes(EAST)], [B, A]),
        # Equal likeness keeps the order of the search.
        (query(EAST), [codes(EAST), codes(EAST)], [A, B]),
        # A clause that was not compared stands below those that were.
        (query(EAST), [b"", codes(WEST)], [B, A]),
        # A question without words, or an encoder without token vectors, changes nothing.
        (query(), [codes(WEST), codes(EAST)], [A, B]),
        (query(EAST), [], [A, B]),
        (query(EAST), [b"", b""], [A, B]),
    ],
)
def test_clauses_are_ordered_by_their_nearest_words(question, clauses, order):
    again = compared([found(A, 0.9), found(B, 0.8)], question, clauses)
    assert [f.place for f in again] == order
    assert [f.score for f in again] == sorted((f.score for f in again), reverse=True)


def test_words_in_common_still_count():
    first = found(A, 0.9)
    shares = found(B, 0.85, bm25=0.05)
    both = [codes(EAST), codes(EAST)]
    assert [f.place for f in compared([first, shares], query(EAST), both)] == [B, A]


def test_what_a_clause_lacks_is_told():
    near, far = compared([found(A, 0.9), found(B, 0.8)], query(EAST, NORTH), [
        codes(EAST, NORTH), codes(EAST)
    ])  # fmt: skip
    assert near.likeness == pytest.approx(1, abs=0.1)
    # Each of the two words counts half, which is told beside the root of their squares; the first
    # tells most, and both clauses have it.
    assert (near.missed, far.missed) == (pytest.approx(0, abs=0.1), pytest.approx(0.71, abs=0.1))
    assert (near.telling, far.telling) == pytest.approx((1, 1), abs=0.2)


def test_the_only_word_of_a_question_lacks_no_more_than_each_of_many():
    (one,) = compared([found(A, 0.9)], query(EAST), [codes(NORTH)])
    (many,) = compared([found(A, 0.9)], query(*[EAST] * 9), [codes(NORTH)])
    # Each of the nine weighs a ninth; by that alone they would lack a ninth of it.
    assert one.missed == pytest.approx(3 * many.missed, rel=0.01)


def test_clauses_not_compared_keep_their_order_and_distances():
    three = [found(A, 0.9), found(B, 0.8), found(C, 0.7)]
    again = compared(three, query(EAST), [b"", codes(EAST)])
    assert [f.place for f in again] == [B, A, C]
    assert again[1].score - again[2].score == pytest.approx(0.2)


def test_encoder_gives_vectors_of_words_and_none_of_signs(encoder):
    asked = encoder.embed_query("Quel mandat, pour combien ?")
    assert np.linalg.norm(asked.tokens, axis=1) == pytest.approx(1, abs=1e-5)
    assert asked.weights.sum() == pytest.approx(1, abs=1e-5)
    assert len(asked.tokens) == len(encoder.embed_query("Quel mandat pour combien").tokens)
    assert np.array_equal(asked.vector, encoder.encode_query("Quel mandat, pour combien ?"))


@pytest.mark.parametrize("question", ["?", "…!?", "😀", ""])
def test_question_without_words_has_no_word_vectors(question, encoder):
    assert encoder.embed_query(question).tokens.shape == (0, 384)


def test_rare_words_tell_more(encoder):
    weights = encoder.embed_query("de MINUSMA").weights
    assert weights[0] < weights[1:].sum()


def test_title_and_heading_are_not_compared_word_by_word(encoder):
    clause = Clause(
        "1", "para_1", "1.", Part.BODY, Kind.PARAGRAPH, 1, "Le prix du riz monte.", 0, 21,
        heading="Chèvres et moutons de la vallée",
    )  # fmt: skip
    texts = [encoder.embed_query(text) for text in ("chèvres et moutons", "prix du riz")]
    (passage,) = make_passages(Pending(A, clause, "RAPPORT", "fr"), encoder.count_tokens, 500)
    ((_, embedding),) = encoder.encode_passages([passage])
    above, own = (compared([found(A, 0.8)], text, [embedding.token_codes])[0] for text in texts)
    assert above.likeness < own.likeness - 0.2


@pytest.fixture
def long_clause(make_library):
    """A library with a clause of six windows, with something of its own in the fourth."""
    points = [f"Le comité examine le point {n} de son ordre du jour." for n in range(180)]
    points[100] = "La chèvre broute dans la vallée."
    return make_library({"a.txt": f"RAPPORT\n\n1. {' '.join(points)}\n\n2. Le prix du riz.\n"})


def test_long_clause_is_compared_where_it_is_nearest(long_clause, encoder):
    question = "Où broute la chèvre ?"
    (hit, *_) = long_clause.search(question)
    assert hit.clause.key == "1"
    index = long_clause._index.current(encoder)
    (row, *_) = index.rows_at([Place(hit.report_id, 1)]).tolist()
    at_first = index.tokens.around([row])
    (elsewhere,) = compared([found(A, 0.8)], encoder.embed_query(question), at_first)
    assert hit.likeness > elsewhere.likeness + 0.1


def test_of_many_windows_those_beside_the_nearest_are_read(long_clause, encoder):
    # However long a clause is, comparing it takes as long as three windows.
    index = long_clause._index.current(encoder)
    report_id = long_clause.reports()[0].id
    stored = [
        codes
        for (codes,) in long_clause._store.read(
            "SELECT codes FROM passage JOIN token_codes USING (encoder, text_hash)"
            " WHERE position = 1 ORDER BY window"
        )
    ]
    assert len(stored) > 4
    rows = index.rows_at([Place(report_id, 1)]).tolist()
    beside = [b"".join(stored[max(0, n - 1) : n + 2]) for n in range(len(stored))]
    assert index.tokens.around(rows) == beside
