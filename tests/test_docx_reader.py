"""Word files: the numbers Word would print, tracked changes, text boxes, tables, archives."""

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.errors import UnreadableFile
from ingest.readers.docx import read_docx

NS = nsdecls("w")
BOXES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def level(depth, text, form="decimal", start=1, more=""):
    """One level of a definition, as raw XML."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(levels, paragraphs, overrides=""):
    """The texts of a file with lists 1 and 2 of one definition; list 2 has the overrides.

    A paragraph is (list, depth), or (0, 0) for one without a number.
    """
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    numbering.append(
        parse_xml(f'<w:abstractNum {NS} w:abstractNumId="5">{"".join(levels)}</w:abstractNum>')
    )
    for number, more in ((1, ""), (2, overrides)):
        numbering.append(
            parse_xml(f'<w:num {NS} w:numId="{number}"><w:abstractNumId w:val="5"/>{more}</w:num>')
        )
    for number, depth in paragraphs:
        properties = document.add_paragraph("x")._p.get_or_add_pPr()
        if number:
            properties.append(
                parse_xml(
                    f'<w:numPr {NS}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
                )
            )
    return [text.removesuffix("x").strip() for text in texts_of(document)]


def body(xml):
    """A document with this XML as its body."""
    document = docx.Document()
    for child in parse_xml(f"<w:body {NS} {BOXES}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, child)
    return document


def blocks_of(document):
    file = io.BytesIO()
    document.save(file)
    return read_docx(file.getvalue(), "report.docx")[0]


def texts_of(document):
    return [block.text for block in blocks_of(document)]


@pytest.mark.parametrize(
    ("form", "start", "printed"),
    [
        ("decimal", 1, ["1.", "2."]),
        ("decimal", 0, ["0.", "1."]),
        ("decimal", 41, ["41.", "42."]),
        ("decimalZero", 9, ["09.", "10."]),
        ("lowerLetter", 26, ["z.", "aa."]),
        ("upperLetter", 1, ["A.", "B."]),
        ("lowerRoman", 3, ["iii.", "iv."]),
        ("upperRoman", 39, ["XXXIX.", "XL."]),
        ("arabicAbjad", 1, ["أ.", "ب."]),
        ("arabicAbjad", 10, ["ي.", "ك."]),  # in the old order of the letters
        ("arabicAlpha", 3, ["ت.", "ث."]),  # in the order of the dictionary
        ("arabicAbjad", 29, ["29.", "30."]),  # past the letters there are
        ("bullet", 1, ["", ""]),
        ("none", 1, ["", ""]),
        ("ideographDigital", 1, ["1.", "2."]),  # a format of no report
    ],
)
def test_numbers_are_printed_in_the_format_of_their_level(form, start, printed):
    assert numbered([level(0, "%1.", form, start)], [(1, 0), (1, 0)]) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("%1.%2", "1.1"),
        ("(%2)", "(1)"),
        ("Article %1-%2 :", "Article 1-1 :"),
        ("§", "§"),  # a sign without a number
        ("%2.%1.%2", "1.1.1"),
    ],
)
def test_the_pattern_of_a_level_names_the_numbers_it_prints(text, printed):
    assert numbered([level(0, "%1."), level(1, text)], [(1, 0), (1, 1)]) == ["1.", printed]


@pytest.mark.parametrize(
    ("more", "printed"),
    [
        ("", ["1.", "1.a", "1.b", "2.", "2.a"]),  # a level above starts it again
        ('<w:lvlRestart w:val="0"/>', ["1.", "1.a", "1.b", "2.", "2.c"]),  # nothing does
        ('<w:lvlRestart w:val="1"/>', ["1.", "1.a", "1.b", "2.", "2.a"]),  # the first level does
    ],
)
def test_a_level_starts_again_after_the_level_that_restarts_it(more, printed):
    levels = [level(0, "%1."), level(1, "%1.%2", "lowerLetter", more=more)]
    assert numbered(levels, [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]) == printed


def test_a_level_restarted_by_the_first_goes_on_under_the_second():
    levels = [
        level(0, "%1."), level(1, "%1.%2"), level(2, "%3)", more='<w:lvlRestart w:val="1"/>'),
    ]  # fmt: skip
    printed = numbered(levels, [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)])
    assert printed == ["1.", "1.1", "1)", "1.2", "2)", "2.", "1)"]


def test_a_number_of_a_level_that_has_not_begun_is_its_start():
    assert numbered([level(0, "%1.", start=4), level(1, "%1.%2")], [(1, 1)]) == ["4.1"]


def test_legal_numbering_prints_every_level_as_a_decimal():
    levels = [level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")]
    assert numbered(levels, [(1, 0), (1, 0), (1, 1)]) == ["I.", "II.", "2.1"]


def test_paragraphs_without_a_number_do_not_stop_the_count():
    assert numbered([level(0, "%1.")], [(1, 0), (0, 0), (1, 0)]) == ["1.", "", "2."]


@pytest.mark.parametrize(
    ("override", "printed"),
    [
        ("", ["1.", "2.", "3.", "4."]),  # two lists of one definition count on
        ('<w:startOverride w:val="1"/>', ["1.", "2.", "1.", "2."]),  # once, at the list's first
        ('<w:startOverride w:val="7"/>', ["1.", "2.", "7.", "8."]),
        (level(0, "(%1)", "lowerLetter"), ["1.", "2.", "(c)", "(d)"]),  # another look, same count
    ],
)
def test_a_list_may_override_the_start_and_look_of_its_definition(override, printed):
    over = f'<w:lvlOverride w:ilvl="0">{override}</w:lvlOverride>' if override else ""
    assert numbered([level(0, "%1.")], [(1, 0), (1, 0), (2, 0), (2, 0)], over) == printed


def test_numbers_come_from_a_paragraphs_style_and_the_styles_it_is_based_on():
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    linked = level(1, "%1.%2", more='<w:pStyle w:val="Clause"/>')
    numbering.append(
        parse_xml(
            f'<w:abstractNum {NS} w:abstractNumId="5">{level(0, "%1.")}{linked}</w:abstractNum>'
        )
    )
    numbering.append(parse_xml(f'<w:num {NS} w:numId="1"><w:abstractNumId w:val="5"/></w:num>'))
    for name, based_on in [("Clause", None), ("Fine", "Clause")]:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if based_on:
            style.base_style = document.styles[based_on]
    document.styles["Clause"].element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {NS}><w:numId w:val="1"/></w:numPr>')
    )
    document.add_paragraph("un", style="Clause")
    document.add_paragraph("deux", style="Fine")
    off = document.add_paragraph("sans", style="Clause")  # number 0 takes the style's away
    off._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {NS}><w:numId w:val="0"/></w:numPr>'))
    assert texts_of(document) == ["1.1 un", "1.2 deux", "sans"]


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:del><w:r><w:delText>parti</w:delText></w:r></w:del>", "a b"),
        ("<w:ins><w:r><w:t>neuf </w:t></w:r></w:ins>", "a neuf b"),
        ("<w:moveFrom><w:r><w:t>parti</w:t></w:r></w:moveFrom>", "a b"),
        ("<w:moveTo><w:r><w:t>venu </w:t></w:r></w:moveTo>", "a venu b"),
        ("<w:hyperlink><w:r><w:t>lien </w:t></w:r></w:hyperlink>", "a lien b"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "a b"),  # the code of a field
        ("<w:sdt><w:sdtContent><w:r><w:t>champ </w:t></w:r></w:sdtContent></w:sdt>", "a champ b"),
        ("<w:r><w:tab/><w:br/></w:r>", "a   b"),
        ("<w:r><w:noBreakHyphen/></w:r>", "a \u2011b"),
    ],
)
def test_tracked_changes_count_as_accepted_and_codes_are_no_words(run, text):
    space = 'xml:space="preserve"'
    xml = f"<w:p><w:r><w:t {space}>a </w:t></w:r>{run}<w:r><w:t>b</w:t></w:r></w:p>"
    assert texts_of(body(xml.replace("<w:t>", f"<w:t {space}>"))) == [text]


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it():
    box = "<w:txbxContent><w:p><w:r><w:t>encadré</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    xml = f"<w:p><w:r>{both}</w:r><w:r><w:t>texte</w:t></w:r></w:p>"
    assert texts_of(body(xml)) == ["texte", "encadré"]


def test_heading_styles_give_levels():
    document = docx.Document()
    document.add_heading("Loi", 1)
    document.add_heading("Objet", 3)
    document.add_paragraph("Texte")
    assert [(b.text, b.level) for b in blocks_of(document)] == [
        ("Loi", 1), ("Objet", 3), ("Texte", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "blocks"),
    [
        ([["Niger", "12"], ["Mali", "9"]], [("Niger\t12", True), ("Mali\t9", True)]),
        ([["Texte"]], [("Texte", False)]),  # a frame around text
        ([["", "Texte"], ["", ""]], [("Texte", False)]),  # empty cells lay out; empty rows are none
    ],
)
def test_a_row_of_a_table_is_one_block_unless_it_has_one_cell(rows, blocks):
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert [(b.text, b.table) for b in blocks_of(document)] == blocks


def test_a_file_without_numbering_definitions_is_read():
    document = docx.Document()
    document.add_paragraph("Texte")
    relation = next(i for i, r in document.part.rels.items() if r.reltype.endswith("/numbering"))
    del document.part.rels[relation]
    assert texts_of(document) == ["Texte"]


def damaged(cut=0):
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()[: -cut or None]


def archive(*sizes, names="word/{}.xml", declared=None):
    """An archive of files of zeros; `declared` is what it says that the first would unpack to."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, size in enumerate(sizes):
            packed.writestr(names.format(number), bytes(size))
        if declared:
            packed.filelist[0].file_size = declared
    return file.getvalue()


