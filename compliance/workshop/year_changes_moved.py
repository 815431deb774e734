"""The same facts in another tax year: days moved by whole years, rupees and dollars kept as they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date

from compliance.fx import Converted, RateUsed
from compliance.money import MILLION
from compliance.workbook import MonthRate, PsebPeriod, Workbook, blank_workbook, merged_pseb

_SPRING_DAY = (3, 1)


def moved_day(day: date, years: int, *, onward: bool = False) -> date:
    """The same day some years later or earlier, at most to the ends of the calendar.

    29 February, in a year without it, is 28 February, or (`onward`) 1 March: the same tax year either way.
    """
    year = min(max(day.year + years, MINYEAR), MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        month, first = _SPRING_DAY
        return date(year, month, first) if onward else date(year, month - 1, day.day - 1)


def moved_receipt_days(workbook: Workbook, tax_year: int) -> list[date]:
    """The days of the receipts in another tax year, in order.

    A receipt of 29 February goes to the side of the day on which the same certificate is in force, if one is
    that begins on that very day.
    """
    years = tax_year - workbook.tax_year
    begun = {first for first, until in merged_pseb(workbook.person) if first != until}
    return [moved_day(one.date, years, onward=one.date in begun) for one in workbook.receipts]


def moved(workbook: Workbook, converted: Converted, tax_year: int) -> Workbook:
    """The workbook of the same person, receipts and other income in another tax year.

    Rupees stand in every receipt, and the rates by which they were told in dollars move with them, so that
    no rate of exchange of the other year changes a figure. What only the papers around a return need, such
    as the days of filing and of payment, belongs to its own year and stays behind.
    """
    years = tax_year - workbook.tax_year
    receipts = tuple(
        receipt.model_copy(update={"date": day, "rupees": paisa})
        for receipt, day, paisa in zip(
            workbook.receipts, moved_receipt_days(workbook, tax_year), converted.rupees, strict=True
        )
    )
    periods = tuple(_moved_period(first, until, years) for first, until in merged_pseb(workbook.person))
    person = workbook.person.model_copy(
        update={"pseb": periods, "returns_before": (), "return_filed_on": None}
    )
    return blank_workbook(tax_year).model_copy(
        update={
            "person": person,
            "receipts": receipts,
            "other": workbook.other,
            "rates": tuple(_moved_rates(converted, years)),
            "open_questions": workbook.open_questions,
            "banks": workbook.banks,
        }
    )


def _moved_period(first: date, until: date | None, years: int) -> PsebPeriod:
    begins = moved_day(first, years, onward=first != until)
    return PsebPeriod(first=begins, until=None if until is None else moved_day(until, years))


def _moved_rates(converted: Converted, years: int) -> Iterator[MonthRate]:
    used: dict[tuple[str, str], RateUsed] = {
        (rate.currency, rate.month): rate for rate in converted.dollar_rates if rate is not None
    }
    for rate in used.values():
        month = f"{int(rate.month[:4]) + years:04d}{rate.month[4:]}"
        yield MonthRate(month=month, currency=rate.currency, rupees=int(rate.rupees * MILLION))
