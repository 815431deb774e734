"""One receipt: the rupees that the bank credited come first, everything else after them."""

from __future__ import annotations

import streamlit as st

from compliance.screens import income_words, kit, look, month_rates, receipt_form, state, work_kinds
from compliance.screens.draft import YES, Record
from compliance.screens.question import yes_no_options
from compliance.text import _


def _details(form: kit.Form, record: Record) -> None:
    given = any(record.get(name) for name in receipt_form.DETAILS)
    with st.expander(_("Details for your papers, if you have them"), expanded=given, key="receipt.details"):
        look.html(
            '<p class="hint">{text}</p>',
            text=_("None of this changes the tax. It goes into the PDF and helps when somebody asks."),
        )
        currency = record.get("currency") or "PKR"
        labels = receipt_form.labels()
        form.amount(
            "gross",
            labels["gross"],
            _(
                "For information only: what the client paid before the platform took its fee. Nothing is "
                "worked out from it."
            ),
            currency=currency,
        )
        form.text("platform", labels["platform"], most=80)
        form.text("client", labels["client"], most=120)
        form.text("country", labels["country"], most=60)
        form.text(
            "purpose_code",
            labels["purpose_code"],
            _("On the bank’s certificate; for freelance work mostly 9186 or 9249."),
            width=200,
            most=20,
        )
        form.text(
            "certificate",
            labels["certificate"],
            _("Of the proceeds certificate (e-PRC) that the bank issues."),
            most=60,
        )
        form.choice("contract", labels["contract"], yes_no_options(), side_by_side=True)
        form.amount(
            "portal_tax",
            labels["portal_tax"],
            _("For this receipt, under your CNIC. Leave it empty if you did not look."),
        )
        form.text(
            "bank",
            labels["bank"],
            _("If more than one bank credits you: each then gets a letter of its own."),
            most=80,
        )
        form.text("reference", labels["reference"], most=80)
        form.text("note", labels["note"], width=560, most=400)


def _currencies(record: Record) -> dict[str, str]:
    """The currencies offered, and that of a file which is not among them, so that it is seen and mended."""
    offered, held = income_words.currencies(state.rulebook()), record.get("currency", "")
    return {**offered, held: held} if held and held not in offered else offered


def _service(form: kit.Form, record: Record) -> None:
    labels, names = receipt_form.labels(), work_kinds.services()
    if record.get("split") != YES:
        form.choice("service", labels["service"], names)
    st.checkbox(
        _("It was for several kinds of work: split it by share"),
        key="field.form.split.box",
        value=record.get("split") == YES,
        on_change=receipt_form.turn_split,
        args=("field.form.split.box",),
    )
    if record.get("split") == YES:
        form.begin(
            "shares",
            labels["shares"],
            _("In percent, together 100. It becomes one receipt for each kind of work."),
        )
        for column, (service, name) in zip(st.columns(4), work_kinds.short_services().items(), strict=True):
            with column:
                form.text(f"share_{service}", name, placeholder=_("percent"), width=120, most=8)


def _foreign(form: kit.Form, record: Record, currency: str) -> None:
    """What arrived and was kept in foreign currency; in rupees only where something there is to be mended."""
    labels, in_rupees = receipt_form.labels(), currency == "PKR"
    if not in_rupees or record.get("received", "").strip():
        form.amount(
            "received",
            labels["received"],
            _("In rupees this is left empty: what was credited and the tax taken out of it say it already.")
            if in_rupees
            else _(
                "After platform and payout fees. With the part that was kept in foreign currency, if "
                "there was one."
            ),
            currency=currency,
        )
    can_be_kept = not in_rupees and record.get("channel") == "bank" and record.get("kind") != "local"
    if can_be_kept or record.get("retained", "").strip():
        form.amount(
            "retained",
            labels["retained"],
            _(
                "Only if the bank put part of it into a foreign-currency account of yours. Else "
                "leave it empty. The tax is on the whole."
            ),
            currency=currency,
        )


def show() -> None:
    """The page."""
    record = state.draft()["form"]
    receipt_form.prefill(record)
    editing = bool(record.get("editing"))
    labels = receipt_form.labels()
    with kit.page(
        "receipt",
        _("Change this receipt") if editing else _("Add a receipt"),
        section=_("Income"),
        record=record,
        scope="form",
        back="overview",
        onward=lambda: "overview",
        hint=_("One receipt is one line on your bank statement."),
        check=receipt_form.check,
        accept=receipt_form.save,
        button=_("Save this receipt"),
    ) as form:
        kind = form.choice(
            "kind", labels["kind"], income_words.kinds(payroll=record.get("kind") == "foreign_payroll")
        )
        form.date(
            "date",
            labels["date"],
            _(
                "The day on which the bank, or the wallet, credited it. Not the day of the invoice, nor the "
                "day on which a platform paid it out."
            ),
        )
        # A word that cannot be read can come from the table, and is mended here whoever paid.
        if kind != "local" or record.get("channel", "") not in ("", *income_words.statements()):
            form.choice(
                "channel",
                labels["channel"],
                income_words.statements(),
                captions=income_words.statement_captions(),
            )
        form.amount(
            "credited",
            labels["credited"],
            _(
                "As the statement shows them, after any tax was taken out. If you don’t know, leave it "
                "empty and "
                "enter the currency and what arrived below; a reference rate then gives an estimate."
            ),
        )
        form.amount(
            "tax_deducted",
            labels["tax_deducted"],
            _("What the client held back as tax.")
            if kind == "local"
            else _("A separate line on the statement or the certificate. Leave it empty if there is none."),
        )
        receipt_form.suggest_currency(form, record.get("channel", ""))
        currency = form.select(
            "currency",
            labels["currency"],
            _currencies(record),
            _("The currency in which it reached your bank or your balance, before it was changed."),
        )
        _foreign(form, record, currency or "PKR")
        month_rates.ask(form, month_rates.needed(record))
        receipt_form.understood(record)
        _service(form, record)
        form.choice("account", labels["account"], income_words.accounts())
        if record.get("account") == "other_person":
            look.aside(
                _(
                    "Tax that was taken out and the certificate then stand on the name of the account’s "
                    "holder. They do not count as yours, although the income does."
                ),
                colour="amber",
            )
        _details(form, record)


if __name__ == "__main__":
    show()
