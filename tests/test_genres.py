"""Genres of reports, each as its publishers print it: the keys of all its clauses, in order.

The texts in `cases/genres` are shortened; what is under test is how they are numbered.
"""

from pathlib import Path

import pytest

from ingest.models import Kind, Part
from ingest.pipeline import Source, parse_report

CASES = Path(__file__).parent / "cases"
GENRES = CASES / "genres"


def parse(name):
    return parse_report(Source(name, (GENRES / name).read_bytes()))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        # Paragraphs numbered through under "I. …" and "A. …": those are headings.
        ("un-report.txt", "front 1 2 3 4 4.a 4.b 4.b.i 4.b.ii 4.c 5 6 7 8"),
        # Numbered recitals are of the preamble, and 1 begins again with Article 1.
        ("eu-regulation.txt",
         "front PP0 PP1 PP2 PP3 PP.end 1 1.1 1.2 2 2.1 2.2 2.2.a 2.2.b 2.2.b.i 2.2.b.ii 2.2.c 2.3"
         " 4 4.1 4.2 4.2.a 4.2.b 4.3 5 5.a 5.b closing annex-1.1 annex-1.2 annex-2.1"),
        # "1. (1) All sovereign power": two numbers on one line, and marginal notes above.
        ("commonwealth-constitution.txt",
         "front PP1 PP2 PP3 1 1.1 1.2 1.3 1.3.a 1.3.b 1.3.c 2 2.1 2.2 3 3.1 3.2 4 4.1 4.2 5"),
        ("sections-with-titles.txt", "front 1 1.a 1.b 1.c 2 3 3.1 3.2 3.2.a 3.2.b 3.3 4"),
        # Numbers without any mark: "1 Each Party", "a to give effect", "i", and 1 once more below.
        ("council-of-europe.txt",
         "front PP1 PP2 PP3 1 1.1 1.2 1.2.a 1.2.a.i 1.2.a.i.1 1.2.a.i.2 1.2.a.ii 1.2.b"
         " 2 2.1 2.2 2.2.a 2.2.b 2.3"),
        # "Section 1." has words of its own below "ARTICLE I": no heading.
        ("articles-and-sections.txt", "front PP1 i i.1 i.2 ii ii.1 ii.2 iii iii.1"),
        # The articles of the act that it quotes are words of article 1.
        ("amending-act.txt", "front PP1 PP2 1 1.i 1.i.1 1.i.2 1.ii 2 2.a 2.b 3 closing"),
        # الفصل is an article where no المادة is …
        ("arabic-fasl-articles.txt", "front PP1 PP2 1 2 3 4"),
        # … and a chapter where there is.
        ("arabic-fasl-chapters.txt", "front 1 2 3 4"),
        # "( المادة الأولى )" as a gazette prints it, then the law itself, from 1 again.
        ("arabic-bracketed-articles.txt",
         "front PP1 1 2 3 1 2 2.1 2.1.1 2.1.2 2.2 2.2.1 2.2.2 3"),
        # "1-" under "ب-" under "2-" of an article: no numbering begins again within one.
        ("arabic-list-in-list.txt",
         "front PP1 1 1.1 1.2 1.2.a 1.2.b 1.2.b.1 1.2.b.2 1.2.b.3 1.3 2 2.1 2.2"),
        # "Art. 4a Normes" stands between 4 and 5, and 5 comes after it.
        ("swiss-act.txt", "front PP1 PP2 1 1.1 1.2 4 4.a 4.b 4a 4a.1 4a.2 4a.2.a 4a.2.b 5 5a 6"),
        # Sections with bare numbers: "5 (1) No person shall", and notes above them.
        ("statute-bare-sections.txt",
         "front 1 2 2.1 2.2 3 4 5 5.1 5.1.a 5.1.b 5.2 5.1 5.1.1 5.1.2 6"),
        ("statute-bare-sections-fr.txt",
         "front 1 2 2.1 2.2 3 4 5 5.1 5.1.a 5.1.b 5.2 5.1 5.1.1 5.1.2 6"),
        # "(i)" after "(f)" is roman; "Article 57 applies" begins no article.
        ("roman-after-f.txt",
         "front 2 2.1 2.1.a 2.1.b 2.1.c 2.1.d 2.1.e 2.1.f 2.1.f.i 2.1.f.ii 2.2 3 3.1 3.2"),
        # "Art. 1/1.", "Art. 8bis.", "§ 1er."; a place and a date close the act.
        ("belgian-act.txt",
         "front 1 1/1 1/1.1 1/1.2 2 3 3.1 3.2 3.2.1 3.2.2 3.2bis 8 8bis 9 closing"),
        # Two articles are enough where nothing else is numbered.
        ("arabic-decree-of-two.txt", "front PP1 PP2 PP3 PP4 1 2 closing"),
        # "1-يجب" without a space, "1." then "2 -"; what stands above the preamble is not of it, and
        # an article of a few words without a stop has them.
        ("arabic-tight-numbers.txt",
         "front PP1 PP2 1 2 2.1 2.2 2.3 2.3.a 2.3.b 3 3.1 3.2 3.2.a 3.2.b"),
        # Numbers alone on their lines, as pages of the Official Journal are copied; "1 bis.".
        ("eu-numbers-alone.txt", "front PP0 PP1 PP2 PP.end 1 1.1 1.1.a 1.1.b 1.1bis 1.2 2"),
        ("arabic-resolution.txt",
         "front PP1 PP2 PP3 PP4 1 2 2.a 2.b 2.b.1 2.b.2 2.c 3 4"),
        ("arabic-ordinals.txt", "front 1 2 2.a 2.b 2.c 3 3.1 3.2 3.3 10 11 12"),
        ("op-and-pp.txt", "front PP0 PP1 PP2 1 2 2.a 2.b 3"),
        ("nested-regulation.txt",
         "front 1 1.1 1.2 1.2.a 1.2.b 1.2.b.i 1.2.b.ii 2 2.1 2.2 2.2.1 2.2.2 3 3bis 8-1 8-2 8-2.1"
         " 8-2.2 9"),
    ],
)  # fmt: skip
def test_the_clauses_of_a_genre_are_found(name, keys):
    assert [clause.key for clause in parse(name).clauses] == keys.split()


