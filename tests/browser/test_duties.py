"""Duties in a real browser: answered on the spot, dates into the calendar, a day in the past looked at."""

from __future__ import annotations

from pathlib import Path

from ics import Calendar

from tests.browser.conftest import Visitor


def test_a_duty_is_answered_and_the_dates_go_into_the_calendar(visitor: Visitor) -> None:
    visitor.open("examples")
    visitor.page.locator(".st-key-example-payoneer_remittance button").click()
    visitor.settle()
    visitor.press("Filing")
    assert visitor.sees("What to do for tax year 2026, and by when")
    asked = visitor.page.locator(".st-key-duty-asks-registration")
    asked.get_by_text("No", exact=True).click()
    visitor.settle()
    assert visitor.sees("Applies: without it no return can be filed.")
    assert visitor.page.locator(".st-key-duty-asks-registration").count() == 0
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name="Put the dates into my calendar (.ics)").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert Calendar(text).events
    assert waiting.value.suggested_filename == "tax-year-2026.ics"
    visitor.press("Result")
    assert visitor.sees("Register with the FBR.")


def test_everything_can_be_seen_as_of_a_day_before_the_last_date(visitor: Visitor) -> None:
    visitor.open("examples")
    visitor.page.locator(".st-key-example-wallet button").click()
    visitor.settle()
    visitor.press("Filing")
    visitor.page.get_by_text("Look at it as of another day").click()
    visitor.fill("Day", "1 October 2026")
    assert not visitor.sees("days late")
    assert not visitor.sees("What being late costs")
    visitor.press("Result")
    assert visitor.sees("worked out on 1 October 2026")
