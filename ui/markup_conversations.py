"""Conversations as HTML: the visitor's list of them, and the verdict on an answer."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ingest.conversations import Conversation, Verdict
from ui.markup import Template, tied_html
from ui.wording import Words

LIST = Template('<nav class="cl-conversations" aria-label="{}">{}<ul>{}</ul></nav>')
NEW = Template('<button type="button" class="cl-act" data-act="conversation-new">{}</button>')
LINE = Template(
    '<li><button type="button" class="cl-conversation" data-act="conversation" data-id="{}"{}'
    ' dir="auto">{}</button></li>'
)
CURRENT = Markup(' aria-current="true"')
ASK_DELETE = Template('<button type="button" class="cl-act" data-act="{}">{}</button>')
SURE = Template(
    '<div role="alert" class="cl-error" dir="auto">{}</div><div class="cl-acts">{}{}</div>'
)
VERDICT = Template('<div class="cl-verdict" role="group" aria-label="{}">{}{}</div>')
THUMB = Template(
    '<button type="button" class="cl-act cl-thumb" data-act="judge" data-turn="{}"'
    ' data-verdict="{}" aria-pressed="{}"><span aria-hidden="true">{}</span> {}</button>'
)
SIGNS = {"up": "👍", "down": "👎"}


def conversations_html(
    conversations: Sequence[Conversation], current: str | None, words: Words
) -> Markup:
    """The visitor's conversations, the one that goes on marked, and the way to a new one."""
    lines = Markup("").join(
        LINE.format(one.id, CURRENT if one.id == current else Markup(""), tied_html(one.title))
        for one in conversations
    )
    new = NEW.format(words("conversation_new"))
    return LIST.format(words("conversations"), new, lines)


def delete_html(is_sure: bool, words: Words) -> Markup:
    """The way to delete the conversation that goes on; it is asked for twice."""
    if not is_sure:
        return ASK_DELETE.format("conversation-ask-delete", words("conversation_delete"))
    return SURE.format(
        words("conversation_sure"),
        ASK_DELETE.format("conversation-delete", words("conversation_yes")),
        ASK_DELETE.format("conversation-keep", words("conversation_no")),
    )


def verdict_html(number: int, verdict: Verdict, words: Words) -> Markup:
    """Thumbs up and down for the answer of a turn; the one that was given is pressed."""
    thumbs = (
        THUMB.format(
            number, one, "true" if one == verdict else "false", SIGNS[one], words(f"verdict_{one}")
        )
        for one in SIGNS
    )
    return VERDICT.format(words("verdict"), *thumbs)
