"""Reading an amount as people write it, exactly, and saying back what was understood.

What can be read in two ways is refused with a remedy: `1,5` may be one and a half or fifteen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from babel.numbers import get_currency_name

from compliance.amount_words import CURRENCY_WORDS, PLAIN, SCALES
from compliance.text import N_, _, currency_amount, in_words, list_text, locale, ngettext, rupees

LARGEST: Final = 999_999_999_999
"""Hundredths: ten digits before the point, as a saved file holds them."""
_LONGEST_TEXT: Final = 100
_SURE_AFTER_SCALE: Final = 100

_TOKEN: Final = re.compile(
    r"(?P<number>[0-9][0-9.,]*|(?<!\.)\.[0-9]+)|(?P<word>(?:us|au?|ca?|hk|nz|s)?\$|[€£₨]|[^\W\d_]+\.?)"
    r"|(?P<tail>/[-=])|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)

REMEDIES: Final = {
    "empty": N_("Enter an amount, for example 1500000, 15,00,000 or 15 lakh."),
    "no_number": N_("Enter the amount in figures, for example 1500000, 15,00,000 or 15 lakh."),
    "not_understood": N_(
        "“{part}” was not understood. Enter one amount and nothing else, for example 1500000, 15,00,000 or "
        "15 lakh."
    ),
    "grouping": N_(
        "The digits are not grouped in a known way. Write 15,00,000 or 1,500,000, or leave the commas and "
        "spaces out."
    ),
    "decimal_mark": N_(
        "This can be read in two ways. Put a point before paisa or cents, as in 1,234.50, and leave the "
        "commas out if in doubt."
    ),
    "too_many_decimals": N_("Enter at most two decimals: nothing is smaller than a paisa or a cent."),
    "negative": N_(
        "An amount cannot be below zero. Take a refund off the receipt that it belongs to; if that money "
        "never reached your bank, enter neither."
    ),
    "two_currencies": N_("The amount names {currencies}. Keep the one it was paid in."),
    "parts": N_(
        "The parts of this amount do not fit together. Write it in figures alone, for example 12005000."
    ),
    "unclear_part": N_(
        "After “{scale}”, {number} can be read in two ways. Write the whole amount in figures, for example "
        "105000."
    ),
    "credit_or_crore": N_("“cr” can mean crore or credit. Write “crore” in full, or leave it out."),
    "too_large": N_(
        "The largest amount that can be entered is 9,999,999,999.99. Check the number of digits."
    ),
    "too_long": N_("This is too long for an amount. Enter one amount; the largest is 9,999,999,999.99."),
}
"""By code. The closed list of what can be wrong with an amount."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What was read: `value` at or above zero with at most two decimals, and the currency if it was named."""

    value: Decimal
    currency: str | None = None

    @property
    def hundredths(self) -> int:
        """The value in paisa, or the cents of its currency."""
        return int(self.value * 100)


@dataclass(frozen=True, slots=True)
class AmountFault:
    """Why an amount was refused. `given` is what was typed, shortened; `remedy` is translated plain text.

    Both hold text of the user: whoever shows them in markup escapes them.
    """

    code: str
    given: str
    remedy: str


class _Refused(Exception):
    def __init__(self, code: str, **named: str) -> None:
        super().__init__(code)
        self.code, self.named = code, named


@dataclass(frozen=True, slots=True)
class _Part:
    """`digits` over 10 to the power of `decimals`, times `scale` (1 where none was written)."""

    said: str
    digits: int
    decimals: int
    scale: int
    scale_word: str


def read_amount(text: str) -> Amount | AmountFault:
    """Read an amount of money; never raises, takes time in proportion to the text, and never rounds."""
    try:
        return _read(text)
    except _Refused as refused:
        given = " ".join(text[: _LONGEST_TEXT * 2].split())
        shortened = given if len(given) <= _LONGEST_TEXT else f"{given[:_LONGEST_TEXT]}…"
        return AmountFault(refused.code, shortened, _(REMEDIES[refused.code]).format(**refused.named))


def _read(text: str) -> Amount:
    if len(text) > _LONGEST_TEXT:
        raise _Refused("too_long" if text.strip() else "empty")
    plain = text.translate(PLAIN).strip().casefold()
    if not plain:
        raise _Refused("empty")
    if not re.search("[0-9]", plain):
        raise _Refused("no_number")
    _refuse_negative(plain)
    parts, currencies = _parse(_tokens(plain.removeprefix("+")))
    if len(currencies) > 1:
        raise _Refused("two_currencies", currencies=list_text(list(currencies)))
    return Amount(Decimal(_total(parts)).scaleb(-2), next(iter(currencies), None))


