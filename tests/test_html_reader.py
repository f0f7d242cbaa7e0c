"""Web pages: their paragraphs, list numbers, tables and encodings."""

from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.pipeline import Source, parse_report, read_source
from ingest.readers.html import read_html

CASES = Path(__file__).parent / "cases"
ARABIC = "يقرر المجلس أن يبقي المسألة قيد النظر وأن تعقد الدورة في جدة."
FRENCH = "La réunion s’est tenue à Genève ; elle a coûté 3 €."


def blocks_of(page):
    data = page if isinstance(page, bytes) else page.encode()
    return read_html(data, "page.html")[0]


def texts_of(page):
    return [block.text for block in blocks_of(page)]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<ol><li>un<li>deux</ol>", ["1. un", "2. deux"]),
        ("<ol start=4><li>un<li>deux</ol>", ["4. un", "5. deux"]),
        ("<ol start=0><li>un<li>deux</ol>", ["0. un", "1. deux"]),
        ("<ol start=x><li>un</ol>", ["1. un"]),  # no number: as if it said nothing
        ("<ol type=a><li>un<li>deux</ol>", ["a. un", "b. deux"]),
        ("<ol type=A start=27><li>un</ol>", ["AA. un"]),  # after Z
        ("<ol type=i start=3><li>un<li>deux</ol>", ["iii. un", "iv. deux"]),
        ("<ol type=I start=9><li>un</ol>", ["IX. un"]),
        ("<ol><li type=a>un<li>deux</ol>", ["a. un", "2. deux"]),  # the item's own kind goes first
        ("<ol reversed><li>un<li>deux<li>trois</ol>", ["3. un", "2. deux", "1. trois"]),
        ("<ol reversed start=9><li>un<li>deux</ol>", ["9. un", "8. deux"]),
        ("<ol><li>un<li value=7>sept<li>huit</ol>", ["1. un", "7. sept", "8. huit"]),
        ("<ol><li>1. un<li>deux</ol>", ["1. un", "2. deux"]),  # the number is typed too
        ("<ol><li><p>un<p>suite</ol>", ["1. un", "suite"]),  # the number is the first paragraph's
        ("<ol><li>un<ol type=a><li>bas</ol><li>deux</ol>", ["1. un", "a. bas", "2. deux"]),
        ("<ol>\n<!-- x -->\n<li>un</li>\n</ol>", ["1. un"]),  # a comment is no item
        ("<ul><li>un<li>deux</ul>", ["un", "deux"]),  # bullets are no numbers
        ('<ol style="list-style-type: lower-alpha"><li>un</ol>', ["a. un"]),
        ('<ol style="list-style: inside upper-roman"><li>un</ol>', ["I. un"]),
        ('<ol style="list-style:none"><li>un</ol>', ["un"]),  # no number is shown
        ('<ol style="color: red" type=a><li>un</ol>', ["a. un"]),
        (
            '<ol style="list-style-type:arabic-indic" start=9><li>un<li>deux</ol>',
            ["٩. un", "١٠. deux"],
        ),
        ("<ol><li>un<ul><li>bas</ul><li hidden>caché<li>deux</ol>", ["1. un", "bas", "2. deux"]),
    ],
)
def test_items_of_ordered_lists_begin_with_the_number_a_browser_prints(page, texts):
    assert texts_of(page) == texts


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>un<p>deux", ["un", "deux"]),
        ("<p>un <b>deux</b> <a href=x>trois</a>.", ["un deux trois."]),
        ("<p>  un\n\tdeux ", ["un deux"]),  # spaces as a browser shows them
        ("<p>un\u00a0deux", ["un\u00a0deux"]),  # which keeps this one
        ("<p>un<br>deux", ["un", "deux"]),
        ("<div>un<p>deux</p>trois</div>", ["un", "deux", "trois"]),  # words between the paragraphs
        ("<p>un</p><span><p>deux</p></span>", ["un", "deux"]),  # a paragraph in an inline element
        ("<p>a &lt; b &amp; c &eacute;", ["a < b & c é"]),
        ("<p>so&shy;cial", ["social"]),  # shown only where a line ends
        ("<dl><dt>(a)<dd>un<dt>Sens<dd>deux</dl>", ["(a) un", "Sens", "deux"]),
        ("<div>1.</div><div>un</div><div>2.</div><h2>Titre</h2>", ["1. un", "2.", "Titre"]),
        ("<p>Article 1<p>un", ["Article 1", "un"]),  # stands above its words, not before them
        ("<p><span>(1)</span><span>un</span>", ["(1) un"]),  # apart by the page's style
        ("<p><span>1</span><span>°</span>", ["1°"]),
        ("<p>1<sup>er</sup> mars", ["1er mars"]),
    ],
)
def test_block_elements_are_paragraphs_and_inline_ones_are_not(page, texts):
    assert texts_of(page) == texts


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("<tr><td>(a)<td>Le titre", [("(a) Le titre", False)]),  # a number beside its text
        ("<tr><td>1.<td><p>un<p>deux", [("1. un", False), ("deux", False)]),
        ("<tr><td>Le texte de la page", [("Le texte de la page", False)]),  # one cell
        ("<tr><td><td>Le texte", [("Le texte", False)]),  # an empty cell beside it
        ("<tr><td><td>(a)<td>Le titre", [("(a) Le titre", False)]),  # an empty one that indents
        ("<tr><td>Niger<td>12<tr><td>Mali<td>9", [("Niger\t12", True), ("Mali\t9", True)]),
        ("<tr><th>Pays<th>Sièges<tr><td><td>9", [("Pays\tSièges", True), ("9", True)]),
        ("<tr><td>1.<td>Niger<td>12", [("1.\tNiger\t12", True)]),  # three cells are data
        ("<caption>Taux<tr><td>Niger<td>12", [("Taux", False), ("Niger\t12", True)]),
        ("<tr><td>Classe<td>Taux<tr><td>1.<td>12", [("Classe\tTaux", True), ("1.\t12", True)]),
        (
            "<tr><td>—<td>Le titre<tr><td>(a)<td>La date",
            [("— Le titre", False), ("(a) La date", False)],
        ),
        (
            "<tr><td><table><tr><td>(a)<td>Le titre</table>",  # a table in the cell of another
            [("(a) Le titre", False)],
        ),
    ],
)
def test_a_row_is_one_block_unless_its_table_only_lays_out_text(page, rows):
    assert [(b.text, b.table) for b in blocks_of(f"<table>{page}</table>")] == rows


