"""`clausier evaluate`: the questions that ship, and what is wrong with others."""

import json
from pathlib import Path

import pytest

from ingest.pipeline import read_source
from retrieval.assistant import Assistant
from retrieval.evaluation.scores import MEASURES
from ui.cli import main

QUESTIONS = Path(__file__).resolve().parent.parent / "data" / "questions"


@pytest.fixture(scope="module")
def library(encoder, tmp_path_factory, sample_file):
    folder = tmp_path_factory.mktemp("library")
    with Assistant(folder, lambda: encoder) as made:
        made.add(read_source(sample_file))
    return folder


@pytest.fixture
def run(capsys, library):
    def run_(*arguments):
        status = main(["--library", str(library), "evaluate", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_


def test_questions_that_ship_are_evaluated_and_compared(run, tmp_path):
    files = sorted(QUESTIONS.glob("*.jsonl"))
    saved, pictures = tmp_path / "run.json", tmp_path / "pictures"
    status, out, _ = run(*files, "--json", "--save", saved, "--plot", pictures)
    assert status == 0
    found = json.loads(out)
    assert [file["file"] for file in found["files"]] == [file.name for file in files]
    sample = found["files"][-1]
    assert (sample["questions"], sample["answerable"]) == (45, 36)
    assert list(sample["measures"]) == list(MEASURES)
    assert set(sample["by_language"]) == {"fr", "en", "ar"}
    assert "fact" in sample["by_kind"]
    # Far below what is reached: this shows that answers are judged, not how good they are.
    assert sample["measures"]["hit@3"]["value"] > 0.75
    assert 0.5 < sample["confidence"]["auroc"]["value"] <= 1
    assert found["all"]["questions"] == sum(file["questions"] for file in found["files"])
    names = {f"{stem}-{what}.png" for stem in ("all", *(file.stem for file in files))
             for what in ("risk", "calibration")}  # fmt: skip
    assert {file.name for file in pictures.iterdir()} == names
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in pictures.iterdir())

    status, out, _ = run(files[-1], "--compare", saved)
    assert status == 0
    assert "oci-mali-2019.jsonl: 45 questions, 36 answerable" in out
    assert "against the saved run: 45 questions in both" in out
    assert "hit@1" in out


GOOD = '{"q": "réfugiés", "gold": ["12"]}'


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([GOOD, "{"], "questions.jsonl, line 2 is no JSON"),
        ([GOOD, '{"gold": []}'], 'questions.jsonl, line 2 has no "q"'),
        ([GOOD, '{"q": "réfugiés"}'], 'questions.jsonl, line 2 has no "gold"'),
        ([GOOD, '{"q": "a", "gold": "12"}'], "\"gold\" is '12'"),
        ([GOOD, '{"q": "a", "gold": [], "doc": "charter"}'], "No report of the library"),
        ([""], "holds no question"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_evaluated_says_why(lines, said, run, tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    status, out, err = run(file)
    assert (status, out) == (1, "")
    assert said in err
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_missing_file_is_told(run, tmp_path):
    status, _, err = run(tmp_path / "none.jsonl")
    assert status == 1
    assert "none.jsonl cannot be read" in err
