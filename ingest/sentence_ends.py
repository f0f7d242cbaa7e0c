"""How the end of a sentence is told."""

from __future__ import annotations

import re

# A French quotation mark may stand apart: "des conditions. »"
ENDS_SENTENCE = re.compile("[.:;!?\u061f\u061b\u2026](?:\\s?[\"'\u00bb\u201d\u2019)\\]])*$")
