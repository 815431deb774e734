"""What is not certain: open points, answers that were left open, warnings, estimates and assumptions."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from compliance.screens import look, ways
from compliance.screens.draft_workbook import mend
from compliance.screens.result_html import show as show_html
from compliance.screens.result_steps import rule_source
from compliance.screens.rules_sources import listed
from compliance.summary_types import OpenPointText, Summary, UnknownAnswerText, WarningText
from compliance.text import _, ngettext
from compliance.workbook_messages import Problem

_SHOWN_AT_ONCE = 5
"""Warnings of one kind that are listed before the rest has to be opened."""


def show_warnings(summary: Summary) -> None:
    """What to know or to mend, those of one kind together."""
    if not summary.warnings:
        return
    look.heading(_("To know, or to mend"))
    kinds = groupby(sorted(summary.warnings, key=lambda warning: warning.receipt is not None), _kind)
    st.html('<ul class="prose warned">' + "".join(_warned(list(group)) for _code, group in kinds) + "</ul>")


def _kind(warning: WarningText) -> str:
    return warning.code


def _warned(group: list[WarningText]) -> str:
    said = [look.markup("<li>{said}</li>", said=warning.sentence) for warning in group]
    if len(said) <= _SHOWN_AT_ONCE:
        return "".join(said)
    rest = len(said) - _SHOWN_AT_ONCE
    more = ngettext("{count} more like these", "{count} more like these", rest).format(count=rest)
    return (
        "".join(said[:_SHOWN_AT_ONCE])
        + look.markup("<li><details><summary>{more}</summary><ul>", more=more)
        + "".join(said[_SHOWN_AT_ONCE:])
        + "</ul></details></li>"
    )


def show_unknown_answers(summary: Summary) -> None:
    """Each question left at "I don't know", what its other answers would change, and the way to answer it."""
    if not summary.unknown_answers:
        return
    look.heading(_("What you did not know, and what it would change"))
    for unknown in summary.unknown_answers:
        page = mend(Problem(unknown.path, "", "", "")).page
        with st.container(key=f"unknown-{page}", gap=None):
            show_html(_unknown(unknown))
            ways.change_link(
                _("Answer this now"), page, back_to="result", key=f"result.answer.{unknown.path}"
            )


def _unknown(unknown: UnknownAnswerText) -> str:
    others = "".join(
        look.markup(
            "<div><dt>{answers}</dt><dd>{effect}</dd></div>",
            answers=" / ".join(other.answers),
            effect=other.effect,
        )
        for other in unknown.others
    )
    return (
        '<div class="point">'
        + look.markup("<h3>{question}</h3>", question=unknown.question)
        + look.markup("<p>{supposed}</p>", supposed=unknown.supposed)
        + look.markup("<p>{sentence}</p>", sentence=unknown.sentence)
        + f'<dl class="facts">{others}</dl></div>'
    )


def open_points(summary: Summary) -> str:
    """The HTML of the points of law that are not settled: both readings, and the effect in rupees."""
    return '<div class="points">' + "".join(_point(point) for point in summary.open_points) + "</div>"


def _point(point: OpenPointText) -> str:
    rows = [
        (_("Taken here"), point.default),
        (_("The other reading"), point.reading),
        (_("It would change"), point.effect),
        (_("What would close it"), point.closes),
    ]
    return (
        '<div class="point">'
        + look.markup("<h3>{title} ", title=point.title)
        + f"{look.tier_mark(point.tier)}</h3>"
        + look.facts([row for row in rows if row[1]])
        + "</div>"
    )


def supposed(summary: Summary) -> str:
    """The HTML of what was estimated and what was taken for granted."""
    parts = []
    if summary.receipts.estimates:
        parts.append(_sentences(_("What is estimated"), summary.receipts.estimates))
    if summary.assumptions:
        parts.append(_sentences(_("What was taken for granted"), summary.assumptions))
    return "".join(parts)


def _sentences(title: str, sentences: tuple[str, ...]) -> str:
    items = "".join(look.markup("<li>{line}</li>", line=line) for line in sentences)
    return look.markup('<h3 class="subheading">{title}</h3>', title=title) + (
        f'<div class="prose"><ul>{items}</ul></div>'
    )


def sources(summary: Summary) -> str:
    """The HTML of the sources that this result rests on, closed."""
    count = len(summary.sources)
    title = ngettext("{count} source", "{count} sources", count).format(count=count)
    return (
        '<div class="ledger sourced"><details class="opens figure-row"><summary>'
        + look.markup('<span class="row-words">{title}</span></summary>', title=title)
        + listed(rule_source(source) for source in summary.sources)
        + "</details></div>"
    )
