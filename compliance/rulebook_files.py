"""The rule files as they lie in a folder: read, checked for their form, every complaint in plain words."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from compliance.rulebook_schema import (
    Clock,
    CoverageFile,
    Form,
    HowRead,
    LeftOutEntry,
    ParameterEntry,
    SourceEntry,
    Tier,
    TopicEntry,
    Unit,
    ValueEntry,
)
from compliance.rulebook_slips import advice_on
from compliance.rulebook_types import RuleFault
from compliance.rulebook_values import TO_FILL_IN
from compliance.text import _, list_text, ngettext

SOURCES = "sources.toml"
COVERAGE = "coverage.toml"
CHAPTERS = (
    "export_of_services.toml",
    "normal_tax.toml",
    "published_policy.toml",
    "foreign_exchange.toml",
    "withholding.toml",
    "calendar.toml",
    "duties.toml",
    "penalties.toml",
    "sales_tax.toml",
)
"""The files without which no year can be worked out; other *.toml files of the folder are read as well."""

_LINE = re.compile(r"\(at line (\d+), column \d+\)$")
_MOST_SLIPS = 10
_TWICE = ("Cannot overwrite a value", "Cannot declare")
_WORDS = {
    "tier": get_args(Tier),
    "unit": get_args(Unit),
    "clock": get_args(Clock),
    "how_read": get_args(HowRead),
}
_UNFILLED = {
    "value": "unknown",
    "act": TO_FILL_IN,
    "cite": [TO_FILL_IN],
    "tier": "unsettled",
    "note": TO_FILL_IN,
}
"""What stands for a block's unfilled keys while the rest of it is checked."""
_Form = TypeVar("_Form", bound=Form)


