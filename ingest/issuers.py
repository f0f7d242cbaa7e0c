"""Who issues reports: organisations and their organs, by every name in three languages.

An issuer is given as it is printed, for a citation is checked against the page; that two names
mean one body is known here alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

# One body a line, its names separated by "|". Full names count whatever their case.
# Short ones count in capitals only, and only where they are no word of a title in capitals:
# "AU", "UN" and "EU" are French words.
BODIES = """
United Nations|Nations Unies|Organisation des Nations Unies|الأمم المتحدة|منظمة الأمم المتحدة|ONU
General Assembly|United Nations General Assembly|Assemblée générale|Assemblée générale des Nations Unies|الجمعية العامة
Security Council|United Nations Security Council|Conseil de sécurité|Conseil de sécurité des Nations Unies|مجلس الأمن
Economic and Social Council|Conseil économique et social|المجلس الاقتصادي والاجتماعي|ECOSOC
Human Rights Council|Conseil des droits de l'homme|مجلس حقوق الإنسان
Human Rights Committee|Comité des droits de l'homme|اللجنة المعنية بحقوق الإنسان
Secretariat|Secrétariat|Secrétariat général|General Secretariat|الأمانة العامة
Secretary-General|Secrétaire général|الأمين العام
Organisation of Islamic Cooperation|Organization of Islamic Cooperation|Organisation de la coopération islamique|Organisation of the Islamic Conference|Organization of the Islamic Conference|Organisation de la Conférence islamique|منظمة التعاون الإسلامي|منظمة المؤتمر الإسلامي|OIC|OCI
Council of Foreign Ministers|Conseil des ministres des Affaires étrangères|مجلس وزراء الخارجية
Islamic Summit Conference|Conférence islamique au Sommet|مؤتمر القمة الإسلامي
African Union|Union africaine|الاتحاد الأفريقي|الاتحاد الإفريقي
Organization of African Unity|Organisation of African Unity|Organisation de l'unité africaine|منظمة الوحدة الأفريقية|OUA|OAU
Peace and Security Council|Conseil de paix et de sécurité|مجلس السلم والأمن
Economic Community of West African States|Communauté économique des États de l'Afrique de l'Ouest|الجماعة الاقتصادية لدول غرب أفريقيا|المجموعة الاقتصادية لدول غرب أفريقيا|ECOWAS|CEDEAO
West African Economic and Monetary Union|Union économique et monétaire ouest-africaine|UEMOA|WAEMU
Economic and Monetary Community of Central Africa|Communauté économique et monétaire de l'Afrique centrale|CEMAC
Economic Community of Central African States|Communauté économique des États de l'Afrique centrale|CEEAC|ECCAS
Intergovernmental Authority on Development|Autorité intergouvernementale pour le développement|IGAD
Southern African Development Community|Communauté de développement de l'Afrique australe|SADC
East African Community|Communauté d'Afrique de l'Est
Arab Maghreb Union|Union du Maghreb arabe|اتحاد المغرب العربي
Community of Sahel-Saharan States|Communauté des États sahélo-sahariens|CEN-SAD|تجمع دول الساحل والصحراء
G5 Sahel|G5 du Sahel|مجموعة دول الساحل الخمس
Alliance of Sahel States|Alliance des États du Sahel|تحالف دول الساحل
League of Arab States|Arab League|Ligue des États arabes|Ligue arabe|جامعة الدول العربية
Gulf Cooperation Council|Cooperation Council for the Arab States of the Gulf|Conseil de coopération du Golfe|مجلس التعاون لدول الخليج العربية
Organisation pour l'harmonisation en Afrique du droit des affaires|Organization for the Harmonization of Business Law in Africa|OHADA
European Union|Union européenne|الاتحاد الأوروبي
European Parliament and the Council of the European Union|European Parliament and of the Council|European Parliament and the Council|Parlement européen et le Conseil de l'Union européenne|Parlement européen et du Conseil|Parlement européen et le Conseil
European Parliament|Parlement européen|البرلمان الأوروبي
Council of the European Union|Conseil de l'Union européenne
European Council|Conseil européen
European Commission|Commission européenne|المفوضية الأوروبية
Council of Europe|Conseil de l'Europe|مجلس أوروبا
Committee of Ministers|Comité des ministres
Parliamentary Assembly|Assemblée parlementaire
Organisation internationale de la Francophonie|International Organisation of La Francophonie|المنظمة الدولية للفرنكوفونية
Commonwealth of Nations|Commonwealth
Non-Aligned Movement|Mouvement des pays non alignés|حركة عدم الانحياز
Organization for Security and Co-operation in Europe|Organisation pour la sécurité et la coopération en Europe|OSCE
Organization of American States|Organisation des États américains
Association of Southeast Asian Nations|Association des nations de l'Asie du Sud-Est|ASEAN
North Atlantic Treaty Organization|Organisation du Traité de l'Atlantique Nord|NATO|OTAN
International Labour Organization|International Labour Organisation|International Labour Conference|Organisation internationale du Travail|Conférence internationale du Travail|منظمة العمل الدولية|مؤتمر العمل الدولي
World Health Organization|Organisation mondiale de la Santé|منظمة الصحة العالمية
World Trade Organization|Organisation mondiale du commerce|منظمة التجارة العالمية
United Nations Educational, Scientific and Cultural Organization|Organisation des Nations Unies pour l'éducation, la science et la culture|UNESCO|اليونسكو
International Atomic Energy Agency|Agence internationale de l'énergie atomique|الوكالة الدولية للطاقة الذرية
International Criminal Court|Cour pénale internationale|المحكمة الجنائية الدولية
International Court of Justice|Cour internationale de Justice|محكمة العدل الدولية
World Bank|Banque mondiale|البنك الدولي
International Monetary Fund|Fonds monétaire international|صندوق النقد الدولي
"""  # noqa: E501
# "République de Guinée", "Royaume du Maroc", "جمهورية مالي": a state names itself.
STATE = re.compile(
    r"(?<!\w)(?:"
    r"(?:r[ée]publique|royaume|principaut[ée]|grand-duch[ée]|f[ée]d[ée]ration)"
    r"(?:\s(?:islamique|f[ée]d[ée]rale|arabe|populaire|unie?|d[ée]mocratique|et))*"
    r"(?:\s(?:d[eu]s?\s(?:la\s|l['\u2019])?|d['\u2019])[\w'\u2019-]+"
    r"(?:[\s-](?!et\b|relati|portant)(?-i:[A-ZÀ-Ý])[\w'\u2019-]*)*"
    r"|\s(?:fran[çc]aise|centrafricaine|tunisienne|togolaise|gabonaise|libanaise|malgache"
    r"|italienne))"
    r"|(?:(?:federal|islamic|arab|people's|democratic|united)\s)*(?:republic|kingdom|state)\s+of\s+"
    r"(?:the\s)?[\w'\u2019-]+(?:[\s-](?!and\b|on\b)(?-i:[A-Z])[\w'\u2019-]*)*"
    r"|(?:ال)?(?:جمهورية|مملكة)(?:\s\w+){1,3})",
    re.IGNORECASE,
)
# A line of its own: "RÉPUBLIQUE ALGÉRIENNE DÉMOCRATIQUE ET POPULAIRE"
STATE_LINE = re.compile(r"(?:r[ée]publique|royaume)(?:\s[\w'\u2019-]+){1,6}", re.IGNORECASE)
ARABIC = re.compile("[\u0620-\u064a]")
SHORT_NAME = re.compile(r"[A-Z0-9-]{2,7}")
# "LE CONSEIL DE SÉCURITÉ,", "The General Assembly,": the line that names who acts.
AROUND = re.compile(r"^(?:the\s|le\s|la\s|les\s|l['\u2019]\s?|\W)+|[\s,،;:*]+$", re.IGNORECASE)
# What may stand right before a name: an Arabic preposition, "لجامعة الدول العربية".
LEFT, RIGHT = r"(?<![\w-])[وبل]?", r"(?![\w-])"


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body as a text prints it, `text[start:end]`; `body` is the same for all its names."""

    printed: str
    body: str
    start: int
    end: int


