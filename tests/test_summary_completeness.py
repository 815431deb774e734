"""Every fact of the engine and every code of its results has words; nothing shown escapes translation."""

from __future__ import annotations

import ast
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from compliance import text, workbook
from compliance.engine import Input
from compliance.facts import RETENTION_BY_MONTH, TAX
from compliance.facts.inputs import SWITCHES
from compliance.readings import POINTS
from compliance.summary_points import _DEFAULTS, _TITLES
from compliance.summary_retention import TOLD
from compliance.summary_steps import FIGURES
from compliance.summary_told import CATALOGUE
from compliance.summary_types import Summary
from compliance.summary_words import ACCOUNTS, CHANNELS, HOW_READ, PROVINCES, SALES_TAX_RETURNS, SERVICES
from tests.pseudo_locale import untranslated
from tests.sample_year import DESIGNER, DEVELOPER, EVERY_YEAR, REMITTED, WALLET, rules, summed_up

PACKAGE = Path(__file__).parent.parent / "compliance"
YEARS = sorted(EVERY_YEAR)


def test_every_fact_and_answer_has_a_sentence() -> None:
    switches = {switch.name for switch in SWITCHES}
    answers = {name for name, one in TAX.inputs.items() if isinstance(one, Input)} - switches
    assert set(CATALOGUE) == set(TAX.variants) | answers


def test_every_fact_of_a_month_has_its_place() -> None:
    assert set(TOLD) == set(RETENTION_BY_MONTH.variants)


def test_every_open_point_has_words() -> None:
    ids = {point.id for point in POINTS}
    assert set(_TITLES) == ids
    assert set(_DEFAULTS) == ids


def test_every_code_of_a_workbook_has_words() -> None:
    assert set(CHANNELS) == set(workbook.CHANNELS)
    assert set(SERVICES) == set(workbook.SERVICES)
    assert set(ACCOUNTS) == set(workbook.ACCOUNTS)
    assert set(PROVINCES) == set(workbook.PROVINCES) - {"unknown"}
    assert set(SALES_TAX_RETURNS) == set(workbook.SALES_TAX_RETURNS)
    assert {source.how_read for source in rules().sources.values()} <= set(HOW_READ)


@pytest.mark.parametrize("tax_year", YEARS)
def test_every_step_of_every_year_is_told(tax_year: str) -> None:
    summary = summed_up(EVERY_YEAR[tax_year])
    for reading in ("ordinance", "policy"):
        told = {name for of, name in summary.steps if of == reading}
        assert {fact.name for fact in TAX.order(int(tax_year))} <= told
    for step in summary.steps.values():
        assert step.sentence
        assert "{" not in step.sentence
        assert step.sentence.endswith(".")
        assert set(step.rests_on) <= {name for of, name in summary.steps if of == step.reading}


@pytest.mark.parametrize("tax_year", YEARS)
def test_every_headline_figure_is_explained_and_ends_in_itself(tax_year: str) -> None:
    summary = summed_up(EVERY_YEAR[tax_year])
    assert [(one.reading, one.name) for one in summary.explanations] == [
        (reading, name) for reading, name, _title in FIGURES
    ]
    for one in summary.explanations:
        assert one.steps[-1].name == one.name
        names = [step.name for step in one.steps]
        assert len(names) == len(set(names))
        for step in one.told:
            after = names[names.index(step.name) + 1 :]
            assert not set(step.rests_on) & set(after), "told after what rests on it"


def _strings(value: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(path, value)]
    if is_dataclass(value):
        return [
            found
            for field in fields(value)
            for found in _strings(getattr(value, field.name), f"{path}.{field.name}")
        ]
    if isinstance(value, tuple):
        return [found for one in value for found in _strings(one, path)]
    if hasattr(value, "values"):
        return [found for one in value.values() for found in _strings(one, path)]
    return []


CODES = re.compile(
    r"\.(id|name|reading|kind|tier|opens|rests_on|path|code|class_code|month|digest|version|rule|chosen|cheaper"
    r"|platform|client|purpose_code|cnic|ntn)$"
)
OF_THE_LAW = re.compile(r"\.(act|provision)$|sources?\.(title|publisher|address|note)$")
"""Names of Acts and sources stay as their makers wrote them."""
SENTENCES_THAT_END_IN_CODES = re.compile(r"open_points\.reading$")


@pytest.mark.parametrize("saved", [*EVERY_YEAR.values(), DEVELOPER, WALLET, DESIGNER, REMITTED])
def test_everything_shown_passes_through_the_catalogue(saved: str) -> None:
    text.use_language(text.PSEUDO)
    summary: Summary = summed_up(saved)
    shown = [
        (path, said)
        for path, said in _strings(summary)
        if SENTENCES_THAT_END_IN_CODES.search(path) or not (CODES.search(path) or OF_THE_LAW.search(path))
    ]
    assert len(shown) > 300
    currencies = ["Rs", "PKR", "USD"]
    assert {path: said for path, said in shown if untranslated(said, currencies)} == {}


FIGURE_OF_LAW = re.compile(r"\d+(\.\d+)?\s?%|(Rs|\$|USD)\s?\d|\d{1,3}(,\d{2,3})+")


def test_no_sentence_holds_a_figure_of_law() -> None:
    """Rates, thresholds and amounts come from the rules; section numbers and purpose codes are names."""
    wrong = []
    for file in sorted([*PACKAGE.glob("summary*.py"), *PACKAGE.glob("letter*.py"), *PACKAGE.glob("cli*.py")]):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "N_", "ngettext")
            ):
                wrong += [
                    f"{file.name}: {arg.value}"
                    for arg in node.args
                    if isinstance(arg, ast.Constant)
                    and isinstance(arg.value, str)
                    and FIGURE_OF_LAW.search(arg.value)
                ]
    assert wrong == []
