"""What changed: the same facts under two tax years, and which change of law made which difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

import streamlit as st

from compliance.assessment_types import Assessment
from compliance.rulebook import NotCovered
from compliance.screens import look, state
from compliance.screens.result_html import show as show_html
from compliance.screens.result_steps import rule_opening
from compliance.screens.waterfall import waterfall
from compliance.screens.workshop.heading import heading, year_in_use
from compliance.text import N_, _, month_text
from compliance.workshop.year_changes import compare_years, other_years
from compliance.workshop.year_changes_told import ChangeText, YearChangesText, told_changes
from compliance.workshop.year_changes_types import READINGS, Reading, YearComparison

_PAGE: Final = "changed"
_COLOUR_OF: Final = {"year": "ink", "more": "amber", "less": "green"}
"""The colours of the bars by their kind."""
_READING: Final[dict[Reading, str]] = {
    "ordinance": N_("The Ordinance"),
    "policy": N_("The published policy"),
}


def show() -> None:
    """The page."""
    work = year_in_use(_PAGE)
    if work is None:
        return
    heading(
        _PAGE,
        _("What changed in the law?"),
        _("The same receipts, the same rupees, another tax year: what does each change of law do?"),
    )
    year, reading = _choices(work.assessment)
    try:
        comparison = compare_years(work.assessment, state.rulebook(), year)
    except NotCovered as reason:
        look.aside(
            reason.remedy,
            bold=_("These facts have no figure in tax year {year}.").format(year=year),
            colour="amber",
        )
        return
    told = told_changes(comparison, state.rulebook(), reading)
    _outcome(told, comparison, reading)
    _parts(told)
    _left_over(told)
    _method(told)


def _choices(assessment: Assessment) -> tuple[int, Reading]:
    own = assessment.tax_year
    years = other_years(state.rulebook(), own)
    before = own - 1 if own - 1 in years else own + 1
    left, right = st.columns([1, 1], gap="small")
    year = left.selectbox(
        _("Compare tax year {year} with").format(year=own),
        years,
        index=years.index(before),
        key=f"changed.year.{own}",
        format_func=_year,
        persist_state="session",
    )
    reading = right.radio(
        _("Reading"),
        READINGS,
        key="changed.reading",
        format_func=lambda code: _(_READING[code]),
        horizontal=True,
        persist_state="session",
    )
    return year or before, reading


def _year(year: int) -> str:
    return _("{year}: {first} to {last}").format(
        year=year, first=month_text(f"{year - 1}-07"), last=month_text(f"{year}-06")
    )


def _outcome(told: YearChangesText, comparison: YearComparison, reading: Reading) -> None:
    colour = "green" if reading == "ordinance" else "blue"
    (first, before), (last, now) = told.years[0], told.years[-1]
    sides = "".join(
        look.markup("<p>{year}: <b>{amount}</b> ", year=year, amount=amount) + look.tier_mark(tier) + "</p>"
        for year, amount, tier in ((first, before, told.tiers[0]), (last, now, told.tiers[1]))
    )
    show_html(
        f'<div class="card {colour}">'
        + look.markup("<h2>{title}</h2>", title=told.headline)
        + look.markup('<p class="figure">{figure}</p>', figure=told.difference)
        + sides
        + "</div>"
    )
    if any(comparison.tax[reading].values()):
        spoken = " ".join(
            _("{label}: {amount}.").format(label=bar.label, amount=bar.shown) for bar in told.bars
        )
        look.heading(_("From one year to the other"))
        with st.container(width=832):
            st.vega_lite_chart(waterfall(told.bars, _COLOUR_OF), theme=None, key="changed.chart", alt=spoken)


def _parts(told: YearChangesText) -> None:
    if not told.changes:
        look.prose(_("No change of law between these years moves this tax."))
        return
    show_html(_table(told))
    show_html(_sources(told.changes))
    if told.by_rule:
        look.heading(_("The same, added up by rule"))
        rows = [*told.by_rule, (_("Together"), told.difference)]
        show_html(look.table([_("Rule"), _("Change in tax")], rows, numbers=(1,), total=True))


def _table(told: YearChangesText) -> str:
    """The HTML of the changes that have an effect, between the tax of the two years."""
    header = [_("Year"), _("What changed"), _("Trust"), _("Tax")]
    head = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in header)
    body = [_row(change, header) for change in told.changes]
    first, last = told.years[0], told.years[-1]
    body.insert(0, _level(first, "", header))
    body.append(_level(last, ' class="total"', header))
    return (
        '<div class="scroll"><table class="plain stacks" role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(body)}</tbody></table></div>'
    )


def _level(year: tuple[str, str], kind: str, header: Sequence[str]) -> str:
    name = look.markup('<td role="cell" colspan="3"><b>{year}</b></td>', year=year[0])
    amount = look.markup(
        '<td role="cell" class="number" data-label="{label}"><b>{amount}</b></td>',
        label=header[3],
        amount=year[1],
    )
    return f'<tr role="row"{kind}>{name}{amount}</tr>'


def _row(change: ChangeText, header: Sequence[str]) -> str:
    cells = [
        escape(str(change.tax_year)),
        look.markup("<b>{what}</b>", what=change.what)
        + "".join(look.markup('<div class="quiet">{line}</div>', line=line) for line in _lines(change)),
        look.tier_mark(change.tier),
        escape(change.shown),
    ]
    kinds = {1: " class=told", 3: " class=number"}
    return (
        '<tr role="row">'
        + "".join(
            f'<td role="cell"{kinds.get(place, "")} data-label="{escape(name)}"><div>{cell}</div></td>'
            for place, (name, cell) in enumerate(zip(header, cells, strict=True))
        )
        + "</tr>"
    )


def _lines(change: ChangeText) -> Iterator[str]:
    """Below a change's name: its Act, its figures before and after, and what another order would give."""
    yield change.acts
    for figure in change.figures:
        if figure.name:
            template = _("{name}. Before: {before}. Since then: {now}.")
        else:
            template = _("Before: {before}. Since then: {now}.")
        yield template.format(name=figure.name, before=figure.before, now=figure.now)
    if change.other_order:
        yield change.other_order


