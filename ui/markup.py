"""Messages, lists and the style sheet as HTML. Every word of a report or a question is escaped.

`st.html` shows HTML as it is, without Markdown, LaTeX or emoji codes, so escaping is all that is
needed for text to stay text. Nothing else writes HTML but this file and those that are named
after it: `markup_answers.py`, `markup_cards.py`, `markup_source.py` and others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup

from ingest.models import HEADING_SEPARATOR, Doubt, Listed
from ui.wording import Words

STYLES = ("style.css", "library.css")
# Characters that turn the direction of what follows: a text could use them to show other words
# than it has. Each text stands in an element of its own direction, and needs none of them.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class Template(Markup):
    """HTML with fields: what fills them is escaped, and cannot turn the direction of its text."""

    def format(self, *values: object, **named: object) -> Template:
        """Return the HTML with its fields filled in."""
        return super().format(
            *map(harmless, values), **{name: harmless(value) for name, value in named.items()}
        )


def harmless(value: object) -> object:
    """Return a text without what turns its direction; anything else as it is."""
    return unturned(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def unturned(text: str) -> str:
    """Return a text without what turns its direction: names of files, options of a list."""
    return text.translate(TURNING)


PLAIN = Template('<div class="cl-{}" role="{}" dir="auto">{}</div>')
# Apart: the direction of the text it stands in is not decided by it.
UNSEEN = Template('<bdi class="cl-unseen">{}</bdi>')
ACT = Template('<button type="button" class="cl-act" {}>{}</button>')
ISOLATED = Template("{}<bdi>{}</bdi>{}")
FACT = Template("<bdi>{}</bdi>")
# A word and the signs that French sets apart from it: "suit :", "« paix ». They stay on one line.
# Of a long word the end does: the rest may break where it must.
TIED = re.compile(r"((?:« )?[^\s«]{1,24}(?: [;:!?»])+(?=[\s.,;)]|$)|« [^\s»]{1,24})")
TIE = Template('<span class="cl-tied">{}</span>')
HEADING = Template(
    '<header class="cl-heading" data-goto="top" tabindex="-1"><h1>{}</h1>'
    '<p class="cl-tagline">{}</p></header>'
)
EXAMPLES = Template('<section class="cl-examples"><h2>{}</h2>{}</section>')
EXAMPLE = Template(
    '<button type="button" class="cl-act cl-example" dir="auto" data-act="ask"'
    ' data-question="{}">{}</button>'
)
REPORT = Template(
    '<li><span class="cl-title" dir="auto">{}</span><span class="cl-about">{}</span></li>'
)


def style_html(words: Words, megabytes: int) -> Markup:
    """The style sheet, with the interface's reading direction and the uploader's words.

    `megabytes` is the largest size of a file.
    """
    variables = Template(".stApp {{ direction: {}; }} :root {{ --cl-browse: {}; --cl-limit: {}; }}")
    filled = variables.format(
        Markup(words.direction),
        css_string(words("upload_button")),
        css_string(words("upload_help", limit=megabytes)),
    )
    return Template("<style>{}\n{}</style>").format(Markup(style_sheet()), filled)


@cache
def style_sheet() -> str:
    """The style sheet as it is in the files, read once."""
    return "\n".join((Path(__file__).parent / name).read_text("utf-8") for name in STYLES)


def css_string(text: str) -> Markup:
    """A phrase of `ui/words/` as a CSS string."""
    return Template('"{}"').format(Markup(text.replace("\\", "\\\\").replace('"', '\\"')))


def message_html(text: str, kind: str = "note") -> Markup:
    """A message: kind "note", "error" (announced at once) or "done"."""
    return PLAIN.format(kind, "alert" if kind == "error" else "status", text)


def unseen_html(text: str) -> Markup:
    """Words for those who hear the page; not shown."""
    return UNSEEN.format(text)


def act_html(label: str, **data: str) -> Markup:
    """A button that the browser's script knows by its `data-`."""
    pairs = Markup(" ").join(
        Template('data-{}="{}"').format(name, value) for name, value in data.items()
    )
    return ACT.format(pairs, label)


def isolated_html(text: str, part: str) -> Markup:
    """A text with a part of it in a direction of its own."""
    before, found, after = text.partition(part) if part else (text, "", "")
    return ISOLATED.format(before, found, after)


def tied_html(text: str) -> Markup:
    """A text of somebody else's, letter for letter, in which no line begins with a French sign."""
    pieces = TIED.split(text)
    return Markup("").join(
        TIE.format(piece) if n % 2 else Template("{}").format(piece)
        for n, piece in enumerate(pieces)
    )


def dotted_html(facts: Iterable[str | None]) -> Markup:
    """Facts in a row, dots between, each in a direction of its own; empty ones are left out."""
    return Markup(" · ").join(FACT.format(fact) for fact in facts if fact)


def heading_path_html(heading: str) -> Markup:
    """The headings above a clause, outermost first, each in a direction of its own."""
    return Markup(" › ").join(FACT.format(one) for one in heading.split(HEADING_SEPARATOR))


def heading_html(title: str, tagline: str) -> Markup:
    """The heading of a view, and a line on what it is for."""
    return HEADING.format(title, tagline)


def examples_html(title: str, questions: Sequence[str]) -> Markup:
    """Example questions to click."""
    return EXAMPLES.format(
        title, Markup("").join(EXAMPLE.format(question, question) for question in questions)
    )


def reports_html(reports: Sequence[Listed], apart: Mapping[str, str], words: Words) -> Markup:
    """The list of reports, newest first; `apart` tells those of one title from each other."""
    items = Markup("").join(
        REPORT.format(report.title, about(report, apart.get(report.id, ""), words))
        for report in reports
    )
    return Template('<ul class="cl-reports">{}</ul>').format(items)


def about(report: Listed, apart: str, words: Words) -> Markup:
    """A line on a report: date, what tells it from its namesakes, clauses, pages."""
    name = "report_line_pages" if report.pages else "report_line"
    counted = words(name, clauses=report.numbered, pages=report.pages or 0)
    return dotted_html([words.date(report.date), apart, counted])


def doubts_html(doubts: Sequence[Doubt], words: Words, printed_in: str = "") -> Markup:
    """What a reading was not sure of; `printed_in` as in `Words.doubt`."""
    items = Markup("").join(
        Template('<li dir="auto">{}</li>').format(words.doubt(doubt, printed_in))
        for doubt in doubts
    )
    return Template('<div class="cl-note" role="status" dir="auto">{}<ul>{}</ul></div>').format(
        words("upload_warnings"), items
    )
