"""Receipts typed into the table, cell by cell, as in a spreadsheet."""

from __future__ import annotations

from playwright.sync_api import Locator, TimeoutError, expect

from tests.browser.conftest import Visitor

ROW_HEIGHT = 38
"""Pixels from one row of the table to the next."""


def expect_cell(visitor: Visitor, column: int, row: int, text: str) -> None:
    """A cell shows a text. The table writes the texts beside its canvas some time after it is drawn."""
    expect(visitor.page.get_by_test_id(f"glide-cell-{column + 1}-{row}").first).to_have_text(text)


def type_into_cell(visitor: Visitor, column: int, row: int, text: str) -> None:
    """Type into a cell and leave it with Enter."""
    open_cell(visitor, column, row).fill(text)
    visitor.page.keyboard.press("Enter")
    visitor.settle()


def open_cell(visitor: Visitor, column: int, row: int) -> Locator:
    """The field in a cell, after a click on it and Enter; again if it did not open."""
    canvas = visitor.page.get_by_test_id("data-grid-canvas").first
    field = visitor.page.locator("input.gdg-input, textarea.gdg-input").first
    for _attempt in range(5):
        box = canvas.bounding_box()
        assert box is not None
        visitor.page.mouse.click(box["x"] + WIDTHS[column], box["y"] + ROW_HEIGHT * (row + 1.5))
        visitor.page.keyboard.press("Enter")
        try:
            field.wait_for(timeout=3_000)
            break
        except TimeoutError:
            visitor.settle()
    return field


WIDTHS = {0: 95, 1: 250}
"""Pixels from the left edge of the table to the middle of a column: the day, the rupees credited."""


def open_table(visitor: Visitor) -> None:
    """From an empty start to the empty table of tax year 2026."""
    visitor.open()
    visitor.press("Start the full check")
    visitor.choose("Tax year 2026")
    visitor.press("Continue")
    visitor.press("Income")
    visitor.press("Open the table")
    visitor.page.wait_for_timeout(1500)


def paste(visitor: Visitor, rows: list[list[str]]) -> None:
    """Paste cells at the top left of the table, as out of a spreadsheet."""
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box = visitor.page.get_by_test_id("data-grid-canvas").first.bounding_box()
    assert box is not None
    visitor.page.mouse.click(box["x"] + WIDTHS[0], box["y"] + ROW_HEIGHT * 1.5)
    text = "\n".join("\t".join(row) for row in rows)
    visitor.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    visitor.page.keyboard.press("Control+V")
    visitor.page.wait_for_timeout(500)
    visitor.settle()


def test_pasted_rows_are_read_and_what_cannot_be_read_is_said(visitor: Visitor) -> None:
    open_table(visitor)
    paste(
        visitor,
        [
            ["14/7/2025", "3.5 lakh", "", "Rs.", "", "", "A client abroad", "SWIFT", "IT"],
            ["2 Feb 2026", "1000", "", "Taler", "500", "", "A client in Pakistan", "", "Another service"],
            ["3 Feb 2026", "1000", "", "Rs.", "", "", "abroad", "Payoneer", "coding"],
        ],
    )
    expect_cell(visitor, 7, 0, "SWIFT")
    expect_cell(visitor, 7, 2, "Payoneer")
    expect_cell(visitor, 3, 1, "Taler")
    assert visitor.sees("“Payoneer”: Say what the statement says")
    assert visitor.sees("Receipt 2, 2 February 2026")
    assert visitor.sees("“Taler”: Write a currency by its code in capital letters")
    assert not visitor.sees("Receipt 1")
    visitor.press("Done")
    assert visitor.sees("3 receipts")


def test_rows_typed_into_the_table_are_receipts_and_stay_as_typed(visitor: Visitor) -> None:
    open_table(visitor)
    for row, (day, credited) in enumerate((("14/7/2025", "3.5 lakh"), ("2 Feb 2026", "1,23,4"))):
        type_into_cell(visitor, 0, row, day)
        type_into_cell(visitor, 1, row, credited)
    expect_cell(visitor, 1, 1, "1,23,4")
    visitor.press("Done")
    assert visitor.sees("2 receipts")
    assert visitor.sees("3.5 lakh") or visitor.sees("Rs 3,50,000")
    visitor.press("Check answers")
    assert visitor.sees("There is a problem")
    assert visitor.sees("1,23,4")
    visitor.press("Income")
    visitor.press("Open the table")
    visitor.page.wait_for_timeout(1500)
    expect_cell(visitor, 1, 1, "1,23,4")
