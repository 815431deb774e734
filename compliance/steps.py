"""The steps of an assessment: every worked-out fact with its inputs, rules, rounding and tier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from compliance.engine import Column, Columns, Fact
from compliance.facts import TAX
from compliance.readings import ORDINANCE, POLICY
from compliance.text import _
from compliance.tiers import ranks
from compliance.trace import TIER_RANK, TIERS, Step
from compliance.year_run import YearRun

ANNOUNCED, UNSETTLED = TIER_RANK["announced"], TIER_RANK["unsettled"]
READINGS = {"ordinance": ORDINANCE, "policy": POLICY}
ONE_RUPEE = {"rupees": 1, "paisa": 100}


def year_ranks(run: YearRun) -> dict[str, Column]:
    """Tier ranks of all facts for the two main readings, before open points are looked at."""
    receipts = run.receipts * 2
    of_two: dict[str, Column] = {}
    for name, column in run.values.items():
        size = 2 if TAX.level(name) == "person" else receipts
        of_two[name] = column if len(column) == 1 else column[:size]
    columns = Columns(2, run.columns.person_of[:receipts], of_two)
    return ranks(TAX, run.rules, columns, of_two)


def moved_by_open_points(run: YearRun, listed: frozenset[str], fact: Fact, reading: str) -> bool:
    """Whether a listed point's other reading moves a person's figure by a rupee or more."""
    if fact.unit not in ONE_RUPEE or fact.of != "person":
        return False
    policy = reading == "policy"
    base = run.of_person(fact.name, READINGS[reading])
    rows = (row for point in listed if (row := run.row_of(point, policy)) is not None)
    return any(abs(run.of_person(fact.name, row) - base) >= ONE_RUPEE[fact.unit] for row in rows)


def build_steps(run: YearRun, listed: frozenset[str]) -> tuple[Step, ...]:
    """All steps of the Ordinance in the order of work, then those that the policy changes."""
    found = year_ranks(run)
    by_policy = TAX.descendants(run.rules.tax_year, "policy_reading")
    return tuple(
        _step(run, fact, reading, found[fact.name], listed)
        for reading in READINGS
        for fact in TAX.order(run.rules.tax_year)
        if reading == "ordinance" or fact.name in by_policy
    )


def reading_steps(run: YearRun, point: str, ordinance: Mapping[str, Step]) -> dict[str, Step]:
    """The Ordinance's steps under a point's other reading: read off its row of the same run.

    What the reading does not move stays the step of the default. What it moves is no surer than the point.
    """
    row = run.row_of(point)
    assert row is not None, point
    found = {}
    for fact in TAX.order(run.rules.tax_year):
        step = ordinance[fact.name]
        value = _value(run, fact, row)
        if value != step.value:
            holds = fact.unit == "yes_no" or bool(np.any(value))
            step = replace(
                step,
                value=value,
                parameters=run.rules.shown(fact.other_reading) if fact.other_reading else step.parameters,
                tier="unsettled" if holds else None,
            )
        found[fact.name] = step
    return found


def _value(run: YearRun, fact: Fact, row: int) -> int | bool | tuple[int, ...]:
    """A fact's value in one row: one number of a person, or one for each receipt."""
    if fact.of == "receipt":
        return tuple(run.of_receipts(fact.name, row).tolist())
    number = run.of_person(fact.name, row)
    return bool(number) if fact.unit == "yes_no" else number


def _step(run: YearRun, fact: Fact, reading: str, rank: Column, listed: frozenset[str]) -> Step:
    row = READINGS[reading]
    if fact.of == "person":
        weakest = int(rank[row if len(rank) > 1 else 0])
    else:
        of_row = np.broadcast_to(rank, (run.receipts * 2,))[row * run.receipts : (row + 1) * run.receipts]
        weakest = int(of_row.max(initial=0))
    if weakest and reading == "policy":
        weakest = max(weakest, ANNOUNCED)
    if weakest and moved_by_open_points(run, listed, fact, reading):
        weakest = UNSETTLED
    return Step(
        name=fact.name,
        label=_(fact.label),
        of=fact.of,
        reading=reading,
        unit=fact.unit,
        value=_value(run, fact, row),
        inputs=tuple(name for name in fact.inputs if name in run.values),
        parameters=run.rules.shown(name for name in fact.inputs if name not in fact.other_reading),
        cite=(fact.cited(run.rules.tax_year),),
        rounding=fact.rounding,
        tier=TIERS[weakest - 1] if weakest else None,
    )
