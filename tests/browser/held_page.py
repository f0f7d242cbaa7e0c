"""The page with an encoder that can be held: `python held_page.py FILE ARGUMENTS…`.

As long as there is that file, a question whose words are looked for by meaning has no answer; one
that names a clause has.
"""

import sys
import time
from pathlib import Path

from ingest.vectors import EmbeddedQuery
from retrieval.packaged_encoder import PackagedEncoder
from ui.cli import main

HOLD = Path(sys.argv[1])
embed_query = PackagedEncoder.embed_query


def when_let(encoder: PackagedEncoder, text: str) -> EmbeddedQuery:
    """Embed a question, as soon as it may be."""
    while HOLD.exists():
        time.sleep(0.05)
    return embed_query(encoder, text)


PackagedEncoder.embed_query = when_let
sys.exit(main(sys.argv[2:]))
