"""Statements in the browser: files in, receipts out, many changed at once, nothing leaves the machine."""

from __future__ import annotations

from pathlib import Path

from compliance.summary_words import SERVICES
from tests.browser.conftest import Visitor

STORY = Path(__file__).parents[1] / "story"
IT_WORK = SERVICES["it"]
_LEFT_EDGE = 14
_HEAD_HEIGHT = 38


def test_the_year_of_four_files_is_imported_and_its_work_changed_at_once(visitor: Visitor) -> None:
    visitor.open("about-tax-year")
    visitor.page.get_by_text("Tax year 2026", exact=False).first.click()
    visitor.settle()
    visitor.press("Income")
    visitor.press("Import statements")
    files = [str(STORY / f"{name}.csv") for name in ("upwork", "payoneer", "meezan", "certificates")]
    visitor.page.locator("input[type=file]").set_input_files(files)
    visitor.page.get_by_role("button", name="Enter these statements").wait_for()
    visitor.settle()
    visitor.press("Enter these statements")
    assert visitor.sees("6 receipts were added.")
    assert visitor.text.count("It adds up.") == 3
    visitor.press("See the receipts")
    visitor.press("Look through them, and change many at once")
    assert visitor.sees("6 of 6 receipts")
    table = visitor.page.locator("[data-testid=stDataFrame]").first
    box = table.bounding_box()
    assert box is not None
    visitor.page.mouse.click(box["x"] + _LEFT_EDGE, box["y"] + _HEAD_HEIGHT * 1.5)
    visitor.settle()
    assert visitor.sees("meezan.csv, row 6:") and visitor.sees("payoneer.csv, row 6:")
    # The box of the heading selects all rows.
    visitor.page.mouse.click(box["x"] + _LEFT_EDGE, box["y"] + _HEAD_HEIGHT / 2)
    visitor.settle()
    assert visitor.sees("6 receipts selected")
    choice = visitor.page.get_by_role("combobox").last
    choice.click()
    visitor.page.get_by_role("option", name="IT", exact=True).first.click()
    visitor.settle()
    visitor.press("Apply to 6 receipts")
    assert visitor.sees("6 receipts were changed.")
    visitor.press("Done")
    assert visitor.text.count(IT_WORK) == 6
    visitor.press("Look through them, and change many at once")
    visitor.press("Undo")
    visitor.press("Done")
    assert visitor.text.count(IT_WORK) == 0 and visitor.sees("6 receipts")
