"""Search by words, with tantivy: BM25 over the stems of three languages.

Each language has its own field: "sécurité" finds "sécurités" in a French clause, and names,
numbers and symbols are found across languages.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import tantivy

from ingest.language import LANGUAGES
from ingest.permissions import may_write
from ingest.scratch import Scratch
from ingest.symbols import find_symbols
from retrieval.index_files import DamagedIndex
from retrieval.row_table import Rows, Scored

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
ROW, REPORT = "row", "report"
LONGEST_WORD = 60
READ_AND_WRITE = 0o666  # of the rights that a folder has, those that mean something for a file
MEMORY_BYTES = 15_000_000  # the least that tantivy takes
MEMORY_BYTES_FOR_ALL = 200_000_000  # larger pieces are joined less often
# Forms of one Arabic letter, and what is drawn for beauty or to tell vowels.
ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ـ": None})
ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670]")
# The article with what is written onto it, much as light10 has it (Larkey, Ballesteros and Connell,
# "Light stemming for Arabic information retrieval", 2007): the stemmer takes it off after looking
# at a word's length, and so ends the same noun otherwise with it and without.
ARTICLE = re.compile(r"(?<!\w)(?:[وف](?:[بك]?ال|لل)(?=\w{4})|(?:[بك]?ال|لل)(?=\w{3}))")
# ه and ة at the end of a word are often typed one for the other. Of a word of four letters and more
# it is the feminine ending; of a shorter one ("وجه", "سنة") it is mostly a letter like any other.
FEMININE = re.compile(r"(?<=\w{3})[هة](?!\w)")


NONE = Scored(np.zeros(0, np.int64), np.zeros(0))


class LexicalWriter:
    """Writes the words of passages into a folder, of an index from which nothing is taken away."""

    def __init__(self, folder: Path, before: Path | None = None) -> None:
        """Begin with nothing, or with what the folder `before` has, which stays as it is.

        Raises `DamagedIndex` if `before` cannot be read.
        """
        folder.mkdir()
        self._folder = folder
        for file in files_of(before) if before else ():
            link(file, folder / file.name)
        self._index = open_folder(folder)
        memory = MEMORY_BYTES if before else MEMORY_BYTES_FOR_ALL
        with refusals_told():
            self._writer = self._index.writer(memory, 1)

    def add(self, row: int, report: int, text: str, language: str) -> None:
        """Add one passage: its row, and the number of its report."""
        document = tantivy.Document()
        document.add_unsigned(ROW, row)
        document.add_unsigned(REPORT, report)
        document.add_text(language, folded(text))
        for symbol in find_symbols(text):
            document.add_text(SYMBOLS, symbol.normal)
        with refusals_told():
            self._writer.add_document(document)

    def remove(self, report: int) -> None:
        """Remove the passages of a report."""
        # By query: by term does nothing for numbers.
        self._writer.delete_documents_by_query(one_of(self._index.schema, [report]))

    def close(self) -> None:
        """Write it all; it is on the disk then."""
        with refusals_told():
            self._writer.commit()
            self._writer.wait_merging_threads()  # none outlives the writing
        for file in files_of(self._folder):  # the library lets nobody else read some of them
            file.chmod(self._folder.stat().st_mode & READ_AND_WRITE)


class LexicalIndex:
    """The words of passages, read from a folder."""

    def __init__(self, folder: Path) -> None:
        """Raises `DamagedIndex` if the folder holds no such index."""
        with openable(folder) as opened:
            self._index = open_folder(opened)
            self._searcher = self._index.searcher()

    def search(self, query: str, limit: int, reports: Sequence[int] | None = None) -> Scored:
        """Return the rows that share words with a query, at most `limit`, with their BM25.

        `reports` keeps to the reports of these numbers.
        """
        words = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._index.schema, field, word))
            for field, word in terms_of(query)
        ]
        if not words or not limit:
            return NONE
        wanted = tantivy.Query.boolean_query(words)
        if reports is not None:
            inside = tantivy.Query.const_score_query(one_of(self._index.schema, reports), 0.0)
            must = tantivy.Occur.Must
            wanted = tantivy.Query.boolean_query([(must, wanted), (must, inside)])
        found = self._searcher.search(wanted, limit + 1, count=False).hits
        if len(found) > limit:
            # Which of those that tie for the last places come depends on how the files lie.
            above = [hit for hit in found if hit[0] > found[-1][0]]
            found = above or found[:limit]
        rows = self._searcher.fast_field_values(ROW, [address for _, address in found])
        return Scored(np.array(rows, np.int64), np.array([bm25 for bm25, _ in found]))

    def with_all(self, words: Sequence[str], limit: int) -> Rows | None:
        """Return the rows that have all of these words, each in a form of one language.

        None if that is more than `limit`, or if the words are too common to be looked for.
        """
        query = tantivy.Query
        of_languages = [terms_in(language, words) for language in LANGUAGES]
        if not all(of_languages):
            return None
        every = [
            query.boolean_query(
                [
                    (tantivy.Occur.Must, query.term_query(self._index.schema, language, word))
                    for word in terms
                ]
            )
            for language, terms in zip(LANGUAGES, of_languages, strict=True)
        ]
        either = query.boolean_query([(tantivy.Occur.Should, one) for one in every])
        found = self._searcher.search(either, limit + 1, count=False).hits
        if len(found) > limit:
            return None
        rows = self._searcher.fast_field_values(ROW, [address for _, address in found])
        return np.array(rows, np.int64)


@contextmanager
def refusals_told() -> Iterator[None]:
    """Raise as `OSError` what the library says when it cannot write: it has one error for all."""
    try:
        yield
    except ValueError as error:
        raise OSError(str(error)) from error


def link(file: Path, to: Path) -> None:
    """Give a file a second name, or a copy where that cannot be: no file is written to twice."""
    try:
        to.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, to)


@contextmanager
def openable(folder: Path) -> Iterator[Path]:
    """A folder with the files of an index: to open them the library writes a lock beside them.

    Where that may not be, it is a folder of links, which can go once they are open.
    """
    if may_write(folder):
        yield folder
        return
    with Scratch() as links:
        for file in files_of(folder):
            (Path(links) / file.name).symlink_to(file.absolute())
        yield Path(links)


def open_folder(folder: Path) -> tantivy.Index:
    """Return the index in a folder, making it if the folder is empty."""
    try:
        index = tantivy.Index(schema(), str(folder))
        # No thread watches the folder: it never changes, and may be deleted at any time.
        index.config_reader("manual")
        index.reload()
    except ValueError as error:
        raise DamagedIndex(f"{folder} cannot be read: {error}") from error
    for name in LANGUAGES:
        index.register_tokenizer(name, analyzer(name))
    return index


def files_of(folder: Path) -> list[Path]:
    """Return the files of an index, without the library's locks."""
    return sorted(file for file in folder.iterdir() if file.suffix != ".lock")


