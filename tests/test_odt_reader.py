"""OpenDocument texts: the numbers of lists and headings, notes, tracked changes, tables."""

import io
import zipfile

import pytest

from ingest.errors import UnreadableFile
from ingest.readers.odt import read_odt
from ingest.readers.odt_numbers import SPACES

NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items() if prefix != "xml")


def odt(body, automatic="", styles=""):
    """The bytes of a file with this text, its own styles, and those it shares."""
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    shared = (
        f"<office:document-styles {NAMES}><office:styles>{styles}</office:styles>"
        "</office:document-styles>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", shared)
    return file.getvalue()


def blocks_of(body, automatic="", styles=""):
    return read_odt(odt(body, automatic, styles), "report.odt")[0]


def texts_of(body, automatic="", styles=""):
    return [block.text for block in blocks_of(body, automatic, styles)]


def level(number, form="1", suffix=".", more=""):
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" '
        f'style:num-suffix="{suffix}" {more}/>'
    )


def list_style(*levels):
    return f'<text:list-style style:name="L">{"".join(levels)}</text:list-style>'


def items(*texts, more=""):
    """A list of style L with these items; an item that is markup is put in as it is."""
    inside = "".join(
        t if t[0] == "<" else f"<text:list-item>{p(t)}</text:list-item>" for t in texts
    )
    return f'<text:list text:style-name="L" {more}>{inside}</text:list>'


def p(text, more=""):
    return f"<text:p {more}>{text}</text:p>"


@pytest.mark.parametrize(
    ("form", "more", "printed"),
    [
        ("1", "", ["1. x", "2. x"]),
        ("1", 'text:start-value="41"', ["41. x", "42. x"]),
        ("1", 'style:num-prefix="Article "', ["Article 1. x", "Article 2. x"]),
        ("a", 'text:start-value="26" style:num-letter-sync="true"', ["z. x", "aa. x"]),
        ("a", 'text:start-value="27"', ["aa. x", "ab. x"]),  # letters that count on
        ("A", "", ["A. x", "B. x"]),
        ("i", 'text:start-value="3"', ["iii. x", "iv. x"]),
        ("I", 'text:start-value="9"', ["IX. x", "X. x"]),
        ("أ, ب, ت, ...", 'text:start-value="3"', ["ت. x", "ث. x"]),
        ("أ, ب, ج, ...", 'text:start-value="3"', ["ج. x", "د. x"]),
        ("", "", ["x", "x"]),  # a level that prints no number
        ("1", 'loext:num-list-format="§ %1%"', ["§ 1 x", "§ 2 x"]),  # the whole, where it is said
    ],
)
def test_numbers_are_printed_in_the_form_of_their_level(form, more, printed):
    assert texts_of(items("x", "x"), list_style(level(1, form, more=more))) == printed


def test_a_level_shows_those_above_it_and_begins_again_below_them():
    bottom = f"<text:list-item>{p('a')}{items('b', 'c')}</text:list-item>"
    styles = list_style(level(1), level(2, suffix=")", more='text:display-levels="2"'))
    assert texts_of(items(bottom, bottom), styles) == [
        "1. a", "1.1) b", "1.2) c", "2. a", "2.1) b", "2.2) c",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "printed"),
    [
        ("", ["1. x", "1. y"]),  # a list of its own
        ('text:continue-numbering="true"', ["1. x", "2. y"]),
        ('text:continue-list="one"', ["1. x", "2. y"]),
        ('text:continue-list="none"', ["1. x", "1. y"]),  # a list that is not there
    ],
)
def test_a_list_goes_on_with_another_where_it_says_so(more, printed):
    body = items("x", more='xml:id="one"') + p("") + items("y", more=more)
    assert texts_of(body, list_style(level(1))) == printed


@pytest.mark.parametrize(
    ("item", "printed"),
    [
        (
            f'<text:list-item text:start-value="7">{p("x")}</text:list-item>',
            ["1. a", "7. x", "8. b"],
        ),
        (f"<text:list-item>{p('x')}{p('y')}</text:list-item>", ["1. a", "2. x", "y", "3. b"]),
        (f"<text:list-header>{p('x')}</text:list-header>", ["1. a", "x", "2. b"]),  # no number
        (f"<text:list-item>{items('x')}</text:list-item>", ["1. a", "(a) x", "2. b"]),  # only nests
    ],
)
def test_the_first_paragraph_of_an_item_has_its_number(item, printed):
    deeper = level(2, "a", ")", 'style:num-prefix="("')
    assert texts_of(items("a", item, "b"), list_style(level(1), deeper)) == printed


