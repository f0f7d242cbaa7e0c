"""The one object behind every door."""

import json
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.errors import ClauseNotFound, LibraryError, ReportNotFound, UnusableQuestion
from ingest.pipeline import Source, read_source
from ingest.store import FILE_NAME
from retrieval.assistant import Assistant
from retrieval.questions import LONGEST_QUESTION
from retrieval.scope import Scope

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = [
    json.loads(line)
    for line in (ROOT / "data" / "questions" / "oci-mali-2019.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def report_text(number, clause):
    """A short report, its title and its only clause."""
    return f"RAPPORT NUMÉRO {number}\n\nLa réunion a convenu de ce qui suit :\n\n1. {clause}\n"


@pytest.fixture(scope="module")
def answers(assistant):
    """The answer to each of the questions that ship with the project."""
    return [(row, assistant.ask(row["q"])) for row in QUESTIONS]


def keys(answer):
    return [hit.clause.key for hit in answer.hits]


def test_every_quotation_is_exactly_the_words_of_its_report(answers, assistant):
    for row, answer in answers:
        for hit in answer.hits:
            report, clauses = assistant.report(hit.report_id)
            quoted, clause = hit.quotation, hit.clause
            assert quoted.text == report.text[quoted.start : quoted.end], row["q"]
            assert quoted.text == quoted.text.strip() != "", row["q"]
            assert clause.start <= quoted.start < quoted.end <= clause.end
            assert clause in clauses


def test_every_hit_is_ranked_and_cited_with_its_page(answers):
    for _, answer in answers:
        scores = [hit.score for hit in answer.hits]
        assert scores == sorted(scores, reverse=True)
        assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
        assert 0 <= answer.confidence <= 1
        for hit in answer.hits:
            assert "2019" in hit.citation
            assert str(hit.clause.page) in hit.citation.rpartition(".")[2]


@pytest.mark.parametrize(("rank", "share"), [(1, 0.80), (3, 0.90)])
def test_the_clause_that_answers_is_among_the_first(rank, share, answers):
    answerable = [(row, answer) for row, answer in answers if row["gold"]]
    found = [set(row["gold"]) & set(keys(answer)[:rank]) for row, answer in answerable]
    assert sum(map(bool, found)) / len(answerable) >= share


@pytest.mark.parametrize(
    ("question", "language", "citation"),
    [
        ("Que demande-t-on pour les réfugiés ?", "fr", "24 septembre 2019, par. 12, p. 2-3"),
        (
            "What did the meeting say about displaced people?",
            "en",
            "24 September 2019, para. 12, pp. 2–3",
        ),
        ("ماذا قيل عن اللاجئين والنازحين الماليين؟", "ar", "24 سبتمبر 2019، الفقرة 12، ص. 2-3"),
        ("Que dit la clause 12 ?", "fr", "24 septembre 2019, par. 12, p. 2-3"),
        ("What does paragraph 12 say?", "en", "24 September 2019, para. 12, pp. 2–3"),
        ("ماذا تقول الفقرة ١٢؟", "ar", "24 سبتمبر 2019، الفقرة 12، ص. 2-3"),
    ],
)
def test_citation_is_in_the_language_of_the_question(question, language, citation, assistant):
    answer = assistant.ask(question)
    assert answer.language == language
    assert answer.hits[0].citation.endswith(citation)


def test_reader_may_choose_the_language_of_citations(assistant):
    answer = assistant.ask("Que dit la clause 8 ?", language="en")
    assert answer.hits[0].citation.endswith("24 September 2019, para. 8, p. 2")


def test_clause_named_by_number_is_quoted_whole_and_is_no_guess(assistant):
    answer = assistant.ask("Que dit la clause 8 ?")
    (hit,) = answer.hits
    assert (answer.answered, answer.confidence, answer.missing) == (True, 1.0, ())
    assert (hit.located, hit.score, hit.quotation.text) == (True, 1.0, hit.clause.text)


@pytest.mark.parametrize(
    "question", ["Que dit la clause 99 ?", "What does paragraph 99 say?", "ماذا تقول الفقرة ٩٩؟"]
)
def test_missing_clause_is_said_to_be_missing_with_the_nearest(question, assistant):
    answer = assistant.ask(question)
    assert (answer.answered, answer.confidence, answer.missing) == (False, 0.0, ("99",))
    assert len(answer.hits) == 5
    assert not any(hit.located for hit in answer.hits)


def test_missing_subclause_is_said_to_be_missing_and_its_clause_comes_first(assistant):
    answer = assistant.ask("Que dit la clause 8 (d) ?")
    assert (answer.answered, answer.confidence, answer.missing) == (False, 0.0, ("8.d",))
    assert (len(answer.hits), len(set(keys(answer)))) == (5, 5)
    assert [hit.located for hit in answer.hits] == [True, False, False, False, False]
    assert keys(answer)[0] == "8"


def test_clause_of_another_text_is_searched_and_not_located(assistant):
    answer = assistant.ask("paragraphe 3 de la résolution 2480")
    assert answer.missing == ()
    assert keys(answer)[0] == "13"  # the one that names the resolution
    assert not answer.hits[0].located


def test_far_question_is_not_answered_and_the_nearest_are_given(assistant):
    answer = assistant.ask("Combien d'élèves sont scolarisés à Bamako ?")
    assert not answer.answered
    assert answer.confidence < 0.5
    assert len(answer.hits) == 5


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("", "question-empty"),
        (" \n\t\u00a0", "question-empty"),
        ("x" * (LONGEST_QUESTION + 1), "question-too-long"),
        ("ﷺ" * (LONGEST_QUESTION // 18 + 1), "question-too-long"),  # eighteen letters each
        ("Que dit la clause 8 ? " * 5000, "question-too-long"),  # over 100,000 characters
    ],
)
def test_unusable_question_is_refused(question, code, assistant):
    for method in (assistant.ask, assistant.search):
        with pytest.raises(UnusableQuestion) as raised:
            method(question)
        assert raised.value.code == code


@pytest.mark.parametrize(
    "question",
    [
        "x",
        "?",
        "8",
        "ﷺ" * (LONGEST_QUESTION // 18),  # each is read as eighteen letters
        "\ud83d" + "paix",  # half of a pair: JSON can carry it
        "paix\0guerre",
        "'; DROP TABLE report; --",
        "م" * LONGEST_QUESTION,
        "clause " * 200 + "8",
        "clause 99999999999999999999",
        "(" * LONGEST_QUESTION,
        "\u202epaix\u200f",
    ],
)
def test_any_other_question_has_an_answer(question, assistant):
    assert assistant.ask(question).hits
    assert assistant.search(question)


@pytest.mark.parametrize("limit", [1, 3, 17, 1000])
def test_limit_is_kept(limit, assistant, sample_id):
    clauses = len(assistant.report(sample_id)[1])
    assert len(assistant.ask("paix", limit=limit).hits) == min(limit, clauses)
    assert len(assistant.search("paix", limit=limit)) == min(limit, clauses)


def test_order_is_the_same_every_time(assistant, make_library, sample_file):
    question = "Que dit le rapport sur la paix ?"
    first = assistant.ask(question, limit=17).hits
    assert assistant.ask(question, limit=17).hits == first
    assert assistant.ask(question, limit=3).hits == first[:3]
    other = make_library({})
    other.add(read_source(sample_file))
    assert other.ask(question, limit=17).hits == first


def test_search_gives_what_an_unlocated_question_does(assistant):
    question = "Que demande-t-on pour les réfugiés ?"
    assert assistant.search(question, limit=5) == assistant.ask(question).hits


def test_search_does_not_locate(assistant):
    assert not any(hit.located for hit in assistant.search("Que dit la clause 8 ?"))


@pytest.fixture(scope="module")
def two_reports(make_library):
    """A library of two reports that say nearly the same, and their ids by file."""
    library = make_library(
        {
            "a.txt": report_text(1, "La réunion a adopté un budget de dix millions."),
            "b.txt": report_text(2, "La réunion a adopté un budget de vingt millions."),
        }
    )
    return library, {listed.source_name: listed.id for listed in library.reports()}


@pytest.mark.parametrize(
    ("question", "files", "found"),
    [
        ("Quel budget ?", ["a.txt"], {"a.txt"}),
        ("Quel budget ?", ["b.txt"], {"b.txt"}),
        ("Quel budget ?", ["a.txt", "b.txt"], {"a.txt", "b.txt"}),
        ("Quel budget ?", [], {"a.txt", "b.txt"}),
        ("Que dit la clause 1 ?", ["b.txt"], {"b.txt"}),
        ("Que dit la clause 1 ?", [], {"a.txt", "b.txt"}),
    ],
)
def test_answer_keeps_to_the_reports_asked_for(question, files, found, two_reports):
    library, ids = two_reports
    scope = Scope(tuple(ids[file] for file in files))
    for hits in (
        library.ask(question, scope, limit=100).hits,
        library.search(question, scope, limit=100),
    ):
        assert {hit.report_id for hit in hits} == {ids[file] for file in found}


@pytest.mark.parametrize("question", ["Quel budget ?", "Que dit la clause 1 ?"])
def test_unknown_report_is_refused_with_the_near_ones(question, two_reports):
    library, _ = two_reports
    for method in (library.ask, library.search):
        with pytest.raises(ReportNotFound, match="rapport-numero-1") as raised:
            method(question, Scope(("rapport-numero-1-bis",)))
        assert "rapport-numero-1" in raised.value.values["near"]


def test_unknown_clause_is_refused_with_the_near_ones(assistant, sample_id):
    with pytest.raises(ClauseNotFound, match="13"):
        assistant.clause(sample_id, "133")
    with pytest.raises(ReportNotFound):
        assistant.clause("nowhere", "13")


def test_clause_is_found_whatever_the_case_of_its_key(assistant, sample_id):
    assert assistant.clause(sample_id, "pp1") == assistant.clause(sample_id, "PP1")


def test_empty_library_answers_nothing(make_library):
    empty = make_library({})
    for question in ("Quel budget ?", "Que dit la clause 8 ?"):
        answer = empty.ask(question)
        assert (answer.answered, answer.hits) == (False, ())
    assert empty.search("budget") == ()
    assert empty.reports() == []


def test_file_added_a_second_time_embeds_nothing(make_library):
    library = make_library({})
    source = Source("a.txt", report_text(1, "La réunion a adopté un budget.").encode())
    added, embedded = library.add(source)
    assert (added.status, embedded) == ("added", len(library.report(added.report.id)[1]))
    again, embedded = library.add(source)
    assert (again.status, embedded) == ("unchanged", 0)
    assert again.report == added.report
    renamed, embedded = library.add(Source("autre-nom.txt", source.data))
    assert (renamed.status, embedded) == ("unchanged", 0)
    assert len(library.reports()) == 1


def test_text_that_two_reports_share_is_embedded_once(make_library):
    text = report_text(1, "La réunion a adopté un budget.")
    library = make_library({"a.txt": text})
    _, embedded = library.add(Source("b.txt", (text + "\n2. Elle a ajourné.\n").encode()))
    assert len(library.reports()) == 2
    assert embedded == 1  # only its second clause


def test_new_version_replaces_the_old_one(make_library):
    library = make_library({"a.txt": report_text(1, "Le budget est de dix millions.")})
    newer = report_text(1, "Le budget est de vingt millions.")
    assert library.ask("Quel budget ?").hits[0].clause.text.endswith("dix millions.")
    added, _ = library.add(Source("a.txt", newer.encode()))
    assert added.status == "replaced"
    assert [listed.version for listed in library.reports()] == [2]
    texts = [hit.clause.text for hit in library.search("Quel budget ?", limit=100)]
    assert "Le budget est de vingt millions." in texts
    assert "Le budget est de dix millions." not in texts


def test_report_added_by_another_assistant_is_found(encoder, tmp_path):
    with (
        Assistant(tmp_path, lambda: encoder) as first,
        Assistant(tmp_path, lambda: encoder) as second,
    ):
        assert first.ask("Quel budget ?").hits == ()
        text = report_text(1, "La réunion a adopté un budget.")
        added, _ = second.add(Source("a.txt", text.encode()))
        assert first.ask("Quel budget ?").hits == second.ask("Quel budget ?").hits != ()
        second.remove(added.report.id)
        assert first.ask("Quel budget ?").hits == ()


def test_report_stored_without_vectors_is_embedded_at_the_next_question(encoder, tmp_path):
    # As after an interruption between storing and embedding.
    from ingest.pipeline import add_report
    from ingest.store import Store

    store = Store(tmp_path)
    text = report_text(1, "La réunion a adopté un budget.")
    add_report(Source("a.txt", text.encode()), store)
    store.close()
    with Assistant(tmp_path, lambda: encoder) as library:
        assert library.ask("Quel budget ?").hits[0].clause.key == "1"


def test_removed_report_is_gone_at_once(make_library):
    budget, refugees = "La réunion a adopté un budget.", "Elle a aidé les réfugiés."
    library = make_library({"a.txt": report_text(1, budget)})
    longer = report_text(2, budget) + f"\n2. {refugees}\n"
    removed = library.add(Source("b.txt", longer.encode()))[0].report.id
    assert library.ask("Que dit la clause 2 ?").hits[0].report_id == removed
    assert library.search("réfugiés")[0].report_id == removed
    library.remove(removed)
    assert library.ask("Que dit la clause 2 ?").missing == ("2",)
    hits = library.search("réfugiés", limit=100)
    assert removed not in {hit.report_id for hit in hits}
    with pytest.raises(ReportNotFound):
        library.ask("Quel budget ?", Scope((removed,)))
    with pytest.raises(ReportNotFound):
        library.remove(removed)


def test_clause_that_is_not_the_text_of_its_report_is_never_shown(encoder, tmp_path):
    with Assistant(tmp_path, lambda: encoder) as library:
        text = report_text(1, "La réunion a adopté la résolution 2480.")
        library.add(Source("a.txt", text.encode()))
        with sqlite3.connect(tmp_path / FILE_NAME) as db:
            db.execute("UPDATE clause SET text = replace(text, '2480', '2481') WHERE key = '1'")
        for question in ("Que dit la clause 1 ?", "résolution 2480"):
            with pytest.raises(LibraryError, match="clause 1") as raised:
                library.ask(question)
            assert raised.value.code == "library-damaged"


def test_encoder_is_loaded_once_and_only_when_text_is_to_be_embedded(encoder, tmp_path):
    loads = []
    together = threading.Barrier(8, timeout=60)

    def load():
        loads.append(threading.get_ident())
        return encoder

    with Assistant(tmp_path, load) as library:
        assert library.reports() == []
        assert loads == []

        def start(number):
            together.wait()
            if number % 2:
                library.add(Source(f"{number}.txt", report_text(number, "La paix.").encode()))
            else:
                library.search("paix")

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(start, range(8)))
    assert len(loads) == 1


def test_clause_named_by_number_is_shown_without_the_encoder(encoder, tmp_path):
    with Assistant(tmp_path, lambda: encoder) as library:
        library.add(Source("a.txt", report_text(1, "La paix.").encode()))
    loads = []
    with Assistant(tmp_path, lambda: loads.append(1) or encoder) as library:
        assert library.ask("Que dit la clause 1 ?").hits
        assert loads == []
        assert library.ask("paix").hits
        assert loads == [1]


def test_eight_threads_may_ask_add_and_remove_at_once(encoder, tmp_path):
    with Assistant(tmp_path, lambda: encoder) as library:
        text = report_text("ZÉRO", "La réunion a adopté le budget.")
        stays = library.add(Source("zero.txt", text.encode()))[0].report.id
        together = threading.Barrier(8, timeout=60)

        def work(number):
            together.wait()
            for turn in range(6):
                if number < 3:
                    text = report_text(number, f"La réunion a adopté le budget numéro {turn}.")
                    added, _ = library.add(Source(f"{number}.txt", text.encode()))
                    library.remove(added.report.id)
                elif number < 6:
                    assert library.ask("Quel budget la réunion a-t-elle adopté ?").hits
                    assert library.search("budget")
                else:
                    answer = library.ask("Que dit la clause 1 ?")
                    assert stays in {hit.report_id for hit in answer.hits}

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(work, range(8)))  # raises what any of them raised
        assert [listed.id for listed in library.reports()] == [stays]
