"""A file whose layout is not known, or fits several: the person says what its columns are, now and later."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from compliance.screens import look, state
from compliance.screens.draft_statements import statements_of, text_of
from compliance.screens.income.statement_asking import heading_asked, heading_said, whose
from compliance.screens.income.statement_columns import asked
from compliance.screens.income.statement_preview import judged, preview_of, rows_as_read
from compliance.statements.layout_guess import heading_row
from compliance.statements.own_layouts import (
    Layout,
    layout_of,
    profile_from,
    with_profile,
    without_profile,
)
from compliance.statements.profile_schema import Profile
from compliance.statements.recognition import Ambiguous, Recognised
from compliance.statements.statement_table import Table
from compliance.statements.statement_types import Statement
from compliance.text import _, list_text
from compliance.workbook_statements import Statements

Doing = Literal["change", "anew"]
"""What is done with a layout that is known: it is changed, or the file is of another source."""
_CHOSEN: Final = "statements.chosen"
"""By hash of the file: the id of the layout by which it is read."""
_DOING: Final = "statements.doing"
_FIRST_ROWS: Final = 4


def can_be_described(statement: Statement) -> bool:
    """Whether it is a table that nobody knows."""
    unknown = any(problem.code == "unknown" for problem in statement.problems)
    return (
        unknown and statement.content is not None and any(any(one.rows) for one in statement.content.tables)
    )


def chosen_layout(file_hash: str) -> str | None:
    """The id of the layout that the person chose for a file, of several that fit."""
    chosen: str | None = st.session_state.get(_CHOSEN, {}).get(file_hash)
    return chosen


def _choose(file_hash: str, name: str) -> None:
    st.session_state.setdefault(_CHOSEN, {})[file_hash] = name


def choose(statement: Statement) -> bool:
    """Where several layouts fit, ask which it is; whether one was chosen, so that it can be read."""
    found = statement.recognition
    if not isinstance(found, Ambiguous):
        return False
    names = {
        one.id: one.source
        if one.grade == "own"
        else _("{source}: {layout}").format(source=one.source, layout=one.layout)
        for one in found.profiles
    }
    chosen = st.radio(
        _("Which of these is it?"),
        list(names),
        index=None,
        format_func=lambda name: names[name],
        key=f"layout.chosen.{statement.file_hash}",
    )
    if chosen is None:
        return False
    _choose(statement.file_hash, chosen)
    return True


def doing(statement: Statement) -> Doing | None:
    """Whether the layout of this file is being described again."""
    now: Doing | None = st.session_state.get(_DOING, {}).get(statement.file_hash)
    return now if statement.profile is not None and statement.content is not None else None


def _do(file_hash: str, what: Doing | None) -> None:
    st.session_state.setdefault(_DOING, {})[file_hash] = what


def describe(statement: Statement) -> bool:
    """Ask what the columns are and show the rows as they would be read; whether the layout was kept, so that
    the file can be read by it."""
    assert statement.content is not None
    now = doing(statement)
    table = max(statement.content.tables, key=lambda one: len(one.rows))
    scope = f"layout.{statement.file_hash[:12]}.{now or 'new'}"
    before = layout_of(statement.profile) if statement.profile and now else None
    with st.container(key=f"layout-{statement.file_hash[:12]}", gap="small"):
        look.prose(
            _("Say what its columns are. The file is read by that, now and the next time.")
            if now
            else _(
                "No layout is known that this file fits. Say what its columns are; it is read by that, now "
                "and the next time, and every row is accounted for."
            )
        )
        source, holder = whose(scope, before if now == "change" else None)
        profile = None
        if source and holder:
            guess = _heading(statement, table, now)
            heading = heading_said(scope, guess)
            header = table.rows[heading]
            st.html(look.table(list(header), [list(row) for row in _first_rows(table, heading)]))
            heading_asked(table, guess, scope)
            questions, beside = st.columns([5, 6], gap="large")
            with questions:
                answers = asked(table, heading, scope, source, holder, before)
            with beside:
                look.subheading(_("So the rows would be read"))
                if isinstance(answers, Layout):
                    profile = _previewed(statement, answers, now)
                else:
                    look.prose(_("Still needed: {what}.").format(what=list_text(list(answers))))
        else:
            look.prose(_("When you have said these two, the columns come."))
        with st.container(horizontal=True, gap="small"):
            kept = profile is not None and st.button(_("Read it so"), key=f"{scope}.keep", type="primary")
            if now:
                st.button(
                    _("Leave it as it was"),
                    key=f"{scope}.leave",
                    type="tertiary",
                    on_click=_do,
                    args=(statement.file_hash, None),
                )
        if not kept or profile is None:
            return False
        _keep(with_profile(_kept(), profile))
        _choose(statement.file_hash, profile.id)
        _do(statement.file_hash, None)
        return True


def _heading(statement: Statement, table: Table, now: Doing | None) -> int:
    found = statement.recognition
    known = isinstance(found, Recognised) and now is not None and found.heading >= 0
    guess = found.heading if isinstance(found, Recognised) and known else heading_row(table)
    return min(guess, len(table.rows) - 1)


def _first_rows(table: Table, heading: int) -> list[tuple[str, ...]]:
    width = len(table.rows[heading])
    rows = table.rows[heading + 1 : heading + 1 + _FIRST_ROWS]
    return [(*row, *[""] * width)[:width] for row in rows]


def _previewed(statement: Statement, layout: Layout, now: Doing | None) -> Profile | None:
    """Show the rows as they would be read; the profile, if any row can be read by it."""
    changed = statement.profile.id if statement.profile and now == "change" else None
    made = profile_from(layout, _kept().profiles, changed)
    if not isinstance(made, Profile):
        for fault in made:
            look.aside(str(fault), colour="amber")
        return None
    read = preview_of(statement, made)
    rows_as_read(read)
    return made if judged(read, signed=made.amount.sign == "signed") else None


def actions(statement: Statement) -> None:
    """What can be done with a layout that the person described, on the card of a file that was read by it."""
    profile, name = statement.profile, statement.file_hash
    if profile is None or profile.grade != "own" or statement.content is None:
        return
    with st.container(horizontal=True, gap="small"):
        for what, said in (
            ("change", _("Change how it is read")),
            ("anew", _("It is not from {source}").format(source=profile.source)),
        ):
            st.button(
                said, key=f"layout.{what}.{name[:12]}", type="tertiary", on_click=_do, args=(name, what)
            )
        st.button(
            _("Forget this layout"),
            key=f"layout.forget.{name[:12]}",
            type="tertiary",
            on_click=_forget,
            args=(profile.id,),
        )


def _forget(name: str) -> None:
    """Forget a layout (for the button's callback); files that were read by it are read anew."""
    _keep(without_profile(_kept(), name))
    st.session_state[_CHOSEN] = {
        file: chosen for file, chosen in st.session_state.get(_CHOSEN, {}).items() if chosen != name
    }


def _kept() -> Statements:
    return statements_of(state.draft()["statements"])


def _keep(kept: Statements) -> None:
    state.draft()["statements"] = text_of(kept)
    state.touch()
