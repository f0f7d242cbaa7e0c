"""Every view in every mix of language, scheme and size: no barrier, nothing cut, one language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from payloads import PAYLOADS
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
RESOLUTION = ROOT / "tests" / "cases" / "subparagraphs-ar.txt"
# The last is 1280 x 800 enlarged to 200 %.
SIZES = ((1280, 800), (360, 740), (640, 400))
QUESTIONS = {
    "fr": ("Que demande-t-on pour les réfugiés ?", "Que dit la clause 99 ?"),
    "en": ("What happens to wells and pumping stations?", "What does paragraph 99 say?"),
    "ar": ("ماذا تقول المادة 1 عن الحرية؟", "ماذا تقول الفقرة ٩٩؟"),
}
# Words that Streamlit would show by itself.
STREAMLITS = (
    "Browse Drag Upload Press Enter apply Choose Select Search Send Close Open Collapse Expand "
    "Clear Running Deploy Rerun Settings Loading Limit Submit results options Skip main content"
)

# What is wrong with the page as it is laid out, in words; reports, names and questions are data.
FAULTS = """() => {
  const shown = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const told = one => (one.className + " " + one.innerText).slice(0, 90);
  const faults = [];
  const main = document.querySelector("[data-testid=stMain]");
  for (const one of [document.documentElement, main])
    if (one.scrollWidth > one.clientWidth + 1) faults.push("wider than its window: " + told(one));
  // What lies over the page, or scrolls by itself, hides what is under it.
  const apart = one => {
    const style = getComputedStyle(one);
    return /fixed|sticky/.test(style.position) || /auto|scroll/.test(style.overflowY);
  };
  const layer = one => {
    for (let up = one; up; up = up.parentElement)
      if (up.dataset.testid === "stHeader" || apart(up)) return up;
    return null;
  };
  const inside = one => one.closest(".cl-sheet-room, .cl-unseen, [data-testid=stSkipToContent]");
  const words = [...document.querySelectorAll(
    ".stApp :is(button, label, summary, h1, h2, h3, p, th, td, dt, dd, li, a, .cl-card)")]
    .filter(one => shown(one) && !inside(one) && one.innerText.trim());
  for (const one of words) {
    const style = getComputedStyle(one);
    if (one.scrollWidth > one.clientWidth + 2 && style.display !== "inline"
        && style.overflowX !== "visible" && style.overflowX !== "auto")
      faults.push("cut: " + told(one));
    const box = one.getBoundingClientRect();
    const beside = one.closest("[data-testid=stSidebar]");
    if (box.width && (box.left < -1 || box.right > innerWidth + 1) && !beside)
      faults.push("out of the window: " + told(one));
  }
  const targets = [...document.querySelectorAll(
    ".stApp :is(button, a, summary, input:not([type=file]), textarea)")]
    .filter(one => shown(one) && !inside(one) && one.getBoundingClientRect().width > 1)
    .map(one => ({ one, box: one.getBoundingClientRect(), layer: layer(one) }));
  for (const [n, a] of targets.entries())
    for (const b of targets.slice(n + 1)) {
      if (a.layer !== b.layer || a.one.contains(b.one) || b.one.contains(a.one)) continue;
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > 2 && high > 2) faults.push("overlap: " + told(a.one) + " / " + told(b.one));
    }
  return faults;
}"""
DATA = """.cl-text, .cl-title, .cl-of, .cl-path, .cl-chapeau, .cl-citation, .cl-question,
.cl-source-title, .cl-source .cl-about, .cl-near, .cl-row, .cl-read, .cl-conversation, .cl-file,
.cl-pick, .cl-list, .cl-example, .cl-chips, .cl-scope b, .cl-within, .cl-clauses, .cl-facts dd,
.cl-detail h2, .cl-error, .cl-doubts div, .cl-table td, .cl-table th[scope=row], .cl-more,
.cl-understood p,
.vega-embed, [data-testid=stTextInput] input, option"""
TEXTS = """data => {
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const one = node.parentElement;
    if (/SCRIPT|STYLE|NOSCRIPT/.test(one.tagName) || one.closest(data)) continue;
    if (/Material/.test(getComputedStyle(one).fontFamily)) continue; // letters of an icon
    if (one.checkVisibility() && getComputedStyle(one).fontSize !== "0px") texts.push(node.data);
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [title]"))
    if (one.checkVisibility() && !one.closest(data))
      texts.push(one.ariaLabel ?? "", one.getAttribute("placeholder") ?? "", one.title ?? "");
  return texts.filter(text => text.trim());
}"""


@cache
def vocabulary(language: str) -> frozenset[str]:
    """The words of an interface language."""
    file = ROOT / "ui" / "words" / f"{language}.toml"
    phrases = [v for v in tomllib.loads(file.read_text("utf-8")).values() if isinstance(v, str)]
    names = ["Clausier", "Word", "Markdown", "ISO", "OSCOLA", "OIC", "RIS", "BibTeX", "CSL"]
    languages = ["Français", "English", "العربية"]
    return frozenset(words_of(" ".join([*phrases, *names, *languages])))


def words_of(text: str) -> list[str]:
    """The words of a text that are long enough to be of one language."""
    return [word.lower() for word in re.findall(r"[^\W\d_]{4,}", re.sub(r"{\w+}", " ", text))]


def foreign_words(page: Page, language: str) -> list[str]:
    """Words of the interface that are in another of its languages, or Streamlit's own."""
    others = {"fr", "en", "ar"} - {language}
    foreign = set().union(*map(vocabulary, others)) | set(words_of(STREAMLITS))
    spoken = {word for text in page.evaluate(TEXTS, DATA) for word in words_of(text)}
    of_reports = set(words_of(" ".join(PAYLOADS)))  # a clause is called by its heading, too
    return sorted((spoken & foreign) - vocabulary(language) - of_reports)


