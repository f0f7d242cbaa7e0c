"""A follow-up question is made whole from those before it, without a language model.

Three kinds are told apart by how they are worded. A fresh question has a topic of its own, and
history is let be. One that asks for more ("pour combien de temps ?", "who appoints it?") is
searched together with the question before it. One that turns to another topic in the same vein
("et sur la torture ?") is searched by its own words, while the meaning of both together, less
that of the earlier one alone, gives what the earlier question asked of its topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from ingest.language import Language, language_of
from ingest.references import find_clause_mentions
from ingest.vectors import EmbeddedQuery
from retrieval.long_questions import LONGEST_NAMING
from retrieval.question_words import (
    ANTECEDENT,
    ATTRIBUTES,
    INTERROGATIVE,
    SAYING,
    content_words,
    is_courtesy,
)
from retrieval.relative import numbers_alone, step_of
from retrieval.topics import topic_of

# How the meanings of a turn's question, of both together and of the earlier one alone count.
# Chosen on conversations over eight reports, where any near values do as well.
SHARES = (1.0, 1.0, -0.5)
# A question of so many words of its own leans on nothing, whatever pronouns it has.
ENOUGH_WORDS = 6
LONGEST_CONTEXT = 600
# A short question in Latin letters may be of two languages: those before it tell.
FEW_WORDS = 3


class Leaning(Enum):
    """How a question leans on those before it."""

    FRESH = "fresh"
    MORE = "more"  # about the same
    ANOTHER = "another"  # the same of something else


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with what it leans on: `context`, the words of earlier questions; "" if none."""

    question: str
    leaning: Leaning = Leaning.FRESH
    context: str = ""

    @property
    def whole(self) -> str:
        """The question with its context before it."""
        return f"{self.context} {self.question}".strip()

    @property
    def words(self) -> str:
        """The text whose words are searched for."""
        if self.leaning is Leaning.FRESH:
            return topic_of(self.question)
        return self.whole if self.leaning is Leaning.MORE else self.question

    def embedded(self, embed: Callable[[str], EmbeddedQuery]) -> EmbeddedQuery:
        """Return the meaning that is searched for: vector, and words with their weights."""
        if self.leaning is not Leaning.ANOTHER:
            return embed(self.words)
        parts = [*map(embed, (self.question, self.whole, self.context))]
        shares = [part / sum(SHARES) for part in SHARES]
        return EmbeddedQuery(
            np.array(shares, dtype=np.float32) @ np.stack([part.vector for part in parts]),
            np.concatenate([part.tokens for part in parts]),
            np.concatenate([s * part.weights for s, part in zip(shares, parts, strict=True)]),
        )


def understand(question: str, history: Sequence[str]) -> Understood:
    """Return how a question is understood after earlier ones of its conversation, oldest first."""
    context = ""
    for earlier in history:
        context = context_after(Understood(earlier, leaning_of(earlier), context))
    leaning = leaning_of(question) if context else Leaning.FRESH
    if leaning is Leaning.FRESH:
        return Understood(question)
    return Understood(question, leaning, context)


def context_after(turn: Understood) -> str:
    """Return what a question after this turn may lean on."""
    if turn.leaning is Leaning.MORE:
        return turn.whole if len(turn.whole) <= LONGEST_CONTEXT else turn.context
    return turn.question[:LONGEST_CONTEXT]


