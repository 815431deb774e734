"""What kind of file somebody gave, by its first bytes, so that a wrong one can be called by its name."""

from __future__ import annotations

from typing import Final

from compliance.text import N_, _

_BEGINNINGS: Final = (
    (b"\x89PNG\r\n", N_("a picture (PNG)")),
    (b"\xff\xd8\xff", N_("a picture (JPEG)")),
    (b"GIF8", N_("a picture (GIF)")),
    (b"BM", N_("a picture (BMP)")),
    (b"%PDF-", N_("a PDF")),
    (b"PK\x03\x04", N_("a spreadsheet, a document or a ZIP archive")),
    (b"\xd0\xcf\x11\xe0", N_("an older spreadsheet or document")),
    (b"Rar!", N_("an archive (RAR)")),
    (b"\x1f\x8b", N_("an archive (GZIP)")),
    (b"ID3", N_("a sound file (MP3)")),
    (b"OggS", N_("a sound file (OGG)")),
)
_INSIDE: Final = (
    (b"WEBP", 8, N_("a picture (WEBP)")),
    (b"ftyphei", 4, N_("a picture (HEIC)")),
    (b"ftyp", 4, N_("a film or a sound file")),
)
_PAGES: Final = (b"<!doctype html", b"<html", b"<?xml")
_LOOKED_AT: Final = 512


def kind_of(raw: bytes) -> str | None:
    """What a file is, in words that go on from "This is"; None for text and for what is not known."""
    for beginning, words in _BEGINNINGS:
        if raw.startswith(beginning):
            return _(words)
    for mark, place, words in _INSIDE:
        if raw[place:].startswith(mark):
            return _(words)
    start = raw[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return _("a web page") if start.startswith(_PAGES) else None
