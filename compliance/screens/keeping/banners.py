"""What stands above a page where the keeping of the work needs a word, or a decision."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.screens import look, state
from compliance.screens.keeping.session import OPEN_CELL, Keeping, Trouble, command, keeping
from compliance.screens.keeping.words import name_of
from compliance.screens.places import file_of
from compliance.text import N_, _

_TROUBLE: Final[dict[Trouble, tuple[str, str]]] = {
    "blocked": (
        N_("This browser does not keep your work."),
        N_(
            "It does not let this page store anything, as in a private window. Everything works, but what "
            "you enter is gone once this page is closed or reloaded. Save it to a file before that."
        ),
    ),
    "full": (
        N_("There is no room left in this browser."),
        N_(
            "What you entered last could not be saved in it. Save your work to a file now. Then make room: "
            "delete saved years on the page Start, or files on this computer."
        ),
    ),
    "too_large": (
        N_("This work has become too large to be kept in the browser."),
        N_("What you entered last is not saved in it. Save your work to a file before you close this page."),
    ),
    "newer": (
        N_("A saved year in this browser was made with a newer version of this program."),
        N_(
            "This version cannot read it, and leaves it as it is. Start the newer version to go on with it. "
            "You can also download it as it is, to be safe."
        ),
    ),
    "damaged": (
        N_("A saved year in this browser cannot be read."),
        N_(
            "It is left as it is, and nothing is written over it. Download it as it is, so that somebody "
            "can look what is in it, and open your last file on the page Documents."
        ),
    ),
}
"""By trouble: what happened, and what to do."""


def show() -> None:
    """The banners that there are reasons for, nothing on most pages; on to the answers of an opened year."""
    now = keeping()
    if now.notice == "opened":
        now.notice = None
        state.go_to("check")
    if now.parted_from is not None:
        _second_tab(now)
    if now.trouble is not None:
        _trouble(now, now.trouble)
    if text := now.waiting.get(OPEN_CELL, "").strip():
        _open_cell(text)
    if now.notice == "renewed":
        now.notice = None
        with st.container(key="keeping-banner-renewed"):
            look.aside(
                _("This page now shows what was entered there."),
                bold=_("You went on with this year in another tab."),
                colour="green",
            )


def _second_tab(now: Keeping) -> None:
    with st.container(key="keeping-banner-tab", gap="small"):
        look.aside(
            _(
                "The two differ, and neither is lost: the other tab’s work is saved as it was, and what you "
                "entered here is saved beside it as “{name}”. Which do you want to go on with?"
            ).format(name=name_of(now.name, "")),
            bold=_("This year was also changed in another tab."),
            colour="amber",
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Keep both, and go on here"),
                key="keeping.both",
                on_click=_keep_both,
            )
            st.button(
                _("Take what the other tab has, and delete this copy"),
                key="keeping.other",
                on_click=_take_other,
            )


def _open_cell(text: str) -> None:
    with st.container(key="keeping-banner-cell", gap="small"):
        look.aside(
            _("In it stood “{text}”. Enter it again where it belongs; everything else is here.").format(
                text=text
            ),
            bold=_("A cell of a table was still open when the page was closed."),
            colour="amber",
        )
        st.button(_("I have seen to it"), key="keeping.cell", on_click=_cell_seen)


def _cell_seen() -> None:
    now = keeping()
    now.waiting.pop(OPEN_CELL, None)
    now.put_in.pop(OPEN_CELL, None)


def _keep_both() -> None:
    keeping().parted_from = None


def _take_other() -> None:
    now = keeping()
    command("open", work=now.parted_from, because="other", drop=now.work)
    now.parted_from = None


def _trouble(now: Keeping, trouble: Trouble) -> None:
    title, what_to_do = _TROUBLE[trouble]
    with st.container(key="keeping-banner-trouble", gap="small"):
        look.aside(_(what_to_do), bold=_(title), colour="amber")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if now.unreadable is None:
                st.page_link(file_of("documents"), label=_("Save it to a file"))
                return
            st.button(
                _("Download it as it is"), key="keeping.raw", on_click=_download, args=(now.unreadable,)
            )
            st.button(_("Leave it, and go on"), key="keeping.leave", type="tertiary", on_click=_leave)


def _download(work: str) -> None:
    command("download", work=work, file="saved-work-not-readable.json")


def _leave() -> None:
    now = keeping()
    now.trouble, now.unreadable = None, None
