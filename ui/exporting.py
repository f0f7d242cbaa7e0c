"""The forms in which a conversation is exported."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ui.export_markdown import to_markdown
from ui.export_pdf import to_pdf
from ui.export_word import to_word
from ui.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: its ending, its MIME type, and what writes it."""

    ending: str
    mime: str
    write: Callable[[Transcript], bytes]


FORMS = {
    "word": Form(
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_word,
    ),
    "pdf": Form(".pdf", "application/pdf", to_pdf),
    "markdown": Form(".md", "text/markdown", to_markdown),
}


def file_name(title: str, form: Form) -> str:
    """Return a name that every file system takes, from the words of a conversation's title."""
    words = re.findall(r"\w+", title)
    return ("-".join(words)[:60].strip("-") or "clausier") + form.ending
