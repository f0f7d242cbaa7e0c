"""A conversation as it is exported: questions, clauses with their quotations, numbered notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urljoin

from ingest.language import Language
from retrieval.models import Answer, Hit, Twin
from ui.links import link
from ui.rendering import opening
from ui.wording import Words

# The mark keeps the day of a date that follows a title in Latin letters with its month.
ARABIC_COMMA, RIGHT_TO_LEFT_MARK = "،", "\u200f"


@dataclass(frozen=True, slots=True)
class Linked:
    """A citation, and the link that opens its clause; "" where the page's address is not known."""

    citation: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause as it is exported: its words, `marked` those quoted, and the note that cites it.

    `before + marked + after` is exactly the clause's text. `note` counts from 1 through the whole
    transcript. `answers` is False for a clause that is only near: nothing of it stands out.
    `label` is a line that stands above the clause, "" for none. `twins` are the same clause in
    other reports, `also` says so above them.
    """

    before: str
    marked: str
    after: str
    chapeau: str
    language: str
    citation: str
    note: int
    label: str = ""
    answers: bool = True
    also: str = ""
    twins: tuple[Linked, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, the sentence that says what was found, and the clauses."""

    question: str
    opening: str
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole conversation in the reader's language. Every word of it is data, never markup."""

    title: str
    about: str
    language: Language
    exchanges: tuple[Exchange, ...]

    @property
    def right_to_left(self) -> bool:
        """Say whether the reader's language runs from right to left."""
        return self.language == "ar"


def make_transcript(
    title: str,
    answers: Sequence[Answer],
    words: Words,
    languages: dict[str, str],
    today: date | None = None,
    page: str = "",
) -> Transcript:
    """Return a conversation as it is exported. `languages` are those of the reports, by id.

    `page` is the address that links lead to.
    """
    exchanges: list[Exchange] = []
    notes = 0
    for answer in answers:
        quoted = tuple(
            also_in(
                quote(hit, answer, languages.get(hit.report_id, ""), notes + n),
                [twin for twin in hit.twins if twin.report_id in languages],
                words,
                page,
            )
            for n, hit in enumerate(answer.hits, start=1)
        )
        notes += len(quoted)
        if answer.answered:  # else the sentence above them all says so
            quoted = labelled(quoted, words("export_near"))
        exchanges.append(Exchange(answer.question, opening(answer, words), quoted))
    day = words.date((today or date.today()).isoformat())
    about = words("export_about", date=day)
    return Transcript(one_line(title), about, words.language, tuple(exchanges))


def quote(hit: Hit, answer: Answer, language: str, note: int) -> Quoted:
    """Return a clause of an answer: the first answers, with those that the question names."""
    text, start = hit.clause.text, hit.quotation.start - hit.clause.start
    end = start + len(hit.quotation.text)
    return Quoted(
        text[:start],
        text[start:end],
        text[end:],
        hit.clause.chapeau or "",
        hit.clause.language or language or answer.language,
        kept_apart(hit.citation),
        note,
        answers=answer.answered and (hit.rank == 1 or hit.located),
    )


def labelled(quoted: tuple[Quoted, ...], near: str) -> tuple[Quoted, ...]:
    """Return clauses, a line above the first that is only near."""
    first = next((place for place, one in enumerate(quoted) if not one.answers), None)
    return tuple(
        replace(one, label=near) if place == first else one for place, one in enumerate(quoted)
    )


def also_in(quoted: Quoted, twins: Sequence[Twin], words: Words, page: str) -> Quoted:
    """Return a clause with the same clause in other reports, each linked from its citation."""
    if not twins:
        return quoted
    linked = tuple(
        Linked(
            kept_apart(twin.citation),
            urljoin(page, link(twin.report_id, twin.name)) if page else "",
        )
        for twin in twins
    )
    return replace(quoted, also=words("twins", count=words.number(len(linked))), twins=linked)


def kept_apart(citation: str) -> str:
    """Return a citation whose day does not follow the Latin letters of a title."""
    return citation.replace(ARABIC_COMMA, ARABIC_COMMA + RIGHT_TO_LEFT_MARK)


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split())
