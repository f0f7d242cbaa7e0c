"""Headings, the path of headings above each clause, and what stands under them."""

import pytest

from ingest.layout import lay_out
from ingest.models import Kind, Paragraph
from ingest.numbers import find_numbers
from ingest.outline import find_outline
from ingest.pipeline import Source, parse_report

LONG = (
    "Le présent texte s'applique à toutes les administrations de la République et à leurs agents."
)


def parse(*paragraphs):
    text = "\n\n".join(paragraphs)
    return parse_report(Source("report.txt", text.encode())).clauses


def parse_page(page):
    return parse_report(Source("page.html", page.encode())).clauses


def paths(clauses):
    return {clause.key: clause.heading for clause in clauses}


def headings_of(*paragraphs):
    """The headings before a last paragraph that begins a clause. (text, level) is a marked one."""
    pairs = [p if isinstance(p, tuple) else (p, 0) for p in ("Loi", LONG, *paragraphs, "1. Fin")]
    laid = lay_out([Paragraph(text, level=level) for text, level in pairs])
    return [*find_outline(laid, find_numbers(laid), {}, []).texts.values()]


def test_in_a_file_that_marks_its_headings_those_are_all():
    marked = [("Objet", 2), ("Champ", 2), ("Durée", 2)]
    assert headings_of(*marked, "Court") == ["Objet", "Champ", "Durée"]


def test_notes_over_most_clauses_are_headings_in_a_file_that_marks_its_chapters_alone():
    page = "".join(f"<h2>Chapitre {n}</h2><p>Note {n}<p>{n} (1) Le texte {n}.<p>(2) La fin {n}."
                   for n in range(1, 7))  # fmt: skip
    clauses = parse_page(f"<h1>Loi</h1>{page}")
    assert paths(clauses)["3"].endswith("Chapitre 3 > Note 3")
    assert [c.text for c in clauses if c.key == "3.2"] == ["La fin 3."]


def test_two_marked_headings_do_not_make_a_file_that_marks_them_all():
    assert headings_of(("Objet", 2), ("Champ", 2), "Court") == ["Objet", "Champ", "Court"]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("Première partie", "Titre I"),
        ("Partie 1", "Livre II"),
        ("Livre premier", "Titre préliminaire"),
        ("Titre II", "Chapitre I"),
        ("TITRE 1er", "CHAPITRE 1er"),
        ("Partie 1re", "Section 1ère"),
        ("TITRE II : DE L'ÉTAT", "CHAPITRE PREMIER"),
        ("Titre II", "Sous-titre I"),
        ("Chapitre I", "Section 1"),
        ("Section 1", "Sous-section 1"),
        ("Sous-section 1", "Paragraphe 1 : Des agents"),
        ("Part One", "Title II"),
        ("Title II", "Chapter I"),
        ("Chapter I", "Section A"),
        ("Section A", "Subsection 1"),
        ("الباب الأول", "الفصل الثاني"),
        ("الكتاب الأول", "الباب الثاني"),
        ("الفصل الأول", "القسم الثاني"),
        ("( الفصل الأول )", "[القسم الثاني]"),
    ],
)
def test_division_words_have_their_rank_in_three_languages(wide, narrow):
    clauses = parse(LONG, narrow, "1. Un texte.", wide, "2. Deux.", narrow, "3. Trois.")
    expected = {"1": narrow, "2": wide, "3": f"{wide} > {narrow}"}
    assert {key: path for key, path in paths(clauses).items() if key in expected} == expected


def test_a_division_ends_those_of_its_own_rank_and_below():
    clauses = parse(
        LONG, "Titre I", "Chapitre I", "Section 1", "1. Un.", "Chapitre II", "2. Deux.",
        "Titre II", "3. Trois.",
    )  # fmt: skip
    found = paths(clauses)
    assert found["1"] == "Titre I > Chapitre I > Section 1"
    assert found["2"] == "Titre I > Chapitre II"
    assert found["3"] == "Titre II"


