"""Questions that take the one before up again."""

import pytest

from retrieval.taking_up import taken_up

FILES = {
    "mali.txt": "RAPPORT DE LA RÉUNION SUR LE MALI\n\n1. La paix.\n\n2. Le vote.\n",
    "ddh.txt": "DÉCLARATION UNIVERSELLE DES DROITS DE L'HOMME\n\nArticle 1\n\nTous sont libres.\n",
    "un-charter-fr.txt": "NATIONS UNIES\n\nArticle 1\n\nLa paix.\n",
    "gn.txt": "CONSTITUTION DE LA GUINÉE\n\nArticle 1\n\nLe vote.\n",
    "hcr.txt": "CONVENTION COLLECTIVE DES HÔTELS (HCR)\n\nArticle 1\n\nLe préavis.\n",
    "sport.txt": "CONVENTION COLLECTIVE DU SPORT\n\nArticle 1\n\nLe préavis.\n",
}
TORTURE = "Que dit la DDH sur la torture ?"


@pytest.fixture(scope="module")
def store(make_store):
    """Six reports."""
    return make_store(FILES)


@pytest.mark.parametrize(
    ("history", "question", "whole", "file"),
    [
        # The same of another report.
        (["Que dit le rapport sur le Mali sur la paix ?"], "et dans la Charte ?",
         "Que dit sur la paix dans la Charte ?", "un-charter-fr.txt"),
        (["article 1"], "non, celui de la charte", "article 1 de la charte", "un-charter-fr.txt"),
        (["article 1 of the charter"], "I meant the mali report",
         "article 1 of the charter the mali report", "mali.txt"),
        (["préavis convention sport", "et HCR ?"], "et celle du sport ?",
         "préavis convention du sport ?", "sport.txt"),
        (["préavis convention sport"], "et HCR ?", "préavis HCR ?", "hcr.txt"),
        (["le vote au Mali ?"], "et en Guinée ?", "le vote en Guinée ?", "gn.txt"),
        (["voting in Guinea"], "and in Mali?", "voting in Mali?", "mali.txt"),
        (["le vote au Mali ?"], "et au Niger ?", "", None),  # no report is of it
        (["le vote au Mali ?"], "et la paix en Guinée ?", "", None),
        # The same again.
        (["la torture ?"], "citez-moi le texte exact", "la torture ?", None),
        (["la torture ?"], "à quelle page ?", "la torture ?", None),
        (["la torture ?"], "quote it", "la torture ?", None),
        (["التعذيب؟"], "النص الكامل", "التعذيب؟", None),
        (["préavis convention sport", "et HCR ?"], "le texte exact", "préavis HCR ?",
         "hcr.txt"),
        # Something else is asked, or a clause of its own.
        (["la torture ?"], "et l'esclavage ?", "", None),
        (["la torture ?"], "et la paix dans la Charte ?", "", None),
        (["la torture ?"], "article 2 de la Charte", "", None),
        (["la torture ?"], "page 3", "", None),
        (["la torture ?"], "pourquoi ?", "", None),
        (["la torture ?"], "et les droits de l'homme ?", "", None),  # a topic, though of a title
        (["la torture ?"], "et la Charte de Bandung ?", "", None),
        (["la torture ?"], "et le mot exact pour la paix ?", "", None),
        # Nothing was asked before.
        ([], "et dans la Charte ?", "", None),
        ([], "citez-moi le texte exact", "", None),
        (["merci"], "le texte exact", "", None),
        (["Que dit la Charte ?"], "et le rapport sur le Mali ?", "", None),
    ],
)  # fmt: skip
def test_question_takes_up_the_one_before(history, question, whole, file, store):
    taken = taken_up(question, history, store)
    files = {report.id: report.source_name for report in store.reports()}
    assert taken.whole == whole
    assert [files[one] for one in taken.reports] == ([file] if file else [])
    if not whole:
        assert taken.question == question


def test_thanks_are_no_question(store):
    assert taken_up("et l'esclavage ?", [TORTURE, "merci !"], store).history == (TORTURE,)


def test_answer_is_of_the_report_that_is_meant(make_library):
    library = make_library(FILES)
    charter = next(r.id for r in library.reports() if r.source_name == "un-charter-fr.txt")
    answer = library.ask("non, celui de la charte", history=["article 1"])
    assert [hit.report_id for hit in answer.hits if hit.located] == [charter]
    assert (answer.answered, answer.understood) == (True, "article 1 de la charte")
    again = library.ask("citez-moi le texte exact", history=["article 1 de la charte"])
    assert [hit.report_id for hit in again.hits if hit.located] == [charter]
    last = library.ask("et la dernière ?", history=["clause 1 du rapport sur le Mali"])
    assert [hit.clause.key for hit in last.hits if hit.located] == ["2"]
