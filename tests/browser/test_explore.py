"""Curves of tax in a real browser: seen whole on a projector, nothing cut off on a telephone."""

from __future__ import annotations

from tests.browser.conftest import Visitor
from tests.browser.test_result_widths import BEYOND, CUT_OFF

EXAMPLE = "designer_with_job"


def open_page(visitor: Visitor) -> None:
    """Open an example and go to its curves."""
    visitor.open("examples")
    visitor.page.locator(f".st-key-example-{EXAMPLE} button").click()
    visitor.settle()
    for address in ("workshop-people", "workshop-explore"):
        visitor.page.locator(f"a[href$='{address}']").first.click()
        visitor.settle()


def test_the_chart_is_seen_whole_on_a_projector_and_on_a_telephone(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 1024, "height": 768})
    open_page(visitor)
    chart = visitor.page.locator("[data-testid=stVegaLiteChart]")
    chart.locator("canvas, svg.marks").wait_for()
    visitor.page.wait_for_timeout(600)
    box = chart.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 790
    assert box["width"] >= 520
    for comparison in ("Kinds of income", "Free choice"):
        visitor.choose(comparison)
        for width in (1024, 390):
            visitor.page.set_viewport_size({"width": width, "height": 768})
            visitor.page.wait_for_timeout(600)
            assert visitor.page.evaluate(CUT_OFF) == 0, (comparison, width)
            assert visitor.page.evaluate(BEYOND) == [], (comparison, width)
            assert chart.locator("canvas, svg.marks").count() == 1


def test_an_income_is_read_by_the_keyboard(visitor: Visitor) -> None:
    open_page(visitor)
    visitor.choose("Kinds of income")
    # 1% of Rs 50 lakh; 6,50,000 + 40% of 18,00,000; 6,16,000 + 35% of 9,00,000.
    visitor.fill("Figures at a yearly income of", "50 lakh")
    said = " ".join(visitor.page.locator(".curve-lines").inner_text().split())
    for figure in ("Rs 50,000", "Rs 13,70,000", "Rs 9,31,000"):
        assert figure in said
