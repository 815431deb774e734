"""The columns of the table in which one answer of a few is given: in words there, by code in a receipt.

A list offers its words and takes nothing else, typed or pasted, so its cells hold the words: what is copied
out of the table can be read in a spreadsheet, and pasted back. A currency is typed as people write it, so
that one which the program does not know is said and not lost.
"""

from __future__ import annotations

from typing import Final

from compliance.amount_words import CURRENCY_WORDS, PLAIN
from compliance.screens import income_words, work_kinds
from compliance.screens.draft import Record
from compliance.text import _

CURRENCY: Final = "currency"


def lists() -> dict[str, dict[str, str]]:
    """The columns with a list: what is offered, by code. No two codes of a column share their words."""
    return {
        "kind": income_words.kinds(payroll=True),
        "channel": income_words.channels() | {"raast": _("Raast or IBFT")},
        "service": work_kinds.services(),
        "account": income_words.accounts(),
    }


def in_words(record: Record) -> Record:
    """A receipt with its choices in words, as the table shows them."""
    return record | {
        name: words.get(record.get(name, ""), record.get(name, "")) for name, words in lists().items()
    }


def in_codes(texts: Record) -> Record:
    """What a row of the table says with its choices by code; what is no known choice stays as it is."""
    codes = {name: {said: code for code, said in words.items()} for name, words in lists().items()}
    read = {name: codes[name].get(texts[name], texts[name]) for name in codes if name in texts}
    if CURRENCY in texts:
        read[CURRENCY] = currency_code(texts[CURRENCY])
    return texts | read


def currency_code(text: str) -> str:
    """The code of a currency written as people do: `dollars`, `US$`, `Rs.`; else the text as it is."""
    plain = text.translate(PLAIN).strip().casefold().rstrip(".")
    return CURRENCY_WORDS.get(plain, text.upper() if len(text) == 3 else text)
