"""Of imported statements: whether everything adds up, and which credits nobody but the person can explain."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.screens import look, state, statement_words
from compliance.screens.draft_receipt import plain
from compliance.screens.income.statement_links import same_money
from compliance.statements.doubles import stand_ins
from compliance.statements.importing import Imported
from compliance.text import _, rupees_exact
from compliance.workbook import Workbook
from compliance.workbook_statements import KeptMovement

_MOST_LISTED: Final = 20


def proof_shown(imported: Imported) -> None:
    """Every account from its opening to its closing balance, and what arrived nowhere or is not explained."""
    proof = imported.proof
    look.heading(_("Does it add up?"))
    for account in (*proof.accounts, *proof.bank_accounts):
        with st.container(gap="xsmall"):
            look.subheading(statement_words.account_name(account.account))
            st.html(look.facts(statement_words.proof_rows(account), figures=True))
            if account.difference:
                look.aside(statement_words.proof_said(account), colour="amber")
            else:
                look.prose(statement_words.proof_said(account))
            if left := statement_words.left_said(account):
                look.aside(left, colour="amber")
    banks = proof.banks
    if banks.from_abroad:
        look.subheading(_("Your banks"))
        rows = [
            (_("Came from abroad"), rupees_exact(banks.from_abroad)),
            (_("Of that with a certificate"), rupees_exact(banks.certified)),
            (_("Without one yet"), rupees_exact(banks.from_abroad - banks.certified)),
        ]
        st.html(look.facts(rows, figures=True))
    _listed(
        _("Withdrawn, and arrived in no statement here"),
        _(
            "Import the statement of the account to which they went. Until then each stands in for the "
            "bank’s credit."
        ),
        [statement_words.movement_said(one) for one in proof.in_transit],
    )
    _held_twice(imported)
    _unexplained(imported)
    _listed(
        _("A day before or after the year"),
        _(
            "They are counted in the neighbouring year. Platforms write the day by another clock, and banks "
            "may credit a day later: look at the bank’s own date."
        ),
        [statement_words.movement_said(one) for one in proof.next_to_year],
    )
    _listed(
        _("On a certificate, and in no statement here"),
        _("They are receipts all the same. The bank’s statement would show the day and the tax."),
        [statement_words.movement_said(one) for one in banks.certificates_without_credit],
    )


def _held_twice(imported: Imported) -> None:
    """Credits that the person made receipts of, while a withdrawal stands in for the same money."""
    workbook = imported.workbook
    made = {one.receipt.id for one in imported.made.receipts}
    typed = {name for one in workbook.receipts if one.id not in made for name in one.origin}
    credits = [one for one in workbook.statements.movements if one.id in typed]
    doubles = stand_ins(workbook.statements, imported.made, credits)
    for place, credit in enumerate(one for one in credits if one.id in doubles):
        out = doubles[credit.id]
        with st.container(key=f"card-amber-double-{place}", gap="xsmall"):
            look.aside(
                _("If they are the same money, say so: then it counts once."),
                statement_words.movement_said(out),
                statement_words.movement_said(credit),
                bold=_("A receipt was made of each of these two rows."),
                colour="amber",
            )
            _same_button(out, credit, workbook, f"statements.double.{place}")


def _same_button(out: KeptMovement, into: KeptMovement, workbook: Workbook, key: str) -> None:
    st.button(_("It is the same money"), key=key, on_click=same_money, args=(out, into, workbook))


def _unexplained(imported: Imported) -> None:
    """Credits that the person has to know: each can be put into the form of a receipt."""
    credits = imported.proof.banks.unexplained
    if not credits:
        return
    title = _("Credited, and not known to be from abroad ({count})")
    look.subheading(title.format(count=len(credits)))
    look.prose(
        _("If one of them is pay for your work, make it a receipt. The rest is not income of your work.")
    )
    doubles = stand_ins(imported.workbook.statements, imported.made, credits)
    for place, one in enumerate(credits[:_MOST_LISTED]):
        out = doubles.get(one.id)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            said = look.markup('<p class="prose">{said}</p>', said=statement_words.movement_said(one))
            st.html(said, width="stretch")
            key = f"statements.receipt.{place}"
            label = _("Make it a receipt") if out is None else _("Make it a second receipt")
            if st.button(label, key=key, type="tertiary", on_click=_into_form, args=(one,)):
                state.go_to("receipt")
        if out is not None:
            look.aside(
                _(
                    "A receipt stands in for this money already, made of the withdrawal. A second one would "
                    "count it twice."
                ),
                statement_words.movement_said(out),
                colour="amber",
            )
            _same_button(out, one, imported.workbook, f"statements.same_money.{place}")
    if len(credits) > _MOST_LISTED:
        look.prose(_("And {count} more.").format(count=len(credits) - _MOST_LISTED))


def _into_form(credit: KeptMovement) -> None:
    """Put a credit into the form of a receipt, which asks for the rest (for the button's callback)."""
    state.edit_receipt(None)
    state.draft()["form"] = {
        "date": credit.date.isoformat(),
        "currency": credit.currency,
        "credited" if credit.currency == "PKR" else "received": plain(credit.amount),
        "client": credit.counterparty,
        "reference": credit.reference,
        "origin": credit.id,
    }


def _listed(title: str, hint: str, lines: list[str]) -> None:
    if not lines:
        return
    look.subheading(_("{title} ({count})").format(title=title, count=len(lines)))
    look.prose(hint)
    look.bullets(lines[:_MOST_LISTED])
    if len(lines) > _MOST_LISTED:
        look.prose(_("And {count} more.").format(count=len(lines) - _MOST_LISTED))
