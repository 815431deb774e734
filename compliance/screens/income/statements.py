"""Statements in: files of platforms and banks become receipts, every row accounted for."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from compliance.screens import look, state, statement_words, ways
from compliance.screens.draft import tax_year_of
from compliance.screens.draft_statements import statements_of
from compliance.screens.income.statement_files import files_shown, take_out
from compliance.screens.income.statement_layout import can_be_described, choose, describe, several_fit
from compliance.screens.income.statement_links import links_shown, take, usual_work
from compliance.screens.income.statement_open_rows import rows_shown
from compliance.screens.income.statement_proof import proof_shown
from compliance.screens.places import file_of
from compliance.statements.importing import Imported, import_statements
from compliance.statements.ledger import own_profiles
from compliance.statements.profile_schema import Profile
from compliance.statements.statement_reading import read_statement
from compliance.statements.statement_types import Statement
from compliance.text import _, list_text, ngettext, tax_year_text
from compliance.workbook import Workbook

_READ: Final = "statements.read"
_ROUND: Final = "statements.round"
_OUTCOME: Final = "statements.outcome"
_ENTERED: Final = "statements.entered"
_MOST_MB: Final = 10
_TYPES: Final = ["csv", "tsv", "txt", "xlsx", "xls", "json", "pdf"]


def _uploaded() -> list[Statement]:
    """The files given, each read once. A password is used and not kept."""
    number = st.session_state.get(_ROUND, 0)
    files = st.file_uploader(
        _("Statement files"),
        type=_TYPES,
        accept_multiple_files=True,
        key=f"statements.files.{number}",
        max_upload_size=_MOST_MB,
        label_visibility="collapsed",
    )
    read: dict[str, Statement] = st.session_state.setdefault(_READ, {})
    own = own_profiles(statements_of(state.draft()["statements"]))
    for file in files:
        if file.file_id not in read:
            read[file.file_id] = _read(file, own)
        if read[file.file_id].needs_password:
            _ask_password(file, read)
    for gone in set(read) - {file.file_id for file in files}:
        del read[gone]
    return [read[file.file_id] for file in files]


def _read(file: Any, own: tuple[Profile, ...]) -> Statement:
    """One file; where several layouts fit, by the one that the person chose."""
    content = file.getvalue()
    statement = read_statement(file.name, content, None, own)
    chosen = st.session_state.get(f"layout.chosen.{statement.file_hash}")
    return read_statement(file.name, content, None, own, chosen) if chosen else statement


def _read_again() -> None:
    """Read the files anew, with a layout that is known now."""
    st.session_state[_READ] = {}
    st.rerun()


def _ask_password(file: Any, read: dict[str, Statement]) -> None:
    with st.form(f"statements.password.{file.file_id}", width=416):
        look.html('<p class="label">{said}</p>', said=_("Password of {file}").format(file=file.name))
        given = st.text_input(
            _("Password"), type="password", label_visibility="collapsed", autocomplete="off"
        )
        look.html('<p class="hint">{said}</p>', said=_("It is used once, here, and not kept."))
        if st.form_submit_button(_("Open the file")) and given:
            own = own_profiles(statements_of(state.draft()["statements"]))
            read[file.file_id] = read_statement(file.name, file.getvalue(), given, own)
            st.rerun()


def _file(statement: Statement) -> None:
    """What one file is, and what became of its rows."""
    broken = bool(statement.problems or statement.review or any(not one.passed for one in statement.checks))
    with st.container(key=f"card-{'amber' if broken else 'green'}-file-{statement.file_hash[:12]}"):
        look.subheading(statement.name)
        if can_be_described(statement):
            if describe(statement):
                _read_again()
            return
        for problem in statement.problems:
            look.prose(problem.line())
        if (profiles := several_fit(statement)) and choose(statement, profiles):
            _read_again()
        if statement.profile is None:
            return
        profile = statement.profile
        look.prose(
            _("{source}: {layout}.").format(source=profile.source, layout=profile.layout),
            _(statement_words.GRADES[profile.grade]),
            statement_words.rows_said(statement),
        )
        _checks(statement)
        _left(statement)


def _checks(statement: Statement) -> None:
    """What was proved of a file, or the row at which the proof fails."""
    for check in statement.checks:
        if check.passed:
            look.prose(statement_words.check_said(check))
        else:
            look.aside(statement_words.check_said(check), colour="amber")


def _left(statement: Statement) -> None:
    rows = [
        (
            ", ".join(map(str, one.rows)),
            _("to be looked at"),
            statement_words.row_said(one.raw),
            " ".join(note.line() for note in one.reasons),
        )
        for one in statement.review
    ]
    rows += [
        (
            ", ".join(map(str, one.rows)),
            _("left out"),
            statement_words.row_said(one.raw),
            one.reason.line(),
        )
        for one in statement.skipped
    ]
    if not rows:
        return
    title = ngettext("{count} row not read", "{count} rows not read", len(rows)).format(count=len(rows))
    with st.expander(title):
        st.html(look.table([_("Row"), "", _("What it says"), _("Why")], rows[:200], stacks=True))
        if len(rows) > 200:
            look.prose(_("And {count} more.").format(count=len(rows) - 200))


def _workbook() -> Workbook | None:
    """The workbook of what is entered; None, with the way to mend it, while something cannot be read."""
    conversion = state.conversion()
    if conversion.workbook is not None:
        return conversion.workbook
    look.prose(_("Statements can be entered once everything typed can be read. This is in the way:"))
    ways.mend_list(conversion.mends, back_to="statements")
    return None


def _enter(statements: list[Statement], workbook: Workbook) -> None:
    """Enter the files that could be read (for the button's callback)."""
    readable = [one for one in statements if not one.problems]
    imported = import_statements(workbook, readable, state.rulebook(), usual_work())
    take(workbook, imported)
    st.session_state[_OUTCOME] = _outcome(imported)
    hashes = {one.file_hash for one, added in zip(readable, imported.files, strict=True) if not added.already}
    files = imported.workbook.statements.files
    st.session_state[_ENTERED] = tuple(at for at, file in enumerate(files) if file.sha256 in hashes)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_READ] = {}


