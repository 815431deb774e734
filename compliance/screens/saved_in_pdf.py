"""The workbook inside a PDF of this program, taken out again.

Only PDFs as the program wrote them are read: there the embedded file lies open, as it was saved. A PDF that
another program saved anew may hold it in a form that is not read here.
"""

from __future__ import annotations

import re
from typing import Final

PDF_MARK: Final = b"%PDF-"
_OBJECT: Final = re.compile(
    rb"\bobj\s*<<(?P<entries>.{0,400}?/Type\s*/EmbeddedFile\b.{0,400}?)>>\s*stream\r?\n", re.DOTALL
)
_LENGTH: Final = re.compile(rb"/Length\s+(\d{1,9})\b")


def is_pdf(raw: bytes) -> bool:
    """Whether a file says of itself that it is a PDF."""
    return raw.startswith(PDF_MARK)


def workbook_in(raw: bytes) -> bytes | None:
    """The embedded workbook file of a PDF of this program; None where none can be found."""
    for found in _OBJECT.finditer(raw):
        length = _LENGTH.search(found["entries"])
        if length and b"/Filter" not in found["entries"]:
            content = raw[found.end() : found.end() + int(length[1])]
            if content.lstrip().startswith(b"{"):
                return content
    return None
