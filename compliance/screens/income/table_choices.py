"""The columns of the table in which one answer of a few is given: in words there, by code in a receipt.

They are typed and pasted like all others, since a list would drop what it does not offer without a word.
Everyday words are read, the table's own words are written, and what cannot be read stays and is said.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from compliance.amount_words import CURRENCY_WORDS, PLAIN
from compliance.screens import income_words, work_kinds
from compliance.screens.draft import Record
from compliance.screens.question import yes_no_options
from compliance.text import _, language

CURRENCY: Final = "currency"
_EVERYDAY: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "kind": {
        "export": ("abroad", "client abroad", "foreign client", "foreign"),
        "local": ("pakistan", "client in pakistan", "local client"),
        "social_media": ("youtube", "facebook", "tiktok", "social media"),
        "foreign_payroll": ("wages", "payroll", "employer"),
    },
    "channel": {
        "bank": ("swift", "wire", "wire transfer", "inward remittance", "through a bank"),
        "remittance": ("remittance from", "home remittance"),
        "raast": ("raast", "ibft"),
        "wallet": ("jazzcash", "easypaisa"),
        "kept_abroad": ("abroad", "kept abroad"),
        "unknown": ("don't know", "don’t know", "i don't know", "i don’t know", "dont know", "i dont know"),
    },
    "service": {
        "it": ("software", "web", "coding", "programming"),
        "ites": ("it-enabled", "it enabled"),
        "other": ("another",),
        "unsure": ("not sure", "unknown", "don't know", "don’t know", "dont know"),
    },
    "account": {
        "own": ("my own", "mine", "own account"),
        "other_person": (
            "somebody else",
            "somebody else’s",
            "relative",
            "a relative",
            "brother",
            "my brother",
            "father",
        ),
    },
    "contract": {
        "yes": ("y", "have it", "chat", "there is"),
        "no": ("n", "none", "there is none"),
        "unknown": ("not sure", "don't know", "don’t know", "i don't know"),
    },
}
"""What people write for a code beside the code itself and the table's own words, in small letters."""


def choices() -> dict[str, dict[str, str]]:
    """The columns with a choice: the table's own words by code. No two codes of a column share them."""
    return {
        "kind": income_words.kinds(payroll=True),
        "channel": income_words.channels() | {"raast": _("Raast or IBFT")},
        "service": work_kinds.services(),
        "account": income_words.accounts(),
        "contract": yes_no_options(),
    }


def in_words(record: Record) -> Record:
    """A receipt with its choices in words, as the table shows them."""
    return record | {
        name: words.get(record.get(name, ""), record.get(name, "")) for name, words in choices().items()
    }


def in_codes(texts: Record) -> Record:
    """What a row of the table says with its choices by code; what cannot be read stays as it is."""
    codes = _codes(language())
    read = {name: codes[name].get(_plain(texts[name]), texts[name]) for name in codes if name in texts}
    if CURRENCY in texts:
        read[CURRENCY] = currency_code(texts[CURRENCY])
    return texts | read


@lru_cache(maxsize=8)
def _codes(spoken: str) -> dict[str, dict[str, str]]:
    """For each column the code of everything that is read there, in the language `spoken` now."""
    codes = {
        name: {
            _plain(said): code
            for code, own in words.items()
            for said in (own, code, *_EVERYDAY[name].get(code, ()))
        }
        for name, words in choices().items()
    }
    # The trades that the question about the work knows are read here, too; the column's own words go first.
    codes["service"] = {_plain(trade): service for trade, service in work_kinds.trades().items()} | codes[
        "service"
    ]
    return codes


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).rstrip(".")


def currency_code(text: str) -> str:
    """The code of a currency written as people do: `dollars`, `US$`, `Rs.`; else the text as it is."""
    plain = text.translate(PLAIN).strip().casefold().rstrip(".")
    return CURRENCY_WORDS.get(plain, text.upper() if len(text) == 3 else text)
