"""The result at three widths: nothing cut off, no chart that fails, no label over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.sample_year import EVERY_YEAR, receipt, year

CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stMain] .scroll')]
    .filter(box => box.scrollWidth > box.clientWidth + 1).length"""
BEYOND = """() => {
    const page = document.documentElement.clientWidth;
    return [...document.querySelectorAll('[data-testid=stMain] *')].filter(one =>
        one.getBoundingClientRect().right > page + 1 && one.getBoundingClientRect().width
        && !one.closest('details:not([open]), .stacks thead'))
        .map(one => `${one.tagName}.${one.className}`);
}"""
LABELS = """() => [...document.querySelectorAll('.range-mark b')].map(one => {
    const box = one.getBoundingClientRect();
    return [one.textContent, box.left, box.top, box.right, box.bottom];
})"""
KEPT = year(
    2026,
    *(
        receipt(f"2026-0{month}-10", "112450.50", rupees="31690091.50", retained="112000.25")
        for month in range(1, 7)
    ),
    receipt("2025-09-10", "90000.00", rupees="25500000.75", retained="100.00"),
    receipt("2025-09-12", "90000.00", rupees="25500000.75", channel="wallet"),
)


def opened(visitor: Visitor, saved: str, folder: Path) -> None:
    """Open saved work and stand on its result."""
    file = folder / "year.json"
    file.write_text(saved, encoding="utf-8")
    visitor.open()
    visitor.page.locator("input[type=file]").first.set_input_files(file)
    visitor.page.wait_for_url("**/check")
    visitor.settle()
    visitor.page.locator("a[href$='result']").first.click()
    visitor.page.wait_for_url("**/result")
    visitor.settle()


@pytest.mark.parametrize("saved", [EVERY_YEAR["2026"], KEPT], ids=["everything", "much kept"])
def test_the_result_fits_at_every_width(visitor: Visitor, saved: str, tmp_path: Path) -> None:
    opened(visitor, saved, tmp_path)
    for width in (1280, 1024, 390):
        visitor.page.set_viewport_size({"width": width, "height": 1400})
        visitor.page.wait_for_timeout(600)
        assert visitor.page.evaluate(CUT_OFF) == 0, width
        assert visitor.page.evaluate(BEYOND) == [], width
    charts = visitor.page.locator("[data-testid=stVegaLiteChart]")
    assert charts.count() == 2
    assert charts.locator("canvas, svg.marks").count() == 2, "a chart could not be drawn"


def test_the_letters_of_a_range_never_lie_on_each_other(visitor: Visitor, tmp_path: Path) -> None:
    opened(visitor, EVERY_YEAR["2026"], tmp_path)
    for width in (1280, 390):
        visitor.page.set_viewport_size({"width": width, "height": 1400})
        visitor.page.wait_for_timeout(300)
        labels = visitor.page.evaluate(LABELS)
        assert len(labels) == 5
        for at, (one, left, top, right, bottom) in enumerate(labels):
            for other, left2, top2, right2, bottom2 in labels[at + 1 :]:
                apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
                assert apart, (width, one, other)


def test_the_highest_figure_opens_by_the_keyboard(visitor: Visitor, tmp_path: Path) -> None:
    opened(visitor, EVERY_YEAR["2026"], tmp_path)
    highest = visitor.page.locator(".range-marks > details").last
    highest.locator("summary").first.focus()
    visitor.page.keyboard.press("Enter")
    said = " ".join(highest.inner_text().split())
    assert "By this reading" in said
    assert "Rs 36,71,215" in said
    assert "Rs 1,85,750 more" in said


def test_an_amount_stays_with_its_words_where_a_table_stacks(visitor: Visitor, tmp_path: Path) -> None:
    opened(visitor, EVERY_YEAR["2026"], tmp_path)
    visitor.page.set_viewport_size({"width": 390, "height": 1400})
    highest = visitor.page.locator(".range-marks > details").last
    highest.locator("summary").first.click()
    change = highest.locator("tr.total td").last
    amount, cell = change.locator(".amount").bounding_box(), change.bounding_box()
    assert amount is not None
    assert cell is not None
    # "more" follows at once and ends the line; torn apart, the amount would stand in the middle.
    assert cell["x"] + cell["width"] - (amount["x"] + amount["width"]) < 60
