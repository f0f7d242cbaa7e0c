"""Markdown texts: numbers as typed, headings, tables, what is left out."""

import pytest

from ingest.errors import UnreadableFile
from ingest.pipeline import Source, parse_report
from ingest.readers.markdown import read_markdown


def blocks_of(text):
    return read_markdown(text.encode(), "report.md")[0]


def texts_of(text):
    return [block.text for block in blocks_of(text)]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("1. un\n2. deux", ["1. un", "2. deux"]),
        ("3. un\n3. deux\n7. trois", ["3. un", "3. deux", "7. trois"]),  # never counted anew
        ("1) un\n2) deux", ["1) un", "2) deux"]),
        ("1. un\n   a) bas\n   b) haut", ["1. un", "a) bas", "b) haut"]),  # no list in Markdown
        ("a) un\nb) deux\nsuite", ["a) un", "b) deux suite"]),
        ("1. un\n\n   suite\n\n2. deux", ["1. un", "suite", "2. deux"]),
        ("1. un\n   1. bas\n2. deux", ["1. un", "1. bas", "2. deux"]),
        ("- un\n- deux", ["un", "deux"]),
        ("1. - un", ["1. un"]),
        ("1.\n2. deux", ["1.", "2. deux"]),  # an item without words
        ("1\\. un", ["1. un"]),
        ("Le texte\nva à la ligne.", ["Le texte va à la ligne."]),
        ("Le texte  \nva à la ligne.", ["Le texte va à la ligne."]),  # a hard break
        ("Le Conseil :\n2. décide", ["Le Conseil :", "2. décide"]),
        ("١. يقرر\n٢. يدعو", ["١. يقرر", "٢. يدعو"]),
        ("    1. en retrait", ["1. en retrait"]),  # no code in a report
        ("un **gras** [lien](http://x) `code` &eacute; &amp;", ["un gras lien code é &"]),
        ("un <b>gras</b> <!-- x -->", ["un gras"]),
        ("<div><p>un</p><script>alert(1)</script></div>", ["un"]),
        ("<!-- brouillon -->\n\nun", ["un"]),
        ("> un\n\n---\n\ndeux", ["un", "deux"]),
        ("```\nun\ndeux\n```", ["un", "deux"]),
        ("![image](x.png) un", ["un"]),
        ("\r\nun\r\n\r\ndeux", ["un", "deux"]),
        (f"{'> ' * 40}un", ["un"]),  # nested deep
    ],
)
def test_paragraphs_and_items_keep_their_words_and_numbers(text, texts):
    assert texts_of(text) == texts


def test_headings_have_their_level():
    assert [(b.text, b.level) for b in blocks_of("# Loi\n\n### Titre I\n\nObjet\n---\n\nun")] == [
        ("Loi", 1), ("Titre I", 3), ("Objet", 2), ("un", 0),
    ]  # fmt: skip


def test_rows_of_a_table_are_data():
    found = blocks_of("| Pays | Sièges |\n|---|---|\n| Niger | 12 |\n\nun")
    assert [(b.text, b.table) for b in found] == [
        ("Pays\tSièges", True), ("Niger\t12", True), ("un", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("---\ntitle: Loi\ndate: 2019\n---\n\nun", ["un"]),
        ("---\n\nun\n\n---\n\ndeux", ["un", "deux"]),  # two lines drawn, and a text
        ("\ufeff---\ntitle: Loi\n---\nun", ["un"]),
    ],
)
def test_front_matter_is_left_out(text, texts):
    assert texts_of(text) == texts


def test_notes_are_left_out_and_told():
    text = "1. un[^a] deux[^b]\n\n[^a]: Voir\n    plus bas.\n[^b]: Ibid.\n\n2. trois"
    blocks, doubts = read_markdown(text.encode(), "report.md")
    assert [b.text for b in blocks] == ["1. un deux", "2. trois"]
    assert [(d.code, d.values) for d in doubts] == [
        ("footnotes", {"count": 2, "text": "Voir plus bas.", "notes": "Voir plus bas.\nIbid."})
    ]


def test_the_tree_of_a_text_has_its_numbers():
    text = b"# Accord\n\n## Titre I\n\n5. un :\n   a) deux ;\n   b) trois.\n6. quatre\n"
    clauses = parse_report(Source("report.md", text)).clauses
    assert [c.key for c in clauses if c.part == "body"] == ["5", "5.a", "5.b", "6"]


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableFile, match=r"report\.md is not a text file"):
        read_markdown(b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(200), "report.md")
