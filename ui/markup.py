"""Answers and messages as HTML. Every word of a report, a file name or a question is escaped.

`st.html` shows HTML as it is, without Markdown, LaTeX or emoji codes, so escaping is all that is
needed for text to stay text. Nothing else in `ui/` writes HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from ingest.models import Doubt, Listed, Part
from retrieval.citing import locator, long_date
from retrieval.models import Answer, Hit
from ui.rendering import opening
from ui.wording import Words

STYLE = Path(__file__).parent / "style.css"

PLAIN = Markup('<div class="cl-{}" role="{}" dir="auto">{}</div>')
HEAD = Markup(
    '<span class="cl-num" dir="auto">{}</span> <cite class="cl-citation" dir="{}">{}</cite>'
)
TEXT = Markup('<p class="cl-text" dir="auto" lang="{}">{}</p>')
CARD = Markup('<article class="cl-card cl-first" {}><header>{}</header>{}</article>')
CLOSED_CARD = Markup('<details class="cl-card" {}><summary>{}</summary>{}</details>')
DATA = Markup('data-rank="{}" data-key="{}" data-report="{}"')
# The beginning of a new turn is what one reads first. No text of a report or a question is ever
# part of a script.
SCROLL_TO_NEWEST = Markup("""<script>
setTimeout(() => [...document.querySelectorAll(".cl-question")].at(-1)
  ?.closest('[data-testid="stChatMessage"]').scrollIntoView({block: "start"}), 200);
</script>""")
MARKED = Markup("{}<mark>{}</mark>{}")
REPORT = Markup(
    '<li><span class="cl-title" dir="auto">{}</span>'
    '<span class="cl-about" dir="auto">{}</span></li>'
)


def style_html(words: Words, megabytes: int) -> Markup:
    """The style sheet, with the interface's reading direction and the uploader's words.

    `megabytes` is the largest size of a file.
    """
    variables = Markup(".stApp {{ direction: {}; }} :root {{ --cl-browse: {}; --cl-limit: {}; }}")
    css = STYLE.read_text(encoding="utf-8")
    filled = variables.format(
        Markup(words.direction),
        css_string(words("upload_button")),
        css_string(words("upload_help", limit=megabytes)),
    )
    return Markup("<style>{}\n{}</style>").format(Markup(css), filled)


def css_string(text: str) -> Markup:
    """A phrase of `ui/words/` as a CSS string."""
    return Markup('"{}"').format(Markup(text.replace("\\", "\\\\").replace('"', '\\"')))


def message_html(text: str, kind: str = "note") -> Markup:
    """A message: kind "note", "error" (announced at once) or "done"."""
    return PLAIN.format(kind, "alert" if kind == "error" else "status", text)


def question_html(question: str) -> Markup:
    """What the user asked, as typed."""
    return PLAIN.format("question", "note", question)


def answer_html(answer: Answer, words: Words, languages: dict[str, str]) -> Markup:
    """An answer: what was found, then its clauses; those that are only near stay closed.

    `languages` are those of the reports, by id.
    """
    kind = "answered" if answer.answered else "unanswered"
    cards = (hit_html(hit, answer, words, languages.get(hit.report_id, "")) for hit in answer.hits)
    return Markup('<section class="cl-answer cl-{}" aria-live="polite">{}{}</section>').format(
        kind, PLAIN.format("opening", "status", opening(answer, words)), Markup("").join(cards)
    )


def hit_html(hit: Hit, answer: Answer, words: Words, language: str) -> Markup:
    """One clause: its number, its citation, its text with the quotation marked."""
    card = CARD if hit.rank == 1 or hit.located else CLOSED_CARD
    direction = "rtl" if answer.language == "ar" else "ltr"
    return card.format(
        DATA.format(hit.rank, hit.clause.key, hit.report_id),
        HEAD.format(clause_name(hit, words), direction, hit.citation),
        TEXT.format(language, marked_html(hit)),
    )


def clause_name(hit: Hit, words: Words) -> str:
    """What a card calls its clause: "Clause 13"; other parts as they are cited."""
    if hit.clause.part is Part.BODY:
        return words("clause_label", num=hit.clause.key)
    return locator(hit.clause, words.language)


def marked_html(hit: Hit) -> Markup:
    """A clause's text with its quotation marked."""
    start = hit.quotation.start - hit.clause.start
    end = hit.quotation.end - hit.clause.start
    text = hit.clause.text
    return MARKED.format(text[:start], text[start:end], text[end:])


def reports_html(reports: Sequence[Listed], words: Words) -> Markup:
    """The list of reports, newest first."""
    items = Markup("").join(REPORT.format(report.title, about(report, words)) for report in reports)
    return Markup('<ul class="cl-reports">{}</ul>').format(items)


def about(report: Listed, words: Words) -> str:
    """A line on a report: date, clauses, pages."""
    name = "report_line_pages" if report.pages else "report_line"
    counted = words(name, clauses=report.numbered, pages=report.pages)
    return " · ".join(filter(None, [long_date(report.date, words.language), counted]))


def doubts_html(doubts: Sequence[Doubt], words: Words) -> Markup:
    """What a reading was not sure of."""
    items = Markup("").join(Markup("<li>{}</li>").format(words.doubt(doubt)) for doubt in doubts)
    return Markup('<div class="cl-note" role="status" dir="auto">{}<ul>{}</ul></div>').format(
        words("upload_warnings"), items
    )
