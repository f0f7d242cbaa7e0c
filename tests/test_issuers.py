"""Who issues a report, as printed."""

import pytest

from ingest.issuers import bodies, find_issuer, find_issuers, issuer_line


@pytest.mark.parametrize(
    ("line", "printed", "body"),
    [
        ("NATIONS UNIES", "NATIONS UNIES", "United Nations"),
        ("L'Assemblée générale,", "Assemblée générale", "General Assembly"),
        ("The Security Council,", "Security Council", "Security Council"),
        ("منظمة التعاون الإسلامي", "منظمة التعاون الإسلامي", "Organisation of Islamic Cooperation"),
        ("OCI", "OCI", "Organisation of Islamic Cooperation"),
        ("CEDEAO", "CEDEAO", "Economic Community of West African States"),
        ("COMMUNAUTE ECONOMIQUE DES ETATS DE L’AFRIQUE DE L’OUEST",
         "COMMUNAUTE ECONOMIQUE DES ETATS DE L’AFRIQUE DE L’OUEST",
         "Economic Community of West African States"),  # no accents, another apostrophe
        ("RÉPUBLIQUE DE GUINÉE", "RÉPUBLIQUE DE GUINÉE", "RÉPUBLIQUE DE GUINÉE"),
        ("Royaume du Maroc", "Royaume du Maroc", "Royaume du Maroc"),
        ("Federal Republic of Nigeria",) * 3,
        ("جمهورية مالي",) * 3,
    ],
)  # fmt: skip
def test_a_line_that_is_a_name_tells_the_issuer(line, printed, body):
    found = issuer_line(line)
    assert (found.printed, found.body, line[found.start : found.end]) == (printed, body, printed)


@pytest.mark.parametrize(
    "line",
    [
        "Charte des Nations Unies",
        "Le Conseil",
        "UN",
        "AU MALI",
        "oci",
        "La république des lettres.",
    ],
)
def test_a_line_that_says_more_or_less_is_no_name(line):
    assert issuer_line(line) is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("RAPPORT DU GROUPE DE CONTACT DE L'OCI SUR LE MALI", ["OCI"]),
        ("Acte constitutif de l'Union africaine", ["Union africaine"]),
        ("النظام الأساسي لجامعة الدول العربية", ["جامعة الدول العربية"]),  # after a preposition
        ("RELATIF AU MALI ET UN PEU EU", []),  # French words, no organisations
        ("l'ociose", []),
    ],
)
def test_names_are_found_inside_a_line(text, printed):
    found = list(find_issuers(text))
    assert [issuer.printed for issuer in found] == printed
    assert [text[issuer.start : issuer.end] for issuer in found] == printed


@pytest.mark.parametrize(
    ("lines", "title", "issuer"),
    [
        (["Nations Unies", "Assemblée générale", "L'Assemblée générale,"], "Résolution",
         "Nations Unies, Assemblée générale"),  # a name that returns counts once
        (["Rapport à l'ONU"], "Rapport", "ONU"),
        ([], "Constitution de la République du Mali", "République du Mali"),
        ([], "Accord entre la République du Mali et la République du Niger", ""),
        ([], "Rapport", ""),
    ],
)  # fmt: skip
def test_issuer_is_named_by_a_line_of_its_own_before_the_title(lines, title, issuer):
    assert find_issuer(lines, lines, title) == issuer


def test_no_name_means_two_bodies():
    from ingest.issuers import BODIES

    names = [name for line in BODIES.strip().splitlines() for name in line.split("|")]
    assert len(names) == len(set(names))
    assert len(set(bodies().values())) == len(BODIES.strip().splitlines())