@pytest.mark.parametrize(
    "out",
    [
        "<script>var a = 1;</script>",
        "<style>p { color: red }</style>",
        "<nav><a href=x>Accueil</a></nav>",
        "<div role=navigation>Accueil</div>",
        "<p hidden>Caché</p>",
        "<span hidden>Caché</span>",
        "<form><p>Chercher <button>Oui</button></form>",
        "<noscript>Activez</noscript>",
        "<!-- brouillon -->",
        "<svg><text>Logo</text></svg>",
        '<p style="display:none">Caché</p>',
        '<p style="color:red; VISIBILITY : hidden">Caché</p>',
        "<span aria-hidden=true>¶</span>",
        "<div role=search>Chercher</div>",
        "<p><del>Retiré</del></p>",
        '<p class="oj-hd-ti">Journal officiel de l’Union européenne</p>',
    ],
)
def test_what_is_no_text_of_the_page_is_left_out_and_what_follows_it_is_kept(out):
    page = f"<html><head><title>Onglet</title></head><body><p>un</p>{out} deux</body></html>"
    assert texts_of(page) == ["un", "deux"]


@pytest.mark.parametrize(
    "out",
    [
        "<script>var a = 1;</script>",
        "<span hidden>Caché</span>",
        "<!-- brouillon -->",
        "<svg><text>Logo</text></svg>",  # an icon in a link breaks no paragraph
        "<noscript><p>Activez</p></noscript>",
    ],
)
def test_what_is_left_out_of_a_line_does_not_break_it(out):
    assert texts_of(f"<p>un <b>gras {out}</b> fin") == ["un gras fin"]


