"""What the browser keeps of one year's work: the draft as typed, texts not yet sent, and how it is shown.

What comes back from a browser was in its user's hands, so all of it is checked. No Streamlit here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pydantic import ValidationError

from compliance.screens.draft import Draft, Record, empty_draft
from compliance.screens.draft_statements import statements_of
from compliance.text import LANGUAGES

FORMAT: Final = "freelancer-draft"
VERSION: Final = 1
LARGEST: Final = 5 * 1024 * 1024
"""Characters of a kept document."""
_WIDGET: Final = "st-key-field-"
_RECORDS: Final = ("answers", "form", "months", "quick", "figures")
_LISTS: Final = ("pseb", "receipts", "begun", "rates", "banks", "wealth_items", "wealth_changes")
_STATEMENTS: Final = "statements"
_NOT_OF_A_CLASS: Final = re.compile(r"[^a-zA-Z0-9_-]")
SHOWN: Final[dict[str, tuple[str, ...]]] = {"language": LANGUAGES, "grouping": ("lakh", "thousand")}
"""Choices of how things are shown that are kept, and what can be chosen: the first without a choice."""
_OF_A_LIST: Final = re.compile(r"(?:(?P<list>pseb)-|(?P<scope>bank))(?P<index>\d{1,4})-(?P<name>[a-z_]+)")
_OF_WEALTH: Final = re.compile(r"(?P<list>wealth_items|wealth_changes)-(?P<id>[wc]\d{1,6})-(?P<name>[a-z_]+)")
_WEALTH_ID: Final = re.compile(r"[wc]\d{1,6}")
_OF_A_MONTH: Final = re.compile(r"\d{4}-\d{2}")


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
        "shown": {name: shown[name] for name in SHOWN if shown.get(name)},
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
    return Kept(draft, typed, {name: text for name, text in shown.items() if text in SHOWN.get(name, ())})


def texts(given: object) -> dict[str, str] | None:
    """A table of texts; None where it is anything else."""
    if not isinstance(given, dict):
        return None
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in given.items()):
        return None
    return {_whole(name): _whole(value) for name, value in given.items()}


def _whole(text: str) -> str:
    """A text without halves of characters, which cannot be sent to a page."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _draft(given: object) -> Draft | None:
    """A draft in which every text is a text; lists and tables that it lacks are empty."""
    if not isinstance(given, dict) or set(given) - {*_RECORDS, *_LISTS, _STATEMENTS}:
        return None
    draft: Any = empty_draft()
    for name, value in given.items():
        if name == _STATEMENTS:
            read: Any = value if _holds_statements(value) else None
        elif name in _RECORDS:
            read = texts(value)
        else:
            read = [texts(one) for one in value] if isinstance(value, list) else None
            if read is not None and any(one is None for one in read):
                return None
        if read is None:
            return None
        draft[name] = read
    if any(not receipt.get("id") for receipt in draft["receipts"]):
        return None
    # Widgets are named by these, so each must be of its form and once.
    for records in (draft["wealth_items"], draft["wealth_changes"]):
        ids = [record.get("id", "") for record in records]
        if len(set(ids)) < len(ids) or not all(_WEALTH_ID.fullmatch(one) for one in ids):
            return None
    made: Draft = draft
    return made


def _holds_statements(given: object) -> bool:
    """Whether a text is what the program keeps of imported statements."""
    if not isinstance(given, str):
        return False
    try:
        statements_of(given)
    except ValidationError:
        return False
    return True


def put_in(draft: Draft, typed: dict[str, str]) -> dict[str, str]:
    """Put texts that were typed and not yet sent into the draft; gives those whose place is not certain.

    These wait until their field is shown.
    """
    waiting = {}
    for name, text in typed.items():
        place = _place_of(draft, name)
        if place is None:
            waiting[name] = text
        else:
            record, field_name = place
            record[field_name] = text
    return waiting


def _place_of(draft: Draft, widget: str) -> tuple[Record, str] | None:
    """The record and the name in it that a widget's class stands for; None where that is not certain.

    A dash stands for itself or for a sign that no class may have, so only plain names are.
    """
    if not widget.startswith(_WIDGET):
        return None
    place = widget.removeprefix(_WIDGET)
    scope, _dash, name = place.partition("-")
    if scope in _RECORDS:
        record: Record = draft[scope]  # type: ignore[literal-required]
        certain = "-" not in name or (scope == "months" and _OF_A_MONTH.fullmatch(name))
        return (record, name) if name and certain else None
    if found := _OF_WEALTH.fullmatch(place):
        records: list[Record] = draft[found["list"]]  # type: ignore[literal-required]
        named = next((record for record in records if record["id"] == found["id"]), None)
        return None if named is None else (named, found["name"])
    if found := _OF_A_LIST.fullmatch(place):
        records = draft["pseb" if found["list"] else "banks"]
        index = int(found["index"])
        return (records[index], found["name"]) if index < len(records) else None
    return None
