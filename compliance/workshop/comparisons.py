"""What is set side by side on a page of curves: ready comparisons, or one's own, as choices in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal

from compliance.assessment_types import Assessment
from compliance.rulebook import Rulebook
from compliance.workshop.earners import Choice, Money, own_income

Comparison = Literal["readings", "pseb", "option", "sources", "years", "free"]
COMPARISONS: Final[tuple[Comparison, ...]] = ("readings", "pseb", "option", "sources", "years", "free")
MOST_CHOICES: Final = 8
"""More lines than this nobody tells apart, even where some of them are the same line."""
_YEARS_BEFORE: Final = 2


@dataclass(frozen=True, slots=True)
class Free:
    """Answers of one's own choice; every combination of them is a line. None: as in the year that is open."""

    moneys: Sequence[Money]
    years: Sequence[int]
    pseb: Sequence[bool | None] = (None,)
    slabs: Sequence[bool | None] = (None,)
    policy: Sequence[bool] = (False,)


def main_money(assessment: Assessment | None) -> Money:
    """The income that is looked at unless one asks for another: that of the open year, else exported IT."""
    return "own" if assessment is not None and own_income(assessment) else "it"


def years_before(tax_year: int, rulebook: Rulebook) -> list[int]:
    """A tax year and the two before it, as far as they are covered."""
    return list(range(max(rulebook.coverage.first_tax_year, tax_year - _YEARS_BEFORE), tax_year + 1))


def choices_of(
    comparison: Comparison,
    money: Money,
    tax_year: int,
    *,
    years: Sequence[int] = (),
    policy_too: bool = False,
) -> tuple[Choice, ...]:
    """The choices of a ready comparison; with `policy_too` each of them under both readings."""
    plain = Choice(money, tax_year)
    ready: dict[str, tuple[Choice, ...]] = {
        "readings": (plain,),
        "pseb": (Choice(money, tax_year, pseb=False), Choice(money, tax_year, pseb=True)),
        "option": (Choice(money, tax_year, slabs=False), Choice(money, tax_year, slabs=True)),
        "sources": (
            Choice("it", tax_year, pseb=True),
            Choice("it", tax_year, pseb=False),
            Choice("local", tax_year),
            Choice("salary", tax_year),
        ),
        "years": tuple(Choice(money, year) for year in sorted(years)),
    }
    readings = (False, True) if policy_too or comparison == "readings" else (False,)
    return _under(ready[comparison], readings)


def free_choices(free: Free) -> tuple[Choice, ...]:
    """Every combination of what was chosen, without those that say the same twice."""
    found = [
        # A certificate and the option mean nothing for a salary or for clients in Pakistan.
        Choice(
            money,
            year,
            policy,
            pseb if money in ("own", "it") else None,
            slabs if money in ("own", "it", "other") else None,
        )
        for money, year, pseb, slabs, policy in product(
            free.moneys, sorted(free.years), free.pseb, free.slabs, free.policy
        )
    ]
    return tuple(dict.fromkeys(found))


def _under(choices: Sequence[Choice], readings: Sequence[bool]) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.money, one.tax_year, policy, one.pseb, one.slabs) for one in choices for policy in readings
    )
