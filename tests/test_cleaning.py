"""Lines to paragraphs."""

from time import perf_counter

import pytest

from ingest.cleaning import Words, join_lines, join_paragraph
from ingest.models import Block, Box

FULL = "Les participants ont pris acte des progrès accomplis au cours des"  # a full line


def paragraphs(*lines):
    """Join lines; an empty one is a gap."""
    blocks, gap = [], False
    for line in lines:
        if line:
            blocks.append(Block(line, gap=gap))
        gap = not line
    return [paragraph.text for paragraph in join_lines(blocks)]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ([FULL, "neuf derniers mois."], [f"{FULL} neuf derniers mois."]),  # a wrap
        ([FULL, "", "neuf derniers mois."], [FULL, "neuf derniers mois."]),  # an empty line
        ([FULL, "Vu.", FULL], [f"{FULL} Vu.", FULL]),  # a short line ends its paragraph
        ([FULL + ".", "2. Elle a"], [FULL + ".", "2. Elle a"]),  # a number after a full stop
        ([FULL + ". »", "2. Elle a"], [FULL + ". »", "2. Elle a"]),  # after a quotation
        ([FULL + ".", "Fait à Paris"], [FULL + ".", "Fait à Paris"]),  # who signed, and where
        # A division and its title after a full stop; a sentence about one goes on.
        ([FULL + ".", "الباب الثاني : الحقوق"], [FULL + ".", "الباب الثاني : الحقوق"]),
        ([FULL + ".", "Titre II De la loi"], [FULL + ".", "Titre II De la loi"]),
        ([FULL + ".", "Chapter 2 of it is"], [f"{FULL}. Chapter 2 of it is"]),
        ([FULL + ".", "Article 57 applies"], [f"{FULL}. Article 57 applies"]),  # a mention
        # A number without any mark, after a full stop alone: "2 Each Party", "b to protect".
        ([FULL + ".", "2 Elle a"], [FULL + ".", "2 Elle a"]),
        ([FULL + ";", "b to protect"], [FULL + ";", "b to protect"]),
        ([FULL + " art.", "2 du statut"], [f"{FULL} art. 2 du statut"]),
        # An article's number alone, or with a dash, but for a line that must go on to it.
        ([FULL + " ans", "Article premier"], [FULL + " ans", "Article premier"]),
        ([FULL + " ans", "Art. 2 - Le"], [FULL + " ans", "Art. 2 - Le"]),
        ([FULL + " de l'", "Article 2"], [f"{FULL} de l' Article 2"]),
        ([FULL + " under", "Article 2"], [f"{FULL} under Article 2"]),
        ([FULL, "Article 2."], [f"{FULL} Article 2."]),
        ([FULL + " أحكام", "المادة 2"], [f"{FULL} أحكام المادة 2"]),
        # Nor is it part of the words after it: they may stand in the next column.
        (["Rule 1", "The Assembly"], ["Rule 1", "The Assembly"]),
        (["Article 1", "et suivants"], ["Article 1 et suivants"]),
        # What an act is ordered by, who orders it, and where it was signed.
        ([FULL + ",", "Décrète :"], [FULL + ",", "Décrète :"]),
        ([FULL + ".", "Arrête ce qui suit :"], [FULL + ".", "Arrête ce qui suit :"]),
        ([FULL, "décrète :"], [f"{FULL} décrète :"]),
        ([FULL + ".", "Tunis, le 5 janvier 2016."], [FULL + ".", "Tunis, le 5 janvier 2016."]),
        ([FULL + ".", "Le chef du gouvernement,", "Vu la loi,"],
         [FULL + ".", "Le chef du gouvernement,", "Vu la loi,"]),
        # A decision or point after a full stop, its number set off; a sentence may mention one.
        ([FULL + ".", "Décision n° 2 : Le"], [FULL + ".", "Décision n° 2 : Le"]),
        ([FULL + ".", "Point 1. Adoption"], [FULL + ".", "Point 1. Adoption"]),
        ([FULL + ".", "Résolution 2480 Le"], [f"{FULL}. Résolution 2480 Le"]),
        # An item after the one that ended in "; and", or that begins with a dash.
        ([FULL + "; and", "(c) return to"], [FULL + "; and", "(c) return to"]),
        ([FULL + " ; et", "c) le retour"], [FULL + " ; et", "c) le retour"]),
        ([FULL + " and", "c) le retour"], [f"{FULL} and c) le retour"]),
        ([FULL + ",", "– affirme sa"], [FULL + ",", "– affirme sa"]),
        ([FULL + " dit", "– affirme sa"], [f"{FULL} dit – affirme sa"]),
        # A recital after another's comma, in capitals, in any participle, after a note's mark.
        ([FULL + ",", "RECOGNIZING the"], [FULL + ",", "RECOGNIZING the"]),
        ([FULL + ",", "Underscoring the"], [FULL + ",", "Underscoring the"]),
        ([FULL + ",", "Appréciant les"], [FULL + ",", "Appréciant les"]),
        ([FULL + ",1", "Noting with"], [FULL + ",1", "Noting with"]),
        ([FULL + ",", "Représentant permanent"], [f"{FULL}, Représentant permanent"]),
        ([FULL + ",", "Beijing, and the"], [f"{FULL}, Beijing, and the"]),
        ([FULL, "2019. Elle a"], [f"{FULL} 2019. Elle a"]),  # a year in the middle of a sentence
    ],
)  # fmt: skip
def test_wrapped_lines_join_and_paragraphs_stay_apart(lines, joined):
    assert paragraphs(FULL, "", FULL, "", *lines)[2:] == joined


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("projets socio-", "économiques", "projets socio-économiques"),  # the hyphen is the word's
        ("le développe-", "ment durable", "le développement durable"),  # written whole elsewhere
        ("l'Arabie-", "Saoudite", "l'Arabie-Saoudite"),  # a name's hyphen: no space was printed
        ("les années 2015-", "2019", "les années 2015-2019"),  # so with a number
        ("le dévelop\u00ad", "pement", "le développement"),  # a soft hyphen is no letter
        ("un accord -", "partiel", "un accord - partiel"),  # a dash is no hyphen
    ],
)
def test_words_broken_at_line_ends_are_mended(line, following, joined):
    padding = "à la lumière de ce qui précède, "
    elsewhere = "Le développement fut l'objet de la réunion des ministres qui précédait"
    assert paragraphs(elsewhere, "", padding * 2 + line, following)[-1] == padding * 2 + joined


