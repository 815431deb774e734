"""What all questions about a layout share: the table, its columns by name, whose file it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from compliance.statements.layout_guess import Field, column_values
from compliance.statements.own_layouts import Layout
from compliance.statements.profile_values import Holder
from compliance.statements.statement_table import Cells, Table, distinct, normalised_header
from compliance.text import _

_SEARCHED_HEADINGS: Final = 15


@dataclass(frozen=True, slots=True)
class Asking:
    """The table that is asked about, by which keys, and what is filled in."""

    table: Table
    heading: int
    scope: str
    labels: dict[str, str]
    """The columns by their names for comparing, as the file calls them."""
    guessed: dict[Field, str]
    before: Layout | None

    def key(self, name: str) -> str:
        return f"{self.scope}.{self.heading}.{name}"

    def values(self, column: str) -> tuple[str, ...]:
        return column_values(self.table, self.heading, column)

    def column(self, field: Field, label: str, *, needed: bool = True) -> str:
        """Ask for one column; an empty text for none."""
        options = list(self.labels) if needed else ["", *self.labels]
        guess = self.guessed.get(field, None if needed else "")
        chosen = st.selectbox(
            label,
            options,
            index=options.index(guess) if guess in options else None,
            format_func=lambda name: self.labels.get(name) or _("No column"),
            placeholder=_("Choose a column"),
            key=self.key(field),
        )
        return chosen or ""


def labels_of(header: Cells) -> dict[str, str]:
    """The columns by their names for comparing, as the file calls them; of two alike the second is (2)."""
    names = normalised_header(header)
    return {
        once: cell + once.removeprefix(name)
        for name, once, cell in zip(names, distinct(names), header, strict=False)
        if name
    }


def whose(scope: str, before: Layout | None) -> tuple[str, Holder | None]:
    """Ask whose file it is and who keeps the account."""
    source = st.text_input(
        _("Whose file is it?"),
        value=before.source if before else "",
        placeholder=_("Fiverr, or the name of your bank"),
        key=f"{scope}.source",
        max_chars=40,
        width=416,
    )
    holders: dict[Holder, str] = {
        "platform": _("A platform or a payment company, where clients pay"),
        "bank": _("A bank or a wallet in Pakistan"),
    }
    options = list(holders)
    holder = st.radio(
        _("Who keeps this account?"),
        options,
        index=options.index(before.holder) if before else None,
        format_func=lambda code: holders[code],
        key=f"{scope}.holder",
    )
    return " ".join(source.split()), holder


def heading_said(scope: str, guess: int) -> int:
    """The row that names the columns, as it was said (see `heading_asked`) or guessed."""
    said: int = st.session_state.get(f"{scope}.heading", guess)
    return said


def heading_asked(table: Table, guess: int, scope: str) -> int:
    """Ask which row names the columns, where it may be another one than was guessed."""
    key = f"{scope}.heading"
    rows = [at for at, cells in enumerate(table.rows[:_SEARCHED_HEADINGS]) if sum(map(bool, cells)) > 1]
    if guess not in rows or len(rows) == 1:
        return guess
    with st.expander(_("Are these not the names of the columns?")):
        return st.selectbox(
            _("The row that has them"),
            rows,
            index=rows.index(guess),
            format_func=lambda at: _("Row {row}: {cells}").format(
                row=table.places[at], cells=", ".join(cell for cell in table.rows[at] if cell)[:60]
            ),
            key=key,
        )
