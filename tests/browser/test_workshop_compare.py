"""Another calculator's figure in a real browser: typed, compared by the keyboard alone, and explained."""

from __future__ import annotations

from tests.browser.conftest import Visitor
from tests.browser.screenshots import open_example


def test_a_figure_is_explained_without_the_mouse(visitor: Visitor) -> None:
    """The designer's Rs 21,10,000 at other thresholds: 90,000 + 20% of 9,10,000 is Rs 2,72,000."""
    open_example(visitor, "designer_with_job")
    page = visitor.page
    page.locator("a[href$='workshop-people']").first.click()
    visitor.settle()
    page.locator("a[href$='workshop-compare']").first.click()
    visitor.settle()
    page.locator(".st-key-compare-tax input").focus()
    page.keyboard.type("2.72 lakh")
    page.keyboard.press("Enter")
    visitor.settle()
    assert page.locator("h2.heading").first.inner_text() == "This mistake gives exactly that figure."
    card = page.locator(".match")
    assert card.count() == 1
    assert "Rs 51,000 less" in card.inner_text()
    rule = card.locator("details.opens summary").first
    rule.focus()
    page.keyboard.press("Enter")
    assert "Rs 16,00,000 to Rs 32,00,000: Rs 1,70,000 + 30%" in card.inner_text()
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]
