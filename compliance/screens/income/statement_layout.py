"""A file whose layout is not known, or fits several: the person says what its columns are."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.screens import income_words, look, state
from compliance.screens.draft_statements import statements_of, text_of
from compliance.statements.layout_guess import (
    FIELDS,
    Field,
    Holder,
    Layout,
    column_values,
    columns_of,
    fitting_formats,
    heading_row,
    profile_from,
)
from compliance.statements.profile_schema import Profile
from compliance.statements.recognition import Ambiguous
from compliance.statements.statement_table import Table, distinct, normalised_header
from compliance.statements.statement_types import Statement
from compliance.text import N_, _, date_text

_NAMES: Final[dict[Field, str]] = {
    "date": N_("The day"),
    "description": N_("What it was: description, activity or type"),
    "amount": N_("The amount, with a sign"),
    "credit": N_("Money in"),
    "debit": N_("Money out"),
    "currency": N_("The currency"),
    "balance": N_("The balance after the row"),
    "native_id": N_("A number that each row has for itself"),
    "counterparty": N_("Who paid"),
}
_NEEDED: Final[tuple[Field, ...]] = ("date", "description")
_ROWS_SHOWN: Final = 5


def can_be_described(statement: Statement) -> bool:
    """Whether it is a table that nobody knows."""
    unknown = any(problem.code == "unknown" for problem in statement.problems)
    return (
        unknown and statement.content is not None and any(any(one.rows) for one in statement.content.tables)
    )


def several_fit(statement: Statement) -> tuple[Profile, ...]:
    """The layouts that fit equally well; empty where it is no such file."""
    found = statement.recognition
    return found.profiles if isinstance(found, Ambiguous) else ()


def choose(statement: Statement, profiles: tuple[Profile, ...]) -> str | None:
    """Ask which of several layouts it is; gives the id of the one chosen."""
    names = {one.id: _("{source}: {layout}").format(source=one.source, layout=one.layout) for one in profiles}
    return st.radio(
        _("Which of these is it?"),
        list(names),
        index=None,
        format_func=lambda name: names[name],
        key=f"layout.chosen.{statement.file_hash}",
    )


def describe(statement: Statement) -> bool:
    """Ask what the columns are; whether a layout was kept, so that the file can be read again."""
    assert statement.content is not None
    table = max(statement.content.tables, key=lambda one: len(one.rows))
    scope, heading = f"layout.{statement.file_hash[:12]}", heading_row(table)
    with st.container(key=f"layout-{statement.file_hash[:12]}", gap="small"):
        look.prose(
            _(
                "No layout is known that this file fits. Say what its columns are; it is read by that, now "
                "and the next time, and every row is accounted for."
            )
        )
        header = table.rows[heading]
        st.html(look.table(list(header), [list(row) for row in _first_rows(table, heading)]))
        layout = _asked(table, heading, scope)
        if layout is None or not st.button(_("Read it so"), key=f"{scope}.keep", type="primary"):
            return False
        made = profile_from(layout)
        if not isinstance(made, Profile):
            for fault in made:
                look.aside(str(fault), colour="amber")
            return False
        _keep(made)
        return True


def _first_rows(table: Table, heading: int) -> list[tuple[str, ...]]:
    width = len(table.rows[heading])
    rows = table.rows[heading + 1 : heading + 1 + _ROWS_SHOWN]
    return [(*row, *[""] * width)[:width] for row in rows]


def _asked(table: Table, heading: int, scope: str) -> Layout | None:
    """The answers as a layout; None while one that is needed is missing."""
    names = [name for name in distinct(normalised_header(table.rows[heading])) if name]
    guessed = columns_of(table.rows[heading])
    source = st.text_input(
        _("Whose file is it? For example Fiverr, or the name of your bank"),
        key=f"{scope}.source",
        max_chars=40,
        width=416,
    )
    holders: dict[Holder, str] = {
        "platform": _("A platform or a payment company, where clients pay"),
        "bank": _("A bank or a wallet in Pakistan"),
    }
    holder = st.radio(
        _("What keeps this account?"),
        list(holders),
        index=None,
        format_func=lambda code: holders[code],
        key=f"{scope}.holder",
    )
    columns: dict[Field, str] = {}
    for field in FIELDS:
        options = ["", *names]
        chosen = st.selectbox(
            _(_NAMES[field]),
            options,
            index=options.index(guessed.get(field, "")),
            format_func=lambda name: name or _("No column"),
            key=f"{scope}.{field}",
            width=416,
        )
        if chosen:
            columns[field] = chosen
    formats = _date_formats(table, heading, columns.get("date", ""), scope)
    currency = "PKR" if holder == "bank" else "USD"
    if "currency" not in columns:
        codes = list(income_words.currencies(state.rulebook()))
        currency = st.selectbox(
            _("The currency of all amounts"),
            codes,
            index=codes.index(currency) if currency in codes else 0,
            key=f"{scope}.always",
            width=416,
        )
    has_amount = "amount" in columns or {"credit", "debit"} <= set(columns)
    if not (source.strip() and holder and formats and has_amount and set(_NEEDED) <= set(columns)):
        look.prose(
            _("Needed are: whose file it is, what keeps the account, the day, what it was, and the amount.")
        )
        return None
    return Layout(source.strip(), holder, table.rows[heading], columns, formats, currency)


def _date_formats(table: Table, heading: int, column: str, scope: str) -> tuple[str, ...]:
    """How the file writes dates; asked where more than one way fits, said where none does."""
    values = column_values(table, heading, column)
    fitting = fitting_formats(values)
    if not values or len(fitting) == 1:
        return fitting
    if not fitting:
        look.aside(
            _("Not all cells of that column are dates that can be read, such as “{value}”.").format(
                value=values[0][:40]
            ),
            colour="amber",
        )
        return ()
    # A day that no two ways write alike.
    example = state.today().replace(month=12, day=31)
    shown = {one: example.strftime(one) for one in fitting}
    chosen = st.radio(
        _("How does the file write {day}? Its first date is “{value}”.").format(
            day=date_text(example), value=values[0][:40]
        ),
        list(shown),
        index=None,
        format_func=lambda one: shown[one],
        key=f"{scope}.format",
    )
    return (chosen,) if chosen else ()


def _keep(profile: Profile) -> None:
    """Put a layout into what is entered, in the place of one of the same name."""
    draft = state.draft()
    kept = statements_of(draft["statements"])
    others = tuple(one for one in kept.profiles if one.get("id") != profile.id)
    draft["statements"] = text_of(kept.model_copy(update={"profiles": (*others, profile.as_data())}))
    state.touch()
