"""What a command prints on standard output."""

from __future__ import annotations

import json

from ui.contracts import Json


def print_json(document: Json) -> None:
    """Print one JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=2))
