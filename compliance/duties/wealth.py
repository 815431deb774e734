"""The wealth bridge: from the wealth at the start of the tax year to that at its end, and the gap between.

It shows the gap and fills nothing in. All amounts are paisa unless a name says rupees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compliance.duties.case import Case
from compliance.money import MILLION, half_up
from compliance.rulebook import Value
from compliance.trace import weakest
from compliance.workbook_filing import WealthItem

Side = Literal["start", "end"]
_ADDS = ("gift_received", "inheritance", "other_received")


@dataclass(frozen=True, slots=True)
class ValuedItem:
    """An item in rupees at both ends; None where its balance or its rate is missing. Debts are positive."""

    item: WealthItem
    start: int | None
    end: int | None

    @property
    def is_debt(self) -> bool:
        """Whether it is owed."""
        return self.item.kind == "debt"


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """One line of the bridge; `paisa` below zero lowers wealth."""

    id: str
    paisa: int


@dataclass(frozen=True, slots=True)
class WealthBridge:
    """From opening to closing wealth. `gap`: entered closing wealth less what the lines explain; None while
    something is missing. Above zero: more is there than is explained; below: less.

    `missing` are items without a balance or a rate, with the side. `revalued`: what the change of rates moved
    in balances in foreign currency, and in what was added to them since it was received, for information; it
    is no line of the bridge. `estimated`: a balance in
    foreign currency stands at a reference rate.
    """

    items: tuple[ValuedItem, ...]
    opening: int
    closing: int
    lines: tuple[BridgeLine, ...]
    gap: int | None
    missing: tuple[tuple[WealthItem, Side], ...]
    revalued: int
    estimated: bool

    @property
    def expected(self) -> int:
        """Closing wealth as the lines explain it."""
        return self.opening + sum(line.paisa for line in self.lines)


@dataclass(frozen=True, slots=True)
class Shields:
    """What explains wealth without being asked, each with its rule.

    `imputed_rupees`: the income that would have borne the final tax at the slabs, whole rupees (section
    2(28A)); None where there is no final tax. `shielded`: receipts through banks with a certificate, up to
    the limit of section 111(4).
    """

    final_proceeds: int
    imputed_rupees: int | None
    certified_by_bank: int
    shielded: int
    rules: tuple[Value, ...]
    tier: str | None

    @property
    def left_to_explain(self) -> tuple[int, int]:
        """Proceeds taxed as final that neither covers, least and most, in paisa.

        No source says whether the two may cover the same rupees or follow upon each other.
        """
        imputed, shielded = (self.imputed_rupees or 0) * 100, min(self.shielded, self.final_proceeds)
        return (
            max(0, self.final_proceeds - shielded - imputed),
            max(0, self.final_proceeds - max(shielded, imputed)),
        )


def wealth_bridge(case: Case) -> WealthBridge | None:
    """The bridge of the case; None where no balance was entered at all."""
    wealth = case.workbook.wealth
    if not wealth.items:
        return None
    items = tuple(
        ValuedItem(item, _value(case, item, "start"), _value(case, item, "end")) for item in wealth.items
    )
    sides: tuple[Side, ...] = ("start", "end")
    missing = tuple((one.item, side) for one in items for side in sides if getattr(one, side) is None)
    opening, closing = _net(items, "start"), _net(items, "end")
    lines = tuple(line for line in _lines(case) if line.paisa)
    gap = None if missing else closing - opening - sum(line.paisa for line in lines)
    return WealthBridge(
        items=items,
        opening=opening,
        closing=closing,
        lines=lines,
        gap=gap,
        missing=missing,
        revalued=sum(_revalued(case, one) for one in items) + _kept_revalued(case, items),
        estimated=any(_is_estimated(case, item, side) for item in wealth.items for side in sides),
    )


def _net(items: tuple[ValuedItem, ...], side: Side) -> int:
    return sum((getattr(one, side) or 0) * (-1 if one.is_debt else 1) for one in items)


def _value(case: Case, item: WealthItem, side: Side) -> int | None:
    """Rupees as given, else the balance at the rate of June, in which the year before or this one ends."""
    given: int | None = getattr(item, f"{side}_rupees")
    amount: int | None = getattr(item, side)
    if given is not None:
        return given
    if amount is None or item.currency == "PKR":
        return amount
    rate = _rate(case, item.currency, side)
    return None if rate is None else half_up(amount * rate, MILLION)


def _is_estimated(case: Case, item: WealthItem, side: Side) -> bool:
    if item.currency == "PKR" or not getattr(item, side) or getattr(item, f"{side}_rupees") is not None:
        return False
    month = f"{case.tax_year - (side == 'start')}-06"
    return not any((own.month, own.currency) == (month, item.currency) for own in case.workbook.rates)


def _rate(case: Case, currency: str, side: Side) -> int | None:
    """Millionths of a rupee for one unit on 30 June: the person's own rate of that month, else the reference
    rate of July, which was fixed in June."""
    year = case.tax_year - (side == "start")
    month = f"{year}-06"
    for own in case.workbook.rates:
        if (own.month, own.currency) == (month, currency):
            return own.rupees
    reference = case.rulebook.rates.rupees_per_unit(currency, f"{year}-07")
    return None if reference is None else int(reference * MILLION)


def _revalued(case: Case, one: ValuedItem) -> int:
    """What the same opening balance is worth more, or less, at the closing rate."""
    item = one.item
    if item.currency == "PKR" or item.start is None or item.start_rupees is not None:
        return 0
    first, last = _rate(case, item.currency, "start"), _rate(case, item.currency, "end")
    if first is None or last is None:
        return 0
    moved = half_up(item.start * last, MILLION) - half_up(item.start * first, MILLION)
    return -moved if one.is_debt else moved


def _kept_revalued(case: Case, items: tuple[ValuedItem, ...]) -> int:
    """What foreign currency kept in the year is worth more, or less, at its end than when it was received.

    Only as much of it as the balances grew by: what was spent from them again is worth nothing at the end.
    """
    moved = 0
    for currency in sorted({one.item.currency for one in items} - {"PKR"}):
        kept, received = _kept(case, currency)
        grown = sum(
            (one.item.end or 0) - (one.item.start or 0)
            for one in items
            if one.item.currency == currency and not one.is_debt
        )
        left, last = min(kept, grown), _rate(case, currency, "end")
        by_rate = all(one.item.end_rupees is None for one in items if one.item.currency == currency)
        if left > 0 and last is not None and by_rate:
            moved += half_up(left * last, MILLION) - half_up(received * left, kept)
    return moved


def _kept(case: Case, currency: str) -> tuple[int, int]:
    """Foreign currency of the year's receipts that was kept as such, and its rupees when received."""
    kept = received = 0
    for receipt, rupees in zip(case.workbook.receipts, case.assessment.receipt_rupees, strict=True):
        amount = receipt.amount if receipt.channel == "kept_abroad" else receipt.retained
        if receipt.currency == currency and receipt.account == "own" and amount:
            kept += amount
            received += half_up(rupees * amount, receipt.amount)
    return kept, received


