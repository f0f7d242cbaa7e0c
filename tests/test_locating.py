"""Clauses that a question names by number or by place."""

from contextlib import closing

import pytest

from ingest.models import Place
from ingest.pipeline import Source, add_report, read_source
from ingest.store import Store
from retrieval import lookup
from retrieval.locating import locate
from retrieval.lookup import otherwise_written
from retrieval.per_revision import PerRevision
from retrieval.scope import Inside, Scope, inside

TREATY = """TRAITÉ D'AMITIÉ

Les Parties conviennent de ce qui suit :

Article 1

Les Parties vivent en paix :

a) sur terre ;

b) sur mer.

Article 2

Les Parties commercent.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory, sample_file):
    """A library without any vector: what is located needs none."""
    opened = Store(tmp_path_factory.mktemp("library"))
    add_report(read_source(sample_file), opened)
    add_report(Source("traite.txt", TREATY.encode()), opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ids(store):
    """The ids of the sample report and of the treaty: the undated one is last."""
    return [listed.id for listed in store.reports()]


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("Que dit la clause 8 ?", ["8"]),
        ("cite-moi le paragraphe 11", ["11"]),
        ("§ 14", ["14"]),
        ("QUE DIT LE PAR. 5 ?", ["5"]),  # capitals
        ("la troisième clause", ["3"]),
        ("Compare la clause 13 et la clause 4", ["13", "4"]),  # in the order of the question
        ("la clause 5, puis la clause 5", ["5"]),  # once
        ("le considérant 2 du préambule", ["PP2"]),
        ("What does paragraph 8 say?", ["8"]),
        ("para. 13, please", ["13"]),
        ("the third paragraph", ["3"]),
        ("les trois premières clauses", ["1", "2", "3"]),
        ("the last two paragraphs", ["13", "14"]),
        ("les 2 dernières clauses du rapport", ["13", "14"]),
        ("أول ثلاث مواد", ["1", "2", "3"]),
        ("clauses from 3 to 5", ["3", "4", "5"]),
        ("المواد من ٣ إلى ٥", ["3", "4", "5"]),
        ("preamble of the report on Mali", ["PP1", "PP2"]),
        ("Quels sont les considérants ?", ["PP1", "PP2"]),
        ("the 2nd recital", ["PP2"]),
        ("le premier considérant", ["PP1"]),
        ("the second preambular paragraph", ["PP2"]),
        ("12 du rapport sur le Mali", ["12"]),
        ("Does paragraph 6 of the report mention France?", ["6"]),  # of these reports
        ("preambular paragraph 1", ["PP1"]),
        ("ماذا تقول الفقرة ٨؟", ["8"]),  # Arabic figures
        ("ماذا تقول الفقرة 13؟", ["13"]),
        ("البند 12", ["12"]),
        ("clauses 3 et 8", ["3", "8"]),
        ("clauses 3 à 5", ["3", "4", "5"]),
        ("Que disent les clauses 1 à 7 ?", ["1", "2", "3", "4", "5", "6", "7"]),  # past the limit
        ("المواد ٣ إلى ٥", ["3", "4", "5"]),
        ("clauses 5-7", ["5", "6", "7"]),  # no clause is called 5-7
        ("12 ?", ["12"]),
        ("et la 12 ?", ["12"]),
        ("and 9?", ["9"]),
        ("la clause qui suit la clause 8", ["9"]),
        ("the clause before clause 8", ["7"]),
        ("المادة التي تلي المادة 8", ["9"]),
        ("Que dit le préambule ?", ["PP1", "PP2"]),
        ("What is in the preamble of the report?", ["PP1", "PP2"]),
        ("ماذا تقول الديباجة؟", ["PP1", "PP2"]),
        ("Que dit la dernière clause ?", ["14"]),
        ("the last paragraph", ["14"]),
        ("البند الأخير", ["14"]),
        ("dernière clause mali", ["14"]),
        ("preamble mali", ["PP1", "PP2"]),
        ("le dernier considérant", ["PP2"]),
        ("last paragraph of the preamble", ["PP2"]),
        ("آخر فقرة من الديباجة", ["PP2"]),
        ("l'avant-dernière clause", ["13"]),
        ("Que dit la clause 8 sur la Libye ?", ["8"]),  # what it is asked changes nothing
        # As people type them: without accent, in words, in roman numerals, without the dots of ة.
        ("clauses 3 a 5", ["3", "4", "5"]),
        ("l'article 3 a 5 alinéas", ["3"]),
        ("clause douze", ["12"]),
        ("paragraph eleven of the report", ["11"]),
        ("article XII", ["12"]),
        ("Art. V", ["5"]),
        ("ماذا تقول الفقره ٨؟", ["8"]),
    ],
)
def test_clause_named_by_number_is_located(question, keys, store, ids):
    located = locate(question, store, Inside((ids[0],)), limit=5)
    assert [clause.key for _, clause in located.found] == keys
    assert located.missing == ()


@pytest.mark.parametrize(
    "question",
    [
        "Que demande-t-on pour les réfugiés ?",
        "résolution 2480",
        "en 2019",
        "les 14 États",
        "paragraphe 3 de la résolution 2480",  # a clause of another text
        "What does article 5 of the Charter say?",
        "الفقرة 3 من القرار 2480",
        "Quelles sont les 14 propositions ?",
        "99 ?",  # a number alone that no clause has
        "une clause de 3 à 5 ans",
        "the first two days",
        "2019",
        "L999-1",
        "2+2",  # a sum
        "{{7*7}}",
        "3/4",
        "article one might read",
        "Which article I wrote",
        "clause un peu longue",
        "3.14159",
        "24.09.2019",
        "la dernière réunion",
        "le préambule de la Charte",
        "un préambule à la paix",
        "la suivante ?",  # after nothing
        "",
    ],
)
def test_question_that_names_no_clause_of_these_reports_is_searched(question, store):
    located = locate(question, store, Inside(), limit=5)
    assert located.found == ()
    assert located.missing == ()


@pytest.mark.parametrize(
    ("question", "found", "missing"),
    [
        ("Que dit la clause 99 ?", [], ("99",)),
        ("la clause 99 et la clause 98", [], ("99", "98")),
        ("la clause 8 et la clause 99", ["8"], ("99",)),
        ("ماذا تقول الفقرة ٩٩؟", [], ("99",)),
        ("les clauses 3, 8 et 99", ["3", "8"], ("99",)),
        ("clauses 13 à 16", ["13", "14"], ("15", "16")),
        ("la clause qui suit la clause 14", [], ("15",)),
    ],
)
def test_number_that_no_report_has_is_missing(question, found, missing, store, ids):
    located = locate(question, store, Inside((ids[0],)), limit=5)
    assert [clause.key for _, clause in located.found] == found
    assert located.missing == missing


def test_clause_is_located_with_its_subclauses(store, ids):
    located = locate("Que dit l'article 1 ?", store, Inside((ids[1],)), limit=5)
    assert [clause.key for _, clause in located.found] == ["1", "1.a", "1.b"]


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("article 1, alinéa b)", ["1.b"]),
        ("le b) de l'article 1", ["1", "1.a", "1.b"]),  # a letter without a word: the article
        ("les alinéas a) et b) de l'article 1", ["1.a", "1.b"]),
        ("de l'alinéa a) à l'article 2", ["2"]),
        ("les articles 1 à 2", ["1", "1.a", "1.b", "2"]),
        ("article 1b", ["1.b"]),  # no article is called 1b
        ("article 1b)", ["1.b"]),
    ],
)
def test_subclauses_are_located(question, keys, store, ids):
    located = locate(question, store, Inside((ids[1],)), limit=5)
    assert [clause.key for _, clause in located.found] == keys


def test_number_with_dots_names_a_clause_without_a_word_for_it(tmp_path):
    store = Store(tmp_path)
    text = "CONVENTION DU SPORT\n\n1.1. Le jeu.\n\n1.2. Le repos.\n\n1.2.1. La nuit.\n"
    add_report(Source("sport.txt", text.encode()), store)
    for question in ("1.2.1 de la convention du sport", "1.2.1", "et la 1.2.1 ?"):
        found = locate(question, store, Inside(), limit=5).found
        assert [clause.key for _, clause in found] == ["1.2.1"]
    store.close()


@pytest.mark.parametrize(
    ("key", "other"),
    [("R311-12", "R*311-12"), ("R*311-12", "R311-12"), ("12", "xii"), ("xii", "12"), ("a", "")],
)
def test_number_is_written_otherwise(key, other):
    assert otherwise_written(key) == other


def test_clause_is_named_in_other_numerals_than_its_report_prints(tmp_path):
    store = Store(tmp_path)
    text = "TRAITÉ\n\nArticle I\n\nLa paix.\n\nArticle II\n\nLa mer.\n\nArticle III\n\nLe ciel.\n"
    add_report(Source("traite.txt", text.encode()), store)
    for question in ("article 2", "article II", "l'article II du traité", "article deux"):
        (found,) = locate(question, store, Inside(), limit=5).found
        assert found[1].num == "Article II"
    store.close()


def test_missing_subclause_is_said_with_the_clause_that_would_hold_it(store, ids):
    located = locate("Que dit l'article 1 (9) ?", store, Inside((ids[1],)), limit=5)
    assert (located.found, located.missing) == ((), ("1.9",))
    assert [clause.key for _, clause in located.around] == ["1", "1.a", "1.b"]


@pytest.mark.parametrize(
    ("question", "after", "keys"),
    [
        ("et la suivante ?", "8", ["9"]),
        ("la suivante", "8", ["9"]),
        ("Que dit la clause suivante ?", "8", ["9"]),
        ("et la précédente ?", "8", ["7"]),
        ("and the next one?", "8", ["9"]),
        ("What does the next paragraph say?", "8", ["9"]),
        ("the one before", "8", ["7"]),
        ("and the one after that?", "8", ["9"]),
        ("the previous clause", "8", ["7"]),
        ("والبند التالي؟", "8", ["9"]),
        ("ماذا تقول الفقرة السابقة؟", "8", ["7"]),
        ("وما بعده؟", "8", ["9"]),
        ("et la suivante ?", "14", []),  # there is none
        ("et la précédente ?", "1", []),
        ("Que demande-t-on pour l'année suivante ?", "8", []),  # no clause
        ("What happened before?", "8", []),
    ],
)
def test_clause_is_named_by_the_one_spoken_of_before(question, after, keys, store, ids):
    (before,) = (
        place for place, clause in locate(f"clause {after}", store, Inside((ids[0],)), 1).found
    )
    located = locate(question, store, Inside(), 5, [before])
    assert [clause.key for _, clause in located.found] == keys
    assert {place.report_id for place, _ in located.found} <= {before.report_id}


def test_neighbour_of_a_clause_is_at_its_depth_and_comes_with_its_subclauses(store, ids):
    places = {c.key: Place(ids[1], n) for n, c in enumerate(store.clauses(ids[1]))}
    for question, before, keys in [
        ("la suivante", "1", ["2"]),
        ("la précédente", "2", ["1", "1.a", "1.b"]),
        ("la suivante", "1.a", ["1.b"]),
        ("la suivante", "1.b", []),
    ]:
        found = locate(question, store, Inside(), 5, [places[before]]).found
        assert [clause.key for _, clause in found] == keys


@pytest.mark.parametrize(
    ("question", "before", "keys"),
    [
        ("la suivante", ["3", "4", "5"], ["6"]),  # after a range or a chapter, what follows it
        ("la précédente", ["3", "4", "5"], ["2"]),
        ("la suivante", ["3", "7"], ["4", "8"]),
    ],
)
def test_neighbours_of_several_clauses_are_none_of_them(question, before, keys, store, ids):
    places = [Place(ids[0], n) for n, c in enumerate(store.clauses(ids[0])) if c.key in before]
    found = locate(question, store, Inside(), 5, places).found
    assert [clause.key for _, clause in found] == keys


def test_what_is_named_of_one_report_comes_before_what_is_named_of_the_next(store, ids):
    found = locate("clauses 2 et 1", store, Inside(), limit=9).found
    assert [(p.report_id, c.key) for p, c in found if "." not in c.key] == [
        (ids[0], "2"), (ids[0], "1"), (ids[1], "2"), (ids[1], "1")
    ]  # fmt: skip


def test_clause_is_located_in_every_report_the_newest_first(store, ids):
    found = locate("Que dit la clause 2 ?", store, Inside(), limit=5).found
    assert [place.report_id for place, _ in found] == ids


@pytest.mark.parametrize(
    ("limit", "keys"),
    [
        (1, ["1"]),  # of the sample; its subclauses would not count
        (2, ["1", "1", "1.a", "1.b"]),
    ],
)
def test_limit_counts_the_clauses_that_are_named(limit, keys, store):
    located = locate("Que dit la clause 1 ?", store, Inside(), limit)
    assert [clause.key for _, clause in located.found] == keys


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Six reports a year apart, the newest first in French, the rest in English."""
    opened = Store(tmp_path_factory.mktemp("many"))
    for year in range(2011, 2017):
        words = "Les puits sont curés." if year > 2013 else "The wells are cleaned every year."
        dated = f"RAPPORT DU 3 MAI {year}" if year > 2013 else f"REPORT OF 3 MAY {year}"
        text = f"{dated}\n\n1. {words}\n\n2. {words} ({year})\n"
        add_report(Source(f"{year}.txt", text.encode()), opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "scope", "limit", "years"),
    [
        # Of a number that very many reports have, as many of the newest are read as are shown.
        ("Que dit la clause 1 ?", Scope(), 2, [2016, 2015]),
        ("Que dit la clause 1 ?", Scope(), 5, [2016, 2015, 2014, 2013, 2012]),
        ("la dernière clause", Scope(), 2, [2016, 2015]),
        # The newest may be outside the scope: those after them are read.
        ("Que dit la clause 1 ?", Scope(language="en"), 2, [2013, 2012]),
        ("Que dit la clause 1 ?", Scope(until="2012-12-31"), 2, [2012, 2011]),
        ("la dernière clause", Scope(until="2012-12-31"), 2, [2012, 2011]),
        ("Que dit la clause 9 ?", Scope(), 2, []),
    ],
)
def test_newest_reports_that_have_the_number_are_looked_at(
    question, scope, limit, years, many, monkeypatch
):
    monkeypatch.setattr(lookup, "MOST_REPORTS", 1)
    dates = {listed.id: listed.date for listed in many.reports()}
    found = locate(question, many, inside(scope, many), limit).found
    assert [dates[place.report_id] for place, _ in found] == [f"{year}-05-03" for year in years]


