"""The money of one row: what moved on the account, read in the way that the profile says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from compliance.statements.cell_values import amount_reader, currency_in
from compliance.statements.profile_schema import Profile
from compliance.statements.row_rules import first_filled, places_of
from compliance.statements.statement_messages import Note
from compliance.statements.statement_table import Cells


@dataclass(frozen=True, slots=True)
class Leg:
    """One movement of a row: its amount in hundredths, the text of its currency, how it is told apart."""

    amount: int
    currency: str
    role: str = ""
    fee_included: int | None = None
    counterparty: str = ""
    other: tuple[str, str] | None = None
    """The texts of the amount and currency on the other side, where these depend on the direction."""


Legs = tuple[Leg, ...]
_AmountReader = Callable[[str, list[Note]], int | None]
LegReader = Callable[[Cells, list[Note]], Legs]
"""Reads a row's legs and adds what is wrong to the list; no legs where the amount cannot be told."""


def leg_reader(profile: Profile, header: Cells, currency: str) -> LegReader:
    """How to read the money of this profile's rows. `currency` is the file's own, if it states one."""
    makers = {
        "signed": _signed,
        "credit_debit": _credit_debit,
        "indicator": _indicated,
        "direction": _directed,
        "gross_fee": _gross_and_fee,
    }
    return makers[profile.amount.sign](profile, header, currency_reader(profile, header, currency))


def currency_reader(profile: Profile, header: Cells, currency: str) -> Callable[[Cells], str]:
    """How to read the text of a row's currency; that of the file where no column has it."""
    places = places_of(profile.currency.column, header)
    always = currency or profile.currency.always or ""
    if not places:
        return lambda cells: always
    return lambda cells: first_filled(cells, places)


def _amounts(profile: Profile) -> _AmountReader:
    """Reads amounts as the profile's are written; what is wrong with one is noted."""
    form = profile.amount
    amount_of = amount_reader(form.number, form.marks, form.brackets)

    def read(text: str, notes: list[Note]) -> int | None:
        amount = amount_of(text)
        if isinstance(amount, int):
            return amount
        notes.append(Note(amount, text))
        return None

    return read


def _signed(profile: Profile, header: Cells, currency: Callable[[Cells], str]) -> LegReader:
    amount_in = _amounts(profile)
    places = places_of(profile.amount.column, header)

    def read(cells: Cells, notes: list[Note]) -> Legs:
        amount = amount_in(first_filled(cells, places), notes)
        return () if amount is None else (Leg(amount, currency(cells)),)

    return read


def _credit_debit(profile: Profile, header: Cells, currency: Callable[[Cells], str]) -> LegReader:
    amount_in = _amounts(profile)
    credit_places = places_of(profile.amount.credit, header)
    debit_places = places_of(profile.amount.debit, header)

    def read(cells: Cells, notes: list[Note]) -> Legs:
        texts = (first_filled(cells, credit_places), first_filled(cells, debit_places))
        if not any(texts):
            notes.append(Note("amount_missing"))
            return ()
        amounts = [amount_in(text, notes) if text else 0 for text in texts]
        credit, debit = amounts
        if credit is None or debit is None:
            return ()
        if credit and debit:
            notes.append(Note("both_sides", " / ".join(texts)))
            return ()
        if credit < 0 or "+" in texts[1]:
            notes.append(Note("sign_contradicts", " / ".join(text for text in texts if text)))
            return ()
        # Some layouts print the minus in the debit column as well.
        return (Leg(credit - abs(debit), currency(cells)),)

    return read


def _side(text: str, profile: Profile, notes: list[Note]) -> str:
    word = text.casefold()
    form = profile.amount
    for side, words in (
        ("credit", form.credit_words),
        ("debit", form.debit_words),
        ("both", form.both_words),
    ):
        if any(word == one.casefold() for one in words):
            return side
    notes.append(Note("side_unknown", text))
    return ""


def _indicated(profile: Profile, header: Cells, currency: Callable[[Cells], str]) -> LegReader:
    amount_in = _amounts(profile)
    places = places_of(profile.amount.column, header)
    indicator = places_of(profile.amount.indicator, header)

    def read(cells: Cells, notes: list[Note]) -> Legs:
        text = first_filled(cells, places)
        amount = amount_in(text, notes)
        side = _side(first_filled(cells, indicator), profile, notes)
        if amount is None or not side:
            return ()
        if side == "credit" and amount < 0:
            notes.append(Note("sign_contradicts", text))
            return ()
        return (Leg(-abs(amount) if side == "debit" else amount, currency(cells)),)

    return read


def _directed(profile: Profile, header: Cells, _currency: Callable[[Cells], str]) -> LegReader:
    amount_in = _amounts(profile)
    form = profile.amount
    indicator = places_of(form.indicator, header)
    source, source_fee, source_currency, source_name = (
        places_of(columns, header)
        for columns in (form.source_amount, form.source_fee, form.source_currency, form.source_name)
    )
    target, target_currency, target_name = (
        places_of(columns, header) for columns in (form.target_amount, form.target_currency, form.target_name)
    )

    def read(cells: Cells, notes: list[Note]) -> Legs:
        side = _side(first_filled(cells, indicator), profile, notes)
        amounts = {}
        for name, places, needed in (
            ("source", source, side in ("debit", "both")),
            ("fee", source_fee, False),
            ("target", target, side in ("credit", "both")),
        ):
            text = first_filled(cells, places)
            amounts[name] = amount_in(text, notes) if text or needed else 0
        paid, fee, got = amounts["source"], amounts["fee"], amounts["target"]
        if not side or paid is None or fee is None or got is None:
            return ()
        if min(paid, fee, got) < 0:
            notes.append(Note("sign_contradicts", first_filled(cells, source)))
            return ()
        source_money = (first_filled(cells, source), first_filled(cells, source_currency))
        target_money = (first_filled(cells, target), first_filled(cells, target_currency))
        role_out, role_in = ("out", "in") if side == "both" else ("", "")
        out = Leg(
            -paid - fee,
            source_money[1],
            role_out,
            fee or None,
            first_filled(cells, target_name),
            target_money,
        )
        into = Leg(got, target_money[1], role_in, None, first_filled(cells, source_name), source_money)
        return {"debit": (out,), "credit": (into,), "both": (out, into)}[side]

    return read


def _gross_and_fee(profile: Profile, header: Cells, currency: Callable[[Cells], str]) -> LegReader:
    amount_in = _amounts(profile)
    gross_places = places_of(profile.amount.column, header)
    fee_places = places_of(profile.amount.fee, header)

    def read(cells: Cells, notes: list[Note]) -> Legs:
        gross = amount_in(first_filled(cells, gross_places), notes)
        fee_text = first_filled(cells, fee_places)
        fee = amount_in(fee_text, notes) if fee_text else 0
        if gross is None or fee is None:
            return ()
        legs = (Leg(gross, currency(cells)),)
        return (*legs, Leg(fee, currency(cells), "fee")) if fee else legs

    return read


def checked_currency(text: str, notes: list[Note]) -> str:
    """The code of a currency; what is missing or unknown is noted."""
    code = currency_in(text) if text else ""
    if not code:
        notes.append(Note("currency_unknown" if text else "currency_missing", text))
    return code
