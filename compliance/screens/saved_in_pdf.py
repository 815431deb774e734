"""The workbook inside a PDF of this program, and what the PDF was made with, taken out again.

Only PDFs as the program wrote them are read, with the embedded file open or deflated. A PDF that another
program saved anew may hold it in a form that is not read here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from compliance.documents.made_with import FORMAT

PDF_MARK: Final = b"%PDF-"
_OBJECT: Final = re.compile(
    rb"\bobj\s*<<(?P<entries>.{0,400}?/Type\s*/EmbeddedFile\b.{0,400}?)>>\s*stream\r?\n", re.DOTALL
)
_DEFLATED: Final = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\s*(?:\]|/|$)")
_MADE_WITH: Final = f'"{FORMAT}"'.encode()
LARGEST: Final = 10 * 1024 * 1024
"""Bytes of a workbook; a packed one that grows beyond is not unpacked further."""
_LENGTH: Final = re.compile(rb"/Length\s+(\d{1,9})\b")


def is_pdf(raw: bytes) -> bool:
    """Whether a file says of itself that it is a PDF."""
    return raw.startswith(PDF_MARK)


def workbook_in(raw: bytes) -> bytes | None:
    """The embedded workbook file of a PDF of this program; None where none can be found."""
    return next((content for content in _embedded(raw) if not _is_made_with(content)), None)


def made_with_in(raw: bytes) -> bytes | None:
    """The embedded file that says what a PDF was made with; None where there is none."""
    return next((content for content in _embedded(raw) if _is_made_with(content)), None)


def _is_made_with(content: bytes) -> bool:
    return _MADE_WITH in content[:200]


def _embedded(raw: bytes) -> Iterator[bytes]:
    """The embedded JSON files that can be read, in the order in which they stand."""
    for found in _OBJECT.finditer(raw):
        length = _LENGTH.search(found["entries"])
        if length is None:
            continue
        content = _unpacked(raw[found.end() : found.end() + int(length[1])], found["entries"])
        if content is not None and content.lstrip().startswith(b"{"):
            yield content


def _unpacked(stream: bytes, entries: bytes) -> bytes | None:
    """A stream as it was before packing; None where it was packed in another way, or is too large."""
    if b"/Filter" not in entries:
        return stream
    if not _DEFLATED.search(entries):
        return None
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(stream, LARGEST)
    except zlib.error:
        return None
    return content if unpacking.eof else None