@pytest.mark.parametrize(
    "words",
    [
        "Titre de séjour",  # the word without a number
        "Chapitre des recettes",
        "Partie civile",
        "Livres de comptes",
        "Section syndicale d'entreprise",
        "الباب مفتوح",  # "the door is open"
    ],
)
def test_division_words_without_a_number_head_no_division(words):
    kept = [
        clause for clause in parse(LONG, "1. Un.", words, LONG, "2. Deux.") if clause.key == "1"
    ]
    assert words in kept[0].text
    assert paths(parse(LONG, "1. Un.", words, LONG, "2. Deux."))["2"] == ""


@pytest.mark.parametrize(
    ("paragraphs", "headings"),
    [
        (["Sécurité"], ["Sécurité"]),
        (["Sécurité", "Effectifs"], ["Sécurité", "Effectifs"]),  # one under the other
        (["Sécurité", LONG], []),  # words follow, no clause
        (["Le Conseil décide."], []),  # a sentence
        (["Le Conseil,"], []),  # a sentence that goes on
        (["Sont membres :", "Mali", "Niger"], []),  # a list after a colon
        (["Mali", "Niger", "Tchad", "Togo", "Bénin"], []),  # too many in a row: a list
        (["Mali", "Niger", "Tchad", "Titre I", "Togo", "Bénin"], ["Titre I"]),  # unless marked
        (["Le Conseil " * 20], []),  # too long for a heading
        (["Fait à Djeddah"], []),  # where the signatures begin
    ],
)
def test_an_unmarked_short_line_is_a_heading_only_right_before_a_clause(paragraphs, headings):
    assert headings_of(*paragraphs) == headings


def test_where_divisions_are_many_only_a_very_short_line_is_a_heading_beside_them():
    divisions = ["Titre I", "Chapitre I", "Section 1"]
    middling = "De la répartition des compétences entre les administrations"
    assert headings_of(*divisions, LONG, middling) == divisions
    assert headings_of(*divisions, middling) == [*divisions, middling]  # the section's own title
    assert headings_of(*divisions, "Des agents") == [*divisions, "Des agents"]
    assert headings_of(middling) == [middling]


def test_an_unmarked_heading_stands_under_its_division_and_ends_the_one_before_it():
    clauses = parse(
        LONG, "Titre I", "Objet", "1. Un.", "Durée", "2. Deux.", "Titre II", "3. Trois."
    )
    found = paths(clauses)
    assert (found["1"], found["2"]) == ("Titre I > Objet", "Titre I > Durée")
    assert found["3"] == "Titre II"


@pytest.mark.parametrize("heading", ["Préambule", "PREAMBLE", "الديباجة"])
def test_no_article_stands_under_the_heading_of_the_preamble(heading):
    clauses = parse("Charte", heading, LONG, "Article 1", "Le texte.", "Article 2", "Le texte.")
    found = paths(clauses)
    assert (found["1"], found["2"]) == ("", "")
    assert heading not in "".join(c.text for c in clauses if c.key.startswith("PP"))


def test_words_without_number_under_a_heading_of_the_body_are_counted():
    clauses = parse_page(
        f"<h1>Accord</h1><h2>Objet</h2><p>1. Un.<h2>Durée</h2><p>{LONG}<p>Suite."
        f"<h2>Fin</h2><p>{LONG}"
    )
    heads = [c for c in clauses if c.kind is Kind.HEADING]
    assert [(c.key, c.eid, c.heading, c.text) for c in heads] == [
        ("H1", "hcontainer_1", "Durée", f"{LONG}\n\nSuite."),
        ("H2", "hcontainer_2", "Fin", LONG),
    ]


