"""The years in which formulas change have one home, and the rules say the same."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from compliance.facts import TAX, law_years
from compliance.money import ROUNDED_UP_FROM, rupee_share, rupee_share_of_rupees, whole_rupees
from compliance.rulebook import EngineValue
from tests.sample_year import rules

PACKAGE = Path(__file__).parent.parent / "compliance"
HOMES = {"facts/law_years.py", "screens/draft.py"}
"""Where a year of the law may stand; the second holds the one on which a question depends, not a formula."""


def test_no_other_module_holds_a_year_of_the_law() -> None:
    found = {
        f"{file.relative_to(PACKAGE)}:{node.lineno}"
        for file in PACKAGE.rglob("*.py")
        if file.relative_to(PACKAGE).as_posix() not in HOMES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) is int and 2015 <= node.value <= 2050
    }
    assert found == set()


def value(name: str, tax_year: int) -> EngineValue:
    return rules().for_tax_year(name, tax_year).value


@pytest.mark.parametrize("tax_year", range(2021, 2028))
def test_formulas_change_in_the_years_in_which_the_rules_do(tax_year: int) -> None:
    final = value("export_rate_other", tax_year) is not None
    split = final and value("export_rate_certified", tax_year) != value("export_rate_other", tax_year)
    assert final == (tax_year >= law_years.SECTION_154A_SINCE)
    assert split == (tax_year >= law_years.CLASSES_SPLIT_SINCE)
    relieved = bool(value("it_export_exemption", tax_year) or value("it_export_full_credit", tax_year))
    assert relieved == (tax_year <= law_years.IT_RELIEF_UNTIL)
    assert (value("it_export_remittance_share", tax_year) is not None) == relieved
    surcharged = value("surcharge_rate_other", tax_year) is not None
    assert surcharged == (tax_year >= law_years.SURCHARGE_SINCE)
    asked = value("certified_spared_sales_tax_condition", tax_year) is not None
    assert asked == (tax_year >= law_years.SECTION_154A_SINCE)


def test_the_formulas_round_where_the_rules_say() -> None:
    limit = value("rounding_limit", 2026)
    assert limit == ROUNDED_UP_FROM == 50
    below, at = np.array([149]), np.array([150])
    assert (whole_rupees(below)[0], whole_rupees(at)[0]) == (1, 2)
    one_percent, half = np.array([10_000]), np.array([500_000])
    assert (rupee_share(below * 100, one_percent)[0], rupee_share(at * 100, one_percent)[0]) == (1, 2)
    assert rupee_share_of_rupees(np.array([3]), half)[0] == 2


IN_FORCE = {
    "154A": range(2022, 9999),
    "65F": range(2022, 2023),
    "(133)": range(2021, 2022),
    "4AB": range(2025, 9999),
}
"""The tax years of what came or went since 2021 (`law/income-tax.md`, parts 1, 2 and 4)."""


@pytest.mark.parametrize("tax_year", range(2021, 2028))
def test_a_step_rests_on_law_of_its_year_or_says_that_it_came_or_went(tax_year: int) -> None:
    for fact in TAX.facts(tax_year).values():
        cited = fact.cited(tax_year)
        if "inserted by" in cited or "omitted by" in cited:
            continue
        for provision, years in IN_FORCE.items():
            assert provision not in cited or tax_year in years, (fact.name, cited)