@pytest.mark.parametrize(
    ("name", "key", "heading", "text"),
    [
        # A line after the number, and one on the number's own line, are titles: no words.
        ("eu-regulation.txt", "2", "CHAPTER I > General provisions > Material scope", ""),
        ("eu-regulation.txt", "4", "CHAPTER I > General provisions > Definitions",
         "For the purposes of this Regulation:"),
        ("eu-regulation.txt", "annex-1.1", "ANNEX I > List of categories",
         "First category of data."),  # not under the title of the last article
        ("council-of-europe.txt", "1.1", "Section I > General provisions",
         "The principles set out hereafter should be understood without prejudice to those "
         "domestic laws."),
        ("sections-with-titles.txt", "4", "CHAPTER 1 > FOUNDING PROVISIONS > National anthem",
         "The national anthem of the Republic is determined by the President by proclamation."),
        ("commonwealth-constitution.txt", "5",
         "CHAPTER TWO—THE REPUBLIC > Territory of Kenya.",
         "Kenya consists of the territory and territorial waters comprising Kenya on the effective "
         "date."),
        ("un-report.txt", "6", "II. Major political developments > B. Regional developments",
         "The Heads of State met in Ouagadougou."),
        ("arabic-ordinals.txt", "11", "التعديل", "يجوز تعديل هذه المذكرة باتفاق الطرفين."),
        ("arabic-fasl-chapters.txt", "4",
         "الباب الثاني: المقومات الأساسية للمجتمع > الفصل الثاني: المقومات الاقتصادية",
         "السيادة للشعب وحده، يمارسها ويحميها."),
        ("amending-act.txt", "2", "TITRE Ier > LIBÉRER L'EXERCICE DU MANDAT DES ÉLUS > Chapitre Ier"
         " > Redonner confiance", "L'article L. 5211-5 est ainsi modifié :"),
    ],
)  # fmt: skip
def test_titles_and_headings_stand_above_the_words(name, key, heading, text):
    clause = next(clause for clause in parse(name).clauses if clause.key == key)
    assert (clause.heading, clause.text) == (heading, text)


