"""The library, conversations and insights in a real Chromium, over a library of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from conftest import serve
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CASES = Path(__file__).resolve().parents[1] / "cases"
WAIT = 60_000  # milliseconds, on a busy machine
PAYLOAD = "<img src=x onerror=\"document.title='run'\"> **x** $x^2$ :smile:"
PHONE = {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page over a library that these tests change."""
    with serve(tmp_path_factory.mktemp("library")) as address:
        yield address


def go(page: Page, name: str) -> None:
    """Open another view by its link, as a reader does."""
    if not page.locator('[data-testid="stSidebar"]').is_visible():
        page.locator('[data-testid="stExpandSidebarButton"]').click()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()


def add(page: Page, *files: dict[str, object]) -> None:
    """Choose files on the library page."""
    page.set_input_files("input[type=file] >> nth=0", list(files))  # type: ignore[arg-type]


def outcomes(page: Page, count: int) -> list[str]:
    """Wait until so many files are over; return what became of them."""
    over = page.locator('.cl-job:is([data-state="done"], [data-state="failed"])')
    expect(over).to_have_count(count, timeout=WAIT)
    return [str(job.get_attribute("data-state")) for job in over.all()]


def text_file(name: str, text: str | bytes) -> dict[str, object]:
    """A file that is chosen without being on the disk."""
    data = text.encode() if isinstance(text, str) else text
    return {"name": name, "mimeType": "text/plain", "buffer": data}


def case(name: str) -> dict[str, object]:
    """A file of the tests."""
    return text_file(name, (CASES / name).read_bytes())


