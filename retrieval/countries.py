"""What countries are called in three languages: who asks names them as the language has it.

"دستور مدغشقر" and "the Malagasy constitution" are the "Constitution de la République de
Madagascar". The names are those of the Unicode locale data (CLDR). It has no adjectives of
countries; but a language that is official in one country alone is called as that country's people
and things are: "Malagasy", "malgache". Others ("French", "guinéen") begin as their country does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.languages import get_official_languages

from ingest.language import LANGUAGES
from retrieval.question_words import ELISION, WORD, folded

ARABIC_ARTICLE = "ال"
SMALL_WORDS = frozenset({"and", "d", "de", "des", "du", "et", "l", "la", "le", "les", "of", "the"})
LETTERS_OF_COUNTRY = 2  # others are of continents and of the world, and of three digits
NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")  # unions, and what is none

LONGEST_NAME = 4  # words
LEADS_TO_COUNTRY = re.compile(
    r"(?:(?<!\w)(?:à|aux?|d[eu]s?|en|pour|dans|in|of|for|the|l[ae]s?|في|من|عن)\s+|(?<!\w)[dl]['’])*$",
    re.IGNORECASE,
)

# The words of one name, and all the words of that country's names.
Country = tuple[frozenset[str], frozenset[str]]


def countries_in(words: Iterable[str]) -> frozenset[str]:
    """Return what the countries named by folded words are called in other languages, word by word.

    Of names that are part of one another ("Guinée", "Guinée-Bissau") only the longest counts.
    """
    own = {bare(word) for word in words}
    first = by_first_word()
    named = [one for word in own for one in first.get(word, ()) if one[0] <= own]
    longest = [one for one in named if not any(one[0] < other[0] for other in named)]
    return frozenset().union(*(called for _, called in longest)) - own


def is_country(text: str) -> bool:
    """Say whether a text is the name of a country, and nothing else: "la Guinée", "Mali"."""
    own = words_of(text)
    return any(own == name for word in own for name, _ in by_first_word().get(word, ()))


def without_countries(text: str) -> str:
    """Return a text without the names of countries, and what leads to them: "au Mali"."""
    words = [word.span() for word in WORD.finditer(text) if words_of(word[0])]
    for first in reversed(range(len(words))):
        start = words[first][0]
        ends = [end for _, end in words[first : first + LONGEST_NAME]]
        if end := max((end for end in ends if is_country(text[start:end])), default=0):
            text = f"{LEADS_TO_COUNTRY.sub(' ', text[:start])}{text[end:]}"
            del words[first:]  # what comes after has moved
    return " ".join(text.split())


@cache
def by_first_word() -> dict[str, list[Country]]:
    """Return the names of countries by the first of their words in the order of the alphabet."""
    called: dict[str, set[frozenset[str]]] = {}
    joined: dict[str, set[str]] = {}
    adjectives: dict[str, set[str]] = {}
    own = languages_of_one_country()
    for locale in map(Locale, LANGUAGES):
        for code in countries():
            name = locale.territories.get(code, "")
            called.setdefault(code, set()).add(words_of(name))
            joined.setdefault(code, set()).update(w for w in folded(name).split() if "-" in w)
        for code, language in own.items():
            adjectives.setdefault(code, set()).update(words_of(locale.languages.get(language, "")))
    first: dict[str, list[Country]] = {}
    for code, names in called.items():
        every = frozenset().union(*names, joined[code], adjectives.get(code, ()))
        for name in filter(None, names):
            first.setdefault(min(name), []).append((name, every))
    return first


def countries() -> list[str]:
    """Return the codes of countries."""
    codes = Locale("en").territories
    two = [code for code in map(str, codes) if len(code) == LETTERS_OF_COUNTRY]
    return [code for code in two if code not in NO_COUNTRIES]


def languages_of_one_country() -> dict[str, str]:
    """Return, by its country, each language that most speak there and no other country has."""
    official = {code: get_official_languages(code, de_facto=True) for code in countries()}
    having = Counter(language for languages in official.values() for language in languages)
    return {code: own[0] for code, own in official.items() if own and having[own[0]] == 1}


def words_of(name: str) -> frozenset[str]:
    """Return the folded words of a country's name, without the small ones."""
    printed = WORD.findall(ELISION.sub("", name))
    words = (bare(part) for word in printed for part in folded(word).split("-"))
    return frozenset(word for word in words if len(word) > 1 and word not in SMALL_WORDS)


def bare(word: str) -> str:
    """Return a word without the Arabic article."""
    return word.removeprefix(ARABIC_ARTICLE)
