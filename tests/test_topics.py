"""What a question asks a report about, and which of its words only ask."""

import pytest

from retrieval import packaged_encoder
from retrieval.conversation import understand
from retrieval.packaged_encoder import ONLY_ASKS, telling
from retrieval.question_words import asking_spans
from retrieval.topics import topic_of


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Que dit le rapport sur les réfugiés ?", "les réfugiés"),
        ("Que dit-il sur la torture ?", "la torture"),
        ("Qu'est-ce que le texte dit sur la pêche", "la pêche"),
        ("Que prévoit la convention en matière d'indemnités ?", "indemnités"),
        ("Le rapport parle-t-il du terrorisme ?", "terrorisme"),
        ("What does the report say about refugees?", "refugees"),
        ("What is said about refugees?", "refugees"),
        ("What does say about slavery?", "slavery"),  # the name of the report was left out
        ("Does the report mention refugees?", "refugees"),
        ("ماذا يقول التقرير عن اللاجئين؟", "اللاجئين"),
        ("هل يذكر التقرير الإرهاب؟", "الإرهاب"),
        # Nothing is left: what is asked is not told by the words after it.
        ("What does it say on that?", "What does it say on that?"),
        ("Que dit le rapport ?", "Que dit le rapport ?"),
        # Asked otherwise.
        ("Que demande le rapport sur les réfugiés ?", "Que demande le rapport sur les réfugiés ?"),
        ("Who says what about refugees?", "Who says what about refugees?"),
    ],
)
def test_what_a_report_says_on_a_topic_is_asked_by_the_topic(question, topic):
    assert topic_of(question) == topic


def test_only_a_fresh_question_is_searched_by_its_topic():
    first = "Que dit le rapport sur les réfugiés ?"
    assert understand(first, []).words == "les réfugiés"
    assert understand(first, []).whole == first  # its language is told from all of it
    more = understand("pour combien de temps ?", [first])
    assert more.words == f"{first} pour combien de temps ?"


@pytest.mark.parametrize(
    ("question", "asking"),
    [
        ("What does the report say about refugees?", "What does the report say about"),
        ("Doivent-elles payer l'impôt ?", "Doivent-elles l"),
        ("ماذا يقول التقرير عن اللاجئين؟", "ماذا يقول التقرير عن"),
        ("refugees", ""),
    ],
)
def test_words_that_only_ask_are_told(question, asking):
    assert " ".join(question[a:b] for a, b in asking_spans(question)) == asking


@pytest.mark.parametrize(
    ("question", "word", "weighs"),
    [
        ("the report on refugees", "report", ONLY_ASKS),
        ("the report on refugees", "refugees", 1),
        ("ماذا عن اللاجئين", "ماذا", ONLY_ASKS),
        ("ماذا عن اللاجئين", "اللاجئين", 1),
    ],
)
def test_words_that_only_ask_weigh_less(question, word, weighs):
    assert telling(question)[question.index(word) + len(word)] == pytest.approx(weighs)


def test_the_encoder_weighs_them_so(encoder, monkeypatch):
    pieces = len(encoder.embed_query("visas").weights)
    assert len(encoder.embed_query("report visas").weights) > pieces
    monkeypatch.setattr(packaged_encoder, "ONLY_ASKS", 0)
    assert len(encoder.embed_query("report visas").weights) == pieces
