"""The same year with receipts changed: each variant is one more person in one run of the same formulas.

No formula of a receipt takes an amount (a test holds that): it only decides to which sums the receipt
belongs. So the receipts that no variant touches are run as one for each set of conditions, with their amounts
added up, and a variant of one receipt among thousands costs no more than one among ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compliance.duties.case import Case
from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import RECEIPT, SWITCHES
from compliance.fx import Converted
from compliance.parameters import YearRules, year_rules
from compliance.year_run import person_columns, receipt_columns

_VALUES_AT_ONCE = 50_000
_AMOUNTS = tuple(one.name for one in RECEIPT if one.unit != "yes_no")
_CONDITIONS = tuple(one.name for one in RECEIPT if one.unit == "yes_no")


@dataclass(frozen=True, slots=True)
class Variant:
    """Receipts changed: their places in the workbook, and columns of `facts.inputs.RECEIPT` with their new
    values, one for each place or one for all."""

    places: Sequence[int] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


AS_IT_IS = Variant()


def receipts_as_they_are(case: Case) -> dict[str, Column]:
    """The receipt columns of the case, for variants to start from."""
    one = case.assessment
    converted = Converted(list(one.receipt_rupees), list(one.receipt_usd), [], [], [])
    return receipt_columns(case.workbook, converted)


def figures_of(case: Case, variants: Sequence[Variant], wanted: Sequence[str]) -> dict[str, list[int]]:
    """The wanted figures of a person under the Ordinance for each variant, in order, in their own units.

    Raises NotCovered where a rule is missing.
    """
    rules = year_rules(case.rulebook, TAX, case.tax_year)
    days = np.array([receipt.date.toordinal() for receipt in case.workbook.receipts], dtype=np.int64)
    alike = _Alike(receipts_as_they_are(case), days, rules)
    person = {**person_columns(case.workbook), **{switch.name: False for switch in SWITCHES}}
    # Columns that stay in the processor's cache are worked out in half the time of one long run.
    at_once = max(1, _VALUES_AT_ONCE // max(1, alike.count))
    figures: dict[str, list[int]] = {name: [] for name in wanted}
    for first in range(0, len(variants), at_once):
        part = variants[first : first + at_once]
        columns, on_days = alike.columns(part, person)
        found = TAX.run(case.tax_year, columns, rules.columns(on_days), wanted)
        for name in wanted:
            figures[name] += np.broadcast_to(found[name], (len(part),)).tolist()
    return figures


def kinds_of(
    receipts: Mapping[str, Column], dated: Sequence[Column]
) -> tuple[NDArray[np.intp], NDArray[np.intp], dict[str, Column]]:
    """Receipts of which all conditions, and all rules of their day (`dated`), are the same, as one kind.

    Returns the place of each kind's first receipt, the kind of each receipt, and the amounts of each kind.
    """
    conditions = [receipts[name] for name in _CONDITIONS] + list(dated)
    keys = np.stack([column.astype(np.int64) for column in conditions], axis=1)
    _keys, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    kind_of = inverse.reshape(-1)
    sums = {name: np.zeros(len(first), dtype=np.int64) for name in _AMOUNTS}
    for name, total in sums.items():
        np.add.at(total, kind_of, receipts[name])
    return first, kind_of, sums


class _Alike:
    """Receipts of which all conditions and all rules of their day are the same, each kind as one receipt."""

    def __init__(self, receipts: dict[str, Column], days: NDArray[np.int64], rules: YearRules) -> None:
        self._receipts, self._days = receipts, days
        dated = [column for name, column in rules.columns(days).items() if name not in rules.constant]
        self._first, self._kind_of, self._sums = kinds_of(receipts, dated)
        self.count = len(self._first)

    def columns(
        self, variants: Sequence[Variant], person: Mapping[str, int | bool]
    ) -> tuple[Columns, NDArray[np.int64]]:
        """The person once for each variant, with the kinds and then the changed receipts; and their days."""
        lengths = [len(variant.places) for variant in variants]
        ends = np.cumsum([0, *lengths])
        places = np.array([place for variant in variants for place in variant.places], dtype=np.int64)
        variant_of = np.repeat(np.arange(len(variants)), lengths)
        changed = {name: column[places] for name, column in self._receipts.items()}
        for begin, end, variant in zip(ends, ends[1:], variants, strict=False):
            for name, values in variant.values.items():
                changed[name][begin:end] = values
        values = {name: [np.tile(self._receipts[name][self._first], len(variants))] for name in _CONDITIONS}
        for name in _AMOUNTS:
            left = np.tile(self._sums[name], (len(variants), 1))
            np.subtract.at(left, (variant_of, self._kind_of[places]), self._receipts[name][places])
            values[name] = [left.reshape(-1)]
        person_of = np.concatenate((np.repeat(np.arange(len(variants)), self.count), variant_of))
        days = np.concatenate((np.tile(self._days[self._first], len(variants)), self._days[places]))
        joined = {name: np.concatenate((*parts, changed[name])) for name, parts in values.items()}
        joined |= {name: np.array([value] * len(variants)) for name, value in person.items()}
        return Columns(len(variants), person_of, joined), days
