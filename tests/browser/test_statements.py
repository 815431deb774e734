"""Statements in the browser: files in, receipts out, many changed at once, nothing leaves the machine."""

from __future__ import annotations

from pathlib import Path

from compliance.summary_words import SERVICES
from tests.browser.conftest import Visitor
from tests.statement_layouts import SIGN_BESIDE

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


def test_a_file_that_nobody_knows_is_described_beside_its_rows_as_they_would_be_read(
    visitor: Visitor, tmp_path: Path
) -> None:
    (tmp_path / "alfalah.csv").write_bytes(SIGN_BESIDE)
    visitor.open("about-tax-year")
    visitor.page.get_by_text("Tax year 2026", exact=False).first.click()
    visitor.settle()
    visitor.press("Income")
    visitor.press("Import statements")
    visitor.page.locator("input[type=file]").set_input_files([str(tmp_path / "alfalah.csv")])
    visitor.page.get_by_text("No layout is known that this file fits", exact=False).wait_for()
    visitor.fill("Whose file is it?", "Bank Alfalah")
    visitor.choose("A bank or a wallet in Pakistan")
    assert visitor.sees("Rs 50,000.00 in") and visitor.sees("Rs 20,000.00 out")
    table, question = visitor.page.locator(".read-as"), visitor.page.get_by_text("When was it?")
    beside, asked = table.bounding_box(), question.bounding_box()
    assert beside is not None and asked is not None
    assert beside["x"] > asked["x"] + asked["width"]
    visitor.press("Read it so")
    assert visitor.sees("Bank Alfalah, as you described it.")
    visitor.press("Forget this layout")
    assert visitor.sees("No layout is known that this file fits")