def one_of(schema: tantivy.Schema, reports: Sequence[int]) -> tantivy.Query:
    """Return a query for the passages of some reports."""
    return tantivy.Query.term_set_query(schema, REPORT, list(reports))


def schema() -> tantivy.Schema:
    """Return the fields: one for each language, symbols as they are, the row and its report."""
    builder = tantivy.SchemaBuilder()
    for language in LANGUAGES:
        builder.add_text_field(language, tokenizer_name=language, index_option="freq")
    builder.add_text_field(SYMBOLS, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(ROW, fast=True)
    builder.add_unsigned_field(REPORT, indexed=True)
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


def terms_in(language: str, words: Sequence[str]) -> set[str]:
    """Return words as a language's field has them, without those that it leaves out."""
    return {term for word in words for term in analyzer(language).analyze(folded(word))}


# A question's are asked for by two indexes, and for its quotations.
@lru_cache(maxsize=64)
def terms_of(query: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a query as each field has them, each once."""
    words = [
        (language, word)
        for language in LANGUAGES
        for word in analyzer(language).analyze(folded(query))
    ]
    symbols = [(SYMBOLS, symbol.normal) for symbol in find_symbols(query)]
    return tuple(dict.fromkeys([*words, *symbols]))


def folded(text: str) -> str:
    """Return a text with one form of each Arabic letter; the analyzers fold Latin ones."""
    if not ARABIC_LETTER.search(text):  # all that is folded here is Arabic
        return text
    plain = ARABIC_MARKS.sub("", text).translate(ARABIC_FORMS)
    return FEMININE.sub("ة", ARTICLE.sub("", plain).replace("ة", "ه"))