def _sources(changes: Sequence[ChangeText]) -> str:
    """The HTML of the rules before and after each change, closed."""
    title = _("The rules before and after each change, and where they were read")
    opening = look.markup('<details class="quiet-details"><summary>{title}</summary>', title=title)
    parts = []
    for change in changes:
        parts.append(look.markup("<h4>{sentence}</h4>", sentence=change.sentence))
        parts += [rule_opening(rule) for rule in change.rules]
    return f"{opening}{''.join(parts)}</details>"


def _left_over(told: YearChangesText) -> None:
    if told.no_effect:
        look.heading(_("Changed in law, no effect here"))
        lines = []
        for change in told.no_effect:
            line = _("Tax year {year}. {what}: {acts}.").format(
                year=change.tax_year, what=change.what, acts=change.acts
            )
            lines.append(f"{line} {change.other_order}".strip())
        look.bullets(lines)
    if len(told.years) > 2:
        look.heading(_("The same facts, year by year"))
        show_html(look.table([_("Tax year"), _("Tax")], told.years, numbers=(1,)))


def _method(told: YearChangesText) -> None:
    look.heading(_("How the difference is split"))
    look.prose(
        _(
            "The years are gone through one by one. In each, the rules that changed are put in place of the "
            "old ones one after the other, in the order in which the calculation uses them: what is taxed "
            "at all, then at which rate or by which table, then what comes on top. The part of a rule is the "
            "tax after it less the tax before it, so the parts add up to the rupee."
        ),
        _(
            "Another order of one year’s changes would give other parts and the same sum; where that is so, "
            "the smallest and the largest part that any order gives stand beside it."
        ),
        _(
            "Receipts and certificates keep their days and their rupees and move by whole years; nothing is "
            "adjusted for prices or rates of exchange."
        ),
        *told.notes,
    )


if __name__ == "__main__":
    show()
