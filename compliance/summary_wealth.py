"""The wealth bridge in words: its lines, the gap, where to look for it, and what explains wealth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from compliance.assessment_types import Assessment
from compliance.duties.case import Case
from compliance.duties.wealth import Shields, WealthBridge, shields, wealth_bridge
from compliance.money import half_up
from compliance.rulebook import Rulebook
from compliance.summary_rules import rule_text
from compliance.summary_step_types import RuleText
from compliance.summary_words import money
from compliance.taxyear import first_day, last_day
from compliance.text import N_, _, date_text, rupees
from compliance.workbook_filing import ChangeKind, WealthKind

ITEM_KINDS: Final[dict[WealthKind, str]] = {
    "bank": N_("Bank account"),
    "foreign_currency_account": N_("Foreign-currency account"),
    "platform": N_("Balance at a platform or payment company"),
    "wallet": N_("Mobile wallet"),
    "cash": N_("Cash"),
    "property": N_("House, flat or plot, at what it cost"),
    "vehicle": N_("Car or motorcycle, at what it cost"),
    "other_asset": N_("Something else that I own, at what it cost"),
    "debt": N_("A debt: what I owe"),
}
CHANGE_KINDS: Final[dict[ChangeKind, str]] = {
    "living_expenses": N_("Living expenses of the year"),
    "gift_received": N_("A gift that I received"),
    "inheritance": N_("An inheritance"),
    "other_received": N_("Other money that came in and is no income"),
    "gift_given": N_("A gift that I gave"),
    "other_spent": N_("Other money that went out"),
}
_LINES: Final = {
    "receipts": N_("Receipts of the year, before tax"),
    "salary": N_("Salary before tax"),
    "tax": N_("Tax deducted and paid"),
    "expenses": N_("Expenses of the work"),
}


@dataclass(frozen=True, slots=True)
class WealthBar:
    """A row of the bridge as a bar between two sums, in whole rupees; `shown` is its amount in words."""

    label: str
    begin: int
    end: int
    kind: Literal["level", "rise", "fall", "difference"]
    shown: str


@dataclass(frozen=True, slots=True)
class WealthText:
    """The bridge: its rows from opening to closing with their paisa, the gap, what is missing, where to look.

    `bars` are the rows as they build on each other, and the difference; empty while something is missing.
    """

    rows: tuple[tuple[str, str], ...]
    paisa: tuple[int, ...]
    bars: tuple[WealthBar, ...]
    gap: str
    sentence: str
    complete: bool
    balanced: bool
    estimate: str
    missing: tuple[str, ...]
    where_to_look: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShieldsText:
    """What explains wealth without being asked, and what each does not explain."""

    sentences: tuple[str, ...]
    rules: tuple[RuleText, ...]
    tier: str | None


def told_wealth(assessment: Assessment, rulebook: Rulebook) -> WealthText | None:
    """Put the bridge into words; None while no balance is entered."""
    case = Case(assessment, rulebook)
    bridge = wealth_bridge(case)
    if bridge is None:
        return None
    lines = tuple(_lines(bridge, case))
    rows = tuple((label, money(paisa)) for label, paisa in lines)
    return WealthText(
        rows=rows,
        paisa=tuple(paisa for _label, paisa in lines),
        bars=tuple(_bars(bridge, rows)) if bridge.gap is not None else (),
        gap=_("not known yet") if bridge.gap is None else money(abs(bridge.gap)),
        sentence=_gap_sentence(bridge),
        complete=bridge.gap is not None,
        balanced=bridge.gap == 0,
        estimate=_(
            "Estimated: balances in foreign currency stand at reference rates of about 30 June. Enter the "
            "State Bank’s rates of that day among your own exchange rates, as those of June."
        )
        if bridge.estimated
        else "",
        missing=tuple(_missing(bridge, case)),
        where_to_look=tuple(_where_to_look(bridge, case)) if bridge.gap else (),
    )


def _lines(bridge: WealthBridge, case: Case) -> Iterator[tuple[str, int]]:
    partly = {side for _item, side in bridge.missing}
    opening = _("Wealth on {day}, without what is missing") if "start" in partly else _("Wealth on {day}")
    yield opening.format(day=date_text(first_day(case.tax_year))), bridge.opening
    for line in bridge.lines:
        label = _LINES.get(line.id) or CHANGE_KINDS[line.id]  # type: ignore[index]
        yield _(label), line.paisa
    if "start" not in partly:
        yield _("Wealth that this explains"), bridge.expected
    yield (
        (
            _("Wealth on {day} as you entered it, without what is missing")
            if "end" in partly
            else _("Wealth on {day} as you entered it")
        ).format(day=date_text(last_day(case.tax_year))),
        bridge.closing,
    )


def _bars(bridge: WealthBridge, rows: tuple[tuple[str, str], ...]) -> Iterator[WealthBar]:
    """One bar for each row: levels from nothing, lines from where the one before ended."""
    labels = iter(rows)
    reached = bridge.opening
    yield _bar(next(labels), 0, reached, "level")
    for line in bridge.lines:
        yield _bar(next(labels), reached, reached + line.paisa, "rise" if line.paisa > 0 else "fall")
        reached += line.paisa
    yield _bar(next(labels), 0, bridge.expected, "level")
    yield _bar(next(labels), 0, bridge.closing, "level")
    if bridge.gap:
        row = _("The difference"), money(abs(bridge.gap))
        yield _bar(row, bridge.expected, bridge.closing, "difference")


def _bar(
    row: tuple[str, str], begin: int, end: int, kind: Literal["level", "rise", "fall", "difference"]
) -> WealthBar:
    label, shown = row
    return WealthBar(label, half_up(begin, 100), half_up(end, 100), kind, shown)


def _gap_sentence(bridge: WealthBridge) -> str:
    if bridge.gap is None:
        return _("Balances are missing, so the difference is not worked out. Nothing is guessed.")
    if bridge.gap == 0:
        return _("The two agree: the wealth statement will balance.")
    if bridge.gap > 0:
        return _(
            "You own {amount} more than is explained. The program fills nothing in: find what is missing."
        ).format(amount=money(bridge.gap))
    return _(
        "You own {amount} less than is explained. The program fills nothing in: find where it went."
    ).format(amount=money(-bridge.gap))


def _missing(bridge: WealthBridge, case: Case) -> Iterator[str]:
    days = {"start": first_day(case.tax_year), "end": last_day(case.tax_year)}
    for item, side in bridge.missing:
        name = item.name or _(ITEM_KINDS[item.kind])
        if getattr(item, side) is None:
            yield _("{item}: the balance of {day}.").format(item=name, day=date_text(days[side]))
        else:
            yield _("{item}: a rate of {currency} for {day}, or its rupees.").format(
                item=name, currency=item.currency, day=date_text(days[side])
            )


def _where_to_look(bridge: WealthBridge, case: Case) -> Iterator[str]:
    """Likely causes of the gap, from the person's own facts, the likeliest first."""
    gap, kinds = bridge.gap or 0, {change.kind for change in case.workbook.wealth.changes}
    receipts = case.workbook.receipts
    if gap < 0 and "living_expenses" not in kinds:
        yield _("No living expenses are entered: what you and your family spent in the year.")
    if bridge.revalued and (bridge.revalued > 0) == (gap > 0):
        yield _(
            "Foreign currency stands at other rates than at the start of the year, or than on the day it "
            "was received: {amount} of the difference is the rate."
        ).format(amount=money(abs(bridge.revalued)))
    elif bridge.revalued:
        yield _(
            "Foreign currency stands at other rates than at the start of the year, or than on the day it "
            "was received, which hides {amount} of the difference."
        ).format(amount=money(abs(bridge.revalued)))
    if any(receipt.retained for receipt in receipts) and not any(
        item.kind == "foreign_currency_account" for item in case.workbook.wealth.items
    ):
        yield _("Foreign currency was kept, and no foreign-currency account is entered among your balances.")
    if any(receipt.channel == "kept_abroad" for receipt in receipts) and gap < 0:
        yield _("Money that stayed abroad: enter the platform’s balance, or what was spent from it by card.")
    if any(receipt.account == "other_person" for receipt in receipts):
        yield _("Money on somebody else’s account: it is your income, but may not be in your balances.")
    if case.assessment.receipts.estimated:
        yield _("Some receipts are estimated with a reference rate; the bank’s own rupees are better.")
    if gap > 0:
        yield _("Money that came in and is not entered: a gift, a loan, an inheritance, something sold.")
        yield _("A debt that is not entered.")
    else:
        yield _("Something bought and not entered, a loan paid back, a gift, or cash at home.")
    yield _("Opening balances that differ from last year’s wealth statement.")


