"""Running heads, feet and page numbers."""

import pytest

from ingest.models import Block, Box
from ingest.running_heads import drop_running_heads

BODY = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]


def paged(*pages):
    """Blocks of pages that are given as lists of lines."""
    return [Block(line, n) for n, lines in enumerate(pages, start=1) for line in lines]


def under(*heads, foot=()):
    """Pages of lines of their own, each under one of the heads."""
    return paged(
        *([head, *(f"{word} de {n * 'x'}" for word in BODY), *foot] for n, head in enumerate(heads))
    )


def lost(blocks):
    """The lines removed, and (text, count, page) of every doubt about them."""
    kept, doubts = drop_running_heads(blocks)
    removed = [block.text for block in blocks if block not in kept]
    assert {doubt.code for doubt in doubts} <= {"running-head"}
    return removed, [(d.values["text"], d.values["count"], d.page) for d in doubts]


def placed(text, foot, size):
    return Block(text, 1, box=Box(70, foot - size, 400, foot), size=size)


@pytest.mark.parametrize(
    ("head", "size", "removed"),
    [
        ("A/RES/70/1 Règlement du Conseil", 8.0, True),  # the title once more, with a symbol
        ("Règlement du Conseil 41", 8.0, True),
        ("Règlement du Conseil", 11.0, False),  # in the text's own letters: a title of two lines?
        ("Conseil de sécurité", 8.0, False),  # it says something of its own
    ],
)
def test_a_head_on_a_single_page_is_one_where_it_only_says_the_title(head, size, removed):
    lines = [("Règlement du Conseil", 80, 14.0)]
    lines += [
        (f"{n}. Le Conseil vote {word}.", 80 + 14 * n, 11.0) for n, word in enumerate(BODY, 1)
    ]
    blocks = [placed(head, 40, size), *(placed(*line) for line in lines)]
    assert (head in lost(blocks)[0]) is removed


@pytest.mark.parametrize(
    "heads",
    [
        ["Nations Unies"] * 3,
        ["A/RES/70/1 - page 1", "A/RES/70/1 - page 2", "A/RES/70/1 - page 3"],  # figures apart
        ["Résumé", "RÉSUMÉ", "Resume"],  # accents and case apart
        ["Re\u0301sume\u0301", "Résumé", "Résumé"],  # an accent written on its own
        ["Nations  Unies", "Nations Unies", "Nations Unies"],  # spaces apart
    ],
)
def test_a_line_at_the_top_of_three_pages_is_removed_and_told_once(heads):
    removed, told = lost(under(*heads))
    assert removed == heads
    assert told == [(heads[0], 3, 1)]


def test_each_head_and_foot_is_told_with_how_often_and_from_which_page():
    blocks = under("Rapport", "Annales", "Rapport", "Annales", "Rapport", "Annales", foot=["Pied"])
    _, told = lost(blocks)
    assert told == [("Rapport", 3, 1), ("Pied", 6, 1), ("Annales", 3, 2)]


@pytest.mark.parametrize(
    "heads",
    [
        ["Nations Unies"] * 2 + ["Autre"],  # two pages are no habit
        ["12. Le Conseil décide"] * 3,  # a clause's number
        ["1. Le Conseil", "2. Le Conseil", "3. Le Conseil"],
        ["Article 1", "Article 2", "Article 3"],  # one article a page
        ["(a) Le titre", "(b) Le titre", "(c) Le titre"],
        ["Le texte " * 30] * 3,  # too long for a head
    ],
)
def test_other_lines_at_page_tops_are_kept(heads):
    assert lost(under(*heads)) == ([], [])


def test_a_line_in_the_middle_of_pages_is_kept_however_often_it_stands_there():
    page = [*BODY[:4], "Adopté", *BODY[4:]]
    pages = [[f"{word} {'x' * n}" if word != "Adopté" else word for word in page] for n in range(4)]
    assert lost(paged(*pages)) == ([], [])


@pytest.mark.parametrize(
    ("line", "page", "removed"),
    [
        ("3/12", 3, True),
        ("3 / 12", 3, True),
        ("- 3 -", 3, True),
        ("– 3 –", 3, True),
        ("Page 3 sur 12", 3, True),
        ("page 3 of 12", 3, True),
        ("PAGE 3", 3, True),
        ("p. 3", 3, True),
        ("صفحة 3 من 12", 3, True),
        ("3/12", 4, False),  # not the number of its page: a date, a share
        ("Page 3 sur 12", 4, False),
        ("Page 3 du rapport", 3, False),  # words go on
        ("3", 3, False),  # once only, a figure may be anything
        ("3.", 3, False),  # a clause's number without its words
        ("Article 3", 3, False),
    ],
)
def test_the_number_of_its_own_page_is_removed_even_once(line, page, removed):
    block = Block(line, page)
    blocks = [Block("Le Conseil", page), *(Block(word, page) for word in BODY), block]
    assert lost(blocks) == (([line], [(line, 1, page)]) if removed else ([], []))


def test_bare_page_numbers_are_removed_where_many_pages_have_one():
    removed, told = lost(under("a", "b", "c"))
    assert (removed, told) == ([], [])
    numbered = [
        block
        for page in (1, 2, 3)
        for block in [
            *(Block(f"{word} {page * 'x'}", page) for word in BODY),
            Block(str(page), page),
        ]
    ]
    assert lost(numbered) == (["1", "2", "3"], [("1", 3, 1)])