def test_what_is_read_of_a_library_is_kept_until_it_changes(tmp_path):
    read = PerRevision(lambda store: [report.id for report in store.reports()])
    store, other = Store(tmp_path / "one"), Store(tmp_path / "two")
    assert read(store) == []
    kept = read(store)
    assert read(store) is kept
    added = add_report(Source("t.txt", TREATY.encode()), store).report
    assert read(store) == [added.id]
    assert read(other) == []  # another library, though its revision may be the same
    store.remove_report(added.id)
    assert read(store) == []
    for opened in (store, other):
        opened.close()


TOPICS = {
    "eau.txt": "ACCORD SUR L'EAU\n\nArticle 1\n\nObjet.\n\nArticle 2\n\nL'eau est à tous.\n",
    "ecole.txt": "ACCORD\n\nArticle 1\n\nObjet.\n\nArticle 2\n\nTout enfant va à l'école.\n",
    "school.txt": "AGREEMENT\n\nArticle 1\n\nAim.\n\nArticle 2\n\nEvery child goes to school.\n",
    "tir.txt": "ACCORD\n\nArticle 1\n\nObjet.\n\nArticle 2\n\nTout camion passe en douane.\n",
}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Que dit l'article 2 sur la douane ?", "tir.txt"),
        ("Que dit l'article 2 sur l'école ?", "ecole.txt"),
        ("What does article 2 say about schools?", "school.txt"),  # in the reader's language
        ("articles 1 et 2 sur l'eau potable", "eau.txt"),
    ],
)
def test_of_the_clauses_of_one_number_those_on_the_topic_come_first(question, first, make_library):
    library = make_library(TOPICS)
    for limit in (1, 10):
        hits = library.ask(question, limit=limit).hits
        report, _ = library.report(hits[0].report_id)
        assert report.source_name == first
        assert {hit.clause.num for hit in hits if hit.located} <= {"Article 1", "Article 2"}
        assert len({hit.report_id for hit in hits}) == (1 if limit == 1 else 4)


