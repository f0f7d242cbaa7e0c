"""Mentions of clauses in any text: "paragraphe 13", "articles 3 à 5", "para. 3 (a)", "الفقرة ٣"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ingest.numerals import ABJAD, ORDINAL, letters, ordinal_value
from ingest.symbols import find_symbols

# The words for a clause in the three languages, by how deep they stand: "paragraphe 2 de
# l'article 16" and "article 16, paragraphe 2" both name a clause inside of another.
WORDS_BY_DEPTH = (
    r"clauses?|articles?|arts?\.?|sections?|(?:ال|وال)?ماد(?:ة|تان|تين)|(?:ال|وال)?مواد"
    r"|(?:ال|وال)?فصل|(?:ال|وال)?فصول",
    r"paragraphes?|paragraphs?|pars?\.|paras?\.?|§{1,2}|(?:ال|وال)?فقر(?:ة|ات|تان|تين)",
    r"alinéas?|als?\.|points?|(?:sub-?|sous-)para(?:graph(?:e?s?)|\.)?|lettres?|let\."
    r"|(?:ال|وال)?بند(?:ان|ين)?|(?:ال|وال)?بنود|(?:ال|وال)?نقطة",
)
CLAUSE_WORD = "|".join(WORDS_BY_DEPTH)
# Those that only say that several follow: "articles 3 et 5", "§§ 3, 5".
SEVERAL = re.compile(r".*s\.?|§§|.*(?:ات|تان|تين|بنود|بندان|بندين|مواد|فصول)", re.IGNORECASE)
# After the number of a clause: "(a)", "a)", ".1".
DEEPER = re.compile(
    rf"\s?\((?:(?P<letters>[a-z{ABJAD}]{{1,4}})ـ?|(?P<digits>\d{{1,3}}))\)"
    rf"|\s?(?P<open>[a-z{ABJAD}]{{1,4}})ـ?\)"
    r"|\.(?P<dotted>\d{1,3}|[a-z]{1,4})(?![\w])",
    re.IGNORECASE,
)
CODE = r"(?P<code>[LRDA](?:\.\s?|\*)?\d{1,4}(?:-\d{1,3})*)"  # L112-3, L. 112-3
NUMBER = (
    rf"{CODE}|(?P<num>\d{{1,4}})(?P<dashes>(?:-\d{{1,3}})*)"  # 8-1
    r"(?P<suffix>\s?(?:bis|ter|quater)\b|[a-z](?!\w))?"  # 5A, too
    rf"|(?P<ordinal>{ORDINAL})"
)
BEFORE_NUMBER = r"(?:n[°o]s?\.?\s?|nos?\.?\s|numéros?\s|number\s|رقم\s)?"
AFTER_WORD = re.compile(
    rf"(?<!\w)(?P<word>{CLAUSE_WORD})\s?{BEFORE_NUMBER}\(?(?:{NUMBER})\)?(?!\w)", re.IGNORECASE
)
# "alinéa b)", "point (c)", "البند (أ)": a letter counts only inside of a clause that is named too.
LETTERED = re.compile(
    rf"(?<!\w)(?P<word>{WORDS_BY_DEPTH[1]}|{WORDS_BY_DEPTH[2]})\s?"
    rf"(?:\((?P<within>[a-z{ABJAD}]{{1,4}})ـ?\)|(?P<before>[a-z{ABJAD}]{{1,4}})ـ?\)"
    rf"|(?P<bare>[a-z])(?![\w'’]))",
    re.IGNORECASE,
)
# "la troisième clause", "the third paragraph"
BEFORE_WORD = re.compile(
    rf"\b(?P<ordinal>{ORDINAL})\s+(?P<word>{CLAUSE_WORD})(?!\w)", re.IGNORECASE
)
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
# "le préambule", "the preamble": all of its clauses.
PREAMBLE = "PP"
WHOLE_PREAMBLE = re.compile(
    r"\b(?:le|du|au|the)\s+pr[ée]amb(?:ule|le)\b|^\W*pr[ée]amb(?:ule|le)\W*$"
    r"|(?<!\w)(?:ال)?ديباجة(?!\w)",
    re.IGNORECASE,
)
# "L112-3", "R. 112-9-1" without a word before it: nothing else is written so.
CODE_ALONE = re.compile(r"(?<![\w/.-])(?P<code>[LRDA](?:\.\s?|\*)?\d{3,4}(?:-\d{1,3})+)(?![\w/])")
NUMBER_ALONE = re.compile(rf"(?<![\w.,/-])(?:{NUMBER})(?![\w/%]|[.,]\d)", re.IGNORECASE)
# "Article 5 - 2019" is no range.
LONGEST_RANGE = 500
# Between the numbers of a list: "3, 5 et 7", "3 and 5", "٣ و٥"; and of a range: "3 à 5", "3–5".
AND = r"\s*(?:[,;،]\s*(?:et\s|and\s|و)?|et\s|and\s|ou\s|or\s|puis\s|&\s?|و\s?|أو\s)\s*"
TO = r"\s*(?:[–—]|\bà\s|\bau\s|\bto\s|\bthrough\s|jusqu['’](?:à|au)\s|إلى\s|حتى\s|-\s)\s*"
NEXT = re.compile(
    rf"(?:(?P<to>{TO})|(?P<and>{AND}))"
    rf"(?:(?:la|le|les|the)\s|l['’])?(?:(?P<word>{CLAUSE_WORD})\s)?"
    rf"{BEFORE_NUMBER}\(?(?:{NUMBER})\)?(?![\w%])",
    re.IGNORECASE,
)
# What makes "3 and 7" a range.
BETWEEN = re.compile(r"(?:\bentre|\bbetween|(?<!\w)بين)\s+(?:(?:la|le|les|the)\s|l['’])?$")
# What may come after the last number of a list behind a word for one: "la clause 8 et 14 États".
LIST_ENDS = re.compile(r"\s*(?:$|[?.!,;:)؟،]|et\b|and\b|de\b|du\b|of\b|و|من\b)", re.IGNORECASE)
INSIDE_OF = re.compile(
    r"\s*,?\s*(?:de\s+la\s|du\s|de\s+l['’]|des?\s|of\s+(?:the\s)?|in\s+(?:the\s)?|من\s)\s*$",
    re.IGNORECASE,
)
NEXT_LETTER = re.compile(rf"{AND}\(?(?P<within>[a-z{ABJAD}]{{1,4}})ـ?\)", re.IGNORECASE)
BESIDE = re.compile(r"\s*,?\s*$")
# "paragraphe 3 de la résolution 2480": a clause of another text, named right after it. Words for
# the reports themselves ("of the report", "du communiqué") name one only with what it is on.
OTHER_TEXT = re.compile(
    r"\s*,?\s*(?:de la|du|de l['\u2019]|des|dans l[ae]\b|dans l['\u2019]|of the|of|to the|in the"
    r"|من|في)\s*"
    r"(?P<text>(?:résolution|resolution|charte|charter|accord|agreement|traité|treaty|convention"
    r"|constitution|code|protocole|protocol|pacte|covenant|statut|statute|déclaration|declaration"
    r"|قرار|القرار|ميثاق|الميثاق|اتفاق|الاتفاق|اتفاقية|الاتفاقية|معاهدة|المعاهدة|إعلان|الإعلان"
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


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """A clause named by its number: the key it would have, and where it is named.

    `through` is the key of the last clause of a range, "" for one clause; the key of a whole
    preamble is `PREAMBLE`. `other_text` is what the mention says it is a clause of, "" if it says
    nothing. A `bare` one is named by its number alone, and may be something else.
    """

    key: str
    start: int
    end: int
    other_text: str = ""
    through: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as it is being put together: how deep its word stands, and its innermost one.

    One by a letter alone is `lettered`, and names nothing without the clause around it.
    """

    mention: ClauseMention
    depth: int
    innermost: int
    lettered: bool = False


