"""What can be wrong with a workbook, said as data: where, what was given, what to do.

`REMEDIES` is the closed list of remedies, since each one is paid for in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from compliance.text import N_, _

WHOLE_FILE: Final = "file"
"""The path of a problem that no single key of the file has."""
_LONGEST_GIVEN: Final = 60
_LONGEST_KEY: Final = 40

REMEDIES: Final = {
    "too_large": N_("The file is too large to be a saved workbook. Open one that this program saved."),
    "another_kind": N_("This is {kind}, not saved work. Open a workbook file that this program saved."),
    "nothing_in_it": N_("There is nothing in this file. Open a workbook that this program saved."),
    "not_utf8": N_("The file is not text in UTF-8. Open a workbook that this program saved."),
    "not_json": N_(
        "The file is no saved workbook, or it was damaged: line {line}, column {column} cannot be read. Open "
        "a workbook that this program saved."
    ),
    "too_deep": N_("The file is no saved workbook: its parts are nested too deep."),
    "not_a_workbook": N_("The file is no saved workbook. Open one that this program saved."),
    "newer_version": N_(
        "A newer version of the program saved this file; this one reads version {version} and older. Update "
        "the program."
    ),
    "no_such_version": N_(
        "There is no such version of the file. Write a whole number from {first} to {version}, without "
        "quotation marks."
    ),
    "more_problems": N_("Only the first {shown} are listed. Mend them, and open the file again."),
    "unknown_key": N_("The program does not know this key. Correct its name, or take it out of the file."),
    "misspelt_key": N_(
        'The program does not know this key. If "{key}" is meant, write that; else take it out of the file.'
    ),
    "repeated_key": N_("This key stands more than once in one place. Keep the one that is right."),
    "missing": N_("This key is required. Add it to the file."),
    "not_text": N_('Write a text in quotation marks, or "" for none.'),
    "control_characters": N_("This text holds characters that cannot be printed. Type it again."),
    "not_yes_no": N_("Write true or false, without quotation marks."),
    "not_yes_no_unknown": N_("Write true, false or null (not known), without quotation marks."),
    "not_whole_number": N_("Write a whole number, without quotation marks."),
    "not_list": N_("Write a list in square brackets, or [] for none."),
    "not_object": N_("Write a group of keys in curly brackets."),
    "not_a_choice": N_("Write one of these: {choices}."),
    "amount_as_number": N_(
        'Put the amount in quotation marks, such as "1250.00", so that no digit of it is lost.'
    ),
    "amount_negative": N_(
        "An amount cannot be below zero. Take a refund off the receipt that it belongs to; if that money "
        "never reached the bank, enter neither."
    ),
    "amount_too_large": N_("Ten digits before the point are the most that can be. Look for a slip."),
    "amount_form": N_(
        'Write an amount in digits with at most two decimals and no commas, such as "1250.00".'
    ),
    "signed_amount_form": N_(
        'Write an amount of a statement in digits with two decimals, such as "1250.00" or "-12.50".'
    ),
    "hash_form": N_("Write the SHA-256 of the file as 64 hexadecimal digits."),
    "rate_form": N_('Write a rate in digits with at most six decimals and no commas, such as "281.35".'),
    "date_form": N_('Write a date as year, month and day, such as "2025-07-14".'),
    "no_such_day": N_("There is no such day in the calendar. Correct the date."),
    "month_form": N_('Write a month as year and month, such as "2025-07".'),
    "currency_form": N_('Write a currency by its code in capital letters, such as "USD" or "PKR".'),
    "year_not_covered": N_("The rules cover tax years {first} to {last}. Choose one of them."),
    "date_outside_year": N_(
        "This day belongs to {year}. Correct the date, or enter the receipt in the workbook of that year."
    ),
    "amount_zero": N_(
        "A receipt has an amount above zero. A refund lowers the receipt that it belongs to; what never "
        "reached the bank is not entered."
    ),
    "retained_not_possible": N_(
        "Only money from abroad that a bank realised in foreign currency can be kept in such an account. "
        "Make this 0, or correct how the money came."
    ),
    "retained_above_amount": N_("No more can be kept than arrived ({amount}). Correct one of the two."),
    "tax_above_rupees": N_(
        "The tax is more than the whole receipt ({rupees}). Correct the tax, or give the rupees before tax."
    ),
    "rupees_differ": N_(
        "The receipt is in rupees, so its rupees are its amount ({amount}). Make them equal, or leave the "
        "rupees out."
    ),
    "pseb_ends_before_it_begins": N_(
        "The certificate begins on {first}. Give a last day on or after that, or none if it is still in "
        "force."
    ),
    "id_repeated": N_("{other} has the same id. Give each receipt its own; if both are one, take one out."),
    "rate_not_above_zero": N_("Give the rupees for one unit of the currency, which are above zero."),
    "rate_repeated": N_("{other} is a rate for the same month and currency. Keep one of the two."),
    "paid_before_year_ends": N_(
        "The balance of a return is paid once its tax year is over. Correct the day, or enter the amount as "
        "advance tax."
    ),
    "kibor_too_high": N_(
        "KIBOR is entered in percent a year, such as 11.25. {percent}% is taken for a slip; correct it."
    ),
    "other_return_of_this_year": N_(
        "This is about other tax years. Whether the return of {year} is filed stands in its own answer."
    ),
    "earlier_return_repeated": N_("{other} is about the same tax year. Keep one of the two."),
    "bank_repeated": N_("{other} has the same name. Give each bank its own."),
    "bank_unnamed": N_("Give the bank its name, as receipts and letters call it."),
    "bank_unknown": N_("No bank of this name is in the list of banks. Add it there, or correct the name."),
    "line_repeated": N_("{other} is about the same line of the return. Keep one of the two."),
    "rupees_missing": N_(
        "No rate of {currency} is known for {month}. Give the rupees that the bank credited, or a rate of "
        "your own for that month."
    ),
    "dollar_rate_missing": N_(
        "No rate of {currency} is known for {month}. The published policy counts dollars, so this receipt "
        "has to be told in dollars too: give a rate of your own for that month, such as your bank’s."
    ),
    "rupees_too_many": N_(
        "All receipts together are above {limit}, more than can be worked out. Look for a slip in the "
        "amounts."
    ),
    "dollars_too_many": N_(
        "All receipts together are above {limit}, more than can be worked out. Look for a slip in the "
        "amounts and rates."
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend before anything is computed. `remedy` is in the language spoken when it was made."""

    path: str
    code: str
    given: str
    remedy: str

    def line(self) -> str:
        """One line for a terminal or a log: `receipts[3].date: 2026-07-01: what to do`."""
        return f"{self.path}: {self.given}: {self.remedy}"


