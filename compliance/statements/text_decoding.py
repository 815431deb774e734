"""The letters of a text file: by its first bytes, else strict UTF-8, else UTF-16, else an older code page."""

from __future__ import annotations

import codecs
from typing import Final

from compliance.statements.statement_messages import Note, Refused

FALLBACK: Final = "cp1252"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT: Final = 2000


def decoded(content: bytes, fallback: str = FALLBACK) -> tuple[str, Note | None]:
    """The text, and a note where its encoding had to be guessed. Raises Refused for what is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), None
    if wide := _wide_encoding(content[:_LOOKED_AT]):
        return _strictly(content, wide), None
    try:
        return _without_nul(content.decode("utf-8")), None
    except UnicodeDecodeError:
        return _strictly(content, fallback), Note("encoding_guessed", values=(("encoding", fallback),))


def _wide_encoding(start: bytes) -> str | None:
    """UTF-16 without a mark: in text of Latin letters every other byte is zero."""
    half = len(start) // 2
    if half and start[1::2].count(0) > half * 0.7 and start[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if half and start[::2].count(0) > half * 0.7 and start[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return _without_nul(content.decode(encoding))
    except UnicodeDecodeError:
        raise Refused("not_text") from None


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise Refused("not_text")
    return text
