"""What can be wrong with a workbook, said as data: where, what was given, what to do.

`REMEDIES` is the closed list of remedies, since each one is paid for in every language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from compliance.text import N_, _

WHOLE_FILE: Final = "workbook"
"""The path of a problem that no single key of the file has."""
_LONGEST_GIVEN: Final = 60
_LONGEST_KEY: Final = 40
_ESCAPED: Final = frozenset(("Cc", "Cs", "Cn", "Zl", "Zp"))

REMEDIES: Final = {
    # The file.
    "not_utf8": N_("The file is not text in UTF-8. Open a workbook that this program saved."),
    "not_json": N_(
        "The file is not a saved workbook, or it was damaged: line {line}, column {column} cannot be read. "
        "Open a workbook that this program saved."
    ),
    "too_deep": N_("The file is not a saved workbook: its parts are nested too deep to be read."),
    "not_a_workbook": N_("A saved workbook begins with {{. Open a workbook that this program saved."),
    "other_format": N_('Only files with the format "{format}" can be opened. Open a workbook that this program saved.'),
    "newer_version": N_(
        "A newer version of the program saved this file; this one reads version {version}. Update the program."
    ),
    "no_such_version": N_("There is no such version. This program reads version {version}."),
    "more_problems": N_("There are more problems than the {shown} listed here. Mend these, and open the file again."),
    # Keys.
    "unknown_key": N_("The program does not know this key. Correct its name, or take it out of the file."),
    "misspelt_key": N_('The program does not know this key. Write "{key}" if that is meant, or take it out of the file.'),
    "repeated_key": N_("This key stands more than once in the same place. Keep the one that is right."),
    "missing": N_("This key is required. Add it to the file."),
    # Kinds of values.
    "not_text": N_('A text in quotation marks is needed here, or "" for none.'),
    "control_characters": N_("This text holds characters that cannot be shown. Type it again."),
    "not_yes_no": N_("Only true or false can stand here, without quotation marks."),
    "not_yes_no_unknown": N_("Only true, false or null (not known) can stand here, without quotation marks."),
    "not_whole_number": N_("A whole number is needed here, without quotation marks, such as {example}."),
    "not_list": N_("A list in square brackets is needed here, or [] for none."),
    "not_object": N_("A group of keys in curly brackets is needed here."),
    "not_a_choice": N_("Choose one of: {choices}."),
    "amount_as_number": N_('Put the amount in quotation marks, such as "1250.00", so that no digit of it is lost.'),
    "amount_negative": N_(
        "An amount cannot be below zero. Take a refund off the receipt that it belongs to; if that money never "
        "reached the bank, enter neither."
    ),
    "amount_too_large": N_("The largest amount is 9999999999.99. Check the number of digits."),
    "amount_form": N_('Write an amount in digits with at most two decimals and no commas, such as "1250.00".'),
    "rate_form": N_('Write a rate in digits with at most six decimals and no commas, such as "281.3500".'),
    "date_form": N_('Write a date as year, month and day, such as "2025-07-14".'),
    "no_such_day": N_("There is no such day in the calendar. Correct the date."),
    "month_form": N_('Write a month as year and month, such as "2025-07".'),
    "currency_form": N_('Write a currency by its code in capital letters, such as "USD" or "PKR".'),
    # What does not fit together.
    "year_not_covered": N_("The rules cover tax years {first} to {last}. Choose one of them."),
    "date_outside_year": N_(
        "This day belongs to {year}. Correct the date, or enter the receipt in the workbook of that tax year."
    ),
    "amount_zero": N_(
        "A receipt needs an amount above zero. A refund lowers the receipt that it belongs to; money that never "
        "reached the bank is not entered."
    ),
    "retained_not_possible": N_(
        "Only money from abroad that a bank realised in a foreign currency can be kept in a foreign-currency "
        "account. Set this to 0, or correct how the money came."
    ),
    "retained_above_amount": N_("No more than the whole receipt ({amount} {currency}) can be kept. Correct one of the two."),
    "tax_above_rupees": N_(
        "The tax is more than the receipt itself (Rs {rupees}). Enter the rupees before tax, and the tax that was "
        "taken out of them."
    ),
    "rupees_differ": N_(
        "The receipt is in rupees, so its rupees are its amount ({amount}). Make the two equal, or leave the rupees out."
    ),
    "pseb_ends_before_it_begins": N_("The period begins on {first}. Give an end on or after that day, or null if it is still in force."),
    "id_repeated": N_("{other} has the same id. Give each receipt an id of its own; if both are one receipt, take one out."),
    "rate_zero": N_("A rate must be above zero. Enter the rupees for one unit of the currency, or take the rate out."),
    "rate_repeated": N_("{other} is a rate for the same month and currency. Keep one of the two."),
    "rate_missing": N_(
        "There is no rate of {currency} for {month}. Enter the rupees that one unit was worth in that month under "
        "rates, or give the receipt in a currency and with rupees that need none."
    ),
    "rupees_missing": N_(
        "There is no rate of {currency} for {month}. Enter the rupees that the bank credited, or the rate of that "
        "month under rates."
    ),
    "total_too_large": N_("All rupees together are above 10,000,000,000, which is more than can be computed. Check the amounts."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend before anything is computed. `remedy` is in the language spoken when it was made."""

    path: str
    code: str
    given: str
    remedy: str

    def line(self) -> str:
        """One line for a log or a terminal: `receipts[3].date: 2026-07-01: what to do`."""
        return f"{self.path}: {self.given}: {self.remedy}"


def problem(path: str, code: str, given: str, **values: object) -> Problem:
    """A problem with the remedy of its code, its placeholders filled in."""
    return Problem(path, code, given, _(REMEDIES[code]).format(**values))


def visible(text: str, longest: int = _LONGEST_GIVEN) -> str:
    """A text that is safe to print: characters that steer a terminal are escaped, and a long text is cut."""
    kept = text[: longest + 1]
    plain = "".join(_escaped(sign) if unicodedata.category(sign) in _ESCAPED else sign for sign in kept)
    return plain if len(plain) <= longest else f"{plain[:longest]}…"


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape", "surrogatepass").decode("ascii")


def shown(value: Any) -> str:
    """What a file held, as its reader would write it; lists and groups of keys only by their brackets."""
    if isinstance(value, str):
        return visible(value) if value else '""'
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "{…}" if value else "{}"
    if isinstance(value, list | tuple):
        return "[…]" if value else "[]"
    return visible(f"{value:f}" if isinstance(value, Decimal) and abs(value.adjusted()) < _LONGEST_GIVEN else str(value))


def path_of(places: tuple[int | str, ...]) -> str:
    """The path of a key: `("receipts", 3, "date")` is `receipts[3].date`, counted from 0."""
    path = ""
    for place in places:
        if isinstance(place, int):
            path += f"[{place}]"
        else:
            key = visible(place, _LONGEST_KEY)
            path += f".{key}" if path else key
    return path
