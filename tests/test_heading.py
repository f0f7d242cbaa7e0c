"""Title, symbol, issuer, place and dates of a report."""

from pathlib import Path

import pytest

from ingest.heading import Head, find_place, find_symbol, read_heading
from ingest.pipeline import Source, parse_report
from ingest.titles import find_title, is_place_and_date, is_title_with_stop

HEADS = Path(__file__).parent / "cases" / "heads"
CLAUSES = {
    "fr": "1. Décide de rester saisie de la question.\n\n2. Prie le Secrétaire de faire rapport.",
    "en": "1. Decides to remain seized of the matter.\n\n2. Requests the Secretary to report.",
    "ar": "1. تقرر أن تبقي المسألة قيد نظرها.\n\n2. تطلب إلى الأمين أن يقدم تقريرا.",
}


@pytest.fixture(scope="module")
def read_head_file():
    """Read a head of `tests/cases/heads` with two clauses after it."""

    def read(name):
        text = (HEADS / f"{name}.txt").read_text(encoding="utf-8")
        return parse_report(Source(f"{name}.txt", f"{text}\n{CLAUSES[name[-2:]]}".encode()))

    return read


@pytest.mark.parametrize(
    ("name", "title"),
    [
        # The header box, session and agenda stand before the title, and are none.
        ("un-assembly-en", "70/1. Transforming our world: the 2030 Agenda for Sustainable"
         " Development"),
        ("un-assembly-fr", "70/1. Transformer notre monde : le Programme de développement durable à"
         " l'horizon 2030"),
        ("un-council-en", "Resolution 2480 (2019)"),
        ("un-council-fr", "Résolution 2480 (2019)"),
        ("un-council-ar", "القرار 2480 (2019)"),
        # A title over three paragraphs, its date among them.
        ("eu-regulation-fr", "RÈGLEMENT (UE) 2016/679 DU PARLEMENT EUROPÉEN ET DU CONSEIL du"
         " 27 avril 2016 relatif à la protection des personnes physiques à l'égard du traitement"
         " des données à caractère personnel et à la libre circulation de ces données, et"
         " abrogeant la directive 95/46/CE"),
        # Longer than a heading, and still the title.
        ("eu-regulation-one-line-en", "REGULATION (EU) 2016/679 OF THE EUROPEAN PARLIAMENT AND"
         " OF THE COUNCIL of 27 April 2016 on the protection of natural persons with regard to the"
         " processing of personal data and on the free movement of such data, and repealing"
         " Directive 95/46/EC"),
        ("oic-resolutions-en", "RESOLUTIONS ON POLITICAL AFFAIRS"),  # one word a line
        ("oic-communique-ar", "البيان الختامي للاجتماع الاستثنائي لمجلس وزراء الخارجية"),
        # "COMMUNIQUÉ" alone tells nothing: the meeting above it goes with it.
        ("au-communique-fr", "796e RÉUNION, COMMUNIQUÉ"),
        ("ecowas-communique-fr", "CINQUANTE-CINQUIÈME SESSION ORDINAIRE DE LA CONFÉRENCE DES CHEFS"
         " D'ÉTAT ET DE GOUVERNEMENT, COMMUNIQUÉ FINAL"),
        ("ecowas-act-en", "SUPPLEMENTARY ACT A/SA.1/12/08 ON COMPETITION RULES WITHIN ECOWAS"),
        ("constitution-fr", "CONSTITUTION DU 22 JUILLET 2023"),  # not the motto above it
        ("treaty-fr", "CONVENTION RELATIVE AUX DROITS DE L'ENFANT"),
        ("arab-league-ar", "ميثاق جامعة الدول العربية"),
        ("ordinary-letterhead-fr", "RAPPORT DE MISSION AU SAHEL"),  # place and date stand above it
        ("numeric-date-fr", "RAPPORT DE LA COMMISSION AU PARLEMENT EUROPÉEN sur la mise en œuvre"
         " de la résolution 2480 (2019)"),
        ("general-comment-en", "General comment No. 36"),  # the Covenant is what it comments on
        ("no-title-en", "United Nations"),  # nothing better is printed
    ],
)  # fmt: skip
def test_title_is_told_from_what_stands_around_it(name, title, read_head_file):
    assert read_head_file(name).report.title == title


