"""Many incomes of some earners in one run of the formulas: each income is one more person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import RECEIPT
from compliance.workshop.earners import Earner, proportion

Paisas = NDArray[np.int64]
_SHARE_THROUGH_BANKS: Final = "enough_through_banks"
_BAND: Final = "band"


class Persons:
    """Some earners, asked together for their figures at incomes (paisa) of each."""

    def __init__(self, earners: Sequence[Earner]) -> None:
        self._grown: dict[tuple[object, ...], dict[str, Paisas]] = {}
        self.earners = tuple(earners)
        self.earners = tuple(self._settled(which) for which in range(len(earners)))

    def _settled(self, which: int) -> Earner:
        """An earner whose share through banks is that of the year as it is: in proportion it never changes,
        but the paisa of a scaled receipt could tip a share that stands exactly on its limit."""
        one = self.earners[which]
        if one.kinds < 2 or _SHARE_THROUGH_BANKS not in TAX.facts(one.rules.tax_year):
            return one
        own = np.array([one.steady + one.whole], dtype=np.int64)
        found = self._run([(one, own)], (_SHARE_THROUGH_BANKS,))
        return replace(one, given={_SHARE_THROUGH_BANKS: bool(found[_SHARE_THROUGH_BANKS][0])})

    def figures(self, asked: Sequence[Paisas], wanted: Sequence[str]) -> list[Mapping[str, Column]]:
        """Facts of each earner at the incomes asked of it, in their own units."""
        return self._each(asked, {one.rules.tax_year: tuple(wanted) for one in self.earners})

    def conditions(self, asked: Sequence[Paisas]) -> list[dict[str, Column]]:
        """For each earner, every condition of a person at the incomes asked, by name: those that the
        formulas have, and for each foot of a band whether the income at the slabs is above it."""
        years = {one.rules.tax_year for one in self.earners}
        names = {tax_year: (*condition_names(tax_year), "income_at_slabs") for tax_year in years}
        found = []
        for one, values in zip(self.earners, self._each(asked, names), strict=True):
            named = {name: values[name] for name in condition_names(one.rules.tax_year)}
            feet = {
                int(foot)
                for table in ("slabs_salaried", "slabs_non_salaried")
                for foot in one.rules.constant[table].above
            }
            for foot in sorted(feet):
                named[f"{_BAND} {foot}"] = values["income_at_slabs"] > foot
            found.append(named)
        return found

    def _each(
        self, asked: Sequence[Paisas], wanted: Mapping[int, tuple[str, ...]]
    ) -> list[Mapping[str, Column]]:
        """All earners of a tax year with the same facts given are one run."""
        found: list[Mapping[str, Column]] = [{} for _one in self.earners]
        alike: dict[tuple[int, tuple[str, ...]], list[int]] = {}
        for which, one in enumerate(self.earners):
            alike.setdefault((one.rules.tax_year, tuple(one.given)), []).append(which)
        for (tax_year, _given), group in alike.items():
            values = self._run([(self.earners[which], asked[which]) for which in group], wanted[tax_year])
            begin = 0
            for which in group:
                end = begin + len(asked[which])
                found[which] = {name: column[begin:end] for name, column in values.items()}
                begin = end
        return found

    def _run(self, blocks: Sequence[tuple[Earner, Paisas]], wanted: Sequence[str]) -> dict[str, Column]:
        """One run with a person for each income of each earner, in order."""
        rules = blocks[0][0].rules
        counts = [len(places) for _one, places in blocks]
        persons, first = sum(counts), 0
        values: dict[str, Column] = {}
        for name in (*blocks[0][0].person, *blocks[0][0].given):
            each = [one.given.get(name, one.person.get(name, 0)) for one, _places in blocks]
            values[name] = np.repeat(np.array(each), counts)
        values["salary"] = np.concatenate(
            [np.full(len(places), one.steady) if one.kinds else places for one, places in blocks]
        )
        person_of = [np.zeros(0, dtype=np.int64)]
        days = [np.zeros(0, dtype=np.int64)]
        receipts: dict[str, list[Column]] = {
            column.name: [np.zeros(0, dtype=np.bool_ if column.unit == "yes_no" else np.int64)]
            for column in RECEIPT
        }
        for one, places in blocks:
            if one.kinds:
                person_of.append(np.repeat(np.arange(first, first + len(places)), one.kinds))
                days.append(np.tile(one.days, len(places)))
                for name, condition in one.conditions.items():
                    receipts[name].append(np.tile(condition, len(places)))
                for name, amounts in self._amounts(one, places).items():
                    receipts[name].append(amounts)
            first += len(places)
        values |= {name: np.concatenate(parts) for name, parts in receipts.items()}
        columns = Columns(persons, np.concatenate(person_of), values)
        found = TAX.run(rules.tax_year, columns, rules.columns(np.concatenate(days)), wanted)
        return {name: np.broadcast_to(found[name], (persons,)) for name in wanted}

    def _amounts(self, one: Earner, places: Paisas) -> dict[str, Paisas]:
        """The amounts of each kind of receipts, person by person; earners of the same money share them."""
        mark = (one.steady, one.whole, *one.parts.items(), places.tobytes())
        if mark not in self._grown:
            self._grown[mark] = {
                name: _shares(places - one.steady, sums, one.whole) for name, sums in one.parts.items()
            }
        return self._grown[mark]


def _shares(grown: Paisas, sums: Sequence[int], whole: int) -> Paisas:
    """What each kind of receipts has where the `whole` year has grown to `grown`: shares of running sums."""
    running = np.zeros((len(grown), len(sums) + 1), dtype=np.int64)
    for place, part in enumerate(sums, start=1):
        # A kind without any adds nothing to the sum before it.
        same = part == (sums[place - 2] if place > 1 else 0)
        running[:, place] = running[:, place - 1] if same else proportion(grown, part, whole)
    return (running[:, 1:] - running[:, :-1]).reshape(-1)


def condition_names(tax_year: int) -> tuple[str, ...]:
    """The conditions of a person that the formulas of a tax year have."""
    return tuple(fact.name for fact in TAX.order(tax_year) if fact.of == "person" and fact.unit == "yes_no")
