"""Words that begin a part of a report, or a division of it, and print no clause number."""

from __future__ import annotations

import re

from ingest.lead_ins import defines, is_formula, leads_on, names_party
from ingest.sentence_ends import ENDS_ITEM, ENDS_SENTENCE

LONGEST_HEADING = 150
OPENING_QUOTES = ("“", "«", "„")

# "FIRST SCHEDULE (Article 6 (1))", "Schedule 2 – Fees"; a schedule of meetings is none.
SCHEDULE = (
    r"(?:the\s+)?(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+)?"
    r"schedule\s*(?=$|[:(\[.–—-])"
    r"|schedule\s+(?:no\.?\s*)?(?-i:\d{1,2}|[IVX]+|[A-Z])(?=\s+(?-i:[A-Z])|\s*(?:$|[:(\[.–—-]))"
)
ANNEX_HEADING = re.compile(
    rf"(?:annexe?|appendi(?:x|ce)|ملحق|مرفق|المرفق|الملحق)\b|{SCHEDULE}", re.IGNORECASE
)
ANNEX_NUMBER = re.compile(r"\s*(?:n[o°]\.?\s*|رقم\s*)?(?:[IVXLC]+|\d{1,2}|[A-Z])?\s*[.:–—-]?")
PREAMBLE_HEADING = re.compile(
    r"(?:préambule|preamble|الديباجة|ديباجة|توطئة|تصدير)\s*$", re.IGNORECASE
)
# Fait à New York, le …  Done at …  IN WITNESS WHEREOF  54th plenary meeting  حرر في  (ق: رقم ٨١٢٣
CLOSING_START = re.compile(
    r"(?:fait (?:à|en|au|et signé|le \d{1,2})\b|signé(?:e|s|es)? à\b|en foi de quoi\b"
    r"|en témoignage de quoi\b"
    r"|(?:done|signed)(?: (?:in \w+|on behalf of \w+))? at\b|done (?:in|this|on)\b"
    r"|in (?:witness|faith) whereof\b|in testimony whereof\b"
    r"|adopted (?:unanimously )?at the \d{1,4}(?:st|nd|rd|th) meeting\b"
    r"|adoptée? (?:à l['’]unanimité )?à la \d{1,4}e séance\b"
    r"|\d{1,4}(?:st|nd|rd|th|e|re|ère|ème) (?:plenary )?(?:meeting|séance)(?: plénière)?"
    r"(?:\s\d{1,2}(?:er)? \w+ \d{4})?$"
    # What the European Union puts between the last article and the date of each regulation.
    r"|this (?:regulation|decision) shall be binding in its entirety and directly applicable\b"
    r"|le présent règlement est obligatoire dans tous ses éléments et directement applicable\b"
    r"|(?:الجلسة العامة|جلسة عامة)\s\S{1,12}$"
    r"|و?(?:إثبات|إشهاد)[اً]{1,2} (?:على ذلك|لذلك|لما تقدم)"
    r"|صدر (?:عنا|في|ب(?:رئاسة|قصر|مدينة|ديوان))\b|يبصم هذا القانون بخاتم الدولة"
    r"|(?:حُ?ررت?|وقعت) (?:في\b|بـ|ب(?:مدينة|ال))|\(ق\s?[:.]?\s?رقم)",
    re.IGNORECASE,
)
# Words that begin a recital after the comma or semicolon of the one before.
RECITAL_START = re.compile(
    r"(?:Vu|Considérant|Rappelant|Réaffirmant|Affirmant|Notant|Prenant|Ayant|Conscient|Convaincu"
    r"|Préoccupé|Profondément|Soulignant|Exprimant|Saluant|Constatant|Reconnaissant|Désireu[xs]"
    r"|Soucieu[xs]|Résolu|Déterminé|Agissant|Se félicitant|Sur (?:proposition|rapport)|Après"
    r"|Recalling|Reaffirming|Affirming|Noting|Having|Considering|Recogni[sz]ing|Determin(?:ed|ing)"
    r"|Acting|Desir(?:ous|ing)|Convinced|Concerned|Mindful|Bearing|Expressing|Emphasi[sz]ing"
    r"|Stressing|Welcoming|Taking|Guided|Alarmed|Deeply|Gravely|Whereas|Conscious|Underlining"
    r"|Deploring|Condemning|Commending|Believing|Aware|Acknowledging|Reiterating|Pursuant"
    r"|(?:HAVE|HAS|ONT|SONT) [A-ZÉ]{5,}|Have agreed|Ont (?:adopté|convenu)|Sont convenu"
    r"|vu|considérant|having regard to"  # as the European Union and Switzerland print them
    r"|D(?:É|E)CR(?:È|E)TE|ARR(?:Ê|E)TE|و?[إا]ذ|وبعد|بعد الاطلاع|وبناء|بناء على|وعملا)"
    r"(?:e|e?s|é|ée?s)?\b"
)
# "Underscoring the", "Saluant les": any other word of that kind; names of people are none.
PARTICIPLE = re.compile(
    r"(?!(?:Représent|Lieuten|Command|Adjud|Intend|Surintend)ant)"
    r"(?:[A-Z][a-z]{3,}ing|[A-ZÀ-Ý][a-zà-ÿ]{3,}ant) (?=[a-zà-ÿ])"
)
BODY = re.compile(r"(?:The |Le |La |Les |L['’]|إن )[^.;:!?]{3,90}[,،]$")
FIRST_CLAUSE = re.compile(r"[1١]\s?[.)\-–—]\s+(?=[^\W\d_])(?![a-zà-ÿ])")  # "…, / 1. Decides"
AFTER_RECITAL = re.compile(r"[,;،؛](?: and| et)?\d{0,2}$")  # with a footnote's mark
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
    rf"\s+(?:[IVXLC]+(?:er)?|\d{{1,3}}(?:er|re|ère)?|[A-Z]|{ORDINAL_WORD}"
    rf"|pr[eé]liminaire|unique|{NUMBER_WORD})\b"
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
IN_BRACKETS = r"(?:[(\[]\s*(?=[^()\[\]]*[)\]]$))?"  # ( الفصل الأول )
DIVISION = re.compile(
    rf"{IN_BRACKETS}(?:{'|'.join(f'({words})' for words in DIVISIONS)})", re.IGNORECASE
)