def problem(path: str, code: str, given: str, **values: object) -> Problem:
    """A problem with the remedy of its code, the placeholders filled in."""
    return Problem(path, code, given, _(REMEDIES[code]).format(**values))


def visible(text: str, longest: int = _LONGEST_GIVEN) -> str:
    """A text that is safe to print: what would steer a terminal is escaped, and a long text is cut."""
    signs = (sign if sign.isprintable() else _escaped(sign) for sign in text[: longest + 1])
    plain = "".join(signs)
    return plain if len(plain) <= longest else f"{plain[:longest]}…"


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def shown(value: Any) -> str:
    """What a file held, as its reader would write it; a list or a group of keys by its brackets alone."""
    match value:
        case str():
            return visible(value) if value else '""'
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case Mapping():
            return "{…}" if value else "{}"
        case list():
            return "[…]" if value else "[]"
        case Decimal() if value.is_finite() and abs(value.adjusted()) < _LONGEST_GIVEN:
            return visible(f"{value:f}")
        case _:
            return visible(str(value))


def path_of(places: tuple[int | str, ...]) -> str:
    """The path of a key: `("receipts", 3, "date")` is `receipts[3].date`, counted from 0."""
    path = ""
    for place in places:
        if isinstance(place, int):
            path += f"[{place}]"
        else:
            key = visible(place, _LONGEST_KEY) or '""'
            path += f".{key}" if path else key
    return path
