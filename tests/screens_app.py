"""Drives the screens through the entry file, by what a page shows and the keys of its widgets."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from compliance.screens.draft import Draft, Record, empty_draft
from compliance.screens.draft_workbook import draft_of
from compliance.screens.places import file_of
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)


def app(page: str | None = None, draft: Draft | None = None, *, keeps: bool = True) -> AppTest:
    """The program on a page, on 23 November 2026, with a draft if one is given.

    The browser has answered already that it keeps the work, or (`keeps`) that it keeps nothing.
    """
    at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
    at.session_state["as_of"] = TODAY
    at.session_state["keeping_answered"] = True if keeps else "shared"
    if draft is not None:
        at.session_state["draft"] = draft
    at.run()
    if page is not None:
        at.switch_page(file_of(page)).run()
    assert not at.exception, at.exception
    return at


def draft(receipts: list[Record] | None = None, **answers: str) -> Draft:
    """A draft with these answers, of tax year 2026 unless they say otherwise."""
    made = empty_draft()
    made["answers"] = {"tax_year": "2026", **answers}
    made["receipts"] = receipts or []
    return made


def receipt(**texts: str) -> Record:
    """A typed receipt: 1,250 dollars through a bank, unless said otherwise."""
    return {
        "id": "r1",
        "date": "14 July 2025",
        "kind": "export",
        "service": "it",
        "channel": "bank",
        "account": "own",
        "currency": "USD",
        "received": "1250",
        "credited": "3,50,000",
        "tax_deducted": "875",
        **texts,
    }


def workbook(**changes: Any) -> Workbook:
    """A saved workbook of tax year 2026 with nothing in it but what is given."""
    entry = {"format": "freelancer-workbook", "version": 1, "tax_year": 2026, **changes}
    read = read_workbook(json.dumps(entry))
    assert isinstance(read, Workbook), read
    return read


def opened(**changes: Any) -> Draft:
    """The draft that opening such a workbook makes."""
    return draft_of(workbook(**changes))


def shown(at: AppTest) -> str:
    """All text of the page, its HTML with it, without the style sheet."""
    parts = [element.proto.body for element in at.get("html")] + [element.value for element in at.markdown]
    return "\n".join(part for part in parts if not part.startswith("<style>"))


def press(at: AppTest, key: str) -> AppTest:
    """Press a button and see what comes of it; no page may break."""
    at.button(key=key).click().run()
    assert not at.exception, at.exception
    return at


def land(at: AppTest, page: str) -> AppTest:
    """Stay on the page that a button led to, which must be this one: AppTest would go back."""
    there = titles(at)
    at.switch_page(file_of(page)).run()
    assert not at.exception, at.exception
    assert titles(at) == there, f"not on the page {page}"
    return at


def answer(at: AppTest, name: str, value: str, scope: str = "answers") -> AppTest:
    """Answer a question by the key of its field, whatever kind of field it is."""
    key = f"field.{scope}.{name}"
    fields = [*at.text_input, *at.radio, *at.selectbox]
    field = next(field for field in fields if field.key == key)
    field.set_value(value).run()
    assert not at.exception, at.exception
    return at


def kept(at: AppTest) -> Draft:
    """What the session keeps."""
    found: Draft = at.session_state["draft"]
    return found


def titles(at: AppTest) -> list[str]:
    """The page's one heading, as text; a list, since there must be exactly one."""
    parts = shown(at).split('<h1 class="question">')[1:]
    return [part.partition("</h1>")[0] for part in parts]
