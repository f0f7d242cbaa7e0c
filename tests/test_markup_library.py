"""The library page as HTML: titles, issuers, file names and clauses are text, whatever they say."""

import re

import pytest

from ingest.conversations import Conversation
from ingest.models import Doubt, Listed, Source
from ingest.pipeline import Added, parse_report
from ui.intake import Job
from ui.markup_conversations import conversations_html
from ui.markup_library import Kept, detail_html, remove_html, table_html
from ui.markup_works import jobs_html
from ui.shelf import Wanted, pick
from ui.wording import words_in

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</table></details><iframe src=javascript:alert(1)>",
)
WORDS = words_in("fr")


def parsed(text):
    return parse_report(Source(f"{text}.txt", f"{text}\n\n1. {text}\n\n2. Suite.\n".encode()))


def shown(payload):
    """Every view of the page, with a payload wherever a report or a file has words."""
    read = parsed(payload)
    listed = Listed(
        payload, payload, payload, "2019-09-24", "fr", 2, 2, 3, 1, "2026-11-25", payload
    )
    doubt = Doubt("unheard-of", payload)
    added = Added(read.report, "added", 2, 2, (doubt,))
    jobs = [
        Job(1, Source(payload, b""), look=True, state="look", parsed=read),
        Job(2, Source(payload, b""), look=False, state="done", added=added),
        Job(3, Source(payload, b""), look=False, state="working"),
    ]
    yield jobs_html(jobs, WORDS)
    yield table_html(pick([listed], Wanted()), Wanted(), payload, {payload: 2}, WORDS)
    yield detail_html(Kept(listed, read.report, read.clauses, [doubt]), WORDS)
    yield remove_html(listed, True, WORDS)
    yield conversations_html([Conversation("id", payload, "2026", 1)], "id", WORDS)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_reports_are_never_markup(payload):
    for html in shown(payload):
        tags = set(re.findall(r"<([a-z0-9]+)", html))
        assert not tags & {"script", "img", "iframe"}
        for tag in re.findall(r"<[a-z][^>]*>", html):
            names = re.findall(r"""([a-z-]+)=("[^"]*"|[^\s"]+)""", tag)
            assert not {name for name, _ in names} & {"onerror", "onmouseover"}
            assert all(value.startswith('"') for _, value in names)


def test_table_says_how_it_is_sorted_and_which_report_is_shown():
    listed = [Listed(n, n, "", None, "fr", 1, 1, None, 1, "2026", f"{n}.txt") for n in ("a", "b")]
    html = table_html(pick(listed, Wanted()), Wanted(by="title"), "b", {}, WORDS)
    assert html.count('aria-sort="descending"') == 1
    assert html.count('aria-sort="none"') == 5
    assert re.search(r'data-report="b" aria-current="true"', html)


@pytest.mark.parametrize(
    ("state", "stoppable"), [("waiting", True), ("working", True), ("cancelled", False)]
)
def test_files_can_be_cancelled_until_they_are_over(state, stoppable):
    html = jobs_html([Job(1, Source("a", b""), look=False, state=state)], WORDS)
    assert ('data-act="cancel"' in html) is stoppable
    assert html.count("<progress") == (3 if stoppable else 0)
