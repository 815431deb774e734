"""What a comparison of two tax years holds: every change of law between them, and what it does to the tax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from compliance.assessment_types import Assessment
from compliance.rulebook import Value
from compliance.workshop.year_changes_rules import RULE

Reading = Literal["ordinance", "policy"]
READINGS: tuple[Reading, Reading] = ("ordinance", "policy")
Happened = Literal["came", "ended", "changed"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of law before and after; more than one value where it changes within the year."""

    parameter: str
    before: tuple[Value, ...]
    now: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a change of law does to one reading's tax, in whole rupees.

    `least` and `most`: over all orders of that year's changes. `income`: at the slabs when the change takes
    effect, in paisa. `tier`: the weakest of the law before and after, and of the lines of tax that it moves.
    """

    effect: int
    least: int
    most: int
    income: int
    tier: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of law: the rules that it changed together, the first of which names it.

    `tax_year`: the first in which the new law holds.
    """

    rules: tuple[str, ...]
    tax_year: int
    figures: tuple[Figure, ...]
    parts: Mapping[Reading, Part]

    @property
    def happened(self) -> Happened:
        """Whether the law got this rule, lost it, or has it in another form."""
        if all(value.value is None for figure in self.figures for value in figure.before):
            return "came"
        if all(value.value is None for figure in self.figures for value in figure.now):
            return "ended"
        return "changed"

    @property
    def acts(self) -> tuple[str, ...]:
        """What set the new figures, each once."""
        return tuple(dict.fromkeys(value.act for figure in self.figures for value in figure.now))


@dataclass(frozen=True, slots=True)
class YearComparison:
    """The same facts from the earlier of two tax years to the later; `other` is the year that is not theirs.

    `tax`: whole rupees under each reading in each year from the one to the other, in order.
    """

    own: Assessment
    other: Assessment
    changes: tuple[Change, ...]
    tax: Mapping[Reading, Mapping[int, int]]

    @property
    def earlier(self) -> int:
        """The year that comes first."""
        return min(self.own.tax_year, self.other.tax_year)

    @property
    def later(self) -> int:
        """The year that comes last."""
        return max(self.own.tax_year, self.other.tax_year)

    def difference(self, reading: Reading) -> int:
        """The tax of the later year less that of the earlier one, in whole rupees."""
        return self.tax[reading][self.later] - self.tax[reading][self.earlier]

    def with_effect(self, reading: Reading) -> tuple[Change, ...]:
        """The changes that move this person's tax, in order."""
        return tuple(change for change in self.changes if change.parts[reading].effect)

    def without_effect(self, reading: Reading) -> tuple[Change, ...]:
        """The changes that do not; the policy paper's are none of the Ordinance."""
        return tuple(
            change
            for change in self.changes
            if not change.parts[reading].effect
            and (reading == "policy" or not RULE[change.rules[0]].of_policy)
        )

    def by_rule(self, reading: Reading) -> dict[str, int]:
        """The sum of each rule's parts, where it is not zero; they add up to the difference."""
        sums: dict[str, int] = {}
        for change in self.changes:
            sums[change.rules[0]] = sums.get(change.rules[0], 0) + change.parts[reading].effect
        return {rule: effect for rule, effect in sums.items() if effect}