# A term in the other language of a statute: "place includes any conveyance. (lieu)"
REMARK_AFTER_SENTENCE = re.compile(r"[a-zà-ÿ]{3,}\. \([^()]+\)$")


def looks_like_heading(paragraph: str) -> bool:
    """Say whether a paragraph is short and no sentence, nor a part of one that goes on."""
    if len(paragraph) > LONGEST_HEADING or paragraph.startswith(("«", "“")):
        return False
    ends = ENDS_SENTENCE.search(paragraph) and not paragraph.endswith(" etc.")
    prose = ends or paragraph.endswith((",", "،", "—")) or ENDS_ITEM.search(paragraph[-10:])
    prose = prose or REMARK_AFTER_SENTENCE.search(paragraph)
    return not (prose or leads_on(paragraph) or defines(paragraph) or names_party(paragraph))


def is_motto(paragraph: str) -> bool:
    """Say whether a paragraph is a line in quotation marks: “Delivering a Common Future”."""
    marks = paragraph.startswith(OPENING_QUOTES) and paragraph.endswith(("”", "»"))
    words = paragraph[1:-1]
    return marks and len(words) <= LONGEST_HEADING and not ENDS_SENTENCE.search(words)


def begins_recital(before: str, text: str) -> bool:
    """Say whether a line begins a recital, or the first clause, after the last line of another."""
    first, space, rest = text.partition(" ")
    plain = f"{first.capitalize()}{space}{rest}" if first.isupper() else text  # "RECALLING the"
    recital = RECITAL_START.match(text) or RECITAL_START.match(plain) or PARTICIPLE.match(plain)
    begins = recital or FIRST_CLAUSE.match(text) or is_formula(text)
    return bool(begins and AFTER_RECITAL.search(before))


def begins_quotation(before: str, text: str) -> bool:
    """Say whether a line begins a quotation of its own after a colon: "“Article 12"."""
    return before.rstrip().endswith(":") and text.startswith(OPENING_QUOTES)


def names_body(line: str, following: str) -> bool:
    """Say whether a line is the body whose recitals follow: "The Security Council,"."""
    return bool(BODY.match(line) and RECITAL_START.match(following))


def names_division(line: str) -> bool:
    """Say whether a line only names a division: "CHAPITRE II", "Part B"."""
    match = DIVISION.match(line)
    return match is not None and not line[match.end() :].strip(" .:-–—)]")


def names_annex(line: str) -> bool:
    """Say whether a line only names an annex: "ANNEX I", "ملحق"."""
    match = ANNEX_HEADING.match(line)
    return match is not None and ANNEX_NUMBER.fullmatch(line[match.end() :]) is not None


def names_no_more(line: str) -> bool:
    """Say whether a line only names a division or an annex: its title stands below."""
    return names_division(line) or names_annex(line)


def begins_division(line: str) -> bool:
    """Say whether a line names a division, and goes on with its title if at all.

    "Section 12 of the Act applies" does not.
    """
    match = DIVISION.match(line)
    rest = line[match.end() :].lstrip() if match else ""
    return bool(match) and (not rest or rest[0] in ":.-–—" or rest[0].isupper())


def is_annex_heading(paragraph: str) -> bool:
    """Say whether a paragraph is the heading of an annex: "Annexe II", "ملحق"."""
    return bool(ANNEX_HEADING.match(paragraph)) and looks_like_heading(paragraph)
