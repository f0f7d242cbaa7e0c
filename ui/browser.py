"""What only a browser can do: copy, save, scroll, announce, and tell what was clicked.

The buttons of answers and reports are plain HTML with `data-act="…"`: one script tells what was
clicked. The script is static; texts come to it as data, never as code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.wording import Words

SCRIPTS = [Path(__file__).parent / name for name in ("browser.js", "focus.js")]
KEY, CLICKED = "browser", "clicked"
# What Streamlit names in English only, for those who hear the page.
NAMES = {
    '[data-testid="stSidebar"]': "name_sidebar",
    '[data-testid="stSidebar"] [data-testid="stBaseButton-headerNoPadding"]': "name_sidebar_close",
    '[data-testid="stExpandSidebarButton"]': "name_sidebar_open",
    '[data-testid="stSidebarNav"]': "name_views",
    '[data-testid="stSelectbox"] button': "name_choices",
    '[data-testid="stChatInputSubmitButton"]': "name_send",
    '[data-testid="stFileUploaderDropzoneInput"]': "upload_button",
    '[data-testid="stFileUploaderDropzone"] button': "upload_button",
}


@dataclass(frozen=True, slots=True)
class Act:
    """What was clicked: the button's `data-act`, and its other `data-` values, all text.

    It comes from a browser: whoever uses a value checks it.
    """

    name: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """Return a value; "" for none."""
        return self.values.get(name, "")

    def number(self, name: str) -> int:
        """Return a value as a whole number; 0 for what is none."""
        return whole_number(self[name])


def whole_number(text: str) -> int:
    """Return the whole number that comes from a browser as text; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


@dataclass(frozen=True, slots=True)
class Scene:
    """What the browser is to do once the page is shown, once for each new `number`.

    `goto` names the `data-goto` to scroll to, `say` is what a screen reader is to speak (`later`:
    only if nothing else is to be spoken within a second), and `file` is the name and the text of a
    file to save.
    """

    number: int = 0
    goto: str = ""
    say: str = ""
    file: tuple[str, str] | None = None
    later: bool = False


def in_browser(scene: Scene, words: Words) -> None:
    """Play a scene in the browser; what is clicked there comes with `clicked`."""
    name, text = scene.file or ("", "")
    component()(
        key=KEY,
        data={
            "language": words.language,
            "direction": words.direction,
            "copied": words("copied"),
            "notCopied": words("not_copied"),
            "names": {selector: words(name) for selector, name in NAMES.items()},
            "skip": words("skip"),
            "number": scene.number,
            "goto": scene.goto,
            "say": scene.say,
            "later": scene.later,
            "fileName": name,
            "fileText": text,
        },
        on_act_change=keep_click,
    )


def keep_click() -> None:
    """Keep what was clicked for the run that follows."""
    st.session_state[CLICKED] = st.session_state[KEY].get("act")


def clicked() -> Act | None:
    """Return what was clicked since the last run, once."""
    return act_from(st.session_state.pop(CLICKED, None))


def act_from(value: object) -> Act | None:
    """Return what a browser says was clicked; None for anything else."""
    if not isinstance(value, Mapping) or not isinstance(value.get("act"), str):
        return None
    values = {str(name): text for name, text in value.items() if isinstance(text, str)}
    return Act(values.pop("act"), values)


@cache
def component() -> ComponentRenderer:
    """Return the component of the script, registered once in the process."""
    return st.components.v2.component(
        "clausier.browser", js="\n".join(script.read_text("utf-8") for script in SCRIPTS)
    )
