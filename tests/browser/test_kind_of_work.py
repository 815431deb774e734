"""Searching the kinds of work by everyday words, with nothing but the keyboard."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visitor


def named(visitor: Visitor) -> list[str]:
    """The kinds of work chosen, as the page calls them."""
    return visitor.page.locator("dl.facts dt").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "work"),
    [
        ("writer", "Writer, copywriter"),
        ("seo", "Online marketing, SEO"),
        ("ai", "AI, machine learning, data analyst"),
    ],
)
def test_enter_takes_the_one_kind_that_was_meant(visitor: Visitor, typed: str, work: str) -> None:
    visitor.open("about-work")
    box = visitor.page.get_by_role("combobox").first
    box.click()
    box.press_sequentially(typed)
    visitor.page.get_by_role("option", name=work).wait_for()
    assert all(typed in words.lower() for words in visitor.page.get_by_role("option").all_inner_texts())
    box.press("Enter")
    visitor.settle()
    assert named(visitor) == [work]


def test_a_list_of_one_answer_takes_it_too(visitor: Visitor) -> None:
    visitor.open("quick")
    box = visitor.page.get_by_role("combobox", name="Kind of work").first
    box.click()
    box.press_sequentially("seo")
    visitor.page.get_by_role("option", name="Online marketing").wait_for()
    assert visitor.page.get_by_role("option").count() == 1
