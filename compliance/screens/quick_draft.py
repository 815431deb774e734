"""The five answers of the quick answer as a draft, and what of it goes over into the full check."""

from __future__ import annotations

from datetime import date

from compliance.amount_text import Amount, read_amount
from compliance.receipt_entry import MONTHLY, month_ends, split_by_shares
from compliance.screens import work_kinds
from compliance.screens.draft import NO, UNKNOWN, YES, Draft, Record, empty_draft
from compliance.screens.draft_receipt import plain
from compliance.taxyear import first_day, last_day, month_of


def _receipts(record: Record, tax_year: int, today: date) -> list[Record]:
    """The year's rupees, evenly over its months, as receipts from clients abroad through a bank."""
    days = month_ends(tax_year, today)
    amounts = [read_amount(record.get(name, "") or "0") for name in ("credited", "tax_deducted")]
    credited, tax = (read.hundredths if isinstance(read, Amount) else 0 for read in amounts)
    if not days or credited + tax == 0:
        return []
    evenly = [1] * len(days)
    service = work_kinds.service_of(work_kinds.chosen(record.get("work", ""))) or "unsure"
    return [
        {
            "id": f"{MONTHLY}{month_of(day)}",
            "date": day.isoformat(),
            "kind": "export",
            "service": service,
            "channel": "bank",
            "account": "own",
            "currency": "PKR",
            "credited": plain(part),
            "tax_deducted": plain(taken) if taken else "",
        }
        for day, part, taken in zip(
            days, split_by_shares(credited, evenly), split_by_shares(tax, evenly), strict=True
        )
        if part + taken
    ]


def carried_over(record: Record, today: date) -> Draft:
    """What the full check starts from: only what was answered, nothing that was taken for granted."""
    draft = empty_draft()
    tax_year = int(record["tax_year"])
    draft["answers"] = {
        "tax_year": record["tax_year"],
        "clients": "abroad",
        "work": record.get("work", ""),
        "pseb": record.get("pseb", ""),
    }
    if record.get("pseb") == YES:
        draft["pseb"] = [{"from": first_day(tax_year).isoformat(), "until": last_day(tax_year).isoformat()}]
    draft["receipts"] = _receipts(record, tax_year, today)
    draft["months"] = _months(draft["receipts"])
    draft["quick"] = record
    return draft


def _months(receipts: list[Record]) -> Record:
    """The same figures on the page of twelve months, so that they can be changed there."""
    months: Record = {}
    for receipt in receipts:
        month = receipt["date"][:7]
        months |= {month: receipt["credited"], f"{month}.tax": receipt["tax_deducted"]}
        months |= {name: receipt[name] for name in ("kind", "channel", "service", "account")}
    return months


def doubtful_draft(record: Record, today: date, *, remittance: bool, off_list: bool) -> Draft:
    """The same year as a home remittance, or of somebody who may not be on the Active Taxpayers List."""
    draft = quick_draft(record, today)
    if off_list:
        draft["answers"]["active_taxpayer"] = UNKNOWN
    if remittance:
        for receipt in draft["receipts"]:
            receipt["channel"] = "remittance"
    return draft


def quick_draft(record: Record, today: date) -> Draft:
    """The draft that the quick answer is worked out from, with what it takes for granted."""
    draft = carried_over(record, today)
    draft["answers"] |= {
        "days_in_pakistan": YES,
        "adult": YES,
        "province": "unknown",
        "who_pays": "clients",
        "works_with": "alone",
        "active_taxpayer": YES,
        "sales_registered": NO,
        "job": NO,
    }
    return draft
