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
from compliance.text import _, ngettext

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
    "problem_reminder",
    "problem_summary",
]

MEASURE = 672
"""The width of a question page in pixels: some 70 characters."""


def problem_summary(faults: Sequence[Fault], scope: str) -> None:
    """The box at the top of a page that lists its problems, each a link to its field."""
    items = "".join(
        look.markup(
            '<li><a href="#at-{anchor}" target="_self">{said}</a></li>',
            anchor=f"{fault.scope or scope}-{fault.field}",
            said=_said(fault),
        )
        for fault in faults
    )
    title = look.markup("<h2>{title}</h2>", title=_("There is a problem"))
    st.html(f'<div class="problems" role="alert" id="at-problems">{title}<ul>{items}</ul></div>')


def problem_reminder(count: int) -> None:
    """The line beside the button at the end of a long page that leads back to the list of problems."""
    said = ngettext("There is {count} problem. See it.", "There are {count} problems. See them.", count)
    look.html(
        '<p class="fault"><a href="#at-problems" target="_self">{said}</a></p>', said=said.format(count=count)
    )


def _said(fault: Fault) -> str:
    if not fault.label:
        return fault.message
    if fault.label.endswith("?"):
        return _("{question} {message}").format(question=fault.label, message=fault.message)
    return _("{field}: {message}").format(field=fault.label, message=fault.message)


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
        if faults:
            problem_reminder(len(faults))
        st.button(
            button or _("Continue"), key=f"continue.{name}", type="primary", on_click=press, args=(name,)
        )


def press(name: str) -> None:
    """Note that the button at the end of a page was pressed (its callback)."""
    st.session_state[f"pressed.{name}"] = True
