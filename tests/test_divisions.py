"""Divisions that a question names by number: all their clauses, or what is asked inside of them."""

import pytest

from ingest.division_mentions import divisions_above, find_divisions
from retrieval.scope import Scope
from ui.rendering import opening
from ui.wording import words_in

CONSTITUTION = """CONSTITUTION DE LA RÉPUBLIQUE DES MONTS

Adoptée le 3 mai 2001

PREMIERE PARTIE. DE L'ÉTAT

TITRE I. DES PRINCIPES

Article 1. La République est indivisible et laïque.

Article 2. La langue de la République est le français.

TITRE II. DES DROITS

CHAPITRE I. DES LIBERTÉS

Article 3. Chacun s'exprime librement, par la parole, l'écrit et l'image.

Article 4. Chacun se déplace librement sur le territoire.

CHAPITRE II. DES DEVOIRS

Article 5. Chacun contribue aux charges publiques selon ses moyens.

DEUXIEME PARTIE. DES POUVOIRS

TITRE I. DU PRÉSIDENT

Article 6. Le Président est élu pour cinq ans.

Article 7. Le Président promulgue les lois dans les quinze jours.

ANNEXE I

Article 1. Le drapeau est vert et blanc.

Article 2. L'hymne est chanté debout.

ANNEXE II

Article 1. La capitale est à Haute-Ville.
"""
CHARTER = """CHARTER OF THE VALLEY UNION

Signed at Lowtown on 1 June 2010

CHAPTER I. PURPOSES

Article 1. The Union keeps the peace among the valleys.

CHAPTER II. MEMBERS

Article 2. Every valley may become a member.

Article 3. Every member pays a fee on the first of January.
"""
DUSTUR = """دستور جمهورية الواحات

الباب الأول: المبادئ

المادة 1

الواحات جمهورية مستقلة ذات سيادة.

الباب الثاني: الحقوق

المادة 2

لكل مواطن الحق في التعليم المجاني.

المادة 3

لكل مواطن الحق في العلاج.
"""
MONTS, VALLEYS, OASES = "monts.txt", "valley.txt", "wahat.txt"


@pytest.fixture(scope="module")
def library(make_library):
    return make_library({MONTS: CONSTITUTION, VALLEYS: CHARTER, OASES: DUSTUR})


def ask(library, question, source=None, **given):
    ids = {report.source_name: report.id for report in library.reports()}
    scope = Scope((ids[source],)) if source else Scope()
    return library.ask(question, scope, **given)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("le chapitre VII", [("chapter", "7")]),
        ("Chapter vii", [("chapter", "7")]),
        ("chapitre Ier et titre premier", [("chapter", "1"), ("title", "1")]),
        ("the seventh chapter", [("chapter", "7")]),
        ("Part Two, Part B", [("part", "2"), ("part", "b")]),
        ("titres II et III", [("title", "2"), ("title", "3")]),
        ("chapters 2 to 4", [("chapter", "2"), ("chapter", "3"), ("chapter", "4")]),
        ("annexe n° 2", [("annex", "2")]),
        ("titre préliminaire", [("title", "preliminaire")]),
        ("في الباب الثالث", [("title", "3")]),
        ("الملحق رقم ٢", [("annex", "2")]),
        ("PREMIERE PARTIE", [("part", "1")]),  # capitals without accents
        ("le titre civil, le titre de séjour", []),
        ("la partie a été modifiée", []),
        ("Which part I should read?", []),
        ("au chapitre ci-dessus", []),
        ("الفصل العنصري", []),  # apartheid
        ("sous-titre", []),
        ("chap 7", [("chapter", "7")]),
        ("que dit la page 3 ?", [("page", "3")]),
        ("p. 2-3", [("page", "2"), ("page", "3")]),
        ("pages 4 et 6", [("page", "4"), ("page", "6")]),
        ("the second page", [("page", "2")]),
        ("الصفحة ٣", [("page", "3")]),
        ("الصفحة الثانية", [("page", "2")]),
        ("10 p. 100 des salaires", []),  # per cent
        ("les 12 pages du rapport", []),
    ],
)
def test_divisions_are_named_in_three_languages(text, named):
    assert [(m.division.kind, m.division.number) for m in find_divisions(text)] == named


