"""Who is outside the program: the reason and the next step, and no figure."""

from __future__ import annotations

import streamlit as st

from compliance.screens import look, state, ways
from compliance.screens.places import file_of
from compliance.text import _


def show() -> None:
    """The page."""
    conversion = state.conversion()
    with st.container(width=760, gap="medium"):
        if conversion.outside:
            ways.outside(conversion)
        else:
            look.title(_("Your answers are inside this program"))
        st.page_link(file_of("check"), label=_("Check your answers"))


if __name__ == "__main__":
    show()
