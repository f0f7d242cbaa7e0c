"""What the page shows is text: nothing in a report, a file name or a question is HTML."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ClausierError
from ingest.models import Clause, Doubt, Kind, Listed, Part, Report
from retrieval.models import Answer, Hit, Quotation, Twin
from retrieval.styles import Style
from ui import markup, markup_answers, markup_cards, markup_source
from ui.chat import Found, Turn
from ui.markup_scope import scope_html
from ui.opened import Laid, Leaf, Opened, Sheet, View
from ui.scoping import Chip
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
    '" data-act="ask" data-question="x',  # no button
]


class Shown(HTMLParser):
    """What a browser makes of HTML: its tags, its attributes and its text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.marked, self.text = [], {}, "", ""
        self.copied = []
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes.update(attributes)
        self.copied += [value for name, value in attributes if name == "data-copy"]

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


def answer_of(*hits, answered=True, question="Question ?", missing=(), **values):
    return Answer(question, "fr", answered, 0.9, hits, 0.01, missing, **values)


def listed(title):
    return Listed("id", title, "", "2019-09-24", "fr", 17, 14, 3, 1, "2026-01-01", title)


def turn_of(*hits, answered=True, title="Rapport", link="?report=r&clause=13", around=()):
    found = tuple(Found(hit, listed(title), link, around) for hit in hits)
    return Turn("Question ?", answer_of(*hits, answered=answered), None, found, (listed(title),))


def follow_up(question, understood):
    turn = turn_of(HIT)
    answer = replace(turn.answer, question=question, understood=understood)
    return markup_answers.turn_html(replace(turn, question=question, answer=answer), 2, MANNER)


WORDS = words_in("fr")
MANNER = markup_cards.Manner(WORDS)
HIT = hit_of("La paix.", 0, 8)


def turn_html(*hits, manner=MANNER, **values):
    return markup_answers.turn_html(turn_of(*hits, **values), 1, manner)


def source_of(text="La paix.", view=View.TEXT, title="Rapport", **values):
    clause = replace(HIT.clause, **{"start": 0, "end": len(text), "text": text, **values})
    report = Report(title, "fr", text, source_name="x.pdf", id="r")
    leaf = (
        Leaf(1, 2, Sheet(b"", ((0.1, 0.1, 0.5, 0.02),)))
        if view is View.PAGE
        else (Leaf(1, 1, start=0, end=len(text)) if view is View.TEXT else None)
    )
    return Laid(Opened("r", "para_13"), view, tuple(View), report, [clause], clause, (), leaf)


def source_html(text="La paix.", **values):
    return markup_source.source_html(source_of(text, **values), WORDS)


PLACES = {
    "clause": lambda x: turn_html(hit_of(x, 0, len(x))),
    "part of a clause": lambda x: turn_html(hit_of(f"La paix. {x}", 0, 8)),
    "citation": lambda x: turn_html(replace(HIT, citation=x)),
    "report id": lambda x: turn_html(hit_of("La paix.", 0, 8, report=x)),
    "key": lambda x: turn_html(hit_of("La paix.", 0, 8, key=x)),
    "heading": lambda x: turn_html(replace(HIT, clause=replace(HIT.clause, heading=x))),
    "chapeau": lambda x: turn_html(replace(HIT, clause=replace(HIT.clause, chapeau=x))),
    "language": lambda x: turn_html(replace(HIT, clause=replace(HIT.clause, language=x))),
    "title": lambda x: turn_html(HIT, title=x),
    "title of a searched report": lambda x: turn_html(HIT, title=x, answered=False),
    "link": lambda x: turn_html(HIT, link=x),
    "clause around": lambda x: turn_html(HIT, around=(replace(HIT.clause, text=x, num=x),)),
    "question": lambda x: markup_answers.turn_html(Turn(x), 1, MANNER),
    "the same clause in another report": lambda x: turn_html(
        replace(HIT, twins=(Twin("r2", "4", x),))
    ),
    "report of the same clause": lambda x: markup_cards.twins_html(
        replace(HIT, twins=(Twin(x, x, "Communiqué"),)), Turn("?"), MANNER
    ),
    "question that waits": lambda x: markup_answers.waiting_html(x, 1, WORDS),
    "question that was stopped": lambda x: markup_answers.turn_html(
        Turn(x, stopped=True), 1, MANNER
    ),
    "follow-up": lambda x: follow_up(x, "La paix ? Pourquoi ?"),
    "follow-up as understood": lambda x: follow_up("Pourquoi ?", x),
    "error": lambda x: markup_answers.turn_html(Turn("?", error=ClausierError(x)), 1, MANNER),
    "chip": lambda x: scope_html([Chip("report", x, x, True)], x, WORDS, True),
    "example": lambda x: markup.examples_html("Exemples", [x]),
    "message": markup.message_html,
    "message of an error": lambda x: markup.message_html(x, "error"),
    "title in the list": lambda x: markup.reports_html([listed(x)], {}, WORDS),
    "doubt": lambda x: markup.doubts_html([Doubt("unknown-code", x)], WORDS),
    "value of a doubt": lambda x: markup.doubts_html(
        [Doubt("numbering-gap", "", 1, {"before": x, "after": "13"})], WORDS
    ),
    "file name": lambda x: markup.message_html(
        WORDS("upload_added", title=x, clauses=14), "done"
    ),
    "open text": source_html,
    "open page": lambda x: source_html(view=View.PAGE, title=x),
    "open outline": lambda x: source_html(f"{x}.", view=View.OUTLINE),
    "number in the outline": lambda x: source_html(view=View.OUTLINE, num=x),
    "heading in the outline": lambda x: source_html(view=View.OUTLINE, heading=x),
    "eId in the outline": lambda x: source_html(view=View.OUTLINE, eid=x),
    "link to what is missing": lambda x: markup_source.missing_html(ClausierError(x), WORDS),
}  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("place", PLACES)
def test_any_text_stays_text(place, payload):
    harmless = Shown(PLACES[place]("x"))
    shown = Shown(PLACES[place](payload))
    assert shown.tags == harmless.tags
    assert shown.attributes.keys() == harmless.attributes.keys()
    assert payload in shown.text or payload in shown.attributes.values()


