"""Which sentences are quoted: whole ones, near in meaning and words, with what they lead into."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.quoting import LONGEST_JOINED, Asked, answering_span
from retrieval.sentences import sentence_ends

ROOT = Path(__file__).resolve().parent.parent
DEVELOPMENT = ROOT / "tests" / "cases" / "quotations.jsonl"
BEFORE = 7  # characters of the report before the clause
QUERY = np.array([1.0, 0.0], dtype=np.float32)


def vector(cosine):
    return np.array([cosine, np.sqrt(1 - cosine**2)], dtype=np.float32)


def quoted(sentences, cosines, question="?", language="fr"):
    text, pieces, at = "".join(sentences), [], BEFORE
    for sentence, cosine in zip(sentences, cosines, strict=True):
        pieces.append((at, at + len(sentence), vector(cosine)))
        at += len(sentence)
    start, end = answering_span(text, BEFORE, language, pieces, Asked.of(question, QUERY))
    return text[start - BEFORE : end - BEFORE]


WELLS = ["Les puits sont curés. ", "Les barrages sont levés. ", "Le reste vaut."]


@pytest.mark.parametrize(
    ("sentences", "cosines", "question", "quotation"),
    [
        (WELLS, (0.80, 0.85, 0.70), "?", WELLS[1]),  # the nearest in meaning
        (WELLS, (0.80, 0.82, 0.70), "Et les puits ?", WELLS[0]),  # a shared word tells more
        (WELLS, (0.80, 0.82, 0.70), "LE PUITS", WELLS[0]),  # in any form
        (WELLS, (0.80, 0.82, 0.70), "Sont-ils là ?", WELLS[1]),  # common words tell nothing
        (WELLS, (0.6, 0.9, 0.70), 'les barrages, "sont curés" ?', WELLS[0]),  # it has the phrase
        (WELLS, (0.82, 0.822, 0.70), "?", WELLS[0] + WELLS[1]),  # neighbours as near
        (WELLS, (0.82, 0.70, 0.822), "?", WELLS[2]),  # near, but no neighbour
        (WELLS, (0.82, 0.82, 0.82), "?", "".join(WELLS)),
        (["Les puits sont curés."], (0.1,), "barrages", "Les puits sont curés."),
        (["Adoptée.\n\n", "Un autre alinéa."], (0.8, 0.9), "?", "Un autre alinéa."),
        (["  Un. ", "Deux.  "], (0.1, 0.9), "?", "Deux."),  # without the space around it
        (  # what leads into a list is quoted with it
            ["Voici les cas :", "\n\n- un puits ;", "\n\n- un barrage.", "\n\nLe reste vaut."],
            (0.9, 0.1, 0.1, 0.1),
            "?",
            "Voici les cas :\n\n- un puits ;\n\n- un barrage.",
        ),
        (  # one item of a list stands alone
            ["Voici les cas :\n", "- un puits ;\n", "- un barrage."],
            (0.1, 0.1, 0.9),
            "?",
            "- un barrage.",
        ),
    ],
)
def test_sentences_that_answer_are_quoted(sentences, cosines, question, quotation):
    assert quoted(sentences, cosines, question) == quotation.strip()


LONG = "Le mot " + "très " * (LONGEST_JOINED // 5) + "long vaut. "


def test_sentences_are_joined_up_to_a_limit_and_none_is_cut():
    assert quoted([LONG, "Il vaut."], (0.9, 0.9)) == LONG.strip()
    assert quoted(["Il vaut. ", LONG], (0.9, 0.9)) == "Il vaut."


def test_sentence_embedded_in_two_parts_is_quoted_whole():
    text = "Un début. Une phrase trop longue pour une fenêtre."
    cut = text.index("longue")
    pieces = [(0, 10, vector(0.5)), (10, cut, vector(0.1)), (cut, len(text), vector(0.9))]
    start, end = answering_span(text, 0, "fr", pieces, Asked.of("?", QUERY))
    assert text[start:end] == "Une phrase trop longue pour une fenêtre."


def test_clause_without_vectors_is_quoted_whole():
    assert answering_span(" Un. Deux. ", 5, "fr", [], Asked.of("?", QUERY)) == (6, 15)


@given(
    text=st.text(alphabet="Aab .:;?!\n\u0645\u061f-", min_size=1, max_size=60),
    cosines=st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=4),
    question=st.text(alphabet="Aab \u0645", max_size=10),
    language=st.sampled_from(["fr", "en", "ar"]),
)
def test_any_quotation_is_whole_sentences(text, cosines, question, language):
    cuts = [len(text) * n // len(cosines) for n in range(len(cosines) + 1)]
    pieces = [
        (BEFORE + a, BEFORE + b, vector(min(1.0, max(-1.0, cosine))))
        for a, b, cosine in zip(cuts, cuts[1:], cosines, strict=False)
    ]
    found = answering_span(text, BEFORE, language, pieces, Asked.of(question, QUERY))
    start, end = found[0] - BEFORE, found[1] - BEFORE
    ends = (0, *sentence_ends(text, language))
    assert 0 <= start <= end <= len(text)
    if text.strip():
        assert text[start:end] == text[start:end].strip() != ""
        # Only space lies between the quotation's ends and those of sentences.
        assert any(a <= start and not text[a:start].strip() for a in ends)
        assert any(b >= end and not text[end:b].strip() for b in ends)


def test_development_set_names_sentences_that_its_reports_have(shared):
    rows = [json.loads(line) for line in DEVELOPMENT.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 60
    assert {row["lang"] for row in rows} == {"fr", "en", "ar"}
    assert len({row["doc"] for row in rows}) > 10
    assert all((shared / "documents" / row["doc"]).is_dir() for row in rows)
