"""Five questions on one screen, an answer, and the way into the full check."""

from __future__ import annotations

from tests.browser.conftest import Visitor


def pick(visitor: Visitor, label: str, typed: str, option: str) -> None:
    """Choose from a list that can be searched by typing."""
    box = visitor.page.get_by_role("combobox", name=label).first
    box.click()
    box.fill(typed)
    visitor.page.get_by_role("option", name=option).first.click()
    visitor.settle()


def answer_for_the_law_files_example(visitor: Visitor) -> None:
    """Rs 42 lakh of certified software exports, of which the bank took 0.25%: the law notes' own example."""
    visitor.open()
    visitor.press("Get a quick answer")
    visitor.fill("Rupees that reached you from clients abroad, all year", "41,89,500")
    pick(visitor, "Kind of work", "software", "Software developer, programmer")
    visitor.choose("Yes")
    visitor.fill("Tax that the bank took out, all year", "10500")
    visitor.press("Work it out")


def test_a_quick_answer_is_carried_over_into_the_full_check(visitor: Visitor) -> None:
    answer_for_the_law_files_example(visitor)
    assert visitor.sees("Rs 10,500")
    assert visitor.sees("file by this one")
    assert visitor.sees("What this takes for granted")
    visitor.press("Carry over into the full check")
    visitor.press("Check answers")
    assert visitor.sees("Rs 42,00,000")


def test_a_quick_answer_says_who_must_not_rely_on_it_and_that_it_begins_another_year(
    visitor: Visitor,
) -> None:
    answer_for_the_law_files_example(visitor)
    assert visitor.sees("the tax could be as much as")
    assert not visitor.sees("These answers begin another year.")
    visitor.press("Carry over into the full check")
    visitor.press("Start")
    visitor.press("Get a quick answer")
    visitor.press("Work it out")
    assert visitor.sees("These answers begin another year.")
    assert visitor.sees("stays saved")
    visitor.press("Begin another year with these answers")
    visitor.press("Start")
    assert visitor.page.locator(".saved-year").count() == 2


def test_what_is_wrong_is_said_and_what_was_typed_stays(visitor: Visitor) -> None:
    visitor.open("quick")
    visitor.fill("Rupees that reached you from clients abroad, all year", "1,23,4")
    visitor.press("Work it out")
    assert visitor.sees("There is a problem")
    box = visitor.page.get_by_label("Rupees that reached you from clients abroad, all year", exact=True).first
    assert box.input_value() == "1,23,4"
