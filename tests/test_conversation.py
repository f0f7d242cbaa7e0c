"""Follow-up questions are made whole; fresh ones are left alone."""

import json
from pathlib import Path

import numpy as np
import pytest

from ingest.pipeline import read_source
from ingest.vectors import EmbeddedQuery
from retrieval.conversation import Leaning, Understood, leaning_of, understand
from retrieval.questions import LONGEST_HISTORY, LONGEST_QUESTION, usable_history
from retrieval.scope import Scope

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "questions" / "conversations-oci-mali-2019.jsonl"
OTHERS = ROOT / "tests" / "cases" / "conversations.jsonl"
FRESH, MORE, ANOTHER = Leaning.FRESH, Leaning.MORE, Leaning.ANOTHER


@pytest.mark.parametrize(
    ("question", "leaning"),
    [
        # What asks for more of the same: no topic of its own, or a word that only history explains.
        ("pour combien de temps ?", MORE),
        ("pourquoi ?", MORE),
        ("à quelle majorité ?", MORE),
        ("quel âge minimum ?", MORE),
        ("et quel est le délai ?", MORE),
        ("est-elle gratuite ?", MORE),
        ("combien va-t-elle verser ?", MORE),
        ("leur mandat est-il renouvelable ?", MORE),
        ("que demande la réunion à ce sujet ?", MORE),
        ("ces mesures sont-elles obligatoires ?", MORE),
        ("qui en fait partie ?", MORE),
        ("et la suivante ?", MORE),
        ("When was it adopted?", MORE),
        ("Can they be deprived of it?", MORE),
        ("by whom?", MORE),
        ("how long?", MORE),
        ("هل هو مجاني؟", MORE),
        ("متى؟", MORE),
        # What turns to something else in the same vein.
        ("et sur la torture ?", ANOTHER),
        ("et les congés payés ?", ANOTHER),
        ("et en cas de départ à la retraite ?", ANOTHER),
        ("and torture?", ANOTHER),
        ("What about the freedom of the press?", ANOTHER),
        ("وماذا عن التعذيب؟", ANOTHER),
        ("وحق الملكية؟", ANOTHER),
        ("Que dit-il sur les réfugiés ?", ANOTHER),
        ("What does it say about refugees?", ANOTHER),
        # What stands alone.
        ("Que dit le rapport sur les réfugiés ?", FRESH),
        ("Quelle est la position sur la Libye ?", FRESH),
        ("Qui peut demander l'asile ?", FRESH),
        ("La sécurité se dégrade-t-elle, et où ?", FRESH),  # the pronoun stands for its subject
        ("Le Conseil exerce-t-il ses fonctions en permanence ?", FRESH),
        ("Y a-t-il eu des avancées ces derniers mois ?", FRESH),  # stands for nothing
        ("Is it possible to revise the constitution?", FRESH),
        ("Ce rapport parle-t-il du climat ?", FRESH),  # the report asked
        ("trafic de drogue", FRESH),
        ("merci", FRESH),  # asks for nothing more
        ("Merci beaucoup !", FRESH),
        ("thank you very much", FRESH),
        ("شكراً جزيلاً", FRESH),
        ("Which resolution extended MINUSMA?", FRESH),
        ("Does everyone have the right to change their nationality?", FRESH),
        ("ما هو عدد سكان مالي؟", FRESH),
        ("من له الحق في اللجوء هربا من الاضطهاد؟", FRESH),
        ("Que dit la clause 8 ?", FRESH),
        ("et la 3 ?", FRESH),  # names its clause
        ("et l'article 12 ?", FRESH),
    ],
)
def test_wording_tells_how_a_question_leans_on_those_before_it(question, leaning):
    assert leaning_of(question) is leaning


@pytest.mark.parametrize(
    ("history", "question", "whole"),
    [
        ([], "pour combien de temps ?", "pour combien de temps ?"),  # nothing to lean on
        (["Qui paie ?"], "Que dit le rapport sur la paix ?", "Que dit le rapport sur la paix ?"),
        (["Qui nomme le juge ?"], "pour combien de temps ?",
         "Qui nomme le juge ? pour combien de temps ?"),
        # One that asks for more leans on all that it asks for more of …
        (["Qui nomme le juge ?", "pour combien de temps ?"], "pourquoi ?",
         "Qui nomme le juge ? pour combien de temps ? pourquoi ?"),
        # … and where the topic changed, on the last topic alone.
        (["Que dit le rapport sur la paix ?", "et sur le climat ?"], "et sur la Libye ?",
         "et sur le climat ? et sur la Libye ?"),
        (["Qui nomme le juge ?", "Que dit le rapport sur la paix ?"], "pourquoi ?",
         "Que dit le rapport sur la paix ? pourquoi ?"),
    ],
)  # fmt: skip
def test_question_is_made_whole_from_what_it_leans_on(history, question, whole):
    assert understand(question, history).whole == whole