TRIES = 20  # five seconds


class Walk:
    """A walk through the views: each is looked at in every size, and by axe-core in one of them."""

    def __init__(self, page: Page, language: str, check_axe: Callable[[Page, str], None]) -> None:
        self.page, self.language = page, language
        self._check_axe = check_axe
        self._turns: Iterator[int] = count()
        self.faults: list[tuple[str, Any]] = []

    def look(self, view: str) -> None:
        """Look at the page as it is now."""
        self.page.wait_for_function("!document.querySelector('[data-stale=true]')")
        first = next(self._turns)
        for n in range(len(SIZES)):
            width, height = SIZES[(first + n) % len(SIZES)]
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.wait_for_timeout(150)  # Streamlit folds its side bar
            told = f"{view}, {width}"
            self.faults += [(told, fault) for fault in self._lasting_faults()]
            self.faults += [(told, word) for word in foreign_words(self.page, self.language)]
        self._check_axe(self.page, f"{view}, {width}")
        self.page.set_viewport_size({"width": 1280, "height": 800})

    def _lasting_faults(self) -> list[str]:
        """What is wrong with the page once it is laid out: charts are drawn anew for a width."""
        found: list[str] = []
        for _ in range(TRIES):
            found = self.page.evaluate(FAULTS)
            if not found:
                break
            self.page.wait_for_timeout(250)
        return found

    def ask(self, question: str) -> Locator:
        """Ask, and return the answer."""
        answers = self.page.locator(".cl-turn")
        before = answers.count()
        self.page.fill("textarea", question)
        self.page.press("textarea", "Enter")
        expect(answers).to_have_count(before + 1)
        return answers.nth(before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["fr-FR", "en-GB", "ar-EG"])
def test_no_view_has_a_barrier_a_fault_or_a_word_of_another_language(
    visit: Callable[..., Page], check_axe: Callable[[Page, str], None], locale: str, scheme: str
) -> None:
    page = visit(locale, SIZES[0], scheme)
    walk = Walk(page, locale[:2], check_axe)
    see_the_chat(walk, *QUESTIONS[locale[:2]])
    see_the_library(walk)
    page.get_by_test_id("stSidebarNav").get_by_role("link").nth(2).click()
    expect(page.locator("canvas, .vega-embed svg").first).to_be_visible()
    walk.look("insights")
    assert not walk.faults, "\n".join(f"{view}: {fault}" for view, fault in walk.faults)


def see_the_chat(walk: Walk, answered: str, unanswered: str) -> None:
    """Empty, answered, unanswered with everything unfolded, a report open, a deletion asked."""
    page = walk.page
    walk.look("nothing asked yet")
    walk.ask(answered)
    walk.look("an answer")
    turn = walk.ask(unanswered)
    turn.locator(".cl-searched summary").click()
    turn.locator(".cl-first .cl-more summary").click()
    turn.locator('.cl-first [data-act="around"]').click()
    expect(page.locator(".cl-around")).to_have_count(1)
    page.locator(".cl-scope summary").click()
    page.locator('[data-act="conversation-ask-delete"]').click()
    expect(page.locator('[data-act="conversation-keep"]')).to_be_visible()
    walk.look("no answer, everything unfolded")
    page.locator('.cl-first [data-act="open"]').first.click()
    source = page.locator(".cl-source")
    expect(source).to_be_visible()
    for view in ("page", "text", "outline"):
        button = source.locator(f'[data-view="{view}"]')
        if button.count():
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true")
            walk.look(f"report open, {view}")
    source.locator('[data-act="close"]').click()
    expect(source).to_have_count(0)


def see_the_library(walk: Walk) -> None:
    """The table, a report in full with its removal asked, and a file that is looked at first."""
    page = walk.page
    page.get_by_test_id("stSidebarNav").get_by_role("link").nth(1).click()
    page.locator(".cl-pick").first.click()
    page.locator('[data-act="ask-remove"]').click()
    expect(page.locator('[data-act="keep"]')).to_be_visible()
    walk.look("library, a report in full")
    page.locator('[data-act="keep"]').click()
    page.locator("[data-testid=stCheckbox] label").click()
    expect(page.locator("[data-testid=stCheckbox] input")).to_be_checked()
    page.set_input_files("input[type=file] >> nth=0", RESOLUTION)
    expect(page.locator('.cl-job[data-state="look"]')).to_be_visible()
    walk.look("library, a file looked at first")
    page.locator('.cl-job [data-act="cancel"]').click()
    expect(page.locator('.cl-job[data-state="look"]')).to_have_count(0)
