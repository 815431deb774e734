"""The person's own layouts: the profile that answers make, the answers that a profile holds, and where kept.

They have the form of the shipped profiles and are kept with the workbook, so that the next file of the same
layout is known. One that is forgotten while rows of its account are there stays as the memory of who keeps
that account; no file is recognised by it any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from compliance.statements.layout_guess import Field
from compliance.statements.profile_files import ProfileFault, profile_of, shipped_profiles
from compliance.statements.profile_schema import Profile
from compliance.statements.profile_values import Columns, Holder, NumberForm
from compliance.statements.statement_table import Cells, normalised_header
from compliance.workbook_statements import Statements

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
_CERTIFICATES: Final = "prc"
_LONGEST_ACCOUNT: Final = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """What a person says of a layout. `columns` are normalised names of the heading; `currency` is used where
    no column has it. Of `date_formats` that contradict each other, one must fit a whole file."""

    source: str
    holder: Holder
    header: Cells
    columns: Mapping[Field, str]
    date_formats: tuple[str, ...]
    currency: str
    number: NumberForm = "decimal_point"
    marks: tuple[str, ...] = ()
    brackets: bool = False
    credit_words: tuple[str, ...] = ()
    debit_words: tuple[str, ...] = field(default=())


def profile_from(
    layout: Layout, kept: Iterable[dict[str, Any]] = (), changed: str | None = None
) -> Profile | tuple[ProfileFault, ...]:
    """The profile that the answers make, or what keeps them from making one.

    `kept` are the profiles there are: one of the same source and the same heading is replaced, every other
    keeps its place. `changed` is the id of the one that is changed, whatever its source is called now.
    """
    kept = tuple(kept)
    before = next((one for one in kept if one.get("id") == changed), None) or _same_layout(layout, kept)
    data = {
        "id": before["id"] if before else _free_id(layout.source, kept),
        "version": before.get("version", 1) + 1 if before else 1,
        "account": _account(layout.source, kept),
        **_read_as(layout),
    }
    made = profile_of(data, layout.source)
    return made if isinstance(made, Profile) else tuple(made)


def _same_layout(layout: Layout, kept: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    header = normalised_header(layout.header)
    return next(
        (
            one
            for one in kept
            if not one.get("forgotten")
            and tuple(one.get("match", {}).get("header", ())) == header
            and _alike(one.get("source"), layout.source)
        ),
        None,
    )


def _alike(one: object, other: str) -> bool:
    return isinstance(one, str) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _free_id(source: str, kept: Iterable[dict[str, Any]]) -> str:
    """An id that no kept profile has. A name without Latin letters leaves nothing of itself in it."""
    slug = re.sub(r"[^a-z0-9]+", "_", source.lower()).strip("_")[:30] or "own"
    taken = {one.get("id") for one in kept}
    name, number = f"own.{slug}", 1
    while name in taken:
        number += 1
        name = f"own.{slug}_{number}"
    return name


def _account(source: str, kept: Iterable[dict[str, Any]]) -> str:
    """How the source is called in the names of accounts: the same for all layouts of one source.

    It is the name as typed, which stays readable in any script, with `_` for blanks; in small letters where
    that loses nothing.
    """
    for one in kept:
        if _alike(one.get("source"), source) and isinstance(one.get("account"), str):
            return str(one["account"])
    for profile in shipped_profiles():
        if profile.account != _CERTIFICATES and _alike(profile.source, source):
            return profile.account
    printable = "".join(sign for sign in source.replace(":", "-") if sign.isprintable())
    name = "_".join(printable.split())[:_LONGEST_ACCOUNT] or "own"
    return name.lower() if name == name.capitalize() else name


def _read_as(layout: Layout) -> dict[str, Any]:
    columns = dict(layout.columns)
    named = ("description", "counterparty", "balance", "native_id", "reference")
    taken = {name: columns.get(cast(Field, name)) for name in named}
    amount: dict[str, Any]
    if "credit" in columns and "debit" in columns:
        amount = {"sign": "credit_debit", "credit": columns["credit"], "debit": columns["debit"]}
    elif "indicator" in columns:
        amount = {
            "sign": "indicator",
            "column": columns.get("amount", ""),
            "indicator": columns["indicator"],
            "credit_words": layout.credit_words,
            "debit_words": layout.debit_words,
        }
    else:
        amount = {"sign": "signed", "column": columns.get("amount", "")}
    amount |= {"number": layout.number, "marks": layout.marks, "brackets": layout.brackets}
    currency = {"column": columns["currency"]} if "currency" in columns else {"always": layout.currency}
    return {
        "source": layout.source,
        "layout": "own description",
        "holder": layout.holder,
        "grade": "own",
        "evidence": (),
        "match": {"header": normalised_header(layout.header)},
        "read": {"kinds": ("csv", "xlsx", "xls", "json")},
        "columns": {name: column for name, column in taken.items() if column},
        "date": {
            "column": columns.get("date", ""),
            "formats": layout.date_formats,
            "order_from_file": len(layout.date_formats) > 1,
        },
        "amount": amount,
        "currency": currency,
        "kind": _PLATFORM_KINDS if layout.holder == "platform" else _BANK_KINDS,
        **({} if layout.holder == "platform" else {"otherwise": "transfer"}),
        "check": {"balance_chain": "balance" in columns},
    }


def layout_of(profile: Profile) -> Layout:
    """The answers that made a profile of the person's own."""
    amount, named = profile.amount, profile.columns
    found: dict[Field, Columns | None] = {
        "date": profile.date.column,
        "description": named.description,
        "amount": amount.column,
        "credit": amount.credit,
        "debit": amount.debit,
        "indicator": amount.indicator,
        "currency": profile.currency.column,
        "balance": named.balance,
        "native_id": named.native_id,
        "reference": named.reference,
        "counterparty": named.counterparty,
    }
    return Layout(
        source=profile.source,
        holder=profile.holder or ("bank" if profile.otherwise == "transfer" else "platform"),
        header=profile.match.header,
        columns={name: columns[0] for name, columns in found.items() if columns},
        date_formats=profile.date.formats,
        currency=profile.currency.always or "",
        number=amount.number,
        marks=amount.marks,
        brackets=amount.brackets,
        credit_words=amount.credit_words,
        debit_words=amount.debit_words,
    )


def with_profile(kept: Statements, profile: Profile) -> Statements:
    """The statements with a profile, in the place of the one with its id."""
    others = tuple(one for one in kept.profiles if one.get("id") != profile.id)
    before = next((one for one in kept.profiles if one.get("id") == profile.id), None)
    remembered = (
        _remembered(kept, before, others) if before and before.get("account") != profile.account else ()
    )
    return kept.model_copy(update={"profiles": (*others, *remembered, profile.as_data())})


def without_profile(kept: Statements, name: str) -> Statements:
    """The statements without the profile of an id: no file is recognised by it any more."""
    others = tuple(one for one in kept.profiles if one.get("id") != name)
    gone = next((one for one in kept.profiles if one.get("id") == name), None)
    return kept.model_copy(update={"profiles": (*others, *_remembered(kept, gone, others))})


def _remembered(
    kept: Statements, gone: dict[str, Any] | None, others: Iterable[dict[str, Any]]
) -> tuple[dict[str, Any], ...]:
    """A profile that goes, as the memory of who keeps its account, where rows of that account are there."""
    if gone is None:
        return ()
    rows = any(one.account.partition(":")[0] == gone.get("account") for one in kept.movements)
    name = _free_id(f"{gone.get('source', '')} before", others)
    return ({**gone, "id": name, "forgotten": True},) if rows else ()
