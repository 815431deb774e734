"""Receipts one by one and by month, and which of their figures are estimates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from compliance.assessment_types import Assessment
from compliance.facts.law_years import CLASSES_SPLIT_SINCE
from compliance.fx import RateUsed
from compliance.receipt_entry import MONTHLY, month_ends
from compliance.summary_types import ReceiptMonth, ReceiptRow, Receipts
from compliance.summary_words import (
    ACCOUNTS,
    CHANNELS,
    CLASSES,
    FINAL,
    ONE_FINAL_CLASS,
    SERVICES,
    UNTAXED,
    dollars,
    money,
)
from compliance.taxyear import month_of
from compliance.text import (
    _,
    currency_amount,
    date_text,
    list_text,
    month_text,
    ngettext,
    number,
    rupees,
    rupees_exact,
)
from compliance.workbook import Receipt


def receipts(one: Assessment) -> Receipts:
    """All tables about receipts."""
    words = _Words(one.tax_year)
    rows = tuple(_row(one, index, words) for index in range(len(one.workbook.receipts)))
    months = tuple(_months(one))
    return Receipts(
        count=one.receipts.count,
        total=money(one.receipts.rupees),
        total_paisa=one.receipts.rupees,
        total_usd=dollars(one.receipts.usd),
        deducted=money(sum(row.deducted_paisa for row in rows)),
        rows=rows,
        months=months,
        sentence=_sentence(one),
        chart_text=_chart_text(one, months),
        estimated=one.receipts.estimated,
        estimates=tuple(_estimates(one)),
    )


class _Words:
    """The words of all codes, looked up once for all rows."""

    def __init__(self, tax_year: int) -> None:
        self.channels = {code: _(word) for code, word in CHANNELS.items()}
        self.services = {code: _(word) for code, word in SERVICES.items()}
        self.accounts = {code: _(word) for code, word in ACCOUNTS.items()}
        self.classes = {code: _(word) for code, word in CLASSES.items()}
        if tax_year < CLASSES_SPLIT_SINCE:
            self.classes |= dict.fromkeys(FINAL, _(ONE_FINAL_CLASS))
        self.nothing = rupees_exact(0)
        self.rates: dict[RateUsed, str] = {}

    def rate(self, rate: RateUsed | None) -> str:
        if rate is None:
            return ""
        if rate not in self.rates:
            self.rates[rate] = _rate_text(rate)
        return self.rates[rate]


def _row(one: Assessment, index: int, words: _Words) -> ReceiptRow:
    receipt, rate = one.workbook.receipts[index], one.rates[index]
    paisa, code = one.receipt_rupees[index], one.receipt_class[index]
    return ReceiptRow(
        id=receipt.id,
        date=receipt.date,
        date_text=date_text(receipt.date),
        amount=currency_amount(receipt.amount, receipt.currency),
        rupees=rupees_exact(paisa),
        rupees_paisa=paisa,
        deducted=rupees_exact(receipt.tax_deducted) if receipt.tax_deducted else words.nothing,
        deducted_paisa=receipt.tax_deducted,
        kept=currency_amount(receipt.retained, receipt.currency) if receipt.retained else "",
        rate=words.rate(rate),
        rate_source=_rate_source(receipt, rate),
        estimated=rate is not None,
        class_code=code,
        class_text=words.classes[code],
        channel=words.channels[receipt.channel],
        service=words.services[receipt.service],
        account=words.accounts[receipt.account],
        platform=receipt.platform,
        client=receipt.client,
        purpose_code=receipt.purpose_code,
    )


def _rate_text(rate: RateUsed) -> str:
    return _("Rs {rupees} for 1 {currency}").format(
        rupees=f"{rate.rupees.normalize():f}", currency=rate.currency
    )


def _rate_source(receipt: Receipt, rate: RateUsed | None) -> str:
    if rate is None:
        return _("came in rupees") if receipt.currency == "PKR" else _("the bank's rupees")
    if rate.source == "workbook":
        return _("estimated, your own rate for {month}").format(month=month_text(rate.month))
    return _("estimated, reference rate of {month}").format(month=month_text(rate.month))


def _months(one: Assessment) -> Iterator[ReceiptMonth]:
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    guessed = set()
    for receipt, paisa, code, rate in zip(
        one.workbook.receipts, one.receipt_rupees, one.receipt_class, one.rates, strict=True
    ):
        month = month_of(receipt.date)
        counts[month] += 1
        parts[month]["final" if code in FINAL else "untaxed" if code in UNTAXED else "slabs"] += paisa
        if rate is not None:
            guessed.add(month)
    for end in month_ends(one.tax_year):
        month = month_of(end)
        total = parts[month].total()
        yield ReceiptMonth(
            month=month,
            month_text=month_text(month),
            count=counts[month],
            rupees_paisa=total,
            rupees=money(total),
            final_paisa=parts[month]["final"],
            slabs_paisa=parts[month]["slabs"],
            untaxed_paisa=parts[month]["untaxed"],
            estimated=month in guessed,
        )


def _sentence(one: Assessment) -> str:
    count = one.receipts.count
    if not count:
        return _("No receipts were entered.")
    return ngettext(
        "{count} receipt of {rupees}, which is {dollars}.",
        "{count} receipts, together {rupees}, which is {dollars}.",
        count,
    ).format(count=number(count), rupees=money(one.receipts.rupees), dollars=dollars(one.receipts.usd))


def _chart_text(one: Assessment, months: tuple[ReceiptMonth, ...]) -> str:
    if not one.receipts.count:
        return _("No receipts, so the chart is empty.")
    highest = max(months, key=lambda month: month.rupees_paisa)
    empty = [month for month in months if not month.count]
    said = _(
        "Bars for the months {first} to {last}. The highest is {month} with {rupees}; the year comes to "
        "{total}."
    ).format(
        first=months[0].month_text,
        last=months[-1].month_text,
        month=highest.month_text,
        rupees=rupees((highest.rupees_paisa + 50) // 100),
        total=money(one.receipts.rupees),
    )
    if not empty:
        return said
    without = ngettext(
        "In {count} month nothing arrived.", "In {count} months nothing arrived.", len(empty)
    ).format(count=len(empty))
    return f"{said} {without}"


def _estimates(one: Assessment) -> Iterator[str]:
    """Which figures are estimates, and what makes them exact."""
    monthly = sum(receipt.id.startswith(MONTHLY) for receipt in one.workbook.receipts)
    if monthly:
        yield ngettext(
            "{count} receipt stands for all the money of its month, dated at the month's end; it is no line "
            "of a bank statement. Enter the real ones before you file.",
            "{count} receipts stand for all the money of their months, dated at the month's end; they are no "
            "lines of a bank statement. Enter the real ones before you file.",
            monthly,
        ).format(count=number(monthly))
    if not one.receipts.estimated:
        return
    guessed = sum(paisa for paisa, rate in zip(one.receipt_rupees, one.rates, strict=True) if rate)
    yield ngettext(
        "The rupees of {count} receipt are estimated: {rupees}.",
        "The rupees of {count} receipts are estimated: {rupees} in all.",
        one.receipts.estimated,
    ).format(count=number(one.receipts.estimated), rupees=money(guessed))
    months = sorted({rate.month for rate in one.rates if rate and rate.source == "reference"})
    if months:
        yield _("They use the reference rates of {months}, which are not your bank's.").format(
            months=list_text([month_text(month) for month in months])
        )
    yield _("Enter the rupees that the bank credited, and the tax it took, and these figures become exact.")
