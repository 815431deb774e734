"""Which reader a file needs, by its first bytes; what nobody can read is called by its name."""

from __future__ import annotations

from compliance.file_kinds import kind_of
from compliance.statements.delimited_text import read_delimited
from compliance.statements.json_rows import read_json
from compliance.statements.pdf_text import read_pdf
from compliance.statements.reading_limits import refuse_large
from compliance.statements.spreadsheets import read_spreadsheet
from compliance.statements.statement_messages import Refused
from compliance.statements.statement_types import FileContent
from compliance.statements.text_decoding import decoded

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes that may stand before a PDF begins."""


def open_file(content: bytes, password: str | None = None) -> FileContent:
    """The rows or lines of a file. Raises Refused where it cannot be read, or not without its password."""
    refuse_large(content)
    if content.startswith(_ZIP):
        return FileContent("xlsx", read_spreadsheet(content, "xlsx"))
    if content.startswith(_COMPOUND):
        return FileContent("xls", read_spreadsheet(content, "xls"))
    if _PDF in content[:_PDF_WITHIN]:
        return FileContent("pdf", lines=read_pdf(content, password))
    if kind := kind_of(content):
        raise Refused("another_kind", kind=kind)
    text, note = decoded(content)
    warnings = (note,) if note else ()
    if not text.strip():
        raise Refused("empty")
    if text.lstrip()[0] in "{[":
        return FileContent("json", read_json(text, len(content)), warnings=warnings)
    return FileContent("csv", (read_delimited(text),), warnings=warnings)