def embedded(vector, tokens):
    return EmbeddedQuery(np.array(vector), np.array(tokens), np.ones(len(tokens)) / len(tokens))


def test_words_of_another_topic_are_its_own_and_its_meaning_is_less_that_of_the_earlier():
    queries = {
        "a": embedded([1, 0.0], [[1.0, 0]]),
        "a b": embedded([1, 1.0], [[1.0, 0], [0, 1.0]]),
        "b": embedded([0, 1.0], [[0, 1.0]]),
    }
    turn = Understood("b", ANOTHER, "a")
    assert turn.words == "b"
    meant = turn.embedded(queries.__getitem__)
    assert meant.vector.tolist() == pytest.approx([1 / 3, 4 / 3])
    assert meant.weights.sum() == pytest.approx(1)
    assert (meant.weights @ meant.tokens).tolist() == pytest.approx([0, 1])
    assert Understood("b", MORE, "a").embedded(queries.__getitem__) is queries["a b"]
    assert Understood("b").embedded(queries.__getitem__) is queries["b"]


def test_context_never_outgrows_a_question():
    history = ["Qui nomme le juge ?", *["pour combien de temps au plus, et pourquoi ?"] * 60]
    assert len(understand("quand ?", history).whole) < LONGEST_QUESTION


def test_history_is_kept_to_the_last_usable_questions():
    unusable = ["", "x" * (LONGEST_QUESTION + 1)]
    assert usable_history(["a", *unusable, " b "]) == ["a", "b"]
    assert usable_history(map(str, range(99))) == [*map(str, range(99 - LONGEST_HISTORY, 99))]


def rows(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def is_right(answer, row):
    """Say whether the first clause is one of the gold ones, or below one."""
    key = answer.hits[0].clause.key
    return any(key == gold or key.startswith(f"{gold}.") for gold in row["gold"])


def test_follow_ups_on_the_sample_report_find_their_clause(assistant):
    found = [is_right(assistant.ask(r["q"], history=r["history"]), r) for r in rows(SAMPLE)]
    assert sum(found) / len(found) >= 0.8


def test_follow_ups_on_other_reports_find_their_clause(shared, make_library):
    library = make_library({})
    ids = {}
    for doc, name in [
        ("udhr-fr", "original.html"),
        ("udhr-en", "original.html"),
        ("udhr-ar", "original.html"),
        ("un-charter-fr", "original.txt"),
    ]:
        source = read_source(shared / "documents" / doc / name)
        ids[doc] = library.add(source)[0].report.id
    asked = [row for row in rows(OTHERS) if row["doc"] in ids]
    found = [
        is_right(library.ask(row["q"], Scope((ids[row["doc"]],)), history=row["history"]), row)
        for row in asked
    ]
    assert len(asked) > 20
    assert sum(found) / len(found) >= 0.8


@pytest.mark.parametrize(
    ("history", "question", "keys", "understood"),
    [
        (["Que dit la clause 8 ?"], "et la suivante ?", ["9"],
         "Que dit la clause 8 ? et la suivante ?"),
        (["Que dit la clause 8 ?", "et la suivante ?"], "et la suivante ?", ["10"],
         "Que dit la clause 8 ? et la suivante ? et la suivante ?"),
        (["Que demande-t-on pour les réfugiés ?"], "and the one before?", ["11"],
         "Que demande-t-on pour les réfugiés ? and the one before?"),
        (["ماذا تقول الفقرة 8؟"], "والفقرة التالية؟", ["9"],
         "ماذا تقول الفقرة 8؟ والفقرة التالية؟"),
        (["Que dit la clause 8 ?"], "et la 3 ?", ["3"], ""),
        (["Que dit la clause 8 ?"], "Que dit la clause 5 ?", ["5"], ""),
    ],
)  # fmt: skip
def test_clauses_are_named_by_those_of_earlier_questions(
    history, question, keys, understood, assistant
):
    answer = assistant.ask(question, history=history)
    assert [hit.clause.key for hit in answer.hits] == keys
    assert answer.understood == understood


def test_there_is_nothing_after_the_last_clause(assistant):
    answer = assistant.ask("et la suivante ?", history=["Que dit la clause 14 ?"])
    assert (answer.answered, answer.missing) == (False, ("15",))


def test_fresh_question_is_answered_as_if_there_were_no_history(assistant):
    question = "Quelle résolution a prorogé le mandat de la MINUSMA ?"
    alone = assistant.ask(question)
    after = assistant.ask(question, history=["Que dit le rapport sur les réfugiés ?"])
    assert after.hits == alone.hits
    assert after.understood == ""


def test_few_words_are_answered_in_the_language_of_those_before(assistant):
    answer = assistant.ask("MINUSMA ?", history=["Que dit le rapport sur les réfugiés ?"])
    assert answer.language == "fr"
    answer = assistant.ask("وماذا عن الإرهاب؟", history=["Que dit le rapport ?"])
    assert answer.language == "ar"