# An override, an embedding, an isolate that nothing closes: they would turn what follows.
@pytest.mark.parametrize("control", [*"\u202a\u202b\u202d\u202e\u2066\u2067\u2068"])
@pytest.mark.parametrize("place", PLACES)
def test_no_text_turns_the_direction_of_another(place, control):
    html = str(PLACES[place](f"La{control}paix"))
    assert control not in html
    assert "Lapaix" in html


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
    shown = Shown(turn_html(hit_of(text, start, end)))
    assert shown.marked == text[start:end]
    assert text in shown.text


@pytest.mark.parametrize(
    ("answered", "kind", "said"),
    [
        (True, "cl-answer cl-answered", "Sûreté : très élevée (90 %)"),
        (False, "cl-answer cl-unanswered", "Rapports consultés : 1 ; clauses : 14"),
    ],
)
def test_answer_says_whether_it_is_one(answered, kind, said):
    html = turn_html(HIT, answered=answered)
    assert f'class="{kind}"' in html
    assert said in re.sub("[\u00a0\u202f]", " ", Shown(html).text)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_follow_up_is_shown_as_understood_with_one_click_to_ask_it_as_typed(language):
    words = words_in(language)
    turn = turn_of(HIT)
    answer = replace(turn.answer, understood="La paix ? Pourquoi ?")
    turn = replace(turn, question="Pourquoi ?", answer=answer)
    shown = Shown(markup_answers.turn_html(turn, 2, markup_cards.Manner(words)))
    assert words("understood", question="La paix ? Pourquoi ?") in shown.text
    assert words("ask_alone") in shown.text
    assert shown.attributes["data-alone"] == "yes"
    assert shown.attributes["data-question"] == "Pourquoi ?"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Même clause dans d'autres rapports\u00a0: 2"),
        ("en", "Also in other reports: 2"),
        ("ar", "البند نفسه في تقارير أخرى: 2"),
    ],
)
def test_card_names_the_other_reports_with_the_same_clause(language, said):
    twins = (Twin("b", "4", "Communiqué, par. 4"), Twin("c", "4", "Beyanat, par. 4"))
    manner = markup_cards.Manner(words_in(language))
    html = turn_html(replace(HIT, twins=twins), manner=manner)
    assert said in Shown(html).text.translate(str.maketrans("٢", "2"))
    for twin in twins:
        # The address is there for a tab of its own; a plain click opens the clause beside the chat.
        opens = f'data-act="open" data-report="{twin.report_id}" data-clause="4"'
        link = f'href="?report={twin.report_id}&amp;clause=4"'
        assert f'<a class="cl-citation" dir="ltr" {link} {opens}>{twin.citation}</a>' in html
    assert twins[0].citation not in "".join(Shown(html).copied)


@pytest.mark.parametrize(("count", "opened"), [(1, True), (3, True), (4, False), (40, False)])
def test_a_few_reports_with_the_same_clause_are_seen_at_once_and_many_are_closed(count, opened):
    html = turn_html(replace(HIT, twins=(Twin("b", "4", "Communiqué, par. 4"),) * count))
    assert ('<details class="cl-twins" open>' in html) is opened
    assert html.count("Communiqué, par. 4") == count


def test_card_of_a_clause_of_one_report_names_no_other():
    assert "cl-twins" not in turn_html(HIT)


