"""An assessment as the catalogue of sentences looks at it: figures by name, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from compliance.assessment_types import Assessment
from compliance.fx import Converted
from compliance.rulebook import Rulebook, SlabTable, Value
from compliance.rulebook_check import value_text
from compliance.summary_rules import value_used
from compliance.summary_types import ReadingName
from compliance.summary_words import dollars, money
from compliance.text import _, ngettext, percent, rupees
from compliance.trace import Step
from compliance.year_run import person_columns, receipt_columns


class Seen:
    """One reading of an assessment. Names are those of the facts and of what the person answered.

    A step that the policy does not change is the Ordinance's.
    """

    def __init__(
        self,
        assessment: Assessment,
        rulebook: Rulebook,
        reading: ReadingName,
        other: Seen | None = None,
        point: str = "",
    ) -> None:
        """`other` is another reading of the same assessment, whose answers are the same.

        `point` is the open point of law whose other reading this is; "" for the reading taken.
        """
        self._other = other
        self.point = point
        self.assessment = assessment
        self.rulebook = rulebook
        self.reading = reading
        self.year = assessment.tax_year
        self.workbook = assessment.workbook
        self._flags: dict[str, NDArray[np.bool_]] = {}
        self.steps: Mapping[str, Step] = MappingProxyType(
            {
                **assessment.steps["ordinance"],
                **assessment.steps[reading],
                **(assessment.other_readings[point] if point else {}),
            }
        )

    @cached_property
    def answers(self) -> Mapping[str, int | bool]:
        """What the person said of himself, by the engine's names."""
        return person_columns(self.workbook)

    @cached_property
    def told_of_receipts(self) -> Mapping[str, NDArray[np.int64] | NDArray[np.bool_]]:
        """What is known of each receipt, by the engine's names."""
        if self._other is not None:
            return self._other.told_of_receipts
        one = self.assessment
        converted = Converted(list(one.receipt_rupees), list(one.receipt_usd), [], [], [])
        return receipt_columns(self.workbook, converted)

    def number(self, name: str) -> int:
        """A person's figure in its own unit."""
        if name in self.steps:
            value = self.steps[name].value
            assert not isinstance(value, tuple), name
            return int(value)
        return int(self.answers[name])

    def yes(self, name: str) -> bool:
        """Whether a condition of the person holds."""
        return bool(self.number(name))

    def has(self, name: str) -> bool:
        """Whether this tax year has such a step at all."""
        return name in self.steps

    def flags(self, name: str) -> NDArray[np.bool_]:
        """For each receipt whether a condition holds, or an amount is above zero."""
        if name not in self._flags:
            column = self.steps[name].value if name in self.steps else self.told_of_receipts[name]
            self._flags[name] = np.asarray(column, dtype=np.int64) != 0
        return self._flags[name]

    def any(self, *names: str) -> bool:
        """Whether a receipt meets all of these conditions."""
        return bool(self._all(names).any())

    def _all(self, names: tuple[str, ...]) -> NDArray[np.bool_]:
        met = np.ones(len(self.workbook.receipts), dtype=np.bool_)
        for name in names:
            met &= self.flags(name)
        return met

    def amount(self, name: str) -> str:
        """A person's figure as text, by its unit; amounts that the person entered are in paisa."""
        unit = self.steps[name].unit if name in self.steps else "paisa"
        number = self.number(name)
        if unit == "rupees":
            return rupees(number)
        if unit == "cents":
            return dollars(number)
        return percent(number) if unit == "ppm" else money(number)

    def receipts(self, *names: str) -> str:
        """How many receipts meet all of these, and their rupees: "3 of 14 receipts, together Rs 5"."""
        return self.receipts_where(self._all(names))

    def receipts_where(self, met: NDArray[np.bool_]) -> str:
        """The same of the receipts marked in a column of their own."""
        count, of_all = int(met.sum()), len(met)
        total = money(int(np.asarray(self.told_of_receipts["rupees"])[met].sum()))
        if not count:
            return _("none of your receipts")
        if count < of_all:
            return ngettext(
                "{count} of {all} receipts, {rupees}", "{count} of {all} receipts, together {rupees}", count
            ).format(count=count, all=of_all, rupees=total)
        return ngettext(
            "your one receipt, {rupees}", "all {count} receipts, together {rupees}", count
        ).format(count=count, rupees=total)

    def deducted(self, condition: str) -> str:
        """The tax taken from the receipts that meet a condition."""
        column = np.asarray(self.told_of_receipts["deducted"])
        return money(int(column[self.flags(condition)].sum()))

    def rules(self, step: str) -> Mapping[str, Value]:
        """The rules that a step took, by name; where one changed within the year, its last value."""
        return {used.name: value_used(self.rulebook, used) for used in self.steps[step].parameters}

    def law(self, step: str, name: str) -> str:
        """A figure of law that a step took, as text."""
        value, parameter = self.rules(step)[name], self.rulebook.parameters[name]
        if parameter.unit == "usd" and value.value is not None:
            return dollars(value.number)
        return value_text(parameter, value)

    def last_day_of(self, rule: str) -> date | None:
        """The last day on which a yes-or-no rule says yes; None where it has no end or never did."""
        values = self.rulebook.parameters[rule].values
        return max((value.last for value in values if value.value and value.last), default=None)

    def table(self, step: str, name: str) -> SlabTable:
        """A table of bands that a step took."""
        return self.rules(step)[name].table
