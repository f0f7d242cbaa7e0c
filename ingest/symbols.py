"""Symbols of documents in any text: "S/RES/2480 (2019)", "résolution 70/1", "(UE) 2016/679"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol as a text writes it, `text[start:end]`, and its normal form.

    The normal form is the same in every language, without spaces: "القرار 2480 (2019)",
    "résolution 2480 (2019)" and "resolution 2480 (2019)" are all "RES/2480(2019)".
    """

    text: str
    normal: str
    start: int
    end: int


# What each word for an act becomes in a normal form. Only a number makes a symbol of it.
ACTS = {
    "RES": r"résolutions?|resolutions?|resoluciones?|القرار(?:ات|ين)?|قرار(?:ات|ين)?",
    "DEC": r"décisions?|decisions?|(?:ال)?مقرر(?:ات)?",
    "REC": r"recommandations?|recommendations?|(?:ال)?توصي(?:ة|ات)",
    "LAW": r"lois?|laws?|(?:ال)?قانون",
    "DECREE": r"décrets?|decrees?|(?:ال)?مرسوم",
    "ORDINANCE": r"ordonnances?|ordinances?|(?:ال)?أمر",
    "DAHIR": r"dahir|(?:ال)?ظهير(?: الشريف)?",
    "DIR": r"directives?",
    "REG": r"règlements?|regulations?",
}
ACT = "|".join(f"(?P<{act}>{words})" for act, words in ACTS.items())
NO = r"(?:[nN][°ºo]s?\.?|[nN]os?\.|number|رقم)?\s?"
ROMAN = r"[IVXLCDM]+"
# After a number or a code: the year or the session, "(2019)", "(XXVIII)", "(S-10/2)".
IN_BRACKETS = rf"(?:\s?\((?:\d{{1,4}}|{ROMAN}|E?S-[IVX\d]+(?:/\d+)?)\))?"
SEGMENT = r"[A-Z\d][\w.\-]*"

# One pattern for each family, with an example; the first that matches at a place is taken.
PATTERNS = {
    # 32016R0679, 12016M/TXT
    "celex": r"(?<!\w)[1-9](?:19|20)\d{2}[A-Z]{1,2}\d{4}(?:\(\d{2}\))?(?!\w)",
    # (UE) 2016/679, (CE) n° 45/2001, (EU) No 648/2012
    "european": rf"\((?:UE|EU|CEE?|EC|EEC|Euratom)(?:,\s?Euratom)?\)\s?"
    rf"{NO}\d{{1,4}}/\d{{1,4}}(?![\w/])",
    # 95/46/CE, 2006/112/EC, 2008/977/JAI
    "directive": r"(?<![\w/])\d{2,4}/\d{1,4}/(?:CEE?|UE|EEC|EC|EU|JAI|JHA|PESC|CFSP|Euratom)(?!\w)",
    # CM/Rec(2019)1, CM/ResDH(2010)5
    "european council": r"(?<![\w/])CM/(?:Rec|Res|ResDH|AS)\(\d{4}\)\d{1,4}(?!\w)",
    # COM(2020) 456 final, JOIN(2020) 5
    "commission": r"(?<!\w)(?:COM|SWD|SEC|JOIN)\s?\(\d{4}\)\s?\d{1,4}(?:\sfinal)?(?!\w)",
    # STE n° 005, CETS No. 210
    "treaty series": rf"(?<!\w)(?:STCE|STE|CETS|ETS)\s{NO}\d{{1,3}}(?!\w)",
    # A/RES/70/1, S/RES/2480 (2019), OIC/CFM-44/2017/POL/RES/FINAL, PSC/PR/COMM.(DCCXCVI),
    # ST/SGB/2017/1, CCPR/C/GC/36, EX.CL/Dec.986(XXXII), A/SA.1/12/08,
    # Assembly/AU/Dec.630(XXVIII)
    "slashes": rf"(?<![\w/.])(?:Assembly|[A-Z]{{1,12}})(?:[.-][A-Z\d]+)*\d?"
    rf"(?:/{SEGMENT}(?:\((?:\d+|{ROMAN})\)\d*)?)+"
    rf"{IN_BRACKETS}(?:/(?:Rev|Add|Corr)\.\d+)*(?![\w/])",
    # Règlement n° 05/CM/UEMOA; directive n° 01/2009/CM/UEMOA
    "numbered slashes": r"(?<![\w/])\d{1,4}(?:/\d{4})?/[A-Z]{2,8}(?:/[A-Z]{2,8})+(?!\w)",
    # résolution 2480 (2019), resolution 70/1, resolution No. 1/44-POL, قرار رقم 2480,
    # resolution 217 A (III), loi n° 2015-1785, dahir n° 1-11-91
    "words": rf"(?<!\w)(?:{ACT})\s{NO}"
    rf"(?P<number>\d{{1,5}}(?:[/-]\d{{1,5}})*(?-i:(?:-[A-Z]{{1,6}})?(?:\s?[A-Z](?![\w.'’]))?))"
    rf"(?P<session>(?-i:{IN_BRACKETS}))(?!\w|[.,]\d|\s\d{{3}}\b)",
}  # fmt: skip
ANY_CASE = {"words", "treaty series"}
# What a word for an act may stand before: any number, or only one of several parts ("2016/679").
ANY_NUMBER = {"RES", "DEC", "REC"}
SEVERAL_PARTS = re.compile(r"\d[/-]\d")
LAST = re.compile(r"[\s.,;:]+$")
SESSION = re.compile(r"\([^()]*\)$")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
NUMBER_WORD = re.compile(r"\b(?:N[°º]|NO\b\.?|رقم)\s?(?=\d)")
FRENCH_UNION = re.compile(r"\b(?:UE|CEE|CE|JAI|PESC)\b")
ENGLISH_UNION = {"UE": "EU", "CEE": "EEC", "CE": "EC", "JAI": "JHA", "PESC": "CFSP"}


