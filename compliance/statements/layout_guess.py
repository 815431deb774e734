"""A layout that no profile describes: what can be guessed of it, and the profile that answers make.

The person sees every guess and confirms it. The profile has the form of the shipped ones and is kept with the
workbook, so that the next file of the same layout is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, get_args

from compliance.statements.profile_files import ProfileFault, profile_of
from compliance.statements.profile_schema import Profile
from compliance.statements.recognition import SEARCHED_ROWS
from compliance.statements.statement_table import Cells, Table, distinct, normalised_header

Field = Literal[
    "date",
    "description",
    "amount",
    "credit",
    "debit",
    "currency",
    "balance",
    "native_id",
    "counterparty",
]
Holder = Literal["platform", "bank"]
FIELDS: Final[tuple[Field, ...]] = get_args(Field)
ALIASES: Final[dict[Field, tuple[str, ...]]] = {
    "date": ("date", "transaction date", "booking date", "posted", "created", "time", "timestamp", "day"),
    "description": ("description", "activity", "details", "narration", "particulars", "type", "text", "memo"),
    "amount": ("amount", "net", "net amount", "sum", "value"),
    "credit": ("credit", "deposit", "deposits", "money in", "credit amount", "paid in"),
    "debit": ("debit", "withdrawal", "withdrawals", "money out", "debit amount", "paid out"),
    "currency": ("currency", "ccy"),
    "balance": ("balance", "running balance", "available balance", "closing balance"),
    "native_id": ("transaction id", "id", "order id", "order", "order number", "reference number", "ref no"),
    "counterparty": ("from", "buyer", "client", "payer", "counterparty", "sender", "customer", "name"),
}
DATE_FORMATS: Final = (
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%d %b, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%d-%b-%y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%Y/%m/%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%d-%m-%Y %H:%M:%S",
    "%d %b %Y %H:%M",
    "%d %b %Y %I:%M %p",
)
_PLATFORM_KINDS: Final = (
    {"when": r"\b(withdraw\w*|payout|transfer(red)? to)\b", "side": "debit", "kind": "withdrawal"},
    {"when": r"\b(fees?|commission|charges?)\b", "side": "debit", "kind": "fee"},
    {"when": r"\b(refund\w*|cancel\w*|chargeback)\b", "kind": "refund"},
    {"when": r"\b(tax|vat|gst)\b", "side": "debit", "kind": "tax"},
    {"side": "credit", "kind": "earning"},
)
_BANK_KINDS: Final = (
    {"when": r"\bswift\b", "side": "credit", "kind": "transfer", "foreign": "bank"},
    {"when": r"\bremittance\b", "side": "credit", "kind": "transfer", "foreign": "remittance"},
    {"when": r"\b(withholding|tax)\b", "side": "debit", "kind": "tax"},
    {"when": r"\b(charges?|fees?|fed)\b", "side": "debit", "kind": "fee"},
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a person says of a layout. `columns` are normalised names of the heading; `currency` is used where
    no column has it."""

    source: str
    holder: Holder
    header: Cells
    columns: Mapping[Field, str]
    date_formats: tuple[str, ...]
    currency: str


def heading_row(table: Table) -> int:
    """The index of the row that most likely names the columns: the first with the most known names."""
    known = {alias for aliases in ALIASES.values() for alias in aliases}

    def score(index: int) -> tuple[int, int]:
        names = normalised_header(table.rows[index])
        return sum(name in known for name in names), -index

    rows = range(min(len(table.rows), SEARCHED_ROWS))
    return max(rows, key=score, default=0)


def columns_of(header: Cells) -> dict[Field, str]:
    """The column that each field most likely is, by its name; fields that none fits are left out."""
    names = distinct(normalised_header(header))
    found: dict[Field, str] = {}
    for field in FIELDS:
        exact = (name for alias in ALIASES[field] for name in names if name == alias)
        within = (name for alias in ALIASES[field] for name in names if re.search(rf"\b{alias}\b", name))
        for name in (*exact, *within):
            if name not in found.values():
                found[field] = name
                break
    if "credit" in found and "debit" in found:
        found.pop("amount", None)
    else:
        found.pop("credit", None)
        found.pop("debit", None)
    return found


def column_values(table: Table, heading: int, name: str) -> tuple[str, ...]:
    """The cells below a heading that hold something."""
    names = distinct(normalised_header(table.rows[heading]))
    if name not in names:
        return ()
    place = names.index(name)
    cells = (row[place] for row in table.rows[heading + 1 :] if place < len(row))
    return tuple(cell for cell in cells if cell)


def fitting_formats(values: Iterable[str]) -> tuple[str, ...]:
    """The ways of writing a date that every value fits. Two that fit say that the order is not certain."""
    values = tuple(values)
    return tuple(one for one in DATE_FORMATS if values and all(_fits(value, one) for value in values))


def _fits(value: str, date_format: str) -> bool:
    try:
        datetime.strptime(value, date_format)
    except ValueError:
        return False
    return True


def profile_from(layout: Layout) -> Profile | tuple[ProfileFault, ...]:
    """The profile that the answers make, or what keeps them from making one."""
    made = profile_of(_data(layout), layout.source)
    return made if isinstance(made, Profile) else tuple(made)


def _data(layout: Layout) -> dict[str, Any]:
    slug = re.sub(r"[^a-z0-9]+", "_", layout.source.lower()).strip("_")[:30] or "own"
    columns = dict(layout.columns)
    taken = {name: columns.get(name) for name in ("description", "counterparty", "balance", "native_id")}
    amount: dict[str, Any]
    if "credit" in columns and "debit" in columns:
        amount = {"sign": "credit_debit", "credit": columns["credit"], "debit": columns["debit"]}
    else:
        amount = {"sign": "signed", "column": columns.get("amount", "")}
    currency = {"column": columns["currency"]} if "currency" in columns else {"always": layout.currency}
    return {
        "id": f"own.{slug}",
        "version": 1,
        "source": layout.source,
        "layout": "own description",
        "account": slug,
        "grade": "own",
        "evidence": (),
        "match": {"header": normalised_header(layout.header)},
        "read": {"kinds": ("csv", "xlsx", "xls", "json")},
        "columns": {name: column for name, column in taken.items() if column},
        "date": {"column": columns.get("date", ""), "formats": layout.date_formats},
        "amount": amount,
        "currency": currency,
        "kind": _PLATFORM_KINDS if layout.holder == "platform" else _BANK_KINDS,
        **({} if layout.holder == "platform" else {"otherwise": "transfer"}),
        "check": {"balance_chain": "balance" in columns},
    }
