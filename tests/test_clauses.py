"""Paragraphs to the tree of clauses."""

from itertools import pairwise
from pathlib import Path

import pytest

from ingest.models import Kind, Part
from ingest.pipeline import Source, parse_report, read_source

CASES = Path(__file__).parent / "cases"


def parse(text):
    return parse_report(Source("report.txt", text.encode()))


def parse_case(name):
    return parse_report(read_source(CASES / name))


def by_key(parsed):
    return {clause.key: clause for clause in parsed.clauses}


def doubts(parsed):
    return [(doubt.code, dict(doubt.values)) for doubt in parsed.doubts]


def test_the_sample_report_has_its_title_two_recitals_and_fourteen_clauses(parsed_sample):
    expected = ["front", "PP1", "PP2", *map(str, range(1, 15))]
    assert [clause.key for clause in parsed_sample.clauses] == expected


@pytest.mark.parametrize(
    ("key", "page"),
    [
        ("front", 1),
        ("1", 1),
        ("5", 1),  # begins on page 1 and ends on page 2: cited where it begins
        ("6", 2),
        ("12", 2),  # begins on page 2 and ends on page 3
        ("13", 3),
        ("14", 3),
    ],
)
def test_a_clause_of_the_sample_is_on_the_page_where_it_begins(parsed_sample, key, page):
    assert by_key(parsed_sample)[key].page == page


@pytest.mark.parametrize(
    ("key", "begins", "ends"),
    [
        ("PP1", "Le Groupe de Contact de l'OCI", "membres du Groupe de contact."),
        ("5", "La Réunion a toutefois pris note", "membres de la société civile."),
        ("9", "Les participants se sont félicités", "Royaume d'Arabie Saoudite."),
        ("13", "La réunion a exprimé son soutien", "l'assistance humanitaire."),  # holds "(2019)"
        ("14", "À cet égard, la Réunion", "développement durable."),
    ],
)
def test_a_clause_of_the_sample_holds_all_of_its_words(parsed_sample, key, begins, ends):
    text = by_key(parsed_sample)[key].text
    assert (text[: len(begins)], text[-len(ends) :]) == (begins, ends)


def test_a_clause_that_goes_over_a_page_reads_on_without_a_seam(parsed_sample):
    assert "y compris aux dirigeants politiques" in by_key(parsed_sample)["5"].text
    assert "socio-économiques" in by_key(parsed_sample)["9"].text


@pytest.mark.parametrize(
    "name",
    ["annexes-fr.txt", "articles-fr.txt", "no-numbers-fr.txt", "subparagraphs-ar.txt"],
)
def test_text_of_every_clause_is_its_exact_span(name):
    parsed = parse_case(name)
    for clause in parsed.clauses:
        assert clause.text == parsed.report.text[clause.start : clause.end]
        assert clause.text == clause.text.strip()
    assert all(a.end <= b.start for a, b in pairwise(parsed.clauses))


def test_the_sample_report_is_cut_at_exact_spans(parsed_sample):
    text = parsed_sample.report.text
    assert [c.text for c in parsed_sample.clauses] == [
        text[c.start : c.end] for c in parsed_sample.clauses
    ]


@pytest.mark.parametrize(
    ("key", "part", "kind", "depth", "eid"),
    [
        ("front", Part.FRONT, Kind.TITLE, 1, "front"),
        ("PP1", Part.PREAMBLE, Kind.RECITAL, 1, "preamble__para_1"),
        ("1", Part.BODY, Kind.PARAGRAPH, 1, "para_1"),
        ("2.a", Part.BODY, Kind.SUBPARAGRAPH, 2, "para_2__subpara_a"),
        ("2.b.ii", Part.BODY, Kind.SUBPARAGRAPH, 3, "para_2__subpara_b__subpara_ii"),
        ("closing", Part.CLOSING, Kind.SIGNATURE, 1, "conclusions"),  # signed before the annexes
        ("annex-1", Part.ANNEX, Kind.PARAGRAPH, 1, "annex_1"),  # an annex without numbers
        ("annex-2.1", Part.ANNEX, Kind.PARAGRAPH, 2, "annex_2__para_1"),  # and the one after it
    ],
)
def test_every_clause_has_its_place_in_the_tree(key, part, kind, depth, eid):
    clause = by_key(parse_case("annexes-fr.txt"))[key]
    assert (clause.part, clause.kind, clause.depth, clause.eid) == (part, kind, depth, eid)


