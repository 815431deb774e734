"""Start: what this does and does not do, and the four ways in."""

from __future__ import annotations

import streamlit as st

from compliance.screens import look, state, ways
from compliance.screens.draft import empty_draft, is_untouched
from compliance.screens.keeping import saved_years, shared_computer
from compliance.screens.keeping.session import keeping
from compliance.screens.places import file_of
from compliance.text import _


def _begin_anew() -> None:
    state.replace(empty_draft())


def _another_year() -> None:
    """The way to an empty page; where nothing is kept, it asks first."""
    example = bool(state.answers().get("example"))
    if keeping().keeps:
        with st.popover(_("Begin another year"), key="start.anew.ask", type="tertiary"):
            look.prose(
                _("The example is put away, and you begin with an empty page.")
                if example
                else _(
                    "What you have entered so far stays saved in this browser: it is in the list of saved "
                    "years on this page. You begin with an empty page."
                )
            )
            st.button(_("Begin with an empty page"), key="start.anew", on_click=_begin_anew)
        return
    with st.popover(_("Begin anew"), key="start.anew.ask", type="tertiary"):
        look.prose(
            _(
                "This throws away everything entered so far, since nothing is kept in this browser. Save it "
                "first on the page Documents."
            )
        )
        st.button(_("Throw it away and begin anew"), key="start.anew", on_click=_begin_anew)


def _ways_in() -> None:
    full, quick = st.columns([3, 2], gap="medium")
    with full, st.container(key="card-green-full", height="stretch"):
        look.subheading(_("Full check"))
        look.prose(
            _(
                "Plain questions about you, then what reached your bank. Takes a quarter of an hour with "
                "your bank statement beside you, and ends with a PDF to file by or to take to a consultant."
            )
        )
        if is_untouched(state.draft()):
            if st.button(_("Start the full check"), key="start.full", type="primary"):
                state.go_to("tax_year")
        else:
            if st.button(_("Go on with my work"), key="start.go_on", type="primary"):
                state.go_to("check")
            _another_year()
    with quick, st.container(key="card-quick", height="stretch"):
        look.subheading(_("Quick answer"))
        look.prose(
            _("Five questions on one screen, an answer in two minutes, and what it takes for granted.")
        )
        if st.button(_("Get a quick answer"), key="start.quick"):
            state.go_to("quick")
    saved, example = st.columns([3, 2], gap="medium")
    with saved, st.container(key="card-saved", height="stretch"):
        look.subheading(_("Open saved work"))
        look.prose(_("Go on with a workbook file saved on the page Documents, or with the PDF made from it."))
        ways.opener("start.file")
    with example, st.container(key="card-example", height="stretch"):
        look.subheading(_("Try an example"))
        look.prose(_("A developer, a writer, a designer with a job and others, with invented figures."))
        st.page_link(file_of("examples"), label=_("Choose an example"))


def show() -> None:
    """The page."""
    with st.container(gap="xsmall"):
        look.section(
            _("For freelancers in Pakistan, tax years 2021 to 2027")
            .replace("2021", str(state.rulebook().coverage.first_tax_year))
            .replace("2027", str(state.rulebook().coverage.last_tax_year))
        )
        look.title(_("What do I owe, and why?"))
        look.lead(
            _(
                "Enter a year’s income and see what the Income Tax Ordinance makes of it beside what the "
                "published policy says, where each figure comes from, and what to do by when."
            )
        )
    if keeping().shared:
        shared_computer.show()
    saved_years.show()
    _ways_in()
    does, not_does = st.columns([3, 2], gap="medium")
    with does:
        look.heading(_("What it does"))
        look.bullets(
            [
                _(
                    "Works out the tax on money from clients abroad and in Pakistan, beside a salary if you "
                    "have one."
                ),
                _(
                    "Shows each step with the real numbers, the law behind it, and how far that is to be "
                    "trusted."
                ),
                _("Says where the law is not settled, and what the answer would change in rupees."),
                _("Shows how much foreign currency you may keep, month by month."),
            ]
        )
    with not_does:
        look.heading(_("What it does not do"))
        look.bullets(
            [
                _("It does not file your return. You do that, or a consultant does."),
                _(
                    "It works out no sales tax, and nothing for companies, partnerships or people who live "
                    "abroad."
                ),
                _("It is not advice, and no tax professional has checked it."),
            ]
        )
    if not keeping().shared:
        shared_computer.show()


if __name__ == "__main__":
    show()