def _refuse_negative(plain: str) -> None:
    before, minus, after = plain.replace("/-", "").partition("-")
    in_brackets = plain.startswith("(") and plain.endswith(")")
    if in_brackets or (minus and (not after.strip() or not re.search("[0-9]", before))):
        raise _Refused("negative")


def _tokens(plain: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(plain):
        kind, said = found.lastgroup or "other", found.group()
        if kind == "other":
            raise _Refused("not_understood", part=said)
        if kind != "space":
            yield kind, said


def _parse(tokens: Iterator[tuple[str, str]]) -> tuple[list[_Part], dict[str, None]]:
    """The parts of one amount and the currencies named, in order. After the amount no figure may follow."""
    parts: list[_Part] = []
    currencies: dict[str, None] = {}
    figures: list[str] = []
    ended = False
    for kind, said in tokens:
        word = said.removesuffix(".")
        if kind == "number" and not ended:
            figures.append(said)
        elif word in SCALES and figures:
            parts.append(_part(figures, SCALES[word], word))
            figures = []
        elif word in CURRENCY_WORDS:
            currencies[CURRENCY_WORDS[word]] = None
            ended = ended or bool(parts or figures)
        elif (kind == "tail" or word == "only") and (parts or figures):
            ended = True
        elif word == "cr":
            raise _Refused("credit_or_crore")
        elif not (word == "and" and parts and not figures and not ended):
            raise _Refused("not_understood", part=said)
    if figures:
        parts.append(_part(figures, 1, ""))
    return parts, currencies


def _part(figures: list[str], scale: int, scale_word: str) -> _Part:
    said = " ".join(figures)
    whole, _point, decimals = said.partition(".")
    if not re.fullmatch("[0-9]*", decimals):
        raise _Refused("grouping" if " " in decimals else "decimal_mark")
    if scale == 1 and len(decimals) == 3 and whole.strip("0,"):
        raise _Refused("decimal_mark")
    digits = _ungrouped(whole) if whole else ""
    return _Part(said, int(digits + decimals), len(decimals), scale, scale_word)


def _ungrouped(whole: str) -> str:
    """The digits of a whole number, whose groups must be those of lakh or of thousands throughout."""
    first, *others = re.split("[, ]", whole)
    sizes = [len(group) for group in others]
    if not sizes:
        return first
    thousands = all(size == 3 for size in sizes)
    lakh = len(first) <= 2 and sizes[-1] == 3 and all(size == 2 for size in sizes[:-1])
    one_kind_of_mark = not ("," in whole and " " in whole)
    if one_kind_of_mark and 1 <= len(first) <= 3 and first[0] != "0" and (thousands or lakh):
        return "".join((first, *others))
    raise _Refused("decimal_mark" if "," in whole and sizes in ([1], [2]) else "grouping")


def _total(parts: list[_Part]) -> int:
    """The parts together in hundredths. Each part must be smaller than the scale of the one before it."""
    total = 0
    for place, part in enumerate(parts):
        amount, beyond = divmod(part.digits * part.scale * 100, 10**part.decimals)
        if beyond:
            raise _Refused("too_many_decimals")
        if place:
            before = parts[place - 1]
            if before.decimals or amount >= before.scale * 100:
                raise _Refused("parts")
            if part.scale == 1 and before.scale >= 1000 and amount < _SURE_AFTER_SCALE * 100:
                raise _Refused("unclear_part", scale=before.scale_word, number=part.said)
        total += amount
    if total > LARGEST:
        raise _Refused("too_large")
    return total


def echo(amount: Amount, currency: str = "PKR") -> str:
    """What was understood, in figures and words: "Rs 3,51,250 (three lakh ... two hundred and fifty rupees)".

    `currency` is the one asked for, where the text named none.
    """
    code = amount.currency or currency
    whole, rest = divmod(amount.hundredths, 100)
    figures = rupees(whole) if code == "PKR" and not rest else currency_amount(amount.hundredths, code)
    return _("{figures} ({words})").format(figures=figures, words=_money_in_words(whole, rest, code))


def _money_in_words(whole: int, rest: int, code: str) -> str:
    if code == "PKR":
        main = ngettext("{number} rupee", "{number} rupees", whole).format(number=in_words(whole))
        small = ngettext("{number} paisa", "{number} paisa", rest).format(number=in_words(rest))
    else:
        said = in_words(whole, "thousand")
        if code == "USD":
            main = ngettext("{number} dollar", "{number} dollars", whole).format(number=said)
            small = ngettext("{number} cent", "{number} cents", rest).format(number=in_words(rest))
        else:
            name = get_currency_name(code, whole, locale=locale())
            main = _("{number} {currency}").format(number=said, currency=name)
            small = f"{rest}/100"
    if not rest:
        return main
    return _("{whole} and {hundredths}").format(whole=main, hundredths=small) if whole else small