def fold(name: str) -> str:
    """Return a name as it is compared: small letters, capitals' missing accents and all."""
    plain = name.lower().translate(str.maketrans("éèêëàâôîïûç\u2019", "eeeeaaoiiuc'"))
    return re.sub(r"\s+", " ", plain)


@cache
def bodies() -> dict[str, str]:
    """Return the body of each name, the names folded but for the short ones."""
    lines = [line.split("|") for line in BODIES.strip().splitlines()]
    return {
        name if SHORT_NAME.fullmatch(name) else fold(name): names[0]
        for names in lines
        for name in names
    }


@cache
def name_pattern() -> re.Pattern[str]:
    """Return the pattern of all names but the short ones, in folded text; longest first."""
    names = [name for name in bodies() if not SHORT_NAME.fullmatch(name)]
    return re.compile(LEFT + alternatives(names) + RIGHT)


@cache
def short_pattern() -> re.Pattern[str]:
    """Return the pattern of the short names."""
    return re.compile(LEFT + alternatives([n for n in bodies() if SHORT_NAME.fullmatch(n)]) + RIGHT)


def alternatives(names: list[str]) -> str:
    """Return a pattern of any of the names, the longest first."""
    return f"({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"


def find_issuers(text: str) -> Iterator[Issuer]:
    """Yield the bodies that a text names, in order, as they are printed."""
    folded = fold(text) if len(fold(text)) == len(text) else text.lower()
    found = [
        Issuer(text[m.start(1) : m.end(1)], bodies()[m[1]], m.start(1), m.end(1))
        for pattern, searched in ((name_pattern(), folded), (short_pattern(), text))
        for m in pattern.finditer(searched)
    ]
    yield from sorted(found, key=lambda issuer: issuer.start)


