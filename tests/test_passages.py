"""What is embedded for a clause."""

import pytest

from ingest.models import Clause, Kind, Part, Place
from ingest.vectors import Pending
from retrieval.passages import make_passages

START = 100  # where the clause begins in its report


def pending(text, title="Rapport", part=Part.BODY, heading="", chapeau=None, num="1."):
    clause = Clause(
        key="1",
        eid="para_1",
        num=num,
        part=part,
        kind=Kind.PARAGRAPH,
        depth=1,
        text=text,
        start=START,
        end=START + len(text),
        heading=heading,
        chapeau=chapeau,
    )
    return Pending(Place("rapport", 0), clause, title, "fr")


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        (pending("La paix."), "Rapport\n1. La paix."),
        # Capitals cost tokens and tell nothing.
        (pending("La paix.", title="RAPPORT DE PAIX"), "Rapport de paix\n1. La paix."),
        # A title in small letters stays as printed, names in it too.
        (pending("La paix.", title="Rapport sur le Mali"), "Rapport sur le Mali\n1. La paix."),
        (
            pending("la paix ;", heading="Titre I > Paix", chapeau="Elle demande :", num="a)"),
            "Rapport\nTitre I > Paix\nElle demande :\na) la paix ;",
        ),
        # The title block is not told its own title.
        (pending("RAPPORT\n\nNEW YORK", part=Part.FRONT, num=""), "RAPPORT\n\nNEW YORK"),
        # A clause without a printed number.
        (pending("Rappelant la Charte,", num=""), "Rapport\nRappelant la Charte,"),
    ],
)
def test_passage_begins_with_what_stands_above_the_clause(clause, text, encoder):
    (passage,) = make_passages(clause, encoder.count_tokens, encoder.max_tokens)
    assert passage.text == text
    assert passage.window_text == clause.clause.text


def one_long_sentence(words):
    return " ".join(f"mot{n}" for n in range(words))


@pytest.mark.parametrize(
    "clause",
    [
        pending("La paix est due à tous les peuples. " * 200),  # whole sentences
        pending(one_long_sentence(2000)),  # one sentence, longer than a window
        pending("Court. " + one_long_sentence(900) + ". Court. " * 90),  # one such in the middle
        pending("x" * 9000),  # no space to cut at
        pending("ﷺ" * 3000),  # each becomes eighteen letters
        pending("ﷺ. " * 1000),
        pending("السلام عليكم ورحمة الله. " * 200),
        pending("漢字。" * 900),
        pending("La paix.\n\n" * 400),  # paragraphs
        pending(" " * 5000 + "fin"),  # spaces are no tokens
        pending("La paix. " * 300, title="T" * 5000, heading="H" * 5000, chapeau="C" * 5000),
        pending("La paix. " * 300, title="ﷺ" * 300),  # a lead-in of more tokens than a passage has
        pending("La paix. " * 300, chapeau="☃ " * 300),
        pending("La paix. " * 300, title="1 2 3 " * 90, heading="4 5 6 " * 90),
    ],
)
def test_windows_cover_a_long_clause_and_each_fits(clause, encoder):
    passages = make_passages(clause, encoder.count_tokens, encoder.max_tokens)
    assert "".join(passage.window_text for passage in passages) == clause.clause.text
    assert passages[0].start == START
    assert passages[-1].end == START + len(clause.clause.text)
    for number, passage in enumerate(passages):
        assert passage.window == number
        assert encoder.count_tokens(passage.text) <= encoder.max_tokens
        assert passage.sentence_ends[-1] == passage.end - passage.start
        assert list(passage.sentence_ends) == sorted(set(passage.sentence_ends))


def test_windows_end_where_sentences_do(encoder):
    clause = pending("La paix est due à tous les peuples. " * 200)
    passages = make_passages(clause, encoder.count_tokens, encoder.max_tokens)
    assert len(passages) > 1
    assert all(passage.window_text.endswith("peuples. ") for passage in passages)


def test_sentence_longer_than_a_window_is_cut_at_a_space(encoder):
    clause = pending(one_long_sentence(2000))
    passages = make_passages(clause, encoder.count_tokens, encoder.max_tokens)
    assert len(passages) > 1
    assert all(passage.window_text.endswith(" ") for passage in passages[:-1])


def test_clause_that_fits_is_one_passage_whatever_its_sentences(encoder):
    (passage,) = make_passages(pending("Un. Deux. Trois."), encoder.count_tokens, 500)
    assert passage.sentence_ends == (4, 10, 16)