@pytest.mark.parametrize(
    "text",
    ["section 2 du chapitre III", "chapitre III, section 2", "section 2 of chapter III"],
)
def test_a_division_inside_of_another_is_one(text):
    (mention,) = find_divisions(text)
    assert mention.division.kind == "section"
    assert {(d.kind, d.number) for d in mention.path} == {("section", "2"), ("chapter", "3")}


def test_headings_are_read_as_questions_are():
    path = "PREMIÈRE PARTIE. - DE L'ÉTAT > TITRE II > ( Chapitre 4 ) > Dispositions générales"
    found = {(d.kind, d.number) for d in divisions_above(path)}
    assert found == {("part", "1"), ("title", "2"), ("chapter", "4")}


@pytest.mark.parametrize(
    ("question", "source", "keys"),
    [
        ("Que dit le titre II ?", MONTS, ["3", "4", "5"]),
        ("chapitre II du titre II", MONTS, ["5"]),
        ("Que dit la deuxième partie ?", MONTS, ["6", "7"]),
        ("titre I de la première partie", MONTS, ["1", "2"]),  # each part has one
        ("le titre I", MONTS, ["1", "2", "6", "7"]),
        ("Que dit le code chapitre II ?", MONTS, ["5"]),  # "code" does not end in "de"
        ("annexe II", MONTS, ["annex-2.1"]),
        ("l'article 2 de l'annexe I", MONTS, ["annex-1.2"]),
        ("annexe I, article 2", MONTS, ["annex-1.2"]),
        ("articles 3 et 4 du chapitre I", MONTS, ["3", "4"]),
        ("le dernier article du chapitre I du titre II", MONTS, ["4"]),
        ("What does Chapter II of the Charter of the Valley Union say?", None, ["2", "3"]),
        ("chapter II valley charter", None, ["2", "3"]),  # nothing ties its name to the number
        ("titre II chapitre II constitution monts", None, ["5"]),
        ("chapitre II de la Constitution de la République des Monts", None, ["5"]),
        ("ماذا يقول الباب الثاني من دستور جمهورية الواحات؟", None, ["2", "3"]),
        ("What does title II say?", OASES, ["2", "3"]),  # in another language than the report
    ],
)
def test_clauses_of_a_division_are_the_answer(library, question, source, keys):
    answer = ask(library, question, source)
    assert [hit.clause.key for hit in answer.hits] == keys
    assert all(hit.located for hit in answer.hits)
    assert (answer.answered, answer.confidence, answer.missing) == (True, 1.0, ())
    assert all(hit.quotation.text == hit.clause.text for hit in answer.hits)


def test_what_is_asked_of_a_division_is_looked_for_inside_of_it(library):
    question = "Que dit le titre I de la deuxième partie sur la promulgation des lois ?"
    hits = ask(library, question, MONTS).hits
    assert {hit.clause.key for hit in hits} == {"6", "7"}
    assert not any(hit.located for hit in hits)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Que dit la Constitution de la République des Monts sur le drapeau ?", "annex-1.1"),
        ("What does the Charter of the Valley Union say about fees?", "3"),
        ("هل ينص دستور جمهورية الواحات على العلاج؟", "3"),
    ],
)
def test_the_name_of_a_report_is_not_looked_for_in_it(library, question, key):
    assert library.ask(question).hits[0].clause.key == key


PAGED = "RAPPORT SUR LES PUITS\n\n1. Le premier puits.\n\f2. Le deuxième puits ;\n\fil est clos.\n"


