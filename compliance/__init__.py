"""Freelancer tax and compliance helper for Pakistan: the public API.

Each name is loaded when it is first asked for, so that the command line starts without the tables library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.assessment import assess
    from compliance.assessment_types import Assessment
    from compliance.batch import assess_many
    from compliance.batch_types import BatchFileProblem
    from compliance.rulebook import NotCovered, Rulebook, RuleFaults, load_rulebook
    from compliance.summary import summarise
    from compliance.workbook import InputProblems, Workbook
    from compliance.workbook_reading import read_workbook, write_workbook

__all__ = [
    "Assessment",
    "BatchFileProblem",
    "InputProblems",
    "NotCovered",
    "RuleFaults",
    "Rulebook",
    "Workbook",
    "assess",
    "assess_many",
    "load_rulebook",
    "read_workbook",
    "summarise",
    "write_workbook",
]

_HOME = {
    "Assessment": "assessment_types",
    "BatchFileProblem": "batch_types",
    "InputProblems": "workbook",
    "NotCovered": "rulebook",
    "RuleFaults": "rulebook",
    "Rulebook": "rulebook",
    "Workbook": "workbook",
    "assess": "assessment",
    "assess_many": "batch",
    "load_rulebook": "rulebook",
    "read_workbook": "workbook_reading",
    "summarise": "summary",
    "write_workbook": "workbook_reading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