def _outcome(imported: Imported) -> tuple[str, ...]:
    merged = imported.merged
    said = [
        ngettext("{count} receipt was added.", "{count} receipts were added.", len(merged.added)).format(
            count=len(merged.added)
        )
    ]
    for count, one, many in (
        (
            len(merged.changed),
            _("Of {count} receipt more is known now."),
            _("Of {count} receipts more is known now."),
        ),
        (
            len(merged.taken),
            _("{count} receipt that you had typed was found in the statements."),
            _("{count} receipts that you had typed were found in the statements."),
        ),
        (
            len(merged.superseded),
            _("{count} receipt gave way to a better one."),
            _("{count} receipts gave way to better ones."),
        ),
    ):
        if count:
            said.append((one if count == 1 else many).format(count=count))
    for year, count in imported.other_years:
        said.append(
            ngettext(
                "{count} row is of {year} and makes no receipt here.",
                "{count} rows are of {year} and make no receipt here.",
                count,
            ).format(count=count, year=tax_year_text(year))
        )
    return tuple(said)


def _imported(workbook: Workbook) -> None:
    """What is there already: files, proof, links."""
    kept = workbook.statements
    if not kept.files:
        return
    rows_shown(workbook)
    files_shown(workbook)
    links_shown(workbook)
    proof_shown(import_statements(workbook, (), state.rulebook(), usual_work()))


def show() -> None:
    """The page."""
    year = tax_year_of(state.draft())
    with st.container(width=832, gap="medium"):
        with st.container(key="back-overview"):
            st.page_link(file_of("overview"), label=_("Back"))
        with st.container(gap="xsmall"):
            look.section(_("Income"))
            look.title(_("Import statements"))
            look.lead(
                _(
                    "Give the files of platforms, payment companies and banks as you downloaded them, all "
                    "of the year together. They are read on this computer and sent nowhere."
                )
            )
        if year is None:
            look.aside(_("Choose the tax year first; receipts belong to it."), colour="amber")
            ways.change_link(
                _("Choose the tax year"), "tax_year", back_to="statements", key="statements.year"
            )
            return
        if said := st.session_state.pop(_OUTCOME, None):
            look.aside(" ".join(said), bold=_("Entered."), colour="green")
            with st.container(horizontal=True, vertical_alignment="center"):
                st.page_link(file_of("overview"), label=_("See the receipts"))
                workbook, entered = state.conversion().workbook, st.session_state.get(_ENTERED, ())
                if workbook is not None and entered:
                    st.button(
                        _("Undo this import"),
                        key="statements.undo",
                        type="tertiary",
                        on_click=take_out,
                        args=(entered, workbook),
                    )
        statements = _uploaded()
        for statement in statements:
            _file(statement)
        workbook = _workbook()
        if workbook is None:
            return
        if any(not one.problems for one in statements):
            st.button(
                _("Enter these statements"),
                key="statements.enter",
                type="primary",
                on_click=_enter,
                args=(statements, workbook),
            )
        _sources()
        _imported(workbook)


def _sources() -> None:
    with st.expander(_("Which files can be read")):
        look.bullets(
            [
                list_text([_("Upwork"), _("Freelancer.com")]) + _(": the transaction report as CSV"),
                list_text([_("Payoneer"), _("Wise")]) + _(": transactions, reports and confirmations"),
                list_text(["Meezan", "MCB Live", "NayaPay", "SadaPay", "HBL Mobile"])
                + _(": account statements as CSV or PDF"),
                _("Lists of proceeds certificates (S-PRC, e-PRC)"),
            ]
        )


if __name__ == "__main__":
    show()
