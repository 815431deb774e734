"""The dates of the year: a timeline, the same as a table, and the calendar file."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from compliance.documents.ics import write_ics
from compliance.duties.all_duties import duties
from compliance.duties.calendar import calendar
from compliance.duties.case import Case
from compliance.screens import look, state
from compliance.screens.downloads import offer
from compliance.screens.filing.work import Filing
from compliance.screens.result_html import show as show_html
from compliance.summary_duty_types import DayText
from compliance.text import _

_ROW: Final = 30
_SHAPES: Final = {"applies": "circle", "depends": "diamond", "done": "square", "does_not_apply": "cross"}
_COLOURS: Final = {"applies": "green", "depends": "amber", "done": "quiet", "does_not_apply": "quiet"}


def show(filing: Filing) -> None:
    """The part of the page about dates."""
    days = [day for day in filing.duties.days if day.status != "does_not_apply"]
    look.heading(_("The dates of this year"))
    if not days:
        look.prose(_("There are none."))
        return
    near = [day for day in days if (day.day.year - filing.work.assessment.as_of.year) <= 2]
    with st.container(key="timeline"):
        st.vega_lite_chart(timeline(near, filing), theme=None, key="filing.timeline", alt=_spoken(near))
    show_html(_table(days))
    case = Case(filing.work.assessment, state.rulebook())
    notice = filing.work.summary.header.notice
    offer(
        _("Put the dates into my calendar (.ics)"),
        lambda: write_ics(calendar(case, duties(case)), case.person, case.as_of, case.tax_year, notice),
        file_name=f"tax-year-{case.tax_year}.ics",
        mime="text/calendar",
        key="filing.ics",
    )
    look.html(
        '<p class="hint">{said}</p>',
        said=_(
            "With reminders 14 and 2 days before. It holds no name and no amount; taken in again later, "
            "it moves "
            "the entries instead of doubling them."
        ),
    )


def timeline(days: list[DayText], filing: Filing) -> dict[str, Any]:
    """The days on a line of time, one a row so that no name covers another, and today as a rule."""
    colours = look.colours()
    first, last = days[0].day, days[-1].day
    values = [
        {
            "day": day.day.isoformat(),
            "row": f"{place:02d}",
            "what": day.title,
            "state": day.status,
            "late": (day.day - first) > (last - first) / 2,
        }
        for place, day in enumerate(days)
    ]
    states = list(_SHAPES)
    rows = {"field": "row", "type": "ordinal", "axis": None}
    time = {
        "field": "day",
        "type": "temporal",
        "axis": {"title": None, "format": "%b %Y", "labelOverlap": True, "tickCount": 6, "orient": "top"},
        "scale": {"nice": True},
    }
    today = filing.work.assessment.as_of.isoformat()
    return {
        "height": _ROW * len(days) + 10,
        "data": {"values": values},
        "encoding": {"y": rows},
        "layer": [
            {
                "data": {"values": [{"day": today}]},
                "mark": {"type": "rule", "strokeDash": [4, 3], "color": colours["line"], "strokeWidth": 1.5},
                "encoding": {
                    "x": time,
                    "y": {"value": 0},
                    "y2": {"value": "height"},
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
                "encoding": {
                    "x": time,
                    "shape": {
                        "field": "state",
                        "type": "nominal",
                        "legend": None,
                        "scale": {"domain": states, "range": [_SHAPES[name] for name in states]},
                    },
                    "color": {
                        "field": "state",
                        "type": "nominal",
                        "legend": None,
                        "scale": {"domain": states, "range": [colours[_COLOURS[name]] for name in states]},
                    },
                },
            },
            _names(time, late=False),
            _names(time, late=True),
            {
                "data": {"values": [{"day": today, "what": _("today")}]},
                "mark": {"type": "text", "align": "center", "baseline": "top", "dy": 6},
                "encoding": {"x": time, "y": {"value": "height"}, "text": {"field": "what"}},
            },
        ],
        "config": look.chart_theme(),
    }


def _names(time: dict[str, Any], *, late: bool) -> dict[str, Any]:
    """The names of the days, on the side of their mark on which there is room."""
    side = {"align": "right", "dx": -12} if late else {"align": "left", "dx": 12}
    return {
        "transform": [{"filter": "datum.late" if late else "!datum.late"}],
        "mark": {"type": "text", "baseline": "middle", **side},
        "encoding": {"x": time, "text": {"field": "what"}},
    }


def _spoken(days: list[DayText]) -> str:
    return " ".join(
        _("{day}: {title} ({state}).").format(day=day.day_text, title=day.title, state=day.status_word)
        for day in days
    )


def _table(days: list[DayText]) -> str:
    rows = [
        [
            day.day_text,
            day.title,
            _("past") if day.past else day.status_word,
            day.note or day.detail,
        ]
        for day in days
    ]
    header = [_("Day"), _("What"), _("For you"), _("To know")]
    return f'<div class="dates">{look.table(header, rows, stacks=True)}</div>'