def same_issuer(name: str, printed: str) -> bool:
    """Say whether a name means the issuer that a report prints: "OIC", "Organisation of Islamic".

    A known body is known by each of its names in any language; another by its words.
    """
    asked = {issuer.body for issuer in (*find_issuers(name), *find_issuers(name.upper()))}
    if asked:
        return not asked.isdisjoint(issuer.body for issuer in find_issuers(printed))
    return bool(re.search(rf"\b{re.escape(fold(name.strip()))}\b", fold(printed)))


# Names of one body that are common words elsewhere: beside "charter" or "convention" they are not.
INITIALS = {
    "United Nations": ("UN",),
    "African Union": ("AU", "UA"),
}


@lru_cache(maxsize=10_000)
def names_of_issuer(printed: str) -> tuple[str, ...]:
    """Return every name of the bodies that an issuer names, and it as it is printed."""
    named = {issuer.body for issuer in find_issuers(printed)}
    return (
        printed,
        *(name for name, body in bodies().items() if body in named),
        *(name for body in sorted(named) for name in INITIALS.get(body, ())),
    )


def issuer_line(line: str) -> Issuer | None:
    """Return the body that a line names and nothing else: "NATIONS UNIES", "L'Assemblée,"."""
    start = match.end() if (match := AROUND.match(line)) else 0
    bare = AROUND.sub("", line[start:])
    end = start + len(bare)
    name = bodies().get(fold(bare)) or bodies().get(bare)
    if not name and (STATE.fullmatch(bare) or STATE_LINE.fullmatch(bare)) and len(bare) < 80:
        name = bare
    return Issuer(bare, name, start, end) if name else None


def find_issuer(front: Sequence[str], lines: Sequence[str], title: str) -> str:
    """Return who issues a report, as printed: "United Nations, General Assembly"; "" if unsaid.

    Of all `lines` of the head, one that is a name and nothing else says it best; two such lines
    are a body and its organ. Otherwise it is the name in the title, or else the first in the
    title block. A state counts if it is the only one that the title names: a treaty names two.
    """
    alone: dict[str, Issuer] = {}
    for line in lines:
        if issuer := issuer_line(line):
            alone.setdefault(issuer.body, issuer)
    if alone:
        printed = [issuer.printed for issuer in [*alone.values()][:2]]
        return ("، " if ARABIC.search(printed[0]) else ", ").join(printed)
    for text in (title, *front):
        for issuer in find_issuers(text):
            return issuer.printed
    states = STATE.findall(title)
    return states[0].strip() if len(states) == 1 else ""
