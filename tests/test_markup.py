"""What the page shows is text: nothing in a report, a file name or a question is HTML."""

from html.parser import HTMLParser

import pytest

from ingest.models import Clause, Doubt, Kind, Listed, Part
from retrieval.models import Answer, Hit, Quotation
from ui import markup
from ui.wording import words_in

PAYLOADS = [
    "<script>alert(1)</script>",
    "</p></article></section><h1>x</h1>",
    '"onload="alert(1)',
    "'onload='alert(1)",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt;",  # already escaped: shown as it is printed
    "<!-- ",
    "$x^2$",  # neither LaTeX, nor Markdown, nor emoji codes
    "**b**",
    ":smile:",
    "[a](javascript:alert(1))",
    "{0} {text} %s",  # no field of a template
    "\u202eright to left",
]


class Shown(HTMLParser):
    """What a browser makes of HTML: its tags, its attributes and its text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.marked, self.text = [], {}, "", ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes.update(attributes)

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")

    def handle_data(self, text):
        self.text += text
        if self.tags.count("mark") > self.tags.count("/mark"):
            self.marked += text


def hit_of(text, start, end, report="rapport", key="13", citation="Rapport, par. 13"):
    """A hit whose clause begins at 100; `start` and `end` are those of the quotation in it."""
    clause = Clause(
        key, "para_13", "13.", Part.BODY, Kind.PARAGRAPH, 1, text, 100, 100 + len(text), 3
    )
    return Hit(1, 0.9, report, clause, Quotation(text[start:end], 100 + start, 100 + end), citation)


def answer_of(*hits, answered=True, question="Question ?"):
    return Answer(question, "fr", answered, 0.9, hits, 0.01)


def listed(title):
    return Listed("id", title, "", "2019-09-24", "fr", 17, 14, 3, 1, "2026-01-01", title)


WORDS = words_in("fr")
PLACES = {
    "clause": lambda x: markup.answer_html(answer_of(hit_of(x, 0, len(x))), WORDS, {}),
    "citation": lambda x: markup.answer_html(
        answer_of(hit_of("La paix.", 0, 8, citation=x)), WORDS, {}
    ),
    "report id": lambda x: markup.answer_html(
        answer_of(hit_of("La paix.", 0, 8, report=x)), WORDS, {}
    ),
    "key": lambda x: markup.answer_html(answer_of(hit_of("La paix.", 0, 8, key=x)), WORDS, {}),
    "language": lambda x: markup.answer_html(
        answer_of(hit_of("La paix.", 0, 8)), WORDS, {"rapport": x}
    ),
    "question": markup.question_html,
    "message": markup.message_html,
    "error": lambda x: markup.message_html(x, "error"),
    "title": lambda x: markup.reports_html([listed(x)], WORDS),
    "doubt": lambda x: markup.doubts_html([Doubt("unknown-code", x)], WORDS),
    "value of a doubt": lambda x: markup.doubts_html(
        [Doubt("numbering-gap", "", 1, {"before": x, "after": "13"})], WORDS
    ),
    "file name": lambda x: markup.message_html(
        WORDS("upload_added", title=x, clauses=14), "done"
    ),
}  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("place", PLACES)
def test_any_text_stays_text(place, payload):
    harmless = Shown(PLACES[place]("x"))
    shown = Shown(PLACES[place](payload))
    assert shown.tags == harmless.tags
    assert shown.attributes.keys() == harmless.attributes.keys()
    assert payload in shown.text or payload in shown.attributes.values()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("La paix. La mer. La terre.", 9, 16),  # in the middle
        ("La paix. La mer.", 0, 8),  # at the beginning
        ("La paix. La mer.", 9, 16),  # at the end
        ("La paix.", 0, 8),  # all of it
        ("La paix. La paix. La paix.", 9, 17),  # the same words before and after
        ("<b>La paix.</b> La <i>mer</i>.", 3, 11),  # offsets are of the text, not of the HTML
        ("a & b. c < d. e", 7, 13),
        ("رحب المشاركون. بالاتفاق.", 15, 24),
        ("L’État\n\nLa paix", 8, 15),
    ],
)
def test_quotation_is_marked_exactly(text, start, end):
    shown = Shown(markup.answer_html(answer_of(hit_of(text, start, end)), WORDS, {}))
    assert shown.marked == text[start:end]
    assert text in shown.text


@pytest.mark.parametrize(
    ("answered", "kind"), [(True, "cl-answer cl-answered"), (False, "cl-answer cl-unanswered")]
)
def test_answer_says_whether_it_is_one(answered, kind):
    html = markup.answer_html(answer_of(hit_of("La paix.", 0, 8), answered=answered), WORDS, {})
    assert f'class="{kind}"' in html


def test_answer_without_hits_says_that_the_library_is_empty():
    html = markup.answer_html(answer_of(answered=False), WORDS, {})
    assert WORDS("unanswered_empty") in Shown(html).text


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_style_holds_the_words_of_the_language_and_no_tag_but_its_own(language):
    words = words_in(language)
    html = str(markup.style_html(words, 50))
    assert html.count("<") == 2
    assert html.startswith("<style>")
    assert html.endswith("</style>")
    assert f"direction: {words.direction}" in html
    assert words("upload_button") in html
