"""Whether the letters of a PDF page are bold, by what the file says of their font."""

from __future__ import annotations

import ctypes
import re

from pypdfium2 import raw

# Names of bold fonts: Arial-BoldMT, NotoSerif-SemiBold, CMBX10 of TeX, NimbusRomNo9L-Medi.
BOLD_NAME = re.compile(r"bold|black|heavy|demi|cmbx|sfbx|-medi\b", re.IGNORECASE)
FORCE_BOLD = 1 << 18  # a flag of fonts (ISO 32000-1, table 123)
FILLED_AND_DRAWN_ROUND = 2  # text rendering mode of letters that are made bold (table 106)
LONGEST_NAME = 128


def is_bold(text: raw.FPDF_TEXTPAGE, index: int) -> bool:
    """Say whether a character of a page is bold.

    The weight that a font gives for itself is not asked: it is guessed from the width of its
    stems, and regular Arabic fonts come out as bold.
    """
    name = ctypes.create_string_buffer(LONGEST_NAME)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, LONGEST_NAME, flags)
    if BOLD_NAME.search(name.value.decode(errors="replace")) or flags.value & FORCE_BOLD:
        return True
    shape = raw.FPDFText_GetTextObject(text, index)
    return bool(shape) and raw.FPDFTextObj_GetTextRenderMode(shape) == FILLED_AND_DRAWN_ROUND
