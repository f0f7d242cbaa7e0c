"""The page for everyone: by keyboard alone, heard, on a phone, by links, with hostile texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from payloads import PAYLOADS, TURNING
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

SECONDS = 60_000  # milliseconds, on a busy machine
DESKTOP, PHONE = (1280, 800), (360, 740)
QUESTIONS = {
    "fr": "Que demande-t-on pour les réfugiés ?",
    "en": "What happens to wells and pumping stations?",
    "ar": "ماذا تقول المادة 1 عن الحرية؟",
}
Visit = Callable[..., Page]


def ask(page: Page, question: str) -> Locator:
    """Type a question and return its answer."""
    answers = page.locator(".cl-turn")
    before = answers.count()
    page.fill("textarea", question)
    page.press("textarea", "Enter")
    expect(answers).to_have_count(before + 1, timeout=SECONDS)
    return answers.nth(before)


def no_wider_than_its_window(page: Page) -> bool:
    """Say whether nothing has to be scrolled sideways, and no button is cut."""
    return bool(
        page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth + 1
                && [...document.querySelectorAll(".cl-act, .cl-card, .cl-question, .cl-source")]
                    .filter(one => one.checkVisibility() && !one.closest(".cl-sheet-room"))
                    .every(one => {
                        const box = one.getBoundingClientRect();
                        return box.left >= -1 && box.right <= innerWidth + 1
                            && one.scrollWidth <= one.clientWidth + 2;
                    })"""
        )
    )


