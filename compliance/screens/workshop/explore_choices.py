"""What is compared on the page of curves: a ready comparison, or a free choice of every answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar, cast

import streamlit as st

from compliance.assessment_types import Assessment
from compliance.screens import look, state
from compliance.taxyear import latest_completed
from compliance.text import N_, _
from compliance.workshop.comparisons import (
    COMPARISONS,
    MOST_CHOICES,
    Comparison,
    Free,
    choices_of,
    free_choices,
    main_money,
    years_before,
)
from compliance.workshop.curve_words import money_name
from compliance.workshop.earners import MONEYS, Choice, Money

_NAMES: Final = {
    "readings": N_("The two readings"),
    "pseb": N_("PSEB or not"),
    "option": N_("Final tax or slabs"),
    "sources": N_("Kinds of income"),
    "years": N_("Tax years"),
    "free": N_("Free choice"),
}
_Code = TypeVar("_Code")


def ask_comparison() -> Comparison:
    """What is compared."""
    return cast(
        Comparison,
        st.segmented_control(
            _("Compare"),
            list(COMPARISONS),
            key="explore.comparison",
            default=None if "explore.comparison" in st.session_state else COMPARISONS[0],
            required=True,
            format_func=lambda code: _(_NAMES[code]),
            label_visibility="collapsed",
            persist_state="session",
        ),
    )


def ask_for_policy(comparison: Comparison) -> bool:
    """Whether each choice is shown under the published policy, too; asked where it is not the comparison."""
    if comparison in ("readings", "free"):
        return False
    return st.toggle(_("The published policy, too"), key="explore.policy", persist_state="session")


def chosen_choices(
    comparison: Comparison, own: Assessment | None, *, policy_too: bool
) -> tuple[tuple[Choice, ...], int]:
    """The choices compared (none where an answer has nothing chosen), and the tax year looked at."""
    tax_year = own.tax_year if own is not None else _usual_year()
    if comparison == "free":
        choices = free_choices(_free(own, tax_year))
    else:
        years: Sequence[int] = ()
        if comparison == "years":
            usual = years_before(tax_year, state.rulebook())
            years = _several(_("Tax years"), "years", _covered(), usual, str)
        choices = choices_of(comparison, main_money(own), tax_year, years=years, policy_too=policy_too)
    if len(choices) > MOST_CHOICES:
        said = _("Only the first {most} of {count} lines are shown.")
        look.aside(said.format(most=MOST_CHOICES, count=len(choices)), colour="amber")
    return choices[:MOST_CHOICES], tax_year


def _usual_year() -> int:
    return min(latest_completed(state.today()), state.rulebook().coverage.last_tax_year)


def _covered() -> list[int]:
    coverage = state.rulebook().coverage
    return list(range(coverage.first_tax_year, coverage.last_tax_year + 1))


def _free(own: Assessment | None, tax_year: int) -> Free:
    """Every answer, several of each if wanted."""
    readings = {False: _("Ordinance"), True: _("Published policy")}
    pseb = {None: _("as in the year"), True: _("all year"), False: _("none")}
    slabs = {None: _("as in the year"), False: _("final tax"), True: _("the slabs")}
    moneys: list[Money] = [money for money in MONEYS if own is not None or money != "own"]
    as_told: list[bool | None] = [None] if own is not None else [False]
    with st.container(key="explore-free", horizontal=True, gap="medium"):
        return Free(
            moneys=_several(_("Money from"), "moneys", moneys, [main_money(own)], money_name),
            policy=_several(_("Reading"), "readings", [False, True], [False], readings.__getitem__),
            pseb=_several(
                _("PSEB certificate"), "pseb", [*as_told, *_others(as_told)], as_told, pseb.__getitem__
            ),
            slabs=_several(
                _("Exports taxed by"), "slabs", [*as_told, *_others(as_told)], as_told, slabs.__getitem__
            ),
            years=_several(_("Tax years"), "free_years", _covered(), [tax_year], str),
        )


def _others(told: list[bool | None]) -> list[bool | None]:
    return [answer for answer in (False, True) if answer not in told]


def _several(
    label: str, name: str, options: list[_Code], usual: list[_Code], words: Callable[[_Code], str]
) -> list[_Code]:
    """Some of several answers, in the order of the options."""
    key = f"explore.{name}"
    if any(chosen not in options for chosen in st.session_state.get(key) or ()):
        del st.session_state[key]
    chosen = st.pills(
        label,
        options,
        key=key,
        selection_mode="multi",
        default=None if key in st.session_state else usual,
        format_func=words,
        width="content",
        wrap=True,
        persist_state="session",
    )
    return [option for option in options if option in chosen]
