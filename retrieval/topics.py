"""The topic of a question that asks what a report says on it: "que dit le rapport sur X ?" is X.

Who asks so may be answered by any clause on X, and by none for having the words "report" or "say".
"""

from __future__ import annotations

import re

from retrieval.genres import WORDS
from retrieval.question_words import content_words

TEXT = rf"(?:{'|'.join(['texte', 'text', 'document', 'documents', *WORDS])})"
THE = r"(?:l[ea]s?\s+|l['’]\s?|c(?:e|et|ette|es)\s+|the\s+|this\s+|these\s+)"
SUBJECT = rf"(?:(?:{THE}{TEXT}|on|it|they)\s+)?"
ON = (
    r"(?:sur|au\s+sujet\s+d[eu]s?|à\s+propos\s+d[eu]s?|concernant|quant\s+(?:à|aux?)"
    r"|en\s+matière\s+d[e'’]"
    r"|about|on|regarding|concerning|as\s+to)(?:\s+|(?<=['’]))"
)
SAYS = r"(?:di(?:t|sent)|prévoi(?:t|ent)|stipulent?|énoncent?|indiquent?|précisent?|contient)"
SAY = r"(?:say|said|state|provide|stipulate|contain|tell(?:\s+us)?)"
ABOUT_AR = r"(?:عن|بشأن|حول|بخصوص|في\s+شأن)\s+"
TEXT_AR = r"(?:(?:ال|هذا\s+ال|هذه\s+ال)\w+\s+)?"
# One form of asking a line.
FRAME = re.compile(
    r"\s*(?:"
    rf"(?:que|qu['’]est-ce\s+que?)\s+{SAYS}(?:-(?:t-)?(?:il|elle|on)s?)?\s+{SUBJECT}{ON}"
    rf"|qu['’]est-ce\s+qu['’e]?\s*{SUBJECT}{SAYS}\s+{ON}"
    rf"|qu['’](?:est-il|a-t-on|a-t-il\s+été)\s+(?:dit|décidé|prévu|convenu)\s+{ON}"
    rf"|{THE}{TEXT}\s+(?:parle|traite)(?:nt)?-(?:t-)?(?:ils?|elles?)\s+d(?:e\s+|u\s+|es\s+|['’])"
    rf"|{THE}{TEXT}\s+(?:mentionne|évoque|aborde)(?:nt)?-(?:t-)?(?:ils?|elles?)\s+"
    rf"|what\s+(?:do|does|did)\s+{SUBJECT}(?:have\s+to\s+)?{SAY}\s+{ON}"
    rf"|what\s+(?:is|was|has\s+been)\s+(?:said|stated|agreed|decided|provided)\s+{ON}"
    rf"|(?:do|does|did)\s+{SUBJECT}(?:mention|address|discuss|cover|(?:say|contain)\s+anything\s+{ON})"
    r"\s*"
    rf"|(?:ماذا|ما\s+الذي)\s+[يت]?قول[هـ]?\s+{TEXT_AR}{ABOUT_AR}"
    rf"|ماذا\s+(?:ورد|جاء|قيل)\s+(?:في\s+{TEXT_AR})?{ABOUT_AR}"
    rf"|علا?م\s+[يت]نص\s+{TEXT_AR}{ABOUT_AR}"
    rf"|هل\s+[يت](?:ذكر|تناول)\s+(?:ال(?:تقرير|نص|وثيقة|بيان))\s+"
    r")",
    re.IGNORECASE,
)
ENDS = " \t\n?؟.!"


def topic_of(question: str) -> str:
    """Return what a question asks a report about; the question itself if it asks otherwise."""
    frame = FRAME.match(question)
    topic = question[frame.end() :].strip(ENDS) if frame else ""
    return topic if content_words(topic) else question