def test_what_is_shown_in_another_way_is_kept():
    page = '<p style="display:nonexistent">un</p><p style="x-display:none">deux</p>'
    assert texts_of(page) == ["un", "deux"]


@pytest.mark.parametrize(
    ("page", "texts", "notes"),
    [
        ('<p>un<sup><a href="#n">2</a></sup>.<p id=n>Voir.', ["un."], 1),
        ('<p>un<a href="#_ftn1">[1]</a>.<div><p><a name="_ftn1">[1]</a> Voir.</div>', ["un."], 1),
        ('<p>un<sup><a href="#n">*</a></sup><p>deux<sup><a href="#n">*</a></sup><p id=n>Voir.',
         ["un", "deux"], 2),
        ('<p>par. <a href="#p3">3</a><p id=p3>3. Voir.', ["par. 3", "3. Voir."], 0),  # a reference
        # A form feed after the mark, as scanning programs leave them.
        ('<p>un<sup><a href="#n">2</a></sup>\f et deux.<p id=n>Voir.', ["un et deux."], 1),
        ('<p>un<sup><a href="#n">2</a></sup>', ["un2"], 0),  # the note is not on this page
        ('<p id=n>un<sup><a href="#n">2</a></sup>', ["un2"], 0),  # it points to itself
        (f'<p>un<sup><a href="#n">2</a></sup><div id=n>{"Texte. " * 1000}</div>',
         ["un2", ("Texte. " * 1000).strip()], 0),  # no note is so long
    ],
)  # fmt: skip
def test_footnotes_and_their_marks_are_left_out_and_told(page, texts, notes):
    blocks, doubts = read_html(page.encode(), "page.html")
    assert [b.text for b in blocks] == texts
    assert [d.values["count"] for d in doubts if d.code == "footnotes"] == [notes] * bool(notes)


def clauses_of(name):
    """The clauses of a case by key, without those before the first article."""
    return {
        clause.key: clause.text
        for clause in parse_report(read_source(CASES / name)).clauses
        if clause.part in {"body", "annex"}
    }


def test_the_points_of_a_regulation_stand_under_their_articles():
    clauses = clauses_of("eur-lex-regulation-en.html")
    assert clauses["1.2"] == "It applies to lanterns that are:"
    assert clauses["1.2.b"] == "made in the Union, whether:"
    assert clauses["1.2.b.ii"] == "for export."
    assert clauses["annex-1.1"] == "The name of the maker."
    assert not any("OJ C 286" in text for text in clauses.values())  # a footnote


def test_a_consolidated_regulation_is_read_from_its_columns():
    assert clauses_of("consolidated-regulation-en.html") == {
        "1": "",
        "1.1": "This Regulation applies to lanterns that are:",
        "1.1.a": "sold in the Union;",
        "1.1.b": "made in the Union.",
        "1.2": "It does not apply to candles.",
        "2": "",
        "2.1": "‘lantern’ means a lamp with a case;",
        "2.2": "‘label’ means what is written on it.",
    }


def test_an_act_is_read_without_its_menus_and_notes():
    assert clauses_of("act-en.html") == {
        "1": "Every lantern has a label.",
        "2": "The label tells—",
        "2.a": "who made it, and",
        "2.b": "when; see section 1.",
        "3": "The Minister may make rules under 102.",
    }


def test_headings_have_the_level_of_their_element():
    page = "<h1>Loi</h1><h3>Titre <i>I</i></h3><p>Texte"
    assert [(b.text, b.level) for b in blocks_of(page)] == [
        ("Loi", 1),
        ("Titre I", 3),
        ("Texte", 0),
    ]


