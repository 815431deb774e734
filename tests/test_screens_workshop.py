"""The pages of the workshop: people are opened, made, deleted and put back."""

from __future__ import annotations

import pytest

from compliance.screens.keeping.notebook import LARGEST, read_notebook
from compliance.workshop.own_people import own_person, write_people
from compliance.workshop.people import people
from tests.screens_app import app, draft, press, receipt, shown

PEOPLE = people()


@pytest.mark.parametrize("name", PEOPLE)
def test_one_click_opens_a_person_in_the_normal_pages(name: str) -> None:
    at = app("people")
    at.button(key=f"person.open.{name}").click().run()
    assert not at.exception
    assert at.session_state["draft"]["answers"]["example"] == f"person.{name}"
    assert any("file by this one" in one.proto.body for one in at.get("html"))


def test_an_opened_person_is_named_where_the_answers_are_checked() -> None:
    at = app("people")
    at.button(key="person.open.cliff").click().run()
    at.switch_page("compliance/screens/check.py").run()
    assert any("Ayesha, forty dollars over" in one.proto.body for one in at.get("html"))


def test_a_person_is_made_of_the_year_that_is_open_deleted_and_put_back() -> None:
    at = app("people", draft([receipt()], **ANSWERS))
    at.button(key="people.keep").click().run()
    assert any("Give the person a name." in one.proto.body for one in at.get("html"))
    at.text_input(key="people.title").input("Zubaida, my neighbour")
    at.text_area(key="people.story").input("She <b>draws</b> maps.")
    at.button(key="people.keep").click().run()
    name = "person.open.own.zubaida, my neighbour"
    assert at.button(key=name)
    bodies = [one.proto.body for one in at.get("html")]
    assert any("&lt;b&gt;draws" in body for body in bodies) and not any("<b>draws" in body for body in bodies)
    at.button(key="person.delete.own.zubaida, my neighbour").click().run()
    assert not any(one.key == name for one in at.button)
    at.button(key="people.put_back").click().run()
    assert any(one.key == name for one in at.button)
    at.button(key=name).click().run()
    assert at.session_state["draft"]["receipts"][0]["received"]


def test_a_file_of_people_is_opened_and_a_faulty_one_refused() -> None:
    at = app("people")
    own = own_person("My cousin", "A story.", "A lesson.", "it", PEOPLE["job"].workbook)
    file = ("p.json", write_people([own]).encode(), "application/json")
    at.file_uploader(key="people.file").set_value(file).run()
    assert not at.exception and any(one.key == "person.open.own.my cousin" for one in at.button)
    at.file_uploader(key="people.file").set_value(("p.json", b"{}", "application/json")).run()
    assert any("Give a file of people" in one.proto.body for one in at.get("html"))


def test_a_notebook_that_cannot_be_read_is_empty() -> None:
    for text in (None, 5, "", "[1]", "{", "[" * 100_000, '"' + "x" * LARGEST + '"'):
        assert read_notebook(text) == {}
    assert read_notebook('{"people": [1]}') == {"people": [1]}


ANSWERS = {
    "days_in_pakistan": "yes", "adult": "yes", "province": "punjab", "who_pays": "clients",
    "works_with": "alone", "clients": "abroad", "work": "software_developer", "had_pseb": "no",
    "active_taxpayer": "yes",
    "sales_tax": "no", "has_job": "no", "has_expenses": "no",
}  # fmt: skip


def test_a_pack_is_made_and_goes_stale_with_its_order() -> None:
    at = app("pack")
    at.number_input(key="pack.participants").set_value(3).run()
    press(at, "pack.make")
    assert "3 worksheets, their key" in shown(at)
    at.number_input(key="pack.seed").set_value(2).run()
    assert "3 worksheets, their key" not in shown(at)
    at.multiselect(key="pack.people").set_value([]).run()
    assert "Choose at least one person." in shown(at) and not any(one.key == "pack.make" for one in at.button)
