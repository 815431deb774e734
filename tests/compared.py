"""The program's result and the oracle's in one form, so that they can be laid side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from compliance import assess, load_rulebook
from compliance.assessment_json import to_json
from compliance.rulebook import Rulebook
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook

CODES_OF_PART_5 = ("exactly_12000", "gross_above_12000", "year_not_over", "super_tax_left_out")
"""The warnings that CONTRACT part 5 names; others are the program's own affair."""
NOT_COMPARED = ("version", "rulebook_digest", "trace")


@cache
def rulebook() -> Rulebook:
    """The rules of the checkout."""
    return load_rulebook()


def parsed(workbook: Mapping[str, Any]) -> Workbook:
    """A workbook read as a saved file is read; problems fail the test with their lines."""
    outcome = read_workbook(json.dumps(workbook))
    if isinstance(outcome, tuple):
        raise AssertionError([problem.line() for problem in outcome])
    return outcome


def program_result(workbook: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """The program's JSON, as a script would read it."""
    result: dict[str, Any] = json.loads(json.dumps(to_json(assess(parsed(workbook), rulebook(), as_of))))
    return result


def assessed(workbook: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """The program's result in the form to compare."""
    result = program_result(workbook, as_of)
    for key in NOT_COMPARED:
        del result[key]
    codes = [warning["code"] for warning in result["warnings"]]
    result["warnings"] = [code for code in codes if code in CODES_OF_PART_5]
    return oracle_form(result)


def oracle_form(result: Mapping[str, Any]) -> dict[str, Any]:
    """Lists whose order the contract leaves open become mappings; a second entry for one id fails."""
    unsettled, unknown = result["unsettled"], result["unknown_answers"]
    form = {
        **result,
        "unsettled": {point["id"]: point["effect_rupees"] for point in unsettled},
        "unknown_answers": {(entry["path"], entry["answer"]): entry["effect_rupees"] for entry in unknown},
        "warnings": sorted(result["warnings"]),
    }
    assert len(form["unsettled"]) == len(unsettled)
    assert len(form["unknown_answers"]) == len(unknown)
    return form


def differences(got: Any, expected: Any, path: str = "") -> list[str]:
    """Where two results differ, one a line, for a report that can be read."""
    if isinstance(got, dict) and isinstance(expected, dict):
        lines = []
        for key in sorted({*got, *expected}, key=str):
            here = f"{path}.{key}" if path else str(key)
            if key not in got or key not in expected:
                lines.append(f"{here}: only in the {'oracle' if key in expected else 'program'}")
            else:
                lines += differences(got[key], expected[key], here)
        return lines
    if got == expected and type(got) is type(expected):
        return []
    return [f"{path}: program {got!r}, oracle {expected!r}"]
