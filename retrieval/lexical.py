"""Search by words, with tantivy: BM25 over the stems of three languages.

Each language has its own field: "sécurité" finds "sécurités" in a French clause, and names,
numbers and symbols are found across languages. The index lives in memory, beside the vectors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import tantivy

from ingest.language import LANGUAGES
from ingest.symbols import find_symbols

STEMMERS = {"fr": "french", "en": "english", "ar": "arabic"}
# What is left of an elision: l'Accord, d'un, qu'elle. Question words ask, and tell nothing.
CUT_OFF = ["a", "à", "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu"]
ASKING = {
    "fr": ["quel", "quelle", "quels", "quelles", "comment", "combien", "pourquoi", "quand", "où",
           "qui", "que", "quoi", "dit", "rapport", *CUT_OFF],
    "en": ["what", "which", "who", "whom", "how", "when", "where", "why", "does", "did", "say",
           "report"],
    "ar": ["ما", "ماذا", "من", "متى", "كيف", "كم", "هل", "اين", "لماذا", "هي", "هو"],
}  # fmt: skip
SYMBOLS = "symbols"
ROW = "row"
LONGEST_WORD = 60
MEMORY_BYTES = 15_000_000  # the least that tantivy takes
# Forms of one Arabic letter, and what is drawn for beauty or to tell vowels.
ARABIC_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None}
)
ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670]")


class LexicalIndex:
    """The words of passages; rows are numbered from 0 in the order given."""

    def __init__(self, passages: Iterable[tuple[str, str]]) -> None:
        """`passages` are pairs of a text and its language."""
        self._index = tantivy.Index(schema())
        for name in LANGUAGES:
            self._index.register_tokenizer(name, analyzer(name))
        writer = self._index.writer(MEMORY_BYTES, 1)
        for row, (text, language) in enumerate(passages):
            document = tantivy.Document()
            document.add_unsigned(ROW, row)
            document.add_text(language, folded(text))
            for symbol in find_symbols(text):
                document.add_text(SYMBOLS, symbol.normal)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()  # none outlives the making of the index
        self._index.reload()

    def search(self, query: str, limit: int) -> dict[int, float]:
        """Return the rows that share words with a query, `limit` of them, with their BM25."""
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._index.schema, field, word))
            for field, word in terms_of(query)
        ]
        if not clauses:
            return {}
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.boolean_query(clauses), limit).hits
        return {int(searcher.doc(address)[ROW][0]): float(score) for score, address in found}


def schema() -> tantivy.Schema:
    """Return the fields: one for each language, symbols as they are, and the row."""
    builder = tantivy.SchemaBuilder()
    for language in LANGUAGES:
        builder.add_text_field(language, tokenizer_name=language, index_option="freq")
    builder.add_text_field(SYMBOLS, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(ROW, stored=True)
    return builder.build()


@cache
def analyzer(language: str) -> tantivy.TextAnalyzer:
    """Return what makes words of a text: small letters, without the commonest, folded, stemmed."""
    stop = tantivy.Filter.custom_stopword(ASKING[language])
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(stop)
    )
    if language != "ar":  # the library has no list of common Arabic words
        builder = builder.filter(tantivy.Filter.stopword(STEMMERS[language]))
    return (
        builder.filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer(STEMMERS[language]))
        .build()
    )


def terms_of(query: str) -> Sequence[tuple[str, str]]:
    """Return the words of a query as each field has them, each once."""
    words = [
        (language, word)
        for language in LANGUAGES
        for word in analyzer(language).analyze(folded(query))
    ]
    symbols = [(SYMBOLS, symbol.normal) for symbol in find_symbols(query)]
    return list(dict.fromkeys([*words, *symbols]))


def folded(text: str) -> str:
    """Return a text with one form of each Arabic letter; the analyzers fold Latin ones."""
    return ARABIC_MARKS.sub("", text).translate(ARABIC_FORMS)
