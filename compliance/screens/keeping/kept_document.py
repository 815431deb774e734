"""What the browser keeps of one year's work: the draft as typed, texts not yet sent, and how it is shown.

What comes back from a browser was in its user's hands, so all of it is checked. No Streamlit here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from compliance.screens.draft import Draft, Record, empty_draft

FORMAT: Final = "freelancer-draft"
VERSION: Final = 1
LARGEST: Final = 5 * 1024 * 1024
"""Characters of a kept document."""
_WIDGET: Final = "st-key-field-"
_RECORDS: Final = ("answers", "form", "months", "quick", "figures")
_LISTS: Final = ("pseb", "receipts", "rates", "banks", "wealth_items", "wealth_changes")
_NOT_OF_A_CLASS: Final = re.compile(r"[^a-zA-Z0-9_-]")
_SHOWN: Final = {"language": 20, "grouping": 20}
"""Choices of how things are shown that are kept, with their longest text."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document read back. `typed` are texts of fields by the name of their widget's class."""

    draft: Draft
    typed: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)


Unreadable = Literal["newer", "damaged"]


def widget_class(key: str) -> str:
    """The class that the page gives to the widget with a key."""
    return "st-key-" + _NOT_OF_A_CLASS.sub("-", key.strip())


def write_kept(draft: Draft, typed: dict[str, str], shown: dict[str, str]) -> str:
    """The document to keep, as JSON."""
    kept = {
        "format": FORMAT,
        "version": VERSION,
        "draft": draft,
        "typed": typed,
        "shown": {name: shown[name] for name in _SHOWN if shown.get(name)},
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_kept(text: object) -> Kept | Unreadable:
    """What a kept document holds, or why it cannot be read: a newer program wrote it, or it is damaged."""
    if not isinstance(text, str) or len(text) > LARGEST:
        return "damaged"
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return "damaged"
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return "damaged"
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return "damaged"
    if version > VERSION:
        return "newer"
    draft = _draft(document.get("draft"))
    typed, shown = texts(document.get("typed", {})), texts(document.get("shown", {}))
    if draft is None or typed is None or shown is None:
        return "damaged"
    known = {name: value for name, value in shown.items() if name in _SHOWN and len(value) <= _SHOWN[name]}
    return Kept(draft, typed, known)


def texts(given: object) -> dict[str, str] | None:
    """A table of texts; None where it is anything else."""
    if not isinstance(given, dict):
        return None
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in given.items()):
        return None
    return given


def _draft(given: object) -> Draft | None:
    """A draft in which every text is a text; lists and tables that it lacks are empty."""
    if not isinstance(given, dict) or set(given) - {*_RECORDS, *_LISTS}:
        return None
    draft: Any = empty_draft()
    for name, value in given.items():
        if name in _RECORDS:
            read: Any = texts(value)
        else:
            read = [texts(one) for one in value] if isinstance(value, list) else None
            if read is not None and any(one is None for one in read):
                return None
        if read is None:
            return None
        draft[name] = read
    if any(not receipt.get("id") for receipt in draft["receipts"]):
        return None
    made: Draft = draft
    return made


def put_in(draft: Draft, typed: dict[str, str]) -> dict[str, str]:
    """Put texts that were typed and not yet sent into the draft; gives those whose place is not certain.

    These wait until their field is shown.
    """
    waiting = {}
    for name, text in typed.items():
        scope, _dash, rest = name.removeprefix(_WIDGET).partition("-")
        record: Record | None = draft[scope] if scope in _RECORDS else None  # type: ignore[literal-required]
        # A dash stands for itself or for a sign that no class may have, so only plain names are certain.
        if name.startswith(_WIDGET) and record is not None and rest and "-" not in rest:
            record[rest] = text
        else:
            waiting[name] = text
    return waiting