def find_clause_mentions(text: str) -> Iterator[ClauseMention]:
    """Yield the clauses that a text names by number, in order."""
    groups: list[list[Named]] = []
    taken = -1
    for match in sorted(all_matches(text), key=lambda match: match.start()):
        if match.start() >= taken:
            groups.append([*read_group(match, text)])
            taken = groups[-1][-1].mention.end
    for group in nested(groups, text):
        other = text_named_after(text, group[-1].mention.end)
        for named in group:
            if not named.lettered:
                yield replace(named.mention, other_text=other)


def text_named_after(text: str, offset: int) -> str:
    """Return what follows a mention as the text that it is of, in words or by symbol; else ""."""
    if other := OTHER_TEXT.match(text, offset):
        return other["text"].strip()
    if other := NAMED_BEFORE.match(text, offset):
        return f"{other['genre']} {other['name'].strip()}"
    of = OF.match(text, offset)
    symbols = find_symbols(text[of.end() :]) if of else []
    return symbols[0].text if symbols and symbols[0].start == 0 else ""


def find_numbers_alone(text: str) -> Iterator[ClauseMention]:
    """Yield the clauses that a text without a word for them may mean: "12 ?", "et la 6.e"."""
    taken = -1
    for match in NUMBER_ALONE.finditer(text):
        if match.start() >= taken:
            key, taken = read_key(match, text)
            yield ClauseMention(key, match.start(), taken, bare=True)


def all_matches(text: str) -> Iterator[re.Match[str]]:
    """Yield every match of every form of mention."""
    found = False
    for pattern in (PREAMBULAR, OPERATIVE, AFTER_WORD, LETTERED, BEFORE_WORD, CODE_ALONE):
        for match in pattern.finditer(text):
            if has_number(match):
                found = True
                yield match
    if not found:
        yield from islice(WHOLE_PREAMBLE.finditer(text), 1)