@pytest.mark.parametrize(
    ("name", "symbol", "issuer", "place"),
    [
        ("un-assembly-en", "A/RES/70/1", "United Nations, General Assembly", ""),
        ("un-council-fr", "S/RES/2480 (2019)", "Nations Unies, Conseil de sécurité", ""),
        ("un-council-ar", "S/RES/2480 (2019)", "الأمم المتحدة، مجلس الأمن", ""),
        # The symbol is the regulation's, not that of the directive it repeals.
        ("eu-regulation-fr", "(UE) 2016/679",
         "PARLEMENT EUROPÉEN ET LE CONSEIL DE L'UNION EUROPÉENNE", ""),
        ("oic-resolutions-en", "OIC/CFM-44/2017/POL/RES/FINAL", "COUNCIL OF FOREIGN MINISTERS",
         "ABIDJAN – REPUBLIC OF COTE D'IVOIRE"),  # the line above the date
        ("oic-communique-ar", "", "منظمة التعاون الإسلامي", "جدة، المملكة العربية السعودية"),
        ("au-communique-fr", "PSC/PR/COMM.(DCCXCVI)",
         "UNION AFRICAINE, CONSEIL DE PAIX ET DE SÉCURITÉ", "ADDIS-ABEBA, ÉTHIOPIE"),
        ("ecowas-communique-fr", "", "COMMUNAUTÉ ÉCONOMIQUE DES ÉTATS DE L'AFRIQUE DE L'OUEST",
         "Abuja"),  # "Abuja, le 29 juin 2019", without its "le"
        ("ecowas-act-en", "A/SA.1/12/08", "ECOWAS", ""),
        ("constitution-fr", "", "RÉPUBLIQUE DU MALI", ""),
        ("algerian-law-fr", "Loi n° 90-11", "RÉPUBLIQUE ALGÉRIENNE DÉMOCRATIQUE ET POPULAIRE", ""),
        ("treaty-of-two-fr", "", "", ""),  # of two states neither is the issuer
        ("council-of-europe-fr", "CM/Rec(2010)5", "CONSEIL DE L'EUROPE, COMITÉ DES MINISTRES", ""),
        # Not the resolution that the report is about.
        ("numeric-date-fr", "COM(2016) 272 final", "Commission européenne", "Bruxelles"),
        ("held-in-en", "", "", "Jeddah"),  # "held in Jeddah on 5 May 2021"
        ("ordinary-letterhead-fr", "", "", "Genève"),
    ],
)  # fmt: skip
def test_symbol_issuer_and_place_are_given_as_printed(name, symbol, issuer, place, read_head_file):
    report = read_head_file(name).report
    assert (report.symbol, report.issuer, report.place) == (symbol, issuer, place)