@cache
def compiled() -> dict[str, re.Pattern[str]]:
    """Return the patterns, ready to search."""
    return {
        family: re.compile(pattern, re.IGNORECASE if family in ANY_CASE else 0)
        for family, pattern in PATTERNS.items()
    }


# Those of a question are asked for several times on its way to an answer.
@lru_cache(maxsize=64)
def find_symbols(text: str) -> tuple[Symbol, ...]:
    """Return the symbols that a text names, in order; none overlaps another.

    The last texts are remembered.
    """
    found: list[Symbol] = []
    for family, pattern in compiled().items():
        for match in pattern.finditer(text):
            symbol = read_symbol(family, match)
            if symbol and not any(s.start < symbol.end and symbol.start < s.end for s in found):
                found.append(symbol)
    return tuple(sorted(found, key=lambda symbol: symbol.start))


def read_symbol(family: str, match: re.Match[str]) -> Symbol | None:
    """Return the symbol of a match; None for what only looks like one: "ET/OU", "A/4", "loi 3"."""
    text = LAST.sub("", match[0])
    normal = plain(text)
    if family == "slashes":
        head, _, rest = text.partition("/")
        enough = "/" in rest or len(head) > 1 or re.search(r"\d{3}", rest)
        if not enough or not re.search(rf"\d|\({ROMAN}\)", text):
            return None
    elif family in {"european", "directive"}:
        normal = FRENCH_UNION.sub(lambda union: ENGLISH_UNION[union[0]], normal)
    elif family == "words":
        act = next(act for act in ACTS if match[act])
        if act not in ANY_NUMBER and not SEVERAL_PARTS.search(match["number"]):
            return None
        normal = f"{act}/{plain(match['number'] + match['session'])}"
    return Symbol(text, normal, match.start(), match.start() + len(text))


def plain(text: str) -> str:
    """Return a symbol in capitals, its digits Western, without spaces or a word for number."""
    return re.sub(r"\s+", "", NUMBER_WORD.sub("", text.translate(DIGITS).upper()))


def names(mention: str, symbol: str) -> bool:
    """Say whether a mention may mean the document of that symbol; both are normal forms.

    "RES/2480" and "RES/2480(2019)" may mean "S/RES/2480(2019)", "REG/2016/679" "(EU)2016/679".
    """
    whole = symbol if "(" in mention else SESSION.sub("", symbol)
    tail = re.sub(r"^(?:REG|DIR)/", "", mention)
    return whole.endswith(tail) and whole[: -len(tail)][-1:] in ("", "/", ")")
