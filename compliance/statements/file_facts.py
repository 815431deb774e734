"""What a file says about itself around its rows: account, balances, totals, period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from compliance.statements.cell_values import DayReader, currency_in, read_signed_amount
from compliance.statements.movement import Facts
from compliance.statements.profile_schema import Profile

_LONGEST_LINE = 500
_MOST_LINES = 500


def facts_of(lines: Iterable[str], profile: Profile) -> Facts:
    """What the profile's patterns find in these lines, cells parted by ` | `. The first find counts."""
    kept = [
        " ".join(line[:_LONGEST_LINE].split())
        for _number, line in zip(range(_MOST_LINES), lines, strict=False)
    ]
    text = "\n".join(kept)
    found: dict[str, str] = {}
    for pattern in profile.facts:
        match = re.search(pattern, text, re.IGNORECASE | re.MULTILINE)
        for name, value in (match.groupdict() if match else {}).items():
            if value:
                found.setdefault(name, value.strip())
    days = DayReader(profile.fact_dates, False, ())
    return Facts(
        account_number=found.get("account", ""),
        currency=currency_in(found.get("currency", "")),
        opening=_hundredths(found.get("opening", "")),
        closing=_hundredths(found.get("closing", "")),
        total_credit=_without_sign(found.get("total_credit", "")),
        total_debit=_without_sign(found.get("total_debit", "")),
        first_day=_day(days, found.get("period_from", "")),
        last_day=_day(days, found.get("period_to", "")),
    )


def _hundredths(text: str) -> int | None:
    amount = read_signed_amount(text)
    return amount if isinstance(amount, int) else None


def _without_sign(text: str) -> int | None:
    amount = _hundredths(text)
    return None if amount is None else abs(amount)


def _day(days: DayReader, text: str) -> date | None:
    day = days(text)
    return day if isinstance(day, date) else None
