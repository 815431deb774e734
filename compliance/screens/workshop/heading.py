"""What every workshop page begins with: the links to the others, its title, and whose year it is about."""

from __future__ import annotations

import streamlit as st

from compliance.rulebook import NotCovered
from compliance.screens import look, state, ways
from compliance.screens.draft_workbook import Conversion
from compliance.screens.places import WORKSHOP
from compliance.screens.result_work import Work, worked_out
from compliance.screens.siblings import siblings


def heading(page: str, title: str, lead: str = "") -> None:
    """The links between workshop pages and the title of this one."""
    with st.container(gap="xsmall"):
        siblings(page, WORKSHOP)
        look.title(title)
        if lead:
            look.lead(lead)


def year_in_use(page: str) -> Work | None:
    """The worked-out year that is open, a person's or one's own; None, and why, where there is none yet."""
    conversion = state.conversion()
    if not ways.ready(conversion, page=page) or conversion.workbook is None:
        return None
    work = worked_out(conversion.workbook)
    if isinstance(work, NotCovered):
        ways.outside(Conversion(conversion.workbook, (), (work,)))
        return None
    return work
