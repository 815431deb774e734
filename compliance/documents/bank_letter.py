"""A letter to the bank, ready to sign: deductions that differ, certificates, the right purpose code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportlab.platypus import Flowable, PageBreak, Spacer

from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.page import LETTER_WIDTH, build_letter
from compliance.documents.style import BODY, CELL
from compliance.documents.tables import Cell, Column, table
from compliance.duties.bank_check import CheckedDeduction
from compliance.duties.bank_letters import BankLetter
from compliance.summary_evidence import expected_text, verdict_text
from compliance.summary_words import money
from compliance.text import _, currency_amount, date_text, short_date_text
from compliance.workbook import Workbook

_TEXT = BODY.but(size=10, leading=15, after=8)
_BOLD = _TEXT.but(face=STRONG)
_LINE = "______________________________"


def write_bank_letters(letters: tuple[BankLetter, ...], workbook: Workbook, as_of: date) -> bytes:
    """All letters as one PDF, each beginning on a page of its own. The same input gives the same bytes."""
    story: list[Flowable] = []
    for number, letter in enumerate(letters):
        if number:
            story.append(PageBreak())
        story += _letter(letter, workbook, as_of)
    return build_letter(story, _("Letter to the bank"), workbook.person.name)


def _letter(letter: BankLetter, workbook: Workbook, as_of: date) -> Iterator[Flowable]:
    person, bank = workbook.person, letter.bank
    for line in (
        person.name or _LINE,
        person.address,
        _("CNIC {number}").format(number=person.cnic or _LINE),
    ):
        if line:
            yield Text(line, _TEXT.but(after=0))
    yield Text(date_text(as_of), _TEXT.but(right=True, after=12))
    yield Text(_("The Manager"), _TEXT.but(after=0))
    for line in (bank.name or _LINE, bank.branch):
        if line:
            yield Text(line, _TEXT.but(after=0))
    yield Spacer(0, 14)
    subject = (
        _("Export proceeds in account {account}: deductions under section 154A, and certificates")
        if letter.differences
        else _("Export proceeds in account {account}: certificates and purpose codes")
    )
    yield Text(subject.format(account=bank.account or _LINE), _BOLD)
    yield Text(
        _(
            "I am a freelancer. Clients abroad pay me into this account for services that I export from "
            "Pakistan. I ask you for the following."
        ),
        _TEXT,
    )
    yield from _differences(letter, workbook)
    yield from _certificates(letter, workbook)
    yield from _code(letter, workbook)
    yield Text(_("Please confirm in writing what was done. Thank you."), _TEXT.but(before=6))
    yield Spacer(0, 34)
    yield Text(_LINE, _TEXT.but(after=0))
    yield Text(person.name or _("Name"), _TEXT)


def _differences(letter: BankLetter, workbook: Workbook) -> Iterator[Flowable]:
    if not letter.differences:
        return
    yield Text(_("Deductions that differ"), _BOLD.but(before=6, with_next=True))
    yield Text(
        _(
            "Under section 154A of the Income Tax Ordinance 2001 tax is deducted when the proceeds are "
            "realised, "
            "from the whole of them. By my reckoning these differ. Please check them, and correct what was "
            "deducted and the certificate."
        ),
        _TEXT,
    )
    columns = [
        Column(_("Credited on"), 0.15),
        Column(_("Reference"), 0.2),
        Column(_("Received"), 0.17, figures=True),
        Column(_("Should be"), 0.14, figures=True),
        Column(_("Deducted"), 0.14, figures=True),
        Column(_("What differs"), 0.2),
    ]
    yield table(columns, [_difference(one, workbook) for one in letter.differences], width=LETTER_WIDTH)


def _difference(one: CheckedDeduction, workbook: Workbook) -> list[Cell]:
    day, reference, received = _receipt(one.receipt, workbook)
    said = Text(verdict_text(one, only_wrong=True), CELL)
    return [day, reference, received, expected_text(one), money(one.deducted), said]


def _receipt(place: int, workbook: Workbook) -> tuple[str, Flowable, str]:
    receipt = workbook.receipts[place]
    received = currency_amount(receipt.amount, receipt.currency)
    return short_date_text(receipt.date), Text(receipt.reference, CELL), received


def _list(places: tuple[int, ...], workbook: Workbook) -> Flowable:
    columns = [
        Column(_("Credited on"), 0.2),
        Column(_("Reference"), 0.5),
        Column(_("Received"), 0.3, figures=True),
    ]
    return table(columns, [list(_receipt(place, workbook)) for place in places], width=LETTER_WIDTH)


def _certificates(letter: BankLetter, workbook: Workbook) -> Iterator[Flowable]:
    if letter.without_certificate:
        yield Text(_("Certificates"), _BOLD.but(before=10, with_next=True))
        asked = (
            _(
                "Please issue the proceeds realization certificate (e-PRC) of each of these receipts, or a "
                "statement of the year (S-PRC) that lists them, with the tax deducted and the purpose code."
            )
            if letter.electronic
            else _(
                "Please issue a proceeds realization certificate for each of these receipts, or one list of "
                "them with your stamp, with the tax deducted and the purpose code. Some are older than the "
                "electronic certificates (e-PRC and S-PRC)."
            )
        )
        yield Text(asked, _TEXT)
        yield _list(letter.without_certificate, workbook)


def _code(letter: BankLetter, workbook: Workbook) -> Iterator[Flowable]:
    yield Text(_("Purpose code"), _BOLD.but(before=10, with_next=True))
    if letter.wrong_code:
        wrong = _("These receipts carry a purpose code that is not that of my work. Please correct it.")
        if letter.code:
            wrong = _(
                "These receipts carry a purpose code that is not that of my work. Please change it to {code}."
            ).format(code=letter.code)
        yield Text(wrong, _TEXT)
        yield _list(letter.wrong_code, workbook)
    asked = (
        _("Please put purpose code {code} on my account once, so that every receipt carries it.").format(
            code=letter.code
        )
        if letter.code
        else _("Please tell me which purpose code my receipts carry, and how to have the right one set once.")
    )
    yield Text(asked, _TEXT.but(before=6))
