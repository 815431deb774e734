"""Saved work to a workbook and back. Reading never raises: whatever is wrong comes back as problems."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from compliance.text import N_, _
from compliance.workbook import FORMAT, VERSION, Problem, Workbook

LARGEST = 25_000_000
"""Bytes; a year of ten thousand receipts takes a fifth of it."""
SHOWN = 60

_REMEDIES = {
    "too_large": N_("This file is too large to be saved work of this program; open another one."),
    "not_utf8": N_("This is not saved work of this program; open the file that was saved from it."),
    "not_json": N_("This is not saved work of this program; open the file that was saved from it."),
    "wrong_format": N_("This is not saved work of this program; open the file that was saved from it."),
    "newer_version": N_("This file was saved by a newer version of the program; update the program."),
    "other_version": N_("This version of the file format is not known; save the work again."),
    "duplicate_key": N_("This name stands there twice; keep one of the two."),
    "unknown_key": N_("The format has no such name; correct the spelling or take it out."),
    "missing": N_("This must be given; add it."),
    "not_an_amount": N_('Write an amount as a text of digits with at most two decimals, such as "1250.00".'),
    "not_a_rate": N_('Write a rate as a text of digits with at most six decimals, such as "281.40".'),
    "not_a_date": N_('Write a date as year, month and day, such as "2025-07-14".'),
    "not_a_text": N_("Write a text in quotation marks."),
    "control_characters": N_("Take out the characters that cannot be printed."),
    "not_a_currency": N_('Write a currency as three capital letters, such as "USD".'),
    "not_a_month": N_('Write a month as year and month, such as "2025-07".'),
    "not_yes_or_no": N_("Write true or false."),
    "not_a_whole_number": N_("Write a whole number, without quotation marks."),
    "not_a_list": N_("Write a list in square brackets."),
    "not_a_group": N_("Write a group of named values in curly brackets."),
    "same_id": N_("Two receipts have this id; give each its own."),
}


class _Doubled(Exception):
    """A name that stands twice in one group."""


def read_workbook(raw: bytes | str) -> Workbook | tuple[Problem, ...]:
    """Read saved work. Returns the workbook, or everything that is wrong with it."""
    if len(raw) > LARGEST:
        return (_problem("file", "too_large", str(len(raw))),)
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return (_problem("file", "not_utf8", f"byte {fault.start}"),)
    try:
        plain = json.loads(text, object_pairs_hook=_no_doubles, parse_constant=_refuse_constant)
    except _Doubled as fault:
        return (_problem(str(fault), "duplicate_key", str(fault)),)
    except (ValueError, RecursionError) as fault:
        return (_problem("file", "not_json", _place_of(fault)),)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        given = plain.get("format", "") if isinstance(plain, dict) else plain
        return (_problem("format", "wrong_format", shown(given)),)
    version = plain.get("version")
    if type(version) is not int or version != VERSION:
        newer = type(version) is int and version > VERSION
        return (_problem("version", "newer_version" if newer else "other_version", shown(version)),)
    try:
        return Workbook.model_validate(plain)
    except ValidationError as fault:
        return tuple(_from_pydantic(one) for one in fault.errors(include_url=False))


def write_workbook(workbook: Workbook) -> str:
    """The workbook as JSON text, always in the same order and form."""
    plain = workbook.model_dump(mode="json", by_alias=True)
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def shown(given: Any) -> str:
    """What was given, short and printable."""
    text = given if isinstance(given, str) else repr(given)
    printable = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text[: SHOWN + 1]
    )
    return printable if len(text) <= SHOWN else printable[:SHOWN] + "…"


def path_of(place: tuple[str | int, ...]) -> str:
    """A place in the file as people read it: `receipts[3].date`."""
    path = ""
    for part in place:
        path += f"[{part}]" if isinstance(part, int) else (f".{part}" if path else part)
    return shown(path)


def _problem(path: str, code: str, given: str) -> Problem:
    return Problem(path, code, given, _(_REMEDIES[code]))


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        raise _Doubled(shown(next(name for name in names if names.count(name) > 1)))
    return found


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _place_of(fault: Exception) -> str:
    if isinstance(fault, json.JSONDecodeError):
        return f"line {fault.lineno}, column {fault.colno}"
    return shown(str(fault))


def _from_pydantic(error: Any) -> Problem:
    place, kind, given = error["loc"], error["type"], error["input"]
    if kind == "missing":
        return _problem(path_of(place), "missing", "")
    if kind == "extra_forbidden":
        return _problem(path_of(place), "unknown_key", shown(given))
    if kind == "literal_error":
        choices = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return Problem(
            path_of(place),
            "not_a_choice",
            shown(given),
            _("Write one of these: {choices}.").format(choices=choices),
        )
    return _problem(path_of(place), _CODES.get(kind, "") or _by_name(place, kind), shown(given))


_CODES = {
    "not_an_amount": "not_an_amount",
    "not_a_rate": "not_a_rate",
    "not_a_date": "not_a_date",
    "not_a_text": "not_a_text",
    "control_characters": "control_characters",
    "bool_type": "not_yes_or_no",
    "int_type": "not_a_whole_number",
    "tuple_type": "not_a_list",
    "model_type": "not_a_group",
    "model_attributes_type": "not_a_group",
}


def _by_name(place: tuple[str | int, ...], kind: str) -> str:
    if kind in ("string_type", "string_pattern_mismatch"):
        return "not_a_month" if place and place[-1] == "month" else "not_a_currency"
    return "not_a_text"
