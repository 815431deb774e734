"""Rupees and dollars of each receipt, and where each rate came from. Python integers, rounded half up once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from compliance.money import PAISA_LIMIT, half_up, two_decimals
from compliance.rulebook import Rulebook
from compliance.taxyear import month_of
from compliance.text import _, month_text
from compliance.workbook import Problem, Receipt, Workbook

MILLIONTHS = 10**6


@dataclass(frozen=True, slots=True)
class RateUsed:
    """The rate that a receipt's estimate rests on. `source` is `workbook` (the person's own) or `reference`."""

    currency: str
    month: str
    rupees: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Converted:
    """The receipts in paisa and cents, in their order. `rates` has a rate only where rupees are estimated."""

    rupees: list[int]
    usd: list[int]
    retained_usd: list[int]
    estimated: list[bool]
    rates: list[RateUsed | None]


class _Rates:
    """Rates by month and currency: the person's own first, then the reference table."""

    def __init__(self, workbook: Workbook, rulebook: Rulebook) -> None:
        self.own = {(rate.currency, rate.month): rate.rupees for rate in workbook.rates}
        self.reference = rulebook.rates
        self.found: dict[tuple[str, str], tuple[int, str] | None] = {}

    def millionths(self, currency: str, month: str) -> tuple[int, str] | None:
        """Millionths of a rupee for one unit, and the rate's source; None where there is no rate."""
        key = (currency, month)
        if key not in self.found:
            self.found[key] = self._look_up(key)
        return self.found[key]

    def _look_up(self, key: tuple[str, str]) -> tuple[int, str] | None:
        if key in self.own:
            return self.own[key], "workbook"
        rate = self.reference.rupees_per_unit(*key)
        return None if rate is None else (int(rate * MILLIONTHS), "reference")


def convert(workbook: Workbook, rulebook: Rulebook) -> Converted | tuple[Problem, ...]:
    """Convert every receipt. Returns problems where a rate is missing, tax exceeds rupees, or sums are too large.

    Rupees: as given; PKR: the amount; else amount times the month's rate. Dollars: the amount if USD, else
    rupees by the month's rupees per dollar. Each rounded half up, receipt by receipt.
    """
    rates = _Rates(workbook, rulebook)
    done = Converted([], [], [], [], [])
    problems: list[Problem] = []
    for index, receipt in enumerate(workbook.receipts):
        found = _one(receipt, rates)
        if isinstance(found, str):
            problems.append(_no_rate(index, receipt, found))
            continue
        rupees, usd, rate = found
        if receipt.tax_deducted > rupees:
            problems.append(_tax_above(index, receipt, rupees))
        done.rupees.append(rupees)
        done.usd.append(usd)
        done.retained_usd.append(_retained(receipt, usd))
        done.estimated.append(rate is not None)
        done.rates.append(rate)
    if not problems:
        problems += _too_much(done)
    return tuple(problems) if problems else done


def _one(receipt: Receipt, rates: _Rates) -> tuple[int, int, RateUsed | None] | str:
    """Rupees, dollars and the rate of one receipt; the currency whose rate is missing instead."""
    month, currency = month_of(receipt.date), receipt.currency
    used: RateUsed | None = None
    if currency == "PKR":
        rupees = receipt.amount
    elif receipt.rupees is not None:
        rupees = receipt.rupees
    else:
        rate = rates.millionths(currency, month)
        if rate is None:
            return currency
        rupees = half_up(receipt.amount * rate[0], MILLIONTHS)
        used = RateUsed(currency, month, Decimal(rate[0]).scaleb(-6), rate[1])
    if currency == "USD":
        return rupees, receipt.amount, used
    dollar = rates.millionths("USD", month)
    if dollar is None:
        return "USD"
    return rupees, half_up(rupees * MILLIONTHS, dollar[0]), used


def _retained(receipt: Receipt, usd: int) -> int:
    if not receipt.retained or receipt.currency == "USD":
        return receipt.retained
    return half_up(usd * receipt.retained, receipt.amount)


def _no_rate(index: int, receipt: Receipt, currency: str) -> Problem:
    month = month_text(month_of(receipt.date))
    return Problem(
        f"receipts[{index}].currency",
        "no_rate",
        receipt.currency,
        _("No rate is known for {currency} in {month}; give the rupees, or a rate of your own.").format(
            currency=currency, month=month
        ),
    )


def _tax_above(index: int, receipt: Receipt, rupees: int) -> Problem:
    return Problem(
        f"receipts[{index}].tax_deducted",
        "tax_above_rupees",
        two_decimals(receipt.tax_deducted),
        _("The tax is more than the receipt of Rs {rupees}; correct one of the two.").format(
            rupees=two_decimals(rupees)
        ),
    )


def _too_much(done: Converted) -> list[Problem]:
    """Column bounds: sums beyond these would not be exact inside."""
    remedy = _("All receipts together are above 10,000,000,000; look for a slip in the amounts.")
    return [
        Problem("receipts", "too_much", two_decimals(total), remedy)
        for total in (sum(done.rupees), sum(done.usd))
        if total > PAISA_LIMIT
    ][:1]
