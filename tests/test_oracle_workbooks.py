"""The program against the oracle on random workbooks: every key of the result but the sentences."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import oracle
from compared import assessed, differences, oracle_form
from random_workbooks import seeded_workbook, workbooks

BLOCKS = 15
SEEDS_A_BLOCK = 100


def check(workbook: dict[str, Any], as_of: date, name: str) -> None:
    """Fails with the differences and the workbook, ready to be worked through by hand."""
    found = differences(assessed(workbook, as_of), oracle_form(oracle.assess(workbook, as_of)))
    if found:
        pytest.fail("\n".join([f"{name} on {as_of}:", *found, json.dumps(workbook)]))


@pytest.mark.parametrize("block", range(BLOCKS))
def test_seeded_workbooks(block: int) -> None:
    for seed in range(block * SEEDS_A_BLOCK, (block + 1) * SEEDS_A_BLOCK):
        check(*seeded_workbook(seed), f"seed {seed}")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(workbooks())
def test_workbooks_of_hypothesis(drawn: tuple[dict[str, Any], date]) -> None:
    check(*drawn, "Hypothesis")
