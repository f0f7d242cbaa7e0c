"""A report that is written from left to right, in a page that is read from right to left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

QUESTION = "ماذا تقول الفقرة 2 (b)؟"


def test_clauses_keep_their_direction_in_an_arabic_page(visit: Callable[..., Page]) -> None:
    page = visit("ar-EG", (360, 740))
    page.fill("textarea", QUESTION)
    page.press("textarea", "Enter")
    card = page.locator(".cl-first").first
    expect(card.locator(".cl-num")).to_have_text("البند 2 (b)")
    # What only a screen reader hears is Arabic, and decides on no direction.
    expect(card.locator(".cl-chapeau")).to_have_css("direction", "ltr")
    number = card.locator(".cl-num bdi")
    assert number.evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"
    card.locator('[data-act="around"]').click()
    expect(card.locator(".cl-near").first).to_have_css("direction", "ltr")
    card.locator('[data-act="open"]').click()
    page.locator('.cl-source [data-view="outline"]').click()
    expect(page.locator(".cl-row[aria-current]")).to_have_css("direction", "ltr")
    page.keyboard.press("Escape")


def test_facts_of_a_report_stand_at_their_names_side(visit: Callable[..., Page]) -> None:
    page = visit("ar-EG", (360, 740))
    page.locator('[data-testid="stExpandSidebarButton"]').click()
    page.get_by_test_id("stSidebarNav").get_by_role("link").nth(1).click()
    page.locator(".cl-pick").first.click()
    facts = page.locator(".cl-detail .cl-facts dd")
    expect(facts.first).to_be_visible()
    sides = facts.evaluate_all("all => all.map(one => getComputedStyle(one).textAlign)")
    assert {*sides} == {"right"}
