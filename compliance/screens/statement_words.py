"""What is said of imported statements: files, rows, proofs, links, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from compliance.statements.accounts import account_kind, source_name
from compliance.statements.movement import Check
from compliance.statements.proof import AccountProof
from compliance.statements.statement_messages import CHECK_SENTENCES
from compliance.statements.statement_types import Statement
from compliance.text import N_, _, currency_amount, date_text, ngettext
from compliance.workbook_statements import KeptCheck, KeptMovement, LinkRule, MovementKind, StatementFile

_LONGEST_ROW: Final = 300
KINDS: Final = {
    "earning": N_("Earned"),
    "fee": N_("Fees"),
    "withdrawal": N_("Withdrawn"),
    "refund": N_("Refunded"),
    "tax": N_("Taxes"),
    "transfer": N_("From other accounts"),
    "card": N_("Spent by card"),
    "card_refund": N_("Card refunds"),
    "payment": N_("Payments"),
    "profit": N_("Profit on deposits"),
    "proceeds": N_("Certified"),
}
ROW_KINDS: Final[dict[MovementKind, str]] = {
    "earning": N_("Pay for work"),
    "fee": N_("A fee or a charge"),
    "withdrawal": N_("Moved to your bank or to another account"),
    "transfer": N_("From or to another account, or a bank’s credit or debit"),
    "refund": N_("Given back to a client"),
    "tax": N_("Tax"),
    "card": N_("Spent by card"),
    "card_refund": N_("Given back to the card"),
    "payment": N_("Paid to somebody"),
    "profit": N_("Profit on a deposit"),
    "proceeds": N_("A line of a certificate"),
}
"""What a row can be, where its text does not say."""
KINDS_OUT: Final = {
    "transfer": N_("To other accounts"),
    "earning": N_("Taken back of what was earned"),
    "fee": N_("Fees"),
    "tax": N_("Taxes"),
}
"""Kinds of which what went out is called otherwise than what came in."""
BANK_KINDS: Final = {"transfer": (N_("Money in"), N_("Money out"))}
"""How kinds are called at a bank in Pakistan, in and out: clients and others pay there too."""
RULES: Final[dict[LinkRule, str]] = {
    "reference": N_("the same reference"),
    "rupees": N_("the same rupees"),
    "same_currency": N_("the same amount"),
    "exchange_rate": N_("the amount at about the month’s exchange rate"),
    "certificate": N_("the same rupees on the certificate"),
    "by_hand": N_("linked by you"),
}


def account_name(account: str) -> str:
    """An account as a person would call it: `meezan:PKR:1234` is "Meezan, PKR, …1234"."""
    _source, _colon, rest = account.partition(":")
    currency, _colon, last4 = rest.partition(":")
    if account_kind(account) == "certificates":
        return _("Certificates of proceeds")
    return ", ".join(filter(None, (source_name(account), currency, f"…{last4}" if last4 else "")))


def rows_said(statement: Statement) -> str:
    """That every row is accounted for, in numbers that add up."""
    counts = statement.counts
    return ngettext(
        "{data} row: {posted} read, {skipped} left out with a reason, {review} to be looked at.",
        "{data} rows: {posted} read, {skipped} left out with a reason, {review} to be looked at.",
        counts.data,
    ).format(data=counts.data, posted=counts.posted, skipped=counts.skipped, review=counts.review)


def file_said(file: StatementFile, waiting: int) -> str:
    """What an imported file gave; `waiting` rows of it are still to be looked at."""
    said = ngettext("{count} row entered", "{count} rows entered", file.posted).format(count=file.posted)
    if file.known_already:
        known = ngettext("{count} known already", "{count} known already", file.known_already)
        said += ", " + known.format(count=file.known_already)
    if file.skipped:
        said += ", " + _("{count} left out").format(count=file.skipped)
    if waiting:
        said += ", " + _("{count} to be looked at").format(count=waiting)
    return said


def row_said(cells: Sequence[str]) -> str:
    """A row of a file as it stands there, its empty cells left out."""
    said = " | ".join(" ".join(cell.split()) for cell in cells if cell.strip())
    return said if len(said) <= _LONGEST_ROW else said[: _LONGEST_ROW - 1] + "…"


def movement_said(one: KeptMovement) -> str:
    """A movement in a line: its day, its amount, its account, what the file says of it."""
    said = " ".join(one.description.split())
    return _("{day}: {amount}, {account}. {text}").format(
        day=date_text(one.date),
        amount=currency_amount(abs(one.amount), one.currency),
        account=account_name(one.account),
        text=said if len(said) <= 70 else said[:67] + "…",
    )


def in_or_out(amount: int, currency: str) -> str:
    """An amount in hundredths as money in or money out: "$80.00 in"."""
    shown = currency_amount(abs(amount), currency)
    return (_("{amount} out") if amount < 0 else _("{amount} in")).format(amount=shown)


def proof_rows(proof: AccountProof) -> list[tuple[str, str]]:
    """An account from its opening to its closing balance, and what is left unexplained."""
    rows = []
    if proof.opening is not None:
        rows.append((_("Balance at the start of the rows"), currency_amount(proof.opening, proof.currency)))
    of_bank = BANK_KINDS if proof.kind == "bank" else {}
    for kind, into, out in proof.in_and_out:
        names = of_bank.get(kind, (KINDS[kind], KINDS_OUT.get(kind, KINDS[kind])))
        if into:
            rows.append((_(names[0]), currency_amount(into, proof.currency)))
        if out:
            rows.append((_(names[1]), _signed(-out, proof.currency)))
    if proof.closing is not None:
        rows.append((_("Balance at their end"), currency_amount(proof.closing, proof.currency)))
    return rows


def _signed(amount: int, currency: str) -> str:
    shown = currency_amount(abs(amount), currency)
    return f"−{shown}" if amount < 0 else shown


def proof_said(proof: AccountProof) -> str:
    """Whether an account adds up."""
    if proof.difference is None and proof.without_balance == proof.rows:
        return _("The file prints no balances, so this cannot be proved.")
    if proof.difference is None:
        return _(
            "Of its {count} rows {without} are of a file that prints no balances, so this cannot be proved."
        ).format(count=proof.rows, without=proof.without_balance)
    if proof.difference == 0:
        return _("It adds up.")
    assert proof.difference is not None
    return _("{amount} are unexplained: a row is missing, or a file of the time between.").format(
        amount=_signed(proof.difference, proof.currency)
    )


def left_said(proof: AccountProof) -> str:
    """What an account abroad may still hold, where no balance says so; empty where one does."""
    if proof.difference is not None or proof.moved <= 0 or proof.kind != "platform":
        return ""
    return _(
        "By its rows {amount} more came in than went out. No receipt is made of that, since balances are "
        "missing. If it was still there at the end of the year, add a receipt for it that was kept abroad."
    ).format(amount=currency_amount(proof.moved, proof.currency))


def check_said(check: Check | KeptCheck) -> str:
    """What was proved of a file, or the row at which the proof fails, or over which it has a gap."""
    # A check of a later version has no sentence here.
    what = _(CHECK_SENTENCES[check.code]) if check.code in CHECK_SENTENCES else check.code
    if check.passed:
        return _("{what} It holds.").format(what=what)
    if check.gaps and not check.failures and check.expected is not None and check.found is not None:
        currency = check.account.partition(":")[2].partition(":")[0]
        gap = ngettext(
            "It holds but for {count} gap: over row {row}, which was not read, the balance moved by "
            "{amount}.",
            "It holds but for {count} gaps: over row {row}, the first that was not read, the balance moved "
            "by {amount}.",
            check.gaps,
        ).format(count=check.gaps, row=check.row, amount=_signed(check.found - check.expected, currency))
        return _("{what} {gap}").format(what=what, gap=gap)
    if check.row:
        return _("{what} It does not hold from row {row} on. Look at that row in the file.").format(
            what=what, row=check.row
        )
    return _("{what} It does not hold. Compare the file with what was downloaded.").format(what=what)
