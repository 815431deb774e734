"""Questions about the rules themselves: what is wrong, what a year lacks, what holds in it, what changed.

For the command line (`check`, `rules`) and the Rules screen; no figure of tax comes from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compliance.rulebook import (
    DayOfYear,
    Parameter,
    Rulebook,
    RuleFault,
    RuleFaults,
    SlabTable,
    Source,
    Value,
    load_rulebook,
)
from compliance.rulebook_blocks import blocks_for_year
from compliance.taxyear import first_day, last_day
from compliance.text import (
    _,
    currency_amount,
    date_text,
    day_and_month_text,
    ngettext,
    number,
    percent,
    rupees,
    rupees_exact,
)

__all__ = [
    "RuleChange",
    "RuleInForce",
    "all_faults",
    "band_texts",
    "blocks_for_year",
    "changes_from_year_before",
    "rules_in_force",
    "value_text",
]


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """One value of one rule, as the Rules screen and `rules` show it; texts in the language spoken now.

    `last` is None where no end is known. `bands` holds a table's rows, one text each, and is empty otherwise.
    """

    name: str
    title: str
    topic: str
    shown: str
    bands: tuple[str, ...]
    first: date
    last: date | None
    act: str
    provision: str
    tier: str
    note: str
    sources: tuple[Source, ...]
    for_information: bool
    value: Value


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What a rule said in the tax year before and says in this one; each side may hold several values."""

    name: str
    title: str
    topic: str
    before: tuple[RuleInForce, ...]
    now: tuple[RuleInForce, ...]


def all_faults(folder: Path | None = None) -> list[RuleFault]:
    """Every fault of every rule file, in the order of the files; empty where there is none."""
    try:
        load_rulebook(folder)
    except RuleFaults as found:
        return found.faults
    return []


def value_text(parameter: Parameter, value: Value) -> str:
    """A value as a person reads it: "0.25%", "Rs 1,00,00,000", "$12,000.00", "30 September 2026"."""
    figure = value.value
    if not value.known:
        return _("not found out")
    if figure is None:
        return _("no such rule")
    if isinstance(figure, SlabTable):
        count = len(figure.rows)
        return ngettext("{count} band", "{count} bands", count).format(count=count)
    if isinstance(figure, date):
        return date_text(figure)
    if isinstance(figure, DayOfYear):
        return day_and_month_text(figure.in_tax_year(2001))
    if parameter.unit == "yes_no":
        return _("yes") if figure else _("no")
    if parameter.unit in ("percent", "percent_of_tax"):
        return percent(figure)
    if parameter.unit == "usd":
        return currency_amount(figure, "USD")
    if parameter.unit == "rupees":
        return rupees_exact(figure) if figure % 100 else rupees(figure // 100)
    if parameter.unit == "code":
        return str(figure)
    if parameter.unit == "square_yards":
        return _("{count} square yards").format(count=number(figure))
    if parameter.unit == "cubic_centimetres":
        return _("{count} cc").format(count=number(figure))
    if parameter.unit == "months":
        return ngettext("{count} month", "{count} months", figure).format(count=figure)
    if parameter.unit == "years":
        return ngettext("{count} year", "{count} years", figure).format(count=figure)
    return ngettext("{count} day", "{count} days", figure).format(count=figure)


def band_texts(table: SlabTable) -> tuple[str, ...]:
    """Each band of a table as a sentence: "Rs 6,00,000 to Rs 12,00,000: Rs 0 + 15%"."""
    shown = []
    for row, ppm in zip(table.rows, table.rate, strict=True):
        parts = {"foot": rupees(row.above), "fixed": rupees(row.fixed), "rate": percent(int(ppm))}
        if row.up_to is None:
            shown.append(_("above {foot}: {fixed} + {rate}").format(**parts))
        else:
            shown.append(_("{foot} to {top}: {fixed} + {rate}").format(top=rupees(row.up_to), **parts))
    return tuple(shown)


def rules_in_force(rulebook: Rulebook, tax_year: int) -> list[RuleInForce]:
    """Every rule of a tax year, by topic and in the order of the files; all values that touch the year.

    Raises NotCovered for a year that the rules do not hold.
    """
    rulebook.check_tax_year(tax_year)
    order = [topic.id for topic in rulebook.coverage.topics]
    parameters = sorted(rulebook.parameters.values(), key=lambda parameter: order.index(parameter.topic))
    return [
        _in_force(rulebook, parameter, value)
        for parameter in parameters
        for value in _of_year(parameter, tax_year)
    ]


def changes_from_year_before(rulebook: Rulebook, tax_year: int) -> list[RuleChange]:
    """The rules whose figures differ from the tax year before, or change within the year.

    Empty for the first year covered, which has none before it. Raises NotCovered as `rules_in_force` does.
    """
    rulebook.check_tax_year(tax_year)
    if tax_year == rulebook.coverage.first_tax_year:
        return []
    changes = []
    for parameter in rulebook.parameters.values():
        before, now = _of_year(parameter, tax_year - 1), _of_year(parameter, tax_year)
        if len({value.shown for value in (*before[-1:], *now)}) > 1:
            changes.append(
                RuleChange(
                    name=parameter.name,
                    title=_(parameter.title),
                    topic=parameter.topic,
                    before=tuple(_in_force(rulebook, parameter, value) for value in before[-1:]),
                    now=tuple(_in_force(rulebook, parameter, value) for value in now),
                )
            )
    return changes


def _of_year(parameter: Parameter, tax_year: int) -> list[Value]:
    first, last = first_day(tax_year), last_day(tax_year)
    return [
        value
        for value in parameter.values
        if value.first <= last and (value.last is None or first <= value.last)
    ]


def _in_force(rulebook: Rulebook, parameter: Parameter, value: Value) -> RuleInForce:
    table = value.value
    return RuleInForce(
        name=parameter.name,
        title=_(parameter.title),
        topic=parameter.topic,
        shown=value_text(parameter, value),
        bands=band_texts(table) if isinstance(table, SlabTable) else (),
        first=value.first,
        last=value.last,
        act=value.act,
        provision=value.provision,
        tier=value.tier,
        note=_(value.note),
        sources=tuple(rulebook.sources[name] for name in value.cite),
        for_information=parameter.for_information,
        value=value,
    )
