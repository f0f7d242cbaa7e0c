"""One visit to the chat: its turns, the report that lies open, and what clicks do to them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ingest.errors import ClausierError, ReportNotFound
from retrieval.assistant import Assistant
from retrieval.reference_files import FileFormat
from retrieval.scope import EVERYTHING, Scope
from retrieval.styles import Style
from ui.browser import Act, Scene
from ui.chat import Turn, restyled, sure, take_turn, with_around
from ui.links import CLAUSE, QUESTION, REPORT, STYLE, opened_by
from ui.opened import Opened
from ui.rendering import opening
from ui.scoping import toggled
from ui.wording import Words


@dataclass(slots=True)
class Desk:
    """What one visitor has on their desk. It lives as long as the visit."""

    turns: list[Turn] = field(default_factory=list)
    opened: Opened | None = None
    scope: Scope = EVERYTHING
    style: Style = Style.PLAIN
    scene: Scene = field(default_factory=Scene)
    met: bool = False  # the address has been followed
    scoping: bool = False  # the chips lie open

    def meet(self, address: Mapping[str, str]) -> str:
        """Open what an address names, once; return the question that it asks, or ""."""
        if self.met:
            return ""
        self.met = True
        self.opened = opened_by(address)
        if self.opened:
            self.play(goto="mark")
        return address.get(QUESTION, "")

    def cite_in(self, style: Style, assistant: Assistant) -> None:
        """Have every citation in a style; those of a report that was removed stay as they are."""
        if style is self.style:
            return
        self.style = style
        for place, turn in enumerate(self.turns):
            with suppress(ReportNotFound):
                self.turns[place] = restyled(turn, style, assistant)

    def ask(self, question: str, assistant: Assistant, words: Words, alone: bool = False) -> None:
        """Ask a question, and have its answer shown and spoken.

        It is understood after the turns before it, unless it is to be asked `alone`, as typed.
        """
        self.scoping = False
        before = [] if alone else self.turns
        turn = take_turn(question, assistant, self.scope, self.style, before)
        self.turns.append(replace(turn, alone=alone))
        said = spoken(self.turns[-1], words)
        self.play(goto=f"turn-{len(self.turns)}", say=said)

    def take(self, act: Act, assistant: Assistant, words: Words) -> None:
        """Do what was clicked. A click on what is no longer there does nothing."""
        if act.name == "open":
            self.opened = Opened(act["report"], act["clause"])
            self.play(goto="mark")
        elif act.name == "around" and 1 <= act.number("turn") <= len(self.turns):
            place = act.number("turn") - 1
            with suppress(ReportNotFound):
                self.turns[place] = with_around(self.turns[place], act.number("rank"), assistant)
        elif act.name == "scope":
            self.scope, self.scoping = toggled(self.scope, act), True
        elif act.name == "file" and act["form"] in list(FileFormat):
            self.play(file=citation_file(act, assistant, words))
        elif self.opened:
            self.opened = self.opened.after(act)
            self.play(goto="mark" if act.name in ("view", "leaf") else "")

    def play(self, goto: str = "", say: str = "", file: tuple[str, str] | None = None) -> None:
        """Have the browser do something once the page is shown."""
        self.scene = Scene(self.scene.number + 1, goto, say, file)

    def at_hand(self) -> set[str]:
        """Return the reports that lie open or answered."""
        found = {one.report.id for turn in self.turns for one in turn.found}
        return found | ({self.opened.report_id} if self.opened else set())

    def address(self) -> dict[str, str]:
        """Return the address that brings back the last question and what lies open."""
        kept = {QUESTION: self.turns[-1].question if self.turns else ""}
        if self.style is not Style.PLAIN:
            kept[STYLE] = self.style
        if self.opened:
            kept |= {REPORT: self.opened.report_id, CLAUSE: self.opened.clause}
        return {name: value for name, value in kept.items() if value}


def spoken(turn: Turn, words: Words) -> str:
    """Return what a screen reader is told of an answer."""
    if turn.error:
        return words.error(turn.error)
    if turn.answer is None:
        return ""
    first = turn.found[0].hit.citation if turn.found else ""
    return " ".join(filter(None, [opening(turn.answer, words), sure(turn, words), first]))


def citation_file(act: Act, assistant: Assistant, words: Words) -> tuple[str, str] | None:
    """Return the name and the text of a file with the citation that was asked for."""
    form = FileFormat(act["form"])
    try:
        text = assistant.reference_file(act["report"], act["clause"], form, words.language)
    except ClausierError:  # the report was removed meanwhile
        return None
    return f"{act['report']}-{act['clause']}.{form}", text
