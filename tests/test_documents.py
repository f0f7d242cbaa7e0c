"""Reports that a question names."""

import pytest

from ingest.pipeline import Source, add_report
from ingest.store import Store
from retrieval.conversation import understand
from retrieval.documents import (
    document_of,
    documents_named,
    documents_spoken_of,
    with_kind,
    without_names,
)
from retrieval.locating import locate
from retrieval.named import Namer
from retrieval.scope import Inside

FILES = {
    "mali.txt": "RAPPORT DE LA RÉUNION DU GROUPE DE CONTACT DE L'OCI SUR LE MALI\n\n1. La paix.\n",
    "libye.txt": "RAPPORT DE LA RÉUNION SUR LA LIBYE\n\n1. La trêve.\n",
    "ddh.txt": "DÉCLARATION UNIVERSELLE DES DROITS DE L'HOMME\n\nArticle 1\n\nTous sont libres.\n",
    "ar.txt": "إعلان حقوق الطفل\n\nالمادة 1\n\nلكل طفل حق اللعب.\n",
    "mg.txt": "CONSTITUTION DE LA RÉPUBLIQUE DE MADAGASCAR\n\nArticle 1\n\nLe peuple.\n",
    "un-charter-fr.txt": "NATIONS UNIES\n\nNOUS, PEUPLES\n\nArticle 1\n\nLa paix.\n",
}


@pytest.fixture(scope="module")
def store(make_store):
    """Six reports."""
    return make_store(FILES)