@pytest.mark.parametrize(
    ("items", "after", "wraps"),
    [
        (["a) un ;", "b) deux."], LONG, True),  # the last item ended the list with a full stop
        (["a) un ;", "b) deux ;"], "sont tenus de le dire.", True),  # the sentence goes on
        (["a) un,", "b) deux."], LONG, True),
        (["a) un.", "b) deux."], LONG, False),  # every item ends in a stop: no list ends there
        (["a) un ;", "b) deux ;"], LONG, False),  # the list is not over
        # An item that leads to a list of its own ends with a colon.
        (["a) un ;", "b) deux :", "i) trois ;", "ii) quatre.", "c) cinq."], LONG, True),
    ],
)
def test_words_after_a_list_belong_to_its_clause(items, after, wraps):
    body = ["109. Un.", "110. Sont membres :", *items, after, "111. Fin."]
    clauses = {c.key: c for c in parse(LONG, *body)}
    if wraps:
        wrap_up = clauses["110.end"]
        assert (wrap_up.kind, wrap_up.text, wrap_up.depth) == (Kind.WRAP_UP, after, 2)
    else:
        assert "110.end" not in clauses
        assert clauses["110.b"].text.endswith(after)


DATED = "La Conférence, réunie à Tiva,"
TWO = ["1. Demande de l'eau ;", "2. Ouvre les puits."]


@pytest.mark.parametrize(
    ("front", "second", "above"),
    [
        (["RÉSOLUTIONS", "RÉSOLUTION N° 1/7 SUR LES PUITS"], ["RÉSOLUTION N° 2/7 SUR LES BACS"],
         "RÉSOLUTION N° 1/7 SUR LES PUITS"),
        (["RÉSOLUTION N° 1/7", "SUR LES PUITS"], ["RÉSOLUTION N° 2/7", "SUR LES BACS"],
         "RÉSOLUTION N° 1/7 > SUR LES PUITS"),  # without a cover
        (["Assembly/AU/Dec.25(XIV)", "DÉCISION SUR L'EAU"],
         ["Assembly/AU/Dec.26(XIV)", "DÉCISION"],
         "Assembly/AU/Dec.25(XIV) > DÉCISION SUR L'EAU"),
        (["CONFÉRENCE DES PUITS"], ["RÉSOLUTION N° 2/7 SUR LES BACS"], ""),  # it has no title
    ],
)  # fmt: skip
def test_clauses_of_the_first_of_several_texts_stand_under_its_title(front, second, above):
    clauses = parse(*front, DATED, *TWO, *second, DATED, *TWO)
    below = " > ".join(second)
    assert [(c.key, c.heading) for c in clauses] == [
        ("front", ""), *((key, above) for key in ("PP1", "1", "2")),
        *((key, below) for key in ("PP1", "1", "2")),
    ]  # fmt: skip
    assert clauses[0].text == "\n\n".join(front)


def test_a_lone_text_has_no_title_above_its_clauses():
    clauses = parse("RÉSOLUTION N° 1/7 SUR LES PUITS", DATED, *TWO)
    assert {clause.heading for clause in clauses} == {""}


def test_the_title_of_a_later_text_ends_where_its_divisions_begin():
    law = ["قانون التأمين", "الباب الأول", "( الفصل الأول )", "أحكام عامة"]
    articles = ["مادة (١) :", "يعمل بهذا القانون .", "مادة (٢) :", "ينشر هذا القانون ."]
    first = ["قانون رقم ١٥", "قرر مجلس النواب القانون الآتي نصه وقد أصدرناه:", *articles]
    clauses = parse(*first, *law, *articles, "الباب الثاني", "مادة (٣) :", "يلغى القانون السابق .")
    assert [(c.key, c.heading) for c in clauses][-3:] == [
        ("1", " > ".join(law)), ("2", " > ".join(law)), ("3", f"{law[0]} > الباب الثاني"),
    ]  # fmt: skip


def test_words_after_the_second_paragraph_of_two_are_its_own():
    """The first leads to a list: that shows no list of the paragraphs themselves."""
    body = ["12. (1) Il est interdit à tous,", "a) de tuer ;", "b) de perturber.",
            "(2) Les mots sont définis ainsi.", f"oiseau {LONG}", "13. Fin."]  # fmt: skip
    clauses = {c.key: c for c in parse(LONG, "11. Un.", *body)}
    assert "12.end" not in clauses