def test_no_clause_is_found_beyond_those_printed():
    assert list(by_key(parse_case("annexes-fr.txt"))) == [
        "front", "PP1", "PP2", "1", "2", "2.a", "2.b", "2.b.i", "2.b.ii", "2.c", "4", "closing",
        "annex-1", "annex-2.1", "annex-2.2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        ("PP1", ""),
        ("1", "Dispositions générales"),
        ("2", "Suivi > Rapports"),  # two headings, the outer first
        ("2.b.i", "Suivi > Rapports"),
        ("4", "Suivi > Rapports"),  # until the next heading
        ("annex-1", "Annexe I"),
        ("annex-2.2", "Annexe II"),  # a place and date of signature heads no annex
    ],
)
def test_a_clause_carries_the_headings_above_it(key, heading):
    assert by_key(parse_case("annexes-fr.txt"))[key].heading == heading


@pytest.mark.parametrize(
    ("key", "chapeau"),
    [
        ("1", None),
        ("2.a", "Prie le Secrétariat:"),
        ("2.b.ii", "d'inspecter chaque année:"),
        ("2.c", "Prie le Secrétariat:"),
        ("annex-2.1", None),  # neither the last clause of the body nor the annex before
    ],
)
def test_a_subclause_has_the_words_of_the_clause_above_as_its_chapeau(key, chapeau):
    assert by_key(parse_case("annexes-fr.txt"))[key].chapeau == chapeau


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("1", "Les Parties coopèrent."),  # on the line after the number
        ("2", "Les Parties échangent leurs données."),  # on the same line
        ("2bis", ""),  # all its words are in its paragraphs
        ("2bis.1", "Une commission est créée."),
        ("3", "Le présent accord entre en vigueur à sa signature."),
    ],
)
def test_an_article_has_its_words_wherever_they_are_printed(key, text):
    clause = by_key(parse_case("articles-fr.txt"))[key]
    assert clause.text == text
    assert clause.eid == {"2bis.1": "art_2bis__para_1"}.get(key, f"art_{key}")


def test_arabic_numbers_and_letters_give_the_keys_of_other_languages():
    parsed = parse_case("subparagraphs-ar.txt")
    assert list(by_key(parsed)) == [
        "front", "1", "1.a", "1.b", "1.c", "1.d", "1.e", "1.f", "2",
    ]  # fmt: skip
    assert parsed.report.language == "ar"
    assert doubts(parsed) == []


def test_letters_and_closing_of_a_resolution_are_cut_from_its_last_clauses():
    clauses = by_key(parse_case("resolution-en.txt"))
    assert clauses["2.c"].text == "To publish the results of these inspections in full;"
    assert clauses["5"].text == "Decides to remain seized of the matter."
    assert clauses["closing"].text.startswith("Done at Port Lestan")


def test_paragraphs_of_a_report_without_numbers_are_counted_and_that_is_told():
    parsed = parse_case("no-numbers-fr.txt")
    assert [(c.key, c.num, c.part) for c in parsed.clauses] == [
        ("front", "", Part.FRONT), ("1", "", Part.BODY), ("2", "", Part.BODY),
    ]  # fmt: skip
    assert doubts(parsed) == [("no-numbers", {})]


def test_a_missing_number_is_told_with_its_neighbours():
    assert doubts(parse_case("annexes-fr.txt")) == [
        ("numbering-gap", {"before": "2", "after": "4"})
    ]