def lying(data):
    """The archive, saying that its only part has 10 bytes."""
    size = (3_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    return data.replace(size, (10).to_bytes(4, "little"))


def scrambled(data):
    """The archive with other bytes in the middle of what it packs."""
    start = data.index(b"word/0.xml") + len(b"word/0.xml")
    return data[:start] + b"\xff" * 8 + data[start + 8 :]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bad-archive"),
        (b"Le Conseil", "bad-archive"),  # text under a wrong name
        (damaged(cut=200), "bad-archive"),  # a download that broke off
        (archive(10), "bad-word-file"),  # an archive of something else
        (archive(10, declared=2_000_000_000), "archive-too-large"),  # by its own word
        (archive(3_000_000), "archive-too-large"),  # zeros: a thousandth of their size
        (archive(*[0] * 10_001), "archive-too-large"),  # too many parts
        (lying(archive(3_000_000)), "bad-archive"),  # zeros, said to be few
        (archive(10, names="../{}.xml"), "archive-too-large"),  # a part outside
        (archive(10, names="/etc/{}.xml"), "archive-too-large"),
        (scrambled(archive(1_000)), "bad-archive"),  # an entry that does not unpack
    ],
)
def test_what_is_no_word_file_or_a_bomb_is_refused_by_name(data, code):
    with pytest.raises(UnreadableFile, match=r"report\.docx") as error:
        read_docx(data, "report.docx")
    assert error.value.code == code


