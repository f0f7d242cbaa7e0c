"""One clause in several reports is shown once."""

import pytest

from ingest.models import Clause, Kind, Part, Place
from retrieval.models import Found
from retrieval.row_table import Marks
from retrieval.scope import Scope
from retrieval.twins import grouped, may_be_twins

LANGUAGES = {"new": "fr", "old": "fr", "english": "en"}  # the newest first


def found(report_id, key, text, score):
    clause = Clause(key, f"para_{key}", f"{key}.", Part.BODY, Kind.PARAGRAPH, 1, text, 0, len(text))
    return Found(Place(report_id, int(key)), score, score, 0.0, Marks.of(clause)), clause


def shown(pairs, spoken="fr", translations=lambda one, two: False):
    """The groups as they are shown: the report and score of the first, the reports of its twins."""
    clauses = {found.place: clause for found, clause in pairs}
    ordered = [found for found, _ in pairs]

    def read(places):
        return [clauses[place] for place in places]

    return [
        (
            group.found.place.report_id,
            clauses[group.found.place].key,
            group.found.score,
            [place.report_id for place in group.twins],
        )
        for group in grouped(ordered, LANGUAGES, spoken, translations, read)
    ]


def test_same_words_of_several_reports_are_one_the_newest_first():
    pairs = [found("old", "1", "La paix.", 0.9), found("new", "2", "La  paix.", 0.8)]
    assert shown(pairs) == [("new", "2", 0.9, ["old"])]


def test_same_words_twice_in_one_report_are_two_clauses():
    pairs = [found("old", "1", "La paix.", 0.9), found("old", "2", "La paix.", 0.8)]
    assert shown(pairs) == [("old", "1", 0.9, []), ("old", "2", 0.8, [])]


def test_other_words_are_other_clauses_in_the_order_of_their_scores():
    pairs = [found("old", "1", "La paix.", 0.9), found("new", "1", "La paix", 0.8)]
    assert shown(pairs, translations=lambda one, two: True) == [
        ("old", "1", 0.9, []),
        ("new", "1", 0.8, []),  # in one language, no translation
    ]


@pytest.mark.parametrize(("spoken", "first"), [("fr", "new"), ("en", "english"), ("ar", "new")])
def test_of_translations_the_one_in_the_language_of_the_reader_comes_first(spoken, first):
    pairs = [found("english", "1", "Peace.", 0.9), found("new", "1", "La paix.", 0.8)]
    (group,) = shown(pairs, spoken, lambda one, two: True)
    assert group[0] == first
    assert group[2] == 0.9


def test_only_one_number_of_a_translation_is_the_same_clause():
    pairs = [found("english", "1", "Peace.", 0.9), found("new", "2", "La paix.", 0.8)]
    assert len(shown(pairs, translations=lambda one, two: True)) == 2
    pairs = [found("english", "1", "Peace.", 0.9), found("new", "1", "La paix.", 0.8)]
    assert len(shown(pairs)) == 2  # reports that are no translations of each other


def test_marks_alone_make_no_twins():
    (one, clause), (two, other) = (
        found("old", "1", "La paix.", 0.9),
        found("new", "1", "La guerre.", 0.8),
    )
    two = two._replace(marks=one.marks)  # two sums that happen to be the same
    groups = grouped([one, two], LANGUAGES, "fr", lambda a, b: True, lambda _: [clause, other])
    assert [group.twins for group in groups] == [(), ()]


def test_only_what_may_be_a_twin_is_read():
    found_ones = [
        found("old", "1", "La paix.", 0.9)[0],
        found("new", "1", "La guerre.", 0.8)[0],  # the number again, in the same language
        found("english", "2", "Peace.", 0.7)[0],
    ]
    assert may_be_twins(found_ones, LANGUAGES) == []
    found_ones.append(found("english", "1", "War.", 0.6)[0])
    assert {place.report_id for place in may_be_twins(found_ones, LANGUAGES)} == {
        "old",
        "new",
        "english",
    }


COMMUNIQUE = """COMMUNIQUÉ DE LA RÉUNION SUR {place}

{place}, le {day}

La réunion a convenu de ce qui suit :

1. Elle a réaffirmé son attachement à la souveraineté de tous ses États membres.

2. Elle tiendra sa prochaine réunion à {place}.
"""


def test_clause_that_every_communique_repeats_is_found_once_and_names_them_all(make_library):
    library = make_library(
        {
            "a.txt": COMMUNIQUE.format(place="Djeddah", day="5 mars 2018"),
            "b.txt": COMMUNIQUE.format(place="Dakar", day="6 mai 2020"),
        }
    )
    new, old = (report.id for report in library.reports())
    hits = library.ask("Que dit la réunion sur la souveraineté ?", limit=100).hits
    (hit,) = (hit for hit in hits if hit.clause.key == "1")
    assert (hit.report_id, [twin.report_id for twin in hit.twins]) == (new, [old])
    assert "5 mars 2018" in hit.twins[0].citation
    assert len([hit for hit in hits if hit.clause.key == "2"]) == 2
    (alone,) = library.search("souveraineté", Scope((old,)), limit=1)
    assert (alone.report_id, alone.twins) == (old, ())
