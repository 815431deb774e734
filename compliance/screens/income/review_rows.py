"""Receipts as rows to look through: what each shows, what to notice of it, and splitting one in two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from compliance.amount_text import AmountFault, read_amount
from compliance.date_reading import read_date
from compliance.money import half_up, two_decimals
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
_WORD: Final = re.compile(r"\d+(?:\.\d+)?|[^\W\d]+|\w+")
_WITHIN_A_NUMBER: Final = re.compile(r"(?<=\d),(?=\d)")
_SHARED: Final = ("tax_deducted", "gross", "retained", "portal_tax")
_SAVED: Final = ("saved_rupees", "saved_for", "saved_whole_for")


SEARCHED: Final = {
    "who": N_("From"),
    "day": N_("Credited on"),
    "amount": N_("Amounts"),
    "way": N_("How it came"),
    "work": N_("Work"),
    "reference": N_("Reference"),
    "note": N_("Note"),
}
"""The parts of a receipt that can be searched; its number is none, which would be found by accident."""


@dataclass(frozen=True, slots=True)
class Row:
    """One receipt: its place in the draft, what its cells say (amounts in hundredths, None where there is
    none that can be read), the words that each part holds, and its amount where it can be split."""

    place: int
    day: date | None
    who: str
    amount: int | None
    currency: str
    rupees: int | None
    way: str
    work: str
    noticed: str
    marks: frozenset[str]
    words: dict[str, frozenset[str]]
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
    who = record.get("client") or record.get("platform", "")
    way = _(CHANNELS[channel]) if channel in CHANNELS else channel
    work = _work(record)
    parts = {
        "who": f"{record.get('client', '')} {record.get('platform', '')}",
        "day": date_text(day) if day else record.get("date", ""),
        "amount": " ".join(
            text
            for value in (amount, rupees)
            if value is not None
            for text in (plain(value), two_decimals(value))
        ),
        "way": way,
        "work": work,
        "reference": record.get("reference", ""),
        "note": record.get("note", ""),
    }
    shown = (
        ""
        if whole is None
        else rupees_exact(whole)
        if currency == "PKR"
        else currency_amount(whole, currency)
    )
    return Row(
        place=place,
        day=day,
        who=who,
        amount=None if currency == "PKR" else amount,
        currency="" if currency == "PKR" else currency,
        rupees=rupees,
        way=way,
        work=work,
        # That the work is not chosen stands in a cell of its own.
        noticed=" · ".join(_(MARKS[name]) for name in MARKS if name in marks and name != "unsure"),
        marks=marks,
        words={name: frozenset(words_of(text)) for name, text in parts.items()},
        amount_shown=shown,
        divisible=whole,
    )


def _work(record: Record) -> str:
    """The kind of work; an import says nothing of it until the person does."""
    service = record.get("service", "")
    if service == "unsure" and record.get("origin"):
        return _("not chosen yet")
    return _(SERVICES[service]) if service in SERVICES else service


def _money(record: Record, field: str, currency: str) -> int | None:
    return read_money(record, field, currency, lambda *_fault: None)


def words_of(text: str) -> list[str]:
    """The whole words of a text for comparing; signs that part digits of one number are left out."""
    return _WORD.findall(_WITHIN_A_NUMBER.sub("", text.casefold()))


def groups_of(typed: str) -> list[list[str]]:
    """What was typed into the search, in groups whose words must be found together: a number belongs to the
    word before it, so that "client 7" is not found by any 7."""
    groups: list[list[str]] = []
    for word in words_of(typed):
        last_is_number = bool(groups) and groups[-1][0][0].isdigit() and len(groups[-1]) == 1
        if groups and (word[0].isdigit() or last_is_number):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def filtered(rows: list[Row], typed: str, marks: tuple[str, ...], part: str = "") -> list[Row]:
    """The rows that hold all whole words, those of one group in one part (`part`, where one is named), and
    have one of the marks, where any are asked for."""
    groups = groups_of(typed)

    def holds(row: Row) -> bool:
        parts = (row.words[part],) if part else tuple(row.words.values())
        return all(any(words.issuperset(group) for words in parts) for group in groups)

    return [row for row in rows if (not marks or row.marks & set(marks)) and holds(row)]


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