def test_reports_are_added_found_replaced_seen_and_removed(
    open_page: Callable[..., Page], picture: Callable[[str], Path], tmp_path: Path
) -> None:
    page = open_page(locale="fr-FR", width=1200, height=1000)
    page.get_by_role("link", name="Ajouter un rapport").click()
    bad = text_file("image.bin", b"\x00\x01\x02" * 99)
    add(page, case("resolution-en.txt"), bad, case("subparagraphs-ar.txt"))
    assert outcomes(page, 3) == ["done", "failed", "done"]
    expect(page.locator(".cl-error")).to_contain_text("image.bin n'est pas un fichier texte")
    page.get_by_role("button", name="Vider cette liste").click()
    expect(page.locator(".cl-job")).to_have_count(0)

    rows = page.locator(".cl-table tbody tr")
    expect(rows).to_have_count(3)
    page.get_by_label("Chercher un rapport").fill("water points")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("14 mars 2023")
    page.get_by_label("Chercher un rapport").fill("")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="Langue").click()
    expect(page.locator('th[aria-sort="ascending"]')).to_contain_text("Langue")
    expect(rows.first).to_contain_text("arabe")

    page.get_by_role("button", name="RESOLUTION ON THE PROTECTION").click()
    detail = page.locator(".cl-detail")
    expect(detail).to_contain_text("Port Lestan")
    detail.get_by_text("Clauses trouvées : 8").click()
    expect(detail.locator(".cl-clauses")).to_contain_text("fishing communities")
    page.locator(".cl-table").scroll_into_view_if_needed()
    page.screenshot(path=picture("library-fr.png"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Télécharger le fichier d'origine").click()
    saved.value.save_as(tmp_path / "original")
    assert (tmp_path / "original").read_bytes() == (CASES / "resolution-en.txt").read_bytes()

    changed = (CASES / "resolution-en.txt").read_text("utf-8").replace("fishing", "herding")
    page.set_input_files(
        "input[type=file] >> nth=1",
        [text_file("second.txt", changed)],  # type: ignore[list-item]
    )
    assert outcomes(page, 1) == ["done"]
    expect(page.locator(".cl-done")).to_contain_text("Nouvelle version")
    expect(page.locator("tr[aria-current] td").nth(4)).to_have_text("2")

    page.get_by_role("button", name="Retirer de la bibliothèque").click()
    page.get_by_role("button", name="Non, le garder").click()
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="Retirer de la bibliothèque").click()
    page.get_by_role("button", name="Oui, le retirer").click()
    expect(page.get_by_text("Retiré : RESOLUTION ON THE PROTECTION")).to_be_visible()
    expect(rows).to_have_count(2)


def test_clauses_are_looked_at_before_a_report_is_added(open_page: Callable[..., Page]) -> None:
    page = open_page(locale="en-GB")
    go(page, "Library")
    page.get_by_text("Show me the clauses found before adding").click()
    named = "<img src=x onerror=document.title=1> **x** $x$ :smile:"  # and so is its title
    text = f"1. {PAYLOAD}\n\n2. Wells shall be open.\n"
    add(page, text_file(f"{named}.txt", text))
    preview = page.locator('.cl-job[data-state="look"]')
    expect(preview).to_contain_text("Clauses found", timeout=WAIT)
    assert preview.locator(".cl-file").inner_text() == f"{named}.txt"
    assert preview.locator(".cl-clauses li").first.inner_text() == f"1. {PAYLOAD}"
    rows = page.locator(".cl-table tbody tr")
    before = rows.count()
    preview.get_by_role("button", name="Do not add it").click()
    expect(page.locator(".cl-job")).to_contain_text("Cancelled")
    expect(rows).to_have_count(before)
    add(page, text_file(f"{named}.txt", text))
    page.get_by_role("button", name="Add this report").click(timeout=WAIT)
    expect(rows).to_have_count(before + 1, timeout=WAIT)
    page.locator(".cl-pick", has_text="<img").click()
    expect(page.locator(".cl-detail h2")).to_have_text(named)
    assert page.title() == "Clausier"  # nothing of it ran
    page.get_by_role("button", name="Remove from the library").click()
    page.get_by_role("button", name="Yes, remove it").click()
    expect(rows).to_have_count(before)


def test_questions_are_answered_while_a_report_is_added_and_adding_is_cancelled(
    open_page: Callable[..., Page],
) -> None:
    page, other = open_page(locale="en-GB"), open_page(locale="en-GB")
    go(page, "Library")
    long = "\n\n".join(
        f"{n}. " + " ".join(f"The parties to well {n} shall share water {k}." for k in range(4))
        for n in range(1, 500)
    )
    add(page, text_file("long.txt", f"LONG TREATY\n\n{long}\n"))
    job = page.locator('.cl-job[data-state="working"]')
    expect(job.locator("progress")).to_have_count(3, timeout=WAIT)
    expect(job).to_contain_text("of 500", timeout=WAIT)  # embedding
    other.fill("textarea", "What does paragraph 8 say?")
    other.press("textarea", "Enter")
    expect(other.locator(".cl-answer")).to_be_visible(timeout=WAIT)
    assert job.is_visible()
    job.get_by_role("button", name="Cancel").click()
    expect(page.locator(".cl-job")).to_contain_text("nothing was added", timeout=WAIT)
    expect(page.locator(".cl-table")).not_to_contain_text("LONG TREATY")


def test_conversation_is_reopened_named_judged_exported_and_deleted(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page, other = open_page(locale="en-GB"), open_page(locale="en-GB")
    page.fill("textarea", "What does paragraph 8 say?")
    page.press("textarea", "Enter")
    page.get_by_role("button", name="Right answer").click(timeout=WAIT)
    expect(page.get_by_role("button", name="Right answer")).to_have_attribute(
        "aria-pressed", "true"
    )
    listed = page.locator(".cl-conversation")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".cl-question")).to_have_count(0)
    listed.click()
    expect(page.locator(".cl-question")).to_have_text("What does paragraph 8 say?", timeout=WAIT)
    page.reload()  # goes on with it, and does not ask again
    expect(page.locator(".cl-question")).to_have_text("What does paragraph 8 say?", timeout=WAIT)
    expect(page.get_by_role("button", name="Right answer")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_label("Name of this conversation").fill(PAYLOAD)
    page.keyboard.press("Enter")
    expect(listed.first).to_have_text(PAYLOAD)
    # A name that cannot be kept as it is comes back as it is kept, and the page comes to rest.
    box = page.get_by_label("Name of this conversation")
    frames: list[str | bytes] = []
    heard = partial(list.append, frames)
    page.on("websocket", lambda socket: socket.on("framereceived", heard))
    page.reload()
    for typed, kept in (("", PAYLOAD), ("x" * 200, "x" * 119 + "…"), (f" {PAYLOAD} ", PAYLOAD)):
        box.fill(typed)
        page.keyboard.press("Enter")
        expect(box).to_have_value(kept)
        expect(listed.first).to_have_text(kept)
    page.wait_for_timeout(500)
    at_rest = len(frames)
    page.wait_for_timeout(500)
    assert len(frames) == at_rest
    for name, start in (("Word", b"PK"), ("PDF", b"%PDF"), ("Markdown", b"# ")):
        with page.expect_download() as saved:
            page.get_by_test_id("stSidebar").get_by_role("button", name=name).click()
        saved.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    other.reload()
    other.wait_for_selector("textarea:enabled")
    expect(other.locator(".cl-conversation")).to_have_count(0)  # another browser's are not seen
    page.get_by_role("button", name="Delete this conversation").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(listed).to_have_count(0)
    assert page.title() == "Clausier"


@pytest.mark.parametrize(
    ("locale", "views", "looks", "name"),
    [
        ("fr-FR", ("Bibliothèque", "Aperçu"), ({"width": 1200, "height": 900}, "light"), "fr"),
        ("ar-EG", ("المكتبة", "نظرة عامة"), (PHONE, "light"), "ar-phone"),
        ("en-GB", ("Library", "Insights"), (PHONE, "dark"), "en-phone"),
    ],
)
def test_library_and_insights_fit_and_speak_one_language(
    open_page: Callable[..., Page],
    picture: Callable[[str], Path],
    locale: str,
    views: tuple[str, str],
    looks: tuple[dict[str, int], str],
    name: str,
) -> None:
    size, scheme = looks
    page = open_page(locale=locale, **size)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.fill("textarea", "10 ?")
    page.press("textarea", "Enter")
    expect(page.locator(".cl-answer")).to_be_visible(timeout=WAIT)
    for view, seen in zip(views, (".cl-table", "canvas, .vega-embed svg"), strict=True):
        go(page, view)
        expect(page.locator(".cl-heading h1")).to_have_text(view, timeout=WAIT)
        expect(page.locator(seen).first).to_be_visible(timeout=WAIT)
        if size is PHONE and page.locator('[data-testid="stSidebar"]').is_visible():
            page.locator('[data-testid="stSidebarCollapseButton"] button').click()
        page.wait_for_timeout(1000)
        wide = page.evaluate(
            "[document.scrollingElement, document.querySelector('[data-testid=stMain]')]"
            ".map(e => e.scrollWidth - e.clientWidth)"
        )
        assert wide == [0, 0]
        words = page.locator('[data-testid="stMain"]').inner_text()
        foreign = {"fr-FR": ("Library", "Insights", "Reports", "Add ", "Show"),
                   "en-GB": ("Bibliothèque", "Aperçu", "Rapports", "Ajouter"),
                   "ar-EG": ("Bibliothèque", "Rapports", "Reports", "Drag", "Browse")}  # fmt: skip
        assert [word for word in foreign[locale] if word in words] == []
        if view == views[1] and name != "en-phone":
            page.screenshot(path=picture(f"insights-{name}.png"))