def read_toml(path: Path, faults: list[RuleFault]) -> dict[str, Any] | None:
    """The content of a TOML file with exact decimals; None with its faults where it cannot be read."""
    name = f"rules/{path.name}"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(RuleFault(name, "", "", _("The file is missing. Put it back into the folder rules.")))
        return None
    except (OSError, UnicodeDecodeError):
        faults.append(RuleFault(name, "", "", _("The file cannot be read. Save it as plain text in UTF-8.")))
        return None
    lines = text.split("\n")
    for _slip in range(_MOST_SLIPS):
        try:
            content = tomllib.loads("\n".join(lines), parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            message, number = _not_toml(lines, str(error))
            faults.append(RuleFault(name, "", "", message))
            # Without its line the rest is read for further slips; without a heading it would mislead.
            if number is None or lines[number].lstrip().startswith("["):
                return None
            lines[number] = ""
        else:
            return content if lines == text.split("\n") else None
    return None


def _not_toml(lines: list[str], error: str) -> tuple[str, int | None]:
    """What to do about the line at which reading stopped, as it stands there; and its place among `lines`."""
    found = _LINE.search(error)
    if found is None:
        message = _(
            "Something is opened and never closed, so that the file ends too soon. Look for a missing "
            "quotation mark or bracket in what was changed last."
        )
        return message, None
    number = int(found[1])
    line = [*lines, ""][number - 1].strip()
    if error.startswith(_TWICE):
        advice = _("The same name stands twice in this block or before it. Keep the one that is meant.")
    else:
        advice = advice_on(line) or _(
            "Look at this line and the one before it for a missing quotation mark, bracket, comma or equals "
            "sign."
        )
    given = textwrap.shorten(line, 90, placeholder="…")
    message = _("Line {number}: {given}: {advice}").format(number=number, given=given, advice=advice)
    return message, number - 1 if line else None


def read_form(
    form: type[_Form], content: object, file: str, parameter: str, faults: list[RuleFault]
) -> _Form | None:
    """Content in the given form, or None with a fault for everything that does not fit."""
    try:
        return form.model_validate(content)
    except ValidationError as error:
        for complaint in error.errors(include_url=False):
            loc = complaint["loc"]
            if not loc:
                message = _("This line belongs to no rule. Put it under a [heading], or remove it.")
                faults.append(RuleFault(f"rules/{file}", parameter, "", message))
                continue
            if complaint["type"] == "too_short" and complaint["input"]:
                # A list whose entries have faults of their own.
                continue
            dates, key = _place(loc, content)
            message = _complaint(form, complaint["type"], key, loc, complaint["input"])
            named = parameter or _entry(loc, content).get("id", "")
            fault = RuleFault(f"rules/{file}", str(named), dates, message)
            if fault not in faults:
                faults.append(fault)
    return None


def _entry(loc: tuple[int | str, ...], content: object) -> Mapping[str, object]:
    """The entry of a list that a complaint is about; empty where it is about none."""
    if len(loc) > 1 and isinstance(loc[1], int) and isinstance(content, Mapping):
        entries = content.get(str(loc[0]))
        entry = entries[loc[1]] if isinstance(entries, list) and loc[1] < len(entries) else None
        if isinstance(entry, Mapping):
            return entry
    return {}


def _place(loc: tuple[int | str, ...], content: object) -> tuple[str, str]:
    """The dates of the entry that a complaint is about, and the key in it."""
    if len(loc) > 1 and isinstance(loc[1], int):
        entry = _entry(loc, content)
        ends = [str(entry[end]) for end in ("from", "until") if end in entry]
        keys = [part for part in loc[2:] if isinstance(part, str)]
        return " to ".join(dict.fromkeys(ends)), keys[0] if keys else str(loc[0])
    return "", str(loc[0])


def _complaint(form: type[BaseModel], kind: str, key: str, loc: tuple[int | str, ...], given: object) -> str:
    if kind == "extra_forbidden":
        message = _('The key "{key}" is not known here. Correct its spelling or remove it. Known: {known}.')
        return message.format(key=loc[-1], known=list_text(_keys(form, loc)))
    if form is ParameterEntry and loc == ("value",):
        return _(
            "The rule has no block of values. Add a [[name.value]] block for each span, with its own name."
        )
    if kind == "missing" and key != "rows":
        return _('"{key}" is missing. Add it.').format(key=loc[-1])
    if key in _WORDS:
        message = _('"{key}" is "{given}". It must be one of {known}.')
        return message.format(key=key, given=given, known=list_text(list(_WORDS[key])))
    if key == "rows":
        return _(
            "A band is written [above, up to, fixed amount, percent], amounts without commas, the last with "
            '"and above".'
        )
    if key == "value":
        message = _(
            '"value" is "{given}". It must be a number or date without quotes, a day of each year in quotes '
            'such as "09-30", true, false, "none" or "unknown".'
        )
        return message.format(given=given)
    if key in ("from", "until"):
        return _('"{key}" must be a tax year such as 2026 or a day such as 2023-10-23.').format(key=key)
    if key == "cite":
        return _('"cite" must be a list of names from sources.toml, such as cite = ["fbr_circular"].')
    message = _('"{key}" is not filled in as it must be: "{given}". Compare it with the entry before it.')
    return message.format(key=key or loc[-1], given=str(given)[:60])


def _keys(form: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    inner: dict[tuple[type[BaseModel], str], type[BaseModel]] = {
        (ParameterEntry, "value"): ValueEntry,
        (CoverageFile, "topic"): TopicEntry,
        (CoverageFile, "left_out"): LeftOutEntry,
    }
    at = inner.get((form, str(loc[0])), form) if len(loc) > 1 else form
    return [field.alias or name for name, field in at.model_fields.items()]


def read_sources(folder: Path, faults: list[RuleFault]) -> dict[str, SourceEntry] | None:
    """All sources by name; None where the file cannot be read at all."""
    content = read_toml(folder / SOURCES, faults)
    if content is None:
        return None
    entries = {name: read_form(SourceEntry, entry, SOURCES, name, faults) for name, entry in content.items()}
    for name, source in entries.items():
        if source and (source.read_on is None) != (source.how_read == "not opened"):
            message = _('"read_on", the day of reading, belongs to every opened source and to no other.')
            faults.append(RuleFault(f"rules/{SOURCES}", name, "", message))
        if source and source.address == "not recorded" and not source.note:
            message = _('The address is "not recorded". Add a note that says how the source can be found.')
            faults.append(RuleFault(f"rules/{SOURCES}", name, "", message))
    return {name: entry for name, entry in entries.items() if entry}


def read_coverage(folder: Path, faults: list[RuleFault]) -> CoverageFile | None:
    """What is covered; None where the file is missing or does not fit its form."""
    content = read_toml(folder / COVERAGE, faults)
    if content is None:
        return None
    coverage = read_form(CoverageFile, content, COVERAGE, "", faults)
    if coverage and coverage.first_tax_year > coverage.last_tax_year:
        message = _("first_tax_year is later than last_tax_year. Put the earlier year first.")
        faults.append(RuleFault(f"rules/{COVERAGE}", "first_tax_year", "", message))
        return None
    return coverage


def _is_stray_block(entry: object) -> bool:
    """Whether somebody pasted [[name.value]] blocks where no [name] stands."""
    return isinstance(entry, dict) and entry.keys() == {"value"} and isinstance(entry["value"], list)


def _filled(entry: object, file: str, name: str, faults: list[RuleFault]) -> object:
    """A rule whose unfilled blocks have become faults and stand as "unknown": so all else shows at once."""
    if not isinstance(entry, dict) or not isinstance(entry.get("value"), list):
        return entry
    blocks = list(entry["value"])
    for index, block in enumerate(blocks):
        told = block if isinstance(block, dict) else {}
        unfilled = [key for key, given in told.items() if TO_FILL_IN in str(given)]
        if not unfilled:
            continue
        dates, _key = _place(("value", index, ""), entry)
        message = ngettext(
            "{keys} still says {word}. Write what the comments above the block ask for.",
            "{keys} still say {word}. Write what the comments above the block ask for.",
            len(unfilled),
        )
        keys = list_text([f'"{key}"' for key in unfilled])
        faults.append(RuleFault(f"rules/{file}", name, dates, message.format(keys=keys, word=TO_FILL_IN)))
        filled = {key: given for key, given in told.items() if key not in {"rows", *unfilled}}
        blocks[index] = _UNFILLED | filled
    return entry | {"value": blocks}


def read_chapters(
    folder: Path, faults: list[RuleFault]
) -> tuple[dict[str, tuple[str, ParameterEntry]], set[str]]:
    """All parameters by name, each with its file, and the names of files and parameters not readable."""
    found: dict[str, tuple[str, ParameterEntry]] = {}
    unread: set[str] = set()
    others = {path.name for path in folder.glob("*.toml")} - {SOURCES, COVERAGE, *CHAPTERS}
    for file in (*CHAPTERS, *sorted(others)):
        content = read_toml(folder / file, faults)
        if content is None:
            unread.add(file)
            continue
        for name, entry in content.items():
            parameter = None
            if _is_stray_block(entry):
                message = _(
                    "There is no rule of this name in this file. Correct the name in [[{name}.value]], or "
                    "move the block into the file that has [{name}]."
                )
                faults.append(RuleFault(f"rules/{file}", name, "", message.format(name=name)))
            elif name in found:
                message = _("A rule of this name stands in rules/{file} too. Give one of them another name.")
                faults.append(RuleFault(f"rules/{file}", name, "", message.format(file=found[name][0])))
                continue
            else:
                entry = _filled(entry, file, name, faults)
                parameter = read_form(ParameterEntry, entry, file, name, faults)
            if parameter is None:
                unread.add(name)
            else:
                found[name] = (file, parameter)
    return found, unread
