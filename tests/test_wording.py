"""Every word that a reader sees is there in three languages."""

import ast
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from ingest.errors import ClausierError
from ingest.models import Doubt
from ingest.notes import footnotes_doubt
from ui.wording import FOLDER, language_from, words_in

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    file for room in ("ingest", "retrieval", "ui") for file in (ROOT / room).rglob("*.py")
)
LANGUAGES = ("fr", "en", "ar")


def phrases(language):
    """Return every phrase of a language by its name, those of tables and lists too."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        return dict(flat(tomllib.load(file)))


def flat(table, prefix=""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            yield from ((f"{prefix}{name}[{n}]", phrase) for n, phrase in enumerate(value))
        else:
            yield prefix + name, value


def placeholders(phrase):
    return {field for _, field, _, _ in Formatter().parse(phrase) if field is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_phrases(language):
    assert phrases(language).keys() == phrases("fr").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_has_the_same_placeholders(language):
    ours, french = phrases(language), phrases("fr")
    assert {name: placeholders(phrase) for name, phrase in ours.items()} == {
        name: placeholders(phrase) for name, phrase in french.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_writes_its_values_in_the_same_way(language):
    def forms(phrase):
        return {(field, form) for _, field, form, _ in Formatter().parse(phrase) if form}

    ours, french = phrases(language), phrases("fr")
    assert {name: forms(phrase) for name, phrase in ours.items()} == {
        name: forms(phrase) for name, phrase in french.items()
    }


def test_no_french_sign_is_parted_from_its_word():
    apart = re.compile(r"(?<![\u00a0\u202f])[;!?»]|(?<![\u00a0\u202f{\w]):|«(?![\u00a0\u202f])")
    signs = {
        name: found[0]
        for name, phrase in phrases("fr").items()
        if (found := apart.search(re.sub(r"{(\w+)(:\w+)?}", r"{\1}", phrase)))
    }
    assert signs == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_a_doubt_counts_may_be_one(language):
    """No word in the plural follows a count: "1 notes"."""
    plural = re.compile(r"\{(?:count|pages)\} (?!fois|×)\w+")
    doubts = {n: p for n, p in phrases(language).items() if n.startswith("doubts.")}
    assert {name for name, phrase in doubts.items() if plural.search(phrase)} == set()


def test_what_an_english_message_counts_may_be_one():
    assert footnotes_doubt(["Voir le rapport."]).message == (
        "Notes left out of the clauses: 1; the first: 'Voir le rapport.'."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_empty(language):
    assert [name for name, phrase in phrases(language).items() if not phrase.strip()] == []


def calls(name):
    """Yield every call of a name in the source files, whatever it is a part of."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func
                called = function.attr if isinstance(function, ast.Attribute) else None
                called = function.id if isinstance(function, ast.Name) else called
                if called == name:
                    yield node


ERRORS = (
    "ClausierError", "UnreadableFile", "UnusableQuestion", "ReportNotFound", "ClauseNotFound",
    "PageNotFound", "ConversationNotFound", "LibraryError", "ModelError",
)  # fmt: skip


def keywords(call):
    return {keyword.arg: keyword.value for keyword in call.keywords}


def strings(node):
    """Return the strings that an expression may be: both of `"a" if locked else "b"`."""
    branches = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return {branch.value for branch in branches if isinstance(branch, ast.Constant)}


def error_codes():
    """Return the codes of errors in the source, and the values that come with each."""
    return {
        code: keywords(call).keys() - {"code"}
        for name in ERRORS
        for call in calls(name)
        if "code" in keywords(call)
        for code in strings(keywords(call)["code"])
    }


def doubt_codes():
    return {code for call in calls("Doubt") if call.args for code in strings(call.args[0])}


def test_codes_are_found_in_the_source():
    # So that the tests below cannot pass for having found none.
    assert {"question-empty", "report-unknown", "model-damaged"} <= error_codes().keys()
    assert {"numbering-gap", "no-numbers"} <= doubt_codes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_words(language):
    missing = [code for code in error_codes() if f"errors.{code}" not in phrases(language)]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_doubt_has_words(language):
    missing = [code for code in doubt_codes() if f"doubts.{code}" not in phrases(language)]
    assert missing == []


def test_no_words_are_left_of_an_error_or_a_doubt_that_is_gone():
    known = {f"errors.{code}" for code in error_codes()} | {f"doubts.{c}" for c in doubt_codes()}
    worded = {name for name in phrases("fr") if name.startswith(("errors.", "doubts."))}
    assert worded - known == set()


