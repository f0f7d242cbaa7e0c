"""Texts that a question asks of and that no report is called."""

import pytest

from retrieval.unknown_texts import unknown_texts

FILES = {
    "mali.txt": "RAPPORT DE LA RÉUNION SUR LE MALI\n\nOCI\n\n"
    "1. L'Accord pour la paix et la résolution 2480 (2019).\n\n"
    "2. Le CDD et la convention de forfait.\n",
    "ddh.txt": "DÉCLARATION UNIVERSELLE DES DROITS DE L'HOMME\n\nArticle 1\n\nTous sont libres.\n",
    "1.txt": "RECUEIL DES TRAITÉS\n\nTRAITÉ\n\nConclu à Abuja, dit d'Abuja\n\nArticle 1\n\nTel.\n",
    "mg.txt": "CONSTITUTION DE LA RÉPUBLIQUE DE MADAGASCAR\n\nArticle 1\n\nLe peuple.\n",
    "sport.txt": "CONVENTION COLLECTIVE NATIONALE DU SPORT\n\nArticle 1\n\nLe présent texte.\n",
}


@pytest.fixture(scope="module")
def store(make_store):
    """Five reports."""
    return make_store(FILES)


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("selon la Convention de Vienne, qu'est-ce qu'un traité ?", ["Convention de Vienne"]),
        ("What does the Paris Agreement say about emissions?", ["Paris Agreement"]),
        ("what do the Geneva Conventions say?", ["Geneva Conventions"]),
        ("What does the Convention on Refugees say on work?", ["Convention on Refugees"]),
        ("la constitution du sénégal permet-elle la grève ?", ["constitution du sénégal"]),
        ("Que dit le pacte relatif aux droits civils ?", ["pacte relatif aux droits civils"]),
        ("ماذا تقول اتفاقية فيينا عن المعاهدات؟", ["اتفاقية فيينا"]),
        ("وفقا لاتفاقية حقوق الطفل، من هو الطفل؟", ["لاتفاقية حقوق الطفل"]),
        # A clause or a division of it.
        ("article 12 of the ICCPR", ["ICCPR"]),
        ("ICCPR article 12", ["ICCPR"]),
        ("article 3 of the echr", ["echr"]),  # in small letters, where no word is spelled so
        ("article 6 rgpd", ["rgpd"]),
        ("article 3 of the text", []),
        ("article 1 CDD", []),  # clauses speak of it
        ("directive 95/46/CE article 5", ["95/46/CE"]),
        ("article 5 de la Charte", ["Charte"]),
        ("article 3 de la Déclaration du Caire", ["Déclaration du Caire"]),
        ("déclaration du Caire sur les droits de l'homme, article 3", ["déclaration du Caire"]),
        ("selon l'Accord d'Alger, que dit l'article 3 ?", ["Accord d'Alger"]),
        ("chapitre VII du Traité de Rome", ["Traité de Rome"]),
        ("المادة 12 من العهد الدولي الخاص بالحقوق", ["العهد الدولي الخاص بالحقوق"]),
        # In small letters, before its kind in English.
        ("article 5 of the vienna convention on treaties", ["vienna convention"]),
        ("paris agreement article 4", ["paris agreement"]),
        ("article 3 of the new agreement", []),  # any may be called so
        ("article 1 of the sport agreement", []),  # a report has the word
        ("préavis convention article 12", []),  # French has names behind
        # Right before its kind in any language, if a clause is all that stands beside it.
        ("vienna convention article 31", ["vienna convention"]),
        ("art 31 vienna convention", ["vienna convention"]),
        ("forfait convention article 2", []),  # clauses speak of it
        ("sport convention article 1", []),  # a report has the word
        ("grand vienna convention sur le sport article 1", []),  # more is asked
        # A law is one of the reports that are called so.
        ("l'article 3 de la loi", ["loi"]),
        ("article 3 of the law", ["law"]),
        ("المادة 3 من القانون", ["القانون"]),
        ("article 12 de l'acte constitutif de l'Union", ["acte constitutif de l'Union"]),
        ("acte uniforme ohada article 3", ["acte uniforme ohada"]),
        ("article 4 of the constitutive act", ["constitutive act"]),  # no constitution
        ("la loi électorale, art. 12", ["loi électorale"]),
        ("que dit la loi sur la presse", []),  # it may be spoken of anywhere
        ("equality before the law, article 1", []),
        # By symbol.
        ("what does resolution 1325 say about women", ["resolution 1325"]),
        ("S/RES/1325", ["S/RES/1325"]),
        ("résolution 1325 sur les femmes", ["résolution 1325"]),  # it begins with it
        ("que dit la résolution 2480 ?", ["résolution 2480"]),  # its clause may answer, see below
        ("que dit la CEDH sur le procès équitable", ["CEDH"]),
        # Reports there are.
        ("Que dit la Déclaration universelle sur la torture ?", []),
        ("la Constitution de Madagascar permet-elle la grève ?", []),
        ("article 1 de la Constitution", []),
        ("que dit la DUDH sur la torture", []),
        ("que dit l'OCI ?", []),
        ("selon la CCN Sport, quel est le texte ?", []),  # initials of its kind, "CCN Syntec"
        ("Que dit la convention relative au sport ?", []),
        ("Que dit le Traité d'Abuja ?", []),  # not in its title, but above its articles
        # Spoken of, not asked.
        ("mise en oeuvre de l'Accord d'Alger", []),
        ("Quels États soutiennent l'Accord de Bamako ?", []),
        ("L'article 1 cite-t-il la Charte des Nations Unies ?", []),
        ("La Convention de Vienne est-elle citée à l'article 1 ?", ["Convention de Vienne"]),
        ("Quelle résolution cite la résolution 1325 ?", []),
        # No names of texts: what any report may be, bodies, other capitals.
        ("Que dit la Constitution ?", []),
        ("Que dit la Charte ?", []),
        ("Que dit la Constitution de 2010 ?", []),
        ("Que dit la convention de forfait ?", []),  # clauses speak of it
        ("Que dit la convention de stage ?", ["convention de stage"]),
        ("Que dit le rapport sur le Niger ?", []),
        ("selon l'ONU, que faire ?", []),
        ("que dit le CDD ?", []),  # clauses speak of it
        ("dans un accord d'entreprise", []),
        ("the new agreement", []),
        ("", []),
    ],
)
def test_texts_that_no_report_is_called_are_told(question, texts, store):
    assert [text.printed for text in unknown_texts(question, "", store)] == texts


