"""Check your answers: every line with Change, every problem with the way to mend it, then the result."""

from __future__ import annotations

import streamlit as st

from compliance.fx import Converted, convert
from compliance.receipt_doubts import doubts
from compliance.screens import look, opened_pdf, state, ways
from compliance.screens.answers_shown import lines
from compliance.screens.draft_workbook import Conversion
from compliance.screens.examples_shown import examples
from compliance.screens.workshop.people_shown import open_now
from compliance.text import _, date_text, ngettext, rupees_exact

_MOST_DOUBTS = 5


def _answers() -> None:
    look.heading(_("About you"))
    with st.container(key="answers", gap=None):
        for line in lines(state.draft()):
            _line(line.page, line.term, line.value, line.answered)


def _line(page: str, term: str, value: str, answered: bool = True) -> None:
    with st.container(
        key=f"line-{page}", horizontal=True, vertical_alignment="top", horizontal_alignment="distribute"
    ):
        template = '<div class="answer"><dt>{t}</dt><dd class="{kind}">{v}</dd></div>'
        kind = "answered" if answered else "open"
        st.html(look.markup(template, t=term, v=value, kind=kind), width="stretch")
        ways.change_link(_("Change"), page, back_to="check", key=f"check.{page}")


def _income(conversion: Conversion) -> None:
    look.heading(_("Income"))
    count = len(state.draft()["receipts"])
    said = (
        ngettext("{count} receipt", "{count} receipts", count).format(count=count)
        if count
        else _("No receipts yet")
    )
    if conversion.workbook is not None and not conversion.mends and not conversion.outside and count:
        converted = convert(conversion.workbook, state.rulebook())
        if isinstance(converted, Converted):
            said = _("{receipts}, {rupees} together").format(
                receipts=said, rupees=rupees_exact(sum(converted.rupees))
            )
            estimated = sum(converted.estimated)
            if estimated:
                said += " " + ngettext(
                    "({count} of them estimated with a reference rate)",
                    "({count} of them estimated with reference rates)",
                    estimated,
                ).format(count=estimated)
    with st.container(key="income-lines", gap=None):
        _line("overview", _("What reached you"), said)


def _doubtful(conversion: Conversion) -> None:
    """Receipts whose tax or rupees look like a slip, each with the way to look at it again."""
    workbook = conversion.workbook
    if workbook is None or conversion.mends:
        return
    converted = convert(workbook, state.rulebook())
    if not isinstance(converted, Converted):
        return
    said = {
        "day": _("Receipt {number}, {day}: this day has not come yet, so nothing was credited on it."),
        "tax": _("Receipt {number}, {day}: the tax is far above every rate at which tax is taken out."),
        "rupees": _(
            "Receipt {number}, {day}: the rupees are less than half, or more than double, of what a bank "
            "gave then."
        ),
    }
    found = doubts(workbook.receipts, converted.rupees, state.rulebook(), state.today())
    for place, doubt in found[:_MOST_DOUBTS]:
        with st.container(gap=None):
            look.aside(
                said[doubt].format(number=place + 1, day=date_text(workbook.receipts[place].date)),
                bold=_("Check what you typed."),
                colour="amber",
            )
            ways.change_link(
                _("Look at it again"), "receipt", back_to="check", key=f"doubt.{doubt}.{place}", receipt=place
            )


def show() -> None:
    """The page."""
    conversion = state.conversion()
    with st.container(width=832, gap="medium"):
        with st.container(gap="xsmall"):
            look.title(_("Check your answers"))
            look.lead(_("The result is worked out from these answers. Change whatever is not right."))
        example = state.answers().get("example", "")
        person = open_now()
        title = person.title if person else examples()[example].title if example in examples() else ""
        if title:
            look.aside(
                title,
                _("Change anything to see what happens. Your own year begins at Start."),
                bold=_("This is an example:"),
                colour="blue",
            )
        opened_pdf.show(conversion)
        if conversion.mends and state.answers().get("tax_year"):
            ways.mend_list(conversion.mends, back_to="check")
        _answers()
        _income(conversion)
        _doubtful(conversion)
        ways.save_reminder()
        if conversion.outside:
            look.aside(_("Your answers are outside of what this program can work out."), colour="amber")
            if st.button(_("See why, and what to do"), key="check.outside", type="primary"):
                state.go_to("outside")
        elif st.button(_("Work out the result"), key="check.result", type="primary"):
            state.go_to("result")


if __name__ == "__main__":
    show()
