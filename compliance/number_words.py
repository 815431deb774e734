"""Whole numbers in words, a language at a time: the words of a number follow no common grammar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_BELOW_TWENTY: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES: Final = {
    "lakh": ((10**7, "crore"), (10**5, "lakh"), (10**3, "thousand"), (100, "hundred")),
    "thousand": ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")),
}


def english(number: int, grouping: str) -> str:
    """A whole number at or above zero as Pakistani English says it: "two crore three lakh and five".

    `grouping` is "lakh" (crore, lakh, thousand) or "thousand" (billion, million, thousand). Numbers beyond
    the largest scale are counted in it: "one lakh crore".
    """
    if number < 20:
        return _BELOW_TWENTY[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_BELOW_TWENTY[ones]}" if ones else "")
    for size, name in _SCALES[grouping]:
        if number >= size:
            count, rest = divmod(number, size)
            said = f"{english(count, grouping)} {name}"
            if not rest:
                return said
            return f"{said} {'and ' if rest < 100 else ''}{english(rest, grouping)}"
    raise AssertionError("every number from 100 on has a scale")


WORDS: Final[dict[str, Callable[[int, str], str]]] = {"en": english, "en_XA": english}
"""By language; a new language needs its own function before it can be chosen."""