@pytest.mark.parametrize(
    ("name", "date", "dates", "doubts"),
    [
        # Adopted on one day, distributed on another: two events, no doubt.
        ("un-assembly-en", "2015-09-25", ["2015-10-21", "2015-09-25"], []),
        ("un-council-fr", "2019-06-28", ["2019-06-28"], []),  # the recital's date is another text's
        ("un-council-ar", "2019-06-28", ["2019-06-28"], []),
        ("eu-regulation-fr", "2016-04-27", ["2016-05-04", "2016-04-27"], []),  # printed in May
        ("oic-resolutions-en", "2017-07-11", ["2017-07-10", "2017-07-11"], []),  # the last of two
        ("oic-communique-ar", "2019-09-15", ["2019-09-15"], []),  # 15 Muharram is 14 September
        ("algerian-law-fr", "1990-04-21", ["1990-04-21"], []),
        ("moroccan-dahir-fr", "2011-07-29", ["2011-07-29"], []),  # not that of another dahir
        ("numeric-date-fr", "2016-05-04", ["2016-05-04"], []),  # 4.5.2016 in French
        ("hijri-only-ar", "2020-08-20", ["2020-08-20"], ["date-converted"]),
        ("calendars-disagree-en", "2019-09-15", ["2019-09-15", "2019-09-24"],
         ["calendar-disagreement"]),  # 25 Muharram 1441 is nine days later
    ],
)  # fmt: skip
def test_the_report_has_its_own_dates(name, date, dates, doubts, read_head_file):
    parsed = read_head_file(name)
    assert (parsed.report.date, list(parsed.report.dates)) == (date, dates)
    assert [doubt.code for doubt in parsed.doubts if doubt.code != "running-head"] == doubts


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (["RAPPORT DE LA RÉUNION", "NEW YORK, 24 SEPTEMBRE 2019"], "RAPPORT DE LA RÉUNION"),
        ([], "rapport-2019"),  # no title block: the name of the file
        (["x" * 400], "x" * 300),  # a title must fit on a line of a list
        (["word " * 80], ("word " * 60).strip()),  # and it is cut between words
        (["Resolution adopted by the General Assembly on 25 September 2015"],
         "Resolution adopted by the General Assembly on 25 September 2015"),  # no more is said
        (["RÉSOLUTION SUR LE MALI", "Le Conseil de sécurité"], "RÉSOLUTION SUR LE MALI"),
        (["Guide de la médiation", "Édition de poche"], "Guide de la médiation"),  # names no act
        (["CONVENTION FISCALE", "ENTRE LE MALI ET LE NIGER en vue d'éviter les impôts"],
         "CONVENTION FISCALE ENTRE LE MALI ET LE NIGER en vue d'éviter les impôts"),
    ],
)  # fmt: skip
def test_title_is_found_among_the_lines_of_the_front(front, title):
    assert find_title(front, "rapport-2019") == title


@pytest.mark.parametrize(
    ("front", "place"),
    [
        (["R", "NEW YORK, SIÈGE DES NATIONS UNIES, 24 SEPTEMBRE 2019"],
         "NEW YORK, SIÈGE DES NATIONS UNIES"),
        (["R", "Djeddah – 3 mai 2021"], "Djeddah"),
        (["R", "جدة، 3 مايو 2021"], "جدة"),
        (["R", "جدة، في 3 مايو 2021"], "جدة"),
        (["R", "3 mai 2021"], ""),
        (["Genève, 3 mai 2021"], ""),  # the title itself names no place
        (["R", "Genève"], ""),  # without a date nothing says it is one
        (["R", "Numéro spécial Prix 3 500 F CFA 15 novembre 2023"], ""),  # a price is no place
        (["R", "Adopted at New York on 28 June 2019"], "New York"),
        (["COMMUNIQUÉ DE LA RÉUNION TENUE À NEW YORK LE 24 SEPTEMBRE 2019"], "NEW YORK"),
    ],
)  # fmt: skip
def test_place_stands_beside_the_date(front, place):
    assert find_place(front, front[0]) == place


@pytest.mark.parametrize(
    ("closing", "place", "date"),
    [
        ("Fait à Paris, le 10 décembre 1948.", "Paris", "1948-12-10"),
        (
            "Done at Vienna, this twenty-third day of May",
            "Vienna",
            None,
        ),  # spelled dates are not read
        ("حرر في القاهرة بتاريخ 22 مارس 1945", "القاهرة", "1945-03-22"),
    ],
)
def test_the_closing_tells_what_the_head_does_not(closing, place, date):
    heading = read_heading(Head(["CONVENTION"], closing=closing))
    assert (heading.place, heading.date) == (place, date)


@pytest.mark.parametrize(
    ("front", "title", "running_heads", "symbol"),
    [
        (["S/2019/454", "Report"], "Report", [], "S/2019/454"),
        (
            ["Report"],
            "Report",
            ["S/2019/454 3/12"],
            "S/2019/454",
        ),  # left out of the text, still told
        (["[sans renvoi (A/70/L.1)]"], "Agenda", [], ""),  # the draft's
        ([], "Rapport sur la résolution 2480 (2019)", [], ""),  # what it is about
        ([], "Résolution 2480 (2019)", [], "Résolution 2480 (2019)"),
    ],
)
def test_the_symbol_is_the_reports_own(front, title, running_heads, symbol):
    assert find_symbol(front, title, running_heads) == symbol


