"""The scaffold of a question page: heading, fields with their problems beside them, Continue and Back.

Problems are shown from the moment Continue was pressed until they are mended; what was typed stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from compliance.screens import look, state
from compliance.screens.draft import Record
from compliance.screens.fields import Fault, Form, amount_echo, amount_fault, date_fault, missing
from compliance.screens.places import file_of
from compliance.text import _

__all__ = [
    "MEASURE",
    "Fault",
    "Form",
    "amount_echo",
    "amount_fault",
    "back_link",
    "date_fault",
    "missing",
    "page",
    "press",
    "problem_summary",
]

MEASURE = 672
"""The width of a question page in pixels: some 70 characters."""


def problem_summary(faults: Sequence[Fault], scope: str) -> None:
    """The box at the top of a page that lists its problems, each a link to its field."""
    items = "".join(
        look.markup(
            '<li><a href="#at-{anchor}" target="_self">{label}: {message}</a></li>'
            if fault.label
            else '<li><a href="#at-{anchor}" target="_self">{message}</a></li>',
            anchor=f"{fault.scope or scope}-{fault.field}",
            label=fault.label,
            message=fault.message,
        )
        for fault in faults
    )
    st.html(
        '<div class="problems" role="alert">'
        + look.markup("<h2>{title}</h2>", title=_("There is a problem"))
        + f"<ul>{items}</ul></div>"
    )


def back_link(target: str, label: str = "") -> None:
    """The quiet link above a question that leads to the page before it."""
    with st.container(key=f"back-{target}"):
        st.page_link(file_of(target), label=label or _("Back"))


@contextmanager
def page(
    name: str,
    heading: str,
    *,
    section: str,
    record: Record,
    scope: str,
    back: str,
    onward: Callable[[], str],
    hint: str = "",
    check: Callable[[], list[Fault]] = list,
    button: str = "",
    accept: Callable[[], None] | None = None,
) -> Iterator[Form]:
    """A page that asks: the problems at the top, the question, its fields (yours), Continue at the end.

    `check` gives what is wrong; `accept` is called, and `onward` names the page to go to, when Continue was
    pressed and nothing is wrong.
    """
    pressed = st.session_state.pop(f"pressed.{name}", False)
    faults = check() if pressed or state.tried(name) else []
    if pressed:
        state.set_tried(name, bool(faults))
        if not faults:
            if accept:
                accept()
            state.go_to(state.take_return() or onward())
    with st.container(width=MEASURE, gap="medium"):
        back_link(state.returning_to() or back)
        if faults:
            problem_summary(faults, scope)
        with st.container(gap="xsmall"):
            look.section(section)
            look.title(heading)
            if hint:
                look.lead(hint)
        yield Form(record, scope, faults)
        st.button(
            button or _("Continue"), key=f"continue.{name}", type="primary", on_click=press, args=(name,)
        )


def press(name: str) -> None:
    """Note that the button at the end of a page was pressed (its callback)."""
    st.session_state[f"pressed.{name}"] = True