def test_follow_up_is_asked_of_the_text_of_before(store):
    before = "Que dit l'ICCPR sur la torture ?"
    assert [t.printed for t in unknown_texts("et sur l'esclavage ?", before, store)] == ["ICCPR"]
    assert unknown_texts("et la Constitution de Madagascar ?", before, store) == ()


@pytest.mark.parametrize(
    ("question", "clause", "may"),
    [
        ("que dit la résolution 2480 ?", "la résolution 2480 (2019) du Conseil", True),
        ("que dit la résolution 2480 ?", "la résolution 1325", False),
        ("que dit l'accord de paix ?", "mise en œuvre de l'Accord pour la Paix et …", True),
        ("que dit l'accord de paix ?", "l'accord du Parlement", False),
        ("selon la CEDH", "un arrêt de la CEDH", True),
        ("selon la CEDH", "un arrêt", False),
    ],
)
def test_clause_that_names_the_text_may_answer(question, clause, may, store):
    (text,) = unknown_texts(question, "", store)
    assert text.may_be_told_by("any", clause) is may


@pytest.mark.parametrize(
    ("question", "kin"),
    [
        # Whether a title in another language is meant cannot be told.
        ("What does the Convention on Athletes say?", ["sport"]),
        ("Que dit la Constitution hellénique ?", ["mg"]),  # nor what an adjective means
        ("Que dit la Constitution du Sénégal ?", []),
    ],
)
def test_report_of_its_kind_may_be_meant(question, kin, store):
    (text,) = unknown_texts(question, "", store)
    files = {r.id: r.source_name.removesuffix(".txt") for r in store.reports()}
    assert sorted(files[one] for one in text.kin) == kin


def test_no_other_report_answers_for_a_text_that_there_is_not(make_library):
    library = make_library(FILES)
    for question in ("article 1 of the ICCPR", "Selon le Pacte de Bogota, qui est libre ?"):
        answer = library.ask(question)
        assert (answer.answered, len(answer.texts), answer.missing) == (False, 1, ())
        assert answer.hits
        assert not answer.hits[0].located
    answer = library.ask("article 1 de la Constitution")
    assert (answer.answered, answer.texts) == (True, ())
