"""The rehearsal in a real browser: figures typed into a form of the order of the return."""

from __future__ import annotations

from tests.browser.conftest import Visitor


def test_right_and_wrong_figures_are_told_apart_and_stay(visitor: Visitor) -> None:
    visitor.open("examples")
    visitor.page.locator(".st-key-example-pseb_developer button").click()
    visitor.settle()
    visitor.press("Filing")
    visitor.press("Filing sheet")
    copied = visitor.page.locator(".st-key-line-sheet-final_it code").all_inner_texts()
    amount, tax = (text.strip() for text in copied)
    visitor.fill("Export of IT services at 0.25%, amount", amount)
    visitor.fill("Export of IT services at 0.25%, tax", str(int(tax) + 7))
    visitor.press("Check my figures")
    assert visitor.sees("Rs 7 too much")
    assert visitor.sees("✓") or visitor.sees("The same.")
    visitor.press("Duties and dates")
    visitor.press("Filing sheet")
    box = visitor.page.get_by_label("Export of IT services at 0.25%, tax", exact=True)
    assert box.input_value() == str(int(tax) + 7)
    visitor.fill("Export of IT services at 0.25%, tax", tax)
    assert not visitor.sees("too much")
