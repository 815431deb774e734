"""Explore: tax against yearly income, for both readings and several choices, with every jump where it is."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.assessment_types import Assessment
from compliance.money import PAISA_PER_RUPEE
from compliance.rulebook import NotCovered
from compliance.screens import look, state
from compliance.screens.places import file_of
from compliance.screens.result_work import worked_out
from compliance.screens.workshop.explore_chart import chart_rows, curve_chart, ticks
from compliance.screens.workshop.explore_choices import ask_comparison, ask_for_policy, chosen_choices
from compliance.screens.workshop.explore_figures import (
    Looked,
    beside,
    cliffs_spoken,
    figures_spoken,
    income_asked,
    remarks,
    table,
    unsettled,
    what_to_see,
)
from compliance.screens.workshop.explore_marks import OwnPoint
from compliance.screens.workshop.heading import heading
from compliance.text import _, rupees
from compliance.workshop.curve_words import choice_name, lines_of, short_rupees
from compliance.workshop.curves import NEXT_RUPEES, Curves, curves
from compliance.workshop.earners import own_income

_PAGE: Final = "explore"
_TOPS: Final = (1_200_000, 6_000_000, 15_000_000, 50_000_000)
"""Whole rupees to look up to: the first slabs, the $12,000, the surcharge, and far beyond."""
_USUAL: Final = {"readings": 6_000_000, "pseb": 6_000_000, "years": 6_000_000}
_ABOVE_OWN: Final = 2
"""The chart goes at least so many times as far as a salary that stays, so that there is something to see."""


def show() -> None:
    """Draw the page."""
    heading(_PAGE, _("Tax against income"))
    own = _own_year()
    rulebook = state.rulebook()
    comparison = ask_comparison()
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        marginal = _view()
        top = _top(comparison, own)
        policy_too = ask_for_policy(comparison)
    choices, tax_year = chosen_choices(comparison, own, policy_too=policy_too)
    if not choices:
        look.aside(_("Choose at least one of each."), colour="amber")
        return
    income = income_asked(own, top)
    also = [income, *(one * PAISA_PER_RUPEE for one in ticks(top // PAISA_PER_RUPEE))]
    if own is not None and own_income(own) <= top:
        also.append(own_income(own))
    found = curves(choices, own, rulebook, top=top, also=also)
    looked = Looked(found, lines_of(found), own, income, top)
    _refused(found)
    if not looked.lines:
        return
    chart, at_its_side = st.columns([5, 3], gap="medium")
    with chart:
        _chart(looked, marginal=marginal)
    with at_its_side:
        beside(looked)
    what_to_see(looked)
    unsettled(looked)
    table(looked)
    remarks(looked, tax_year)


def _own_year() -> Assessment | None:
    """The year that is open, if it has a result and any income; else None, and why."""
    conversion = state.conversion()
    if conversion.ready and conversion.workbook is not None:
        work = worked_out(conversion.workbook)
        if not isinstance(work, NotCovered):
            return work.assessment if own_income(work.assessment) else None
    if state.anything_entered():
        look.aside(
            _("The year that is open has no result, so the lines are those of money of one kind."),
            colour="amber",
        )
        st.page_link(file_of("check"), label=_("See why"))
    else:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.page_link(file_of("people"), label=_("Open a person to see a point of their own"))
    return None


def _view() -> bool:
    """Whether the marginal rate is shown instead of the tax."""
    names = {"tax": _("Tax"), "next": _("Tax on the next {amount}").format(amount=rupees(NEXT_RUPEES))}
    chosen = st.segmented_control(
        _("The line shows"),
        list(names),
        key="explore.view",
        default=None if "explore.view" in st.session_state else "tax",
        required=True,
        format_func=lambda code: names[code],
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen == "next"


def _top(comparison: str, own: Assessment | None) -> int:
    """Up to which income (paisa) the lines go."""
    needed = 0
    if own is not None:
        steady = own.workbook.other.salary if own.receipts.rupees else 0
        needed = max(own_income(own) * 6 // 5, steady * _ABOVE_OWN) // PAISA_PER_RUPEE
    offered = [top for top in _TOPS if top >= needed]
    if not offered:
        # Beyond the usual: up to the next round figure.
        offered = [next(step for step in (10**power for power in range(8, 12)) if step >= needed)]
    usual = next((top for top in offered if top >= _USUAL.get(comparison, _TOPS[2])), offered[-1])
    key = f"explore.top.{comparison}"
    if st.session_state.get(key) not in offered:
        st.session_state[key] = usual
    chosen = st.selectbox(
        _("Incomes up to"),
        offered,
        key=key,
        format_func=lambda whole: _("Up to Rs {amount}").format(amount=short_rupees(whole)),
        label_visibility="collapsed",
        width=220,
        persist_state="session",
    )
    return int(chosen) * PAISA_PER_RUPEE


def _refused(found: Curves) -> None:
    for choice, reason in found.refused:
        look.aside(reason.remedy, bold=_("No line: {name}.").format(name=choice_name(choice)), colour="amber")


def _chart(looked: Looked, *, marginal: bool) -> None:
    rows = chart_rows(looked.curves, looked.lines, marginal=marginal)
    chart = curve_chart(
        looked.curves,
        looked.lines,
        _own_points(looked),
        looked.income,
        state.rulebook(),
        marginal=marginal,
        rows=rows,
    )
    said = " ".join([*figures_spoken(looked), *cliffs_spoken(looked)])
    st.vega_lite_chart(rows, chart, theme=None, key="explore.chart", alt=said)


def _own_points(looked: Looked) -> list[OwnPoint]:
    """One's own figures, for the readings that are on the chart."""
    if looked.own is None:
        return []
    own = looked.own
    name = own.workbook.person.name.strip()[:24] or _("The year that is open")
    readings = {choice.policy for line in looked.lines for choice in line.choices}
    income = own_income(own)
    points = [OwnPoint(income, own.ordinance.tax, name, False)] if False in readings else []
    if True in readings and (not points or own.policy.tax != own.ordinance.tax):
        points.append(OwnPoint(income, own.policy.tax, name, True))
    return points


if __name__ == "__main__":
    show()
