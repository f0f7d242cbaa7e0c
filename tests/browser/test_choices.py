"""Language, citation style and scope are chosen once: the next visit of that browser has them."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

QUESTION = "Que demande-t-on pour les réfugiés ?"


def opened(page: Page, address: str) -> Page:
    """Open an address in a new tab of the same browser."""
    tab = page.context.new_page()
    tab.goto(address)
    tab.wait_for_function("!!window.clausier?.tell")
    return tab


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list of the side bar."""
    page.get_by_label(label, exact=False).first.click()
    page.get_by_role("option", name=option, exact=True).click()


def test_choices_are_found_again_in_a_new_tab_and_after_a_reload(
    visit: Callable[..., Page],
) -> None:
    page = visit("fr-FR")
    address = page.url.partition("?")[0]
    page.locator(".cl-scope summary").click()
    page.locator('.cl-scope [data-kind="year"][data-value="2023"]').click()
    expect(page.locator(".cl-scope b")).to_have_text("2023")
    choose(page, "Style des références", "OSCOLA")
    choose(page, "Langue de l'interface", "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.fill("textarea", "What does clause 1 say?")
    page.press("textarea", "Enter")
    expect(page.locator(".cl-verdict")).to_be_visible()
    page.wait_for_url("**conversation=**")
    page.reload()  # the address names the conversation, and its last question
    expect(page.locator(".cl-question")).to_have_count(1)
    expect(page.locator(".cl-scope b")).to_have_text("2023")
    page.goto(address)  # as typed: without what the address says
    for tab in (page, opened(page, address)):
        expect(tab.locator("html")).to_have_attribute("lang", "en")
        expect(tab.locator(".cl-scope b")).to_have_text("2023")
        expect(tab.get_by_label("Citation style").first).to_have_value("OSCOLA")
    # What an address names counts in its visit alone; its question looks everywhere, as for all.
    led = opened(page, f"{address}?style=un&q={quote(QUESTION)}")
    expect(led.get_by_label("Citation style").first).to_have_value("United Nations")
    expect(led.locator(".cl-first .cl-of").first).to_contain_text("MALI")
    expect(led.locator(".cl-within")).to_have_count(0)
    expect(opened(page, address).get_by_label("Citation style").first).to_have_value("OSCOLA")
    another = visit("fr-FR")  # another browser
    expect(another.locator(".cl-scope b")).to_have_text("tous les rapports")
    expect(another.locator("html")).to_have_attribute("lang", "fr")


@pytest.mark.parametrize(("locale", "language"), [("ar-EG", "العربية"), ("en-GB", "English")])
def test_side_bar_that_is_first_opened_on_a_phone_changes_no_choice(
    visit: Callable[..., Page], locale: str, language: str
) -> None:
    page = visit(locale, (360, 640), query="?style=un")
    page.locator('[data-testid="stExpandSidebarButton"]').click()
    lists = page.locator('[data-testid="stSidebar"] [data-testid="stSelectbox"] input')
    expect(lists.first).to_have_value(language)
    expect(lists.nth(1)).not_to_have_value(re.compile("^(Plain|Simple|بسيط)$"))
    page.get_by_test_id("stSidebarNav").get_by_role("link").nth(1).click()
    expect(page.locator(".cl-table")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", locale[:2])