def test_text_without_pages_loses_nothing():
    blocks = [Block(line) for line in ["Nations Unies", "3/12", "- 1 -", "un", "deux"] * 5]
    assert drop_running_heads(blocks) == (blocks, [])


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["Page 1", "un", "Page 2", "deux", "Page 3", "trois"], ["un", "deux", "trois"]),
        (["Page 1 sur 9", "un", "Page 2 sur 9", "deux", "Page 3 sur 9"], ["un", "deux"]),
        (["Page 1", "un", "Page 2", "deux"], ["Page 1", "un", "Page 2", "deux"]),  # two: no habit
        (["3/12", "un", "4/12", "deux", "5/12"], ["3/12", "un", "4/12", "deux", "5/12"]),
        (["Page 1 du rapport"] * 3, ["Page 1 du rapport"] * 3),  # words go on
    ],
)
def test_paragraphs_that_only_name_a_page_are_removed_from_text_without_pages(lines, kept):
    assert [block.text for block in drop_running_heads([*map(Block, lines)])[0]] == kept


def test_a_report_that_says_the_same_on_every_page_is_kept():
    blocks = paged(["Brouillon"], ["Brouillon"], ["Brouillon"])
    assert drop_running_heads(blocks) == (blocks, [])


def drawn(*pages, tops=None, sizes=None):
    """Blocks of pages with places: each page's lines under one another, its first at its top."""
    return [
        Block(
            line,
            page,
            box=Box(70, top, 500, top + 10),
            size=(sizes or {}).get(line, 11),
        )
        for page, lines in enumerate(pages, start=1)
        for n, line in enumerate(lines)
        for top in [(tops or {}).get(line, 60 + 14 * n)]
    ]


def words(page):
    return [f"{word} {page * 'x'}" for word in BODY]


@pytest.mark.parametrize(
    ("heads", "removed"),
    [
        (["RÈGLEMENT 1", "2 RÈGLEMENT"], True),  # alternating, with the page's own number
        (["7 RÈGLEMENT", "RÈGLEMENT 8"], True),  # the first pages are not counted
        (["RÈGLEMENT 1", "RÈGLEMENT 3"], False),  # not the pages' numbers
        (["12 2014", "13 2014"], False),
        (["Chapitre 1", "Chapitre 2"], False),  # a chapter a page
        (["Article 1", "Article 2"], False),
        (["1", "2"], True),  # bare, at one place
        (["٢", "٣"], True),
        (["1", "3"], False),
        (["RÈGLEMENT", "RÈGLEMENT"], True),  # on every page of a report of two
        (["RÈGLEMENT", "CHARTE"], False),
    ],
)
def test_two_pages_show_a_head_that_numbers_them_or_stands_on_both(heads, removed):
    pages = [[head, *words(page)] for page, head in enumerate(heads, start=1)]
    assert lost(drawn(*pages))[0] == (heads if removed else [])


def test_a_title_is_kept_below_the_head_that_says_it_on_each_page():
    head = [Block("Resolution 2139", n, box=Box(200, 20, 400, 29), size=9.0) for n in (1, 2)]
    title = Block("Resolution 2139", 1, box=Box(150, 60, 450, 75), size=15.0)
    body = [Block(word * n, n, box=Box(70, 90 + 14 * at, 500, 100 + 14 * at), size=11.0)
            for n in (1, 2) for at, word in enumerate(BODY)]  # fmt: skip
    first, second = body[: len(BODY)], body[len(BODY) :]
    kept, doubts = drop_running_heads([head[0], title, *first, head[1], *second])
    assert kept == [title, *body]
    assert [doubt.values["count"] for doubt in doubts] == [2]


def test_a_bare_number_without_a_place_needs_three_pages():
    assert lost(under("1", "2")) == ([], [])


def test_a_line_at_two_heights_of_two_pages_is_no_head():
    pages = [["Décide", *words(1)], [*words(2), "Décide"]]
    assert lost(drawn(*pages)) == ([], [])


def test_feet_of_two_columns_are_found_below_both():
    pages = [[*words(page), str(page), *words(page + 5)] for page in (1, 2)]
    tops = {str(page): 600 for page in (1, 2)}
    assert lost(drawn(*pages, tops=tops))[0] == ["1", "2"]


CHAPTERS = ["Des membres", "Des organes", "Du budget", "Des recours"]


@pytest.mark.parametrize(
    ("top", "size", "repeated", "removed"),
    [
        (20, 9, False, True),  # smaller, and apart
        (20, 11, True, True),  # as the text of its size, and the chapter's heading says the same
        (20, 11, False, False),
        (60, 9, False, False),  # not apart: text in small letters
    ],
)
def test_heads_that_change_with_the_chapter_are_known_by_their_place(top, size, repeated, removed):
    pages = [
        [head, *words(n), *([head.upper()] if repeated else []), *words(n + 5)]
        for n, head in enumerate(CHAPTERS, start=1)
    ]
    blocks = drawn(*pages, tops=dict.fromkeys(CHAPTERS, top), sizes=dict.fromkeys(CHAPTERS, size))
    assert lost(blocks)[0] == (CHAPTERS if removed else [])


def test_headings_that_begin_pages_now_and_then_are_kept():
    pages = [[*(["Des membres"] if n == 3 else []), *words(n)] for n in range(1, 7)]
    assert lost(drawn(*pages, tops={"Des membres": 30}, sizes={"Des membres": 9})) == ([], [])


def test_notes_that_say_the_same_under_numbers_of_their_own_are_no_feet():
    pages = [[*words(page), f"{page + 3 * (page > 1)}Ibid."] for page in (1, 2, 3)]
    assert lost(drawn(*pages)) == ([], [])
