"""The title among the first lines of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.dates import find_dates
from ingest.issuers import issuer_line
from ingest.sentence_ends import ENDS_SENTENCE
from ingest.symbols import find_symbols

LONGEST_TITLE = 300
# "RÈGLEMENT (UE) 2016/679 … (règlement général sur la protection des données)"
LONGEST_PRINTED_TITLE = 450
# Lines after the first that may still name the act: organisation, session and motto go before it.
LOOK_AHEAD = 4

# What an act is called, anywhere in its title.
ACT = re.compile(
    r"(?<!\w)(?:r[ée]solutions?|d[ée]cisions?|recomm[ae]ndations?|r[èe]glement|regulation|directive"
    r"|conventions?|trait[ée]|treaty|accord|agreement|protocole?|chart(?:e|er)|pacte?|covenant"
    r"|d[ée]clarations?|communiqu[ée]|statement|rapport|report|constitution|loi|law|code|statute?"
    r"|acte (?:additionnel|uniforme|constitutif|final)|(?:supplementary|uniform|constitutive) act"
    r"|m[ée]morandum|procès-verbal|minutes|ordonnance|ordinance|d[ée]cret|decree|dahir|arr[êe]t[ée]"
    r"|bulletin|observations? générales?|general comment|general recommendation|conclusions"
    r"|(?:ال)?(?:قرار(?:ات)?|مقرر|توصية|لائحة|اتفاقي?ة?|معاهدة|بروتوكول|ميثاق|عهد|إعلان|بيان|تقرير"
    r"|دستور|قانون|نظام(?: أساسي)?|مرسوم|ظهير|مذكرة))(?!\w)",
    re.IGNORECASE,
)
# "70/1. Transforming our world: …", "1/44-POL on the …": a resolution with its number.
# "General comment No. 36": below the name of the treaty that it comments on.
NUMBERED_ACT = re.compile(
    r"\d{1,3}/\d{1,4}(?:-[A-Z]+)?[.:]?\s+[^\W\d_]"
    r"|(?:(?i:general comment|general recommendation|observation générale)|التعليق العام)"
    r"\s(?:[Nn]|\(|رقم|\d)"
)
# Lines that stand around a title and are none, with an example of each.
ASIDE = re.compile(
    r"(?:distr(?:ibution)?\b\s?[.:]|التوزيع|توزيع\s?:|provisoire$|provisional$)"  # Distr.: General
    r"|(?:langue\s)?original(?:e)?\s?:|الأصل\s?:|\w+ only$|\w+ seulement$"  # Original: English
    r"|[\w-]+(?:[\s-][\w-]+)?\s(?:special\s|extraordinary\s|regular\s)?session$|الدورة\s\w+(?:\s\w+)?$"
    r"|agenda items?\s|points?\s\d.*ordre du jour|البند(?:ان)?\s"  # Agenda items 15 and 116
    r"|\[.*\]$|\((?!.*\bsession\b).*\)$"  # [without reference to a Main Committee (A/70/L.1)]
    r"|.*\b(?:journal officiel|official journal)\b|.*الجريدة الرسمية"
    r"|[IVX]+$|(?:règlements|regulations|directives|décisions|decisions)$"  # parts of a journal
    r"|num[ée]ro sp[ée]cial|prix\b|n[°o]\s?\d+$|page\s\d|please recycle|t[ée]l\b|fax\b"
    r"|https?:|www\."
    r"|table (?:des matières|of contents)|contents$|sommaire$|المحتويات"
    r"|(?:projet|draft|traduction non officielle|unofficial translation|confidentiel|restricted)$"
    r"|as it stood|\d[\d-]+\s\([A-Z]\)|\S*[\d_]\S*$|\W*$|[A-Z]{2}$|.*\s:\s\w+$(?<=anglais|rançais)",
    re.IGNORECASE,
)
# "Resolution adopted by the General Assembly on 25 September 2015": how, when, not what.
ADOPTION = re.compile(
    r"\(?(?:(?:projet de |draft )?r[ée]solution\s)?(?:adopted|adopt[ée]e?s?|sign[ée]d?e?s?|held"
    r"|tenue?s?|r[ée]unie?s?|fait|done|conclue?s?|proclaimed|proclam[ée]e?)"
    r"\s(?:by|par|on|le|at|in|[àa]|en|the)\b"
    r"|(?:issued|dated|publi[ée]e?s?)\b"
    r"|(?:قرار\s)?(?:الذي\s)?(?:اعتمد|اتخذ|المنعقد|عقد|وقع|حرر|الصادر|صدر|المؤرخ)\w*(?:\s|$)",
    re.IGNORECASE,
)
# "COMMUNIQUÉ FINAL" alone does not tell one from another: the meeting's name goes before it.
BARE = 3
MEETING = re.compile(
    r"(?<!\w)(?:sessions?|r[ée]union|meeting|conf[ée]rence|summit|sommet|assembl(?:y|[ée]e)"
    r"|(?:ال)?(?:دورة|اجتماع|قمة|مؤتمر|جلسة))(?!\w)",
    re.IGNORECASE,
)
# "ABIDJAN – REPUBLIC OF COTE D'IVOIRE", "Bamako, Mali"
PLACE_LINE = re.compile(r"[^\W\d_][^\d:.;]{1,30}(?:\s[–—-]\s|[,،(])[^\d:;]{2,40}")
# A word that the next line must complete, or that goes on with the line before.
LINK = (
    r"d[eu]s?|la|les?|l['\u2019]|d['\u2019]|et|ou|sur|[àa]|aux?|en|pour|par|entre|of|the|and|or|on|for"
    r"|to|in|at|by|with|between|from|concerning|concernant|relati[fv]\w*|regarding|portant|visant"
    r"|adopted|adopt[ée]e?s?|لل\w+|ل(?:مجلس|مؤتمر|اجتماع|قمة|دورة)|في|من|إلى|على|عن|بين|بشأن|حول|مع|الخاص\w*|المتعلق\w*|لمكافحة|لحماية"
)
GOES_ON = re.compile(rf"(?:.*\W)?(?:{LINK}|[,–—-])\s*$", re.IGNORECASE)
# Before the number of an article that a sentence only mentions.
BEFORE_MENTION = (
    r"under|see|than|against|with|per|this|said|voir|selon|sous|dans|présent|ledit|cet|suivant"
    r"|أحكام|بأحكام|لأحكام|بموجب|بمقتضى|نص|هذه"
)
MUST_GO_ON = re.compile(rf"(?:.*\W)?(?:{LINK}|{BEFORE_MENTION}|[,،;؛(–—-])\s*$", re.IGNORECASE)
COMPLETES = re.compile(rf"(?:{LINK})(?!\w)", re.IGNORECASE)


def find_title(front: Sequence[str], source_name: str, following: Sequence[str] = ()) -> str:
    """Return the title as printed, its lines joined; without one, the name of the file.

    It is the first line of the title block that names an act ("Resolution", "Traité", "بيان"),
    if one is near the top; else the first that is no furniture: organisation, session, date,
    distribution. A title too long for a title block may begin the paragraphs `following` it.
    """
    lines = [*front, *following]
    begin = title_at(front, following)
    if begin is None:  # "Resolution adopted by the General Assembly on …" may be all there is
        told = next((line for line in front if ACT.search(line)), front[0] if front else "")
        return told[:LONGEST_TITLE].strip() or source_name
    end = begin + 1
    while end < len(lines) and continues(lines[end - 1], lines[end], end < len(front)):
        if names_place(lines, end):
            break
        end += 1
    title = " ".join(line.strip() for line in lines[begin:end])
    if len(title.split()) <= BARE and begin < len(front):
        meeting = [front[at].strip() for at in range(begin) if names_meeting(front, at)]
        title = ", ".join(filter(None, [" ".join(meeting), title]))
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[:LONGEST_TITLE]
    return (cut.rpartition(" ")[0] or cut).strip()


def title_at(front: Sequence[str], following: Sequence[str]) -> int | None:
    """Return which line the title begins with; None if no line can be one."""
    likely = [
        at
        for at, line in enumerate(front)
        if not is_aside(line) and not (at and names_place(front, at))
    ]
    numbered = (at for at in likely if NUMBERED_ACT.match(front[at]))
    acts = (at for at in likely[:LOOK_AHEAD] if ACT.search(front[at]))
    long = (
        len(front) + at for at, line in enumerate(following[:LOOK_AHEAD]) if is_long_title(line)
    )
    return next((at for several in (numbered, acts, long, likely) for at in several), None)


def is_aside(line: str) -> bool:
    """Say whether a line of a title block stands beside the title: who, where, when, for whom."""
    bare = line.strip()
    if ASIDE.match(bare) or ADOPTION.match(bare) or issuer_line(bare) or is_dated(bare):
        return True
    symbols = find_symbols(bare)
    return bool(symbols) and "/" in symbols[0].text and len(symbols[0].text) > 0.7 * len(bare)


def is_dated(line: str) -> bool:
    """Say whether a line is a date, with or without the place before it, and no more."""
    dates = list(find_dates(line))
    if not dates or ACT.search(line[: dates[0].start]):
        return False
    outside = line[: dates[0].start] + line[dates[-1].end :]
    return len(outside.split()) <= 8 and not re.search(r"[\w)]{3}", line[dates[-1].end :])


# "Tunis, le ", "New York, ", "تونس في ": what stands before a date that is signed.
PLACE = re.compile(
    r"[A-ZÀ-Ý][^\W\d_’'-]*(?:[ ’'-][^\W\d_]+){0,4},\s*(?:(?i:le|the|on)\s)?"
    r"|[\u0620-\u064a]+(?: [\u0620-\u064a]+){0,2}[,،]?\s(?:في\s)?"
)


def is_place_and_date(line: str) -> bool:
    """Say whether a line is a place and a date, and no more: "Tunis, le 15 novembre 2016".

    "Replaced by amendment 22 of 6 September 2007:" is none.
    """
    dates = list(find_dates(line))
    return (
        len(dates) == 1
        and PLACE.fullmatch(line[: dates[0].start].lstrip()) is not None
        and line[dates[0].end :].strip(" .م") == ""
    )


def names_meeting(lines: Sequence[str], at: int) -> bool:
    """Say whether a line above a bare title says what meeting the act is of."""
    said = MEETING.search(lines[at]) or lines[at].isupper()
    return bool(said) and not is_aside(lines[at]) and not names_place(lines, at)


def names_place(lines: Sequence[str], at: int) -> bool:
    """Say whether a line is the place of the date on the next: "ABIDJAN – CÔTE D'IVOIRE"."""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    date = next(find_dates(below), None)
    return (
        date is not None
        and is_dated(below)
        and not re.search(r"\w{3}", re.sub(r"^\W*(?:le|les|du|on|from)\s", "", below[: date.start]))
        and bool(PLACE_LINE.fullmatch(line.strip()))
        and not ACT.search(line)
    )


def is_long_title(line: str) -> bool:
    """Say whether a paragraph begins with the name of an act and is no sentence."""
    act = ACT.match(line)
    ended = ENDS_SENTENCE.search(line) or line.endswith((",", "،"))
    return bool(act) and not ended and len(line) <= LONGEST_PRINTED_TITLE


# "Décret n° 2011-9 du 11 janvier 2011, portant …", "مرسوم عدد 13": the act and its own number or
# date right after. Abbreviations such as "n°" or "No." have stops of their own.
NAMED_ACT = re.compile(
    r"(?:[^\W\d_]+[ -]){0,3}?[^\W\d_]+\s"
    r"(?:(?:n\s?[°º]|n(?:o|r)s?\.?|عدد|رقم)\s?\S|(?:du|of|dated)\s\d)",
    re.IGNORECASE,
)
STOP_INSIDE = re.compile(r"[^\W\d_]{3}[.:;!?؟؛]\s")


def is_title_with_stop(line: str) -> bool:
    """Say whether a line is the printed title of an act that ends in a full stop.

    Journals print so: "Décret n° 2011-9 du 11 janvier 2011, portant nomination d'un ministre."
    """
    named = ACT.match(line) and NAMED_ACT.match(line)
    return (
        bool(named)
        and line.endswith(".")
        and len(line) <= LONGEST_PRINTED_TITLE
        and not STOP_INSIDE.search(line)
    )


def goes_on_with_title(line: str) -> bool:
    """Say whether a paragraph goes on with the title above it: "relatif à …", and no sentence."""
    ended = ENDS_SENTENCE.search(line) or line.endswith((",", "،"))
    return line[:1].islower() and not ended and len(line) <= LONGEST_PRINTED_TITLE


def continues(line: str, following: str, in_front: bool) -> bool:
    """Say whether a title goes on from one line to the next.

    It does after or before a word that links them, in small letters, and in capitals that go on.
    """
    if len(following) > LONGEST_PRINTED_TITLE or following.endswith((",", "،", ";", ".", ":")):
        return False
    link = re.fullmatch(LINK, following.strip(), re.IGNORECASE)  # RESOLUTIONS / ON / POLITICAL …
    if link or (re.match(r"(?:du|of)\s", following) and is_dated(following)):  # du 27 avril 2016
        return True
    if GOES_ON.match(line):
        return True
    if is_aside(following):
        return False
    if following[:1].islower() or following[:1] in "(«“":
        return True
    capitals = line.isupper() and following.isupper()
    # "ENTRE LE GOUVERNEMENT DU MALI ET LE GOUVERNEMENT DU NIGER en vue d'éviter …"
    as_begun = line.isupper() and " ".join(following.split()[:2]).isupper()
    linked = COMPLETES.match(following) and (as_begun or not following[0].isupper())
    return bool(linked) or (in_front and capitals)
