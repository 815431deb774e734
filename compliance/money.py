"""Exact money: integer columns, shares in parts per million, and the one rounding that the form does.

Inside the engine every amount is an int64 NumPy column and every condition a bool column. The names
below say what a column holds; the unit is read from them when a step is explained.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

Paisa = Annotated[NDArray[np.int64], "paisa"]
"""Hundredths of a rupee."""
Rupees = Annotated[NDArray[np.int64], "rupees"]
"""Whole rupees, as the return form takes them."""
Cents = Annotated[NDArray[np.int64], "cents"]
"""Hundredths of a United States dollar."""
Rate = Annotated[NDArray[np.int64], "ppm"]
"""Parts per million: 0.25% is 2,500."""
YesNo = Annotated[NDArray[np.bool_], "yes_no"]

PAISA_PER_RUPEE = 100
MILLION = 1_000_000
PAISA_LIMIT = 10**12
"""The most a column may hold for one person (Rs 10,000,000,000); times a rate it still fits in 64 bits."""
ROUNDED_UP_FROM = 50
"""Paisa that count as a rupee (section 219); rules/ shows the same figure for information."""


def whole_rupees(amount: Paisa) -> Rupees:
    """Round paisa to rupees as section 219 says: below 50 paisa is dropped, 50 and above is a rupee.

    `amount` must not be negative.
    """
    return (amount + ROUNDED_UP_FROM) // PAISA_PER_RUPEE


def rupee_share(amount: Paisa, rate: Rate) -> Rupees:
    """The share `rate` of `amount`, rounded once to whole rupees (section 219). Both at or above zero."""
    return (amount * rate + ROUNDED_UP_FROM * MILLION) // (PAISA_PER_RUPEE * MILLION)


def rupee_share_of_rupees(amount: Rupees, rate: Rate) -> Rupees:
    """The share `rate` of an amount that is already in whole rupees, rounded once (section 219)."""
    return (amount * rate + MILLION * ROUNDED_UP_FROM // PAISA_PER_RUPEE) // MILLION


def above_zero(amount: NDArray[np.int64]) -> NDArray[np.int64]:
    """The amount, and zero where it is below zero."""
    clipped: NDArray[np.int64] = np.maximum(amount, 0)
    return clipped


def at_least(part: Paisa, whole: Paisa, share: Rate) -> YesNo:
    """Whether `part` is `share` of `whole` or more; exact, no division."""
    return part * MILLION >= whole * share


def more_than(part: Paisa, whole: Paisa, share: Rate) -> YesNo:
    """Whether `part` exceeds `share` of `whole`; exact, no division."""
    return part * MILLION > whole * share


def half_up(numerator: int, denominator: int) -> int:
    """Divide two Python integers (numerator >= 0, denominator > 0), halves upwards."""
    return (2 * numerator + denominator) // (2 * denominator)


def two_decimals(hundredths: int) -> str:
    """Hundredths as a plain decimal text, `35125000` -> `351250.00`: the form of saved files and results."""
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{sign}{whole}.{rest:02d}"
