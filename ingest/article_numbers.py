"""The numbers of articles, and of sections or rules: a word stands before them."""

from __future__ import annotations

import re

from ingest.labels import ARABIC_BIS, SUFFIXES, Label, Style, make_label
from ingest.numerals import CARDINAL, INDEFINITE, ORDINAL

SUFFIX = rf"(?:\s?(?P<suffix>{'|'.join(SUFFIXES)}|{ARABIC_BIS})(?:اً?)?)?"

# Words before the number of an article, from the most telling: in a report that has articles, a
# "Section 3" is none; in one without, it is. "الفصل" is an article in Tunis and Rabat and a chapter
# elsewhere.
ARTICLE_WORDS = (
    r"article|art\.|المادة|مادة",
    r"section|sec\.",
    r"rule|règle|القاعدة|قاعدة",
    r"clause|البند|بند|الفقرة|فقرة",
    r"principle|principe|المبدأ",
    r"regulation|recommendation|recommandation|التوصية",
    r"الفصل|فصل",
)
WORD_PATTERNS = [re.compile(words, re.IGNORECASE) for words in ARTICLE_WORDS]
# What an amending act did to an article: "Article 3 (nouveau)", "Article 9 (repealed)".
STATUS = (
    r"(?:\s?[(\[]?(?:nouve(?:au|lle)|supprimée?|abrogée?|modifiée?|remplacée?|ajoutée?|insérée?"
    r"|new|repealed|deleted|omitted|amended|inserted|substituted"
    r"|جديدة?|ملغاة|ملغى|معدلة?|محذوفة?|مضافة?)[)\]]?)?"
)
# An article's number ends in a stop or dash, or with the line but for a footnote's mark: that sets
# it off; or words follow right away.
# Brackets may stand around it all: "( المادة الأولى )".
ARTICLE_NUM = re.compile(  # Article 12.  Article premier  Art. 3 bis -  Article L112-3  المادة ٢:
    rf"(?P<open>[(\[]\s*)?(?P<word>{'|'.join(ARTICLE_WORDS)})\s*(?:(?:رقم|n°|no\.)\s*)?"
    r"(?:\(|(?P<between>[-–—ـ])\s?(?=\d{1,4}\s?[-–—ـ]))?(?P<num>"  # المادة -1-  المادة ـ 1 ـ
    r"(?P<code>[LRDA]\.?\s?\*?\s?\d{1,4}(?:-\d{1,3})*|\d{1,4}(?:[./-]\d{1,3})+|\d{1,3}[a-z]|(?-i:[IVXLC]{1,7}))"
    rf"|\d{{1,4}}|{ORDINAL}|{CARDINAL}|(?<=مادة\s){INDEFINITE})(?:\b|(?={'|'.join(SUFFIXES)}))\)?{SUFFIX}(?(open)\s*[)\]])"
    r"(?(between)(?=\s?[-–—ـ]))"
    rf"(?:(?P<alone>{STATUS}\s*(?:[.:]\s*[-–—ـ]*|[-–—ـ]+)(?=\s|$)|{STATUS}\s*(?:\(\d{{1,2}}\)\s*)?$)|\s+(?=[^\W\d_]))\s*",
    re.IGNORECASE,
)


def read_article(line: str) -> Label | None:
    """Return the number of an article, or of a section or rule, that a line begins with."""
    if not (match := ARTICLE_NUM.match(line)):
        return None
    word = next(n for n, words in enumerate(WORD_PATTERNS) if words.fullmatch(match["word"]))
    return make_label(Style.SECTION if word else Style.ARTICLE, match, word)
