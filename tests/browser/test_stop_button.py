"""A question that takes its time: stopped, asked again, and answered whatever is clicked meanwhile.

The page's encoder is held for as long as a test wants, so that there is time to click.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import SAMPLES, Visits, serve
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

HELD_PAGE = Path(__file__).with_name("held_page.py")
QUESTION = "Que demande-t-on pour les réfugiés ?"
AT_ONCE = "Que dit la clause 8 ?"  # named by number, it needs no encoder


@dataclass(frozen=True)
class Held:
    """Visits to a page whose answers wait as long as there is a file."""

    visits: Visits
    file: Path

    @property
    def slow(self) -> Path:
        """As long as there is this file, the page is drawn slowly."""
        return self.file.with_suffix(".slow")

    @property
    def rebuild(self) -> Path:
        """As long as there is this file, a rebuild does not come to its end."""
        return self.file.with_suffix(".rebuild")


@pytest.fixture(scope="module")
def held_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """A page that is held, for all tests."""
    folder = tmp_path_factory.mktemp("held")
    program = (str(HELD_PAGE), str(folder / "hold"))
    with (
        serve(folder / "library", (SAMPLES,), program) as address,
        Visits(browser, address) as visits,
    ):
        yield Held(visits, folder / "hold")


@pytest.fixture
def held(held_page: Held) -> Iterator[Held]:
    """A page that is held until the test lets it go on."""
    held_page.file.touch()
    yield held_page
    held_page.file.unlink(missing_ok=True)
    held_page.slow.unlink(missing_ok=True)
    held_page.rebuild.unlink(missing_ok=True)


def type_in(page: Page, question: str) -> None:
    """Ask a question, and wait for nothing."""
    page.fill("textarea", question)
    page.press("textarea", "Enter")


@pytest.mark.parametrize(
    ("locale", "size", "words"),
    [
        ("fr-FR", (1280, 800), ("Arrêter", "Recherche arrêtée", "Poser de nouveau")),
        ("en-GB", (360, 740), ("Stop", "Stopped", "Ask again")),
        ("ar-EG", (360, 740), ("إيقاف", "أُوقف البحث", "طرح السؤال من جديد")),
    ],
)
def test_question_is_stopped_said_to_be_and_asked_again(
    held: Held,
    check_axe: Callable[[Page, str], None],
    locale: str,
    size: tuple[int, int],
    words: tuple[str, str, str],
) -> None:
    stop, said, again = words
    page = held.visits.open(locale, size)
    type_in(page, AT_ONCE)
    expect(page.locator(".cl-answer")).to_have_count(1)
    type_in(page, QUESTION)
    waiting = page.locator(".cl-waiting")
    expect(waiting).to_contain_text(QUESTION)
    waiting.get_by_role("button", name=stop, exact=True).click()
    expect(page.locator(".cl-stopped")).to_contain_text(said)
    expect(page.locator("#cl-live")).to_contain_text(said)
    expect(waiting).to_have_count(0)
    check_axe(page, "a question that was stopped")
    held.file.unlink()
    page.wait_for_timeout(500)  # what was stopped does not come after all
    expect(page.locator(".cl-answer")).to_have_count(1)
    page.get_by_role("button", name=again).click()
    expect(page.locator(".cl-stopped")).to_have_count(0)
    expect(page.locator(".cl-answer")).to_have_count(2)
    expect(page.locator(".cl-question")).to_have_text([AT_ONCE, QUESTION])
    page.reload()  # the conversation that is kept has both, once
    expect(page.locator(".cl-question")).to_have_text([AT_ONCE, QUESTION])


def test_answers_come_whatever_is_clicked_meanwhile(held: Held) -> None:
    # Each click runs the page anew, while the run before waits: the question of the address
    # and the one that was typed are not lost with it.
    page = held.visits.open(query=f"?q={quote(QUESTION)}")
    expect(page.locator(".cl-waiting")).to_contain_text(QUESTION)
    type_in(page, AT_ONCE)  # waits for its turn
    expect(page.locator(".cl-waiting")).to_have_count(2)
    page.get_by_role("link", name="Bibliothèque").click()
    expect(page.locator(".cl-table")).to_be_visible()
    page.get_by_role("link", name="Questions").click()
    expect(page.locator(".cl-waiting")).to_have_count(2)
    held.file.unlink()
    expect(page.locator(".cl-answer")).to_have_count(2)
    expect(page.locator(".cl-question")).to_have_text([QUESTION, AT_ONCE])


def test_new_conversation_wants_no_answer_of_the_one_before(held: Held) -> None:
    page = held.visits.open()
    type_in(page, QUESTION)
    expect(page.locator(".cl-waiting")).to_have_count(1)
    page.locator('[data-act="conversation-new"]').click()
    expect(page.locator(".cl-waiting")).to_have_count(0)
    held.file.unlink()
    page.wait_for_timeout(500)
    expect(page.locator(".cl-question")).to_have_count(0)
    expect(page.locator(".cl-conversation")).to_have_count(0)


def test_what_is_typed_while_an_answer_comes_stays_in_its_place(held: Held) -> None:
    # A machine with much to do draws the page slowly. Were the place to ask drawn elsewhere with
    # each answer, the browser would make it anew, and a question sent just then would be gone.
    held.slow.touch()
    page = held.visits.open()
    type_in(page, QUESTION)
    expect(page.locator(".cl-waiting")).to_have_count(1)
    page.fill("textarea", AT_ONCE)
    page.evaluate("window.typed = document.querySelector('textarea')")
    held.file.unlink()
    expect(page.locator(".cl-answer")).to_have_count(1)
    expect(
        page.get_by_role("button", name="Exporter").or_(page.locator(".cl-verdict"))
    ).to_be_visible()
    assert page.evaluate("document.querySelector('textarea') === window.typed")
    expect(page.locator("textarea")).to_have_value(AT_ONCE)
    page.press("textarea", "Enter")
    expect(page.locator(".cl-question")).to_have_text([QUESTION, AT_ONCE])


def test_questions_sent_as_soon_as_an_answer_shows_are_all_answered(held: Held) -> None:
    page = held.visits.open()
    questions = [f"Que dit la clause {number} ?" for number in range(1, 13)]
    for count, question in enumerate(questions):
        page.wait_for_function(f"document.querySelectorAll('.cl-answer').length >= {count}")
        type_in(page, question)
    expect(page.locator(".cl-answer")).to_have_count(len(questions))
    expect(page.locator(".cl-question")).to_have_text(questions)


def test_question_is_answered_though_a_click_follows_it_at_once(held: Held) -> None:
    # The run of the page that hears of the question is ended by the click, before it comes to
    # show the place to ask.
    held.slow.touch()
    page = held.visits.open()
    type_in(page, AT_ONCE)
    page.get_by_role("link", name="Bibliothèque").click()
    expect(page.locator(".cl-table")).to_be_visible()
    page.get_by_role("link", name="Questions").click()
    expect(page.locator(".cl-answer")).to_have_count(1)
    expect(page.locator(".cl-question")).to_have_text(AT_ONCE)


REBUILDING = {
    "fr-FR": ("Changer de modèle", "Reconstruire avec ce modèle", "en cours"),
    "en-GB": ("Change the model", "Rebuild with this model", "another rebuild can begin"),
    "ar-EG": ("تغيير النموذج", "إعادة البناء بهذا النموذج", "إعادة البناء جارية"),
}


def test_while_a_rebuild_runs_nobody_can_begin_another_and_all_are_told(
    held: Held, tmp_path: Path
) -> None:
    held.file.unlink()
    held.rebuild.touch()
    pages = {locale: held.visits.open(locale) for locale in REBUILDING}
    buttons = {}
    for locale, page in pages.items():
        folded, begin, _ = REBUILDING[locale]
        page.locator('[data-testid="stSidebarNav"] a[href$="/library"]').click()
        page.get_by_text(folded, exact=True).click()
        buttons[locale] = page.get_by_role("button", name=begin)
        expect(buttons[locale]).to_be_enabled()
        page.locator('[data-testid="stForm"] input').fill(str(tmp_path / locale))
    for locale, page in pages.items():  # the first begins; the others are late, and are told
        buttons[locale].click()
        expect(buttons[locale]).to_be_disabled()
        said = page.locator('[data-testid="stExpander"] .cl-note')
        expect(said).to_contain_text(REBUILDING[locale][2])
        expect(said).to_contain_text(str(tmp_path / "fr-FR"))
    held.rebuild.unlink()
    for locale, page in pages.items():  # it fails: there is no such model
        expect(page.locator('[data-testid="stExpander"] .cl-error')).to_be_visible()
        expect(buttons[locale]).to_be_enabled()
