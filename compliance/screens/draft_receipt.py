"""One typed receipt into one receipt of a saved file, and back. Amounts here are hundredths.

Typed are the rupees credited and the tax taken out of them, as a bank statement shows them; saved are the
rupees of the whole receipt before tax. `saved_for` remembers what a saved figure was shown as, so that
opening and saving again does not move it by a paisa.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from compliance.amount_text import AmountFault, read_amount
from compliance.date_reading import DateFault, read_date
from compliance.money import two_decimals
from compliance.receipt_entry import rupees_credited, rupees_of_whole
from compliance.screens import income_words, work_kinds
from compliance.screens.draft import NO, UNKNOWN, YES, Record, yes_no
from compliance.screens.income_words import CHANNEL_OF
from compliance.text import _
from compliance.workbook import ACCOUNTS, CHANNELS, KINDS, SERVICES, Receipt

Fault = Callable[[str, str, str, str], None]
"""Reports a problem: field, code, what was given, what to do."""

TEXTS: Final = ("gross", "purpose_code", "certificate", "platform", "client", "country", "reference", "note")
_KEPT_AS_TYPED: Final = (*TEXTS[1:], "bank")
_IN_RUPEES: Final = ("credited", "tax_deducted", "portal_tax")
_SHOWN: Final = ("currency", "received", "retained", "credited", "tax_deducted")


def plain(hundredths: int) -> str:
    """Hundredths as a person would type them: no empty decimals."""
    return two_decimals(hundredths).removesuffix(".00")


def read_money(record: Record, field: str, currency: str, fault: Fault) -> int | None:
    """Hundredths typed in a field, None where it is empty or cannot be read (which is reported).

    A text that names another currency than the field's is refused.
    """
    text = record.get(field, "")
    if not text.strip():
        return None
    read = read_amount(text)
    if isinstance(read, AmountFault):
        fault(field, read.code, text, read.remedy)
        return None
    if read.currency not in (None, currency):
        remedy = _("This field takes {currency}, but the amount names {named}. Enter it in {currency}.")
        fault(field, "other_currency", text, remedy.format(currency=currency, named=read.currency))
        return None
    return read.hundredths


def receipt_entry(record: Record, fault: Fault) -> dict[str, Any]:
    """What a saved file would hold for this receipt; what is wrong is reported and left out."""
    currency = record.get("currency") or "PKR"
    entry: dict[str, Any] = {
        "id": record.get("id", ""),
        "currency": currency,
        "channel": _channel(record),
        "account": record.get("account") or "own",
        "contract": yes_no(record.get("contract", "")),
        "origin": record.get("origin", "").split(),
        "provisional": record.get("provisional") == YES,
        **{name: record.get(name, "") for name in _KEPT_AS_TYPED},
    }
    _read_choices(record, entry, fault)
    day = read_date(record.get("date", ""))
    if isinstance(day, date):
        entry["date"] = day.isoformat()
    elif isinstance(day, DateFault):
        fault("date", day.code, day.given, day.remedy)
    amounts = {
        field: read_money(record, field, "PKR" if field in _IN_RUPEES else currency, fault)
        for field in ("received", "retained", "gross", *_IN_RUPEES)
    }
    _read_amounts(record, currency, amounts, entry, fault)
    return entry


def _channel(record: Record) -> str:
    """As the statement says; a client in Pakistan pays through a bank unless it says otherwise."""
    channel = record.get("channel") or ("bank" if record.get("kind") == "local" else "")
    return CHANNEL_OF.get(channel, channel)


def _read_choices(record: Record, entry: dict[str, Any], fault: Fault) -> None:
    """Answers of a few: one that is missing is asked for, one that was typed and is none of them is said."""
    shown = {
        "kind": income_words.kinds(payroll=True),
        "channel": income_words.channels(),
        "service": work_kinds.short_services(),
        "account": income_words.accounts(),
    }
    for field, codes, remedy in (
        ("kind", KINDS, _("Say who paid: a client abroad, a client in Pakistan, or a platform.")),
        ("channel", CHANNELS, _("Say what the statement says, or that you don’t know.")),
        ("service", SERVICES, _("Choose the kind of work this was for, or say that you are not sure.")),
        ("account", ACCOUNTS, _("Say whose account it went to: your own, or somebody else’s.")),
    ):
        entry.setdefault(field, record.get(field, ""))
        if not entry[field]:
            fault(field, "missing", "", remedy)
        elif entry[field] not in codes:
            read = _("Words that are read: {words}.").format(words="; ".join(shown[field].values()))
            fault(field, "not_a_choice", record.get(field, ""), f"{remedy} {read}")
    contract = record.get("contract", "")
    if contract not in ("", YES, NO, UNKNOWN):
        remedy = _("Write yes, no, or that you don’t know whether there is a contract.")
        fault("contract", "not_a_choice", contract, remedy)


def _read_amounts(
    record: Record, currency: str, amounts: dict[str, int | None], entry: dict[str, Any], fault: Fault
) -> None:
    received, credited = amounts["received"], amounts["credited"]
    tax, retained = amounts["tax_deducted"] or 0, amounts["retained"] or 0
    entry["tax_deducted"], entry["retained"] = two_decimals(tax), two_decimals(retained)
    for optional in ("gross", "portal_tax"):
        amount = amounts[optional]
        entry[optional] = None if amount is None else two_decimals(amount)
    unread = [
        field
        for field in ("received", "credited")
        if record.get(field, "").strip() and amounts[field] is None
    ]
    if unread:
        return
    if currency == "PKR":
        whole = credited + tax if credited is not None else received
        if whole is None:
            fault("credited", "empty", "", _("Enter the rupees that reached the account."))
            return
        if credited is not None and received not in (None, whole):
            remedy = _(
                "In rupees, leave the amount empty: it is what was credited and the tax taken out of it."
            )
            fault("received", "rupees_twice", record.get("received", ""), remedy)
        entry["amount"], entry["rupees"] = two_decimals(whole), two_decimals(whole)
        return
    if received is None:
        remedy = _("Enter what arrived in {currency}, or choose rupees as the currency.")
        fault("received", "empty", "", remedy.format(currency=currency))
        return
    entry["amount"] = two_decimals(received)
    if retained > received:
        remedy = _(
            "What was kept in foreign currency cannot be more than what arrived. Correct one of the two."
        )
        fault("retained", "retained_above_amount", record.get("retained", ""), remedy)
        return
    saved = record.get("saved_rupees", "")
    if saved and record.get("saved_for") == shown_as(record):
        entry["rupees"] = saved
    elif credited is None and saved and record.get("saved_whole_for") == _of_whole(record):
        # The rupees before tax are known, and only the tax was put right.
        entry["rupees"] = saved
    elif credited is not None:
        whole = rupees_of_whole(credited, tax, received, retained)
        entry["rupees"] = None if whole is None else two_decimals(whole)
        if whole is None and credited and received:
            remedy = _(
                "All of it was kept in foreign currency, so no rupees were credited. Correct one of the two."
            )
            fault("credited", "credited_although_all_retained", record.get("credited", ""), remedy)
    else:
        entry["rupees"] = None


def shown_as(record: Record) -> str:
    """The typed amounts as one text: while it stays the same, a saved figure of rupees still fits them."""
    return "|".join(record.get(field, "") for field in _SHOWN)


def _converted(receipt: Receipt) -> int:
    """Paisa of the part that was converted, before tax."""
    return rupees_credited(receipt.rupees or 0, 0, receipt.amount, receipt.retained)


def _of_whole(record: Record) -> str:
    """What the rupees of the whole receipt, before tax, go with."""
    return "|".join(record.get(field, "") for field in ("currency", "received", "retained"))


def record_of(receipt: Receipt) -> Record:
    """A saved receipt as it would have been typed."""
    record: Record = {
        "id": receipt.id,
        "date": receipt.date.isoformat(),
        "kind": receipt.kind,
        "service": receipt.service,
        "channel": receipt.channel,
        "account": receipt.account,
        "currency": receipt.currency,
        "received": plain(receipt.amount),
        "retained": plain(receipt.retained) if receipt.retained else "",
        "tax_deducted": plain(receipt.tax_deducted) if receipt.tax_deducted else "",
        "gross": "" if receipt.gross is None else plain(receipt.gross),
        "portal_tax": "" if receipt.portal_tax is None else plain(receipt.portal_tax),
        "contract": "" if receipt.contract is None else YES if receipt.contract else NO,
        "origin": " ".join(receipt.origin),
        "provisional": YES if receipt.provisional else "",
        **{name: getattr(receipt, name) for name in _KEPT_AS_TYPED},
    }
    if receipt.currency == "PKR":
        if receipt.tax_deducted <= receipt.amount:
            record["received"], record["credited"] = "", plain(receipt.amount - receipt.tax_deducted)
    elif receipt.rupees is not None:
        record["saved_rupees"] = two_decimals(receipt.rupees)
        if receipt.tax_deducted > _converted(receipt):
            # What was credited would be below nothing: the tax has to be put right first.
            record["saved_whole_for"] = _of_whole(record)
        else:
            credited = rupees_credited(receipt.rupees, receipt.tax_deducted, receipt.amount, receipt.retained)
            record["credited"] = plain(credited)
        record["saved_for"] = shown_as(record)
    return record
