"""What of a draft can be saved while something typed in it cannot be read: everything else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from compliance.screens.draft import Draft, tax_year_of
from compliance.screens.draft_workbook import entry_of
from compliance.workbook import Problem, Workbook
from compliance.workbook_reading import read_workbook

_STEP: Final = re.compile(r"(\w+)(?:\[(\d+)\])?")
_ROUNDS: Final = 4
"""A part that is taken out can bring to light what lay behind it; four rounds reach the innermost."""


def readable_part(draft: Draft) -> Workbook | None:
    """The draft without what cannot be read: such a receipt (or other entry of a list) is left out whole.

    An answer that cannot be read is left out as one that was not given. None where nothing can be saved, as
    without a tax year.
    """
    tax_year = tax_year_of(draft)
    if tax_year is None:
        return None
    problems: list[Problem] = []
    entry = entry_of(draft, tax_year, problems.append)
    for _round in range(_ROUNDS):
        _take_out(entry, [problem.path for problem in problems])
        read = read_workbook(json.dumps(entry))
        if isinstance(read, Workbook):
            return read
        problems = list(read)
    return None


def _take_out(entry: dict[str, Any], paths: Iterable[str]) -> None:
    """Remove what the paths name: the whole entry of a list, else the key."""
    members: list[tuple[list[Any], int]] = []
    for path in dict.fromkeys(paths):
        holder: Any = entry
        for step in path.split("."):
            found = _STEP.fullmatch(step)
            if found is None or not isinstance(holder, dict) or found[1] not in holder:
                break
            inner = holder[found[1]]
            if found[2] is not None and isinstance(inner, list):
                members.append((inner, int(found[2])))
                break
            if isinstance(inner, dict):
                holder = inner
            else:
                del holder[found[1]]
                break
    for whole in {id(whole): whole for whole, _index in members}.values():
        wrong = {index for held, index in members if held is whole}
        whole[:] = [part for index, part in enumerate(whole) if index not in wrong]
