"""The nearest clauses."""

import threading

import numpy as np
import pytest

from ingest.models import Place
from retrieval import dense, index_writer
from retrieval.index_files import DamagedIndex
from retrieval.search import at_once, nearest
from tests.index_making import make_index, make_passage

A, B = Place("a", 0), Place("b", 0)
PLACES = (A, A, Place("a", 1), B, Place("b", 1))
# The cosine with (1, 0) of each row of the index.
COSINES = (0.5, 0.9, 0.7, 0.7, -0.2)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    """An index over vectors of two dimensions; every passage is a whole clause unless said."""

    def make(rows, places, texts=None, wholes=None):
        numbers = range(len(places))
        passages = [
            make_passage(row, place, text, key=str(whole))
            for row, place, text, whole in zip(
                rows, places, texts or [""] * len(places), wholes or numbers, strict=True
            )
        ]
        return make_index(tmp_path_factory.mktemp("index"), passages)

    return make


def at_cosine(*cosines):
    return [(cosine, np.sqrt(1 - cosine**2)) for cosine in cosines]


@pytest.fixture(scope="module")
def index(indexed):
    return indexed(at_cosine(*COSINES), PLACES)


QUERY = np.array([1, 0], dtype=np.float32)
ALL = [(A, 0.9), (Place("a", 1), 0.7), (B, 0.7), (Place("b", 1), -0.2)]


@pytest.mark.parametrize(
    ("limit", "reports", "found"),
    [
        (4, (), ALL),  # the best window of a clause counts; equal scores in the library's order
        (1, (), ALL[:1]),
        (3, (), ALL[:3]),
        (100, (), ALL),  # more than there are
        (5, ["b"], ALL[2:]),
        (1, ["b"], ALL[2:3]),
        (5, ["b", "a"], ALL),
        (5, ["nowhere"], []),
    ],
)
def test_nearest_clauses_come_first(limit, reports, found, index):
    among = index.rows_of(reports) if reports else None
    nearby = nearest(index, "", QUERY, limit, among)
    assert [hit.place for hit in nearby] == [place for place, _ in found]
    assert [hit.score for hit in nearby] == pytest.approx([score for _, score in found])
    assert [hit.row for hit in nearby if hit.place == A] in ([], [1])


def test_windows_of_one_clause_do_not_crowd_out_the_others(indexed):
    # Three hundred windows of one clause are nearer than the only one of the other.
    crowded = indexed([[1, 0]] * 300 + [[0, 1]], (A,) * 300 + (B,))
    assert [hit.place for hit in nearest(crowded, "", QUERY, 2)] == [A, B]


@pytest.mark.parametrize("best", [0, 1, 299])
def test_best_window_of_a_clause_is_told(best, indexed):
    # The clause before it, of another report, ends at the same position.
    cosines = [0.5] * 300
    cosines[best] = 0.9
    index = indexed(at_cosine(0.1, 0.1, *cosines), (A, A, *(B,) * 300))
    first, second = nearest(index, "", QUERY, 2)
    assert (first.place, first.row) == (B, 2 + best)
    assert second.place == A


def test_empty_index_finds_nothing(indexed):
    assert nearest(indexed([], ()), "puits", QUERY, 5) == []


def test_shared_words_part_clauses_of_nearly_one_meaning(indexed):
    other = Place("a", 1)
    index = indexed(
        at_cosine(0.795, 0.79), (A, other), ["Les barrages de Lestan.", "Les puits de Lestan."]
    )
    found = nearest(index, "Combien de puits ?", QUERY, 2)
    assert [hit.place for hit in found] == [other, A]
    assert [hit.cosine for hit in found] == pytest.approx([0.79, 0.795])
    assert found[0].score == pytest.approx(found[0].cosine + found[0].bm25)


def test_words_of_the_whole_clause_count_for_its_subclauses(indexed):
    places = (A, Place("a", 1), Place("a", 2))
    texts = ["Les puits :", "sont curés.", "sont curés."]
    index = indexed(at_cosine(0.1, 0.8, 0.8), places, texts, wholes=(0, 0, 1))
    assert nearest(index, "puits", QUERY, 1)[0].place == places[1]


def test_what_only_words_find_is_found_and_keeps_to_the_reports_asked(indexed):
    # So many windows are nearer that meaning alone never comes to the clause with the word.
    places = [*(Place("a", n) for n in range(400)), B]
    texts = ["Rien."] * 400 + ["Les puits artésiens."]
    index = indexed(at_cosine(*[0.5] * 400, 0.49), places, texts)
    assert nearest(index, "puits artésiens", QUERY, 1)[0].place == B
    in_a = index.rows_of(["a"])
    assert {hit.place.report_id for hit in nearest(index, "puits", QUERY, 3, in_a)} == {"a"}


def test_a_large_index_is_searched_by_meaning_and_words_at_once_and_finds_the_same(
    indexed, monkeypatch
):
    places = [Place("a", n) for n in range(400)]
    texts = [f"Les puits {n}." for n in range(400)]
    found = []
    for most in (1_000, 100):
        monkeypatch.setattr(dense, "EXACT_ROWS", most)
        monkeypatch.setattr(index_writer, "EXACT_ROWS", most)
        index = indexed(at_cosine(*np.linspace(-0.5, 0.5, 400)), places, texts)
        threads = set()
        searched = index.words.search

        def told(*given, searched=searched, threads=threads):
            threads.add(threading.get_ident())
            return searched(*given)

        monkeypatch.setattr(index.words, "search", told)
        found.append(nearest(index, "puits 7", QUERY, 48))
        assert (threads == {threading.get_ident()}) == (most == 1_000)
    assert [hit.place for hit in found[0]] == [hit.place for hit in found[1]]


@pytest.mark.parametrize("failing", ["one", "other"])
def test_what_one_of_two_searches_raises_is_raised(failing):
    def search(name):
        if name == failing:
            raise DamagedIndex(name)

    with pytest.raises(DamagedIndex, match=failing):
        at_once(lambda: search("one"), lambda: search("other"))
