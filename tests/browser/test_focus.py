"""Where the keyboard is after a click, what is heard of an answer, and a window that is low."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
QUESTION = "Que demande-t-on pour les réfugiés ?"
UNANSWERED = {
    "fr-FR": "Que dit la clause 99 du rapport sur le Mali ?",
    "en-GB": "What does paragraph 99 say?",
    "ar-EG": "ماذا تقول الفقرة ٩٩؟",
}
# What the live region said, each time that it changed.
LISTEN = """() => {
  window.heard = [];
  const hear = () => {
    const region = document.getElementById("cl-live");
    const said = region?.textContent;
    if (said && window.heard.at(-1) !== said) window.heard.push(said);
  };
  new MutationObserver(hear).observe(document.body,
    { childList: true, characterData: true, subtree: true });
}"""


def ask(page: Page, question: str) -> Locator:
    """Type a question and return its answer."""
    answers = page.locator(".cl-turn")
    before = answers.count()
    page.fill("textarea", question)
    page.press("textarea", "Enter")
    expect(answers).to_have_count(before + 1)
    return answers.nth(before)


def press(page: Page, button: Locator) -> None:
    """Press a button by keyboard."""
    button.focus()
    page.keyboard.press("Enter")


def test_focus_stays_where_it_is_when_what_has_it_is_drawn_anew(visit: Visit) -> None:
    page = visit("fr-FR")
    turn = ask(page, QUESTION)
    expect(page.locator("textarea")).to_be_focused()  # the next question can be typed
    near = turn.locator("details.cl-card").first
    press(page, near.locator("> summary"))
    around = near.locator('[data-act="around"]')
    press(page, around)
    expect(near.locator(".cl-around")).to_be_visible()  # the card was not folded
    expect(around).to_be_focused()
    thumb = turn.locator('[data-verdict="up"]')
    press(page, thumb)
    expect(thumb).to_have_attribute("aria-pressed", "true")
    expect(thumb).to_be_focused()
    press(page, page.locator(".cl-scope summary"))
    chip = page.locator('.cl-chips [data-kind="year"]').first
    press(page, chip)
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(chip).to_be_focused()


def test_focus_goes_to_what_takes_the_place_of_a_button_that_is_gone(visit: Visit) -> None:
    page = visit("fr-FR")
    press(page, page.locator(".cl-example").first)
    expect(page.locator(".cl-turn")).to_have_count(1)
    expect(page.locator(".cl-heading")).to_be_focused()  # the answer is read from here
    ask_delete = page.locator('[data-act="conversation-ask-delete"]')
    press(page, ask_delete)
    keep = page.locator('[data-act="conversation-keep"]')
    expect(keep).to_be_focused()
    page.keyboard.press("Enter")
    expect(ask_delete).to_be_focused()


def test_pages_are_turned_by_keyboard_and_the_report_is_left_where_it_was_opened(
    visit: Visit,
) -> None:
    page = visit("fr-FR")
    opener = ask(page, QUESTION).locator('.cl-first [data-act="open"]')
    press(page, opener)
    source = page.locator(".cl-source")
    expect(source.locator("h2")).to_be_focused()
    before = source.get_by_role("button", name="Page précédente")
    for number in (3, 2):
        press(page, before)
        expect(source.locator(".cl-leafing")).to_contain_text(f"page {number} sur")
        expect(before).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


@pytest.mark.parametrize("size", [(360, 640), (640, 400)])
def test_nothing_under_a_report_that_lies_over_the_page_can_be_reached(
    visit: Visit, size: tuple[int, int]
) -> None:
    page = visit("fr-FR", size)
    opener = ask(page, QUESTION).locator('.cl-first [data-act="open"]')
    press(page, opener)
    expect(page.locator(".cl-source h2")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => !document.querySelector('.st-key-chat').contains(document.activeElement)"
        )
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_answer_is_heard_once_and_what_was_searched_only_if_it_takes_long(visit: Visit) -> None:
    page = visit("fr-FR")
    page.evaluate(LISTEN)
    ask(page, QUESTION)
    page.wait_for_timeout(1500)
    heard = page.evaluate("window.heard")
    assert [said for said in heard if not said.startswith("Recherche")] == heard[-1:]
    assert heard[-1].count("par. 12") == 1
    ask(page, "x" * 21_000)
    page.wait_for_timeout(1500)
    assert page.evaluate("window.heard").count(page.evaluate("window.heard.at(-1)")) == 1
    assert page.locator(".cl-turn [role=alert]").count() == 0  # it would be heard twice


@pytest.mark.parametrize("size", [(640, 400), (360, 640)])
@pytest.mark.parametrize("locale", ["fr-FR", "en-GB", "ar-EG"])
def test_first_clause_is_seen_after_an_answer_in_a_low_window(
    visit: Visit, locale: str, size: tuple[int, int]
) -> None:
    page = visit(locale, size)
    for question in (QUESTION, UNANSWERED[locale]):
        card = ask(page, question).locator(".cl-card").first
        page.wait_for_timeout(600)  # it scrolls there
        room = page.evaluate(
            """() => [
                document.querySelector(".st-key-ask").parentElement.getBoundingClientRect().top,
                document.querySelector('[data-testid="stExpandSidebarButton"]')
                    .getBoundingClientRect().bottom]"""
        )
        head, words = (
            card.locator(".cl-head").bounding_box(),
            card.locator(".cl-text").bounding_box(),
        )
        assert head is not None
        assert words is not None
        assert head["y"] > room[1]
        assert words["y"] + 24 < room[0], "its first line is seen, too"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_frame_of_the_question_says_where_the_keyboard_is(visit: Visit, scheme: str) -> None:
    page = visit("fr-FR", scheme=scheme)
    page.locator("textarea").focus()
    frame = page.locator('[data-testid="stChatInput"] > div').first
    colour, ground, width = frame.evaluate(
        """one => [getComputedStyle(one).outlineColor,
                   getComputedStyle(document.querySelector(".stApp")).backgroundColor,
                   parseFloat(getComputedStyle(one).outlineWidth)]"""
    )
    assert width >= 2
    assert contrast(colour, ground) >= 3
    page.keyboard.press("Shift+Tab")
    expect(frame).to_have_css("outline-style", "none")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, "rgb(1, 2, 3)", as WCAG computes it."""
    lights = sorted(light(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(colour: str) -> float:
    """The relative luminance of a colour."""
    parts = [int(part) / 255 for part in colour.strip("rgba()").split(",")[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
