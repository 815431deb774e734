"""What a rulebook is made of: dated values with their sources and trust, and the ways of having no answer.

Amounts of law are kept in the engine's integers: percent in parts per million, rupees in paisa, dollars in
cents, days as they are. The wording of the rule files stands in `rulebook_schema`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from compliance.taxyear import first_day


class NotCovered(Exception):
    """The law of this case is outside the program: where it was asked, what was given, what to do."""

    def __init__(self, path: str, given: str, remedy: str) -> None:
        super().__init__(path, given, remedy)
        self.path = path
        self.given = given
        self.remedy = remedy

    def line(self) -> str:
        """One line for a log or a terminal: `path: what was given: what to do`."""
        return f"{self.path}: {self.given}: {self.remedy}"

    def __str__(self) -> str:
        return self.line()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NotCovered) and self.args == other.args

    def __hash__(self) -> int:
        return hash(self.args)


@dataclass(frozen=True, slots=True, order=True)
class RuleFault:
    """Something wrong in a rule file. `dates` are those concerned, as text; empty texts where none apply."""

    file: str
    parameter: str
    dates: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.parameter, self.dates, self.message) if part)


class RuleFaults(Exception):
    """All faults of all rule files, found in one go."""

    def __init__(self, faults: list[RuleFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class SlabRow:
    """One band as the law prints it: whole rupees, and percent of what lies above the band's foot."""

    above: int
    up_to: int | None
    fixed: int
    percent: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class SlabTable:
    """A table of bands: `above` in paisa, `fixed` in whole rupees, `rate` in parts per million.

    The three columns are int64 and read-only.

    A boundary belongs to the band below it (First Schedule, Part I, Division I: "exceeds A but does not
    exceed B").
    """

    rows: tuple[SlabRow, ...]
    above: NDArray[np.int64]
    fixed: NDArray[np.int64]
    rate: NDArray[np.int64]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SlabTable) and self.rows == other.rows

    def __hash__(self) -> int:
        return hash(self.rows)


@dataclass(frozen=True, slots=True, order=True)
class DayOfYear:
    """A day that comes every year."""

    month: int
    day: int

    def in_tax_year(self, tax_year: int) -> date:
        """That day in a tax year, which begins on 1 July of the year before."""
        return date(tax_year - (self.month >= first_day(tax_year).month), self.month, self.day)


EngineValue = int | bool | date | DayOfYear | SlabTable | None


@dataclass(frozen=True, slots=True)
class Value:
    """What one parameter says over one span of dates (`last` None: no end is known).

    `value` is in the engine's integers and None where the law has no such rule; `known` is false where the
    law of that span could not be found. `shown` is the figure as the file has it.
    """

    parameter: str
    value: EngineValue
    shown: str
    first: date
    last: date | None
    act: str
    provision: str
    cite: tuple[str, ...]
    tier: str
    note: str
    known: bool = True

    @property
    def number(self) -> int:
        """The figure as an integer in its unit; TypeError where the rule is not a number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise TypeError(self.parameter)
        return self.value

    @property
    def table(self) -> SlabTable:
        """The table of bands; TypeError where the rule is none."""
        if not isinstance(self.value, SlabTable):
            raise TypeError(self.parameter)
        return self.value

    @property
    def day(self) -> date:
        """The date that the rule sets; TypeError where the rule is none."""
        if not isinstance(self.value, date):
            raise TypeError(self.parameter)
        return self.value

    @property
    def day_of_year(self) -> DayOfYear:
        """The day that comes every year; TypeError where the rule is none."""
        if not isinstance(self.value, DayOfYear):
            raise TypeError(self.parameter)
        return self.value

    def covers(self, when: date) -> bool:
        """Whether the span holds this day."""
        return self.first <= when and (self.last is None or when <= self.last)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One rule over time, its values in order of their dates.

    `for_information`: shown only, no figure is worked out of it.
    """

    name: str
    title: str
    unit: str
    clock: str
    topic: str
    file: str
    values: tuple[Value, ...]
    for_information: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure can be looked up.

    `how_read`: reproduction, secondary, policy paper, dataset or not opened; the last has no `read_on`.
    """

    id: str
    title: str
    publisher: str
    address: str
    read_on: date | None
    how_read: str
    note: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter of law and how far its figures were verified."""

    id: str
    title: str
    verified: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the program does not compute, why, and what the person can do instead."""

    id: str
    title: str
    why: str
    next_step: str
    tier: str
    provision: str
    cite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which tax years the rules hold, how far they were checked, and what is left out."""

    first_tax_year: int
    last_tax_year: int
    read_on: date
    verified: str
    topics: tuple[Topic, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class ReferenceRates:
    """Monthly rupees per unit of foreign currencies, for estimates only."""

    currencies: tuple[str, ...]
    months: tuple[str, ...]
    source: str
    table: Mapping[tuple[str, str], Decimal] = field(repr=False)

    def rupees_per_unit(self, currency: str, month: str) -> Decimal | None:
        """Rupees for one unit of `currency` in `month` (`2025-07`); None where the table has no rate."""
        return self.table.get((currency, month))
