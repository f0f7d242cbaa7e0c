"""Short lines that lead on, define a word or name a party: no headings, however short they are."""

from __future__ import annotations

import re

LONGEST_LEAD_IN = 200
# "Therefore,", "To this end:", "En conséquence, le Conseil": the sentence before them goes on.
CONNECTIVE = re.compile(
    r"(?:(?:now,? )?therefore|accordingly|consequently|hence|thus|furthermore|moreover"
    r"|(?:to|for) (?:this|that|these) (?:end|purpose|reason)s?|in (?:this|that) (?:regard|context)"
    r"|en conséquence|par conséquent|dès lors|par ces motifs|pour ces? (?:motif|raison)s?"
    r"|à (?:cet effet|cette fin|ces fins)|de ce fait|en outre|à cet égard"
    r"|و?لذلك|و?لذا|وعليه|و?بناء عليه|وبناء على ذلك|و?لهذا الغرض|ولهذه الغاية|وعلى ذلك)"
    r"(?=[\s,،:]|$)",
    re.IGNORECASE,
)
# "The Council decides:", "Arrête ce qui suit :", "قرر ما يلي:": a sentence that a list completes.
VERB = (
    r"decides?|declares?|agrees?|resolves?|adopts?|recommends?|enacts?|proclaims?"
    r"|d[ée]cide(?:nt)?|d[ée]cr[èe]te(?:nt)?|arr[êe]te(?:nt)?|ordonne(?:nt)?|d[ée]clare(?:nt)?"
    r"|recommande(?:nt)?|adopte(?:nt)?|promulgue(?:nt)?|convien(?:t|nent)"
)
FORMULA = re.compile(
    rf"(?:.*[\s’'])?(?:{VERB})(?: (?:that|to|as|que|de|d['’]))?\s?:$"
    r"|.*(?:as follows|the following|ce qui suit|comme suit|dont la teneur suit|qui suit"
    r"|ما يلي|بما يلي|كما يلي|ما يأتي|بما يأتي|الآتي|التالي|بما هو آت)\s?:$",
    re.IGNORECASE,
)
# "“Treaty” means the Treaty done at …", « permis » désigne un permis: a sentence that may lack
# its full stop, as definitions in acts do. "Ways and means" is a heading.
DEFINITION = re.compile(
    r".{1,80}?[\s”\"»](?:(?:means|includes|has the (?:same )?meaning|refers to"
    r"|désigne|signifie|s['’]entend|comprend)\s*(?:[:—–-]|(?:an?|the|any|each|every|all|that|as"
    r"|given|assigned|une?|l[ae]s?|l['’]|tout(?:e|es)?|d[eu]s?|d['’]|not)\b)"
    r"|(?:يقصد ب|تعني|يعني)\S* )",
    re.IGNORECASE,
)

# "Le Gouvernement de la République française, d'une part, et": who agrees, at the beginning of an
# agreement. Its title names them as well, after the word for what it is.
PARTY = re.compile(
    r"(?:(?:the|le|la|les)\s|l['’]|حكومة|جمهورية|المملكة|مملكة|دولة).*?"
    r"(?:d['’]une part|d['’]autre part|of the (?:one|other|first|second) part"
    r"|on the (?:one|other) (?:hand|part)|ci-après|hereinafter|hereafter"
    r"|من جهة|من جانب|المشار إليه|ويشار إليه|الطرف (?:الأول|الثاني))",
    re.IGNORECASE,
)


def leads_on(line: str) -> bool:
    """Say whether a line only leads to what comes next: "Therefore,", "The Council decides:"."""
    short = len(line) <= LONGEST_LEAD_IN
    return bool(CONNECTIVE.match(line) or (short and FORMULA.fullmatch(line.strip())))


def is_formula(line: str) -> bool:
    """Say whether a line is such a formula from its first letter: "Décrète :", "قرر ما يلي:"."""
    short = len(line) <= LONGEST_LEAD_IN and not line[:1].islower()
    return short and bool(FORMULA.fullmatch(line.strip()))


def defines(line: str) -> bool:
    """Say whether a line says what a word of the report means."""
    return DEFINITION.match(line) is not None


def names_party(line: str) -> bool:
    """Say whether a line names one of those who agree, and what it is called below."""
    return PARTY.match(line) is not None
