"""The files that were imported, each of which can be taken out with all that came of it, and put back."""

from __future__ import annotations

from collections import Counter
from typing import Final

import streamlit as st

from compliance.screens import look, state, statement_words
from compliance.screens.income.statement_links import take, take_decided, usual_work
from compliance.statements.files_out import with_file_again, without_file
from compliance.statements.rows_kept import failing_now, not_kept
from compliance.statements.taking_out import forget
from compliance.text import _, ngettext
from compliance.workbook import Workbook
from compliance.workbook_statements import StatementFile

_SAID: Final = "statements.files.said"


def take_out(places: tuple[int, ...], workbook: Workbook) -> None:
    """Take files out, and the receipts that rest on them alone (for the buttons' callbacks)."""
    count = len(workbook.receipts)
    for place in reversed(places):
        imported = without_file(workbook, place, state.rulebook(), usual_work())
        take(workbook, imported)
        workbook = imported.workbook
    names = ", ".join(workbook.statements.files[place].name for place in places)
    st.session_state[_SAID] = _("Taken out: {files}. {receipts} You can put it back below.").format(
        files=names, receipts=_receipts_now(count, workbook)
    )


def _put_back(place: int, workbook: Workbook) -> None:
    count = len(workbook.receipts)
    imported = with_file_again(workbook, place, state.rulebook(), usual_work())
    take(workbook, imported)
    st.session_state[_SAID] = _("Put back: {file}. {receipts}").format(
        file=workbook.statements.files[place].name, receipts=_receipts_now(count, imported.workbook)
    )


def _forget(place: int, workbook: Workbook) -> None:
    name = workbook.statements.files[place].name
    take_decided(workbook, forget(workbook.statements, place))
    st.session_state[_SAID] = _("Deleted: {file}.").format(file=name)


def _receipts_now(before: int, workbook: Workbook) -> str:
    now = len(workbook.receipts)
    return ngettext(
        "There is {now} receipt now; before there were {before}.",
        "There are {now} receipts now; before there were {before}.",
        now,
    ).format(now=now, before=before)


def files_shown(workbook: Workbook) -> None:
    """Every file with what it gave and what could not be proved of it; those that were taken out last."""
    kept = workbook.statements
    look.heading(_("Imported so far"))
    if said := st.session_state.pop(_SAID, None):
        look.aside(said, colour="green")
    waiting = Counter(row.file for row in kept.open_rows)
    out = kept.out
    for place, file in enumerate(kept.files):
        if place not in out:
            _file(place, file, waiting[place], workbook)
    if not out:
        return
    look.subheading(_("Taken out"))
    for place, file in enumerate(kept.files):
        if place in out:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                said = look.markup('<p class="prose">{name}</p>', name=file.name)
                st.html(said, width="stretch")
                st.button(
                    _("Put it back"),
                    key=f"statements.file.back.{place}",
                    type="tertiary",
                    on_click=_put_back,
                    args=(place, workbook),
                )
                with st.popover(_("Delete it"), key=f"statements.file.sure.{place}", type="tertiary"):
                    look.prose(_("Nothing of this file stays with your work then. It cannot be undone."))
                    st.button(
                        _("Delete it for good"),
                        key=f"statements.file.forget.{place}",
                        on_click=_forget,
                        args=(place, workbook),
                    )


def _file(place: int, file: StatementFile, waiting: int, workbook: Workbook) -> None:
    with st.container(key=f"statement-file-{place}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            said = look.markup(
                '<p class="prose"><b>{name}</b><br>{said}</p>',
                name=file.name,
                said=statement_words.file_said(file, waiting),
            )
            st.html(said, width="stretch")
            st.button(
                _("Take out"),
                key=f"statements.file.out.{place}",
                type="tertiary",
                on_click=take_out,
                args=((place,), workbook),
            )
        if (lost := not_kept(workbook.statements, place)) > 0:
            _not_kept(lost, saved_before=not file.header)
        failed = [statement_words.check_said(check) for check in failing_now(workbook.statements, place)]
        if failed:
            look.aside(failed[0], *failed[1:], colour="amber")


def _not_kept(count: int, *, saved_before: bool) -> None:
    """That rows had to be looked at which are not there, and what to do."""
    look.aside(
        ngettext(
            "{count} row of it had to be looked at and was not kept.",
            "{count} rows of it had to be looked at and were not kept.",
            count,
        ).format(count=count),
        _("Give the file again to see them.")
        if saved_before
        else _("So many rows say that it is not what it was taken for. Take it out, and look at the file."),
        colour="amber",
    )
