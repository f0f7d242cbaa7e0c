"""Words that begin a part of a report, or a division of it, and print no clause number."""

from __future__ import annotations

import re

from ingest.cleaning import ENDS_SENTENCE

LONGEST_HEADING = 150

ANNEX_HEADING = re.compile(r"(?:annexe?|appendi(?:x|ce)|ملحق|مرفق|المرفق|الملحق)\b", re.IGNORECASE)
PREAMBLE_HEADING = re.compile(
    r"(?:préambule|preamble|الديباجة|ديباجة|توطئة|تصدير)\s*$", re.IGNORECASE
)
RECITALS_START = re.compile(  # what a list of numbered recitals follows
    r"(?:whereas|considérant(?: ce qui suit)?|حيث إن|بما أن|لما كان)\s*[:،,]$", re.IGNORECASE
)
# Words that head a division, from the widest to the narrowest; the rank is the place in the list.
# A number follows them ("Titre IV", "CHAPITRE PRÉLIMINAIRE", "الباب الأول") or stands before.
ORDINAL_WORD = (
    r"premi[eè]re?|deuxi[eè]me|second[e]?|troisi[eè]me|quatri[eè]me|cinqui[eè]me|sixi[eè]me"
)
NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty"
)
DIVISION_NUMBER = (
    rf"\s+(?:[IVXLC]+(?:er)?|\d{{1,3}}|[A-Z]|{ORDINAL_WORD}|pr[eé]liminaire|unique|{NUMBER_WORD})\b"
)
ARABIC_ORDINAL = r"\s+(?:ال\w+|\d{1,3})"
DIVISIONS = [
    rf"(?:{ORDINAL_WORD})\s+partie\b|(?:partie|part){DIVISION_NUMBER}|الجزء{ARABIC_ORDINAL}",
    rf"(?:livre|book){DIVISION_NUMBER}|الكتاب{ARABIC_ORDINAL}",
    rf"(?:titre|title){DIVISION_NUMBER}|الباب{ARABIC_ORDINAL}",
    rf"(?:sous[- ]?titre|sub[- ]?title){DIVISION_NUMBER}",
    rf"(?:chapitre|chapter){DIVISION_NUMBER}|الفصل{ARABIC_ORDINAL}",
    rf"section{DIVISION_NUMBER}|القسم{ARABIC_ORDINAL}|الفرع{ARABIC_ORDINAL}",
    rf"(?:sous[- ]?section|sub[- ]?section){DIVISION_NUMBER}|المبحث{ARABIC_ORDINAL}",
    rf"paragraphe\s+\d+\s*[:.–—-]|المطلب{ARABIC_ORDINAL}",
]
DIVISION = re.compile("|".join(f"({words})" for words in DIVISIONS), re.IGNORECASE)


def looks_like_heading(paragraph: str) -> bool:
    """Say whether a paragraph is short and no sentence, nor a part of one that goes on."""
    prose = ENDS_SENTENCE.search(paragraph) or paragraph.endswith((",", "،"))
    return len(paragraph) <= LONGEST_HEADING and not prose and not paragraph.startswith(("«", "“"))


def is_annex_heading(paragraph: str) -> bool:
    """Say whether a paragraph is the heading of an annex: "Annexe II", "ملحق"."""
    return bool(ANNEX_HEADING.match(paragraph)) and looks_like_heading(paragraph)
