"""Receipts as rows to look through: what each shows, what to notice of it, and splitting one in two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from compliance.amount_text import AmountFault, read_amount
from compliance.date_reading import read_date
from compliance.money import half_up
from compliance.screens.draft import YES, Record, next_id
from compliance.screens.draft_receipt import plain, read_money
from compliance.screens.income_words import CHANNEL_OF
from compliance.summary_words import CHANNELS, SERVICES
from compliance.text import N_, _, currency_amount, date_text, rupees_exact

MARKS: Final = {
    "provisional": N_("provisional"),
    "year_end": N_("near 30 June"),
    "estimated": N_("without rupees"),
    "unsure": N_("of unsure work"),
    "unseen": N_("not looked at"),
}
"""What receipts can be filtered by."""
_SHARED: Final = ("tax_deducted", "gross", "retained", "portal_tax")
_SAVED: Final = ("saved_rupees", "saved_for", "saved_whole_for")


@dataclass(frozen=True, slots=True)
class Row:
    """One receipt: its place in the draft, its cells, what it is to be found by, and its amount in hundredths
    where it can be split."""

    place: int
    cells: tuple[str, ...]
    marks: frozenset[str]
    words: str
    amount_shown: str
    divisible: int | None


def rows_of(records: list[Record]) -> list[Row]:
    """All receipts as rows, in their order."""
    return [_row(place, record) for place, record in enumerate(records)]


def _row(place: int, record: Record) -> Row:
    read = read_date(record.get("date", ""))
    day = read if isinstance(read, date) else None
    currency = record.get("currency") or "PKR"
    amount, rupees = _money(record, "received", currency), _money(record, "credited", "PKR")
    whole = rupees if currency == "PKR" else amount
    channel = CHANNEL_OF.get(record.get("channel", ""), record.get("channel", ""))
    service = record.get("service", "")
    marks = frozenset(
        name
        for name, holds in (
            ("provisional", record.get("provisional") == YES),
            ("year_end", day is not None and (day.month, day.day) in {(6, 30), (7, 1)}),
            ("estimated", currency != "PKR" and rupees is None),
            ("unsure", service in ("", "unsure")),
            ("unseen", bool(record.get("origin")) and record.get("seen") != YES),
        )
        if holds
    )
    cells = (
        str(place + 1),
        date_text(day) if day else record.get("date", ""),
        record.get("client") or record.get("platform", ""),
        "" if amount is None or currency == "PKR" else currency_amount(amount, currency),
        "" if rupees is None else rupees_exact(rupees),
        _(CHANNELS[channel]) if channel in CHANNELS else channel,
        _work(record),
        ", ".join(_(MARKS[name]) for name in MARKS if name in marks),
    )
    shown = (
        ""
        if whole is None
        else rupees_exact(whole)
        if currency == "PKR"
        else currency_amount(whole, currency)
    )
    words = " ".join((*cells, record.get("note", ""), record.get("reference", ""))).casefold()
    return Row(place, cells, marks, words, shown, whole)


def _work(record: Record) -> str:
    """The kind of work; an import says nothing of it until the person does."""
    service = record.get("service", "")
    if service == "unsure" and record.get("origin"):
        return _("not chosen yet")
    return _(SERVICES[service]) if service in SERVICES else service


def _money(record: Record, field: str, currency: str) -> int | None:
    return read_money(record, field, currency, lambda *_fault: None)


def filtered(rows: list[Row], words: str, marks: tuple[str, ...]) -> list[Row]:
    """The rows that hold all words and have one of the marks, where any are asked for."""
    wanted = words.casefold().split()
    return [
        row
        for row in rows
        if all(word in row.words for word in wanted) and (not marks or row.marks & set(marks))
    ]


def part_of(typed: str, whole: int) -> int | None:
    """A typed part in hundredths; None where it is none, or not between nothing and the whole."""
    read = read_amount(typed) if typed.strip() else None
    if read is None or isinstance(read, AmountFault) or not 0 < read.hundredths < whole:
        return None
    return read.hundredths


def split(records: list[Record], place: int, part: int) -> list[Record]:
    """The receipts with one of them in two, whose amounts, rupees and taxes together are those of the one.

    `part` is that of the first, in hundredths of its currency.
    """
    record = records[place]
    currency = record.get("currency") or "PKR"
    in_rupees = currency == "PKR"
    whole = _money(record, "credited" if in_rupees else "received", "PKR" if in_rupees else currency)
    assert whole is not None
    first = {name: text for name, text in record.items() if name not in _SAVED}
    second = {**first, "id": next_id(records), "origin": record.get("origin", "")}
    fields = ("credited", *_SHARED) if in_rupees else ("received", "credited", *_SHARED)
    for field in fields:
        own = "PKR" if in_rupees or field in ("credited", "tax_deducted", "portal_tax") else currency
        total = _money(record, field, own)
        if total is None:
            continue
        share = half_up(total * part, whole)
        first[field], second[field] = plain(share), plain(total - share)
    return [*records[:place], first, second, *records[place + 1 :]]
