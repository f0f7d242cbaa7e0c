"""A conversation as a PDF file, set by typst: Arabic is shaped, notes stand at the foot of a page.

The words go in as data of the template, never as its markup, and the fonts come with packages, so
that the file is the same on every machine.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import fontpkg
import typst

from ui.transcript import Transcript

TEMPLATE = Path(__file__).parent / "conversation.typ"


def to_pdf(transcript: Transcript) -> bytes:
    """Return the file."""
    return typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=[Path(fontpkg.path("Amiri")).parent],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(asdict(transcript))},
    )
