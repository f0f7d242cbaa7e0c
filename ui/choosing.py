"""What a visitor chooses once: the page's language, the style of citations, where questions look.

It is kept in the library, for each browser. What an address names counts for its visit alone.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from ingest.choices import Choices
from ingest.errors import LibraryError
from retrieval.scope import EVERYTHING, Scope

LANGUAGE, SCOPE = "language", "scope"  # names of choices; that of the style is the address's too
SCOPES = TypeAdapter(Scope)


def keep(choices: Choices, name: str, value: str) -> None:
    """Keep a choice. What cannot be kept counts all the same: a full disk costs only the memory."""
    with suppress(LibraryError):
        choices.choose(name, value)


def keep_scope(choices: Choices, scope: Scope) -> None:
    """Keep where questions look."""
    keep(choices, SCOPE, "" if scope == EVERYTHING else SCOPES.dump_json(scope).decode())


def kept_scope(choices: Choices) -> Scope:
    """Return where questions looked last."""
    try:
        return SCOPES.validate_json(choices.all().get(SCOPE, ""))
    except ValidationError:  # none, or of another version
        return EVERYTHING


def without_gone(scope: Scope, reports: Collection[str]) -> Scope:
    """Return a scope without the reports that the library has no more."""
    return replace(scope, reports=tuple(one for one in scope.reports if one in reports))
