"""Exchange rates looked over: those that lie far from the month's reference rate.

No figure of tax rests on this; it decides whether to ask "check this rate".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from compliance.rulebook import ReferenceRates
from compliance.taxyear import month_of
from compliance.workbook import MonthRate, Receipt

FAR: Final = Decimal("0.05")
"""A rate further than this from the month's reference rate is asked about."""


@dataclass(frozen=True, slots=True)
class OddRate:
    """A rate that is far off: its place, what it is, and what the reference table has for the month."""

    place: int
    rate: Decimal
    reference: Decimal


def odd_own_rates(rates: Sequence[MonthRate], reference: ReferenceRates) -> tuple[OddRate, ...]:
    """The person's own rates that are far from the reference rate of their month."""
    found = (
        (place, one.currency, one.month, Decimal(one.rupees).scaleb(-6)) for place, one in enumerate(rates)
    )
    return tuple(_odd(found, reference))


def odd_receipt_rates(receipts: Sequence[Receipt], reference: ReferenceRates) -> tuple[OddRate, ...]:
    """The receipts whose given rupees make a rate far from the reference rate of their month."""
    found = (
        (place, one.currency, month_of(one.date), Decimal(one.rupees) / Decimal(one.amount))
        for place, one in enumerate(receipts)
        if one.rupees is not None and one.currency != "PKR" and one.amount
    )
    return tuple(_odd(found, reference))


def _odd(found: Iterable[tuple[int, str, str, Decimal]], reference: ReferenceRates) -> Iterator[OddRate]:
    for place, currency, month, rate in found:
        usual = reference.rupees_per_unit(currency, month)
        if usual is not None and rate and abs(rate - usual) > usual * FAR:
            yield OddRate(place, rate, usual)
