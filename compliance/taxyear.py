"""Tax years: tax year N runs from 1 July N-1 to 30 June N (section 74 of the Ordinance)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

PAKISTAN_FROM_UTC = timedelta(hours=5)


def first_day(tax_year: int) -> date:
    """The day on which a tax year begins."""
    return date(tax_year - 1, 7, 1)


def last_day(tax_year: int) -> date:
    """The day on which a tax year ends."""
    return date(tax_year, 6, 30)


def tax_year_of(day: date) -> int:
    """The tax year that a day belongs to."""
    return day.year + 1 if day.month >= 7 else day.year


def latest_completed(as_of: date) -> int:
    """The last tax year that was over before `as_of` began."""
    return tax_year_of(as_of) - 1


def today_in_pakistan() -> date:
    """Today's date in Pakistan, which keeps UTC+5 all year."""
    return (datetime.now(UTC) + PAKISTAN_FROM_UTC).date()


def month_of(day: date) -> str:
    """The calendar month of a day as `2025-07`."""
    return f"{day.year:04d}-{day.month:02d}"


def last_day_of_month(month: str) -> date:
    """The last day of a calendar month given as `2025-07`."""
    year, number = int(month[:4]), int(month[5:])
    following = date(year + (number == 12), number % 12 + 1, 1)
    return following - timedelta(days=1)