@pytest.fixture(scope="module")
def names(store):
    """The file of each report, by its id."""
    return {r.id: r.source_name.removesuffix(".txt") for r in store.reports()}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Que dit le rapport sur le Mali ?", {"mali"}),
        ("Que dit le rapport sur la Libye à propos de la trêve ?", {"libye"}),
        ("What does the report on Mali say?", {"mali"}),
        ("Que dit la Déclaration universelle sur la torture ?", {"ddh"}),
        ("Que prévoit la Constitution de Madagascar sur la grève ?", {"mg"}),
        # One word is enough where the question asks what one report says.
        ("Que dit la Constitution ?", {"mg"}),
        ("selon la Constitution, qui vote la loi ?", {"mg"}),
        ("Que dit la Constitution malgache ?", {"mg"}),  # the country's language
        ("Que dit la Constitution hellénique ?", set()),  # it may be another
        # An English title may have words before its kind.
        ("What does the Universal Declaration say on torture?", {"ddh"}),
        ("Is torture banned in the Universal Declaration?", {"ddh"}),
        ("What does the Vienna Declaration say?", set()),
        # In doubt, none.
        ("Que dit le rapport sur les réfugiés ?", set()),
        ("Que dit le rapport sur les réfugiés au Mali ?", set()),
        ("Que dit le rapport ?", set()),
        ("L'accord respecte-t-il la Constitution ?", set()),  # it may be spoken of elsewhere
        ("Comment réviser la Constitution ?", set()),
        ("Que prévoit la Constitution du Mali ?", set()),
        ("La Déclaration de Bamako est-elle citée ?", set()),
        ("Que dit la résolution 2480 ?", set()),
        ("Que dit la DUDH sur la torture ?", {"ddh"}),  # its initials
        ("Que dit l'ONU sur la torture ?", set()),
        ("what does the mali report say about peace", {"mali"}),  # in small letters
        # Words typed one after the other: the title ends where they go on with something else.
        ("constitution de madagascar grève", {"mg"}),
        ("Déclaration des droits de l'enfant", set()),
        ("وفقا لإعلان حقوق الطفل، من له حق اللعب؟", {"ar"}),  # with what is written onto it
        ("للإعلان حقوق الطفل", {"ar"}),
        # Two that stand side by side are both asked; one farther on is what is asked about.
        ("la DUDH et la Charte parlent-elles de paix ?", {"ddh", "un-charter-fr"}),
        (
            "compare la Déclaration universelle et la Constitution de Madagascar sur le travail",
            {"ddh", "mg"},
        ),
        ("Selon la Constitution de Madagascar, que vaut la Déclaration universelle ?", {"mg"}),
        ("la paix au Mali", set()),
        ("", set()),
    ],
)
def test_reports_are_named_by_their_titles(question, named, store, names):
    assert {names[report_id] for report_id in documents_named(question, store)} == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Déclaration universelle", {"ddh"}),
        ("Constitution", {"mg"}),
        ("Constitution malgache", {"mg"}),
        ("Constitution hellénique", set()),  # it may be another
        ("Charte des Nations Unies", {"un-charter-fr"}),
        ("Charte de Bandung", set()),
        ("résolution 2480", set()),
    ],
)
def test_text_that_a_clause_is_of_is_one_of_the_reports(text, named, store, names):
    assert {names[report_id] for report_id in document_of(text, store)} == named


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Que dit l'article 1 de la Déclaration universelle ?", ["ddh"]),
        ("article 1 de la Constitution", ["mg"]),
        ("clause 1 du rapport sur le Mali", ["mali"]),
        ("clause 1 of the Mali report", ["mali"]),
        ("paragraph 1 in the report on Mali", ["mali"]),
        # Any may be meant.
        ("clause 1 du rapport sur la paix", ["ar", "ddh", "libye", "mali", "mg", "un-charter-fr"]),
        # By what its file is called, and who issued it, in any language.
        ("article 1 de la Charte", ["un-charter-fr"]),
        ("article 1 of the UN Charter", ["un-charter-fr"]),
        ("المادة 1 من ميثاق الأمم المتحدة", ["un-charter-fr"]),
        ("المادة 1 من الميثاق", ["un-charter-fr"]),
        ("article 1 de la Charte de Bandung", []),
        # The name beside the number, as it is typed in haste.
        ("clause 1 mali", ["mali"]),
        ("clause 1 rapport libye", ["libye"]),
        ("art 1 dudh", ["ddh"]),
        ("dudh, article 1", ["ddh"]),
        ("art 1 dudh torture", ["ddh"]),
        ("article 1 of the dudh", ["ddh"]),
        ("last article of the dudh", ["ddh"]),
        # A kind in small letters with words of its name before it, and a number without a word.
        ("what is said (art. 1 un charter)", ["un-charter-fr"]),
        ("para 1 mali report", ["mali"]),
        ("dudh 1", ["ddh"]),
        ("rapport mali 1", ["mali"]),
        ("mali 2019", []),  # no clause has that number
        ("traduis l'article 1 de la Déclaration universelle en anglais", ["ddh"]),
        ("art 1 charte onu", ["un-charter-fr"]),
        ("ART 1 CHARTE DES NATIONS UNIES", ["un-charter-fr"]),
        ("Constitution of Madagascar in English, article 1", ["mg"]),
        ("constitution hellénique article 1", ["mg"]),  # in doubt, of any constitution
        ("article 1 du code du travail", []),
        ("the mali report, paragraph 1", ["mali"]),
        ("الماده 1 من اعلان حقوق الطفل", ["ar"]),  # without hamza and the dots of ة
        ("article 1 of the Madagascar Constitution", ["mg"]),
        ("article 1 of the Paris Agreement", []),
        ("article 1 of the madagascar constitution", ["mg"]),
        ("compare article 1 of the DUDH and article 1 of the charter", ["ddh", "un-charter-fr"]),
        ("article un DUDH", ["ddh"]),
        ("article 1 de la Déclaration universelle et article 1 de la Constitution", ["ddh", "mg"]),
    ],
)
def test_clause_is_looked_up_in_the_report_that_it_is_said_to_be_of(question, found, store, names):
    located = locate(question, store, Inside(), limit=9)
    assert sorted(names[place.report_id] for place, _ in located.found) == found
    assert located.missing == ()


@pytest.mark.parametrize(
    ("question", "context", "named"),
    [
        ("et la grève ?", "Que prévoit la Constitution de Madagascar sur la santé ?", {"mg"}),
        ("what about torture?", "What does the Universal Declaration say on work?", {"ddh"}),
        # What the question names itself counts, and so does a text that no report is called.
        ("et la Déclaration universelle ?", "Que dit la Constitution ?", {"ddh"}),
        ("et la Charte ?", "Que prévoit la Constitution de Madagascar ?", set()),
        ("et la résolution 2480 ?", "Que prévoit la Constitution de Madagascar ?", set()),
        ("et la grève ?", "Qui vote la loi ?", set()),
        ("et la grève ?", "", set()),
    ],
)
def test_follow_up_is_asked_of_the_report_of_before(question, context, named, store, names):
    found = documents_spoken_of(question, context, store)
    assert {names[report_id] for report_id in found} == named


