"""What changed between two tax years in words: a line for each change of law, with its Act and its rupees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from compliance.rulebook import Rulebook, SlabTable, Value
from compliance.rulebook_check import band_texts, value_text
from compliance.summary_rules import rule_text
from compliance.summary_step_types import RuleText
from compliance.text import N_, _, date_text, list_text, ngettext, rupees
from compliance.workshop.year_changes_rules import RULE
from compliance.workshop.year_changes_types import Change, Figure, Happened, Part, Reading, YearComparison

_HAPPENED: Final[dict[Happened, str]] = {
    "came": N_("New: {rule}"),
    "ended": N_("Ended: {rule}"),
    "changed": N_("Changed: {rule}"),
}
LEAP_DAY: Final = (2, 29)

BarKind = Literal["year", "more", "less"]


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure of law before and after. `name` is "" where the change is about this figure alone."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One change of law. `effect` in whole rupees; `other_order` is "" where the order makes no difference.

    `rules` are its figures before and after, with their sources.
    """

    tax_year: int
    what: str
    acts: str
    figures: tuple[FigureText, ...]
    tier: str
    effect: int
    shown: str
    other_order: str
    rules: tuple[RuleText, ...]

    @property
    def sentence(self) -> str:
        """The change in one line: when, what, by which Act, how much."""
        return _("Tax year {year}. {what}: {acts}: {amount}.").format(
            year=self.tax_year, what=self.what, acts=self.acts, amount=self.shown
        )


@dataclass(frozen=True, slots=True)
class BarText:
    """A bar of the picture from one amount of tax to another, in whole rupees."""

    label: str
    shown: str
    begin: int
    end: int
    kind: BarKind


@dataclass(frozen=True, slots=True)
class YearChangesText:
    """One reading of a comparison. `years`: tax year and tax, in order; `by_rule`: rules with their sums."""

    headline: str
    difference: str
    changes: tuple[ChangeText, ...]
    no_effect: tuple[ChangeText, ...]
    by_rule: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, str], ...]
    bars: tuple[BarText, ...]
    notes: tuple[str, ...]
    tiers: tuple[str | None, str | None]


def signed(amount: int) -> str:
    """A change of tax in whole rupees, with its sign: "+ Rs 12,000"."""
    if amount > 0:
        return _("+ {amount}").format(amount=rupees(amount))
    if amount < 0:
        return _("− {amount}").format(amount=rupees(-amount))
    return rupees(0)


def told_changes(comparison: YearComparison, rulebook: Rulebook, reading: Reading) -> YearChangesText:
    """Put one reading of a comparison into words, from the earlier year to the later one."""
    tax = comparison.tax[reading]
    changes = [_change(one, rulebook, reading) for one in comparison.with_effect(reading)]
    repeated = len({one.rules[0] for one in comparison.with_effect(reading)}) < len(changes)
    both = sorted((comparison.own, comparison.other), key=lambda one: one.tax_year)
    first, last = (getattr(one, reading).tier for one in both)
    return YearChangesText(
        headline=_headline(comparison, reading),
        difference=signed(comparison.difference(reading)),
        changes=tuple(changes),
        no_effect=tuple(_change(one, rulebook, reading) for one in comparison.without_effect(reading)),
        by_rule=tuple(
            (_(RULE[rule].title), signed(effect)) for rule, effect in comparison.by_rule(reading).items()
        )
        if repeated
        else (),
        years=tuple((_year(year), rupees(amount)) for year, amount in tax.items()),
        bars=tuple(_bars(comparison, reading, changes)),
        notes=tuple(_notes(comparison)),
        tiers=(first, last),
    )


def _year(tax_year: int) -> str:
    return _("Tax year {year}").format(year=tax_year)


