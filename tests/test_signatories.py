"""Names of those who signed, numbered, are no clauses."""

import pytest

from ingest.pipeline import Source, parse_report

ACT = "Accord sur les puits\n\nArticle 1. Le Conseil siège à Tiva.\n\nArticle 2. Il vote la loi."
DONE = ["Fait à Tiva, le 3 mai 2012.", "Done at Tiva, 3 May 2012.", "حرر في تيفا في 3 مايو 2012."]


def keys(*paragraphs):
    text = "\n\n".join([ACT, *paragraphs])
    return [clause.key for clause in parse_report(Source("a.txt", text.encode())).clauses[1:]]


@pytest.mark.parametrize("done", DONE)
def test_numbered_names_under_the_closing_formula_are_no_clauses(done):
    names = ["1. Jean Martin, ministre des eaux", "2. Paul Durand", "3. Anne Petit, doyenne"]
    assert keys(done, *names) == ["1", "2", "closing"]
    assert keys(done, "Les signataires", *names) == ["1", "2", "closing"]


@pytest.mark.parametrize(
    ("paragraphs", "below"),
    [
        # Sentences: the protocol that was signed goes on.
        (["1. Le puits est curé.", "2. Il est couvert."], ["2.1", "2.2"]),
        # After a heading another text begins.
        (["ANNEXE I", "1. Puits du nord", "2. Puits du sud"], ["annex-1.1", "annex-1.2"]),
        (["1. Jean Martin"], []),  # one number is no list, and no clause either
    ],
)
def test_other_numbers_after_the_closing_formula_may_be_clauses(paragraphs, below):
    assert [key for key in keys(DONE[0], *paragraphs)[2:] if key != "closing"] == below