def test_a_numbering_that_begins_again_is_told_and_both_clauses_stay():
    parsed = parse("T\n\n1. a.\n\n2. b.\n\n1. c.\n\n2. d.")
    assert [c.text for c in parsed.clauses if c.key == "1"] == ["a.", "c."]
    assert doubts(parsed) == [("numbering-repeat", {"key": "1"})]


@pytest.mark.parametrize(
    "text",
    [
        "Préambule",  # nothing but headings
        "1.",  # nothing but a number
        "Annexe I",
        "x\fx\fx",  # pages of nothing but their heads
        "Annexe I\n\n1. a.",  # an annex without a body
        "7. a\n\nAnnexe I\n\n1. a.\n\n2. b.\n\nFait à Lestan",  # no clause counts before the annex
    ],
)
def test_odd_texts_still_give_clauses(text):
    parsed = parse(text)
    assert parsed.clauses
    assert all(c.text == parsed.report.text[c.start : c.end] for c in parsed.clauses)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        # Signatures right after a list are its report's, and stand there once.
        (
            "Titre\n\nArticle 1\n\nVoici :\n\na) un ;\n\nb) deux.\n\nFait à Paris, le 3 mai.",
            ["front", "1", "1.a", "1.b", "closing"],
        ),
        # A number alone on its line: the words below are the item's.
        (
            "Titre\n\nArticle 1\n\nVoici :\n\n1.\n\nl'un ;\n\n2.\n\nl'autre.\n\nArticle 2\n\nFin.",
            ["front", "1", "1.1", "1.2", "2"],
        ),
        # Words after a list that its last item closed are the article's.
        (
            "Titre\n\nArticle 1\n\nVoici :\n\na) un ;\n\nb) deux.\n\nFini.\n\nArticle 2\n\nFin.",
            ["front", "1", "1.a", "1.b", "1.end", "2"],
        ),
    ],
)
def test_words_after_a_list_stand_once_and_where_they_belong(text, keys):
    parsed = parse_report(Source("texte.txt", text.encode()))
    assert [clause.key for clause in parsed.clauses] == keys
    for before, after in pairwise(parsed.clauses):
        assert before.end <= after.start


def test_a_letter_under_no_clause_is_told():
    parsed = parse("Rapport\n\na) Un point.\n\nb) Un autre.\n\n1. Une clause.\n\n2. Deux.")
    assert [told for told in doubts(parsed) if told[0] == "orphan-subclause"] == [
        ("orphan-subclause", {"num": "a)"}),
        ("orphan-subclause", {"num": "b)"}),
    ]


def test_a_list_of_contents_is_no_preamble():
    parsed = parse(
        "CHARTE\n\nTitre I ........ 1\n\nArticle 1 ........ 1\n\nArticle 2 ........ 2\n\n"
        "Les Parties conviennent de ce qui suit :\n\nArticle 1\n\nUn.\n\nArticle 2\n\nDeux.\n"
    )
    assert [clause.key for clause in parsed.clauses] == ["front", "PP1", "1", "2"]
    assert by_key(parsed)["PP1"].text.startswith("Les Parties")


def test_a_clause_without_words_stands_before_the_next_and_not_inside_it():
    parsed = parse("Charte\n\n4.\n\n5. Le Conseil.\n\n6. Fin.\n")
    empty = by_key(parsed)["4"]
    assert (empty.text, parsed.report.text[: empty.start].endswith("4.")) == ("", True)


AGREEMENT = [
    "ACCORD SUR LES PUITS", "Article 1", "Les Parties coopèrent.", "Article 2",
    "Il entre en vigueur.", "Fait à Tunis, le 3 mai 2019.", "Pour le Mali", "Abdou Diallo",
    "Pour la Tunisie",
]  # fmt: skip


