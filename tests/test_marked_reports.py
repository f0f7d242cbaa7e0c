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
        elif key.lstrip("+") != "-":
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
        ("eu-implementing-en", "annex-1.1", "ANNEX I > RESTRICTED ZONES > PART I"),
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


@pytest.mark.parametrize("file", ["numbered.docx", "table-then-closing-libreoffice.pdf"])
def test_numbers_that_word_counts_are_those_that_are_printed(file):
    """Levels, an override of a level, a restart at 7, and the closing right below a table."""
    data = (MARKED.parent / file).read_bytes()
    nums = [clause.num for clause in parse_report(Source(file, data)).clauses if clause.num]
    assert nums == [
        "Article 1 -", "Article 2 -", "2.1", "2.2", "(a)", "(b)", "i)", "ii)", "(c)", "2.3",
        "Article 7 -", "Article 8 -", "8.1", "8.2", "(i)", "(ii)",
    ]  # fmt: skip
    assert parse_report(Source(file, data)).clauses[-1].text.startswith("Fait à Tiva")


@pytest.mark.parametrize(
    "sentence",
    [
        "Section 12 of the Act applies to all members of the Board.",
        "Chapter II of the Charter applies, save as follows.",
    ],
)
def test_a_sentence_about_a_division_is_no_heading(sentence):
    text = f"THE BOARD ACT\n\n1. The Board is set up.\n\n{sentence}\n\n2. The Board meets."
    clauses = parse_report(Source("act.txt", text.encode())).clauses
    assert clauses[1].text == f"The Board is set up.\n\n{sentence}"
    assert clauses[2].heading == ""


@pytest.mark.parametrize(
    ("heading", "annex"),
    [
        ("SCHEDULE 2", True),
        ("Schedule 2 Fees", True),
        ("FIRST SCHEDULE (Article 6)", True),
        ("The Schedule", True),
        ("Schedule of meetings", False),
        ("Schedule 2 sets out the fees", False),
    ],
)
def test_schedules_are_annexes(heading, annex):
    text = f"AN ACT\n\n1. It applies.\n\n2. It ends.\n\n{heading}\n\n1. Fifty crowns."
    clauses = parse_report(Source("act.txt", text.encode())).clauses
    assert (clauses[-1].key == "annex-1.1") is annex


def test_paragraphs_above_lettered_lists_are_said_to_be_counted():
    text = text_of(rows_of("ecowas-letters-fr"))
    parsed = parse_report(Source("a.txt", text.encode()))
    assert [doubt.code for doubt in parsed.doubts] == ["no-numbers"]
    assert [c.eid for c in parsed.clauses if c.key == "2.b"] == ["para_2__subpara_b"]


@pytest.mark.parametrize(
    "text",
    [
        # No paragraph after the list: the letters are the clauses.
        "DECLARATION\n\nThe Ministers agree:\n\n(a) to meet;\n\n(b) to write.",
        # No colon before it.
        "NOTES\n\n(a) The first of them.\n\n(b) The second.\n\nThe Ministers met in Tiva in May.",
    ],
)
def test_letters_that_are_the_clauses_of_a_report_stay_so(text):
    keys = [clause.key for clause in parse_report(Source("a.txt", text.encode())).clauses]
    assert keys[-2:] == ["a", "b"]


@pytest.mark.parametrize(
    ("paragraphs", "keys"),
    [
        (["4. One.", "5. Two.", "5A. Three.", "5B. Four.", "6. Five."], "4 5 5a 5b 6"),
        (["Article 7", "One.", "Article 7a", "Two.", "Article 8", "Three."], "7 7a 8"),
        (["1.—(1) One.", "(2) Two.", "2.—(1) Three.", "(2) Four."], "1 1.1 1.2 2 2.1 2.2"),
    ],
)
def test_inserted_numbers_keep_their_letters(paragraphs, keys):
    parsed = parse_report(Source("a.txt", "\n\n".join(["AN ACT", *paragraphs]).encode()))
    assert [c.key for c in parsed.clauses if c.key != "front"] == keys.split()
    assert {doubt.code for doubt in parsed.doubts} <= {"numbering-begins"}


def test_a_text_and_its_arabic_translation_beside_it_are_read_one_after_the_other():
    """A printed row holds both: the words of each are read in their own direction."""
    file = MARKED.parent / "parallel-fr-ar-chromium.pdf"
    parsed = parse_report(Source(file.name, file.read_bytes()))
    numbered = [clause for clause in parsed.clauses if clause.num]
    assert [c.num for c in numbered] == [
        *(f"Article {n}" for n in range(1, 5)), *(f"المادة {n}" for n in range(1, 5)),
    ]  # fmt: skip
    assert "\n\nاتفقت على ما يلي:\n\n" in parsed.report.text
    assert "numbering-repeat" in {doubt.code for doubt in parsed.doubts}
