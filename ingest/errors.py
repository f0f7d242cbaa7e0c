"""The few errors of the whole application.

ClausierError              every mistake that a user can mend; shown as one line
├── UnreadableFile         a file that cannot be read as a report
├── UnusableQuestion       a question that is empty or too long
├── ReportNotFound         no report of that id in the library
├── ClauseNotFound         the report has no clause of that key
├── PageNotFound           the report has no such page, or none that can be shown
├── ConversationNotFound   the visitor has no conversation of that id
├── LibraryError           the library cannot be opened, read or written
└── ModelError             the encoder or reranker cannot be found, unpacked or loaded

Messages say what, what was seen and what to do.
"""

from __future__ import annotations


class ClausierError(Exception):
    """Base of every error that a user can mend.

    `str(error)` is the English line of the command line. `code` and `values` let the chat page
    say the same in the reader's language.
    """

    def __init__(self, message: str, code: str = "", **values: str | int) -> None:
        super().__init__(message)
        self.code = code
        self.values = values


class UnreadableFile(ClausierError):
    """A file that cannot be read as a report: missing, empty, too large, not text."""


class UnusableQuestion(ClausierError):
    """A question that is empty or longer than the limit."""


class ReportNotFound(ClausierError):
    """No report of that id is in the library."""


class ClauseNotFound(ClausierError):
    """The report has no clause of that key."""


class PageNotFound(ClausierError):
    """The report has no such page, or none that can be shown."""


class ConversationNotFound(ClausierError):
    """The visitor has no conversation of that id: deleted, or another browser's."""


class LibraryError(ClausierError):
    """The library cannot be opened, read or written as it stands."""


class ModelError(ClausierError):
    """The encoder or reranker cannot be found, unpacked or loaded."""
