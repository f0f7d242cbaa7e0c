"""Image files: scans of one page, or of several in one TIFF file."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageOps

from ingest.errors import UnreadableFile
from ingest.models import DEFAULT_MOST_SCANS, Block, Doubt, Progress
from ingest.readers.scans import (
    POINTS_IN_AN_INCH,
    PageImage,
    best_scale,
    read_scans,
)

MOST_PIXELS_IN_A_FILE = 100_000_000
FORMATS = ("PNG", "JPEG", "TIFF")
# Without its resolution an image is taken to be of a page as wide as A4, in points.
USUAL_WIDTH = 595.0
RESOLUTIONS = range(50, 1_300)  # those a scanner gives; a screenshot's 1 or 0 tells nothing


def read_image(
    data: bytes, name: str, progress: Progress, most_scans: int = DEFAULT_MOST_SCANS
) -> tuple[list[Block], list[Doubt]]:
    """Return the lines that are recognised in an image file, each with its page and box.

    Doubts tell how sure that is. Raises `UnreadableFile`.
    """
    try:
        file = Image.open(io.BytesIO(data), formats=FORMATS)
        pages = range(1, getattr(file, "n_frames", 1) + 1)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableFile(
            f"{name} is not an image that can be read: {error}. Save it again as PNG, JPEG, TIFF "
            "or PDF and add that.",
            code="bad-image",
            name=name,
        ) from error

    def picture(number: int) -> PageImage | None:
        try:
            file.seek(number - 1)
            return page_image(file)
        except (OSError, ValueError, SyntaxError, EOFError):  # damaged, or broken off
            return None

    read, doubts = read_scans(pages, picture, progress, most_scans)
    return [block for page in sorted(read) for block in read[page]], doubts


def page_image(file: Image.Image) -> PageImage | None:
    """Return the image where a file stands, in grey and of a good size; None if it is too large."""
    if file.width * file.height > MOST_PIXELS_IN_A_FILE:
        return None
    resolution = float(file.info.get("dpi", (0, 0))[0])
    seen = ImageOps.exif_transpose(file).convert("L")
    known = round(resolution) in RESOLUTIONS
    width = seen.width * POINTS_IN_AN_INCH / resolution if known else USUAL_WIDTH
    scale = best_scale(width, width * seen.height / seen.width)
    height = round(width * scale * seen.height / seen.width)
    drawn = seen.resize((max(round(width * scale), 1), max(height, 1)))
    return PageImage(np.asarray(drawn), scale)
