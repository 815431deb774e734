"""Beside and below the chart: an income to type or choose, each line's exact figures there, and the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from compliance.amount_text import AmountFault, read_amount
from compliance.assessment_types import Assessment
from compliance.money import PAISA_PER_RUPEE, half_up
from compliance.screens import look, state
from compliance.screens.downloads import offer
from compliance.screens.places import file_of
from compliance.screens.result_html import show as show_html
from compliance.screens.workshop.explore_chart import strokes, ticks
from compliance.text import _, month_text, rupees
from compliance.workshop.curve_words import (
    Line,
    as_csv,
    cliff_sentence,
    income_text,
    share_of_next,
    table_of,
)
from compliance.workshop.curves import NEXT_RUPEES, Curves
from compliance.workshop.earners import dollars_of, own_income

_INCOME: Final = "explore.income"


@dataclass(frozen=True, slots=True)
class Looked:
    """What is on the page: the curves, their lines, and the income (paisa) whose figures are told."""

    curves: Curves
    lines: tuple[Line, ...]
    own: Assessment | None
    income: int
    top: int


def income_asked(own: Assessment | None, top: int) -> int:
    """The income whose figures are told, in paisa: as typed, else one's own, else half of what is shown."""
    read = read_amount(st.session_state.get(_INCOME, ""))
    if not isinstance(read, AmountFault) and read.currency in (None, "PKR") and read.hundredths <= top:
        return read.hundredths
    return own_income(own) if own is not None and own_income(own) <= top else top // 2


def figures_spoken(looked: Looked) -> list[str]:
    """The figures at the income looked at, a sentence a line."""
    place = looked.curves.place(looked.income)
    income = income_text(looked.income)
    return [
        _("{name}: tax of {tax} at {income}.").format(name=line.name, tax=rupees(at[0]), income=income)
        for line in looked.lines
        if (at := line.curve.at(place)) is not None
    ]


def cliffs_spoken(looked: Looked) -> list[str]:
    """Every jump in words, the largest first."""
    alone = len(looked.lines) == 1
    cliffs = [(line, cliff) for line in looked.lines for cliff in line.curve.cliffs]
    cliffs.sort(key=lambda found: -abs(found[1].jump))
    return [cliff_sentence(line, cliff, state.rulebook(), alone=alone) for line, cliff in cliffs]


def beside(looked: Looked) -> None:
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


def _landmarks(looked: Looked) -> dict[int, str]:
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
    if line.is_policy:
        named += look.tier_mark("announced")
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


def what_to_see(looked: Looked) -> None:
    """Where the lines jump, in words."""
    said = cliffs_spoken(looked)
    if len(looked.curves.curves) > len(looked.lines):
        said.insert(0, _("Where two names stand at one line, the tax is the same at every income."))
    if said:
        look.heading(_("Where it jumps"))
        look.bullets(said)


def unsettled(looked: Looked) -> None:
    """What is open about one's own year, of which the lines show one reading only."""
    if looked.own is None or not any(choice.is_as_told for line in looked.lines for choice in line.choices):
        return
    reached = looked.own.ordinance.range
    if reached.low != reached.high:
        look.aside(
            _(
                "By the Ordinance the year that is open lies between {low} and {high}, as one reads the law. "
                "The line shows the reading that the program takes."
            ).format(low=rupees(reached.low), high=rupees(reached.high)),
            bold=_("The law is not settled here."),
            colour="amber",
        )
        st.page_link(file_of("result"), label=_("See every reading on the result"))


def table(looked: Looked) -> None:
    """Exact figures at round incomes and on both sides of each jump, and all points as a file."""
    look.heading(_("Exact figures"))
    rows_at = {one * PAISA_PER_RUPEE: "" for one in ticks(looked.top // PAISA_PER_RUPEE)}
    for line in looked.lines:
        for cliff in line.curve.cliffs:
            rows_at |= {cliff.before: _("before the jump"), cliff.before + 1: _("after the jump")}
    rows_at.setdefault(looked.income, _("chosen"))
    if looked.own is not None and own_income(looked.own) <= looked.top:
        rows_at[own_income(looked.own)] = _("the year that is open")
    header, rows = table_of(looked.curves, looked.lines, sorted(rows_at.items()))
    with st.container(key="explore-table"):
        show_html(look.table(header, rows, numbers=(0, *range(2, len(header))), stacks=True))
    offer(
        _("Download all points (CSV)"),
        lambda: as_csv(looked.curves, looked.lines),
        file_name="tax-against-income.csv",
        mime="text/csv",
        key="explore.csv",
    )


def remarks(looked: Looked, tax_year: int) -> None:
    """What the lines are made of, and how far they are to be trusted."""
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
