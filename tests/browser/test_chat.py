"""The chat page in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CASES = Path(__file__).resolve().parents[1] / "cases"
SECONDS_FOR_AN_ANSWER = 60_000  # milliseconds, on a busy machine
TITLE = "RAPPORT DE LA RÉUNION DU GROUPE DE CONTACT DE L'OCI SUR LE MALI"


def ask(page: Page, question: str) -> Locator:
    """Type a question and return its answer."""
    answers = page.locator(".cl-answer")
    before = answers.count()
    page.fill("textarea", question)
    page.press("textarea", "Enter")
    expect(answers).to_have_count(before + 1, timeout=SECONDS_FOR_AN_ANSWER)
    return answers.nth(before)


def first_card(answer: Locator) -> Locator:
    """Return the first clause of an answer."""
    return answer.locator(".cl-card").first


@pytest.mark.parametrize(
    ("question", "key", "citation"),
    [
        (
            "Quelle résolution du Conseil de sécurité a prorogé le mandat de la MINUSMA ?",
            "13",
            f"{TITLE}, 24 septembre 2019, par. 13, p. 3",
        ),
        (
            "How much money will be invested in the Sahel countries by 2022?",
            "6",
            f"{TITLE}, 24 September 2019, para. 6, p. 2",
        ),
        (
            "ماذا قيل عن اللاجئين والنازحين الماليين؟",
            "12",
            f"{TITLE}، 24 سبتمبر 2019، الفقرة 12، ص. 2-3",
        ),
    ],
)
def test_question_gets_its_clause_and_citation(
    open_page: Callable[..., Page], question: str, key: str, citation: str
) -> None:
    card = first_card(ask(open_page(), question))
    assert card.get_attribute("data-key") == key
    assert card.locator(".cl-citation").inner_text() == citation
    quoted = card.locator("mark").inner_text()
    assert quoted
    assert quoted in card.locator(".cl-text").inner_text()


def test_earlier_turns_stay_and_an_upload_is_answered_from_without_a_restart(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(locale="en-GB")
    ask(page, "What does paragraph 8 say?")
    page.get_by_role("link", name="Add a report").click()
    page.set_input_files("input[type=file]", CASES / "resolution-en.txt")
    done = page.locator(".cl-done")
    expect(done).to_contain_text("RESOLUTION ON THE PROTECTION", timeout=SECONDS_FOR_AN_ANSWER)
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(page.locator(".cl-answer")).to_have_count(1)  # the earlier turn is back
    card = first_card(ask(page, "Who may send observers to the Commission?"))
    assert card.get_attribute("data-key") == "4"
    assert "fishing communities" in card.locator("mark").inner_text()
    assert "para. 4" in card.locator(".cl-citation").inner_text()
    assert page.locator(".cl-question").all_inner_texts() == [
        "What does paragraph 8 say?",
        "Who may send observers to the Commission?",
    ]


def test_example_is_asked_and_a_follow_up_is_asked_again_as_typed(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(locale="en-GB")
    page.locator(".cl-example").first.click(timeout=SECONDS_FOR_AN_ANSWER)
    expect(page.locator(".cl-answered")).to_have_count(1, timeout=SECONDS_FOR_AN_ANSWER)
    expect(page.locator(".cl-example")).to_have_count(0)
    followed = ask(page, "for how long?")
    expect(followed.locator(".cl-understood")).to_contain_text("for how long?")
    followed.get_by_role("button", name="Ask as typed").click()
    expect(page.locator(".cl-answer")).to_have_count(3, timeout=SECONDS_FOR_AN_ANSWER)
    assert page.locator(".cl-question").last.inner_text() == "for how long?"
    expect(page.locator(".cl-answer").last.locator(".cl-understood")).to_have_count(0)


@pytest.mark.parametrize(
    ("locale", "direction", "placeholder"),
    [
        ("fr-FR", "ltr", "Votre question sur les rapports"),
        ("en-GB", "ltr", "Your question about the reports"),
        ("ar-EG", "rtl", "سؤالك عن التقارير"),
        ("de-DE", "ltr", "Your question about the reports"),  # none of ours: English
    ],
)
def test_interface_speaks_the_browsers_language(
    open_page: Callable[..., Page], locale: str, direction: str, placeholder: str
) -> None:
    page = open_page(locale=locale)
    expect(page.locator("textarea")).to_have_attribute("placeholder", placeholder)
    assert page.locator(".stApp").evaluate("e => getComputedStyle(e).direction") == direction


@pytest.mark.parametrize(
    "question",
    [
        "<img src=x onerror=\"document.title='run'\"> la clause 8 ?",  # HTML
        "**clause 8** et $x^2$ :smile:",  # Markdown, LaTeX, emoji codes
    ],
)
def test_question_is_shown_as_typed(open_page: Callable[..., Page], question: str) -> None:
    page = open_page()
    ask(page, question)
    assert page.locator(".cl-question").last.inner_text() == question
    assert page.title() == "Clausier"


def test_question_over_the_limit_is_refused_with_the_limit_named(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    page.fill("textarea", "clause " * 15_000)
    page.press("textarea", "Enter")
    expect(page.locator(".cl-error")).to_contain_text(
        re.compile(r"20\s000"), timeout=SECONDS_FOR_AN_ANSWER
    )


def test_unanswered_question_says_so_and_shows_the_nearest(open_page: Callable[..., Page]) -> None:
    answer = ask(open_page(), "Que dit la clause 99 ?")
    expect(answer).to_contain_text("Aucun rapport interrogé n'a de clause 99.")
    assert "cl-unanswered" in str(answer.get_attribute("class"))
    assert answer.locator(".cl-card").count() > 0


@pytest.mark.parametrize(
    ("locale", "question", "size", "name"),
    [
        ("fr-FR", "Que demande-t-on pour les réfugiés ?", (1200, 760), "answer-fr.png"),
        ("en-GB", "Which resolution extended MINUSMA?", (390, 844), "answer-en-phone.png"),
        ("ar-EG", "ما دور البنك الإسلامي للتنمية؟", (390, 844), "answer-ar-phone.png"),
    ],
)
def test_answer_is_seen_whole(
    open_page: Callable[..., Page],
    picture: Callable[[str], Path],
    locale: str,
    question: str,
    size: tuple[int, int],
    name: str,
) -> None:
    width, height = size
    page = open_page(locale=locale, width=width, height=height)
    answer = ask(page, question)
    page.wait_for_timeout(1000)  # the page scrolls to the newest turn
    expect(page.locator(".cl-question").last).to_be_in_viewport()
    page.screenshot(path=picture(name))
    shown = answer.bounding_box()
    assert shown
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= width
    expect(page.locator('[data-testid="stSidebar"]')).to_be_visible(visible=width > 768)