def told_shields(assessment: Assessment, rulebook: Rulebook) -> ShieldsText | None:
    """Put what explains wealth into words; None where there are no receipts from abroad."""
    found = shields(Case(assessment, rulebook))
    if found is None:
        return None
    return ShieldsText(
        sentences=tuple(_shield_sentences(found)),
        rules=tuple(rule_text(rulebook, rule) for rule in found.rules),
        tier=found.tier,
    )


def _shield_sentences(found: Shields) -> Iterator[str]:
    limit = found.rules[0].number
    if found.imputed_rupees is not None:
        yield _(
            "Receipts taxed as final explain wealth only up to the income that would have borne the "
            "same tax at "
            "the slabs: {imputed} of your {proceeds}, unless accounts are audited (section 111(4A))."
        ).format(imputed=rupees(found.imputed_rupees), proceeds=money(found.final_proceeds))
    yield _(
        "Where a bank gave you rupees for foreign exchange, with a certificate, its source is not asked "
        "about up to "
        "{limit} a year (section 111(4)): {shielded} of yours. It explains where money came from and exempts "
        "nothing from tax."
    ).format(limit=money(limit), shielded=money(found.shielded))
    yield from _left_to_explain(found)
    if found.shielded < min(found.final_proceeds, limit):
        yield _("Certificates from your bank would raise that figure.")


def _left_to_explain(found: Shields) -> Iterator[str]:
    least, most = found.left_to_explain
    if found.imputed_rupees is None:
        return
    if not most:
        yield _("Between them they cover all that is taxed as final.")
    elif least == most:
        yield _(
            "Neither covers the other {amount}: contracts, invoices and bank statements explain them."
        ).format(amount=money(most))
    else:
        yield _(
            "Whether the two add up is not settled. Neither covers {least} if they do, and {most} if they do "
            "not: contracts, invoices and bank statements explain those."
        ).format(least=money(least), most=money(most))
