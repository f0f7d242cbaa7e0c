"""What commands share: how one is added to the parser, and prints its document."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from ui.contracts import Json

# Adds a command to the parser: its name, what runs it, its help and its example.
AddCommand = Callable[[str, object, str, str], argparse.ArgumentParser]


def print_json(document: Json) -> None:
    """Print one JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=2))