def test_a_word_file_whose_body_is_broken_is_refused():
    file = io.BytesIO()
    document = docx.Document()
    document.save(file)
    broken = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<w:document" if name == "word/document.xml" else old.read(name))
    with pytest.raises(UnreadableFile, match=r"report\.docx") as error:
        read_docx(broken.getvalue(), "report.docx")
    assert error.value.code == "bad-word-file"


def with_document(xml):
    """A Word file whose document is this XML."""
    file, changed = io.BytesIO(), io.BytesIO()
    docx.Document().save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return changed.getvalue()


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("definitions", "word"),
    [
        ('<!ENTITY e0 "secret">', "&e0;"),
        ('<!ENTITY e0 "secret">' + BOMB, "&e11;"),  # a hundred thousand million times
        ('<!ENTITY e0 SYSTEM "{secret}">', "&e0;"),
        ('<!ENTITY % e0 SYSTEM "{secret}"> %e0;', "mot"),
        (
            "",
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{secret}"/>',
        ),
    ],
    ids=["entity", "entities of entities", "a file", "a file of definitions", "an inclusion"],
)
def test_xml_brings_nothing_in(definitions, word, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    path = (tmp_path / "secret.txt").as_uri()
    xml = (
        f"<!DOCTYPE w:document [{definitions}]><w:document {NS}><w:body><w:p><w:r>"
        f"<w:t>1. Le {word} Conseil</w:t></w:r></w:p></w:body></w:document>"
    ).replace("{secret}", path)
    try:
        blocks, _ = read_docx(with_document(xml), "report.docx")
    except UnreadableFile as error:
        assert error.code == "bad-word-file"  # noqa: PT017 - either outcome is right
    else:
        assert "secret" not in "".join(block.text for block in blocks)


@pytest.mark.parametrize("setting", ['w:ilvl w:val="x"', 'w:ilvl w:val="-9999999999999999999"'])
def test_a_level_that_is_no_number_is_the_first(setting):
    xml = (
        f"<w:document {NS}><w:body><w:p><w:pPr><w:numPr><{setting}/>"
        '<w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>mot</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    (block,), _ = read_docx(with_document(xml), "report.docx")
    assert block.text.endswith("mot")


def test_a_document_without_a_body_has_no_paragraphs():
    assert read_docx(with_document(f"<w:document {NS}/>"), "report.docx") == ([], [])


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/styles.xml"])
def test_a_part_of_another_kind_than_its_name_is_refused_or_left_out(part):
    file, changed = io.BytesIO(), io.BytesIO()
    docx.Document().save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, "<other/>" if name == part else old.read(name))
    try:
        assert read_docx(changed.getvalue(), "report.docx") == ([], [])
    except UnreadableFile as error:
        assert error.code == "bad-word-file"  # noqa: PT017 - either outcome is right
