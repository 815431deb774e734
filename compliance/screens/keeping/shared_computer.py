"""The choice to keep nothing on a computer that others use too, and the way back."""

from __future__ import annotations

import streamlit as st

from compliance.screens import look
from compliance.screens.keeping.session import command, keeping
from compliance.screens.places import file_of
from compliance.text import _


def show() -> None:
    """How the work is kept here, and the choice."""
    now = keeping()
    if now.shared:
        with st.container(key="keeping-shared", gap="small"):
            look.aside(
                _(
                    "What you enter is gone once this page is closed or reloaded. Save it to a file that you "
                    "take with you, on the page Documents."
                ),
                bold=_("Shared computer: this browser keeps nothing."),
                colour="amber",
            )
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.button(_("This computer is mine: keep my work here"), key="keeping.mine", on_click=_keep)
                st.page_link(file_of("documents"), label=_("Save it to a file"))
        return
    look.aside(
        _("It runs on this computer, works without the internet and sends nothing anywhere."),
        _("What you enter is saved in this browser as you type, and is there again when you come back.")
        if now.keeps
        else _("This browser keeps nothing: save your work to a file before you close this page."),
        bold=_("Your figures stay with you."),
        colour="green",
    )
    with st.popover(_("This is a shared computer: keep nothing here"), key="keeping.share.ask"):
        look.prose(
            _(
                "This deletes every saved year and all that was typed from this browser, in all its tabs, "
                "and keeps nothing from now on. What is entered now stays on this page until it is closed or "
                "reloaded."
            ),
            _("Save what you need to a file first, on the page Documents: this cannot be undone."),
        )
        st.button(_("Delete it all and keep nothing"), key="keeping.share", on_click=_share)


def _share() -> None:
    now = keeping()
    now.shared, now.works, now.removed, now.parted_from = True, (), None, None
    command("share")


def _keep() -> None:
    keeping().shared = False
    command("keep")
