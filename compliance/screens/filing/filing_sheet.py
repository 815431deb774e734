"""Filing sheet: which figure goes where in the return, each to be copied; and a rehearsal of it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.screens import kit, look, state
from compliance.screens.draft_filing import TAX_OF
from compliance.screens.fields import Fault
from compliance.screens.filing.work import begin
from compliance.summary_filing_sheet import CheckedCell, FilingSheet, SheetLine, SheetPart, filing_sheet
from compliance.text import _

_PAGE: Final = "filing_sheet"
_SCOPE: Final = "figures"
_WIDTHS: Final = (5, 2, 2)


def show() -> None:
    """Draw the page."""
    filing = begin(
        _PAGE,
        _("Filing sheet for tax year {year}"),
        _("Which figure goes where, in the order of the return. Copy each with the button beside it."),
    )
    if filing is None:
        return
    sheet = filing_sheet(filing.work.assessment, state.rulebook())
    look.aside(
        _("You file on IRIS yourself. This program asks for no password and connects to nothing."),
        *sheet.cautions,
        colour="blue",
    )
    for part in sheet.parts:
        if part.filled:
            _part(part)
    _rehearsal(sheet)


def _part(part: SheetPart) -> None:
    look.heading(part.title)
    with st.container(key=f"sheet-{part.section}", gap="small"):
        for line in part.filled:
            with st.container(key=f"line-sheet-{line.id}"):
                words, amount, tax = st.columns(_WIDTHS, gap="medium")
                words.html(_words(line))
                _figure(amount, _("Amount"), line.amount)
                _figure(tax, _("Tax"), line.tax)


def _words(line: SheetLine) -> str:
    note = [line.cite] if line.cite else []
    if line.code_text:
        note.append(_("code {code}").format(code=line.code_text))
    words = look.markup('<p class="label">{name}</p>', name=line.name)
    words += look.markup('<p class="hint">{note}</p>', note="; ".join(note)) if note else ""
    words += look.markup('<p class="hint">{note}</p>', note=line.code_note) if line.code_note else ""
    return words + look.tier_mark(line.tier)


def _figure(place: st.delta_generator.DeltaGenerator, label: str, figure: int | None) -> None:
    """A figure as the form takes it, digits alone, with the button that copies it."""
    if figure is None:
        return
    place.html(look.markup('<p class="hint">{label}</p>', label=label))
    place.code(str(figure), language=None)


def _rehearsal(sheet: FilingSheet) -> None:
    look.heading(_("Compare with the return that you filed") if sheet.revision else _("Rehearse it"))
    if sheet.revision:
        look.prose(sheet.revision)
    look.lead(
        _(
            "Type each figure as you would into the form. Then see which of them differ. Nothing is "
            "sent anywhere."
        )
    )
    tried = state.tried(_PAGE)
    if tried:
        colour = "green" if sheet.all_same else "red"
        look.aside(sheet.outcome, colour=colour)
    told = {(cell.line, cell.cell): cell for cell in sheet.cells} if tried else {}
    faults = [fault for cell in told.values() if (fault := _fault(cell)) is not None]
    form = kit.Form(state.draft()["figures"], _SCOPE, faults)
    with st.container(key="rehearsal", width=kit.MEASURE, gap="medium"):
        for part in sheet.parts:
            look.subheading(part.title)
            for line in part.lines:
                amount, tax = st.columns(2, gap="medium")
                if line.amount is not None:
                    with amount:
                        _field(form, line.id, line, _("amount"), told.get((line.id, "amount")))
                if line.tax is not None:
                    with tax if line.amount is not None else amount:
                        _field(form, line.id + TAX_OF, line, _("tax"), told.get((line.id, "tax")))
        if st.button(_("Check my figures"), key="rehearsal.check", type="primary"):
            state.set_tried(_PAGE, True)
            st.rerun()


def _field(form: kit.Form, name: str, line: SheetLine, cell: str, told: CheckedCell | None) -> None:
    form.amount(name, _("{line}, {cell}").format(line=line.name, cell=cell), words=False)
    if told is not None and told.outcome == "same":
        look.html('<p class="same">{said}</p>', said=told.sentence)


def _fault(cell: CheckedCell) -> Fault | None:
    if cell.outcome == "same":
        return None
    name = cell.line + (TAX_OF if cell.cell == "tax" else "")
    return Fault(name, "", cell.sentence)


if __name__ == "__main__":
    show()
