"""Which clauses question files mean, and which hits stand for them."""

from types import SimpleNamespace

import pytest

from ingest.errors import ClausierError
from ingest.models import Listed
from retrieval.evaluation.asking import judge
from retrieval.evaluation.keys import bare, is_on, meant
from retrieval.evaluation.questions import KnownQuestion
from retrieval.evaluation.reports import ReportOf


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("13", "13"),
        (" 13. ", "13"),
        ("PP2", "pp2"),
        ("L112-3", "l112-3"),
        ("R* 311-12", "r*311-12"),
        ("Article 6.e", "6.e"),
        ("art. 6 (e)", "6.e"),
        ("33 (1)", "33.1"),
        ("44(b)(i)", "44.b.i"),
        ("Article premier", "1"),
        ("1er", "1"),
        ("paragraphe 4", "4"),
        ("4°", "4"),
        ("１３", "13"),  # full-width figures
    ],
)
def test_key_is_read_in_any_form(written, key):
    assert bare(written) == key


@pytest.mark.parametrize(
    ("written", "known", "key"),
    [
        ("33 (1)", {"33", "33.1"}, "33.1"),
        ("33 (1)", {"33"}, "33"),  # the mark of a note
        ("33 (1)", set(), "33.1"),
        ("6.e", {"6"}, "6.e"),
    ],
)
def test_bracket_may_be_the_mark_of_a_note(written, known, key):
    assert meant(written, known) == key


@pytest.mark.parametrize(
    ("key", "gold", "on"),
    [
        ("33", "33", True),
        ("33.1", "33", True),
        ("33.1.a", "33", True),
        ("331", "33", False),  # another article
        ("33", "33.1", False),  # the whole does not say which part answers
    ],
)
def test_subclause_counts_as_its_clause(key, gold, on):
    assert is_on(key, gold) is on


def hits(*keys):
    return [SimpleNamespace(clause=SimpleNamespace(key=key)) for key in keys]


@pytest.mark.parametrize(
    ("gold", "also_ok", "found", "right"),
    [
        (["6"], [], ["6", "7"], (0, None)),
        (["6"], [], ["7", "6.a", "6.b"], (None, 0, None)),  # each gold clause is found once
        (["6", "8"], [], ["8", "7", "6"], (0, None, 1)),
        (["6"], ["9"], ["9", "6"], (0, None)),  # one clause was asked for, and one is found
        (["6", "8"], ["9"], ["9", "6", "8"], (0, 1, None)),
        ([], [], ["6"], (None,)),
        ([], ["9"], ["9"], (None,)),  # acceptable, but no answer
        (["6"], [], [], ()),
        (["Front"], [], ["front"], (0,)),
    ],
)
def test_hits_are_held_against_the_gold_clauses(gold, also_ok, found, right):
    question = KnownQuestion("a.jsonl", 1, "?", "fr", tuple(gold), tuple(also_ok))
    assert judge(hits(*found), question, frozenset()) == right


def listed(identifier, source_name, title=""):
    return Listed(identifier, title, "", None, "fr", 1, 1, None, 1, "", source_name)


REPORTS = [
    listed("reunion-sur-le-mali-2019", "mali.txt", "Réunion sur le Mali"),
    listed("convention-collective-hcr-1997", "ccn-hcr-fr.html"),
    listed("convention-collective-sport-2005", "rendered.html", "Convention du sport"),
    listed("udhr-1", "udhr.html"),
    listed("udhr-2", "udhr.txt"),
]


def about(doc="", file="questions.jsonl"):
    return KnownQuestion(file, 1, "?", "fr", (), doc=doc)


@pytest.mark.parametrize(
    ("question", "named", "ids"),
    [
        (about("ccn-hcr-fr"), [], ["convention-collective-hcr-1997"]),  # by file name
        (about("ccn-hcr-fr.html"), [], ["convention-collective-hcr-1997"]),
        (about("CCN-HCR-fr"), [], ["convention-collective-hcr-1997"]),
        (about("convention-collective-hcr-1997"), [], ["convention-collective-hcr-1997"]),
        (about("sport-convention"), [], ["convention-collective-sport-2005"]),  # by its words
        (about("réunion 2019"), [], ["reunion-sur-le-mali-2019"]),  # with or without accents
        (about("sport", "x.jsonl"), ["sport=udhr-1"], ["udhr-1"]),
        (about("mali"), ["udhr-2"], ["udhr-2"]),  # for all questions
        (about(file="udhr.jsonl"), ["udhr=udhr-2"], ["udhr-2"]),  # as the error asks for it
        (about(file="mali-2019.jsonl"), [], ["reunion-sur-le-mali-2019"]),
        (about(file="follow-ups-mali-2019.jsonl"), [], ["reunion-sur-le-mali-2019"]),
    ],
)
def test_report_of_a_question_is_found(question, named, ids):
    assert list(ReportOf(REPORTS, named)(question)) == ids


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (about("ccn-banque-fr"), "No report of the library is 'ccn-banque-fr'"),
        (about("udhr"), "2 reports of the library may be 'udhr': udhr-1, udhr-2"),
        (about(file="questions-1.jsonl"), "No report of the library is 'questions-1'"),
    ],
)
def test_report_that_is_not_plain_is_asked_for(question, said):
    with pytest.raises(ClausierError, match="--report ") as raised:
        ReportOf(REPORTS)(question)
    assert said in str(raised.value)


def test_only_report_of_a_library_is_the_one_meant():
    assert ReportOf(REPORTS[:1])(about()) == ("reunion-sur-le-mali-2019",)
