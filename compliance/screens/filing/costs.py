"""What lateness costs: what is paid unasked, what has to be claimed, and both ends where law is open."""

from __future__ import annotations

import streamlit as st

from compliance.screens import kit, look, state
from compliance.screens.filing.work import Filing
from compliance.screens.result_html import show as show_html
from compliance.screens.result_steps import rule_opening
from compliance.summary_duty_types import Cost
from compliance.text import _


def show(filing: Filing) -> None:
    """The part of the page about lateness; nothing where nothing is late."""
    costs = filing.duties.costs
    if not costs:
        return
    look.heading(_("What being late costs"))
    look.lead(
        _(
            "None of it is a reason not to file: most has to be claimed first, and filing stops it from "
            "growing."
        )
    )
    show_html('<div class="costs">' + "".join(_cost(cost) for cost in costs) + "</div>")
    form = kit.Form(state.answers(), "answers")
    asks_kibor = any(cost.id == "late_payment" for cost in costs)
    with st.container(key="late-answers", gap="medium", width=kit.MEASURE):
        if asks_kibor:
            form.text(
                "kibor_percent",
                _("KIBOR, in percent a year"),
                _("The State Bank publishes it every day. Left out, the figure is the least that can be."),
                placeholder=_("for example 11.25"),
                width=200,
                most=20,
            )
            form.date("paid_on", _("When did you pay what was left?"), _("Leave it empty if you have not."))
        if any(cost.id == "penalty" for cost in costs):
            form.amount(
                "tax_payable_before",
                _("Tax payable for the tax year before"),
                _("The penalty may be counted on it where it was more than this year’s."),
            )


def _cost(cost: Cost) -> str:
    colour = "amber" if cost.tier == "unsettled" else "green"
    sentences = "".join(look.markup("<p>{sentence}</p>", sentence=sentence) for sentence in cost.sentences)
    table = ""
    if cost.steps:
        rows = [[step.until, step.off, step.amount] for step in cost.steps]
        table = look.table([_("Filed"), _("Off"), _("Penalty")], rows, numbers=(1, 2), stacks=True)
    wide = " wide" if cost.steps else ""
    rules = "".join(rule_opening(rule) for rule in cost.rules)
    behind = look.markup("<summary>{title}</summary>", title=_("The rules behind it"))
    return (
        f'<div class="card {colour}{wide}">'
        + look.markup("<h3>{title}</h3>", title=cost.title)
        + look.markup('<p class="figure small">{figure}</p>', figure=cost.figure)
        + look.markup("<p><b>{who}</b></p>", who=cost.who)
        + sentences
        + table
        + f"<p>{look.tier_mark(cost.tier)}</p>"
        + (f'<details class="quiet-details">{behind}{rules}</details>' if rules else "")
        + "</div>"
    )
