"""Which printed numbers are clauses: the sequence decides."""

from pathlib import Path

import pytest

from ingest.candidates import Candidate
from ingest.models import Source
from ingest.numbering import read_labels
from ingest.pipeline import parse_report, read_source
from ingest.sequence import OpenSequences

CASES = Path(__file__).parent / "cases"


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
        # Put in between two, as consolidated acts print it; "bb)" tells a list from "aa)".
        ("1. (a) (b) (ba) (bb) (c) (ca) (d) 2.", "1 1.a 1.b 1.ba 1.bb 1.c 1.ca 1.d 2"),
        ("1. (a) (aa) (b) (ba) (bb) (c)", "1 1.a 1.aa 1.b 1.ba 1.bb 1.c"),
        ("1. a) b) (i) (ii) c) ca) d)", "1 1.a 1.b 1.b.i 1.b.ii 1.c 1.ca 1.d"),
        ("1. (a) (i) (ia) (ii) (b)", "1 1.a 1.a.i 1.a.ia 1.a.ii 1.b"),
        ("1. (a) (b) (be) (c)", "1 1.a 1.b 1.c"),  # a word in brackets
        ("1. (ba) (bb) 2.", "1 2"),  # nothing begins so
        ("(1) (1a) (1b) (2) (3)", "1 1a 1b 2 3"),
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
        ("1. 2. 7. 8.", "1 2 7 8", {"7": "2"}),  # unless the next one follows, as in extracts
        ("1. 2. 52. 53.", "1 2 52 53", {"52": "2"}),
        ("1. 2. 53. 54.", "1 2", {}),  # but not however far
        ("12. 13. 2019. 2020.", "12 13", {}),
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


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["5. Une", "5.1 per cent of the budget", "6. Deux"], "5 6"),  # nothing goes on with it
        (["5. Une", "5.1 the budget", "5.2 the posts", "6. Deux"], "5 5.1 5.2 6"),
        (["5. Une", "5.1 The budget", "6. Deux"], "5 5.1 6"),  # a sentence of its own
        (["5. Une", "5.1 Le budget", "5.2 pour cent", "6. Deux"], "5 5.1 5.2 6"),
    ],
)
def test_a_decimal_before_small_letters_counts_where_the_next_follows(lines, expected):
    candidates = [Candidate(n, tuple(read_labels(line)), firm=True) for n, line in enumerate(lines)]
    sequences = OpenSequences(candidates)
    found = [numbered.key for c in candidates if (numbered := sequences.accept(c))]
    assert found == expected.split()


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


def test_a_list_that_a_web_page_counts_is_numbered_as_it_says_and_gaps_are_told():
    parsed = parse_report(read_source(CASES / "list-with-gap.html"))
    assert [clause.key for clause in parsed.clauses] == [
        "front", "1", "2", "2.a", "2.b", "2.h", "7", "90",
    ]  # fmt: skip
    assert [(d.code, d.values["before"], d.values["after"]) for d in parsed.doubts] == [
        ("numbering-gap", "b", "h"),
        ("numbering-gap", "2", "7"),
        ("numbering-gap", "7", "90"),
    ]


ITEMS = "<li>Le Conseil nomme.<li>Le gardien ouvre.<li>Le puits est clos.</ol>"


@pytest.mark.parametrize(
    ("page", "expected", "doubts"),
    [
        (f"<ol>{ITEMS}", "1 2 3", []),
        (f"<ol start=5>{ITEMS}", "5 6 7", ["numbering-begins"]),
        (f"<ol reversed>{ITEMS}", "3 2 1", ["numbering-begins", "numbering-gap", "numbering-gap"]),
        ("<ol start=4><li>Le Conseil nomme.</ol>", "4", ["numbering-begins"]),  # a lone one
        (
            "<ol><li>Un.<li>Deux.<li value=9>Neuf.<li value=4>Quatre.</ol>",
            "1 2 9 4",
            ["numbering-gap", "numbering-gap"],
        ),
        # Lists inside lists, numbered alike: browsers do so where a page does not say otherwise.
        ("<ol><li>Un :<ol><li>Rien.</ol><li>Deux.</ol>", "1 1.1 2", []),
        (
            f"<ol><li>Un.<ol>{ITEMS}<li>Deux.<ol>{ITEMS}<li>Trois.</ol>",
            "1 1.1 1.2 1.3 2 2.1 2.2 2.3 3",
            [],
        ),
    ],
)
def test_lists_that_begin_elsewhere_or_count_down_keep_their_numbers(page, expected, doubts):
    source = Source("a.html", f"<html><body><h1>Accord</h1>{page}</body></html>".encode())
    parsed = parse_report(source)
    assert [clause.key for clause in parsed.clauses][1:] == expected.split()
    assert [doubt.code for doubt in parsed.doubts] == doubts


def test_a_number_too_far_from_the_last_is_told():
    text = "Accord\n\n1. Le Conseil nomme.\n\n2. Le gardien ouvre.\n\n7. Le puits est clos.\n"
    parsed = parse_report(Source("a.txt", text.encode()))
    assert [clause.key for clause in parsed.clauses] == ["front", "1", "2"]
    assert [(d.code, dict(d.values)) for d in parsed.doubts] == [
        ("number-missed", {"before": "2", "after": "7"})
    ]


def test_thousands_of_headings_with_a_number_are_read_in_one_pass():
    """Each looks ahead for the paragraph that is counted next: only once for all."""
    text = "\n\n".join(["REPORT", "1. The Board met.", *["2. Title"] * 20_000, "2. It rose."])
    clauses = parse_report(Source("a.txt", text.encode())).clauses
    assert [clause.key for clause in clauses if clause.key != "front"][:2] == ["1", "2"]


def test_a_number_that_was_counted_before_is_told_if_it_is_read_as_words():
    """As where rows of a table were taken for the clauses below it."""
    text = "1. Il siège.\n\n2. Il vote.\n\n3. Puits du nord.\n\n4. Puits du sud.\n\n3. Il publie.\n"
    parsed = parse_report(Source("a.txt", f"Règlement\n\n{text}".encode()))
    told = [(doubt.code, doubt.values) for doubt in parsed.doubts]
    assert told == [("number-missed", {"before": "4", "after": "3"})]
