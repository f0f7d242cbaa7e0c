"""The page with an encoder that can be held: `python held_page.py FILE ARGUMENTS…`.

As long as there is that file, a question whose words are looked for by meaning has no answer; one
that names a clause has. As long as there is one of that name with ".slow", each run of the page
takes its time before it shows the place to ask; of one with ".rebuild", a rebuild does not go on.
"""

import sys
import time
from pathlib import Path

import streamlit as st

from ingest.models import Progress
from ingest.vectors import EmbeddedQuery
from retrieval.packaged_encoder import PackagedEncoder
from retrieval.rebuilding import Rebuilt
from retrieval.upkeep import Upkeep
from ui.cli import main

HOLD = Path(sys.argv[1])
SLOW = HOLD.with_suffix(".slow")
embed_query = PackagedEncoder.embed_query
chat_input = st.chat_input
REBUILD = HOLD.with_suffix(".rebuild")
rebuild = Upkeep.rebuild


def when_let(encoder: PackagedEncoder, text: str) -> EmbeddedQuery:
    """Embed a question, as soon as it may be."""
    while HOLD.exists():
        time.sleep(0.05)
    return embed_query(encoder, text)


def in_its_time(*arguments: object, **named: object) -> object:
    """Show the place to ask."""
    if SLOW.exists():
        time.sleep(0.3)
    return chat_input(*arguments, **named)


def rebuild_when_let(upkeep: Upkeep, progress: Progress) -> Rebuilt:
    """Rebuild, as soon as it may be."""
    while REBUILD.exists():
        progress("embedding", 3, 9)
        time.sleep(0.05)
    return rebuild(upkeep, progress)


Upkeep.rebuild = rebuild_when_let  # type: ignore[assignment, method-assign]
PackagedEncoder.embed_query = when_let
st.chat_input = in_its_time
sys.exit(main(sys.argv[2:]))
