"""People: invented years to learn from, each with its story and its lesson."""

from __future__ import annotations

import streamlit as st

from compliance.screens import look
from compliance.screens.workshop.heading import heading
from compliance.text import _
from compliance.workshop.people import people


def show() -> None:
    """The page."""
    heading("people", _("People to learn from"))
    for person in people().values():
        with st.container(key=f"card-{person.name}"):
            look.subheading(person.title)
            look.prose(person.story)


if __name__ == "__main__":
    show()
