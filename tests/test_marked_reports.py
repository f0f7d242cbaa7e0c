"""Reports of many genres with their true clauses, as text and as printed pages.

A line of a file in `cases/marked` is a paragraph: `key|number as printed|words`. Key `-` is a
heading, `=` goes on with the clause before, `+` stands on the line of the paragraph before; a
line without `|` is where the text was wrapped.
"""

from pathlib import Path

import pytest

from ingest.pipeline import Source, parse_report

MARKED = Path(__file__).parent / "cases" / "marked"


def rows_of(name):
    rows = []
    for line in (MARKED / f"{name}.txt").read_text("utf-8").splitlines():
        if "|" in line:
            rows.append(line.split("|", 2))
        else:
            rows[-1][2] += f"\n{line}"
    return rows


def text_of(rows):
    text = ""
    for key, num, words in rows:
        text += " " if key.startswith("+") else "\n\n"
        text += " ".join(filter(None, [num, words]))
    return text.lstrip()


def true_clauses(rows):
    clauses = []
    for key, _, words in rows:
        if key == "=":
            clauses[-1][1] += f" {words}"
        elif key != "-":
            clauses.append([key.lstrip("+"), words])
    return [(key, words.split()) for key, words in clauses if key != "front"]


def read(name, data):
    clauses = parse_report(Source(name, data)).clauses
    return [(clause.key, clause.text.split()) for clause in clauses if clause.key != "front"]


@pytest.mark.parametrize("name", sorted(file.stem for file in MARKED.glob("*.txt")))
def test_a_text_is_read_into_its_true_clauses(name):
    rows = rows_of(name)
    assert read(f"{name}.txt", text_of(rows).encode()) == true_clauses(rows)


@pytest.mark.parametrize("file", sorted(MARKED.glob("*.pdf")), ids=lambda file: file.stem)
def test_a_printed_report_is_read_into_its_true_clauses(file):
    """With running heads and page numbers, on small pages, with and without space or indents."""
    rows = rows_of(file.stem.partition("--")[0])
    assert read(file.name, file.read_bytes()) == true_clauses(rows)


@pytest.mark.parametrize(
    ("name", "key", "heading"),
    [
        ("us-one-line-en", "ii.3", ""),
        ("philippine-en", "iv.1.2", "Citizenship"),
        ("run-in-titles-en", "2", "CHAPTER I – THE STATE > Supremacy of the Constitution"),
        ("run-in-titles-en", "5.1.a", "CHAPTER II – CITIZENSHIP > Citizens by registration"),
        ("ecowas-communique-en", "7", "On Guinea-Bissau:"),
    ],
)
def test_titles_are_headings(name, key, heading):
    clauses = parse_report(Source("a.txt", text_of(rows_of(name)).encode())).clauses
    assert next(clause.heading for clause in clauses if clause.key == key) == heading


def test_a_second_text_has_its_own_title_preamble_and_clauses():
    rows = rows_of("au-decisions-en")
    clauses = parse_report(Source("a.txt", text_of(rows).encode())).clauses
    heading = "Assembly/AU/Dec.252(XIV) > DECISION ON THE SCALE OF ASSESSMENT"
    assert [(c.key, c.eid) for c in clauses if c.heading == heading] == [
        ("PP1", "preamble__para_1_2"),
        ("1", "para_1_2"),
        ("2", "para_2_2"),
        ("3", "para_3_2"),
    ]
