"""Every example opens, and its result shows the figures that an assessment of its file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance import assess, load_rulebook, read_workbook
from compliance.taxyear import today_in_pakistan
from compliance.text import rupees
from compliance.workbook import Workbook
from tests.browser.conftest import Visitor

EXAMPLES = sorted((Path(__file__).parents[2] / "compliance" / "examples").glob("*.json"))


def test_there_are_the_six_examples_of_the_start_page() -> None:
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_goes_through_to_its_result(visitor: Visitor, path: Path) -> None:
    workbook = read_workbook(path.read_bytes())
    assert isinstance(workbook, Workbook)
    expected = assess(workbook, load_rulebook(), today_in_pakistan())
    visitor.open()
    visitor.press("Choose an example")
    visitor.page.locator(f".st-key-example-{path.stem} button").click()
    visitor.settle()
    visitor.press("Work out the result")
    reached = expected.ordinance.range
    for figure in {reached.low, reached.high, expected.policy.tax}:
        assert visitor.sees(rupees(figure)), figure
    if expected.retention:
        assert visitor.sees("Foreign currency you may keep")
    else:
        assert not visitor.sees("Foreign currency you may keep")