# "et", "what about", "وماذا عن": what goes on from a question before.
OPENING = re.compile(
    r"\s*(?:(?:et|ou|mais|puis|alors|ok|sinon|and|or|but|then|so|also)\b(?!\s*[?])"
    r"|qu['’]en est-il|quid\b|what\s+about|how\s+about|و?ماذا\s+عن|و?ما\s+بشأن"
    r"|و(?=(?:ال|ماذا|ما|هل|كم|كيف|متى|أين|من|في|عن|على|لماذا|لل)))\s*",
    re.IGNORECASE,
)
# Words that begin with the letter of "and" are few beside those that have it put before them.
SHORT_ARABIC = re.compile(r"\s*و\w+(?:\s+\w+){0,3}\s*[؟?]?\s*")
# Subjects that stand for what was spoken of, where nothing before them in the question could be
# meant; impersonal ones ("y a-t-il", "is it possible") stand for nothing.
PRONOUN = re.compile(
    r"\b(?:ils?|elles?|leurs?|lui|eux|son|sa|ses|it|its|they|them|their|he|she|him|his|her)\b"
    r"|(?<!\w)(?:(?<!ما )(?<!من )(?:هو|هي|هم)|ذلك|بذلك|لذلك|عنه|عنها|فيه|فيها)(?!\w)",
    re.IGNORECASE,
)
IMPERSONAL = re.compile(
    r"\b(?:y\s+a-t-il|faut-il|existe-t-il|s['’]agit-il|se\s+passe-t-il|arrive-t-il|il\s+(?:y\s+a|faut)"
    r"|est-il\s+(?:possible|obligatoire|nécessaire|interdit|permis|prévu|question|fait|dit)"
    r"|est-ce\s+qu['’]il\s+(?:y\s+a|faut|existe)"
    r"|is\s+it\s+(?:possible|necessary|forbidden|allowed|permitted|mandatory|legal|required|true))\b",
    re.IGNORECASE,
)
# "à ce sujet", "cette mission", "these measures"; not "ce rapport", which is what is asked.
POINTING = re.compile(
    r"\b(?:cela|ça|ceci|cel(?:ui|les?)-ci|ceux-ci|ce\s+dernier|cette\s+dernière|about\s+(?:it|that|this)"
    r"|on\s+(?:it|that|this)|(?:ce|cet|cette|ces|this|these|those)\s+(?!sont\b|est\b|rapport|report"
    r"|texte|text|document|convention|accord|agreement|charte|charter|constitution|déclaration"
    r"|declaration|traité|treaty|règlement|regulation|code|communiqué|loi\b|law\b|année|year|is\b"
    r"|are\b|qu|d[eo]|jour|mois)\w+)"
    r"|(?<!\w)(?:هذا|هذه|تلك|هؤلاء)\s(?!ال?(?:تقرير|نص|وثيقة|إعلان|دستور|ميثاق|اتفاق))",
    re.IGNORECASE,
)


def leaning_of(question: str) -> Leaning:
    """Return how a question would lean on one before it, by its wording alone."""
    pasted = len(question) > LONGEST_NAMING
    if pasted or is_courtesy(question) or names_clause(question):
        return Leaning.FRESH
    words = content_words(question)
    topic = [word for word in words if word not in ATTRIBUTES]
    opening = OPENING.match(question)
    if step_of(question) or not topic:
        return Leaning.MORE
    if len(topic) >= ENOUGH_WORDS:
        return Leaning.FRESH
    asks = bool(INTERROGATIVE.search(question[opening.end() :] if opening else question))
    says = bool(SAYING.search(question))
    if refers_back(question):
        return Leaning.ANOTHER if says else Leaning.MORE
    if len(topic) == 1 and asks and not says:
        return Leaning.MORE
    alone = len(words) == 1 and not says
    return Leaning.ANOTHER if goes_on(question) or alone else Leaning.FRESH


def goes_on(question: str) -> bool:
    """Say whether a question goes on from one before it: "et …", "what about …", "و…"."""
    return bool(OPENING.match(question) or SHORT_ARABIC.fullmatch(question))


def names_clause(question: str) -> bool:
    """Say whether a question names a clause by its number."""
    return bool(find_clause_mentions(question) or numbers_alone(question))


def refers_back(question: str) -> bool:
    """Say whether a question speaks of something by a word that only earlier ones explain."""
    if POINTING.search(question):
        return True
    pronoun = PRONOUN.search(IMPERSONAL.sub(lambda found: "·" * len(found[0]), question))
    return pronoun is not None and not ANTECEDENT.search(question, 0, pronoun.start())


def spoken_in(turn: Understood) -> Language:
    """Return the language of a question; of a few words, that of those before it counts too."""
    own = language_of(turn.question)
    if own == "ar" or not turn.context or len(turn.question.split()) > FEW_WORDS:
        return own
    return language_of(turn.whole)
