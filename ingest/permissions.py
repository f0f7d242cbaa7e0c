"""What this user may do with files."""

from __future__ import annotations

import os
from pathlib import Path


def may_write(file: Path) -> bool:
    """Say whether this user may write a file or folder, or make it, and write beside it."""
    effective = os.access in os.supports_effective_ids
    wanted = [path for path in (file, file.parent) if path.exists()]
    return all(os.access(path, os.W_OK, effective_ids=effective) for path in wanted)
