"""A document of the browser as a file: what was downloaded as it is can be opened again."""

from __future__ import annotations

from typing import Final

from compliance.screens.draft import Draft
from compliance.screens.keeping.kept_document import FORMAT, VERSION, put_in, read_kept
from compliance.text import _
from compliance.workbook_messages import WHOLE_FILE, Problem, problem

_MARK: Final = f'"{FORMAT}"'.encode()
_SHOWN: Final = 100
"""Bytes at the beginning of a file in which its format stands."""


def is_kept(raw: bytes) -> bool:
    """Whether a file is a document that a browser kept."""
    return _MARK in raw[:_SHOWN]


def read_kept_file(raw: bytes) -> Draft | Problem:
    """The draft in such a file, or why it cannot be opened."""
    kept = read_kept(raw.decode("utf-8", "replace"))
    if kept == "newer":
        return problem("version", "newer_version", "", version=VERSION)
    if isinstance(kept, str):
        remedy = _("This is saved work of a browser, and it is damaged. Keep it, and open your last file.")
        return Problem(WHOLE_FILE, "damaged", "", remedy)
    put_in(kept.draft, kept.typed)
    return kept.draft
