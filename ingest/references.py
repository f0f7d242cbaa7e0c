"""Mentions of clauses in any text: "paragraphe 13", "para. 3 (a)", "الفقرة ٣"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.numerals import ABJAD, ORDINAL, letters, ordinal_value

# The words for a clause in the three languages, singular and plural.
CLAUSE_WORD = (
    r"clauses?|paragraphes?|paragraphs?|par\.|paras?\.?|§{1,2}|points?|articles?|art\.|alinéas?"
    r"|(?:ال)?فقر(?:ة|ات)|(?:ال)?بند|(?:ال)?بنود|(?:ال)?ماد(?:ة|تان)|(?:ال)?مواد|(?:ال)?نقطة"
)
# After the number of a clause: "(a)", "a)", ".1", "-3".
DEEPER = re.compile(
    rf"\s?\((?:(?P<letters>[a-z{ABJAD}]{{1,4}})ـ?|(?P<digits>\d{{1,3}}))\)"
    rf"|\s?(?P<open>[a-z{ABJAD}]{{1,4}})ـ?\)"
    r"|\.(?P<dotted>\d{1,3}|[a-z]{1,4})(?![\w])",
    re.IGNORECASE,
)
NUMBER = (
    r"(?P<code>[LRDA]\*?\d{1,4}(?:-\d{1,3})*)"  # L112-3
    r"|(?P<num>\d{1,4})(?P<dashes>(?:-\d{1,3})*)(?P<suffix>\s?(?:bis|ter|quater)\b)?"  # 8-1
    rf"|(?P<ordinal>{ORDINAL})"
)
AFTER_WORD = re.compile(
    rf"(?<!\w)(?:{CLAUSE_WORD})\s?(?:n[°o]\s?)?\(?(?:{NUMBER})\)?(?!\w)", re.IGNORECASE
)
# "la troisième clause", "the third paragraph"
BEFORE_WORD = re.compile(rf"\b(?P<ordinal>{ORDINAL})\s+(?:{CLAUSE_WORD})(?!\w)", re.IGNORECASE)
# "OP3", "operative paragraph 3": a clause like any other.
OPERATIVE = re.compile(
    r"\b(?:OP\s?|operative\s+para(?:graph|\.)?\s+)(?P<num>\d{1,3})\b", re.IGNORECASE
)
# "PP1", "preambular paragraph 1", "recital 47": the preamble has its own count.
PREAMBULAR = re.compile(
    r"\bPP\s?(?P<num>\d{1,3})\b"
    r"|\bpreambular\s+para(?:graph|\.)?\s+(?P<num_en>\d{1,3})\b"
    r"|\brecital\s+\(?(?P<num_eu>\d{1,3})\b"
    r"|\bconsidérant\s+(?:n[°o]\s?)?\(?(?P<num_fr>\d{1,3})\b"
    r"|\balinéa\s+(?P<num_line>\d{1,3})\s+du\s+préambule",
    re.IGNORECASE,
)
# "paragraphe 3 de la résolution 2480": a clause of another text, named right after it.
# Words for the reports themselves ("of the report", "du communiqué") name no other text.
OTHER_TEXT = re.compile(
    r"\s*,?\s*(?:de la|du|de l['\u2019]|des|of the|of|to the|من)\s*"
    r"(?P<text>(?:résolution|resolution|charte|charter|accord|agreement|traité|treaty|convention"
    r"|constitution|code|protocole|protocol|pacte|covenant|statut|statute|déclaration|declaration"
    r"|قرار|القرار|ميثاق|الميثاق|اتفاق|الاتفاق|اتفاقية|الاتفاقية|معاهدة|المعاهدة|إعلان|الإعلان"
    r"|دستور|الدستور)\b[^?.!,;؟]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """A clause named by its number: the key it would have, and where it is named.

    `other_text` is what the mention says it is a clause of, "" if it says nothing.
    """

    key: str
    start: int
    end: int
    other_text: str = ""


def find_clause_mentions(text: str) -> Iterator[ClauseMention]:
    """Yield the clauses that a text names by number, in order."""
    taken = -1
    for match in sorted(all_matches(text), key=lambda match: match.start()):
        if match.start() < taken:
            continue
        key, taken = read_key(match, text)
        other = OTHER_TEXT.match(text, taken)
        yield ClauseMention(key, match.start(), taken, other["text"].strip() if other else "")


def all_matches(text: str) -> Iterator[re.Match[str]]:
    """Yield every match of every form of mention."""
    for pattern in (PREAMBULAR, OPERATIVE, AFTER_WORD, BEFORE_WORD):
        for match in pattern.finditer(text):
            # Ignoring case, the patterns also let "ſecond" and "fıfth" through: no ordinals.
            ordinal = match.groupdict().get("ordinal")
            if not ordinal or ordinal_value(ordinal):
                yield match


def read_key(match: re.Match[str], text: str) -> tuple[str, int]:
    """Return the key of a mention and the offset where it ends, points and letters included."""
    if match.re is PREAMBULAR:
        return f"PP{int(next(filter(None, match.groups())))}", match.end()
    if match.re is OPERATIVE:
        return str(int(match["num"])), match.end()
    groups = match.groupdict()
    if groups["ordinal"]:
        return str(ordinal_value(groups["ordinal"])), match.end()
    if groups["code"]:
        return groups["code"].upper(), match.end()
    suffix = (groups["suffix"] or "").strip().lower()
    segments = [f"{int(groups['num'])}{groups['dashes']}{suffix}"]
    end = match.end()
    while deeper := DEEPER.match(text, end):
        segments.append(segment(next(filter(None, deeper.groups()))))
        end = deeper.end()
    return ".".join(segments), end


def segment(printed: str) -> str:
    """Return the key segment of a printed letter or number: `أ` -> `a`, `٣` -> `3`."""
    if printed.isdigit():
        return str(int(printed))
    return letters(ABJAD.index(printed) + 1) if printed in ABJAD else printed.lower()
