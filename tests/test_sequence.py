"""Which printed numbers are clauses: the sequence decides."""

import pytest

from ingest.candidates import Candidate
from ingest.models import Source
from ingest.numbering import read_labels
from ingest.pipeline import parse_report
from ingest.sequence import OpenSequences


def accept(lines, prefix=""):
    """Give each line to the sequences as the first of a paragraph."""
    candidates = [
        Candidate(offset, tuple(labels), firm=True)
        for offset, line in enumerate(lines)
        if (labels := read_labels(line + " Mot"))
    ]
    sequences = OpenSequences(candidates, prefix)
    return [numbered for c in candidates if (numbered := sequences.accept(c))]


def keys(printed):
    return [numbered.key for numbered in accept(printed.split())]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1. 2. 3.", "1 2 3"),
        ("1. 2019. 2.", "1 2"),  # a year is no clause
        ("1. 2. 12) 3.", "1 2 3"),  # nor is a number of another style that nothing leads to
        ("5. 6. 7.", "5 6 7"),  # an extract begins anywhere
        ("7. 2019.", ""),  # but a lone number other than 1 begins nothing
        ("1.", "1"),  # a lone 1. at the top does
        ("1. a) b) 2. a) b)", "1 1.a 1.b 2 2.a 2.b"),
        ("1. a) 2.", "1 2"),  # a lone letter is prose: others must follow
        ("1. (a) (i) (ii) (b) 2.", "1 1.a 1.a.i 1.a.ii 1.b 2"),  # under (a), a numeral
        ("1. (a) (b) (c) (d) (e) (f) (g) (h) (i) (j) 2.",
         "1 1.a 1.b 1.c 1.d 1.e 1.f 1.g 1.h 1.i 1.j 2"),  # after (h), a letter
        ("1. (a) (i) (ii) (iii) (iv) (v) (vi) (b)",
         "1 1.a 1.a.i 1.a.ii 1.a.iii 1.a.iv 1.a.v 1.a.vi 1.b"),
        ("1. (أ) (ب) (ج) (د) (هـ) (و) 2.", "1 1.a 1.b 1.c 1.d 1.e 1.f 2"),
        ("1. a) b) c) d) e) f) g) h) i) j) k) l) m) n) o) p) q) r) s) t) u) v) w) x) y) z) aa) bb)",
         "1 " + " ".join(f"1.{c}" for c in "abcdefghijklmnopqrstuvwxyz") + " 1.aa 1.bb"),
        ("1. a) aa) bb) b)", "1 1.a 1.a.aa 1.a.bb 1.b"),
        ("1. 2, 3.", "1 2 3"),  # a comma, as a scan may be read
        ("1, 2, 3,", ""),  # but no numbering is printed so
        ("1. 3, 2.", "1 2"),
    ],
)  # fmt: skip
def test_numbers_that_go_on_with_a_sequence_count(printed, expected):
    assert keys(printed) == expected.split()


@pytest.mark.parametrize(
    ("printed", "expected", "gaps"),
    [
        ("1. 2. 4. 5.", "1 2 4 5", {"4": "2"}),
        ("1. 2. 5.", "1 2 5", {"5": "2"}),  # the widest gap that is believed
        ("1. 2. 6.", "1 2", {}),  # farther on it is something else
        ("1. a) b) d) 2.", "1 1.a 1.b 1.d 2", {"1.d": "b"}),
    ],
)
def test_gaps_are_believed_when_small_and_told(printed, expected, gaps):
    numbered = accept(printed.split())
    assert [n.key for n in numbered] == expected.split()
    assert {n.key: n.after_gap for n in numbered if n.after_gap} == gaps


def test_a_gap_needs_the_start_of_a_paragraph():
    first, fourth = (Candidate(n, tuple(read_labels(f"{n}. mot")), n == 1) for n in (1, 4))
    sequences = OpenSequences([first, fourth])
    assert sequences.accept(first)
    assert sequences.accept(fourth) is None


@pytest.mark.parametrize(
    ("printed", "repeated"),
    [
        ("1. 2. 1. 2.", [False, False, True, False]),  # the numbering began again
        ("1. 2. 3.", [False, False, False]),
    ],
)
def test_a_numbering_that_begins_again_is_told(printed, repeated):
    assert [n.repeated for n in accept(printed.split())] == repeated


def test_a_lone_second_1_is_prose():
    assert keys("1. 2. 1.") == ["1", "2"]


@pytest.mark.parametrize(
    "suffixes",
    [
        ["", " bis"],
        ["", " bis", " ter", " quater", " quinquies", " sexies", " septies", " octies"],
    ],  # in their Latin order, which is not that of the alphabet
)
def test_inserted_articles_follow_in_latin_order(suffixes):
    lines = [f"Article 3{suffix}." for suffix in suffixes]
    expected = [f"3{suffix.strip()}" for suffix in suffixes]
    assert [n.key for n in accept([*lines, "Article 4."])] == [*expected, "4"]


def test_numbers_of_an_annex_carry_its_prefix():
    numbered = accept(["1.", "a)", "b)"], prefix="annex-2")
    assert [(n.key, n.eid, n.depth) for n in numbered] == [
        ("annex-2.1", "annex_2__para_1", 2),
        ("annex-2.1.a", "annex_2__para_1__subpara_a", 3),
        ("annex-2.1.b", "annex_2__para_1__subpara_b", 3),
    ]


def test_a_share_at_the_start_of_a_line_is_no_clause_but_a_point_in_lower_case_is():
    lines = ["12. Requests", "12.5 per cent of the posts", "13. Decides", "13.1 à la demande",
             "13.2 à la majorité"]  # fmt: skip
    candidates = [
        Candidate(offset, tuple(labels), firm=True)
        for offset, line in enumerate(lines)
        if (labels := read_labels(line))
    ]
    sequences = OpenSequences(candidates)
    found = [numbered.key for c in candidates if (numbered := sequences.accept(c))]
    assert found == ["12", "13", "13.1", "13.2"]


def test_a_line_that_names_the_next_article_is_none():
    text = (
        "Article 47. The election is held sixty days before, in the conditions of\n"
        "Article 48.\n\nArticle 48. The President takes an oath.\n\nArticle 49. He presides."
    )
    clauses = parse_report(Source("a.txt", text.encode())).clauses
    assert [(clause.key, clause.text) for clause in clauses] == [
        ("47", "The election is held sixty days before, in the conditions of Article 48."),
        ("48", "The President takes an oath."),
        ("49", "He presides."),
    ]
