"""Conversations are exported with exact words, footnotes, and nothing that is markup."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from retrieval.styles import Style
from ui.export_markdown import escaped, to_markdown
from ui.export_pdf import to_pdf
from ui.export_word import GREY, to_word
from ui.exporting import FORMS, file_name
from ui.transcript import Exchange, Linked, Quoted, Transcript, make_transcript
from ui.wording import words_in

NEAR = "Clauses proches\u00a0:"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAYLOADS = (
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "**bold** _it_ `code` ~~no~~ [link](http://x.example) ![i](y.png) <http://x.example>",
    "$x^2$ \\alpha :smile: #strong[typst] #import \"@preview/x:1.0.0\"",
    "1. a list\n- another\n+ third\n# heading\n=====\n    code\n> quote\n| a | b |\n|---|---|",
    "[^1]: a false note [^2] &amp; &lt; %s {x} {{x}} \x0c\x00\x1b",
    "\u202egnidaer\u202c \u2066isolated\u2069",
    "www.example.org mail@example.org http://example.org",
)  # fmt: skip


LINK = "http://127.0.0.1:8501/?report=communique&clause=para_4"


def transcript_of(text, language="fr"):
    quoted = Quoted(text, text, text, text, language, text, 1, text)
    quoted = replace(quoted, also=text, twins=(Linked(text), Linked(text, LINK)))
    return Transcript(text, text, language, (Exchange(text, text, (quoted,)),))


@pytest.fixture(scope="module")
def transcript(assistant):
    answers = [
        assistant.ask("Quelle résolution a prorogé le mandat de la MINUSMA ?", limit=2),
        assistant.ask("Que dit la clause 99 ?", limit=1),
    ]
    languages = {report.id: report.language for report in assistant.reports()}
    return make_transcript("Mes questions", answers, words_in("fr"), languages, date(2026, 11, 25))


def test_transcript_holds_exact_words_and_notes_that_count_through(transcript, assistant):
    first, second = transcript.exchanges
    assert [q.note for exchange in transcript.exchanges for q in exchange.quoted] == [1, 2, 3]
    report, _ = assistant.report(assistant.reports()[0].id)
    for quoted in (*first.quoted, *second.quoted):
        assert quoted.before + quoted.marked + quoted.after in report.text
        assert quoted.language == "fr"
    assert "2480" in first.quoted[0].marked
    assert [quoted.label for quoted in first.quoted] == ["", NEAR]
    assert "99" in second.opening
    assert "25 novembre 2026" in transcript.about


def test_word_file_has_real_footnotes(transcript):
    data = to_word(transcript)
    document = docx.Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert transcript.exchanges[0].quoted[0].marked in text
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    referred = [mark.get(W + "id") for mark in body.iter(W + "footnoteReference")]
    texts = {note.get(W + "id"): "".join(note.itertext()).strip() for note in notes}
    cited = [q.citation for exchange in transcript.exchanges for q in exchange.quoted]
    assert [texts[number] for number in referred] == cited
    bold = [run.text for p in document.paragraphs for run in p.runs if run.bold]
    assert bold == [transcript.exchanges[0].quoted[0].marked]  # no clause that is only near
    (_, near), (nearest,) = (exchange.quoted for exchange in transcript.exchanges)
    grey = [
        "".join(run.text for run in p.runs if run.font.color.rgb == GREY)
        for p in document.paragraphs
    ]
    for quoted in (near, nearest):
        assert quoted.before + quoted.marked + quoted.after in grey


def test_only_clauses_that_answer_have_words_in_bold(transcript, assistant):
    (first, near), (nearest,) = (exchange.quoted for exchange in transcript.exchanges)
    assert [one.answers for one in (first, near, nearest)] == [True, False, False]
    assert [one.label for one in (first, near, nearest)] == ["", NEAR, ""]
    text = to_markdown(transcript).decode()
    assert re.findall(r"\*\*(.+?)\*\*", text) == [escaped(first.marked)]
    named = assistant.ask("Que disent les clauses 8 et 9 ?")
    (exchange,) = make_transcript("", [named], words_in("fr"), {}).exchanges
    assert [one.answers for one in exchange.quoted[:2]] == [True, True]  # both are asked for
    assert "Bold" in fonts_of(transcript, first)
    for one in (near, nearest):
        assert fonts_of(transcript, one) == {"Regular"}


def fonts_of(transcript, quoted):
    """Return the weights of the words of a PDF file with nothing but a clause."""
    data = to_pdf(replace(transcript, title="", exchanges=(Exchange("", "", (quoted,)),)))
    return {weight.decode() for weight in re.findall(rb"/BaseFont\s*/\w+\+\w+-(\w+)", data)}


@pytest.fixture(scope="module")
def twinned(make_library):
    text = "COMMUNIQUÉ {0}\n\n1. Les puits de {0} restent ouverts.\n\n2. La paix règne partout.\n"
    return make_library({f"{name}.txt": text.format(name) for name in ("un", "deux")})


def twin_transcript(library, page, style=Style.PLAIN):
    answer = library.citations.cited(library.ask("Où règne la paix ?", limit=1), style)
    languages = {report.id: report.language for report in library.reports()}
    return make_transcript("Paix", [answer], words_in("fr"), languages, page=page)


def test_the_same_clause_in_other_reports_is_linked_in_every_form_and_cited_in_the_style(twinned):
    made = twin_transcript(twinned, "http://127.0.0.1:8501/", Style.UN)
    (quoted,) = made.exchanges[0].quoted
    (twin,) = quoted.twins
    assert quoted.also == "Même clause dans d'autres rapports\u00a0: 1"
    assert twin.citation.startswith("«\u00a0COMMUNIQUÉ")
    assert twin.citation.endswith("par. 2")
    named = re.fullmatch(r"http://127\.0\.0\.1:8501/\?report=([\w-]+)&clause=([\w-]+)", twin.link)
    assert twinned.clause(*named.groups()).text == "La paix règne partout."
    assert f"](<{twin.link}>)" in to_markdown(made).decode()
    word = docx.Document(io.BytesIO(to_word(made)))
    assert twin.link in [link.url for p in word.paragraphs for link in p.hyperlinks]
    page = pypdfium2.PdfDocument(to_pdf(made))
    assert twin.link.encode() in to_pdf(made)
    assert quoted.also.replace("'", "’") in page[0].get_textpage().get_text_bounded().replace(
        "'", "’"
    )


def test_without_an_address_twins_are_named_and_lead_nowhere(twinned):
    made = twin_transcript(twinned, "")
    (twin,) = made.exchanges[0].quoted[0].twins
    assert twin.link == ""
    assert "](<" not in to_markdown(made).decode()
    assert not [p for p in docx.Document(io.BytesIO(to_word(made))).paragraphs if p.hyperlinks]


def test_arabic_citation_keeps_the_day_with_its_month(assistant):
    answer = assistant.ask("ماذا قيل عن اللاجئين والنازحين الماليين؟", limit=1)
    (exchange,) = make_transcript("…", [answer], words_in("ar"), {}).exchanges
    assert "MALI،\u200f 24 سبتمبر 2019،\u200f الفقرة 12" in exchange.quoted[0].citation


def test_arabic_word_file_runs_from_right_to_left():
    document = docx.Document(io.BytesIO(to_word(transcript_of("هذا نص", "ar"))))
    for paragraph in document.paragraphs:
        assert paragraph._p.pPr.find(W + "bidi") is not None
        assert all(run.font.rtl for run in paragraph.runs if run.text)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pdf_file_holds_the_words_and_the_notes(transcript, language):
    data = to_pdf(replace(transcript, language=language))
    pages = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    for exchange in transcript.exchanges:
        for quoted in exchange.quoted:
            assert set(re.findall(r"\w+", quoted.marked)) <= set(re.findall(r"\w+", text))


def test_pdf_file_shapes_arabic_with_a_font_that_has_it():
    data = to_pdf(transcript_of("لكل شخص الحق في التعليم", "ar"))
    assert b"Amiri" in data
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert "التعليم" in page.get_text_bounded()


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("form", FORMS)
def test_payload_is_exported_as_text(form, payload):
    for language in ("fr", "ar"):
        assert FORMS[form].write(transcript_of(payload, language))


def tokens_of(markdown):
    """Return the kinds of tokens that a text is read as, with all extensions on."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    return [
        inner.type for token in parser.parse(markdown) for inner in (token, *(token.children or []))
    ]


PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "softbreak",
         "hardbreak"}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.sampled_from(PAYLOADS), st.text(alphabet="ab1 \n\\`*_[]()<>#+-.!|~$^&{}:=@/\t"))
)
def test_escaped_text_is_never_markdown(text):
    assert set(tokens_of(escaped(text))) <= PLAIN


@pytest.mark.parametrize("payload", PAYLOADS)
def test_escaped_text_reads_as_the_text(payload):
    parser = MarkdownIt("gfm-like", {"linkify": False})
    shown = "".join(
        inner.content or "\n" * (inner.type in ("softbreak", "hardbreak"))
        for token in parser.parse(escaped(payload))
        for inner in token.children or []
    )
    assert shown.split() == payload.replace("\x00", "\ufffd").split()


def test_markdown_file_has_a_footnote_for_each_clause(transcript):
    text = to_markdown(transcript).decode()
    assert re.findall(r"\[\^(\d)\]$", text, re.M) == ["1", "2", "3"]
    assert re.findall(r"^\[\^(\d)\]: .*par\\?\. \d+", text, re.M)[0] == "1"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Que dit la clause 8 ?", "Que-dit-la-clause-8.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("ماذا قيل؟", "ماذا-قيل.md"),
        ("???", "clausier.md"),
    ],
)
def test_file_is_named_after_the_conversation(title, name):
    assert file_name(title, FORMS["markdown"]) == name