def test_keyboard_alone_asks_opens_and_closes(visit: Visit) -> None:
    page = visit("fr-FR")
    page.keyboard.press("Tab")
    page.locator("textarea").focus()
    page.keyboard.type(QUESTIONS["fr"])
    page.keyboard.press("Enter")
    card = page.locator(".cl-card").first
    expect(card).to_be_visible(timeout=SECONDS)
    button = card.locator('[data-act="open"]')
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if button.evaluate("e => e === document.activeElement"):
            break
    ring = button.evaluate("e => [getComputedStyle(e).outlineStyle, e.matches(':focus-visible')]")
    assert ring == ["solid", True]
    page.keyboard.press("Enter")
    source = page.locator(".cl-source")
    expect(source).to_be_visible()
    expect(source.locator("h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(source).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("locale", ["fr-FR", "ar-EG"])
def test_on_a_phone_the_side_bar_folds_when_a_way_in_it_is_followed(
    visit: Visit, locale: str
) -> None:
    page = visit(locale, PHONE)
    page.locator('[data-testid="stExpandSidebarButton"]').click()
    page.get_by_test_id("stSidebarNav").get_by_role("link").nth(1).click()
    expect(page.locator(".cl-table")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNav")).not_to_be_in_viewport()
    page.locator(".cl-pick").first.click()  # nothing lies over the page
    expect(page.locator(".cl-detail")).to_be_visible()


def test_screen_reader_is_told_of_answers_and_copies(visit: Visit) -> None:
    page = visit("ar-EG")
    live = page.locator("#cl-live")
    turn = ask(page, QUESTIONS["ar"])
    expect(live).to_contain_text("عن السؤال", timeout=SECONDS)
    expect(live).to_have_attribute("aria-live", "polite")
    turn.locator(".cl-first [data-copy]").first.click()
    expect(live).to_have_text("تم النسخ")
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator(".cl-turn [dir]").count()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_is_copied_is_the_citation_the_quotation_and_a_link_that_opens(
    visit: Visit, size: tuple[int, int]
) -> None:
    page = visit("fr-FR", size, query="?style=un")
    card = ask(page, QUESTIONS["fr"]).locator(".cl-first")
    citation, quoted, link = copied(page, card)
    assert citation.endswith("par. 12, p. 4")
    assert citation.startswith("OCI, «\u00a0RAPPORT")
    quotation = card.locator("mark").inner_text()
    assert quoted == f"«\u00a0{quotation}\u00a0» ({citation})"
    opened = visit("fr-FR", size, query=link.partition("/?")[2].join(["?", ""]))
    expect(opened.locator(".cl-source .cl-mark").first).to_be_in_viewport(timeout=SECONDS)
    expect(opened.locator(".cl-source-title")).to_contain_text("RAPPORT DE LA RÉUNION")


def copied(page: Page, card: Locator) -> list[str]:
    """Press each button that copies, and return what came to the clipboard."""
    found = []
    for button in card.locator("[data-copy]").all():
        button.click()
        expect(button).to_have_attribute("data-told", "Copié")
        found.append(page.evaluate("navigator.clipboard.readText()"))
    return found


def test_question_in_the_address_is_asked_and_address_follows_the_visit(visit: Visit) -> None:
    page = visit("fr-FR", query=f"?q={quote(QUESTIONS['fr'])}")
    card = page.locator(".cl-card").first
    expect(card).to_be_visible(timeout=SECONDS)
    card.locator('[data-act="open"]').click()
    expect(page.locator(".cl-source")).to_be_visible()
    page.wait_for_url("**clause=para_12**")
    page.reload()
    expect(page.locator(".cl-source .cl-mark").first).to_be_visible(timeout=SECONDS)
    expect(page.locator(".cl-question")).to_have_text(QUESTIONS["fr"])


def test_link_to_what_is_not_there_is_told(visit: Visit) -> None:
    page = visit("fr-FR", query="?report=nowhere&clause=1")
    expect(page.locator(".cl-source .cl-error")).to_contain_text("nowhere", timeout=SECONDS)
    page.locator('[data-act="close"]').click()
    expect(page.locator(".cl-source")).to_have_count(0)


def test_page_is_turned_enlarged_and_its_clause_goes_on(visit: Visit) -> None:
    page = visit("fr-FR")
    ask(page, QUESTIONS["fr"]).locator('.cl-first [data-act="open"]').click()
    source = page.locator(".cl-source")
    expect(source.locator(".cl-mark").first).to_be_in_viewport(timeout=SECONDS)
    image = source.locator("img")
    width = image.bounding_box()["width"]
    source.get_by_role("button", name="Agrandir").click()
    expect(source.locator(".cl-leafing")).to_contain_text("150")
    expect.soft(image).to_be_visible()
    assert image.bounding_box()["width"] == pytest.approx(1.5 * width, rel=0.1)
    source.get_by_role("button", name="Page suivante").click()
    expect(source.locator(".cl-leafing")).to_contain_text("page 5 sur 5")
    expect(source.locator(".cl-mark")).to_have_count(0)
    expect(source.get_by_role("button", name="Page suivante")).to_be_disabled()
    source.get_by_role("button", name="Plan").click()
    source.locator(".cl-row").filter(has_text="1.").first.click()
    expect(source.locator(".cl-about")).to_contain_text("24 septembre 2019")


@pytest.mark.parametrize(
    ("locale", "scheme", "size", "name"),
    [
        ("fr-FR", "light", (1280, 800), "source-fr.png"),
        ("en-GB", "dark", (1280, 800), "outline-en-dark.png"),
        ("ar-EG", "light", (390, 844), "source-ar-phone.png"),
    ],
)
def test_open_report_is_seen_whole(
    visit: Visit,
    picture: Callable[[str], Path],
    locale: str,
    scheme: str,
    size: tuple[int, int],
    name: str,
) -> None:
    report = "rapport-de-la-reunion-du-groupe-de-contact-de-l-oci-sur-le-mali-2019-09-24"
    page = visit(locale, size, scheme, query=f"?report={report}&clause=12")
    if size == DESKTOP:
        ask(page, QUESTIONS["fr"])
    source = page.locator(".cl-source")
    if "outline" in name:
        source.locator('[data-view="outline"]').click()
        expect(source.locator(".cl-row[aria-current]")).to_be_in_viewport(timeout=SECONDS)
    else:
        expect(source.locator(".cl-mark").first).to_be_in_viewport(timeout=SECONDS)
    page.wait_for_timeout(1000)  # it scrolls to its place
    desk = page.locator(".st-key-desk").bounding_box()
    left = desk["x"] - 16 if size == DESKTOP else 0
    page.screenshot(
        path=picture(name),
        clip={"x": left, "y": 0, "width": size[0] - left, "height": size[1]},
    )
    assert no_wider_than_its_window(page)


def test_hostile_report_and_questions_run_nothing_and_show_as_text(visit: Visit) -> None:
    page = visit("fr-FR")
    for number in (2, 6, 8):
        turn = ask(page, f"Que dit la clause {number} ? {PAYLOADS[number]} {TURNING}")
        expect(turn.locator(".cl-question")).to_contain_text(PAYLOADS[number])
        assert "\u202e" not in turn.inner_html()
        turn.locator(".cl-card", has_text=PAYLOADS[number - 1]).first.wait_for(state="attached")
    hostile = page.locator(".cl-card").filter(has_text="RÉSOLUTION <img").first
    hostile.locator('[data-act="open"]').click()
    source = page.locator(".cl-source")
    for view in ("text", "outline"):
        source.locator(f'[data-view="{view}"]').click()
        for payload in (PAYLOADS[0], PAYLOADS[5], PAYLOADS[12]):
            expect(source).to_contain_text(payload[:40])
    assert page.evaluate("window.ran") is None
    assert page.locator("img[src=x], iframe[srcdoc], h1.broken, .stMarkdown img").count() == 0
    assert page.locator("#cl-live").count() == 1
    assert page.title() == "Clausier"