def test_the_style_of_a_list_may_be_that_of_its_paragraphs():
    style = (
        '<style:style style:name="P" style:family="paragraph" style:list-style-name="L"/>'
        '<style:style style:name="Q" style:family="paragraph" style:parent-style-name="P"/>'
    )
    item = p("x", 'text:style-name="Q"')
    body = f"<text:list><text:list-item>{item}</text:list-item></text:list>"
    assert texts_of(body, style, list_style(level(1))) == ["1. x"]


def test_headings_have_levels_and_the_numbers_of_the_outline():
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" '
        'style:num-suffix="."/></text:outline-style>'
    )
    body = (
        p("Loi", 'text:style-name="Title"')
        + '<text:h text:outline-level="1">Objet</text:h>'
        + '<text:h text:outline-level="2">Sens</text:h>'
        + '<text:h text:outline-level="1" text:is-list-header="true">Annexe</text:h>'
        + '<text:h text:outline-level="1">Fin</text:h>'
    )
    assert [(b.text, b.level) for b in blocks_of(body, styles=outline)] == [
        ("Loi", 1), ("I. Objet", 2), ("Sens", 3), ("Annexe", 2), ("II. Fin", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a<text:s text:c='2'/>b", "a b"),
        ("a<text:tab/>b<text:line-break/>c", "a b c"),
        ("<text:span>a</text:span> <text:a>b</text:a>", "a b"),
        ("a<text:change-start/>b<text:change-end/>", "ab"),  # inserted: accepted
        ("a<office:annotation><text:p>avis</text:p></office:annotation>b", "ab"),
        (
            "<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby>",
            "a",
        ),
        ("a<text:soft-page-break/>b", "ab"),
        ("\n   a\n   b", "a b"),
    ],
)
def test_the_words_of_a_paragraph_are_those_it_prints(inside, text):
    assert texts_of(p(inside)) == [text]


def test_deletions_that_were_tracked_are_left_out():
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>parti</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    assert texts_of(deleted + p("un<text:change/>")) == ["un"]


def test_notes_and_hidden_text_are_left_out_and_told():
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>1. Voir.</text:p></text:note-body></text:note>"
    )
    hides = (
        '<style:style style:name="T" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    body = p(f'un{note}<text:span text:style-name="T">caché</text:span>')
    blocks, doubts = read_odt(odt(body, hides), "report.odt")
    assert [b.text for b in blocks] == ["un"]
    assert [(d.code, d.values) for d in doubts] == [
        ("footnotes", {"count": 1, "text": "1. Voir.", "notes": "1. Voir."}),
        ("hidden-left-out", {"count": 5}),
    ]  # fmt: skip


def test_rows_frames_sections_and_contents_are_read_in_order():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('Niger')}{cell.format('12')}</table:table-row>"
    body = (
        "<text:table-of-content><text:index-body><text:p>1. Objet 3</text:p></text:index-body>"
        f"</text:table-of-content><table:table><table:table-header-rows>{row}"
        f"</table:table-header-rows></table:table><text:section>{p('un')}</text:section>"
        + p(f"deux<draw:frame><draw:text-box>{p('cadre')}</draw:text-box></draw:frame>")
        + f'<text:section text:display="none">{p("caché")}</text:section>'
    )
    assert [(b.text, b.table) for b in blocks_of(body)] == [
        ("1. Objet 3", True), ("Niger\t12", True), ("un", False), ("deux", False), ("cadre", False),
    ]  # fmt: skip


def other(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("_", "."), text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Le Conseil", "bad-archive"),
        (other(x_xml="<x/>"), "bad-odt-file"),  # an archive of something else
        (other(content_xml="<x"), "bad-odt-file"),
        (other(content_xml="\x93\x17\x02"), "bad-odt-file"),  # a password makes it noise
    ],
)
def test_what_is_no_opendocument_text_is_refused_by_name(data, code):
    with pytest.raises(UnreadableFile, match=r"report\.odt") as error:
        read_odt(data, "report.odt")
    assert error.value.code == code


def test_entities_of_the_file_bring_in_nothing():
    page = (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        f"<office:document-content {NAMES}><office:body><office:text><text:p>un&e;</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    assert [b.text for b in read_odt(other(content_xml=page), "report.odt")[0]] == ["un"]
