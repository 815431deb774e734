"""The rows of a statement as they were read, with what was not understood and what was proved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from compliance.screens import look, statement_words
from compliance.statements.movement import Movement
from compliance.statements.profile_schema import Profile
from compliance.statements.statement_messages import Note, Refused
from compliance.statements.statement_reading import statement_of_content
from compliance.statements.statement_table import Table
from compliance.statements.statement_types import FileContent, Statement
from compliance.text import _, date_text

_PREVIEWED: Final = 2000
"""Rows that are read for a preview."""
_NOT_UNDERSTOOD: Final = 4
"""Rows that were not understood and stand below the first ones, of which some are shown as well."""
_LONGEST_TEXT: Final = 90


@dataclass(frozen=True, slots=True)
class _Row:
    place: int
    movements: tuple[Movement, ...]
    text: str
    reasons: tuple[Note, ...] = ()


def preview_of(statement: Statement, profile: Profile) -> Statement:
    """The beginning of a file, as it would be read by a profile."""
    assert statement.content is not None
    begun = FileContent(statement.content.kind, tuple(_begun(table) for table in statement.content.tables))
    try:
        return statement_of_content(statement.name, statement.file_hash, begun, (profile,))
    except Refused as refused:
        return Statement(statement.name, statement.file_hash, (refused.note,))


def _begun(table: Table) -> Table:
    return replace(table, rows=table.rows[:_PREVIEWED], places=table.places[:_PREVIEWED])


def rows_as_read(statement: Statement, most: int = 8) -> None:
    """The first rows with what was made of them, and some further ones that were not understood."""
    rows = _rows(statement)
    shown = rows[:most] + [row for row in rows[most:] if row.reasons][:_NOT_UNDERSTOOD]
    if not shown:
        return
    names = (_("When"), _("What"), _("Money"))
    head = look.markup(
        "<tr role=row><th role=columnheader>{when}</th><th role=columnheader>{what}</th>"
        "<th role=columnheader class=number>{money}</th></tr>",
        when=names[0],
        what=names[1],
        money=names[2],
    )
    body = "".join(_markup(row, names) for row in shown)
    st.html(
        '<div class="scroll"><table class="plain stacks read-as" role="table">'
        f"<thead role=rowgroup>{head}</thead><tbody role=rowgroup>{body}</tbody></table></div>"
    )
    if len(rows) > len(shown):
        look.prose(_("And {count} more.").format(count=len(rows) - len(shown)))


def _rows(statement: Statement) -> list[_Row]:
    posted: dict[int, list[Movement]] = {}
    for one in statement.movements:
        posted.setdefault(one.rows[0], []).append(one)
    rows = [_Row(place, tuple(found), _described(found[0])) for place, found in posted.items()]
    for row in statement.review:
        text = _described(row.movements[0]) if row.movements else " | ".join(cell for cell in row.raw if cell)
        rows.append(_Row(row.rows[0], row.movements, text, row.reasons))
    return sorted(rows, key=lambda row: row.place)


def _described(one: Movement) -> str:
    said = " ".join(one.description.split())
    return f"{said} ({one.counterparty})" if one.counterparty and one.counterparty not in said else said


def _markup(row: _Row, names: tuple[str, str, str]) -> str:
    when = date_text(row.movements[0].date) if row.movements else ""
    text = row.text if len(row.text) <= _LONGEST_TEXT else row.text[: _LONGEST_TEXT - 1] + "…"
    why = "".join(
        look.markup(
            '<p class="not-understood">{why}</p>',
            why=_("Row {row}: {why}").format(row=row.place, why=note.line()),
        )
        for note in row.reasons
    )
    amounts = "<br>".join(
        look.markup("{amount}", amount=statement_words.in_or_out(one.amount, one.currency))
        for one in row.movements
    )
    # What was not understood has no day and no amount, and the more to say.
    wide, money = ("", f'<td role=cell class=number data-label="{{money}}">{amounts}</td>')
    if not row.movements:
        wide, money = " colspan=2", ""
    return (
        look.markup(
            '<tr role=row><td role=cell class=when>{when}</td><td role=cell data-label="{what}"',
            when=when,
            what=names[1],
        )
        + wide
        + look.markup(">{text}", text=text)
        + f"{why}</td>"
        + money.replace("{money}", look.markup("{name}", name=names[2]))
        + "</tr>"
    )


def judged(statement: Statement, *, signed: bool) -> bool:
    """Say what the preview proves and what looks wrong in it; whether any row is read.

    `signed`: whether the sign of the amount alone says what is money in.
    """
    for problem in statement.problems:
        look.aside(problem.line(), colour="red")
    if statement.problems:
        return False
    if not statement.counts.posted:
        look.aside(
            _("No row can be read like this. Look at what is said of the rows, and change the answers."),
            bold=_("Not yet."),
            colour="red",
        )
        return False
    amounts = [one.amount for one in statement.movements]
    if signed and len(amounts) > 1 and min(amounts) > 0:
        look.aside(
            _("If some of it went out, say which column tells that."),
            bold=_("All of it is read as money in, since no amount has a minus."),
            colour="amber",
        )
    checks_said(statement)
    return True


def checks_said(statement: Statement) -> None:
    """What was proved of a file, or the row at which the proof fails."""
    for check in statement.checks:
        if check.passed:
            look.prose(statement_words.check_said(check))
        else:
            look.aside(statement_words.check_said(check), colour="amber")
