"""The words, signs and digits that people in Pakistan write in an amount: a closed list, no guesses."""

from __future__ import annotations

from typing import Final

CURRENCIES: Final = (
    "PKR", "USD", "EUR", "GBP", "AED", "SAR", "AUD", "CAD", "BHD", "CHF", "CNY", "DKK", "HKD", "INR", "JPY",
    "KWD", "MYR", "NOK", "NZD", "OMR", "QAR", "SEK", "SGD", "THB", "TRY", "ZAR",
)  # fmt: skip

CURRENCY_WORDS: Final = {code.casefold(): code for code in CURRENCIES} | {
    "rs": "PKR", "₨": "PKR", "re": "PKR", "rupee": "PKR", "rupees": "PKR", "rupay": "PKR", "rupaye": "PKR",
    "روپے": "PKR", "روپیہ": "PKR", "روپئے": "PKR", "روپیے": "PKR",
    "$": "USD", "us$": "USD", "us": "USD", "dollar": "USD", "dollars": "USD", "ڈالر": "USD",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "یورو": "EUR",
    "£": "GBP", "pound": "GBP", "pounds": "GBP", "پاؤنڈ": "GBP",
    "dirham": "AED", "dirhams": "AED", "درہم": "AED",
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nz$": "NZD", "s$": "SGD",
}  # fmt: skip

SCALES: Final = {
    **dict.fromkeys(("hundred", "sau", "سو"), 100),
    **dict.fromkeys(("k", "thousand", "hazar", "hazaar", "ہزار"), 10**3),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs", "lack", "lacks", "لاکھ"), 10**5),
    **dict.fromkeys(("m", "mn", "million", "millions", "ملین"), 10**6),
    **dict.fromkeys(("crore", "crores", "karor", "karore", "کروڑ"), 10**7),
    **dict.fromkeys(("bn", "billion", "billions", "arab", "arabs", "ارب"), 10**9),
}

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SEPARATORS: Final = {"٬": ",", "،": ",", "٫": "."}
_DASHES: Final = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
_INVISIBLE: Final = dict.fromkeys(
    "\u200b\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\ufeff"
)
_SPELLINGS: Final = str.maketrans("يىك", "ییک") | {ord("ه"): "ہ"}
PLAIN: Final = _DIGITS | str.maketrans(_SEPARATORS | _DASHES | _INVISIBLE) | _SPELLINGS
"""For `str.translate`: Urdu and Arabic digits, separators and letters, dashes, and marks nobody can see."""
