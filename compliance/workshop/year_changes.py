"""The same facts under two tax years: the difference in tax, split by rule, to the rupee.

The years between the two are gone through one by one. In each, the rules that changed are put in place of the
old ones one after the other, in the order in which the calculation uses them, and the part of a rule is the
tax after it less the tax before it. So every part can be worked out by hand, and the parts add up by
themselves. In which order is a choice; so each part also has what it would be at least and at most had the
rules of that year been changed in any other order.

All of this is one run of the engine: each state of the law is one more person (`year_changes_graph`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from compliance.assessment import assess
from compliance.assessment_types import Assessment
from compliance.duties.case import Case
from compliance.duties.what_if import kinds_of, receipts_as_they_are
from compliance.engine import Columns
from compliance.facts.inputs import SWITCHES
from compliance.fx import Converted, convert
from compliance.parameters import YearRules
from compliance.rulebook import Rulebook
from compliance.trace import weakest
from compliance.workshop.year_changes_graph import ALL_YEARS, by_year, formulas_of, rules_of, year_of
from compliance.workshop.year_changes_moved import moved, moved_receipt_days
from compliance.workshop.year_changes_rules import RULES, Rule
from compliance.workshop.year_changes_types import READINGS, Change, Figure, Part, YearComparison
from compliance.year_run import person_columns


def other_years(rulebook: Rulebook, tax_year: int) -> tuple[int, ...]:
    """The tax years that a year can be compared with."""
    covered = rulebook.coverage
    return tuple(
        year for year in range(covered.first_tax_year, covered.last_tax_year + 1) if year != tax_year
    )


def compare_years(assessment: Assessment, rulebook: Rulebook, other_year: int) -> YearComparison:
    """Split the difference between an assessed year's tax and the tax of the same facts in another year.

    Raises NotCovered where the facts or the law of the other year, or of one between, are outside the rules.
    """
    rulebook.check_tax_year(other_year)
    workbook = assessment.workbook
    converted = convert(workbook, rulebook)
    assert isinstance(converted, Converted), "an assessed workbook was converted before"
    other = assess(moved(workbook, converted, other_year), rulebook, assessment.as_of)
    first, last = sorted((assessment.tax_year, other_year))
    rules = {year: rules_of(rulebook, year) for year in range(first, last + 1)}
    steps = [(year, _changed_together(rules[year], rules[year + 1], year + 1)) for year in range(first, last)]
    states = list(_states(steps, first))
    found = _run(Case(assessment, rulebook), states, rules)
    return YearComparison(
        own=assessment,
        other=other,
        changes=tuple(_changes(steps, rules, found, (assessment, other))),
        tax={reading: dict(_of_years(steps, found, place, last)) for place, reading in enumerate(READINGS)},
    )


def _changed_together(before: YearRules, now: YearRules, year: int) -> list[tuple[Rule, ...]]:
    """The rules that differ from the year before, in the order of the calculation.

    Each entry is one change: a rule that is part of another one's coming or going changes with it.
    """
    changed = [rule for rule in RULES if _differs(rule, before, now, year)]
    leaders = {rule.id for rule in changed if _formulas_differ(rule, year)}
    return [
        (rule, *(one for one in changed if one.part_of == rule.id and rule.id in leaders))
        for rule in changed
        if rule.part_of not in leaders
    ]


def _formulas_differ(rule: Rule, year: int) -> bool:
    return formulas_of(rule.formulas, year - 1) != formulas_of(rule.formulas, year)


def _differs(rule: Rule, before: YearRules, now: YearRules, year: int) -> bool:
    return _formulas_differ(rule, year) or any(_figures(rule, before, now))


def _figures(rule: Rule, before: YearRules, now: YearRules) -> Iterator[Figure]:
    for name in rule.parameters:
        old, new = before.used[name], now.used[name]
        # A figure that another Act repeats has not changed.
        if len(old) > 1 or len(new) > 1 or old[0].value != new[0].value:
            yield Figure(name, old, new)


_Steps = list[tuple[int, list[tuple[Rule, ...]]]]


def _states(steps: _Steps, first: int) -> Iterator[dict[str, int]]:
    """The states of the law to work out: for each year, every choice of its changes already made.

    Each is the tax year of every rule. Within a year the choices are numbered as `_changes` reads them: the
    bits of a number say which changes are made. The last state is the last year's law.
    """
    last = first
    for year, groups in steps:
        last = year + 1
        for choice in range(1 << len(groups)):
            made = {rule.id for place, group in enumerate(groups) if choice >> place & 1 for rule in group}
            yield {rule.id: year + (rule.id in made) for rule in RULES}
    yield {rule.id: last for rule in RULES}


def _run(
    case: Case, states: list[dict[str, int]], rules: Mapping[int, YearRules]
) -> dict[str, NDArray[np.int64]]:
    """Tax and income at the slabs: a row for each reading, a column for each state of the law."""
    receipts = receipts_as_they_are(case)
    days = {
        year: np.array([day.toordinal() for day in moved_receipt_days(case.workbook, year)], dtype=np.int64)
        for year in rules
    }
    dated = [
        column
        for year, of_year in rules.items()
        for name, column in of_year.columns(days[year]).items()
        if name not in of_year.constant
    ]
    kinds, _kind_of, sums = kinds_of(receipts, dated)
    persons = len(READINGS) * len(states)
    values = {name: np.tile(sums.get(name, column[kinds]), persons) for name, column in receipts.items()}
    person = {**person_columns(case.workbook), **{switch.name: False for switch in SWITCHES}}
    values |= {name: np.array([value] * persons) for name, value in person.items()}
    values["policy_reading"] = np.repeat([reading == "policy" for reading in READINGS], len(states))
    for rule in RULES:
        of_rule = np.array([state[rule.id] for state in states], dtype=np.int64)
        values[year_of(rule.id)] = np.tile(of_rule, len(READINGS))
    columns = Columns(persons, np.repeat(np.arange(persons), len(kinds)), values)
    parameters = by_year(rules, {year: np.tile(days[year][kinds], persons) for year in rules})
    found = ALL_YEARS.run(max(rules), columns, parameters, ("tax", "income_at_slabs"))
    return {name: found[name].reshape(len(READINGS), -1) for name in ("tax", "income_at_slabs")}


def _of_years(
    steps: _Steps, found: Mapping[str, NDArray[np.int64]], reading: int, last: int
) -> Iterator[tuple[int, int]]:
    """The tax of each year: that of the first state of its step, or of the last of all."""
    at = 0
    for year, groups in steps:
        yield year, int(found["tax"][reading][at])
        at += 1 << len(groups)
    yield last, int(found["tax"][reading][at])


def _changes(
    steps: _Steps,
    rules: Mapping[int, YearRules],
    found: Mapping[str, NDArray[np.int64]],
    years: tuple[Assessment, Assessment],
) -> Iterator[Change]:
    at = 0
    for year, groups in steps:
        states = slice(at, at + (1 << len(groups)))
        for place, group in enumerate(groups):
            figures = tuple(
                figure for rule in group for figure in _figures(rule, rules[year], rules[year + 1])
            )
            law = _tier_of_law(group, figures, year)
            parts = {}
            for row, reading in enumerate(READINGS):
                lines = (one.steps[reading][line].tier for one in years for line in group[0].lines)
                tier = weakest(law, *lines, "announced" if reading == "policy" else None)
                tax, income = (found[name][row][states] for name in ("tax", "income_at_slabs"))
                parts[reading] = _part(tax, income, place, tier or law)
            yield Change(tuple(rule.id for rule in group), year + 1, figures, parts)
        at = states.stop


def _part(tax: NDArray[np.int64], income: NDArray[np.int64], place: int, tier: str) -> Part:
    """What the change at `place` does: after all before it, and after any others of its year."""
    choices = np.arange(len(tax))
    without = choices[choices >> place & 1 == 0]
    effects = tax[without | 1 << place] - tax[without]
    made_before = (1 << place) - 1
    return Part(
        effect=int(tax[made_before | 1 << place] - tax[made_before]),
        least=int(effects.min()),
        most=int(effects.max()),
        income=int(income[made_before]),
        tier=tier,
    )


def _tier_of_law(group: Iterable[Rule], figures: Iterable[Figure], year: int) -> str:
    """The weakest tier among the figures before and after, and among the formulas that came and went."""
    tiers = [value.tier for figure in figures for value in (*figure.before, *figure.now)]
    for rule in group:
        old, new = formulas_of(rule.formulas, year), formulas_of(rule.formulas, year + 1)
        pairs = [pair for pair in zip(old, new, strict=True) if pair[0] is not pair[1]]
        for fact in (fact for pair in pairs for fact in pair):
            if fact is not None and fact.tier is not None:
                # Where a formula's tier differs from receipt to receipt, its weakest one is told.
                tiers.append(fact.tier if isinstance(fact.tier, str) else "inferred")
    return weakest(*tiers) or "unsettled"
