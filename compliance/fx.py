"""Rupees and dollars of each receipt, and where each rate came from: Python integers, rounded half up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from compliance.money import PAISA_LIMIT, half_up, two_decimals
from compliance.rulebook import ReferenceRates, Rulebook
from compliance.taxyear import month_of
from compliance.text import currency_amount, month_text, rupees
from compliance.workbook import Problem, Receipt, Workbook
from compliance.workbook_messages import problem
from compliance.workbook_problems import tax_above_rupees


@dataclass(frozen=True, slots=True)
class RateUsed:
    """Rupees for one unit of a currency in a month. `source`: `workbook` (one's own) or `reference`."""

    currency: str
    month: str
    rupees: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Converted:
    """The receipts in their order: `rupees` in paisa, `usd` and `retained_usd` in cents.

    `rates` has the rate by which rupees were estimated, `dollar_rates` the one by which rupees were told in
    dollars; None where the figure was given and needed none.
    """

    rupees: list[int] = field(default_factory=list)
    usd: list[int] = field(default_factory=list)
    retained_usd: list[int] = field(default_factory=list)
    estimated: list[bool] = field(default_factory=list)
    rates: list[RateUsed | None] = field(default_factory=list)
    dollar_rates: list[RateUsed | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate as the whole numbers whose quotient it is, beside what is shown of it."""

    numerator: int
    denominator: int
    used: RateUsed


class _Rates:
    """Rates by currency and month, each looked up once: the person's own first, then the reference table."""

    def __init__(self, workbook: Workbook, reference: ReferenceRates) -> None:
        # A rate of 0 is a problem of its own, and dividing by it none that a reader could mend.
        own = {(rate.currency, rate.month): rate.rupees for rate in workbook.rates if rate.rupees}
        self._own = {key: Decimal(millionths).scaleb(-6) for key, millionths in own.items()}
        self._reference = reference
        self._found: dict[tuple[str, int, int], _Rate | None] = {}

    def of(self, currency: str, day: date) -> _Rate | None:
        """The rate of a day's month; None where there is none."""
        key = (currency, day.year, day.month)
        if key not in self._found:
            self._found[key] = self._look_up(currency, month_of(day))
        return self._found[key]

    def _look_up(self, currency: str, month: str) -> _Rate | None:
        own = self._own.get((currency, month))
        value = self._reference.rupees_per_unit(currency, month) if own is None else own
        if value is None:
            return None
        used = RateUsed(currency, month, value, "reference" if own is None else "workbook")
        return _Rate(*value.as_integer_ratio(), used)


def convert(workbook: Workbook, rulebook: Rulebook) -> Converted | tuple[Problem, ...]:
    """Convert every receipt, or say what keeps one from it.

    Rupees: as given; PKR: the amount; else the amount times the month's rate, half up to paisa. Dollars: the
    amount if USD, else the rupees by the month's rupees per dollar, half up to cents, receipt by receipt.
    Retained dollars: as given if USD, else the receipt's dollars in proportion, half up to cents.

    Problems: a month and currency without a rate where one is needed, tax above estimated rupees, and a
    total of rupees (or dollars) above 10,000,000,000, beyond which columns would not be exact.
    """
    rates = _Rates(workbook, rulebook.rates)
    done = Converted()
    problems: list[Problem] = []
    for index, receipt in enumerate(workbook.receipts):
        stated = receipt.amount if receipt.currency == "PKR" else receipt.rupees
        estimate = rates.of(receipt.currency, receipt.date) if stated is None else None
        dollar = None if receipt.currency == "USD" else rates.of("USD", receipt.date)
        paisa = stated
        if estimate is not None:
            paisa = half_up(receipt.amount * estimate.numerator, estimate.denominator)
        cents = _dollars(receipt, paisa, dollar)
        if paisa is None or cents is None:
            problems += _missing_rates(index, receipt, paisa, dollar)
            continue
        if estimate is not None and receipt.tax_deducted > paisa:
            problems.append(tax_above_rupees(f"receipts[{index}]", receipt, paisa))
        done.rupees.append(paisa)
        done.usd.append(cents)
        done.retained_usd.append(_retained_dollars(receipt, cents))
        done.estimated.append(estimate is not None)
        done.rates.append(None if estimate is None else estimate.used)
        done.dollar_rates.append(None if dollar is None else dollar.used)
    problems += _too_many(done)
    return tuple(problems) if problems else done


def _dollars(receipt: Receipt, paisa: int | None, dollar: _Rate | None) -> int | None:
    if receipt.currency == "USD":
        return receipt.amount
    if paisa is None or dollar is None:
        return None
    return half_up(paisa * dollar.denominator, dollar.numerator)


def _retained_dollars(receipt: Receipt, cents: int) -> int:
    if not receipt.retained or receipt.currency == "USD":
        return receipt.retained
    # A receipt of nothing is a problem that `problems_of` names.
    return half_up(cents * receipt.retained, receipt.amount) if receipt.amount else 0


def _missing_rates(
    index: int, receipt: Receipt, paisa: int | None, dollar: _Rate | None
) -> Iterator[Problem]:
    path, month = f"receipts[{index}].currency", month_text(month_of(receipt.date))
    if paisa is None:
        yield problem(path, "rupees_missing", receipt.currency, currency=receipt.currency, month=month)
    if dollar is None and receipt.currency != "USD":
        yield problem(path, "dollar_rate_missing", receipt.currency, currency="USD", month=month)


def _too_many(done: Converted) -> Iterator[Problem]:
    """Totals that 64-bit columns would not hold exactly once they are multiplied by a rate."""
    total = sum(done.rupees)
    if total > PAISA_LIMIT:
        limit = rupees(PAISA_LIMIT // 100)
        yield problem("receipts", "rupees_too_many", two_decimals(total), limit=limit)
        return
    total = sum(done.usd)
    if total > PAISA_LIMIT:
        limit = currency_amount(PAISA_LIMIT, "USD")
        yield problem("receipts", "dollars_too_many", two_decimals(total), limit=limit)