@pytest.mark.parametrize(
    ("question", "keys", "missing"),
    [
        ("Que dit la page 2 ?", ["2"], ()),
        ("page 3", ["2"], ()),  # which ends there
        ("pages 1 et 2 du rapport sur les puits", ["front", "1", "2"], ()),
        ("clause 2, p. 2-3", ["2"], ()),
        # A page has no clause's number.
        ("page 9 du rapport sur les puits", [], ("page 9",)),
        ("page 1 de la Constitution des Monts", [], ("page 1",)),
        ("الصفحة 1 من تقرير الوادي", [], ()),  # of a report that there is not
    ],
)
def test_clauses_of_a_page_are_the_answer(make_library, question, keys, missing):
    answer = make_library({"puits.txt": PAGED, MONTS: CONSTITUTION}).ask(question)
    assert [hit.clause.key for hit in answer.hits if hit.located] == keys
    assert answer.missing == missing


@pytest.mark.parametrize(
    ("question", "source", "missing"),
    [
        ("chapitre XXV", MONTS, ("chapitre XXV",)),
        ("chapter 9 of the Charter of the Valley Union", None, ("chapter 9",)),
        ("l'article 9 de l'annexe I", MONTS, ("annex-1.9",)),
        ("Que dit la huitième partie ?", MONTS, ()),  # may be a way to speak
        ("chapter 3 of the Charter of the Sea People", None, ()),  # of no report that there is
    ],
)
def test_a_division_that_no_report_has_is_told(library, question, source, missing):
    answer = ask(library, question, source)
    assert answer.missing == missing
    assert not (missing and answer.answered)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("chapitre XXV", "Introuvable dans les rapports interrogés\u00a0: chapitre XXV."),
        ("l'article 9 de l'annexe I", "Aucun rapport interrogé n'a de clause annexe 1, 9."),
    ],
)
def test_what_is_missing_is_named_as_a_reader_names_it(library, question, said):
    assert said.rstrip(".") in opening(ask(library, question, MONTS), words_in("fr"))


def test_the_charter_of_several_is_searched_and_not_claimed(library):
    answer = library.ask("What does Chapter II of the Charter say on fees?", limit=3)
    assert answer.hits[0].clause.key == "3"
    assert not any(hit.located for hit in answer.hits)


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Dans la Constitution de la République des Monts, que dit l'article 3 ?", {MONTS}),
        ("compare article 2 and article 3 of the Charter of the Valley Union", {VALLEYS}),
        ("Selon la Constitution de la République des Monts, les articles 1 à 3", {MONTS}),
        ("L'article 3 de la Constitution de la République des Monts permet-il d'écrire ?", {MONTS}),
        ("Does article 2 of the Charter of the Valley Union allow a veto?", {VALLEYS}),
        ("article 2 of the CVU", {VALLEYS}),  # its initials
        ("the first two articles of the Charter of the Valley Union", {VALLEYS}),
        ("the last article of the Charter of the Valley Union", {VALLEYS}),
        # What the article is on is not what it is of.
        ("article 3 on the Charter of the Valley Union", {MONTS, VALLEYS, OASES}),
        ("article 3", {MONTS, VALLEYS, OASES}),
    ],
)
def test_clauses_are_of_the_report_that_the_question_says(library, question, titles):
    names = {report.id: report.source_name for report in library.reports()}
    hits = library.ask(question).hits
    assert {names[hit.report_id] for hit in hits} == titles
    assert all(hit.located for hit in hits)


@pytest.mark.parametrize(
    ("history", "question", "titles"),
    [
        (["article 2 of the Charter of the Valley Union"], "and article 3?", {VALLEYS}),
        (["Charter of the Valley Union, article 2", "and article 1?"], "and article 3?", {VALLEYS}),
        (["article 2 of the Charter of the Valley Union"], "article 3", {MONTS, VALLEYS, OASES}),
        (["Que dit le titre II de la Constitution de la République des Monts ?"],
         "et le titre I de la deuxième partie ?", {MONTS}),
        (["article 2"], "and article 3?", {MONTS, VALLEYS, OASES}),
    ],
)  # fmt: skip
def test_a_question_that_goes_on_stays_in_the_report(library, history, question, titles):
    names = {report.id: report.source_name for report in library.reports()}
    hits = library.ask(question, history=history).hits
    assert {names[hit.report_id] for hit in hits} == titles


