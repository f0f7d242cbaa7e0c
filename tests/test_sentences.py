"""Where sentences end."""

from itertools import pairwise

import pytest

from retrieval.sentences import sentence_ends


def split(text, language):
    ends = (0, *sentence_ends(text, language))
    return [text[start:end] for start, end in pairwise(ends)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("fr", ["Selon l'art. 3 de l'Accord, la paix est due. ", "Elle est durable."]),
        ("fr", ["La réunion a entendu M. Diop sur ce point. ", "Elle l'a remercié."]),
        ("fr", ["La feuille de route fut adoptée le 12 juillet 2019. ", "Elle est en vigueur."]),
        ("fr", ["Voir p. 3 du rapport. ", "Fin."]),
        ("fr", ["Voir les rés. 2480 et 2531 du Conseil. ", "Elles sont en vigueur."]),
        ("fr", ["Est-ce dû ? ", "Oui ! ", "Nous le disons."]),  # the space before ? and !
        ("fr", ["Le rapport (cf. Annexe II) est adopté. ", "Merci."]),  # after a bracket
        ("fr", ["Cité à la p. 3. La suite ne se coupe pas."]),  # "3." may begin what it names
        ("fr", ["L'UE vise neuf milliards... d'ici 2022."]),  # before a lower-case word
        ("fr", ["Adoptée.", "\n\nUn autre alinéa."]),  # the break alone is no sentence
        ("fr", ["Sans point"]),
        ("en", ["See para. 3 of the report. ", "It says so."]),
        ("en", ["Mr. Smith spoke, e.g. Mali and Niger. ", "He left."]),
        ("en", ["The U.N. Security Council met. ", "It agreed."]),
        ("en", ["It costs 3.5 million. ", "Good."]),  # a decimal
        ("fr", ["Le n° 2 date du 1er janv. 2019. ", "Il vaut."]),
        ("en", ["See No. 5 of the U.S. President. ", "It is new."]),
        ("ar", ["قال د. أحمد إن الاتفاق نافذ. ", "ثم غادر."]),
        ("ar", ["سنة 1440 هـ. الموافق 2019 انعقد الاجتماع. ", "ثم انتهى."]),
        ("ar", ["حضر أ.د. سالم. ", "ثم تكلم."]),
        ("ar", ["رحب المشاركون بالاتفاق. ", "انظر ص. 3 من التقرير."]),
        ("ar", ["هل وافق الاجتماع؟ ", "نعم، وافق عليه."]),  # the Arabic question mark
    ],
)
def test_text_is_cut_where_sentences_end(language, sentences):
    assert split("".join(sentences), language) == sentences


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", ". . .", "M.", "?!?!", "ﷺ. " * 50, "a.\n\n \n\nB."]
)
def test_sentences_cover_any_text_and_none_is_empty_space(text):
    parts = split(text, "fr")
    assert "".join(parts) == text
    assert len(parts) == 1 or all(part.strip() for part in parts)


def test_sentences_cover_every_clause_of_the_sample(parsed_sample):
    for clause in parsed_sample.clauses:
        parts = split(clause.text, "fr")
        assert "".join(parts) == clause.text
        assert all(part.strip() for part in parts)
