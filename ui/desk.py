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
from ui.chat import Turn, restyled, sure, with_around
from ui.drawn import Drawn
from ui.links import CLAUSE, QUESTION, REPORT, STYLE, VERSION, opened_by
from ui.opened import Opened
from ui.rendering import opening
from ui.scoping import toggled
from ui.waiting import Waiting
from ui.wording import Words


@dataclass(slots=True)
class Desk:
    """What one visitor has on their desk. It lives as long as the visit."""

    turns: list[Turn] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)  # the first is looked for
    opened: Opened | None = None
    scope: Scope = EVERYTHING
    style: Style = Style.PLAIN
    scene: Scene = field(default_factory=Scene)
    drawn: Drawn = field(default_factory=dict)
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
        self.change([self._styled(turn, assistant) for turn in self.turns])

    def _styled(self, turn: Turn, assistant: Assistant) -> Turn:
        with suppress(ReportNotFound):
            return restyled(turn, self.style, assistant)
        return turn

    def ask(self, question: str, words: Words, alone: bool = False) -> None:
        """Have a question wait for its answer; asked again after a stop, it takes that place.

        It is understood after the turns before it, unless it is to be asked `alone`, as typed.
        """
        self.scoping = False
        if self.turns and self.turns[-1].stopped and self.turns[-1].question == question:
            self.change(self.turns[:-1])
        self.waiting.append(Waiting(question, alone, self.scope, self.style))
        place = len(self.turns) + len(self.waiting)
        self.play(goto=place_of(place), say=words("searching"), later=True)

    def look(self, assistant: Assistant) -> Waiting | None:
        """Have the first question that waits looked for; return it, or None if none waits."""
        first = self.waiting[0] if self.waiting else None
        if first:
            first.begin(assistant, self.turns)
        return first

    def take_answer(self, waiting: Waiting, assistant: Assistant, words: Words) -> bool:
        """Have an answer that is there shown and spoken; say whether it was still waited for."""
        if waiting not in self.waiting or waiting.answer is None:
            return False  # stopped, or another run of the page took it
        self.waiting.remove(waiting)
        turn = replace(waiting.answer.result(), alone=waiting.alone)
        if waiting.style is not self.style:  # another was chosen meanwhile
            turn = self._styled(turn, assistant)
        self.change([*self.turns, turn])
        self.play(goto=place_of(len(self.turns)), say=spoken(turn, words))
        return True

    def stop(self, number: int, words: Words) -> None:
        """Stop the question that waits to become the turn of a number, and say so."""
        place = number - len(self.turns) - 1
        if not 0 <= place < len(self.waiting):
            return  # it was answered just now
        waiting = self.waiting.pop(place)
        waiting.stop()
        self.change([*self.turns, Turn(waiting.question, alone=waiting.alone, stopped=True)])
        self.play(goto=place_of(len(self.turns)), say=words("stopped"))

    def leave(self, turns: list[Turn]) -> None:
        """Go on with other turns: no answer of those before is waited for any more."""
        while self.waiting:
            self.waiting.pop().stop()
        self.change(turns)

    def change(self, turns: list[Turn]) -> None:
        """Have other turns on the desk: a new list, so that a run of the page sees the change."""
        self.turns = turns

    def take(self, act: Act, assistant: Assistant, words: Words) -> None:
        """Do what was clicked. A click on what is no longer there does nothing."""
        if act.name == "open":
            version = act.number("version") or None
            self.opened = Opened(act["report"], act["clause"], version=version)
            self.play(goto="mark")
        elif act.name == "around" and 1 <= act.number("turn") <= len(self.turns):
            place = act.number("turn") - 1
            with suppress(ReportNotFound):
                self.turns[place] = with_around(self.turns[place], act.number("rank"), assistant)
        elif act.name == "stop":
            self.stop(act.number("turn"), words)
        elif act.name == "scope":
            self.scope, self.scoping = toggled(self.scope, act), True
        elif act.name == "file" and act["form"] in list(FileFormat):
            self.play(file=citation_file(act, assistant, words))
        elif self.opened:
            self.opened = self.opened.after(act)
            self.play(goto="mark" if act.name in ("view", "leaf") else "")

    def play(
        self,
        goto: str = "",
        say: str = "",
        file: tuple[str, str] | None = None,
        later: bool = False,
    ) -> None:
        """Have the browser do something once the page is shown."""
        self.scene = Scene(self.scene.number + 1, goto, say, file, later)

    def at_hand(self) -> set[str]:
        """Return the reports that lie open or answered."""
        found = {one.report.id for turn in self.turns for one in turn.found}
        return found | ({self.opened.report_id} if self.opened else set())

    def address(self) -> dict[str, str]:
        """Return the address that brings back the last question and what lies open."""
        asked = [turn.question for turn in self.turns if not turn.stopped]
        kept = {QUESTION: asked[-1] if asked else ""}
        if self.style is not Style.PLAIN:
            kept[STYLE] = self.style
        if self.opened:
            kept |= {REPORT: self.opened.report_id, CLAUSE: self.opened.clause}
            kept[VERSION] = str(self.opened.version or "")
        return {name: value for name, value in kept.items() if value}


def place_of(turn: int) -> str:
    """Return where the browser goes for a turn: for the first, to the heading that stands above."""
    return "top" if turn == 1 else f"turn-{turn}"


def spoken(turn: Turn, words: Words) -> str:
    """Return what a screen reader is told of an answer."""
    if turn.error:
        return words.error(turn.error)
    if turn.answer is None:
        return ""
    first = turn.found[0].hit.citation if turn.found else ""
    said = [opening(turn.answer, words).rstrip("."), sure(turn, words), first]
    return ". ".join(filter(None, said))


def citation_file(act: Act, assistant: Assistant, words: Words) -> tuple[str, str] | None:
    """Return the name and the text of a file with the citation that was asked for."""
    form, version = FileFormat(act["form"]), act.number("version") or None
    try:
        text = assistant.citations.reference_file(
            act["report"], act["clause"], form, words.language, version
        )
    except ClausierError:  # the report was removed meanwhile
        return None
    old = f"-version-{version}" if version else ""
    return f"{act['report']}{old}-{act['clause']}.{form}", text