def test_every_error_is_raised_with_the_values_of_its_words():
    words = phrases("fr")
    lacking = {
        code: placeholders(words[f"errors.{code}"]) - values
        for code, values in error_codes().items()
        if f"errors.{code}" in words and placeholders(words[f"errors.{code}"]) - values
    }
    assert lacking == {}


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (ClausierError("…", code="clause-unknown", key="99"), "Aucune clause 99."),
        # Values in braces are no placeholders.
        (ClausierError("…", code="clause-unknown", key="{x}"), "Aucune clause {x}."),
        # Without words yet, the English line.
        (ClausierError("Do this.", code="unheard-of"), "Do this."),
        (ClausierError("Do this."), "Do this."),
    ],
)
def test_error_is_shown_in_the_readers_language(error, shown):
    assert words_in("fr").error(error) == shown


@pytest.mark.parametrize(
    ("doubt", "shown"),
    [
        (
            Doubt("numbering-gap", "…", 2, {"before": "11", "after": "13"}),
            "Après 11 vient 13\u00a0: vérifiez sur la page s'il manque des clauses entre les deux "
            "(page 2).",
        ),
        (
            Doubt("numbering-begins", "…", None, {"first": "3"}),  # a text file has no pages
            "La numérotation commence par 3\u00a0: vérifiez s'il manque des clauses avant.",
        ),
        (Doubt("unheard-of", "As told.", None), "As told."),
        # Of the report's words not a sign is changed.
        (
            Doubt("running-head", "…", 1, {"count": 3, "text": "S/2019/1 2019-09-24"}),
            "Laissé de côté comme en-tête ou numéro de page, 3 fois\u00a0: "
            "«\u00a0S/2019/1 2019-09-24\u00a0».",
        ),
    ],
)
def test_doubt_is_shown_in_the_readers_language(doubt, shown):
    assert words_in("fr").doubt(doubt) == shown


TWO_DATES = Doubt("date-disagreement", "…", 1, {"first": "2019-09-24", "second": "2019-10-01"})
CONVERTED = Doubt("date-converted", "…", 1, {"hijri": "1 محرم 1442هـ", "date": "2020-08-20"})


@pytest.mark.parametrize(
    ("doubt", "locale", "days"),
    [
        (TWO_DATES, "fr-FR", ["24 septembre 2019", "1 octobre 2019"]),
        (TWO_DATES, "en-GB", ["24 September 2019", "1 October 2019"]),
        (TWO_DATES, "en-US", ["September 24, 2019", "October 1, 2019"]),
        (TWO_DATES, "ar-EG", ["٢٤ سبتمبر ٢٠١٩", "١ أكتوبر ٢٠١٩"]),
        (TWO_DATES, "ar-MA", ["24 شتنبر 2019", "1 أكتوبر 2019"]),
        (CONVERTED, "ar-EG", ["1 محرم 1442هـ", "٢٠ أغسطس ٢٠٢٠"]),  # the first is as printed
    ],
)
def test_dates_of_a_doubt_are_in_the_readers_form(doubt, locale, days):
    told = words_in(locale[:2], locale).doubt(doubt)
    assert [day for day in days if day not in told] == []
    assert "2019-" not in told
    assert "2020-" not in told


ASCII_DIGIT, ARABIC_DIGIT = re.compile("[0-9]"), re.compile("[٠-٩]")
# What is typed or named so everywhere: a date as a command takes it, a standard, an encoding.
NOT_NUMBERS = re.compile(r"ISO 690|UTF-8|2019-09-24 أو 2019-09 أو 2019")


@pytest.mark.parametrize(("locale", "foreign"), [("ar-EG", ASCII_DIGIT), ("ar-MA", ARABIC_DIGIT)])
def test_digits_of_the_arabic_interface_are_of_one_form(locale, foreign):
    # A text may hold any digits where it is somebody's words: here it holds none.
    words = words_in("ar", locale)
    filled = {}
    for name, phrase in phrases("ar").items():
        forms = {field: form for _, field, form, _ in Formatter().parse(phrase) if field}
        values = {field: "2019-09-24" if form == "date" else 12345 for field, form in forms.items()}
        told = {"errors": ClausierError, "doubts": Doubt}
        table, _, code = name.rpartition(".")
        if told.get(table) is ClausierError:
            filled[name] = words.error(ClausierError("", code=code, **values))
        elif table:
            filled[name] = words.doubt(Doubt(code, "", None, values))
        else:
            filled[name] = words(name, **values)
    mixed = {
        name: text for name, text in filled.items() if foreign.search(NOT_NUMBERS.sub("", text))
    }
    assert mixed == {}


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("fr-CH", "fr"),
        ("ar-SA", "ar"),
        ("AR", "ar"),
        ("en-GB", "en"),
        ("de-DE", "en"),  # none of the three
        ("", "en"),
        (None, "en"),  # the browser does not say
    ],
)
def test_interface_language_is_that_of_the_browser(locale, language):
    assert language_from(locale) == language
