"""Variants of a year: receipts that are alike are run as one, and nothing is lost by it."""

from __future__ import annotations

import random

import pytest

from compliance import assess
from compliance.duties.case import Case
from compliance.duties.what_if import AS_IT_IS, Variant, figures_of
from compliance.facts import TAX
from compliance.facts.inputs import RECEIPT
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from tests.duty_cases import AS_OF
from tests.sample_year import EVERY_YEAR, rules

FIGURES = ("tax", "balance", "refundable")


def test_no_formula_of_a_receipt_takes_an_amount() -> None:
    amounts = {one.name for one in RECEIPT if one.unit != "yes_no"}
    for facts in TAX.variants.values():
        for fact in facts:
            if fact.of == "receipt":
                assert fact.unit == "yes_no" and not amounts & set(fact.inputs), fact.name


def of_workbook(workbook: Workbook) -> list[int]:
    """The figures of a year as they are told of a whole workbook."""
    told = assess(workbook, rules(), AS_OF).ordinance
    return [told.tax, told.balance, told.refundable]


@pytest.mark.parametrize("name", EVERY_YEAR)
def test_a_variant_is_the_year_with_those_receipts_changed(name: str) -> None:
    workbook = read_workbook(EVERY_YEAR[name].encode())
    assert isinstance(workbook, Workbook)
    chance = random.Random(name)
    variants, expected = [AS_IT_IS], [of_workbook(workbook)]
    for _trial in range(12):
        places = sorted(
            chance.sample(range(len(workbook.receipts)), chance.randint(1, len(workbook.receipts)))
        )
        variants.append(Variant(places, {"through_bank": False, "as_remittance": False}))
        receipts = list(workbook.receipts)
        for place in places:
            receipts[place] = receipts[place].model_copy(update={"channel": "kept_abroad", "retained": 0})
        expected.append(of_workbook(workbook.model_copy(update={"receipts": tuple(receipts)})))
    case = Case(assess(workbook, rules(), AS_OF), rules())
    found = figures_of(case, variants, FIGURES)
    assert [list(row) for row in zip(*(found[name] for name in FIGURES), strict=True)] == expected


def test_many_variants_are_worked_out_in_parts_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = read_workbook(EVERY_YEAR["2026"].encode())
    assert isinstance(workbook, Workbook)
    case = Case(assess(workbook, rules(), AS_OF), rules())
    variants = [Variant([place], {"deducted": [0]}) for place in range(len(workbook.receipts))]
    whole = figures_of(case, variants, FIGURES)
    monkeypatch.setattr("compliance.duties.what_if._VALUES_AT_ONCE", 1)
    assert figures_of(case, variants, FIGURES) == whole
