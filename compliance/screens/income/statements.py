"""Statements in: files of platforms and banks become receipts, every row accounted for."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.screens import look, state, ways
from compliance.screens.draft import tax_year_of
from compliance.screens.draft_statements import statements_of
from compliance.screens.income.imported_files import files_shown, take_out
from compliance.screens.income.statement_files import begin_anew, card, uploaded
from compliance.screens.income.statement_layout import doing
from compliance.screens.income.statement_links import links_shown, take, usual_work
from compliance.screens.income.statement_open_rows import rows_shown
from compliance.screens.income.statement_proof import proof_shown
from compliance.screens.places import file_of
from compliance.statements.importing import Imported, import_statements
from compliance.statements.ledger import own_profiles
from compliance.statements.statement_types import Statement
from compliance.text import _, list_text, ngettext, tax_year_text
from compliance.workbook import Workbook

_OUTCOME: Final = "statements.outcome"
_ENTERED: Final = "statements.entered"


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
    waiting = [one.name for one in statements if one.problems]
    imported = import_statements(workbook, readable, state.rulebook(), usual_work())
    take(workbook, imported)
    st.session_state[_OUTCOME] = (*_outcome(imported), *_still_waiting(waiting))
    hashes = {one.file_hash for one, added in zip(readable, imported.files, strict=True) if not added.already}
    files = imported.workbook.statements.files
    st.session_state[_ENTERED] = tuple(at for at, file in enumerate(files) if file.sha256 in hashes)
    # A file that could not be read yet stays, with what there is to do about it.
    if not waiting:
        begin_anew()


def _still_waiting(names: list[str]) -> tuple[str, ...]:
    """What is said of files that could not be entered."""
    if not names:
        return ()
    said = ngettext(
        "{files} could not be read yet and is still here.",
        "{files} could not be read yet and are still here.",
        len(names),
    )
    return (said.format(files=list_text(names)),)


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
        files = uploaded()
        kept = statements_of(state.draft()["statements"])
        # One that was taken out is put back by being given again.
        known = {one.sha256 for at, one in enumerate(kept.files) if at not in kept.out}
        for file, statement in files:
            card(file, statement, statement.file_hash in known)
        statements = [statement for _given, statement in files if statement.file_hash not in known]
        workbook = _workbook()
        if workbook is None:
            return
        if any(map(doing, statements)):
            look.prose(_("The statements can be entered once it is said how each is read."))
        elif any(not one.problems for one in statements):
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
    own = [one.source for one in own_profiles(statements_of(state.draft()["statements"]))]
    with st.expander(_("Which files can be read")):
        look.bullets(
            [
                list_text([_("Upwork"), _("Freelancer.com")]) + _(": the transaction report as CSV"),
                list_text([_("Payoneer"), _("Wise")]) + _(": transactions, reports and confirmations"),
                list_text(["Meezan", "MCB Live", "NayaPay", "SadaPay", "HBL Mobile"])
                + _(": account statements as CSV or PDF"),
                _("PayPal") + _(": the activity report as CSV"),
                _("Lists of proceeds certificates (S-PRC, e-PRC)"),
                _("Any other file in CSV, XLSX or JSON: you say once which column is which."),
                *([_("Described by you: {sources}.").format(sources=list_text(own))] if own else []),
            ]
        )


if __name__ == "__main__":
    show()
