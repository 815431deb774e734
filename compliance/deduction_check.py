"""Whether tax taken out of a receipt can be right at all: far above every rate it is a slip of typing.

No figure of tax rests on this; it only decides whether to ask "check what you typed".
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from compliance.money import MILLION
from compliance.rulebook import NotCovered, Rulebook

FAR_ABOVE: Final = 2
"""So many times the highest rate in force: banks round, and some take a rate that is not the right one."""

_RATES: Final = {
    "export": (
        "export_rate_certified",
        "export_rate_other",
        "export_rate_off_list",
        "export_rate_certified_rate_card",
        "export_rate_other_rate_card",
    ),
    "local": (
        "local_it_rate_on_list",
        "local_it_rate_off_list",
        "local_other_rate_on_list",
        "local_other_rate_off_list",
        "local_specified_rate",
        "local_professional_rate",
    ),
}


@lru_cache(maxsize=4096)
def highest_rate(rulebook: Rulebook, kind: str, day: date) -> int | None:
    """The highest rate in force at which tax is taken out of such a receipt, in parts per million.

    `kind` is that of a receipt. None where no rate is known for that day, so that nothing can be said.
    """
    names = _RATES["local" if kind == "local" else "export"]
    found = []
    for name in names:
        try:
            value = rulebook.at(name, day)
        except NotCovered:
            continue
        if value.value is not None:
            found.append(value.number)
    return max(found, default=None)


def is_far_above(rupees: int, tax: int, rate: int | None) -> bool:
    """Whether a tax (paisa) is far above what `rate` takes out of the whole receipt (paisa)."""
    return rate is not None and tax * MILLION > rupees * rate * FAR_ABOVE