@pytest.mark.parametrize(
    ("front", "opening", "date", "doubts"),
    [
        (["R", "24 septembre 2019"], "réunie le 24 septembre 2019", "2019-09-24", []),
        (["R", "24 septembre 2019"], "réunie le 25 septembre 2019", "2019-09-24",
         ["date-disagreement"]),  # the title goes first, and the other is told
        (["R", "24 septembre 2019"], "l'Accord du 15 mai 2015", "2019-09-24", []),  # another event
        (["R", "24 septembre 2019"], "l'Accord du 20 septembre 2019", "2019-09-24", []),  # its date
        (["R", "10-11 July 2017"], "met on 10 July 2017", "2017-07-11", []),  # one of its days
        (["R"], "réunie le 25 septembre 2019", "2019-09-25", []),
        (["R"], "Rappelant sa résolution 2100 du 25 avril 2013", None, []),  # that of another text
        (["R"], "réunie à New York", None, []),
    ],
)  # fmt: skip
def test_date_of_the_title_goes_before_that_of_the_opening(front, opening, date, doubts):
    heading = read_heading(Head(front, [opening]))
    assert (heading.date, [doubt.code for doubt in heading.doubts]) == (date, doubts)


def test_the_sample_report_tells_both_of_its_dates(parsed_sample):
    report = parsed_sample.report
    assert report.title == "RAPPORT DE LA RÉUNION DU GROUPE DE CONTACT DE L'OCI SUR LE MALI"
    assert (report.place, report.date) == ("NEW YORK, SIÈGE DES NATIONS UNIES", "2019-09-24")
    assert (report.issuer, report.dates) == ("OCI", ("2019-09-24", "2019-09-25"))
    doubt = next(d for d in parsed_sample.doubts if d.code == "date-disagreement")
    assert doubt.values == {"first": "2019-09-24", "second": "2019-09-25"}


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("Tunis, le 15 novembre 2016", True),
        ("L'Haÿ-les-Roses, le 3 mai 2001.", True),
        ("New York, 24 September 2019", True),
        ("تونس في 15 نوفمبر 2016", True),
        ("حرر في تونس، 15 نوفمبر 2016", True),
        ("Remplacé par avenant n° 22 du 6 septembre 2007 :", False),  # a note over a clause
        ("Modifié par avenant du 6 septembre 2007", False),
        ("Entré en vigueur le 6 septembre 2007", False),
        ("Article 3, 6 septembre 2007", False),
        ("Paris, 15 novembre 2016, Journal officiel", False),
        ("Tunis", False),
    ],
)
def test_a_place_and_a_date_close_a_text_and_a_note_with_a_date_does_not(line, closes):
    assert is_place_and_date(line) is closes


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Décret n° 2011-9 du 11 janvier 2011, portant nomination d'un ministre.", True),
        ("Loi organique n° 2016-22 du 24 mars 2016, relative au droit d'accès.", True),
        ("Arrêté du 5 mai 2020 relatif aux visas.", True),
        ("Decision No. 5 of 2011 on trade.", True),
        ("مرسوم عدد 13 لسنة 2011 مؤرخ في 14 مارس 2011.", True),
        ("Décret n° 2011-9 du 11 janvier 2011, portant nomination d'un ministre", False),  # no stop
        ("Decision No. 5 of 2011 was adopted. It entered into force.", False),  # two sentences
        ("Résolution du Conseil sur le budget.", False),  # neither number nor date
        ("Le décret n° 5 du 3 mai 2011 est abrogé.", False),
    ],
)
def test_a_printed_title_may_end_in_a_full_stop(line, title):
    assert is_title_with_stop(line) is title


def test_only_the_first_act_named_is_the_title():
    lines = ["Décret n° 9 du 11 janvier 2011.", "Loi n° 5 du 3 mai 2010, relative aux ports.",
             "Article premier - Est nommé X.", "Art. 2 - Publié."]  # fmt: skip
    clauses = parse_report(Source("decret.txt", "\n\n".join(lines).encode())).clauses
    assert [c.key for c in clauses] == ["front", "PP1", "1", "2"]
