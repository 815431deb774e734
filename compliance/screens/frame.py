"""What stands on every page: the name, the way to the other pages, the choice of figures, the notice."""

from __future__ import annotations

import logging

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from compliance.rulebook import RuleFaults
from compliance.screens import look, memory, state
from compliance.screens.keeping import banners, component
from compliance.screens.places import HEADER, PLACES, file_of
from compliance.text import LANGUAGES, N_, _, use_grouping, use_language

_PRODUCT = N_("Freelancer Tax Helper")


ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#0B6B46"/>'
    '<path d="M9 8h14M9 14h14M9 20h8" stroke="#FBFAF6" stroke-width="3"/></svg>'
)
"""The sign of the program in the browser's tab: a form with its lines."""


def product() -> str:
    """The name of the program."""
    return _(_PRODUCT)


def begin() -> None:
    """Speak the person's language and write figures as chosen, before anything is shown."""
    memory.leave_modules_alone()
    language = st.session_state.get("language", LANGUAGES[0])
    try:
        use_language(language)
    except ValueError:
        use_language(LANGUAGES[0])
    use_grouping("thousand" if st.session_state.get("grouping") == "thousand" else "lakh")


def pages() -> list[StreamlitPage]:
    """All pages for the navigation, the first being the one that opens."""
    return [
        st.Page(place.file, title=place.shown_title, url_path=place.address, default=place.name == "start")
        for place in PLACES.values()
    ]


def header(address: str) -> None:
    """The name of the program and the links to its parts; the part that `address` belongs to is marked."""
    part = {
        "about": "tax_year",
        "income": "overview",
        "filing": "duties",
        "workshop": "people",
    }.get(address.partition("-")[0], address or "start")
    labels = {
        "tax_year": _("About you"),
        "overview": _("Income"),
        "check": _("Check answers"),
        "duties": _("Filing"),
        "people": _("Workshop"),
    }
    with st.container(
        key="frame-top", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        with st.container(key="frame-name", width="content", gap=None):
            st.html(look.markup('<span class="wordmark">{product}</span>', product=product()))
            component.mount()
        with st.container(key="frame-links", horizontal=True, gap=None, width="content"):
            for name in HEADER:
                place = st.container(key="frame-here", width="content") if name == part else st
                place.page_link(file_of(name), label=labels.get(name) or PLACES[name].shown_title)


def keeping_waits() -> bool:
    """Whether the browser has not said yet what work it keeps."""
    return component.waits()


def wait_for_keeping() -> None:
    """What stands on the page until then."""
    component.wait()


def keep_what_the_page_changed() -> None:
    """Give the browser what was entered in a table, too."""
    component.catch_up()


def show(page: StreamlitPage) -> None:
    """Show a page; where the program itself fails, apologise instead of showing how it is built."""
    try:
        banners.show()
        page.run()
    except Exception as error:
        apologise(error)


def apologise(error: Exception) -> None:
    """Say that the program failed, and that nothing typed is lost. What happened goes to the terminal."""
    logging.getLogger("compliance").error("A page failed", exc_info=error)
    look.title(_("Something went wrong in the program"))
    look.lead(
        _(
            "This is the program’s fault, not yours. What you have entered is still here: save it to a file "
            "on the page Documents, and try again from the page before."
        )
    )


def footer() -> None:
    """The notice of what this is and is not, and how figures are written."""
    with st.container(key="frame-bottom", gap="small"):
        look.html(
            '<p class="notice">{notice}</p>',
            notice=_(
                "An aid for working things out, not advice. No tax professional has checked its figures of "
                "law; each says how far it is to be trusted. Everything stays on this computer."
            ),
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(
                look.markup('<span class="notice">{text}</span>', text=_("Write amounts as")), width="content"
            )
            _grouping()


def _grouping() -> None:
    st.segmented_control(
        _("Write amounts as"),
        ["lakh", "thousand"],
        key="grouping",
        # Kept work may have set it already, and Streamlit warns where both are given.
        default=None if "grouping" in st.session_state else "lakh",
        required=True,
        format_func=lambda code: {"lakh": "Rs 15,00,000", "thousand": "Rs 1,500,000"}[code],
        label_visibility="collapsed",
        persist_state="session",
    )


def rules_are_sound() -> bool:
    """Whether the rules can be read; if not, all their faults are shown instead of a page."""
    try:
        state.rulebook()
    except RuleFaults as faults:
        look.title(_("The rules cannot be read"))
        look.lead(_("Nothing is worked out until they are mended. Each line says where and what to do."))
        look.bullets(str(fault) for fault in faults.faults)
        return False
    return True