def _headline(comparison: YearComparison, reading: Reading) -> str:
    difference = comparison.difference(reading)
    if difference > 0:
        said = _("On the same facts, tax year {later} asks {amount} more than tax year {earlier}.")
    elif difference < 0:
        said = _("On the same facts, tax year {later} asks {amount} less than tax year {earlier}.")
    else:
        said = _("On the same facts, tax years {earlier} and {later} ask for the same tax.")
    return said.format(earlier=comparison.earlier, later=comparison.later, amount=rupees(abs(difference)))


def _change(change: Change, rulebook: Rulebook, reading: Reading) -> ChangeText:
    part = change.parts[reading]
    return ChangeText(
        tax_year=change.tax_year,
        what=_(_HAPPENED[change.happened]).format(rule=_(RULE[change.rules[0]].title)),
        acts="; ".join(change.acts),
        figures=tuple(_figure(one, change, part, rulebook) for one in change.figures),
        tier=part.tier,
        effect=part.effect,
        shown=signed(part.effect),
        other_order=_other_order(part),
        rules=tuple(
            _dated(rule_text(rulebook, value))
            for figure in change.figures
            for value in dict.fromkeys((*figure.before, *figure.now))
        ),
    )


def _dated(rule: RuleText) -> RuleText:
    """A rule with its dates in its title, since it stands beside another value of the same rule."""
    title = _("{rule}, {dates}").format(rule=rule.title, dates=rule.dates)
    return replace(rule, title=title)


def _other_order(part: Part) -> str:
    if part.least == part.most:
        return ""
    return _("In another order of this year’s changes: between {least} and {most}.").format(
        least=signed(part.least), most=signed(part.most)
    )


def _figure(figure: Figure, change: Change, part: Part, rulebook: Rulebook) -> FigureText:
    parameter = rulebook.parameters[figure.parameter]

    def shown(values: tuple[Value, ...]) -> str:
        texts = []
        for value in values:
            table = value.value
            text = value_text(parameter, value)
            if isinstance(table, SlabTable):
                text = band_texts(table)[_band(table, part.income)]
            if len(values) > 1:
                text = _("{figure}, from {day}").format(figure=text, day=date_text(value.first))
            texts.append(text)
        return list_text(texts)

    alone = len(change.figures) == 1
    return FigureText("" if alone else _(parameter.title), shown(figure.before), shown(figure.now))


def _band(table: SlabTable, income: int) -> int:
    """The place of the band that holds an income (paisa); a boundary belongs to the band below it."""
    return max(0, int(np.searchsorted(table.above, income, side="left")) - 1)


def _bars(comparison: YearComparison, reading: Reading, changes: list[ChangeText]) -> Iterator[BarText]:
    tax = comparison.tax[reading]
    at = tax[comparison.earlier]
    yield BarText(_year(comparison.earlier), rupees(at), 0, at, "year")
    for change in changes:
        label = _("{year}, {what}").format(year=change.tax_year, what=change.what)
        kind: BarKind = "more" if change.effect > 0 else "less"
        yield BarText(label, change.shown, at, at + change.effect, kind)
        at += change.effect
    yield BarText(_year(comparison.later), rupees(at), 0, at, "year")


def _notes(comparison: YearComparison) -> Iterator[str]:
    if any(one.ordinance.range.low != one.ordinance.range.high for one in (comparison.own, comparison.other)):
        yield _(
            "Some law behind these figures is unsettled. The default reading is taken in every year; the "
            "result page shows what the others would change."
        )
    leap = sum((one.date.month, one.date.day) == LEAP_DAY for one in comparison.own.workbook.receipts)
    moved = [(one.date.month, one.date.day) == LEAP_DAY for one in comparison.other.workbook.receipts]
    if leap and not any(moved):
        yield ngettext(
            "{count} receipt of 29 February stands on the day next to it, since tax year {year} has no such "
            "day.",
            "{count} receipts of 29 February stand on the day next to it, since tax year {year} has no such "
            "day.",
            leap,
        ).format(count=leap, year=comparison.other.tax_year)


__all__ = ["BarText", "ChangeText", "FigureText", "YearChangesText", "signed", "told_changes"]