def test_symbols_name_their_reports(tmp_path):
    store = Store(tmp_path)
    text = "Nations Unies\nA/RES/70/1\n\nAssemblée générale\n\nRésolution adoptée en 2015\n\n"
    added = add_report(Source("a.txt", f"{text}1. Le développement.\n".encode()), store)
    add_report(Source("b.txt", b"RAPPORT\n\n1. La paix.\n"), store)
    assert added.report.symbol == "A/RES/70/1"
    for question in ("Que dit A/RES/70/1 ?", "What does resolution 70/1 say on development?"):
        assert documents_named(question, store) == (added.report.id,)
    assert documents_named("Le rapport cite-t-il la résolution 70/1 ?", store) == ()
    (found,) = locate("paragraph 1 of A/RES/70/1", store, Inside(), limit=5).found
    assert found[0].report_id == added.report.id
    store.close()


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("Que dit le rapport sur le Mali sur les réfugiés ?", "Que dit sur les réfugiés ?"),
        ("Que dit la DUDH sur la torture ?", "Que dit sur la torture ?"),
        ("Selon la Charte, qui vote ?", "qui vote ?"),  # one word is a name here
        ("la DUDH et la Charte sur la paix", "et sur la paix"),
        ("DUDHX selon la DUDH ?", "DUDHX ?"),  # the word, not letters of another
        ("Selon la Constitution de Madagascar, qui vote la loi ?", "qui vote la loi ?"),
        ("Is torture banned in the Universal Declaration?", "Is torture banned ?"),
        ("La Constitution de Madagascar interdit-elle la grève ?", "interdit-elle la grève ?"),
        ("What does the report on Mali say about refugees?", "What does say about refugees?"),
        # Nothing else is asked.
        ("Que dit le rapport sur le Mali ?", ""),
        ("Et dans la Constitution de Madagascar ?", ""),
        # Not the name of any.
        ("Que prévoit la Constitution du Mali ?", "Que prévoit la Constitution du Mali ?"),
        ("Comment réviser la Constitution ?", "Comment réviser la Constitution ?"),
        ("la paix au Mali", "la paix au Mali"),
        ("", ""),
    ],
)
def test_what_is_looked_for_in_a_report_is_what_else_is_asked(store, question, rest):
    assert without_names(question, store) == rest


@pytest.mark.parametrize(
    ("question", "context", "whole"),
    [
        ("et celle de Madagascar ?", "Que dit la Charte ?", "et Charte de Madagascar ?"),
        ("and that of Mali?", "the UN Charter on war", "and Charter of Mali?"),
        ("et celle de Madagascar ?", "Qui vote ?", "et celle de Madagascar ?"),
        ("celle qui vote", "Que dit la Charte ?", "celle qui vote"),
    ],
)
def test_that_of_another_is_of_the_same_kind(question, context, whole):
    assert with_kind(question, context) == whole


NAMER_CASES = [
    # What a chain of follow-ups leans on, however far back it was named.
    (["Que dit la Constitution de Madagascar sur la loi ?", "et l'école ?"], "et la grève ?", "mg"),
    (["Que dit la Déclaration universelle sur la torture ?"], "et celle de l'enfant ?", None),
    (["Que dit la Constitution de Madagascar ?"], "et celle de l'ONU ?", None),
    (["Que dit le rapport sur le Mali ?"], "et celui sur la Libye ?", "libye"),
    # A fresh question in between ends it.
    (["Que dit la Constitution de Madagascar ?", "Qui commande les armées en temps de guerre ?"],
     "et pour combien de temps ?", None),
]  # fmt: skip


@pytest.mark.parametrize(("history", "question", "named"), NAMER_CASES)
def test_chain_of_follow_ups_is_asked_of_the_report_it_began_with(
    history, question, named, store, names
):
    namer = Namer(store, lambda _turn, _within: ())
    within = namer.named(understand(question, history), Inside(), 5, history).within
    assert [names[one] for one in within.reports or ()] == ([named] if named else [])
