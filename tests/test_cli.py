"""The command line: what it prints, where, and its exit status."""

import json
import os
import pty
import shutil
import sqlite3
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from ingest.pipeline import read_source
from retrieval.assistant import Assistant
from tests.tiny_encoder import TinyEncoder
from ui.cli import main

ROOT = Path(__file__).resolve().parent.parent

CLAUSE_FIELDS = {
    "key", "eid", "num", "part", "kind", "depth", "heading", "text", "start", "end", "page",
    "chapeau", "language",
}  # fmt: skip
REPORT_FIELDS = {
    "title", "symbol", "issuer", "place", "date", "dates", "language", "pages", "text", "notes",
}  # fmt: skip
HIT_FIELDS = {
    "rank", "score", "report", "key", "eid", "page", "text", "start", "end", "citation", "twins",
}  # fmt: skip
ANSWER_FIELDS = {
    "question", "language", "answered", "confidence", "hits", "missing", "understood",
    "absent", "left_out", "seconds", "calibrated",
}  # fmt: skip
ADDED_FIELDS = {
    "id", "title", "language", "clauses", "warnings", "embedded", "seconds", "status", "error",
}  # fmt: skip
LISTED_FIELDS = {
    "id", "title", "symbol", "issuer", "date", "dates", "language", "clauses", "pages", "version",
    "added",
}  # fmt: skip
COMMANDS = [
    "parse", "add", "watch", "ask", "search", "list", "show", "cite", "history", "remove",
    "evaluate", "rebuild", "doctor", "vacuum", "backup", "restore", "chat",
]  # fmt: skip


@pytest.fixture(scope="module")
def stocked(encoder, tmp_path_factory, sample_file):
    """The folder of a library that holds the sample report; tests do not change it."""
    folder = tmp_path_factory.mktemp("library")
    with Assistant(folder, lambda: encoder) as library:
        library.add(read_source(sample_file))
    return folder


