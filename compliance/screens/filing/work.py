"""What every page about filing starts from: the assessment, its duties in words, links between pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from compliance.rulebook import NotCovered
from compliance.screens import look, state, ways
from compliance.screens.draft_filing import without_papers
from compliance.screens.draft_workbook import Conversion, to_workbook
from compliance.screens.places import FILING, PLACES, file_of
from compliance.screens.result_work import Work, worked_out
from compliance.screens.siblings import siblings
from compliance.summary_duties import told_duties
from compliance.summary_duty_types import Duties
from compliance.text import _, grouping, language

_KEPT: Final = "filing_kept"


@dataclass(frozen=True, slots=True)
class Filing:
    """One worked-out year and its duties."""

    work: Work
    duties: Duties


def begin(page: str, title: str, lead: str = "") -> Filing | None:
    """The heading of a page about filing, and what it shows; None, and why, where there is no result yet."""
    conversion = state.conversion()
    unread = sorted({mend.page for mend in conversion.mends}) if not conversion.outside else []
    if unread and set(unread) <= set(FILING):
        # What a page about filing asks must stay reachable there, also while it cannot be read.
        conversion = to_workbook(without_papers(state.draft()), state.rulebook())
    else:
        unread = []
    if not ways.ready(conversion, page=page) or conversion.workbook is None:
        return None
    work = worked_out(conversion.workbook)
    if isinstance(work, NotCovered):
        ways.outside(Conversion(conversion.workbook, (), (work,)))
        return None
    with st.container(gap="xsmall"):
        siblings(page, FILING)
        look.title(title.format(year=work.assessment.tax_year))
        if lead:
            look.lead(lead)
    if unread:
        look.aside(
            _("It is marked beside its field. Until it is mended these pages leave out what they asked."),
            bold=_("Something typed cannot be read."),
            colour="red",
        )
        for name in unread:
            if name != page:
                st.page_link(file_of(name), label=PLACES[name].shown_title)
    return Filing(work, _told(work))


def _told(work: Work) -> Duties:
    """The duties in the language spoken now, put into words once for each change of the draft."""
    rules = state.rulebook()
    mark = (state.revision(), rules.digest, state.today(), language(), grouping())
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != mark:
        kept = (mark, told_duties(work.assessment, rules))
        st.session_state[_KEPT] = kept
    told: Duties = kept[1]
    return told