def test_who_signed_is_no_heading_of_the_annex_that_follows():
    text = "\n\n".join([*AGREEMENT, "ANNEXE I", "Liste des puits", "1. Gao.", "2. Kidal."])
    clauses = parse_report(Source("a.txt", text.encode())).clauses
    assert [(c.key, c.heading) for c in clauses] == [
        ("front", ""), ("1", ""), ("2", ""), ("closing", ""),
        ("annex-1.1", "ANNEXE I > Liste des puits"), ("annex-1.2", "ANNEXE I > Liste des puits"),
    ]  # fmt: skip
    assert clauses[3].text.endswith("Pour la Tunisie")


@pytest.mark.parametrize(
    "words",
    [
        "Fait le 12 avril 2021.",
        "This Regulation shall be binding in its entirety and directly applicable.",
        "Le présent règlement est obligatoire dans tous ses éléments et directement applicable.",
        "50th plenary meeting 19 December 2023",
        "صدر عنا في قصر الرئاسة في أبوظبي",
        "صدر برئاسة الجمهورية في 13 يوليو 2020",
    ],
)
def test_the_words_that_close_a_text_are_of_no_article(words):
    text = f"Texte\n\nArticle 1\n\nVoici le premier.\n\nArticle 2\n\nVoilà.\n\n{words}"
    clauses = parse_report(Source("a.txt", text.encode())).clauses
    assert [(c.key, c.text) for c in clauses][-2:] == [("2", "Voilà."), ("closing", words)]


def test_each_of_two_texts_in_one_file_has_its_closing():
    second = ["PROTOCOLE", *AGREEMENT[1:7]]
    text = "\n\n".join([*AGREEMENT, *second])
    clauses = parse_report(Source("a.txt", text.encode())).clauses
    assert [(c.key, c.eid, c.heading) for c in clauses[1:]] == [
        ("1", "art_1", ""), ("2", "art_2", ""), ("closing", "conclusions", ""),
        ("1", "art_1_2", "PROTOCOLE"), ("2", "art_2_2", "PROTOCOLE"),
        ("closing", "conclusions_2", ""),
    ]  # fmt: skip
    assert clauses[2].text == "Il entre en vigueur."


def test_a_paragraph_is_looked_at_once_for_a_closing_however_often_numberings_begin_again(
    monkeypatch,
):
    """A damaged page had hundreds of numberings, and each was looked for from the beginning."""
    asked = []
    monkeypatch.setattr("ingest.cuts.is_place_and_date", lambda line: asked.append(line) or False)
    text = "\n\n".join(["Accord", *["1. Un.", "2. Deux.", "Tiva."] * 200])
    parsed = parse_report(Source("a.txt", text.encode()))
    assert sum(doubt.code == "numbering-repeat" for doubt in parsed.doubts) == 199
    assert len(asked) <= 3 * 200


@pytest.mark.parametrize(
    ("paragraphs", "keys"),
    [
        # Initials after a sentence are no letters of a list.
        (["1. The Board met.", "A. Sow spoke next.", "B. Lind replied.", "2. It rose."], "1 2"),
        # Another text's articles, in straight quotation marks.
        (["1. The Treaty says:", '"Article 2. Wells are common.', 'Article 3. So are ropes."',
          "2. The Board met.", "3. It rose."], "1 2 3"),
        # The only paragraph of a decision, the only article of a decree.
        (["إن المجلس،", "بعد اطلاعه على المذكرة،", "يقرر:", "١ - الموافقة على المذكرة."],
         "PP1 PP2 PP3 1"),
        (["بناء على الدستور،", "يرسم ما يأتي:", "مادة وحيدة: يعين السيد فلان."], "PP1 PP2 1"),
    ],
)  # fmt: skip
def test_what_is_a_clause_number_and_what_is_none(paragraphs, keys):
    text = "\n\n".join(["قرار" if "PP1" in keys else "REPORT", *paragraphs])
    clauses = parse_report(Source("a.txt", text.encode())).clauses
    assert [clause.key for clause in clauses if clause.key != "front"] == keys.split()