@pytest.fixture
def run(capsys):
    """Run a command in this process: `run(folder, "ask", …)` -> status, output, errors."""

    def run_(library, *arguments):
        capsys.readouterr()
        status = main(["--library", str(library), *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_


@pytest.fixture
def run_json(run):
    """Run a command that must succeed; its output is one JSON document and nothing else."""

    def run_(library, *arguments):
        status, out, _ = run(library, *arguments, "--json")
        assert status == 0
        return json.loads(out)

    return run_


def one_error_line(err):
    return err.startswith("error: ") and err.count("\n") == 1 and err.endswith("\n")


def test_parse_prints_the_report_and_stores_nothing(run_json, sample_file, tmp_path):
    library = tmp_path / "library"
    parsed = run_json(library, "parse", sample_file)
    assert set(parsed) == REPORT_FIELDS | {"clauses", "warnings"}
    assert (parsed["date"], parsed["language"], parsed["pages"]) == ("2019-09-24", "fr", 3)
    for clause in parsed["clauses"]:
        assert set(clause) == CLAUSE_FIELDS
        assert parsed["text"][clause["start"] : clause["end"]] == clause["text"]
    for warning in parsed["warnings"]:
        assert set(warning) == {"code", "message", "page"}
    (thirteen,) = [clause for clause in parsed["clauses"] if clause["key"] == "13"]
    assert (thirteen["eid"], thirteen["num"], thirteen["page"]) == ("para_13", "13.", 3)
    assert not library.exists()


def test_add_tells_what_each_file_came_to(run, run_json, sample_file, tmp_path):
    first = tmp_path / "first.txt"
    first.write_text("RAPPORT\n\n1. La paix.\n", encoding="utf-8")
    library = tmp_path / "library"
    (added,) = run_json(library, "add", first)["reports"]
    assert set(added) == ADDED_FIELDS
    assert (added["status"], added["error"], added["language"]) == ("added", None, "fr")
    assert added["embedded"] == added["clauses"] > 0
    (again,) = run_json(library, "add", first)["reports"]
    assert (again["status"], again["embedded"], again["id"]) == ("unchanged", 0, added["id"])
    first.write_text("RAPPORT\n\n1. La guerre.\n", encoding="utf-8")
    (replaced,) = run_json(library, "add", first)["reports"]
    assert (replaced["status"], replaced["id"]) == ("replaced", added["id"])
    assert set(run_json(library, "list")["reports"][0]) == LISTED_FIELDS
    # The old words stay citable, and the file of another name may be the next version.
    shown = [
        run_json(library, "show", added["id"], "1", *v)["text"] for v in ([], ["--version", 1])
    ]
    assert shown == ["La guerre.", "La paix."]
    assert run_json(library, "show", added["id"], "--version", 1)["version"] == 1
    other = tmp_path / "other.txt"
    other.write_text("AUTRE\n\n1. La mer.\n", encoding="utf-8")
    (third,) = run_json(library, "add", other, "--replaces", added["id"])["reports"]
    assert (third["status"], third["id"]) == ("replaced", added["id"])
    history = run_json(library, "history", added["id"])["history"]
    assert [(c["event"], c["version"]) for c in history] == [
        ("replaced", 3), ("replaced", 2), ("added", 1),
    ]  # fmt: skip
    assert all(set(c) == {"at", "event", "report", "version", "title", "file"} for c in history)


def test_one_bad_file_does_not_stop_the_others(run, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a-empty.txt").write_text("")
    (folder / "b.txt").write_text("RAPPORT\n\n1. La paix.\n")
    (folder / "c-picture.png").write_bytes(b"\x89PNG")  # no report, and left alone
    status, out, err = run(tmp_path / "library", "add", folder, "--json")
    bad, good = json.loads(out)["reports"]
    assert status == 1
    assert (bad["status"], bad["id"], bad["title"]) == ("failed", None, "a-empty.txt")
    assert set(bad) == ADDED_FIELDS
    assert good["status"] == "added"
    assert f"error: {bad['error']}" in err


def test_files_of_a_folder_are_added_together_and_told_one_by_one(run_json, tmp_path):
    folder = tmp_path / "reports"
    (folder / "deeper").mkdir(parents=True)
    for number in range(3):
        text = f"RAPPORT {number}\n\n1. Une clause commune.\n\n2. La clause {number}.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    shutil.copy(folder / "0.txt", folder / "deeper" / "copy.txt")
    library = tmp_path / "library"
    added = run_json(library, "add", folder)["reports"]
    assert [report["status"] for report in added] == ["added", "added", "added", "unchanged"]
    assert [report["embedded"] for report in added] == [3, 3, 3, 0]
    again = run_json(library, "add", folder)["reports"]
    assert {report["status"] for report in again} == {"unchanged"}
    assert [report["clauses"] for report in again] == [3, 3, 3, 3]


def test_adding_a_folder_goes_on_where_it_was_interrupted(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.folder.FILES_IN_A_BATCH", 2)
    files = [tmp_path / f"{number}.txt" for number in range(5)]
    for number, file in enumerate(files):
        file.write_text(f"RAPPORT {number}\n\n1. La clause {number}.\n", encoding="utf-8")

    class Interrupted(TinyEncoder):
        def encode_passages(self, passages):
            for passage in passages:
                if "RAPPORT 3" in passage.text or "Rapport 3" in passage.text:
                    raise KeyboardInterrupt
                yield from super().encode_passages([passage])

    told = []
    with Assistant(tmp_path / "lib", Interrupted) as library:
        coming = library.add_files(files)
        told += [(file, added.status, embedded) for file, added, embedded in islice(coming, 2)]
        with pytest.raises(KeyboardInterrupt):
            next(coming)
    assert told == [(files[0], "added", 2), (files[1], "added", 2)]
    with Assistant(tmp_path / "lib", TinyEncoder) as library:
        again = [(added.status, embedded) for _, added, embedded in library.add_files(files)]
        # The third and fourth were stored, and are embedded now; the last may have been read ahead.
        assert [embedded for _, embedded in again] == [0, 0, 2, 2, 2]
        assert {status for status, _ in again[:4]} == {"unchanged"}
        assert len({hit.report_id for hit in library.search("clause", limit=100)}) == 5
        assert library.upkeep.check() == []


def test_ask_prints_the_answer_with_its_quotations(run_json, stocked):
    answer = run_json(stocked, "ask", "Que demande-t-on pour les réfugiés ?", "--limit", 3)
    assert set(answer) == ANSWER_FIELDS
    assert (answer["language"], answer["answered"]) == ("fr", True)
    assert [hit["rank"] for hit in answer["hits"]] == [1, 2, 3]
    report = run_json(stocked, "show", answer["hits"][0]["report"])
    for hit in answer["hits"]:
        assert set(hit) == HIT_FIELDS | {"quotation"}
        quoted = hit["quotation"]
        assert set(quoted) == {"text", "start", "end"}
        assert report["text"][quoted["start"] : quoted["end"]] == quoted["text"]
        assert quoted["text"] in hit["text"]
    assert answer["hits"][0]["citation"].endswith("par. 12, p. 2-3")


def test_search_has_the_shape_of_an_answer_without_confidence(run_json, stocked):
    found = run_json(stocked, "search", "réfugiés")
    assert set(found) == ANSWER_FIELDS - {
        "answered",
        "confidence",
        "calibrated",
        "missing",
        "understood",
        "absent",
        "left_out",
    }
    assert len(found["hits"]) == 10
    assert all(set(hit) == HIT_FIELDS for hit in found["hits"])


def test_show_prints_a_report_or_a_clause(run, run_json, stocked):
    (listed,) = run_json(stocked, "list")["reports"]
    assert set(listed) == LISTED_FIELDS
    report = run_json(stocked, "show", listed["id"])
    assert set(report) == REPORT_FIELDS - {"notes"} | {"id", "clauses", "version", "versions"}
    assert [set(version) for version in report["versions"]] == [{"version", "added", "replaced"}]
    assert len(report["clauses"]) == listed["clauses"]
    clause = run_json(stocked, "show", listed["id"], "13")
    assert set(clause) == CLAUSE_FIELDS | {"report"}
    assert clause["text"].startswith("La réunion a exprimé")
    status, out, err = run(stocked, "show", listed["id"], "13")
    assert (status, err) == (0, "")
    assert out.startswith("[13, p. 3] 13.")


@pytest.mark.parametrize(
    ("options", "beginning", "ending"),
    [
        (["--style", "un", "--language", "fr"], "OCI, «\u00a0RAPPORT", "par. 12, p. 2 et 3\n"),
        (["--style", "oscola"], "OCI, ‘RAPPORT", "(24 September 2019) para 12\n"),
        (["--version", "1", "--style", "un", "--language", "fr"], "OCI, «", "par. 12, p. 2 et 3\n"),
        (["--version", "1", "--format", "ris"], "TY  - RPRT", "ER  - \r\n"),
        (["--format", "ris"], "TY  - RPRT", "ER  - \r\n"),
        (["--format", "bibtex"], "@techreport{", "\n}\n"),
        (["--format", "csl-json"], "[", "]\n"),
    ],
)
def test_clause_is_cited_in_a_style_or_as_a_file(options, beginning, ending, run, stocked):
    (listed,) = json.loads(run(stocked, "list", "--json")[1])["reports"]
    status, out, err = run(stocked, "cite", listed["id"], "12", *options)
    assert (status, err) == (0, "")
    assert out.startswith(beginning)
    assert out.endswith(ending)


@pytest.mark.parametrize("options", [["--style", "un"], ["--format", "bibtex"]])
def test_version_that_is_not_there_is_not_cited(options, run, stocked):
    (listed,) = json.loads(run(stocked, "list", "--json")[1])["reports"]
    status, out, err = run(stocked, "cite", listed["id"], "12", "--version", "7", *options)
    assert (status, out) == (1, "")
    assert "No version 7" in err


def test_answers_are_cited_in_a_style(run_json, stocked):
    answer = run_json(stocked, "ask", "Que dit la clause 8 ?", "--style", "oscola")
    assert answer["hits"][0]["citation"].endswith("(24 septembre 2019) par 8")
    plain = run_json(stocked, "ask", "Que dit la clause 8 ?")
    assert plain["hits"][0]["citation"].endswith("24 septembre 2019, par. 8, p. 2")


def test_removed_report_is_no_longer_listed(run_json, stocked, tmp_path):
    library = shutil.copytree(stocked, tmp_path / "library")
    (listed,) = run_json(library, "list")["reports"]
    assert run_json(library, "remove", listed["id"]) == {"removed": listed["id"]}
    assert run_json(library, "list") == {"reports": []}


def test_library_comes_from_the_environment_unless_it_is_named(
    run_json, capsys, monkeypatch, stocked, tmp_path
):
    monkeypatch.setenv("CLAUSIER_LIBRARY", str(stocked))
    assert main(["list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["reports"]) == 1
    assert run_json(tmp_path / "other", "list") == {"reports": []}


def test_library_is_kept_whole(run, run_json, stocked, tmp_path):
    library = shutil.copytree(stocked, tmp_path / "library")
    (listed,) = run_json(library, "list")["reports"]
    assert run_json(library, "doctor") == {"findings": []}
    made = run_json(library, "rebuild")
    assert (made["model"], made["embedded"], made["mended"]) == ("packaged", 0, 0)
    assert run_json(library, "rebuild", "--indexes")["indexed"] == made["indexed"] > 0
    backup = tmp_path / "kept.backup"
    assert run_json(library, "backup", backup)["bytes"] == backup.stat().st_size
    run_json(library, "remove", listed["id"])
    assert run_json(library, "vacuum")["vectors"] > 0
    status, out, err = run(library, "backup", backup)
    assert (status, out, one_error_line(err)) == (1, "", True)
    restored = run_json(library, "restore", backup)
    assert restored == {"library": str(library), "reports": 1}
    assert run_json(library, "list")["reports"] == [listed]
    status, out, err = run(library, "restore", backup)
    assert (status, out, one_error_line(err)) == (1, "", True)


def test_doctor_tells_findings_with_status_1(run, stocked, tmp_path):
    library = shutil.copytree(stocked, tmp_path / "library")
    with sqlite3.connect(library / "clausier.sqlite") as db:
        db.execute("UPDATE clause SET text = 'x' WHERE key = '13'")
    db.close()
    status, out, _ = run(library, "doctor", "--json")
    (finding,) = json.loads(out)["findings"]
    assert (status, set(finding)) == (1, {"code", "message", "mend"})
    assert "clause 13" in finding["message"]
    (library / "clausier.sqlite").write_bytes(b"x" * 10_000)
    status, out, err = run(library, "doctor")
    assert (status, err) == (1, "")
    assert "clausier restore" in out


def test_library_keeps_the_model_that_it_was_rebuilt_with(run_json, make_model, tmp_path):
    report = tmp_path / "puits.txt"
    report.write_text("RAPPORT\n\n1. Un puits.\n", encoding="utf-8")
    library, model = tmp_path / "library", str(make_model("model", seed=5))
    run_json(library, "add", report)
    status = main(["--library", str(library), "--model", model, "search", "puits"])
    assert status == 1
    assert run_json(library, "rebuild", "--model", model)["model"] == model
    assert run_json(library, "search", "puits")["hits"]  # with that model, which is not named
    assert main(["--library", str(library), "--model", "packaged", "search", "puits"]) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list"], "The library is empty"),
        (["search", "paix"], "the library is empty"),
        (["ask", "Que dit la clause 8 ?"], "clause 8"),  # no report has it
        (["ask", "Quel budget ?"], "La bibliothèque est vide"),
        (["ask", "What is the budget?"], "The library is empty"),
    ],
)
def test_empty_library_is_made_and_said_to_be_empty(arguments, words, run, tmp_path):
    library = tmp_path / "new" / "library"
    status, out, _ = run(library, *arguments)
    assert status == 0
    assert words in out
    assert library.is_dir()


def test_follow_up_is_understood_after_what_was_asked_before(run, run_json, stocked, tmp_path):
    before = "Que dit la clause 8 ?"
    answer = run_json(stocked, "ask", "et la suivante ?", "--after", before)
    assert [hit["key"] for hit in answer["hits"]] == ["9"]
    assert answer["understood"] == f"{before} et la suivante ?"
    _, out, _ = run(stocked, "ask", "et la suivante ?", "--after", before)
    assert out.startswith(
        f"Question comprise à la suite de la précédente\u00a0: «\u00a0{before} et "
    )
    file = batch(tmp_path, lines({"q": "et la suivante ?", "history": [before]}))
    _, out, _ = run(stocked, "ask", "--batch", file)
    assert json.loads(out)["hits"] == answer["hits"]


@pytest.mark.parametrize("command", ["ask", "search"])
def test_explanation_tells_the_parts_of_the_score_and_the_words_shared(
    command, run, run_json, stocked
):
    query = "la résolution de la MINUSMA sur les baleines"
    for hit in run_json(stocked, command, query, "--explain")["hits"]:
        why = hit["explain"]
        assert set(why) == {"dense", "word_by_word", "lexical", "matched"}
        assert why["word_by_word"] + why["lexical"] == pytest.approx(hit["score"], abs=2e-4)
    found = run_json(stocked, command, query, "--explain")["hits"]
    (best,) = (hit for hit in found if hit["key"] == "13")
    assert best["explain"]["matched"] == ["résolution", "MINUSMA"]
    _, out, _ = run(stocked, command, query, "--explain")
    assert "lexical" in out


def test_clause_named_by_number_is_explained_by_that(run, run_json, stocked):
    (hit,) = run_json(stocked, "ask", "Que dit la clause 8 ?", "--explain")["hits"]
    assert hit["explain"] == {
        "dense": None,
        "word_by_word": None,
        "lexical": None,
        "matched": [],
    }
    assert "named by the question" in run(stocked, "ask", "Que dit la clause 8 ?", "--explain")[1]


def test_clause_that_is_missing_beside_others_is_told(run, run_json, stocked):
    question = "la clause 8 et la clause 99"
    _, out, _ = run(stocked, "ask", question)
    assert out.startswith("Cette clause répond. Aucun rapport interrogé n'a de clause 99.")
    answer = run_json(stocked, "ask", question)
    assert (answer["answered"], answer["missing"]) == (True, ["99"])
    assert [hit["key"] for hit in answer["hits"]] == ["8"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--since", "2019"], True),
        (["--until", "2019-09", "--issuer", "OIC", "--language", "fr", "--part", "body"], True),
        (["--since", "2020"], False),
        (["--language", "ar"], False),
        (["--part", "annex"], False),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_options_say_where_to_look(command, options, found, run, run_json, stocked):
    assert bool(run_json(stocked, command, "la paix", *options)["hits"]) == found
    if not found:
        status, out, _ = run(stocked, command, "la paix", *options)
        assert status == 0
        assert "là où vous cherchez" in out or "where you look" in out


def batch(tmp_path, content):
    file = tmp_path / "questions.jsonl"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def lines(*rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"


def test_batch_answers_each_line_in_order(run, run_json, stocked, tmp_path):
    (listed,) = run_json(stocked, "list")["reports"]
    questions = ["Que dit la clause 8 ?", "ما دور البنك الإسلامي للتنمية؟", "paix"]
    rows = [
        {"q": questions[0], "report": listed["id"], "history": ["Bonjour"]},
        {"q": questions[1], "report": None, "lang": "ar"},  # what it does not know is let be
        {"q": questions[2]},
    ]
    file = batch(tmp_path, lines(*rows[:2]) + "\n" + lines(rows[2]))  # an empty line is skipped
    status, out, err = run(stocked, "ask", "--batch", file, "--limit", "2")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [answer["question"] for answer in answers] == questions
    assert all(set(answer) == ANSWER_FIELDS for answer in answers)
    assert [hit["key"] for hit in answers[0]["hits"]] == ["8"]
    assert len(answers[1]["hits"]) == 2


@pytest.mark.parametrize(
    "content",
    [
        lines({"q": "la clause\u20288"}),  # a line separator inside of a question ends no line
        lines({"q": "la clause\u00858"}),
        b"\xef\xbb\xbf" + lines({"q": "la clause 8"}).encode(),  # as some editors save UTF-8
        lines({"q": "la clause 8"}).replace("\n", "\r\n"),
        '{"q": "la clause 8"}',  # no line break at the end
    ],
)
def test_batch_file_may_come_from_any_program(content, run, stocked, tmp_path):
    status, out, err = run(stocked, "ask", "--batch", batch(tmp_path, content))
    assert (status, err) == (0, "")
    (answer,) = map(json.loads, out.strip().split("\n"))
    assert answer["question"].startswith("la clause")


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (lines({"q": "paix"}) + "{\n", "line 2"),
        (lines({"q": "paix"}, {"question": "paix"}), "line 2"),  # no "q"
        (lines({"q": "paix", "history": "Que dit la clause 8 ?"}), "line 1"),  # no list
        (lines({"q": "paix"}, ["paix"]), "line 2"),
        (lines({"q": "paix"}, "paix"), "line 2"),
        (lines({"q": "paix"}, {"q": 8}), "line 2"),
        (lines({"q": "paix"}) + '{"q": "paix", "n": ' + "1" * 5000 + "}", "line 2"),
        (lines({"q": "paix"}) + "[" * 100_000, "line 2"),
        (b'{"q": "caf\xe9"}', "UTF-8"),
    ],
)
def test_bad_batch_line_is_named_before_anything_is_answered(content, seen, run, stocked, tmp_path):
    status, out, err = run(stocked, "ask", "--batch", batch(tmp_path, content))
    assert (status, out) == (1, "")
    assert one_error_line(err)
    assert seen in err


def test_question_that_cannot_be_asked_does_not_stop_the_batch(run, stocked, tmp_path):
    rows = [
        {"q": " "},
        {"q": "la clause 8"},
        {"q": "x" * 100_000},
        {"q": "paix", "report": "nowhere"},
        {"q": "\ud83d"},  # half of a pair
        {"q": "la clause 8"},
    ]
    file = batch(tmp_path, "".join(json.dumps(row) + "\n" for row in rows))
    status, out, err = run(stocked, "ask", "--batch", file)
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [answer["answered"] for answer in answers] == [False, True, False, False, False, True]
    errors = [answer.get("error", "") for answer in answers]
    assert [bool(error) for error in errors] == [True, False, True, True, False, False]
    assert "empty" in errors[0]
    assert "100,000" in errors[2]
    assert "nowhere" in errors[3]
    assert all(set(answer) - {"error"} == ANSWER_FIELDS for answer in answers)


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        (["ask", ""], "question is empty"),
        (["ask", "x" * 100_000], "100,000"),
        (["ask", "paix", "--report", "nowhere"], "nowhere"),
        (["ask", "paix", "--batch", "questions.jsonl"], "--batch"),
        (["ask", "--batch", "nowhere.jsonl"], "nowhere.jsonl"),
        (["search", " "], "question is empty"),
        (["search", "paix", "--report", "nowhere"], "nowhere"),
        (["show", "nowhere"], "nowhere"),
        (["remove", "nowhere"], "nowhere"),
        (["add", "{sample}", "--replaces", "nowhere"], "nowhere"),
        (["add", "{empty}", "--replaces", "nowhere"], "one file"),
        (["show", "nowhere", "--version", "2"], "nowhere"),
        (["parse", "nowhere.txt"], "nowhere.txt"),
        (["parse", "."], "folder"),
        (["watch", "nowhere"], "nowhere"),
        (["add", "nowhere.txt"], "nowhere.txt"),
        (["add", "{empty}"], "holds no report"),
        (["--model", "/nowhere/model", "add", "{sample}"], "/nowhere/model"),
    ],
)
@pytest.mark.parametrize("json_", [[], ["--json"]])
def test_mistake_is_told_in_one_line_with_status_1(
    arguments, seen, json_, run, tmp_path, sample_file
):
    (tmp_path / "empty").mkdir()
    given = [part.format(empty=tmp_path / "empty", sample=sample_file) for part in arguments]
    status, out, err = run(tmp_path / "library", *given, *json_)
    assert status == 1
    assert one_error_line(err)
    assert seen in err
    # Only `add` prints a document for what failed, since other files may have been added.
    assert out == "" or json.loads(out)["reports"][0]["status"] == "failed"


@pytest.mark.parametrize("port", ["99999", "-1"])
def test_port_that_cannot_be_used_is_told(port, run, tmp_path):
    status, out, err = run(tmp_path, "chat", "--port", port)
    assert (status, out) == (1, "")
    assert one_error_line(err)
    assert port in err


def test_unknown_clause_names_the_near_ones(run, run_json, stocked):
    (listed,) = run_json(stocked, "list")["reports"]
    status, out, err = run(stocked, "show", listed["id"], "133")
    assert (status, out) == (1, "")
    assert one_error_line(err)
    assert "13" in err


def test_library_that_is_no_library_is_told(run, tmp_path):
    (tmp_path / "clausier.sqlite").write_text("this is no database, but a text of some length")
    status, out, err = run(tmp_path, "list")
    assert (status, out) == (1, "")
    assert one_error_line(err)


@pytest.mark.parametrize("megabytes", ["", "0", "-1", "many", "1.5", "²"])
def test_size_limit_that_is_no_number_is_told(megabytes, run, monkeypatch, tmp_path):
    monkeypatch.setenv("CLAUSIER_MAX_FILE_MB", megabytes)
    status, out, err = run(tmp_path, "list")
    assert (status, out) == (1, "")
    assert one_error_line(err)


@pytest.mark.parametrize("command", ["parse", "add"])
def test_file_over_the_size_limit_is_refused(command, run, monkeypatch, tmp_path):
    monkeypatch.setenv("CLAUSIER_MAX_FILE_MB", "1")
    large = tmp_path / "large.txt"
    large.write_text("La paix.\n" * 200_000)
    status, _, err = run(tmp_path / "library", command, large)
    assert status == 1
    assert one_error_line(err)
    assert "limit is 1 MB" in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["ask", "paix", "--limit", "0"],
        ["ask", "paix", "--limit", "-3"],
        ["ask", "paix", "--limit", "many"],
        ["ask", "paix", "--limit", "1001"],
        ["ask", "paix", "--since", "demain"],
        ["search", "paix", "--until", "2019-02-30"],
        ["ask", "paix", "--language", "de"],
        ["search", "paix", "--part", "middle"],
        ["list", "--library", "elsewhere"],  # it stands before the command
        ["show"],
        ["show", "report", "--version", "0"],
        ["add"],
        ["search"],
        ["chat", "--json"],
    ],
)
def test_wrong_usage_has_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    printed = capsys.readouterr()
    assert stopped.value.code == 2
    assert printed.out == ""
    assert "usage: clausier" in printed.err


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_ends_in_an_example(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([*([command] if command else []), "--help"])
    assert stopped.value.code == 0
    last = capsys.readouterr().out.rstrip().rpartition("\n\n")[2]
    assert last.startswith("example: clausier")
    assert (command or "ask") in last


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out
    assert all(f"\n    {command} " in listed for command in COMMANDS)


def test_text_answer_marks_the_quotation_and_cites(run, stocked):
    status, out, err = run(stocked, "ask", "Quels pays ont lancé l'Alliance du Sahel ?")
    assert (status, err) == (0, "")
    assert "par. 6, p. 2" in out
    assert "\033" not in out  # no bold type in a file or a pipe


def test_question_is_asked_for_at_a_terminal_and_may_be_refused(tmp_path):
    ours, theirs = pty.openpty()
    os.write(ours, b"\n\x04")  # an empty line, then the end of input
    done = subprocess.run(
        [sys.executable, "-m", "ui", "--library", str(tmp_path), "ask"],
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert done.stdout.count("Your question: ") == 2
    assert done.stderr.strip() == "Stopped."
    assert done.returncode == 130
