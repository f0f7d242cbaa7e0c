"""What holds for every text and every file."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clause_titles import find_titles
from ingest.cleaning import join_lines, without_ligatures
from ingest.errors import UnreadableFile
from ingest.layout import lay_out
from ingest.models import ParsedReport, Source
from ingest.new_texts import find_new_texts
from ingest.numbers import find_numbers
from ingest.outline import find_outline
from ingest.pipeline import parse_report
from ingest.plain import from_plain, to_plain
from ingest.readers.text import read_text
from ingest.references import find_clause_mentions
from ingest.running_heads import drop_running_heads

# Lines that mean something to the reader, so that they meet in every order.
TELLING = [
    "", "", "\f", "1. a", "2. b.", "3. c.", "4.", "5. e.", "2019. f.", "1) a.", "2) b.", "(a) a;",
    "(b) b;", "(i) i;", "(ii) ii.", "a) a.", "b)", "b) b.", "Article premier", "Article 2", "Art.",
    "Article 2 bis", "Article ſecond", "المادة ٢", "(أ) a.", "(هـ) e.", "١- a", "٢- b", "Préambule",
    "Annexe I", "ملحق", "Fait à Lestan", "Titre", "Lestan, 3 mai 2019", " mot", "socio-", "socio",
    "\u00ad", "mot\u00ad", "ﬁn", "Il a décidé de ce qui suit, en présence de tous les membres :",
    "Il a pris acte des progrès accomplis au cours des neuf derniers mois grâce à la volonté.",
]  # fmt: skip
LINES = st.lists(st.sampled_from(TELLING) | st.text(max_size=40), min_size=1, max_size=40)
TEXTS = LINES.map("\n".join) | LINES.map("\n\n".join) | st.text(max_size=300)


def parse(text):
    """Parse a text; None for one without words, which is refused."""
    try:
        return parse_report(Source("report.txt", text.encode(errors="replace")))
    except UnreadableFile:
        return None


def read_lines(text):
    """Return the lines of a text that has words, running heads left out."""
    blocks, _ = read_text(text.encode(errors="replace"), "report.txt")
    return drop_running_heads(blocks)[0]


def paragraphs(text):
    return {words for part in text.split("\n\n") if (words := part.strip())}


def letters(text):
    return [character for character in text if character.isalnum()]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_clause_is_an_exact_span_in_order_and_apart(text):
    if parsed := parse(text):
        assert parsed.clauses
        for clause in parsed.clauses:
            assert 0 <= clause.start <= clause.end <= len(parsed.report.text)
            assert clause.text == parsed.report.text[clause.start : clause.end]
        assert all(a.end <= b.start for a, b in pairwise(parsed.clauses))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_what_no_clause_holds_is_a_number_or_a_heading(text):
    if not (parsed := parse(text)):
        return
    laid = lay_out(join_lines(read_lines(text)))
    assert laid.text == parsed.report.text
    numbers = find_numbers(laid)
    titles = find_titles(laid, numbers.all)
    outline = find_outline(laid, numbers, titles, find_new_texts(laid, numbers.body))
    headings = {heading.strip() for heading in outline.texts.values()}
    titled = {
        number.label.num: titles[number.offset].text
        for number in numbers.all
        if number.offset in titles
    }
    at = 0
    for clause in parsed.clauses:
        between = laid.text[at : clause.start].strip()
        if not clause.text:  # it stands where those below it begin: its number is between
            headings.add(clause.num)
            continue
        title = clause.heading.rpartition(" > ")[2] if clause.num in titled else ""
        if title and between.endswith(title):
            between = between.removesuffix(title).rstrip()
        assert between.endswith(clause.num)
        assert paragraphs(between.removesuffix(clause.num)) <= headings
        at = clause.end
    assert paragraphs(laid.text[at:]) <= headings


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_letter_of_the_lines_is_in_the_report(text):
    if parsed := parse(text):
        lines = "".join(without_ligatures(line.text) for line in read_lines(text))
        assert letters(parsed.report.text) == letters(lines)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_is_read_the_same_twice(text):
    assert parse(text) == parse(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-16")))
def test_any_bytes_are_read_or_refused(data):
    try:
        parsed = parse_report(Source("report.txt", data))
    except UnreadableFile as error:
        assert str(error).startswith("report.txt")  # noqa: PT017 - either outcome is right
    else:
        assert parsed.clauses


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*TELLING, "paragraphe ", "clause ", "§ 3", "(a)", ".b"])))
def test_mentions_are_spans_in_order_and_apart(pieces):
    text = " ".join(pieces)
    mentions = list(find_clause_mentions(text))
    assert all(mention.key and text[mention.start : mention.end] for mention in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_spans_and_the_gaps_between_them_rebuild_the_text(text):
    if parsed := parse(text):
        pieces, at = [], 0
        for clause in parsed.clauses:
            pieces += [parsed.report.text[at : clause.start], clause.text]
            at = clause.end
        assert "".join([*pieces, parsed.report.text[at:]]) == parsed.report.text


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_crosses_to_another_process_is_the_same_there(text):
    if parsed := parse(text):
        assert from_plain(ParsedReport, json.loads(json.dumps(to_plain(parsed)))) == parsed


def test_very_many_lines_are_read():
    # Each of these took minutes when the text was gone through again for each line, or letter.
    for text in (
        "1. a\n" * 20_000,
        "1. a\n\n" * 20_000,
        "(i) a\n\n" * 20_000,
        ("a\n" * 30 + " b\n") * 2_000,
        ("mot " * 20 + "\n") * 10_000,
        "." * 200_000,
        (". " * 2_000 + "x\n") * 50,
        "1. Paix.\n\n" + "a" * 300_000,
    ):
        assert parse(text).clauses
