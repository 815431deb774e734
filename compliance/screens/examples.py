"""Try an example: invented years of invented people."""

from __future__ import annotations

import streamlit as st

from compliance.screens import look, state
from compliance.screens.draft import is_untouched
from compliance.screens.draft_workbook import draft_of
from compliance.screens.examples_shown import examples, workbook_of
from compliance.screens.keeping.session import keeping
from compliance.text import _


def _open(name: str) -> None:
    draft = draft_of(workbook_of(name))
    # Facts that a saved file has no place for.
    draft["answers"] |= {
        "example": name,
        "work": examples()[name].work,
        "who_pays": "clients",
        "works_with": "alone",
        "days_in_pakistan": "yes",
    }
    state.replace(draft)


def show() -> None:
    """The page."""
    with st.container(gap="xsmall"):
        look.title(_("Try an example"))
        look.lead(
            _("Invented years of invented people. Open one, look at the result, and change what you like.")
        )
    if not is_untouched(state.draft()) and not state.answers().get("example"):
        if keeping().keeps:
            look.aside(
                _("What you have entered stays saved: you find it on the page Start when you are done."),
                colour="green",
            )
        else:
            look.aside(
                _(
                    "An example takes the place of what you have entered. Save your work first on the page "
                    "Documents."
                ),
                colour="amber",
            )
    told = list(examples().values())
    for at in range(0, len(told), 2):
        for column, example in zip(st.columns(2, gap="medium"), told[at : at + 2], strict=False):
            with column, st.container(key=f"card-{example.name}", height="stretch"):
                look.subheading(example.title)
                look.prose(example.about)
                if st.button(
                    _("Open this example"),
                    key=f"example.{example.name}",
                    on_click=_open,
                    args=(example.name,),
                ):
                    state.go_to("check")


if __name__ == "__main__":
    show()
