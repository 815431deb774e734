"""Modules import only what stands above them, so that each can be read without those below."""

from __future__ import annotations

import ast
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "compliance"

ORDER = (
    "version",
    "money",
    "taxyear",
    "number_words",
    "text",
    "file_access",
    "file_kinds",
    "interruption",
    "amount_words",
    "amount_text",
    "date_reading",
    "rulebook*",
    "editor_schema",
    "workbook*",
    "receipt_entry",
    "fx",
    "deduction_check",
    "receipt_doubts",
    "rate_checks",
    "rate_files",
    "trace",
    "engine",
    "parameters",
    "tiers",
    "facts.*",
    "readings",
    "year_run",
    "steps",
    "assessment_types",
    "open_points",
    "retention_months",
    "assessment*",
    "batch*",
    "summary_words",
    "duties.*",
    "statements.*",
    "summary*",
    "letter*",
    "documents.*",
    "workshop.*",
    "screens.*",
    "cli*",
    "__main__",
)
"""From the top. Modules of one pattern share a purpose and may import each other, but not in a circle."""

CALLS_OUT = {"socket", "ssl", "http", "urllib", "requests", "smtplib", "ftplib", "xmlrpc", "webbrowser"}


STARTS_PROGRAMS = {
    "cli_start": "the server, on this machine",
    "cli_usb_pip": "pip, which reaches the network where a trainer asks for a stick, and says so before",
    "statements.spreadsheets": "a reader of spreadsheets that may be ended",
    "workshop.usb_stick.set_up": "pip on a laptop without a network, told to use none",
}
"""Who may start other programs, which are not held to `CALLS_OUT`, and which."""


def _modules() -> dict[str, ast.Module]:
    """The modules by name within the package; `__init__` only re-exports and is left out."""
    return {
        ".".join(file.relative_to(PACKAGE).with_suffix("").parts): ast.parse(file.read_text(encoding="utf-8"))
        for file in PACKAGE.rglob("*.py")
        if file.name != "__init__.py"
    }


MODULES = _modules()


def _imported(tree: ast.Module) -> set[str]:
    """Everything a module imports, wherever it does so, `from a import b` as a.b."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _roots(tree: ast.Module) -> set[str]:
    return {name.split(".")[0] for name in _imported(tree)}


def _own_imports(tree: ast.Module) -> set[str]:
    """The modules of the package that a module imports; a package's re-exports count as all its modules."""
    found: set[str] = set()
    for name in _imported(tree):
        if name.split(".")[0] == "compliance":
            inner = name.removeprefix("compliance").lstrip(".")
            while inner and inner not in MODULES and not (PACKAGE / inner.replace(".", "/")).is_dir():
                inner = inner.rpartition(".")[0]
            if inner in MODULES:
                found.add(inner)
            else:
                found.update(module for module in MODULES if module.startswith(f"{inner}.") or not inner)
    return found


def _place(module: str) -> int:
    return next((place for place, pattern in enumerate(ORDER) if fnmatchcase(module, pattern)), -1)


GRAPH = {module: _own_imports(tree) for module, tree in MODULES.items()}


def test_every_module_has_a_place() -> None:
    assert [module for module in MODULES if _place(module) < 0] == [], "give it its place in ORDER"


def test_every_place_is_taken() -> None:
    taken = {_place(module) for module in MODULES}
    assert [pattern for place, pattern in enumerate(ORDER) if place not in taken] == []


def test_modules_import_only_what_stands_above() -> None:
    wrong = [
        f"{module} imports {other}"
        for module, others in GRAPH.items()
        for other in others
        if _place(other) > _place(module)
    ]
    assert wrong == []


def test_nothing_imports_in_a_circle() -> None:
    try:
        TopologicalSorter({module: others - {module} for module, others in GRAPH.items()}).prepare()
    except CycleError as circle:
        pytest.fail(f"in a circle: {circle.args[1]}")


def test_only_screens_know_streamlit() -> None:
    knowing = [module for module, tree in MODULES.items() if "streamlit" in _roots(tree)]
    assert knowing
    assert [module for module in knowing if not module.startswith("screens.")] == []


def test_only_these_start_other_programs() -> None:
    assert {module for module, tree in MODULES.items() if "subprocess" in _roots(tree)} == set(
        STARTS_PROGRAMS
    )


def test_nothing_can_call_out() -> None:
    assert {module: found for module, tree in MODULES.items() if (found := _roots(tree) & CALLS_OUT)} == {}
