"""A search that is stopped ends with the step it is at, and leaves all as it was."""

from concurrent.futures import CancelledError

import numpy as np
import pytest

from retrieval.stopping import next_step, wanted_while
from ui.waiting import Waiting

QUESTION = "Que demande-t-on pour les réfugiés ?"


class Wanted:
    """Holds for so many steps."""

    def __init__(self, steps):
        self.left = steps

    def __call__(self):
        self.left -= 1
        return self.left >= 0


def test_a_search_goes_on_unless_it_is_stopped():
    next_step()
    with wanted_while(lambda: True):
        next_step()
    with pytest.raises(CancelledError), wanted_while(lambda: False):
        next_step()
    next_step()  # the next one on this thread is wanted again


def test_a_search_ends_at_whichever_step_it_is_stopped(assistant):
    whole = Wanted(1000)
    with wanted_while(whole):
        found = assistant.ask(QUESTION)
    steps = 1000 - whole.left
    assert steps >= 4  # embedding, comparing, grouping …
    for step in range(steps):
        with pytest.raises(CancelledError), wanted_while(Wanted(step)):
            assistant.ask(QUESTION)
    assert assistant.ask(QUESTION).hits == found.hits  # nothing was left locked or half done


def test_what_waits_is_stopped_while_it_is_looked_for(make_library, monkeypatch, encoder):
    library = make_library({"wells.txt": "WELLS\n\n1. Wells shall be open to all.\n"})
    waiting, steps = Waiting("Who may use wells?"), []
    embed = type(encoder).embed_query

    def stopped_meanwhile(self, text):
        steps.append(text)
        waiting.stop()
        return embed(self, text)

    monkeypatch.setattr(type(encoder), "embed_query", stopped_meanwhile)
    monkeypatch.setattr("retrieval.asking.nearest", lambda *_: pytest.fail("searched on"))
    waiting.begin(library, [])
    with pytest.raises(CancelledError):
        waiting.answer.result(timeout=60)
    assert len(steps) == 1


def test_a_reranker_reads_no_further_clauses(make_model):
    from retrieval.reranker import AT_A_TIME, CrossEncoderReranker

    reranker = CrossEncoderReranker(str(make_model("cross", seed=1, scores=1)))
    texts = ["wells"] * 30
    assert np.ptp(reranker.scores("wells?", texts)) < 1e-5
    rest = Wanted(2)
    with pytest.raises(CancelledError), wanted_while(rest):
        reranker.scores("wells?", texts)
    assert rest.left == -1
    assert len(texts) > AT_A_TIME * 2
