"""What is said of imported statements: files, rows, proofs, links, in plain words."""

from __future__ import annotations

from typing import Final

from compliance.statements.accounts import account_kind, source_name
from compliance.statements.proof import AccountProof
from compliance.statements.statement_types import Statement
from compliance.text import N_, _, currency_amount, date_text, ngettext
from compliance.workbook_statements import KeptMovement, LinkRule, StatementFile

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


def file_said(file: StatementFile) -> str:
    """What an imported file gave."""
    said = ngettext("{count} row entered", "{count} rows entered", file.posted).format(count=file.posted)
    if file.known_already:
        known = ngettext("{count} known already", "{count} known already", file.known_already)
        said += ", " + known.format(count=file.known_already)
    if file.skipped:
        said += ", " + _("{count} left out").format(count=file.skipped)
    if file.review:
        said += ", " + _("{count} to be looked at").format(count=file.review)
    return said


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
    rows += [(_(KINDS[kind]), _signed(amount, proof.currency)) for kind, amount in proof.by_kind]
    if proof.closing is not None:
        rows.append((_("Balance at their end"), currency_amount(proof.closing, proof.currency)))
    return rows


def _signed(amount: int, currency: str) -> str:
    shown = currency_amount(abs(amount), currency)
    return f"−{shown}" if amount < 0 else shown


def proof_said(proof: AccountProof) -> str:
    """Whether an account adds up."""
    if proof.difference is None:
        return _("The file prints no balances, so this cannot be proved.")
    if proof.difference == 0:
        return _("It adds up.")
    return _("{amount} are unexplained: a row is missing, or a file of the time between.").format(
        amount=_signed(proof.difference, proof.currency)
    )
