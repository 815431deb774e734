"""How the tax comes about and what is left to pay, which of the two ways is cheaper, what to set aside."""

from __future__ import annotations

import streamlit as st

from compliance.screens import look, state
from compliance.screens.draft import YES
from compliance.screens.result_html import show as show_html
from compliance.screens.result_steps import Row, ledger, lines_of
from compliance.screens.result_work import Work
from compliance.summary_types import Summary
from compliance.text import _, rupees


def working_out(work: Work) -> str:
    """The HTML of the lines from the income to what is left, each of which opens to its steps."""
    summary = work.summary
    income = next((one for one in summary.explanations if one.name == "taxable_income"), None)
    rows = []
    if income is not None and work.assessment.ordinance.taxable_income:
        rows.append(Row(income.title, income.figure, opens=income.name))
    rows += lines_of(summary.lines)
    settlement = summary.settlement
    rows.append(Row(settlement.deducted.label, settlement.deducted.shown, opens=settlement.deducted.opens))
    rows += [
        Row(amount.label, amount.shown, amount.sentence, opens=amount.opens)
        for amount in (settlement.refundable, settlement.over_deducted)
        if amount.amount
    ]
    left = settlement.still_to_pay
    rows.append(Row(left.label, left.shown, opens=left.opens, total=True))
    return ledger(summary, rows)


def ways_back(summary: Summary) -> str:
    """The HTML of the ways to get back what was deducted too much; empty where nothing was."""
    ways = summary.settlement.ways_back
    if not ways:
        return ""
    items = "".join(look.markup("<li>{way}</li>", way=way) for way in ways)
    return (
        '<div class="aside amber">'
        + look.markup(
            "<p><b>{title}</b></p>",
            title=_("Deducted too much: {amount}").format(amount=summary.settlement.over_deducted.shown),
        )
        + f"<ul>{items}</ul></div>"
    )


def show_cheaper(summary: Summary) -> None:
    """Final tax beside the slabs, and the button that works the year out the other way."""
    cheaper = summary.cheaper
    if cheaper is None:
        return
    look.heading(_("Final tax, or the normal regime?"))
    ways = (
        (_("Final tax"), "final", cheaper.final_tax),
        (_("Normal regime, at the slabs"), "slabs", cheaper.slabs_tax),
    )
    cells = []
    for label, code, amount in ways:
        remarks = [_("worked out above")] if code == cheaper.chosen else []
        if code == cheaper.cheaper:
            remarks.append(_("cheaper"))
        cells.append(
            f'<div class="way{" cheap" if code == cheaper.cheaper else ""}">'
            + look.markup(
                '<span class="way-name">{label}</span><span class="way-amount">{amount}</span>'
                '<span class="way-note">{note}</span></div>',
                label=label,
                amount=rupees(amount),
                note=" · ".join(remarks),
            )
        )
    detail = "".join(look.markup("<p>{line}</p>", line=line) for line in cheaper.detail)
    show_html(
        f'<div class="ways">{"".join(cells)}</div>'
        + look.markup('<div class="prose"><p>{sentence}</p>', sentence=cheaper.sentence)
        + detail
        + "</div>"
    )
    to_slabs = cheaper.chosen == "final"
    st.button(
        _("Work the year out under the normal regime") if to_slabs else _("Work the year out with final tax"),
        key="result.other_regime",
        type="tertiary",
        on_click=state.set_answer,
        args=("opts_for_normal_tax", YES if to_slabs else ""),
    )


def set_aside(summary: Summary) -> str:
    """The HTML of the amount to keep ready."""
    amount = summary.set_aside
    return '<div class="set-aside">' + look.markup(
        '<p class="set-aside-label">{label}</p><p class="figure small">{shown}</p><p>{sentence}</p></div>',
        label=amount.label,
        shown=amount.shown,
        sentence=amount.sentence,
    )