def test_articles_on_lines_of_their_own_need_no_empty_line_nor_a_full_stop_before():
    lines = ["مشروع دستور", "الفصل 1 : تونس دولة حرة مستقلة ذات سيادة والعربية لغتها.",
             "الفصل 2 : يؤدي كل عضو في بداية مباشرته لمهامه اليمين التالية",
             "«أقسم بالله العظيم أن أخدم الوطن بإخلاص وأن ألتزم بالدستور»",
             "الفصل 3 : يرخص القانون في موارد الدولة.",
             "الفصل 4 : أداء الضريبة واجب وفق نظام عادل."]  # fmt: skip
    clauses = parse_report(Source("dastur.txt", "\n".join(lines).encode())).clauses
    assert [clause.key for clause in clauses] == ["front", "1", "2", "3", "4"]


def test_a_recital_that_prints_its_number_is_cited_by_it():
    recital = next(clause for clause in parse("eu-regulation.txt").clauses if clause.key == "PP2")
    assert (recital.num, recital.eid, recital.part) == ("(2)", "rec_2", Part.PREAMBLE)
    assert recital.kind is Kind.RECITAL


def test_a_numbering_that_restarts_keeps_its_keys_and_has_its_own_eids():
    twice = "Charte\n\n" + "".join(
        f"{name}\n\nArticle 1\n\nPremier {n}.\n\nArticle 2\n\nDeuxième {n}.\n\n"
        for n, name in enumerate(["TITRE I", "TITRE II"])
    )
    clauses = parse_report(Source("charte.txt", twice.encode())).clauses
    found = [(c.key, c.eid, c.text) for c in clauses if c.part is Part.BODY]
    assert found == [
        ("1", "art_1", "Premier 0."),
        ("2", "art_2", "Deuxième 0."),
        ("1", "art_1_2", "Premier 1."),
        ("2", "art_2_2", "Deuxième 1."),
    ]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("1. Citizenship. (1) There is a common citizenship.", "1 1.1 1.2"),
        ("1. Citizenship.—(1) There is a common citizenship.", "1 1.1 1.2"),
        ("1. Citizenship – (1) There is a common citizenship.", "1 1.1 1.2"),
        # No number of a list: it stands in the middle of a sentence, or no other follows.
        ("1. All citizens (1) are equal.", "1 2"),
    ],
)
def test_a_number_after_a_title_on_its_line_is_a_clause(line, keys):
    second = "(2) Every citizen is equal." if "1.2" in keys else "The law provides."
    text = "\n\n".join(["An Act on citizenship", line, second, "2. Anthem. It is sung."])
    found = parse_report(Source("act.txt", text.encode())).clauses
    assert [clause.key for clause in found if clause.key != "front"] == [
        *keys.replace(" 2", "").split(), "2",
    ]  # fmt: skip


@pytest.mark.parametrize("file", sorted((CASES / "typeset").iterdir()), ids=lambda file: file.stem)
def test_a_genre_printed_by_a_browser_is_read_as_its_text(file):
    """Short lines in two columns, bold titles at the text's own distance, a watermark."""
    name = file.stem.partition("--")[0]
    printed = parse_report(Source(file.name, file.read_bytes())).clauses
    assert words_of(printed) == words_of(parse(f"{name}.txt").clauses)


def words_of(clauses):
    return [(clause.key, clause.text.split()) for clause in clauses]
