"""Explore: tax against yearly income, for both readings and several choices, with every jump where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from compliance.amount_text import AmountFault, read_amount
from compliance.assessment_types import Assessment
from compliance.money import PAISA_PER_RUPEE, half_up
from compliance.rulebook import NotCovered
from compliance.screens import look, state
from compliance.screens.downloads import offer
from compliance.screens.places import file_of
from compliance.screens.result_html import show as show_html
from compliance.screens.result_work import worked_out
from compliance.screens.workshop.explore_chart import (
    OwnPoint,
    chart_rows,
    curve_chart,
    strokes,
    ticks,
)
from compliance.screens.workshop.explore_choices import ask_comparison, ask_for_policy, chosen_choices
from compliance.screens.workshop.heading import heading
from compliance.text import _, month_text, rupees
from compliance.workshop.curve_words import (
    Line,
    as_csv,
    choice_name,
    cliff_sentence,
    income_text,
    lines_of,
    share_of_next,
    short_rupees,
    table_of,
)
from compliance.workshop.curves import NEXT_RUPEES, Curves, curves
from compliance.workshop.earners import dollars_of, own_income

_PAGE: Final = "explore"
_INCOME: Final = "explore.income"
_TOPS: Final = (1_200_000, 6_000_000, 15_000_000, 50_000_000)
"""Whole rupees to look up to: the first slabs, the $12,000, the surcharge, and far beyond."""
_USUAL: Final = {"readings": 6_000_000, "pseb": 6_000_000, "years": 6_000_000}
_ABOVE_OWN: Final = 2
"""The chart goes at least so many times as far as a salary that stays, so that there is something to see."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is on the page: the curves, their lines, and the income (paisa) whose figures are told."""

    curves: Curves
    lines: tuple[Line, ...]
    own: Assessment | None
    income: int
    top: int


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
    income = _income_asked(own, top)
    also = [income, *(one * PAISA_PER_RUPEE for one in ticks(top // PAISA_PER_RUPEE))]
    if own is not None and own_income(own) <= top:
        also.append(own_income(own))
    found = curves(choices, own, rulebook, top=top, also=also)
    looked = _Looked(found, lines_of(found), own, income, top)
    _refused(found)
    if not looked.lines:
        return
    chart, beside = st.columns([5, 3], gap="medium")
    with chart:
        _chart(looked, marginal=marginal)
    with beside:
        _beside(looked)
    _what_to_see(looked)
    _table(looked)
    _remarks(looked, tax_year)


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


def _income_asked(own: Assessment | None, top: int) -> int:
    """The income whose figures are told, in paisa: as typed, else one's own, else half of what is shown."""
    read = read_amount(st.session_state.get(_INCOME, ""))
    if not isinstance(read, AmountFault) and read.currency in (None, "PKR") and read.hundredths <= top:
        return read.hundredths
    return own_income(own) if own is not None and own_income(own) <= top else top // 2


def _refused(found: Curves) -> None:
    for choice, reason in found.refused:
        look.aside(reason.remedy, bold=_("No line: {name}.").format(name=choice_name(choice)), colour="amber")


def _chart(looked: _Looked, *, marginal: bool) -> None:
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
    said = " ".join([*_figures_spoken(looked), *_cliffs_spoken(looked)])
    st.vega_lite_chart(rows, chart, theme=None, key="explore.chart", alt=said)


def _own_points(looked: _Looked) -> list[OwnPoint]:
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


def _figures_spoken(looked: _Looked) -> list[str]:
    place = looked.curves.place(looked.income)
    income = income_text(looked.income)
    return [
        _("{name}: tax of {tax} at {income}.").format(name=line.name, tax=rupees(at[0]), income=income)
        for line in looked.lines
        if (at := line.curve.at(place)) is not None
    ]


def _cliffs_spoken(looked: _Looked) -> list[str]:
    alone = len(looked.lines) == 1
    cliffs = [(line, cliff) for line in looked.lines for cliff in line.curve.cliffs]
    cliffs.sort(key=lambda found: -abs(found[1].jump))
    return [cliff_sentence(line, cliff, state.rulebook(), alone=alone) for line, cliff in cliffs]


def _beside(looked: _Looked) -> None:
    """Type or choose an income, and read each line there."""
    with st.container(key="explore-beside", gap="small"):
        landmarks = _landmarks(looked)
        typed = st.text_input(
            _("Figures at a yearly income of"),
            key=_INCOME,
            placeholder=income_text(looked.income),
            autocomplete="off",
            persist_state="session",
        )
        _fault(typed, looked.top)
        place = looked.curves.place(looked.income)
        cards = [
            _card(line, stroke.colour, stroke.dash, line.curve.at(place))
            for line, stroke in zip(looked.lines, strokes(looked.lines), strict=False)
        ]
        show_html(
            f'<div class="curve-lines">{"".join(cards)}</div>',
        )
        st.selectbox(
            _("or at"),
            list(landmarks),
            key="explore.landmark",
            index=None,
            format_func=lambda income: landmarks.get(income, ""),
            placeholder=_("A place on the chart"),
            on_change=_go_to_landmark,
        )


def _fault(typed: str, top: int) -> None:
    if not typed.strip():
        return
    read = read_amount(typed)
    if isinstance(read, AmountFault):
        said = read.remedy
    elif read.currency not in (None, "PKR"):
        said = _("Enter rupees.")
    elif read.hundredths > top:
        said = _("The chart ends at {income}. Choose a higher end.").format(income=income_text(top))
    else:
        return
    look.html('<p class="fault">{said}</p>', said=said)


def _landmarks(looked: _Looked) -> dict[int, str]:
    """Incomes worth looking at, in order: one's own, and both sides of every jump."""
    found: dict[int, str] = {}
    for line in looked.lines:
        for cliff in line.curve.cliffs:
            income = income_text(cliff.before)
            found[cliff.before] = _("{income}: before the jump").format(income=income)
            found[cliff.before + 1] = _("{income}: after the jump").format(
                income=income_text(cliff.before + 1)
            )
    if looked.own is not None and own_income(looked.own) <= looked.top:
        own = own_income(looked.own)
        found[own] = _("{income}: the year that is open").format(income=income_text(own))
    return dict(sorted(found.items()))


def _go_to_landmark() -> None:
    chosen = st.session_state.get("explore.landmark")
    if chosen is not None:
        whole, rest = divmod(int(chosen), PAISA_PER_RUPEE)
        st.session_state[_INCOME] = f"{whole}.{rest:02d}" if rest else str(whole)


def _card(line: Line, colour: str, dash: list[int], at: tuple[int, int] | None) -> str:
    """The HTML of a line's figures: letter and stroke as on the chart, tax, tax on what is next."""
    named = look.markup(
        '<p class="curve-name"><b>{letter}</b> {name}</p>', letter=line.letter, name=line.name
    )
    if at is None:
        inside = look.markup("<p>{said}</p>", said=_("No such income: the salary alone is more."))
    else:
        inside = look.markup('<p class="curve-tax">{tax}</p>', tax=rupees(at[0])) + look.markup(
            "<p>{said}</p>",
            said=_("Of the next {further}: {tax} ({share})").format(
                further=rupees(NEXT_RUPEES), tax=rupees(at[1]), share=share_of_next(at[1])
            ),
        )
    style = "solid" if dash == [1, 0] else "dotted" if dash[0] < 4 else "dashed"
    return (
        look.markup('<div class="curve-line {colour} {style}">', colour=colour, style=style)
        + named
        + inside
        + "</div>"
    )


def _what_to_see(looked: _Looked) -> None:
    said = _cliffs_spoken(looked)
    if len(looked.curves.curves) > len(looked.lines):
        said.insert(0, _("Where two names stand at one line, the tax is the same at every income."))
    if said:
        look.heading(_("Where it jumps"))
        look.bullets(said)


def _table(looked: _Looked) -> None:
    look.heading(_("Exact figures"))
    remarks = {one * PAISA_PER_RUPEE: "" for one in ticks(looked.top // PAISA_PER_RUPEE)}
    for line in looked.lines:
        for cliff in line.curve.cliffs:
            remarks |= {cliff.before: _("before the jump"), cliff.before + 1: _("after the jump")}
    remarks.setdefault(looked.income, _("chosen"))
    if looked.own is not None and own_income(looked.own) <= looked.top:
        remarks[own_income(looked.own)] = _("the year that is open")
    header, rows = table_of(looked.curves, looked.lines, sorted(remarks.items()))
    with st.container(key="explore-table"):
        show_html(look.table(header, rows, numbers=(0, *range(2, len(header))), stacks=True))
    offer(
        _("Download all points (CSV)"),
        lambda: as_csv(looked.curves, looked.lines),
        file_name="tax-against-income.csv",
        mime="text/csv",
        key="explore.csv",
    )


def _remarks(looked: _Looked, tax_year: int) -> None:
    rulebook = state.rulebook()
    choices = [choice for line in looked.lines for choice in line.choices]
    said = []
    if any(choice.money == "own" for choice in choices):
        said.append(
            _(
                "The income of the year that is open is made larger or smaller with all its receipts in "
                "proportion, dollars and deductions with them. A salary and costs stay as they are; where "
                "there are no receipts, the salary grows."
            )
        )
    if any(choice.money != "own" for choice in choices):
        said.append(
            _(
                "Money of one kind comes through a bank, on one’s own account, without costs or other "
                "income, and under final tax unless a line says otherwise."
            )
        )
    rates = {dollars_of(looked.own, choice.tax_year, rulebook) for choice in choices}
    for dollars in sorted(rates, key=lambda one: one.month or ""):
        rate = income_text(half_up(dollars.paisa * PAISA_PER_RUPEE, dollars.cents))
        said.append(
            _("Dollars are counted at {rate}, the average of the receipts.").format(rate=rate)
            if dollars.month is None
            else _("Dollars are counted at {rate}, the reference rate of {month}.").format(
                rate=rate, month=month_text(dollars.month)
            )
        )
    said.append(
        _(
            "A policy paper alone speaks of what the published policy says; no law for it was found. File by "
            "the Ordinance. Where law is not settled, each line takes the reading that the program takes."
        )
    )
    threshold = rulebook.for_tax_year("super_tax_threshold", tax_year)
    if isinstance(threshold.value, int) and looked.top > threshold.value:
        said.append(
            _("Above {limit} super tax is missing from these figures.").format(
                limit=income_text(threshold.value)
            )
        )
    look.heading(_("What these lines are"))
    look.bullets(said)


if __name__ == "__main__":
    show()