def test_what_was_asked_of_a_report_can_be_asked_of_another(library):
    first = "Que dit la Constitution de la République des Monts sur l'élection du Président ?"
    assert library.ask(first).hits[0].clause.key == "6"
    history = ["What does the Charter of the Valley Union say about the election of a President?"]
    answer = library.ask("et dans la Constitution de la République des Monts ?", history=history)
    names = {report.id: report.source_name for report in library.reports()}
    assert {names[hit.report_id] for hit in answer.hits} == {MONTS}
    assert answer.hits[0].clause.key == "6"


def test_what_is_shown_for_a_missing_clause_is_of_the_report_named(library):
    answer = library.ask("article 2.9 of the Charter of the Valley Union")
    assert answer.missing == ("2.9",)
    names = {report.id: report.source_name for report in library.reports()}
    around = [(names[hit.report_id], hit.clause.key) for hit in answer.hits if hit.located]
    assert around == [(VALLEYS, "2")]


STREAMS = "UNIVERSAL DECLARATION OF STREAMS\n\n" + "\n\n".join(
    f"Article {n}\n\nEvery stream flows freely in the month of number {n}." for n in (1, 2, 3)
)
RUISSEAUX = "DÉCLARATION UNIVERSELLE DES RUISSEAUX\n\n" + "\n\n".join(
    f"Article {n}\n\nTout ruisseau coule librement au mois de numéro {n}." for n in (1, 2, 3)
)


@pytest.mark.parametrize(
    ("question", "languages"),
    [
        ("article 2 of the Universal Declaration", ["en", "fr"]),
        ("l'article 2 de la Déclaration universelle", ["fr", "en"]),
    ],
)
def test_of_the_languages_of_a_report_the_readers_comes_first(make_library, question, languages):
    library = make_library({"en.txt": STREAMS, "fr.txt": RUISSEAUX})
    spoken = {report.id: report.language for report in library.reports()}
    assert [spoken[hit.report_id] for hit in library.ask(question).hits] == languages


SECTIONS = """FEES ACT

Section 1. Fees are paid in June, at any office of the Treasury.

Section 2. Late fees are doubled after one month.

Section 3. The Treasury may waive a fee.
"""
FASL = """قانون المياه

الفصل 1

الماء حق للجميع في كل أنحاء البلاد.

الفصل 2

لا يجوز بيع الماء إلى الخارج.

الفصل 3

تحمي الدولة منابع الماء.
"""


@pytest.mark.parametrize(
    ("text", "question", "key"),
    [(SECTIONS, "What does section 2 say?", "2"), (FASL, "ماذا يقول الفصل 2؟", "2")],
)
def test_a_word_that_reports_print_on_clauses_is_one_for_clauses(make_library, text, question, key):
    chapters = (
        "LOI\n\nCHAPITRE II. DES EAUX\n\nSECTION 2. DU PRIX\n\nArticle 7. L'eau est gratuite.\n"
    )
    library = make_library({"act.txt": text, "loi.txt": chapters})
    hits = library.ask(question).hits
    assert key in [hit.clause.key for hit in hits if hit.located]


def test_a_long_division_says_how_many_of_its_clauses_are_shown(make_library):
    articles = "\n\n".join(f"Article {n}. Le {n}e jour est férié partout." for n in range(1, 71))
    library = make_library(
        {"jours.txt": f"LOI SUR LES JOURS\n\nCHAPITRE I. DES JOURS\n\n{articles}\n"}
    )
    answer = library.ask("Que dit le chapitre I ?")
    assert (len(answer.hits), answer.left_out) == (50, 20)
    assert "50 premières" in opening(answer, words_in("fr"))
    assert "sur 70" in opening(answer, words_in("fr"))
