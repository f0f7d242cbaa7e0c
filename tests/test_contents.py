"""Lists of contents."""

from time import process_time

import pytest

from ingest.contents import in_contents
from ingest.models import Paragraph

BODY = [
    "Titre I. De l'État", "Article 1", "La République.", "Article 2", "Les citoyens.",
    "Des recours", "Toute personne peut saisir la Cour.", "Dispositions finales",
    "La loi entre en vigueur.",
]  # fmt: skip


def listed(*texts):
    """The texts that are told to belong to a list of contents."""
    told = in_contents([Paragraph(text) for text in texts])
    return [text for text, inside in zip(texts, told, strict=True) if inside]


def test_leaders_tell_an_entry():
    assert listed("Article 5 ........ 12", "Article 6 . . . . . 13", "L'article 5……… 14") == [
        "Article 5 ........ 12", "Article 6 . . . . . 13", "L'article 5……… 14",
    ]  # fmt: skip


CONTENTS = [
    "Titre I. De l'État 2",
    "Article 1 2",
    "Article 2 3",
    "Des recours 4",
    "Dispositions finales 4",
]


def test_entries_that_the_text_repeats_are_told_by_their_rising_pages():
    assert listed("Constitution", *CONTENTS, *BODY) == CONTENTS
    assert listed(*BODY, *CONTENTS) == CONTENTS  # at the end


def test_a_line_between_two_entries_belongs_to_the_list():
    entries = [*CONTENTS[:2], "Chapitre sans page", *CONTENTS[2:]]
    assert listed(*entries, *BODY) == entries


def test_an_entry_that_gives_number_and_caption_stands_in_the_text_as_two():
    entries = ["Article 1 Objet 2", "Article 2 Champ 2", "Des recours 3", "Dispositions finales 4"]
    assert listed(*entries, *BODY) == entries


@pytest.mark.parametrize(
    "texts",
    [
        CONTENTS[:3] + BODY,  # three are few
        CONTENTS,  # nothing of it stands again
        ["Titre I. De l'État 9", "Article 1 7", "Article 2 5", "Des recours 3", *BODY],  # falling
        [f"Article {n}" for n in range(1, 9)],  # "Article", page 1
        [text for n in range(1, 9) for text in (f"Article {n}", "La loi.")],
        [f"Tableau des crédits, exercice 20{n}" for n in range(10, 20)],
        [text for entry in CONTENTS for text in (entry, "La loi. " * 40)] + BODY,  # prose between
    ],
)
def test_other_lines_that_end_in_a_number_are_text(texts):
    assert listed(*texts) == []


@pytest.mark.parametrize(
    "texts",
    [
        ["." * 2_000_000 + "x", ". " * 1_000_000 + "5x", "a " * 1_000_000 + "5"],
        [f"Article {n % 5}" for n in range(100_000)],  # very many short lists
        ["a b c d e f g h i j k l m n o p q r s t u v w x y z 5"] * 50_000,
    ],
)
def test_very_many_lines_and_very_long_ones_are_soon_looked_at(texts):
    begun = process_time()  # others may work on this machine too
    assert listed(*texts) == []
    assert process_time() - begun < 60  # if each is looked at once, seconds
