"""The workshop in a browser: a trainer's own people are kept beside all saved years."""

from __future__ import annotations

from tests.browser.conftest import Visitor
from tests.browser.kept import kept


def test_own_people_outlive_a_reload_and_not_a_shared_computer(visitor: Visitor) -> None:
    visitor.open("workshop-people")
    visitor.page.get_by_role("button", name="Open this person").nth(1).click()
    visitor.settle()
    assert visitor.sees("What the Ordinance says") and visitor.sees("33,712")
    visitor.press("Workshop")
    visitor.choose("Make a person of the year that is open")
    visitor.fill("Name and what is special", "Zubaida, over the cliff")
    visitor.press("Keep this person")
    assert visitor.sees("Zubaida, over the cliff is among your own people now.")
    visitor.page.wait_for_timeout(500)
    visitor.page.reload()
    visitor.settle()
    assert visitor.page.get_by_role("heading", name="Zubaida, over the cliff").count() == 1
    assert "notebook" in kept(visitor.page)["settings"]
    visitor.press("Start")
    visitor.press("This is a shared computer: keep nothing here")
    visitor.press("Delete it all and keep nothing")
    visitor.page.wait_for_timeout(500)
    assert "notebook" not in kept(visitor.page)["settings"]