@pytest.mark.parametrize(
    ("printed", "written"),
    [("con\ufb01ance", "confiance"), ("e\ufb00ort", "effort"), ("a\ufb03ché", "affiché")],
)
def test_ligatures_are_spelt_out(printed, written):
    assert paragraphs(printed) == [written]


def test_nothing_but_wraps_and_ligatures_is_changed():
    odd = "Le  Conseil  ½ № ﷺ « a\u00a0décidé » ;"  # spaces, signs and old spellings are the text's
    assert paragraphs(odd) == [odd]


def test_lines_of_an_unwrapped_file_are_its_paragraphs():
    long = "Le Conseil " * 30
    assert paragraphs(long, "Article 2", "Le texte suit", long) == [
        long, "Article 2", "Le texte suit", long,
    ]  # fmt: skip


def test_a_paragraph_knows_where_its_lines_and_pages_begin():
    lines = [Block(FULL, page=1), Block(FULL, page=1), Block(FULL, page=2)]
    (paragraph,) = join_lines(lines)
    first, second, third = paragraph.line_starts
    assert paragraph.text[first:second] == paragraph.text[second:third] == FULL + " "
    assert paragraph.pages == ((0, 1), (third, 2))


def test_a_line_of_one_soft_hyphen_begins_no_second_line_at_the_same_place():
    blocks = [Block("\u00ad"), Block("1. a"), *[Block("\u00ad")] * 30]
    for paragraph in join_lines(blocks):
        assert len(set(paragraph.line_starts)) == len(paragraph.line_starts)


def test_a_paragraph_of_very_many_lines_is_joined():
    assert paragraphs(*[FULL] * 20_000) == [" ".join([FULL] * 20_000)]


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("le gouver-", "nement", "le gouvernement"),  # as the others
        ("le gouver\u2010", "nement", "le gouvernement"),
        ("la sous-", "section", "la sous-section"),  # both are words of the report
        ("la vice-", "présidente", "la vice-présidente"),  # written so elsewhere
    ],
)
def test_a_report_that_breaks_words_shows_it_by_those_that_stand_whole_elsewhere(
    line, following, joined
):
    padding = "à la lumière de ce qui précède et sous toutes réserves, "
    elsewhere = ["La réunion des ministres et le développement, sous la vice-présidente,"]
    elsewhere += ["au titre des sections et sous réserve de la section première du texte"]
    breaks = [padding + "la réu-", "nion " + padding + "le dévelop-", "pement " + padding + line]
    assert paragraphs(*elsewhere, "", *breaks, following)[-1].endswith(joined)


def test_a_typesetters_hyphen_is_no_letter_of_a_word():
    lines = [FULL, f"{FULL[:-5]}gouver\u2010", "nement"]
    assert paragraphs(*lines) == [f"{FULL} {FULL[:-5]}gouvernement"]


def test_lines_with_places_are_parted_by_these_alone():
    lines = [FULL, "Le Conseil", FULL, FULL * 3]  # one so long says nothing of the others
    blocks = [Block(t, 1, box=Box(70, 10 * n, 500, 10 * n + 9)) for n, t in enumerate(lines)]
    assert [p.text for p in join_lines(blocks)] == [" ".join(lines)]


def test_a_word_of_a_million_letters_is_soon_joined():
    begun = perf_counter()
    paragraphs("a" * 1_000_000 + " -", "b" * 1_000_000, "c")
    assert perf_counter() - begun < 10


def test_the_leaders_of_an_entry_are_no_measure_of_a_full_line():
    entry = "Dispositions finales " + ". " * 100 + "5"
    assert paragraphs(entry, "", FULL, "neuf mois", "", FULL)[1] == f"{FULL} neuf mois"


@pytest.mark.parametrize(
    ("elsewhere", "joined"),
    [
        ("Le Conseil veille.", "au bienêtre de tous"),  # as typesetting programs break words
        ("le savoir\u2010faire", "au bien\u2010être de tous"),  # as this report writes hyphens
    ],
)
def test_a_typesetters_hyphen_that_words_have_is_kept(elsewhere, joined):
    lines = [Block(elsewhere, gap=True), Block("au bien\u2010", gap=True), Block("être de tous")]
    assert join_paragraph(lines[1:], Words.of(lines)).text == joined


def test_the_first_clause_below_the_one_before_begins_a_paragraph():
    """Its title has no full stop, and no space stands between the two."""
    lines = ["The meeting opened at ten and all were there", "3. Financial report of the treasurer",
             "3.1 The Secretary presented all of the accounts"]  # fmt: skip
    assert [p.text for p in join_lines([Block(line) for line in lines])][-1] == lines[-1]


def test_a_number_after_an_abbreviation_goes_on_with_its_sentence():
    lines = [
        "Vu le code de l'environnement, notamment ses articles L.",
        "331-1 à L. 331-29 du code ;",
    ]
    lines = [*lines, "Vu l'avis du conseil scientifique du 3 mars de l'an 2021 ;"]
    assert join_lines([Block(line) for line in lines])[0].text == " ".join(lines[:2])