def test_how_a_number_is_said_is_no_topic(make_library):
    library = make_library(TOPICS)
    in_order = [hit.report_id for hit in library.ask("article 2").hits]
    for question in ("the 2nd article", "cl. 2", "المادة الثانية"):
        assert [hit.report_id for hit in library.ask(question).hits] == in_order


POINTS = {
    "fr.txt": "RÉSOLUTION\n\n1. Décide :\n\na) de voir ;\n\nb) de dire :\n\ni) oui ;\n\nii) non.\n",
    "ar.txt": "قرار\n\n١ - يقرر:\n\n(أ) نظر؛\n\n(ب) قول:\n\n(١) نعم؛\n\n(٢) لا.\n\n٢ - يتابع.\n",
}


@pytest.mark.parametrize(
    ("name", "question", "key"),
    [
        ("fr.txt", "paragraphe 1 b) ii)", "1.b.ii"),
        ("fr.txt", "الفقرة ١ (ب) (٢)", "1.b.ii"),  # as the Arabic text prints it
        ("ar.txt", "الفقرة ١ (ب) (٢)", "1.b.2"),
        ("ar.txt", "paragraph 1 (b) (ii)", "1.b.2"),
        ("fr.txt", "paragraphe 1 (ii)", None),  # figures and romans meet below letters alone
    ],
)
def test_points_below_letters_meet_in_all_languages(name, question, key, tmp_path):
    with closing(Store(tmp_path)) as opened:
        add_report(Source(name, POINTS[name].encode()), opened)
        found = locate(question, opened, Inside(), 5).found
    assert [clause.key for _, clause in found] == ([key] if key else [])