def test_question_that_stands_alone_offers_no_other_way_to_ask_it():
    assert "data-alone" not in turn_html(HIT)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Aucune clause ne contient « paix juste », « <b> »."),
        ("en", "No clause contains “paix juste”, “<b>”."),
        ("ar", "لا يوجد بند يحتوي على «paix juste»، «<b>»."),
    ],
)
def test_phrases_that_no_clause_has_are_named_first(language, said):
    answer = answer_of(answered=False, absent=("paix juste", "<b>"))
    manner = markup_cards.Manner(words_in(language))
    shown = Shown(markup_answers.turn_html(Turn("?", answer), 1, manner))
    assert said in " ".join(shown.text.split())


def test_answer_without_hits_says_that_the_library_is_empty():
    turn = Turn("?", answer_of(answered=False))
    assert WORDS("unanswered_empty") in Shown(markup_answers.turn_html(turn, 1, MANNER)).text


def test_clause_named_by_its_number_is_no_guess_and_has_no_percents():
    html = turn_html(replace(HIT, located=True))
    assert "%" not in Shown(html).text


@pytest.mark.parametrize(
    ("text", "start", "end", "whole"),
    [
        ("La paix.", 0, 8, True),
        ("La paix.\n", 0, 8, True),  # nothing but space is left
        ("La paix. La mer.", 0, 8, False),
    ],
)
def test_quotation_that_is_the_whole_clause_is_marked_lightly(text, start, end, whole):
    assert ('class="cl-whole"' in turn_html(hit_of(text, start, end))) is whole


def test_chapeau_is_shown_and_never_in_the_quotation_or_what_is_copied():
    hit = replace(HIT, clause=replace(HIT.clause, chapeau="Les États s'engagent à :"))
    shown = Shown(turn_html(hit))
    assert "Les États s'engagent à :" in shown.text
    assert shown.marked == "La paix."
    assert all("engagent" not in copied for copied in shown.copied)
    assert "«\u00a0La paix.\u00a0» (Rapport, par. 13)" in shown.copied


@pytest.mark.parametrize(
    ("style", "copied"),
    [
        (Style.UN, "«\u00a0La paix.\u00a0» (Rapport, par. 13)"),
        (Style.ISO690, "«\u00a0La paix.\u00a0»\nRapport, par. 13"),  # in a note
    ],
)
def test_quotation_is_copied_as_the_style_quotes(style, copied):
    shown = Shown(turn_html(HIT, manner=markup_cards.Manner(WORDS, style)))
    assert copied in shown.copied


def test_each_line_of_a_clause_has_its_mark_on_the_page():
    html = str(source_html(view=View.PAGE))
    assert html.count('class="cl-mark"') == 1
    assert "left: 10.000%; top: 10.000%; width: 50.000%; height: 2.000%" in html


@pytest.mark.parametrize(
    ("start", "end", "marked"),
    [
        (0, 8, "La paix."),
        (3, 7, "paix"),
        (9, 30, "La mer.La terre."),  # over two paragraphs
    ],
)
def test_clause_is_marked_in_the_open_text(start, end, marked):
    laid = source_of("La paix.\nLa mer.\nLa terre.", start=start, end=end)
    assert Shown(markup_source.source_html(laid, WORDS)).marked == marked


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_style_holds_the_words_of_the_language_and_no_tag_but_its_own(language):
    words = words_in(language)
    html = str(markup.style_html(words, 50))
    assert html.count("<") == 2
    assert html.startswith("<style>")
    assert html.endswith("</style>")
    assert f"direction: {words.direction}" in html
    assert words("upload_button") in html


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("Que demande-t-on pour les réfugiés ?", ["réfugiés ?"]),
        ("Vu ce qui suit : un ; deux !", ["suit :", "un ;", "deux !"]),
        ("Le terme « paix » désigne", ["« paix »"]),
        ("Le terme « paix juste » désigne", ["« paix", "juste »"]),
        ("dit « non » ?", ["« non » ?"]),
        ("Is it so? Yes: it is; so", []),  # no other language sets signs apart
        ("une adresse :smile: et 12:30", []),
        ("x" * 60 + " ?", ["x" * 24 + " ?"]),  # it has to break somewhere
        ("déjà\u00a0: tenu\u202f?", []),
    ],
)
def test_no_line_of_a_quoted_text_begins_with_a_french_sign(text, tied):
    html = str(markup.tied_html(text))
    assert re.findall(r'<span class="cl-tied">(.*?)</span>', html) == tied
    assert Shown(html).text == text


@given(st.text("ab «»;:!?\n\u00a0<&'", max_size=40))
def test_text_is_kept_letter_for_letter_when_its_signs_are_tied(text):
    assert Shown(markup.tied_html(text)).text == text