@pytest.mark.parametrize(
    ("declared", "written", "text"),
    [
        ("utf-8", "utf-8", FRENCH),
        ("windows-1256", "cp1256", ARABIC),
        ("windows-1252", "cp1252", FRENCH),
        ("utf-8", "cp1252", FRENCH),  # declared wrongly: the bytes are no UTF-8
        ("utf-8", "cp1256", ARABIC),
        ("iso-8859-1", "cp1252", FRENCH),  # browsers read it so
        ("undefined", "utf-8", FRENCH),  # a name that Python keeps for errors
        ("klingon", "utf-8", FRENCH),  # an encoding that nobody knows
        ("windows-1252", "utf-8-sig", FRENCH),  # the mark at the file's start knows better
        ("utf-8", "utf-16", ARABIC),
    ],
)
@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="{}">',
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
    ],
)
def test_the_declared_encoding_is_used_unless_the_bytes_say_otherwise(
    meta, declared, written, text
):
    page = f"<html><head>{meta.format(declared)}</head><body><p>{text}</p></body></html>"
    assert texts_of(page.encode(written)) == [text]


@pytest.mark.parametrize("element", ["div", "span", "blockquote"])
def test_a_deeply_nested_page_is_read_whole_or_refused(element):
    def page(depth):
        return f"<p>un</p>{f'<{element}>' * depth}deux{f'</{element}>' * depth}<p>trois</p>"

    assert texts_of(page(200)) == ["un", "deux", "trois"]
    with pytest.raises(UnreadableFile, match=r"page\.html holds a page that is nested too deep"):
        read_html(page(5_000).encode(), "page.html")


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"   \n",
        b"<html></html>",
        b"<html><body><p> </p></body></html>",
        b"<script>1</script>",
        b"<!-- rien -->",
    ],
)
def test_a_page_without_words_is_refused(page):
    with pytest.raises(UnreadableFile, match=r"page\.html"):
        parse_report(Source("page.html", page))


def test_bytes_that_are_no_text_are_refused_by_name():
    with pytest.raises(UnreadableFile, match=r"page\.html is not a text file"):
        read_html(b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(200), "page.html")


def test_pages_bring_nothing_in(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    page = (
        f'<!DOCTYPE html [<!ENTITY a "secret"><!ENTITY b SYSTEM "{secret.as_uri()}">]>'
        f'<p>1. Le &a;&b; Conseil</p><xi:include href="{secret.as_uri()}" parse="text"/>'
    )
    blocks, _ = read_html(page.encode(), "page.html")
    assert "1. Le &a;&b; Conseil" in [block.text for block in blocks]
    assert not any(block.text == "secret" for block in blocks)


def test_a_table_inside_a_cell_does_not_make_the_outer_one_data():
    page = (
        "<table><tr><td>1.</td><td>Un puits.<table><tr><td>a</td><td>b</td><td>c</td></tr></table>"
        "</td></tr><tr><td>seul</td></tr></table>"
    )
    blocks, _ = read_html(page.encode(), "page.html")
    assert [(b.text, b.table) for b in blocks] == [
        ("1. Un puits.", False), ("a\tb\tc", True), ("seul", False),
    ]  # fmt: skip


def test_a_table_of_very_many_rows_is_read():
    # Took minutes when each row was judged by all the rows of its table.
    page = "<table>" + "<tr><td>mot</td></tr>" * 20_000
    assert len(read_html(page.encode(), "page.html")[0]) == 20_000


def test_a_table_with_a_caption_lays_out_no_clauses():
    page = (
        "<p>1. Le Conseil siège.</p><p>2. Il publie la liste.</p><table><caption>Puits</caption>"
        "<tr><td>3.</td><td>Puits du nord</td></tr><tr><td>4.</td><td>Puits du sud</td></tr>"
        "</table><p>3. Il vote.</p>"
    )
    clauses = parse_report(Source("a.html", page.encode())).clauses
    assert [(clause.key, clause.text) for clause in clauses][-1] == ("3", "Il vote.")
