"""How the end of a sentence is told."""

from __future__ import annotations

import re

# A French quotation mark may stand apart: "des conditions. »"
ENDS_SENTENCE = re.compile("[.:;!?\u061f\u061b\u2026](?:\\s?[\"'\u00bb\u201d\u2019)\\]])*$")
# "the first point; and", "le premier point ; et": an item of a list that another follows.
ENDS_ITEM = re.compile("[;\u061b]\\s?(?:and|or|and/or|et|ou|et/ou|\u0648|\u0623\u0648)$")
