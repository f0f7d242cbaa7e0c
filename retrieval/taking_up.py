"""Questions that take the one before up again: "non, celui de la Charte", "citez le texte exact".

What asks for nothing new is the earlier question: in the report that it names, if it names one,
and else just again. Thanks are no question, and what follows them goes on from before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.division_mentions import find_divisions
from ingest.references import find_clause_mentions, find_numbers_alone
from ingest.store import Store
from retrieval.acronyms import ACRONYM
from retrieval.conversation import OPENING
from retrieval.countries import is_country, without_countries
from retrieval.documents import called_only, with_kind, without_names
from retrieval.genres import GENRE
from retrieval.long_questions import LONGEST_NAMING
from retrieval.question_words import content_words, is_courtesy
from retrieval.report_names import names_of

# "Non, celui de la Charte", "I meant the Charter"
CORRECTING = re.compile(
    r"\W*(?:(?:non|no|nope|pardon|sorry|désolée?|plutôt|rather|instead|je\s+(?:voulais\s+dire|parlais"
    r"|pensais)|i\s+mean[t]?|لا|أ?قصد)\b[\s,;:.!-]*)*",
    re.IGNORECASE,
)
THAT = re.compile(r"(?:cel(?:ui|le)s?|ceux|that|those|the\s+ones?)\s+", re.IGNORECASE)
# Words that ask how an answer is worded or where it stands, and no more.
OF_FORM = frozenset(
    """
    citation citations complet complete completement entier exact exacte exactement exactes exacts
    extrait formulation full fully integral integrale integralement integralite lettre mot mots page
    quotation reference references source sources termes verbatim word wording words
    الكامل حرفيا بالضبط الصفحه صفحه مصدر المصدر
    """.split()  # noqa: SIM905
)
QUOTING = re.compile(
    r"\b(?:cite[rz]?|quote|répète[rz]?|repeat|relis(?:ez)?|texte?|passage)\b|(?<!\w)(?:النص|اقتبس|كرر)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A question as it is asked, after the earlier ones that count.

    `whole` is what it is understood as, "" where it says all itself; its `reports` are those that
    it names in place of the earlier question's, none where it names none.
    """

    question: str
    history: tuple[str, ...]
    whole: str = ""
    reports: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The question in words that say all."""
        return self.whole or self.question


def taken_up(question: str, history: Sequence[str], store: Store) -> TakenUp:
    """Return a question after earlier ones, oldest first, made whole where it takes one up."""
    before: list[TakenUp] = []
    for earlier in history:
        if not is_courtesy(earlier):
            before.append(made_whole(earlier, before, store))
    return made_whole(question, before, store)


def made_whole(question: str, before: Sequence[TakenUp], store: Store) -> TakenUp:
    """Return a question as it is asked after others that are whole themselves."""
    texts = tuple(taken.text for taken in before)
    if not before or len(question) > LONGEST_NAMING or len(texts[-1]) > LONGEST_NAMING:
        return TakenUp(question, texts)
    last = before[-1]
    if asks_again(question):
        return replace(last, whole=last.text)
    named = with_kind(question, " ".join(texts))
    reports = only_named(named, store)
    topic = last.question if last.reports else without_names(last.text, store) if reports else ""
    if is_country(" ".join(content_words(bare(named)))):
        topic = without_countries(topic)  # "la grève au Mali", then "et au Niger ?"
    if not reports or not (topic := topic.strip(" ?؟.!")):
        return TakenUp(question, texts)
    return TakenUp(topic, (), f"{topic} {bare(named)}", reports)


def asks_again(question: str) -> bool:
    """Say whether a question asks for the words of the last answer, or where they stand."""
    words = content_words(question)
    return bool(words or QUOTING.search(question)) and OF_FORM.issuperset(words)


def only_named(question: str, store: Store) -> tuple[str, ...]:
    """Return the reports that a question names, if it says nothing else; else none."""
    named = bare(question)
    country = is_country(" ".join(content_words(named)))
    if not (GENRE.search(named) or ACRONYM.search(named) or country) or any(
        find_numbers_alone(named)
    ):
        return ()
    if any(find_clause_mentions(named)) or find_divisions(named):
        return ()
    return called_only(" ".join(content_words(named)), names_of(store))


def bare(question: str) -> str:
    """Return a question without what corrects the one before or goes on from it."""
    for begun in (CORRECTING, OPENING, THAT):
        if match := begun.match(question):
            question = question[match.end() :]
    return question
