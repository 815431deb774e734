"""A case: one assessment with the rules it was made with, as duties, dates and penalties look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from compliance.assessment_types import Assessment
from compliance.rulebook import NotCovered, Rulebook, SlabTable, Value
from compliance.taxyear import last_day
from compliance.workbook import Person, Workbook, filed_by
from compliance.year_run import ABROAD

FINAL_CLASSES = ("certified", "rest")
"""Classes of receipts that section 154A taxes as final."""


@dataclass(frozen=True)
class Case:
    """Whose papers these are. Amounts are paisa unless a name says rupees."""

    assessment: Assessment
    rulebook: Rulebook

    @property
    def workbook(self) -> Workbook:
        """What the person told us."""
        return self.assessment.workbook

    @property
    def person(self) -> Person:
        """The person's answers."""
        return self.assessment.workbook.person

    @property
    def tax_year(self) -> int:
        """The tax year assessed."""
        return self.assessment.tax_year

    @property
    def as_of(self) -> date:
        """The day on which the case is looked at."""
        return self.assessment.as_of

    @property
    def year_is_over(self) -> bool:
        """Whether the tax year has ended on that day."""
        return self.as_of > last_day(self.tax_year)

    @property
    def last_date(self) -> date:
        """The last date for the return: the extended one where there is one."""
        return self.assessment.filing.last_date

    @property
    def filed_on(self) -> date | None:
        """The day of filing, where it lies between the year's end and the day looked at."""
        return filed_by(self.workbook, self.as_of)

    @property
    def days_late(self) -> int:
        """Days from the last date to the day of filing, or to the day looked at."""
        return max(0, ((self.filed_on or self.as_of) - self.last_date).days)

    def rule(self, name: str) -> Value:
        """What a rule says for this tax year. Raises NotCovered where it is not known."""
        return self.rulebook.for_tax_year(name, self.tax_year)

    def rule_on(self, name: str, day: date) -> Value | None:
        """What a rule says on a day; None where the rules do not reach that day, or the law is not known."""
        try:
            return self.rulebook.at(name, day)
        except NotCovered:
            return None

    def of_person(self, name: str) -> int:
        """A figure of the Ordinance's reading in its own unit; 0 where this year has no such step."""
        step = self.assessment.steps["ordinance"].get(name)
        assert step is None or not isinstance(step.value, tuple), name
        return 0 if step is None else int(step.value)  # type: ignore[arg-type]

    def of_receipts(self, name: str) -> tuple[int, ...]:
        """A figure of the Ordinance's reading for each receipt; zeros where this year has no such step."""
        step = self.assessment.steps["ordinance"].get(name)
        if step is None:
            return (0,) * len(self.workbook.receipts)
        assert isinstance(step.value, tuple), name
        return step.value

    @cached_property
    def has_final_income(self) -> bool:
        """Whether a receipt is taxed as final."""
        return any(found in FINAL_CLASSES for found in self.assessment.receipt_class)

    @cached_property
    def may_have_final_income(self) -> bool:
        """Whether a receipt would be taxed as final if money outside banks counted as realised."""
        return any(point.id == "non_bank_exports" for point in self.assessment.unsettled)

    @cached_property
    def exports(self) -> tuple[int, ...]:
        """Indexes of the receipts from clients abroad."""
        return tuple(i for i, one in enumerate(self.workbook.receipts) if one.kind in ABROAD)

    @cached_property
    def freelance_income(self) -> int:
        """Rupees of all receipts less expenses, in paisa: the business income of a freelancer."""
        return max(0, self.assessment.receipts.rupees - self.workbook.other.expenses)

    def table_in_use(self) -> tuple[Value, SlabTable]:
        """The table of slabs that the year's income fell under."""
        value = self.rule("slabs_salaried" if self.assessment.ordinance.salaried else "slabs_non_salaried")
        return value, value.table
