"""Numbers after words that begin prose as often: only their sequence tells."""

import pytest

from ingest.models import Source
from ingest.pipeline import parse_report
from ingest.rare_numbers import read_rare_labels


@pytest.mark.parametrize(
    ("line", "num", "words"),
    [
        ("N° 1. Le gardien ouvre", "N° 1.", "Le gardien ouvre"),
        ("Nº 12 – Le gardien ouvre", "Nº 12 –", "Le gardien ouvre"),
        ("No. 1", "No. 1", ""),
        ("No. 3: The keeper opens", "No. 3:", "The keeper opens"),
        ("رقم 1: يفتح البئر", "رقم 1:", "يفتح البئر"),
        ("Point 1 Adoption de l'ordre du jour", "Point 1", "Adoption de l'ordre du jour"),
        ("Item 4. Other matters", "Item 4.", "Other matters"),
        ("Décision n° 3 : Le Conseil", "Décision n° 3 :", "Le Conseil"),
        ("Resolution 1 — Protection of wells", "Resolution 1 —", "Protection of wells"),
        ("القرار رقم ٢: يغلق البئر", "القرار رقم ٢:", "يغلق البئر"),
        ("Point 1 of the agenda", None, None),  # a sentence goes on
        ("Résolution 2480 (2019)", None, None),
        ("RESOLUTION No. 1/44-POL", None, None),  # a symbol
        ("No. 15/2010 of the Council", None, None),
        ("Normalement le gardien", None, None),
        ("No 3 Keepers were absent", "No 3", "Keepers were absent"),  # the sequence will tell
        ("Point 0. Rien", None, None),
    ],
)
def test_the_number_after_a_word_is_parted_from_what_follows(line, num, words):
    label = next(read_rare_labels(line), None)
    assert (label and label.num, label and line[label.end :]) == (num, words)


KEEPER, HERDERS, WELLS = "The keeper reports.", "Herders are received.", "Wells are open."


@pytest.mark.parametrize(
    ("paragraphs", "keys"),
    [
        ([f"No. 1 {WELLS}", f"No. 2 {KEEPER}"], "front 1 2"),
        (["No. 1", WELLS, "No. 2", KEEPER], "front 1 2"),
        ([f"Point 1 – {WELLS}", f"1. {KEEPER}", f"2. {HERDERS}", f"Point 2 – {WELLS}"],
         "front 1 1.1 1.2 2"),
        ([f"Decision No. 1: {WELLS}", f"Decision No. 2: {KEEPER}"], "front 1 2"),
        # Resolutions with a numbering of their own are texts, one after the other.
        (["Resolution 1 — Wells", "The Council,", f"1. {WELLS}", f"2. {KEEPER}",
          "Resolution 2 — Herders", "The Council,", f"1. {HERDERS}", f"2. {KEEPER}"],
         "front PP1 1 2 PP1 1 2"),
        # Alone, it is none; nor is one that none goes on with.
        ([f"No. 1 {WELLS}", f"1. {KEEPER}", f"2. {HERDERS}"], "front PP1 1 2"),
        ([f"1. {WELLS}", f"No. 7 {KEEPER}", f"2. {HERDERS}"], "front 1 2"),
    ],
)  # fmt: skip
def test_the_sequence_tells_which_of_them_count(paragraphs, keys):
    text = "\n\n".join(["MINUTES OF THE COUNCIL OF WELLS", *paragraphs])
    clauses = parse_report(Source("a.txt", text.encode())).clauses
    assert [clause.key for clause in clauses] == keys.split()
