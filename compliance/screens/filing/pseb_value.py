"""PSEB: what a certificate saves this person, when it has paid for itself, and what its end costs."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from compliance.screens import look, state, ways
from compliance.screens.filing.work import begin
from compliance.screens.result_html import show as show_html
from compliance.screens.result_steps import rule_opening
from compliance.summary_pseb import PsebText, told_pseb
from compliance.text import _

_PAGE: Final = "pseb_value"
_HEIGHT: Final = 240


def show() -> None:
    """Draw the page."""
    filing = begin(_PAGE, _("What a PSEB certificate is worth to you in tax year {year}"))
    if filing is None:
        return
    told = told_pseb(filing.work.assessment, state.rulebook())
    if told is None:
        look.lead(_("In this year it changes nothing in your tax."))
        look.prose(
            _(
                "It lowers the rate of exported IT and IT-enabled work only, and only in years in which "
                "the two "
                "rates differ. Money that is taxed at the slabs is not touched by it."
            )
        )
    else:
        _worth(told)
    ways.change_link(_("Change the days of your certificate"), "pseb", back_to=_PAGE, key="pseb.change")


def _worth(told: PsebText) -> None:
    sentences = "".join(look.markup("<p>{sentence}</p>", sentence=sentence) for sentence in told.sentences)
    show_html(
        '<div class="card green">'
        + look.markup("<h2>{title}</h2>", title=_("In force all year it saves"))
        + look.markup('<p class="figure">{figure}</p>', figure=told.figure)
        + sentences
        + f"<p>{look.tier_mark(told.tier)}</p></div>"
    )
    look.heading(_("Receipt by receipt"))
    look.lead(_("How the saving grows over the year, and what a certificate that ends before a day costs."))
    spoken = " ".join(
        _("{day}: {amount} saved so far.").format(day=day.day_text, amount=day.saved_text)
        for day in told.days
    )
    with st.container(width=832):
        st.vega_lite_chart(_chart(told), theme=None, key="pseb.chart", alt=spoken)
    rows = [[day.day_text, day.rupees, day.certified, day.saved_text, day.ending_text] for day in told.days]
    header = [
        _("Received on"),
        _("Exported IT work"),
        _("Certificate"),
        _("Saved from July to this day"),
        _("Cost if it ends the day before"),
    ]
    show_html(
        look.table(header, rows, numbers=(1, 3, 4), stacks=True),
        "".join(rule_opening(rule) for rule in told.rules),
    )


def _chart(told: PsebText) -> dict[str, Any]:
    """The saving as a rising line, and the fee as a level one where it is known."""
    colours = look.colours()
    values = [{"day": day.day.isoformat(), "saved": day.saved_so_far} for day in told.days]
    day = {"field": "day", "type": "temporal", "axis": {"title": None, "format": "%b %Y", "tickCount": 6}}
    amount = {"type": "quantitative", "axis": {"title": None, "format": ",d", "tickCount": 4}}
    layers: list[dict[str, Any]] = [
        {
            "mark": {
                "type": "line",
                "interpolate": "step-after",
                "color": colours["green"],
                "strokeWidth": 2.5,
            },
            "encoding": {"x": day, "y": {"field": "saved", **amount}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60, "color": colours["green"], "opacity": 1},
            "encoding": {"x": day, "y": {"field": "saved", **amount}},
        },
    ]
    if told.fee is not None:
        level = {"data": {"values": [{"fee": told.fee, "name": _("PSEB’s fee")}]}}
        at = {"y": {"field": "fee", "type": "quantitative"}}
        layers += [
            {
                **level,
                "mark": {"type": "rule", "strokeDash": [5, 4], "color": colours["amber"]},
                "encoding": at,
            },
            {
                **level,
                "mark": {"type": "text", "align": "right", "dy": -8, "color": colours["amber"]},
                "encoding": {**at, "x": {"value": "width"}, "text": {"field": "name"}},
            },
        ]
    return {"height": _HEIGHT, "data": {"values": values}, "layer": layers, "config": look.chart_theme()}


if __name__ == "__main__":
    show()
