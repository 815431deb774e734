"""All problems of a draft at once: also those of what can be read, while something beside it cannot.

A date outside the year is said in the same breath as an amount that nobody can read, so that mending does
not go in waves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from compliance.fx import Converted, convert
from compliance.rulebook import Rulebook
from compliance.workbook import Problem, Workbook
from compliance.workbook_problems import day_problems, problems_of
from compliance.workbook_reading import read_workbook

_MEMBER: Final = re.compile(r"(?P<place>[a-z_.]+)\[(?P<index>\d+)\]")
Origin = dict[str, list[int]]
"""For each list of a document, where each member that was left in it stood before."""


def problems_beside(
    entry: dict[str, Any], found: Iterable[Problem], rulebook: Rulebook
) -> tuple[Problem, ...]:
    """What else is wrong with a document of saved work in which `found` could not be read.

    The members of its lists that `found` names are left out for that; paths are those of the whole document.
    """
    paths = {problem.path for problem in found}
    rest, origin = _without(entry, paths)
    read = read_workbook(json.dumps(rest))
    if isinstance(read, Workbook):
        converted = convert(read, rulebook)
        unrated = () if isinstance(converted, Converted) else converted
        read = (*problems_of(read, rulebook), *unrated)
    placed = [replace(problem, path=_in_whole(problem.path, origin)) for problem in read]
    placed += _days_of_other_years(entry, origin)
    return tuple(problem for problem in placed if problem.path not in paths)


def _days_of_other_years(entry: dict[str, Any], origin: Origin) -> list[Problem]:
    """The day of a receipt is held against the year also where something else of it cannot be read."""
    read = set(origin.get("receipts", range(len(entry["receipts"]))))
    found: list[Problem] = []
    for index, one in enumerate(entry["receipts"]):
        if index not in read and (day := one.get("date")):
            path = f"receipts[{index}].date"
            found += day_problems(path, date.fromisoformat(day), entry["tax_year"])
    return found


def _without(entry: dict[str, Any], paths: Iterable[str]) -> tuple[dict[str, Any], Origin]:
    """The document without the list members that a path leads into, and where the others stood."""
    rest: dict[str, Any] = json.loads(json.dumps(entry))
    unread: dict[str, set[int]] = {}
    for path in paths:
        if member := _MEMBER.match(path):
            unread.setdefault(member["place"], set()).add(int(member["index"]))
    origin: Origin = {}
    for place, gone in unread.items():
        *groups, name = place.split(".")
        group = rest
        for step in groups:
            group = group[step]
        kept = [index for index in range(len(group[name])) if index not in gone]
        group[name] = [group[name][index] for index in kept]
        origin[place] = kept
    return rest, origin


def _in_whole(path: str, origin: Origin) -> str:
    member = _MEMBER.match(path)
    if member is None or member["place"] not in origin:
        return path
    index = origin[member["place"]][int(member["index"])]
    return f"{member['place']}[{index}]{path[member.end() :]}"
