"""The faces of printed documents, and which characters each of them has."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "NotoSans-Regular"
STRONG: Final = "NotoSans-SemiBold"
ARABIC: Final = "NotoSansArabic-Regular"

_FOLDER: Final = Path(__file__).parent.parent / "fonts"


@cache
def ready() -> None:
    """Make the faces known to the PDF library, once in a process."""
    for name in (REGULAR, STRONG, ARABIC):
        registerFont(TTFont(name, str(_FOLDER / f"{name}.ttf")))


@cache
def letters(face: str) -> frozenset[int]:
    """The code points that a face has a glyph for."""
    ready()
    return frozenset(getFont(face).face.charToGlyph)
