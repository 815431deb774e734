"""Returns of other years: which the department may still ask for, and what is known of each.

Counted are completed tax years, back from the day looked at (our reading of section 114(5)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compliance.duties.case import Case
from compliance.rulebook import NotCovered, Value
from compliance.taxyear import latest_completed


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """Another tax year. `filed` None: not known; `last_date` None: the rules do not reach it.

    `asked_for`: by what is known the department may ask for it.
    """

    tax_year: int
    filed: bool | None
    last_date: date | None
    asked_for: bool = True


@dataclass(frozen=True, slots=True)
class EarlierYears:
    """The years that can be asked for, and those that were answered: more can be asked for where no return of
    the nearer ones was filed.

    `rules`: the two numbers of years. `none_filed`: all of the nearer years were not filed.
    """

    years: tuple[EarlierYear, ...]
    none_filed: bool
    rules: tuple[Value, Value]

    @property
    def missing(self) -> tuple[EarlierYear, ...]:
        """The years whose return was not filed and can be asked for."""
        return tuple(year for year in self.years if year.filed is False and year.asked_for)


def earlier_years(case: Case) -> EarlierYears:
    """The years completed on the day looked at but for the one assessed, the latest first."""
    answers = {earlier.tax_year: earlier.filed for earlier in case.person.returns_before}
    near, far = case.rule("return_years_asked_for"), case.rule("return_years_asked_for_none_filed")

    latest = latest_completed(case.as_of)

    def back(count: int) -> tuple[int, ...]:
        return tuple(year for year in range(latest, latest - count, -1) if year != case.tax_year)

    this_one_filed = latest - near.number < case.tax_year <= latest and case.filed_on is not None
    none_filed = not this_one_filed and all(answers.get(year) is False for year in back(near.number))
    asked_for = back(far.number if none_filed else near.number)
    answered = (year for year in answers if year <= latest and year != case.tax_year)
    told = sorted({*asked_for, *answered}, reverse=True)
    return EarlierYears(
        tuple(
            EarlierYear(year, answers.get(year), _last_date(case, year), year in asked_for) for year in told
        ),
        none_filed,
        (near, far),
    )


def _last_date(case: Case, tax_year: int) -> date | None:
    try:
        extended = case.rulebook.for_tax_year("return_extended_to", tax_year)
        due = case.rulebook.for_tax_year("return_due", tax_year)
    except NotCovered:
        return None
    return extended.day if extended.value is not None else due.day