def _lines(case: Case) -> tuple[BridgeLine, ...]:
    one, other = case.assessment, case.workbook.other
    changes = case.workbook.wealth.changes
    return (
        BridgeLine("receipts", one.receipts.rupees),
        BridgeLine("salary", other.salary),
        BridgeLine("tax", -one.ordinance.tax_deducted),
        BridgeLine("expenses", -other.expenses),
        *(
            BridgeLine(kind, sign * sum(change.rupees for change in changes if change.kind == kind))
            for kind, sign in (
                *((kind, 1) for kind in _ADDS),
                *((kind, -1) for kind in ("living_expenses", "gift_given", "other_spent")),
            )
        ),
    )


def shields(case: Case) -> Shields | None:
    """What final-taxed and certified receipts explain; None where there are no receipts from abroad."""
    if not case.exports:
        return None
    proceeds = case.of_person("certified_proceeds") + case.of_person("other_proceeds")
    certified = sum(_encashed_with_certificate(case, place) for place in case.exports)
    limit, imputed = case.rule("remittance_source_shield"), case.rule("final_income_explains_imputed_only")
    table = case.rule("slabs_non_salaried")
    return Shields(
        final_proceeds=proceeds,
        imputed_rupees=_imputed(case, proceeds, table),
        certified_by_bank=certified,
        shielded=min(certified, limit.number),
        rules=(limit, imputed, table),
        # That the table of other than salaried persons is meant is our reading.
        tier=weakest("inferred", limit.tier, imputed.tier, table.tier),
    )


def _encashed_with_certificate(case: Case, place: int) -> int:
    """Rupees that a bank gave the person against a certificate, without what was kept in foreign currency."""
    receipt, rupees = case.workbook.receipts[place], case.assessment.receipt_rupees[place]
    through_bank = receipt.channel in ("bank", "remittance") and receipt.account == "own"
    if not through_bank or not receipt.certificate.strip() or not receipt.amount:
        return 0
    return half_up(rupees * (receipt.amount - receipt.retained), receipt.amount)


def _imputed(case: Case, proceeds: int, slabs: Value) -> int | None:
    """What final-taxed receipts explain: the imputable income, and no more than the receipts themselves."""
    income = imputable_income(case.assessment.ordinance.final_tax, slabs)
    return None if income is None else min(income, proceeds // 100)


def imputable_income(tax: int, slabs: Value) -> int | None:
    """The income in whole rupees on which a table of slabs asks for so much tax (whole rupees), half up.

    None where there is no tax: every income up to the exempt limit bears none.
    """
    if tax <= 0:
        return None
    rows = slabs.table
    band = max(place for place, fixed in enumerate(rows.fixed) if rows.rate[place] and fixed <= tax)
    above, fixed, rate = int(rows.above[band]) // 100, int(rows.fixed[band]), int(rows.rate[band])
    return above + half_up((tax - fixed) * MILLION, rate)
