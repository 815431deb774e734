"""The headline: the tax for the year, or its range, with every reading on the line and how it comes about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Final

from compliance.assessment_types import Assessment, OpenPoint
from compliance.summary_alone import readings_that_move, taken_alone
from compliance.summary_figures import LABELS
from compliance.summary_points import closing, title
from compliance.summary_seen import Seen
from compliance.summary_steps import told_of
from compliance.summary_types import ChangedLine, Headline, OtherReading, RangeMark
from compliance.summary_words import more_or_less
from compliance.taxyear import last_day
from compliance.text import N_, _, rupees, tax_year_text

_WHOLE: Final = 10_000
_CLOSE: Final = 800
"""Marks nearer to each other than this share of the line would print one label over the other."""
_LINES: Final = {"taxable_income": N_("Taxable income"), **LABELS}


def headline(seen: Seen) -> Headline:
    """The tax for the year, or the range that open points of law make of it."""
    one = seen.assessment
    ordinance = one.ordinance
    low, high = ordinance.range.low, ordinance.range.high
    is_range = low != high
    tax = rupees(ordinance.tax)
    marks = _marks(seen) if is_range else ()
    figure = _("Between {low} and {high}").format(low=rupees(low), high=rupees(high)) if is_range else tax
    return Headline(
        title=_("What the Ordinance says"),
        figure=figure,
        sentence=_about_headline(one, is_range),
        is_range=is_range,
        low=low,
        high=high,
        tax=ordinance.tax,
        tax_text=tax,
        closes=tuple(closing(one.workbook, point.id) for point in one.unsettled if point.effect_rupees),
        marks=marks,
        chart_text=_chart_text(marks) if marks else "",
        tier=ordinance.tier,
    )


def _about_headline(one: Assessment, is_range: bool) -> str:
    if is_range:
        return _about_range(one)
    if one.as_of <= last_day(one.tax_year):
        sentence = _("This is the income tax on what you entered so far for {year}, which is not over yet.")
    else:
        sentence = _("This is your income tax for {year}, before what was deducted already.")
    return sentence.format(year=tax_year_text(one.tax_year))


def _about_range(one: Assessment) -> str:
    tax, low, high = one.ordinance.tax, one.ordinance.range.low, one.ordinance.range.high
    if tax == high:
        sentence = _(
            "The law is not settled on a point that matters for you. This program takes {tax}; another "
            "reading could make it as little as {low}."
        )
    elif tax == low:
        sentence = _(
            "The law is not settled on a point that matters for you. This program takes {tax}; another "
            "reading could make it as much as {high}."
        )
    else:
        sentence = _(
            "The law is not settled on points that matter for you. This program takes {tax}; other readings "
            "could make it as little as {low} or as much as {high}."
        )
    said = sentence.format(tax=rupees(tax), low=rupees(low), high=rupees(high))
    return f"{said} {taken_alone()}" if readings_that_move(one) > 1 else said


def _marks(seen: Seen) -> tuple[RangeMark, ...]:
    """The figures of the range, lowest first; a reading that changes nothing is no mark of its own."""
    one = seen.assessment
    readings: dict[int, list[OtherReading]] = defaultdict(list)
    for point in one.unsettled:
        if point.effect_rupees:
            readings[one.ordinance.tax + point.effect_rupees].append(_other_reading(seen, point))
    tax, low, high = one.ordinance.tax, one.ordinance.range.low, one.ordinance.range.high
    amounts = sorted({tax, *readings})
    places = [(amount - low) * _WHOLE // (high - low) for amount in amounts]
    return tuple(
        RangeMark(
            letter=letter,
            amount=amount,
            shown=rupees(amount),
            names=(_("taken here"),) if amount == tax else tuple(one.title for one in readings[amount]),
            place=place,
            level=level,
            taken=amount == tax,
            readings=tuple(readings[amount]),
        )
        for letter, amount, place, level in zip(
            ascii_uppercase, amounts, places, levels(places), strict=False
        )
    )


def levels(places: list[int]) -> list[int]:
    """How high the label of each mark stands: as low as it can without lying on another."""
    last: list[int] = []
    found = []
    for place in places:
        level = next((at for at, before in enumerate(last) if place - before >= _CLOSE), len(last))
        last[level : level + 1] = [place]
        found.append(level)
    return found


def _chart_text(marks: tuple[RangeMark, ...]) -> str:
    told = [
        _("{letter} is {amount}: {name}.").format(
            letter=mark.letter, amount=mark.shown, name="; ".join(mark.names)
        )
        for mark in marks
    ]
    line = _("A line from {low} to {high}.").format(low=marks[0].shown, high=marks[-1].shown)
    return " ".join([line, *told])


def _other_reading(seen: Seen, point: OpenPoint) -> OtherReading:
    then = Seen(seen.assessment, seen.rulebook, "ordinance", other=seen, point=point.id)
    return OtherReading(
        id=point.id,
        title=title(seen.assessment.workbook, point.id),
        reading=point.reading,
        effect=more_or_less(point.effect_rupees or 0),
        tax_text=rupees(then.number("tax")),
        tier="unsettled",
        lines=tuple(_changed(seen, then)),
        steps=told_of(then, "tax"),
    )


def _changed(here: Seen, then: Seen) -> Iterator[ChangedLine]:
    """The lines that differ, read off both readings; the whole final tax only where it has one line."""
    for name, label in _LINES.items():
        if not here.has(name) or (name == "final_tax" and here.has("certified_final_tax")):
            continue
        by = then.number(name) - here.number(name)
        if by:
            change = _("{amount} more") if by > 0 else _("{amount} less")
            yield ChangedLine(
                name=name,
                label=_(label),
                here=here.amount(name),
                then=then.amount(name),
                change=change.format(amount=rupees(abs(by))),
                total=name == "tax",
            )