def has_number(match: re.Match[str]) -> bool:
    """Say whether a match has a number; patterns let "ſecond" and "fıfth" through, no ordinals."""
    ordinal = match.groupdict().get("ordinal")
    return not ordinal or bool(ordinal_value(ordinal))


def read_group(match: re.Match[str], text: str) -> Iterator[Named]:
    """Yield the mention of a match, and those listed after it: "3, 5 et 7 à 9"."""
    key, end = read_key(match, text)
    mention = ClauseMention(key, match.start(), end, bare=match.re is CODE_ALONE)
    word = match.groupdict().get("word") or ""
    depth = depth_of(word)
    between = bool(BETWEEN.search(text, 0, match.start()))
    if match.re in (AFTER_WORD, CODE_ALONE):
        while more := NEXT.match(text, mention.end):
            key, end = read_key(more, text)
            if not has_number(more) or not continues(more, word, text, end, depth):
                break
            if (more["to"] or between) and not rises(mention.key, key):
                break
            if more["to"] or between:
                mention = replace(mention, through=key, end=end)
            else:
                yield Named(mention, depth, depth)
                mention = ClauseMention(key, more.start(), end, bare=mention.bare)
    lettered = match.re is LETTERED
    while lettered and (more := NEXT_LETTER.match(text, mention.end)):
        yield Named(mention, depth, depth, lettered)
        mention = ClauseMention(segment(more["within"]), more.start(), more.end())
    yield Named(mention, depth, depth, lettered)


def continues(more: re.Match[str], word: str, text: str, end: int, depth: int) -> bool:
    """Say whether a number after another names a clause too.

    It does after a word for several, and where nothing that it could count comes after it.
    """
    if more["word"]:
        return bool(more["to"]) and depth_of(more["word"]) == depth
    return bool(SEVERAL.fullmatch(word) or LIST_ENDS.match(text, end))


def rises(first: str, last: str) -> bool:
    """Say whether two keys may be the ends of a range; those that are no numbers may."""
    ends = [key for key in (first, last) if key.isdecimal()]
    return len(ends) < 2 or int(first) < int(last) <= int(first) + LONGEST_RANGE


def nested(groups: list[list[Named]], text: str) -> list[list[Named]]:
    """Put together what names clauses inside of another: "article 16, paragraphes 2 et 3"."""
    done: list[list[Named]] = []
    for group in groups:
        while done and (together := put_together(done[-1], group, text)):
            done.pop()
            group = together  # noqa: PLW2901
        done.append(group)
    return done


def put_together(first: list[Named], second: list[Named], text: str) -> list[Named]:
    """Return what two neighbours name together; none if each names clauses of its own."""
    between = text[first[-1].mention.end : second[0].mention.start]
    outer, inner = (second, first) if INSIDE_OF.fullmatch(between) else (first, second)
    if outer is first and not BESIDE.fullmatch(between):
        return []
    above, below = outer[0], inner[0]
    deeper = above.innermost < below.depth or (outer is second and above.depth != below.depth)
    if len(outer) > 1 or above.lettered or above.mention.through or not deeper:
        return []
    bounds = [(named.mention.start, named.mention.end) for named in inner]
    bounds[0] = (min(first[0].mention.start, bounds[0][0]), bounds[0][1])
    bounds[-1] = (bounds[-1][0], max(second[-1].mention.end, bounds[-1][1]))
    return [within(above, named, *span) for named, span in zip(inner, bounds, strict=True)]


def within(outer: Named, inner: Named, start: int, end: int) -> Named:
    """Return the mention of a clause inside of another."""
    above, mention = f"{outer.mention.key}.", inner.mention
    through = mention.through and above + mention.through
    together = ClauseMention(above + mention.key, start, end, through=through)
    return Named(together, outer.depth, max(outer.innermost, inner.innermost))


def depth_of(word: str) -> int:
    """Return how deep a word for a clause stands, 0 the highest."""
    for depth, words in enumerate(WORDS_BY_DEPTH):
        if re.fullmatch(words, word, re.IGNORECASE):
            return depth
    return 0


def read_key(match: re.Match[str], text: str) -> tuple[str, int]:
    """Return the key of a mention and the offset where it ends, points and letters included."""
    if match.re in (PREAMBULAR, WHOLE_PREAMBLE):
        number = next(filter(None, match.groups()), "")
        return f"{PREAMBLE}{number and int(number)}", match.end()
    if match.re is OPERATIVE:
        return str(int(match["num"])), match.end()
    if match.re is LETTERED:
        return segment(match["within"] or match["before"] or match["bare"]), match.end()
    groups = match.groupdict()
    if groups.get("ordinal"):
        return str(ordinal_value(groups["ordinal"])), match.end()
    if groups.get("code"):
        return re.sub(r"[\s.]", "", groups["code"]).upper(), match.end()
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
