"""Monthly reference exchange rates: reading and checking their table."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from compliance.rulebook_types import RuleFault
from compliance.text import _

FILE = "fx/pkr_monthly_reference.csv"
SOURCE = "hmrc_monthly_rates"
_HEADING = re.compile(r"PKR_per_([A-Z]{3})")
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
_RATE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")

Rates = dict[tuple[str, str], Decimal]
_Fault = Callable[[str, str, str], None]


def read_rates(folder: Path, faults: list[RuleFault]) -> tuple[tuple[str, ...], tuple[str, ...], Rates]:
    """Currencies, months and rupees per unit by (currency, month); what is wrong goes to `faults`."""

    def fault(parameter: str, month: str, message: str) -> None:
        faults.append(RuleFault(f"rules/{FILE}", parameter, month, message))

    path = folder / FILE
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError):
        fault("", "", _("The table of exchange rates cannot be read. Put the file back, as UTF-8 text."))
        return (), (), {}
    heading = lines[0] if lines else []
    named = [_HEADING.fullmatch(name) for name in heading[1:]]
    if not named or heading[0] != "month" or None in named:
        fault(
            "",
            "",
            _('The first line must read "month", then a column such as "PKR_per_USD" for each currency.'),
        )
        return (), (), {}
    currencies = tuple(match.group(1) for match in named if match)
    if len(set(currencies)) != len(currencies):
        fault("", "", _("Two columns name the same currency. Take one of them out."))
    table: Rates = {}
    months: list[str] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        month = line[0]
        if len(line) != len(heading):
            message = _("Line {line} has {found} columns where the first line has {wanted}. Complete it.")
            fault("", month, message.format(line=number, found=len(line), wanted=len(heading)))
        elif not _MONTH.fullmatch(month):
            message = _('Line {line} begins with "{given}", which is no month. Write it as 2025-07.')
            fault("", month, message.format(line=number, given=month))
        else:
            _month_of_rates(currencies, line, table, fault)
            months.append(month)
    _check_months(months, fault)
    if not table:
        fault("", "", _("The table holds no rate. Add a line for each month, as 2025-07,283.71 and so on."))
    return currencies, tuple(months), table


def _month_of_rates(currencies: tuple[str, ...], line: list[str], table: Rates, fault: _Fault) -> None:
    for currency, given in zip(currencies, line[1:], strict=True):
        if _RATE.fullmatch(given) and (rate := Decimal(given)) > 0:
            table[currency, line[0]] = rate
        else:
            message = _('"{given}" is no rate. Write the rupees for one unit as 277.61, above 0.')
            fault(currency, line[0], message.format(given=given))


def _check_months(months: list[str], fault: _Fault) -> None:
    for before, month in pairwise(months):
        year, number = int(before[:4]), int(before[5:])
        following = f"{year + number // 12:04d}-{number % 12 + 1:02d}"
        if month <= before:
            fault("", month, _("The months must follow one another, each once. Move or remove this line."))
        elif month != following:
            message = _("There is no line for {month}. Add it, or the months after it cannot be trusted.")
            fault("", following, message.format(month=following))
