"""Receipts that were begun in the form and not saved yet: none is thrown away by opening another one."""

from __future__ import annotations

import streamlit as st

from compliance.screens import look, removed, state, ways
from compliance.screens.draft import Record
from compliance.text import _, list_text


def show() -> None:
    """The receipts that wait to be finished, each with the way on."""
    state.put_form_aside()
    records = state.draft()["begun"]
    removed.offer("begun", _("The receipt that you began was thrown away."))
    for index, record in enumerate(records):
        with st.container(key=f"begun-{index}", gap=None):
            look.aside(_about(record), bold=_("You began a receipt and did not save it."), colour="amber")
            with st.container(horizontal=True, gap="small"):
                go_on = _("Go on with the receipt you began")
                # Not in a callback: this page would put it aside again before the other one is shown.
                if st.button(go_on, key=f"income.begun.{index}", type="tertiary"):
                    _go_on(index)
                st.button(
                    _("Throw it away"),
                    key=f"income.begun.remove.{index}",
                    type="tertiary",
                    on_click=removed.remove,
                    args=("begun", index),
                )


def _about(record: Record) -> str:
    day = ways.day_shown(record.get("date", ""))
    amount = record.get("credited") or record.get("received", "")
    said = [text for text in (day, amount) if text.strip()]
    if not said:
        return _("It is kept as you left it.")
    return _("It is kept as you left it: {what}.").format(what=list_text(said))


def _go_on(index: int) -> None:
    draft = state.draft()
    draft["form"] = draft["begun"].pop(index)
    state.forget_fields("form")
    state.touch()
    state.go_to("receipt")
