"""What the form of one receipt does: fill in what is known, check, say what was understood, save, split."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.amount_text import Amount, read_amount
from compliance.deduction_check import highest_rate
from compliance.fx import Converted, convert
from compliance.receipt_doubts import doubts
from compliance.receipt_entry import split_receipt
from compliance.screens import kit, look, month_rates, state, work_kinds
from compliance.screens.draft import NO, YES, Record, empty_draft, next_id
from compliance.screens.draft_receipt import TEXTS, record_of
from compliance.screens.draft_workbook import Conversion, to_workbook
from compliance.taxyear import month_of
from compliance.text import _, currency_amount, month_text, percent, rupees_exact
from compliance.workbook import Receipt

DETAILS: Final = (*TEXTS, "contract", "portal_tax", "bank")
_SHARES: Final = ("it", "ites", "other", "unsure")
_WHOLE: Final = 10_000


def labels() -> dict[str, str]:
    """How the fields of a receipt are called."""
    return {
        "kind": _("Who paid?"),
        "date": _("When was it credited?"),
        "channel": _("What does your bank statement say?"),
        "credited": _("Rupees that the bank credited"),
        "tax_deducted": _("Tax taken out of it, in rupees"),
        "currency": _("In which currency did it arrive?"),
        "received": _("What arrived in that currency"),
        "retained": _("Part of it kept in foreign currency"),
        "service": _("What was it for?"),
        "account": _("Whose account did it go to?"),
        "shares": _("Shares"),
        "gross": _("Amount before platform fees"),
        "platform": _("Platform"),
        "client": _("Client"),
        "country": _("Country of the client"),
        "purpose_code": _("Purpose code"),
        "certificate": _("Number of the certificate"),
        "contract": _("Is there a contract for it, or a chat that says what was agreed?"),
        "portal_tax": _("Tax that the tax portal shows"),
        "bank": _("Bank that credited it"),
        "reference": _("Reference on the statement"),
        "note": _("Note"),
    }


def prefill(record: Record) -> None:
    """Fill in what the answers about the person make plain; only where nothing was entered yet."""
    if record.get("started"):
        return
    answers = state.answers()
    record["started"] = YES
    clients = {"abroad": "export", "pakistan": "local"}.get(answers.get("clients", ""), "")
    service = work_kinds.service_of(work_kinds.chosen(answers.get("work", ""))) or ""
    last = state.draft()["receipts"][-1:] or [{}]
    for name, known in (
        ("kind", clients or last[0].get("kind", "")),
        ("service", service),
        ("account", last[0].get("account") or "own"),
        ("platform", last[0].get("platform", "")),
    ):
        record.setdefault(name, known)


def suggest_currency(form: kit.Form, channel: str) -> None:
    """Take the currency of the last receipt through a bank for another one, while none is chosen."""
    last = state.draft()["receipts"][-1:] or [{}]
    before = last[0].get("currency", "") if last[0].get("channel") == "bank" else ""
    if channel == "bank" and before and not form.record.get("currency"):
        form.record["currency"] = st.session_state[form.key("currency")] = before


def turn_split(key: str) -> None:
    """Remember whether the receipt is split (for the box's callback)."""
    state.draft()["form"]["split"] = YES if st.session_state[key] else NO
    state.touch()


def _alone(record: Record) -> Conversion:
    """What becomes of this receipt with nothing else around it but the year and the person's own rates."""
    tried = {**record, "id": record.get("editing") or "new"}
    if record.get("split") == YES:
        tried["service"] = "unsure"
    draft = empty_draft()
    draft["answers"] = {"tax_year": state.answers().get("tax_year", "")}
    draft["receipts"] = [tried]
    draft["rates"] = state.draft()["rates"] + month_rates.rates_in(record)
    draft["banks"] = state.draft()["banks"]
    return to_workbook(draft, state.rulebook())


def check() -> list[kit.Fault]:
    """What is wrong with the receipt in the form."""
    record, names = state.draft()["form"], labels()
    faults = []
    through_bank = record.get("kind") != "local" and record.get("channel") == "bank"
    if through_bank and not record.get("currency"):
        remedy = _("Choose the currency that the bank received, or “Rupees only” if it received rupees.")
        faults.append(kit.Fault("currency", names["currency"], remedy))
    for mend in _alone(record).mends:
        # What is wrong with the person's own rates or banks is mended on their own pages.
        if mend.receipt is None and mend.page != "tax_year":
            continue
        if mend.problem.code in ("dollar_rate_missing", "rupees_missing") and month_rates.needed(record):
            continue
        field = mend.field if mend.receipt is not None else "date"
        faults.append(kit.Fault(field, names.get(field, ""), mend.problem.remedy))
    faults += month_rates.faults(record, month_rates.needed(record))
    if record.get("split") == YES:
        shares = _shares(record)
        if shares is None or sum(shares.values()) != _WHOLE:
            message = _("Enter shares in percent that make 100 together, for example 60 and 40.")
            faults.append(kit.Fault("shares", names["shares"], message))
    order = list(names)
    return sorted(faults, key=lambda fault: order.index(fault.field) if fault.field in order else -1)


def _shares(record: Record) -> dict[str, int] | None:
    """Hundredths of a percent by service; None where one cannot be read."""
    shares = {}
    for service in _SHARES:
        text = record.get(f"share_{service}", "").replace("%", "").strip()
        read = read_amount(text or "0")
        if not isinstance(read, Amount) or read.currency:
            return None
        shares[service] = read.hundredths
    return shares


def save() -> None:
    """Put the receipt into the draft, as several where it is split, and empty the form."""
    draft = state.draft()
    record = draft["form"]
    editing = record.get("editing", "")
    kept = {
        name: text
        for name, text in record.items()
        if name not in ("editing", "started", "split", "shares")
        and not name.startswith("share_")
        and not month_rates.is_rate(name)
    }
    kept["id"] = editing or next_id(draft["receipts"])
    new = [kept]
    if record.get("split") == YES:
        workbook = _alone(record).workbook
        shares = _shares(record)
        if workbook is not None and shares is not None:
            whole = workbook.receipts[0].model_copy(update={"id": kept["id"]})
            new = [record_of(part) for part in split_receipt(whole, shares)]
    at = next(
        (i for i, receipt in enumerate(draft["receipts"]) if receipt["id"] == editing), len(draft["receipts"])
    )
    taken = {receipt["id"] for i, receipt in enumerate(draft["receipts"]) if i != at}
    for part in new:
        if part["id"] in taken:
            part["id"] = next_id(draft["receipts"] + new)
    draft["receipts"][at : at + 1] = new
    month_rates.keep(record)
    draft["form"] = {}
    state.forget_fields("form")
    state.touch()


def understood(record: Record) -> None:
    """Say what the whole receipt counts as, in rupees, and how that comes about."""
    if not record.get("date") or not (record.get("credited") or record.get("received")):
        return
    alone = _alone(
        {**record, "service": record.get("service") or "unsure", "kind": record.get("kind") or "export"}
    )
    if alone.workbook is None or alone.mends:
        return
    receipt = alone.workbook.receipts[0]
    converted = convert(alone.workbook, state.rulebook())
    if not isinstance(converted, Converted):
        return
    whole = rupees_exact(converted.rupees[0])
    rate = converted.rates[0]
    _doubtful(receipt, converted.rupees[0])
    if converted.estimated[0] and rate is not None:
        look.aside(
            (
                _(
                    "{amount} at {rate} rupees for one {currency}, your own rate of {month}. The bank’s own "
                    "figure is better: enter it if you find it."
                )
                if rate.source == "workbook"
                else _(
                    "{amount} at {rate} rupees for one {currency}, the reference rate of {month}. The bank’s "
                    "own figure is better: enter it if you find it."
                )
            ).format(
                amount=currency_amount(receipt.amount, receipt.currency),
                rate=f"{rate.rupees.normalize():f}",
                currency=rate.currency,
                month=month_text(month_of(receipt.date)),
            ),
            bold=_("Estimated: {rupees}.").format(rupees=whole),
            colour="amber",
        )
    elif receipt.retained:
        look.aside(
            _(
                "The bank changed {converted} of {amount}. What was kept counts at the same rate, since the "
                "tax is on the whole."
            ).format(
                converted=currency_amount(receipt.amount - receipt.retained, receipt.currency),
                amount=currency_amount(receipt.amount, receipt.currency),
            ),
            bold=_("The whole receipt counts as {rupees}.").format(rupees=whole),
            colour="green",
        )
    elif receipt.tax_deducted:
        look.aside(
            _("The rupees credited and the tax taken out of them."),
            bold=_("The receipt counts as {rupees}.").format(rupees=whole),
            colour="green",
        )


def _doubtful(receipt: Receipt, rupees: int) -> None:
    """Ask to look again where the tax or the rupees typed are far from any rate."""
    found = {doubt for _place, doubt in doubts([receipt], [rupees], state.rulebook(), state.today())}
    if "day" in found:
        look.aside(
            _("This day has not come yet, so nothing was credited on it."),
            bold=_("Check what you typed."),
            colour="amber",
        )
    if "rupees" in found:
        look.aside(
            _(
                "{rupees} for {amount} is less than half, or more than double, of what a bank gave in that "
                "month."
            ).format(rupees=rupees_exact(rupees), amount=currency_amount(receipt.amount, receipt.currency)),
            bold=_("Check what you typed."),
            colour="amber",
        )
    highest = highest_rate(state.rulebook(), receipt.kind, receipt.date)
    if highest is None or "tax" not in found:
        return
    look.aside(
        _(
            "{tax} of {rupees} is far more than the highest rate of {rate} at which tax is taken out of such "
            "money. If the statement really says so, ask whoever took it."
        ).format(tax=rupees_exact(receipt.tax_deducted), rupees=rupees_exact(rupees), rate=percent(highest)),
        bold=_("Check what you typed."),
        colour="amber",
    )
