"""Evidence: what is missing for each receipt, by what it could move; the check of banks' deductions."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.documents.bank_letter import write_bank_letters
from compliance.duties.bank_letters import bank_letters
from compliance.duties.case import Case
from compliance.screens import kit, look, state, ways
from compliance.screens.downloads import offer
from compliance.screens.filing.work import begin
from compliance.screens.places import file_of
from compliance.screens.question import yes_no_options
from compliance.screens.result_html import show as show_html
from compliance.summary_evidence import Evidence, MissingText, told_evidence
from compliance.text import _

_MOST_ASKED: Final = 12
_PAGE: Final = "evidence"


def show() -> None:
    """Draw the page."""
    filing = begin(
        _PAGE,
        _("Your evidence for tax year {year}"),
        _("What is missing, and what each could move in rupees: the most first."),
    )
    if filing is None:
        return
    evidence = told_evidence(filing.work.assessment, state.rulebook())
    _missing(evidence)
    if any(one.kind == "contract" for one in evidence.missing) or state.answers().get("self_declaration"):
        _self_declaration()
    look.heading(_("What the banks took"))
    look.lead(evidence.sentence)
    if evidence.deductions:
        _deductions(evidence)
    _letters(Case(filing.work.assessment, state.rulebook()))


def _missing(evidence: Evidence) -> None:
    if not evidence.missing:
        look.aside(_("Nothing is missing for your receipts."), colour="green")
        return
    show_html('<div class="ledger">' + "".join(_kind(one) for one in evidence.missing) + "</div>")
    look.html(
        '<p class="hint">{said}</p>',
        said=_(
            "Each figure is the tax worked out anew with these receipts counted as they would be "
            "without the paper. "
            "Things can be missing together, so the figures do not add up."
        ),
    )
    look.prose(evidence.caution)
    show_html(look.tier_mark(evidence.tier))
    with st.container(horizontal=True):
        st.page_link(file_of("table"), label=_("Enter certificates and codes in the table"))


def _kind(one: MissingText) -> str:
    words = look.markup("{title}", title=one.title)
    words += look.markup('<span class="row-note">{count}</span>', count=one.count)
    line = f'<span class="row-words">{words}</span>' + look.markup(
        '<span class="row-amount">{figure}</span>', figure=one.figure
    )
    table = look.table(
        [_("Receipt"), _("Could move")], [[row.named, row.effect] for row in one.receipts], numbers=(1,)
    )
    return (
        f'<details class="opens figure-row"><summary>{line}</summary><div class="rule-body">'
        + look.markup("<p>{said}</p>", said=one.what_to_do)
        + table
        + "</div></details>"
    )


def _self_declaration() -> None:
    form = kit.Form(state.answers(), "answers")
    with st.container(key="self-declaration", width=kit.MEASURE):
        form.choice(
            "self_declaration",
            _("Have you given your bank a self-declaration?"),
            yes_no_options(),
            _("Once, when the account was opened, in place of contracts with each client."),
            side_by_side=True,
        )


def _letters(case: Case) -> None:
    """The banks' names and accounts, and the letter to them."""
    letters = bank_letters(case)
    if not letters:
        return
    look.heading(_("A letter to your bank"))
    look.lead(
        _(
            "It lists what differs, asks for the certificates and for the right purpose code. Sign it, "
            "hand it in."
        )
    )
    banks = state.draft()["banks"]
    entered = {bank.get("name", "").strip() for bank in banks}
    banks += [{"name": bank.name} for bank in case.workbook.banks if bank.name not in entered]
    if not banks:
        banks.append({})
    with st.container(key="banks", width=kit.MEASURE, gap="medium"):
        for number, bank in enumerate(banks):
            form = kit.Form(bank, f"bank{number}")
            form.text("name", _("Name of the bank"), _("Receipts that name no bank are the first one’s."))
            form.text("branch", _("Branch"))
            form.text("account", _("Account number or IBAN"))
        kit.Form(state.answers(), "answers").text("address", _("Your address"), most=300)
    if len(letters) < len(banks):
        look.html(
            '<p class="hint">{said}</p>', said=_("Banks that need not be asked anything get no letter.")
        )
    offer(
        _("Download the letter"),
        lambda: write_bank_letters(letters, case.workbook, case.as_of),
        file_name=f"letter-to-the-bank-{case.tax_year}.pdf",
        mime="application/pdf",
        key="evidence.letter",
    )


def _deductions(evidence: Evidence) -> None:
    shows_portal = any(one.portal for one in evidence.deductions)
    header = [_("Receipt"), _("Should be"), _("Taken"), _("What it is")]
    if shows_portal:
        header.insert(3, _("Tax portal"))
    rows = []
    for one in evidence.deductions:
        row = [one.named, one.expected, one.deducted, one.verdict]
        if shows_portal:
            row.insert(3, one.portal)
        rows.append(row)
    numbers = (1, 2, 3) if shows_portal else (1, 2)
    show_html('<div class="every">' + look.table(header, rows, numbers=numbers, stacks=True) + "</div>")
    asked = [one for one in evidence.deductions if one.asks]
    for one in asked[:_MOST_ASKED]:
        ways.change_link(
            _("Look at receipt {receipt}").format(receipt=one.named),
            "receipt",
            back_to=_PAGE,
            key=f"evidence.receipt.{one.receipt}",
            receipt=one.receipt,
        )
    if len(asked) > _MOST_ASKED:
        st.page_link(file_of("table"), label=_("See the others in the table"))


if __name__ == "__main__":
    show()
