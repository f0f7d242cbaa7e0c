"""Where a question looks."""

import pytest

from ingest.errors import ClausierError, ReportNotFound
from ingest.models import Part
from retrieval import search
from retrieval.scope import EVERYTHING, Scope, first_day, inside, last_day

MALI = """RAPPORT DE LA RÉUNION DU GROUPE DE CONTACT DE L'OCI SUR LE MALI

NEW YORK, 24 SEPTEMBRE 2019

Rappelant la nécessité de la paix ;

La réunion a convenu de ce qui suit :

1. La réunion a demandé la paix.

ANNEXE

1. La paix des puits.
"""
UNION = """COMMUNIQUÉ DE L'UNION AFRICAINE

Addis-Abeba, 5 mars 2021

Le Conseil a convenu de ce qui suit :

1. Le Conseil a demandé la paix.
"""
ENGLISH = """REPORT ON PEACE

The meeting has agreed as follows:

1. The meeting asked for peace, and for the protection of all the people who live there.
"""


@pytest.fixture(scope="module")
def three(make_library):
    """A dated report of the OIC with an annex, one of the African Union, an English one undated."""
    return make_library({"mali.txt": MALI, "union.txt": UNION, "en.txt": ENGLISH})


@pytest.fixture(scope="module")
def ids(three):
    """The ids of the three by file."""
    return {listed.source_name.removesuffix(".txt"): listed.id for listed in three.reports()}


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (EVERYTHING, {"mali", "union", "en"}),
        (Scope(since="2020-01-01"), {"union"}),  # the undated one is outside any dates
        (Scope(since="2019-09-24"), {"mali", "union"}),  # both days are included
        (Scope(until="2019-09-24"), {"mali"}),
        (Scope(until="2019-09-23"), set()),
        (Scope(since="2019-09-25", until="2021-03-05"), {"union"}),
        (Scope(issuers=("OIC",)), {"mali"}),  # the report prints "OCI"
        (Scope(issuers=("oci",)), {"mali"}),
        (Scope(issuers=("منظمة التعاون الإسلامي",)), {"mali"}),
        (Scope(issuers=("African Union", "OIC")), {"mali", "union"}),
        (Scope(issuers=("ligue",)), set()),
        (Scope(language="en"), {"en"}),
        (Scope(language="fr"), {"mali", "union"}),
        (Scope(language="ar"), set()),
        (Scope(parts=(Part.ANNEX,)), {"mali"}),
        (Scope(parts=(Part.ANNEX, Part.BODY), language="fr"), {"mali", "union"}),
        (Scope(parts=(Part.ANNEX,), since="2020-01-01"), set()),
    ],
)
def test_only_clauses_inside_are_found(scope, found, three, ids):
    wanted = {ids[name] for name in found}
    for hits in (three.ask("la paix", scope, 100).hits, three.search("la paix", scope, 100)):
        assert {hit.report_id for hit in hits} == wanted
        assert not scope.parts or {hit.clause.part for hit in hits} <= set(scope.parts)


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (EVERYTHING, {"mali", "union", "en"}),
        (Scope(since="2020-01-01"), {"union"}),
        (Scope(language="en"), {"en"}),
        (Scope(parts=(Part.ANNEX,)), set()),  # the annex counts anew: its clause is annex-1.1
    ],
)
def test_clauses_named_by_number_are_looked_for_inside(scope, found, three, ids):
    answer = three.ask("Que dit la clause 1 ?", scope)
    assert {hit.report_id for hit in answer.hits if hit.located} == {ids[name] for name in found}
    assert answer.missing == (() if found else ("1",))


def test_report_that_is_not_there_is_refused_whatever_else_is_asked(three):
    with pytest.raises(ReportNotFound):
        three.search("paix", Scope(reports=("nowhere",), since="2020-01-01"))


def test_scope_of_all_reports_looks_everywhere(three, ids):
    assert inside(Scope(reports=tuple(ids.values())), three._store).reports is None


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019-09-24", "2019-09-24", "2019-09-24"),
        ("2019-9-4", "2019-09-04", "2019-09-04"),
        ("2019-09", "2019-09-01", "2019-09-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        (" 2019 ", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_month_or_a_year_is_its_first_and_its_last_day(written, first, last):
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize("written", ["", "demain", "2019-13", "2019-02-30", "24/09/2019", "0000"])
@pytest.mark.parametrize("read", [first_day, last_day])
def test_what_is_no_date_is_refused(written, read):
    with pytest.raises(ClausierError, match="2019-09-24") as raised:
        read(written)
    assert raised.value.code == "bad-date"


def test_of_many_reports_words_are_looked_for_in_all_and_the_same_is_found(three, monkeypatch):
    scopes = [Scope(language="fr"), Scope(parts=(Part.BODY,)), Scope(issuers=("OIC",))]
    questions = ("la paix", "qui a présidé la réunion", "peace")
    found = []
    for most in (1_000, 0):
        monkeypatch.setattr(search, "MOST_REPORTS_NAMED", most)
        found.append([three.search(q, scope, 100) for q in questions for scope in scopes])
    named, unnamed = ([[hit.clause.eid for hit in hits] for hits in every] for every in found)
    assert [*map(set, named)] == [*map(set, unnamed)]
    assert all(named)


def test_a_clause_in_another_language_than_its_report_is_inside_its_own(make_library):
    arabic = (
        "يعقد المجلس اجتماعا في كل عام للنظر في التقارير التي تقدمها إليه الدول الأعضاء في المنظمة "
        "ويحدد معها موعد الاجتماع التالي وجدول أعماله"
    )
    english = (
        "The members of the Council are elected for three years by the assembly of the members."
    )
    library = make_library(
        {"a.txt": f"REPORT\n\n1. {english}\n\n2. {arabic}.\n\n3. {english}\n\n4. {english}\n"}
    )
    (hit,) = library.search("Council", Scope(language="ar"), 100)
    assert (hit.clause.key, hit.clause.language) == ("2", "ar")
    others = library.search("Council", Scope(language="en"), 100)
    assert {hit.clause.key for hit in others} == {"front", "1", "3", "4"}
