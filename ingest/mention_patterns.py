"""How clauses are mentioned in any text, one pattern for each form."""

from __future__ import annotations

import re

from ingest.labels import ARABIC_BIS, SUFFIXES
from ingest.numerals import ABJAD, ORDINAL, SPOKEN_NUMBER

# Words cut short have a stop, or a number right behind them; or are looked at alone.
STOP = r"(?:\.|(?=\s?\d|$))"
# The words for a clause in the three languages, by how deep they stand: "paragraphe 2 de
# l'article 16" and "article 16, paragraphe 2" both name a clause inside of another.
WORDS_BY_DEPTH = (
    rf"clauses?|cl{STOP}|articles?|arts?\.?|sections?|(?:ال|وال)?ماد(?:[ةه]|تان|تين)|(?:ال|وال)?مواد"
    r"|(?:ال|وال)?فصل|(?:ال|وال)?فصول",
    # "par 2" alone may be "by two": it is a word for a clause first of all, or behind a number.
    r"paragraphes?|paragraphs?|parag\.?|pars?\.|(?:^|(?<=\d\s)|(?<=\d,\s))par(?=\s?\d|$)"
    r"|paras?\.?|§{1,2}|(?:ال|وال)?فقر(?:[ةه]|ات|تان|تين)",
    rf"alin[ée]as?|als?{STOP}|points?|pts?{STOP}|(?:sub-?|sous-)para(?:graph(?:e?s?)|\.)?|lettres?|let\."
    r"|(?:ال|وال)?بند(?:ان|ين)?|(?:ال|وال)?بنود|(?:ال|وال)?نقطة",
)
CLAUSE_WORD = "|".join(WORDS_BY_DEPTH)
# Those that only say that several follow: "articles 3 et 5", "§§ 3, 5".
SEVERAL = re.compile(r".*s\.?|§§|.*(?:ات|تان|تين|بنود|بندان|بندين|مواد|فصول)", re.IGNORECASE)
BIS = rf"(?:{'|'.join(SUFFIXES)}|{ARABIC_BIS}(?:اً?)?)"
# A letter or roman numeral, and what puts it between two others: "b", "iv", "b bis", "ب مكرر".
LETTERS = rf"[a-z{ABJAD}]{{1,4}}(?:ـ|\s{BIS})?"
# After the number of a clause: "(a)", "a)", "(1a)", ".1".
DEEPER = re.compile(
    rf"\s?\((?:(?P<letters>{LETTERS})|(?P<digits>\d{{1,3}}(?:[a-z]|\s{BIS})?))\)"
    rf"|\s?(?P<open>{LETTERS})\)"
    r"|\.(?P<dotted>\d{1,3}|[a-z]{1,4})(?![\w])",
    re.IGNORECASE,
)
# "12e", "3rd": an ordinal in figures.
NTH = r"\d{1,3}(?:st|nd|rd|th|er|[èe]?re|[eè]me|e|è)"
CODE = r"(?P<code>[LRDA](?:\.\s?|\*)?\d{1,4}(?:-\d{1,3})*)"  # L112-3, L. 112-3
NUMBER = (
    rf"{CODE}|(?P<num>\d{{1,4}}(?!\s(?:er|[èe]re)\b))(?P<dashes>(?:-\d{{1,3}})*)"  # 8-1
    rf"(?P<suffix>\s?{BIS}(?!\w)|[a-z](?!\w))?"  # 5A, too
    rf"|(?P<ordinal>{ORDINAL}|1\s(?:er|[èe]re))"
)
BEFORE_NUMBER = (
    r"(?:n[°o]s?\.?\s?|nos?\.?\s|numéros?\s|number\s|رقم\s|من\s(?=\d+\s(?:إلى|حتى))"
    r"|(?:from|allant\s+de)\s(?=\d+\s(?:to|through|à|au)\b))?"
)
# "article 1/1": without the word it may be a date.
SLASHED = r"(?P<dashes>/\d{1,2}(?![\d/])|"
WITH_SLASH = NUMBER.replace("(?P<dashes>", SLASHED)
AFTER_WORD = re.compile(
    rf"(?<!\w)(?P<word>{CLAUSE_WORD})\s?{BEFORE_NUMBER}\(?(?:{WITH_SLASH})\)?(?!\w)", re.IGNORECASE
)
# "article XII", "Article IV": of articles in capitals alone, and never "article I have read".
ROMAN = re.compile(
    r"(?<!\w)(?P<word>(?:[Aa]rticles?|ARTICLES?|[Aa]rts?\.?|ARTS?\.?))\s"
    r"(?P<roman>[IVXLC]{2,7}|V|X|I(?=\s*(?:$|[?.,;:)]|(?:de|du|of)\b)))(?![\w'’])"
)
# "article trente", "clause douze": one clause, its number in words.
IN_WORDS = re.compile(
    rf"(?<!\w)(?P<word>article|clause|paragraphe|paragraph)\s(?P<count>{SPOKEN_NUMBER})"
    r"(?=\s*(?:$|[?.!,;:)]|(?:de|du|of|dit|say|says)\b|(?-i:[A-Z]{3})))",
    re.IGNORECASE,
)
# "alinéa b)", "point (c)", "البند (أ)": a letter counts only inside of a clause that is named too.
LETTERED = re.compile(
    rf"(?<!\w)(?P<word>{WORDS_BY_DEPTH[1]}|{WORDS_BY_DEPTH[2]})\s?"
    rf"(?:\((?P<within>{LETTERS})\)|(?P<before>{LETTERS})\)"
    rf"|(?P<bare>[a-z])(?![\w'’]))",
    re.IGNORECASE,
)
# "la troisième clause", "the third paragraph"
BEFORE_WORD = re.compile(
    rf"\b(?P<ordinal>{ORDINAL}|{NTH})\s+(?P<word>{CLAUSE_WORD})(?!\w)", re.IGNORECASE
)
# "OP3", "operative paragraph 3": a clause like any other.
OPERATIVE = re.compile(
    r"\b(?:OP\.?\s?|operative\s+para(?:graph|\.)?\s+)(?P<num>\d{1,3})\b", re.IGNORECASE
)
# "PP1", "preambular paragraph 1", "recital 47": the preamble has its own count.
A_RECITAL = r"(?:recital|consid[ée]rant|preambular\s+para(?:graph|\.)?)"
OF_PREAMBLE = (
    r"\s+(?:(?:of|in|du|de|dans)\s+(?:(?:the|le)\s+)?pr[ée]amb(?:ule|le)"
    r"|(?:من|في)\s+(?:ال)?ديباج[ةه])"
)
IN_PREAMBLE = r"(?:paragraphe?|par\.|para\.?|alin[ée]a|clause|visa|(?:ال)?فقر[ةه])"
PREAMBULAR = re.compile(
    r"\bPP\s?(?P<num>\d{1,3})\b"
    r"|\bpreambular\s+para(?:graph|\.)?\s+(?P<num_en>\d{1,3})\b"
    r"|\brecital\s+\(?(?P<num_eu>\d{1,3})\b"
    r"|\bconsid[ée]rant\s+(?:n[°o]\s?)?\(?(?P<num_fr>\d{1,3})\b"
    rf"|(?<!\w){IN_PREAMBLE}\s+(?P<num_line>\d{{1,3}}|{ORDINAL}){OF_PREAMBLE}(?!\w)"
    rf"|\b(?P<nth>{ORDINAL}|{NTH})\s+(?:{A_RECITAL}|{IN_PREAMBLE}{OF_PREAMBLE})(?!\w)",
    re.IGNORECASE,
)
# "le préambule", "the preamble": all of its clauses.
WHOLE_PREAMBLE = re.compile(
    r"\b(?:le|du|au|the)\s+pr[ée]amb(?:ule|le)\b"
    r"|^\W*pr[ée]amb(?:ule|le)(?=\W*$|\s+(?:of|to|de|du)\b)"
    r"|\b(?:les\s+considérants|the\s+(?:recitals|preambular\s+paragraphs))\b(?!\s+\(?\d)"
    r"|(?<!\w)(?:ال)?ديباجة(?!\w)",
    re.IGNORECASE,
)
# "L112-3", "R. 112-9-1" without a word before it: nothing else is written so.
CODE_ALONE = re.compile(r"(?<![\w/.-])(?P<code>[LRDA](?:\.\s?|\*)?\d{3,4}(?:-\d{1,3})+)(?![\w/])")
# "5.1.2" too: what comes after the first number is read with it, and looked at by `ENDS_ALONE`.
NUMBER_ALONE = re.compile(rf"(?<![\w.,/-])(?:{NUMBER})(?![\w/%]|,\d)", re.IGNORECASE)
ENDS_ALONE = re.compile(r"(?![\w/]|\s?%|[.,]\d)")
# "Article 5 - 2019" is no range.
LONGEST_RANGE = 500
# Between the numbers of a list: "3, 5 et 7", "3 and 5", "٣ و٥"; and of a range: "3 à 5", "3–5".
AND = r"\s*(?:[,;،]\s*(?:et\s|and\s|و)?|et\s|and\s|ou\s|or\s|puis\s|&\s?|و\s?|أو\s)\s*"
TO = (
    r"\s*(?:[–—]|\bà\s|(?<=\d)\sa\s(?=\d)|\bau\s|\bto\s|\bthrough\s|jusqu['’](?:à|au)\s"
    r"|إلى\s|حتى\s|-\s)\s*"
)
NEXT = re.compile(
    rf"(?:(?P<to>{TO})|(?P<and>{AND}))"
    rf"(?:(?:la|le|les|the)\s|l['’])?(?:(?P<word>{CLAUSE_WORD})\s)?"
    rf"{BEFORE_NUMBER}\(?(?:{NUMBER})\)?(?![\w%])",
    re.IGNORECASE,
)
# What makes "3 and 7" a range.
BETWEEN = re.compile(r"(?:\bentre|\bbetween|(?<!\w)بين)\s+(?:(?:la|le|les|the)\s|l['’])?$")
LONGEST_BETWEEN = 30  # letters: what stands before a number is looked at so far
# What may come after the last number of a list behind a word for one: "la clause 8 et 14 États".
LIST_ENDS = re.compile(r"\s*(?:$|[?.!,;:)؟،]|et\b|and\b|de\b|du\b|of\b|و|من\b)", re.IGNORECASE)
INSIDE_OF = re.compile(
    r"\s*,?\s*(?<!\w)(?:(?:de|dans)\s+(?:la\s|le\s|l['’])|(?:du|des?)\s"
    r"|(?:of|in)\s+(?:the\s)?|(?:من|في)\s)\s*$",
    re.IGNORECASE,
)
NEXT_LETTER = re.compile(rf"{AND}\(?(?P<within>{LETTERS})\)", re.IGNORECASE)
BESIDE = re.compile(r"\s*,?\s*$")
# "paragraphe 3 de la résolution 2480": a clause of another text, named right after it. Words for
# the reports themselves ("of the report", "du communiqué") name one only with what it is on.
OTHER_TEXT = re.compile(
    r"\s*,?\s*(?:de la|du|de l['\u2019]|des|dans l[ae]\b|dans l['\u2019]|of the|of|to the|in the"
    r"|من|في)\s*"
    r"(?P<text>(?:résolution|resolution|charte|charter|accord|agreement|traité|treaty|convention"
    r"|constitution|code|protocole|protocol|pacte|covenant|statut|statute|déclaration|declaration"
    r"|loi|law|acte?|(?:ال)?قانون|قرار|القرار|ميثاق|الميثاق|اتفاق|الاتفاق|اتفاقي[ةه]|الاتفاقي[ةه]|معاهد[ةه]|المعاهد[ةه]|[إا]علان"
    r"|ال[إا]علان|عهد|العهد"
    r"|دستور|الدستور|(?:rapport|report|communiqu[ée]|(?:ال)?(?:تقرير|بيان))(?=\s+\w))\b[^?.!,;؟]*)",
    re.IGNORECASE,
)
# "clause 3 of the Mali report", "article 7 of the Madagascar Constitution"
NAMED_BEFORE = re.compile(
    r"\s*,?\s*(?:of|in|to) the\s+(?P<name>(?:[A-Z][\w’'-]*\s+){1,4})"
    r"(?P<genre>(?i:report|communiqu[ée]|resolution|charter|agreement|treaty|convention"
    r"|constitution|code|protocol|covenant|statute|declaration))\b"
)


OF = re.compile(r"\s*,?\s*(?:de\s|du\s|of\s+(?:the\s)?|من\s)\s*", re.IGNORECASE)
