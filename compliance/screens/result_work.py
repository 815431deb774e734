"""The assessment of what was entered and its words, worked out once for each change of the draft.

They are kept in the person's own session, never in a cache that others share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from compliance.assessment import assess
from compliance.assessment_types import Assessment
from compliance.rulebook import NotCovered
from compliance.screens import state
from compliance.summary import summarise
from compliance.summary_types import Summary
from compliance.text import grouping, language
from compliance.workbook import Workbook

_KEPT: Final = "result_kept"


@dataclass(frozen=True, slots=True)
class Work:
    """One worked-out year: the assessment, and what there is to show of it."""

    assessment: Assessment
    summary: Summary


def worked_out(workbook: Workbook) -> Work | NotCovered:
    """The result for the workbook that the draft makes; NotCovered where the law for it is not known."""
    rules = state.rulebook()
    mark = (state.revision(), rules.digest, state.today())
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != mark:
        kept = (mark, _assessed(workbook), {})
        st.session_state[_KEPT] = kept
    assessment: Assessment | NotCovered = kept[1]
    if isinstance(assessment, NotCovered):
        return assessment
    spoken: dict[tuple[str, str], Summary] = kept[2]
    voice = (language(), grouping())
    if voice not in spoken:
        spoken.clear()
        spoken[voice] = summarise(assessment, rules)
    return Work(assessment, spoken[voice])


def _assessed(workbook: Workbook) -> Assessment | NotCovered:
    try:
        return assess(workbook, state.rulebook(), state.today())
    except NotCovered as reason:
        return reason
