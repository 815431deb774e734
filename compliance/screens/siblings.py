"""The line of links between pages that belong together."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from compliance.screens.places import PLACES, file_of


def siblings(page: str, names: Sequence[str]) -> None:
    """Links to the pages of these names; the one that is open is marked."""
    with st.container(key="sibling-links", horizontal=True, gap=None):
        for name in names:
            place = st.container(key="sibling-here", width="content") if name == page else st
            place.page_link(file_of(name), label=PLACES[name].shown_title)
