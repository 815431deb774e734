"""The oracle and its workbooks: that it stands alone, adds up with the statute, and meets the edges."""

from __future__ import annotations

import ast
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

import oracle
import oracle_law as law
from oracle_figures import ordinance
from oracle_input import read_case
from random_workbooks import seeded_workbook

FOLDER = Path(__file__).parent
PAISA = Fraction(1, 100)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("oracle*.py")), ids=lambda file: file.name)
def test_it_imports_nothing_of_the_program(file: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert not imported & {"compliance", "compared", "numpy", "pandas"}


@pytest.mark.parametrize("year", law.YEARS)
@pytest.mark.parametrize("salaried", [True, False])
def test_bands_add_up_to_the_fixed_amounts_of_the_statute(year: int, salaried: bool) -> None:
    for above, fixed, _ in (law.SALARIED if salaried else law.NON_SALARIED)[year]:
        assert law.slab_tax(Fraction(above), year, salaried) == fixed


def test_the_seeded_workbooks_meet_every_edge() -> None:
    met: Counter[str] = Counter()
    for seed in range(1_500):
        workbook, as_of = seeded_workbook(seed)
        case, result = read_case(workbook), oracle.assess(workbook, as_of)
        figures = ordinance(case)
        it = [r for r in case.receipts if r.is_export and r.service in ("it", "ites")]
        by_bank = sum(r.rupees for r in it if r.channel == "bank")
        by_others = sum(r.rupees for r in it) - by_bank
        for step in (-1, 0, 1):
            off = step * PAISA
            mixed = case.salary > 0 and figures.other_income > 0
            met[f"75% {step:+}"] += mixed and case.salary == 3 * figures.other_income + off
            met[f"80% {step:+}"] += case.tax_year <= 2022 and by_others > 0 and by_bank == 4 * by_others + off
            met[f"surcharge {step:+}"] += figures.income == law.SURCHARGE_ABOVE + off
            met[f"super tax {step:+}"] += figures.income == law.SUPER_TAX_ABOVE + off
            met[f"$12,000 {step:+}"] += Fraction(result["receipts"]["usd"]) == law.EXEMPT_USD + off
        for name in ("2023-01-12", "2023-01-13", "2023-10-22", "2023-10-23", "2025-06-30", "2025-07-01"):
            met[name] += any(r.day.isoformat() == name for r in case.receipts)
        met["two retention rules in a month"] += {"2023-10-22", "2023-10-23"} <= {
            r.day.isoformat() for r in case.receipts if r.is_export and r.channel == "bank"
        }
        for point in result["unsettled"]:
            met[point["id"]] += 1
        for code in result["warnings"]:
            met[code] += 1
        for reading in ("ordinance", "policy"):
            met[f"{reading} {result[reading]['tier']}"] += 1
        for line in ("final_tax", "normal_tax", "surcharge", "minimum_tax", "refundable", "over_deducted"):
            met[line] += result["ordinance"][line] > 0
    rare = {edge: count for edge, count in met.items() if count < 10}
    assert not rare
    assert len(met) == 50, sorted(met)
