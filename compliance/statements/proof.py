"""The proof that nothing is missing: accounts add up, withdrawals arrived, credits are explained.

Earnings less fees and refunds equal withdrawals plus the change of the balance; withdrawals equal the bank's
credits plus what is in transit; the bank's credits from abroad equal the certificates plus the unexplained.
Amounts are hundredths of the account's currency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from compliance.statements.accounts import AccountKind, account_kind, balance_before, holders_of, in_order
from compliance.statements.linking import is_bank_credit
from compliance.statements.receipts_made import MadeReceipts
from compliance.taxyear import tax_year_of
from compliance.workbook_statements import KeptMovement, Statements


@dataclass(frozen=True, slots=True)
class AccountProof:
    """An account over the tax year. `by_kind` are signed sums, `in_and_out` the same with what came in and
    what went out (without sign) apart; `difference` is what the balances moved beyond them.

    Balances and difference are None where rows are without a balance: `without_balance` of `rows`.
    """

    account: str
    currency: str
    opening: int | None
    by_kind: tuple[tuple[str, int], ...]
    closing: int | None
    difference: int | None
    in_and_out: tuple[tuple[str, int, int], ...] = ()
    rows: int = 0
    without_balance: int = 0
    kind: AccountKind = "platform"

    @property
    def moved(self) -> int:
        """By how much the account grew, by its rows."""
        return sum(amount for _kind, amount in self.by_kind)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A withdrawal and what came of it: `credit` None while it is in transit, or its statement is missing."""

    out: KeptMovement
    credit: KeptMovement | None
    undecided: bool = False
    """Whether several credits fit, of which the person has to choose."""


@dataclass(frozen=True, slots=True)
class BankProof:
    """Credits of all banks from abroad in paisa, those that a certificate covers, and the unexplained."""

    from_abroad: int
    certified: int
    without_certificate: tuple[KeptMovement, ...]
    certificates_without_credit: tuple[KeptMovement, ...]
    unexplained: tuple[KeptMovement, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """All of it for one tax year. `accounts` are those abroad, `bank_accounts` those in Pakistan."""

    accounts: tuple[AccountProof, ...]
    withdrawals: tuple[Arrived, ...]
    banks: BankProof
    bank_accounts: tuple[AccountProof, ...] = ()
    next_to_year: tuple[KeptMovement, ...] = ()
    """Money in, or on its way to a bank, of the last day before the year or the first after it."""

    @property
    def in_transit(self) -> tuple[KeptMovement, ...]:
        """Withdrawals that arrived nowhere yet."""
        return tuple(one.out for one in self.withdrawals if one.credit is None and not one.undecided)


def proof_of(kept: Statements, made: MadeReceipts, tax_year: int) -> Proof:
    """Prove the year, as far as the statements reach."""
    movements = [one for one in kept.movements if tax_year_of(one.date) == tax_year]
    by_id = {one.id: one for one in kept.movements}
    bound = [one for one in kept.links if one.state in ("found", "confirmed")]
    into = {one.out: by_id[one.into] for one in bound if one.rule != "certificate"}
    open_ones = {one.id for one in made.undecided}
    holders = holders_of(kept)
    accounts = sorted({one.account for one in movements})
    abroad = [one for one in accounts if account_kind(one, holders) == "platform"]
    banks = [one for one in accounts if account_kind(one, holders) == "bank"]
    return Proof(
        accounts=tuple(_account(kept, account, tax_year, "platform") for account in abroad),
        bank_accounts=tuple(_account(kept, account, tax_year, "bank") for account in banks),
        next_to_year=tuple(one for one in kept.movements if _next_to_year(one, tax_year)),
        withdrawals=tuple(
            Arrived(one, into.get(one.id), one.id in open_ones)
            for one in movements
            if one.kind == "withdrawal"
        ),
        banks=_banks(
            movements, {one.into: by_id[one.out] for one in bound if one.rule == "certificate"}, made
        ),
    )


def _next_to_year(one: KeptMovement, tax_year: int) -> bool:
    """Whether another clock, or the bank's own day, could put it into the tax year."""
    if tax_year_of(one.date) == tax_year or not (one.amount > 0 or one.kind == "withdrawal"):
        return False
    return any(tax_year_of(one.date + timedelta(days=days)) == tax_year for days in (-1, 1))


def _account(kept: Statements, account: str, tax_year: int, kind: AccountKind) -> AccountProof:
    rows = [one for one in in_order(kept.movements, account) if tax_year_of(one.date) == tax_year]
    sums: dict[str, int] = defaultdict(int)
    into: dict[str, int] = defaultdict(int)
    for one in rows:
        sums[one.kind] += one.amount
        into[one.kind] += max(one.amount, 0)
    without = sum(one.balance is None for one in rows)
    opening = closing = None
    if not without:
        opening, closing = balance_before(rows), rows[-1].balance
    by_kind = tuple(sorted(sums.items(), key=lambda pair: -pair[1]))
    return AccountProof(
        account=account,
        currency=rows[0].currency,
        opening=opening,
        by_kind=by_kind,
        closing=closing,
        difference=None if without else (closing or 0) - (opening or 0) - sum(sums.values()),
        in_and_out=tuple((kind, into[kind], into[kind] - amount) for kind, amount in by_kind),
        rows=len(rows),
        without_balance=without,
        kind=kind,
    )


def _banks(
    movements: Iterable[KeptMovement], lines: dict[str, KeptMovement], made: MadeReceipts
) -> BankProof:
    movements = list(movements)
    realised = {
        origin for one in made.receipts if one.basis == "bank_credit" for origin in one.receipt.origin
    }
    credits = [one for one in movements if is_bank_credit(one) and one.id in realised]
    used = {line.id for line in lines.values()}
    return BankProof(
        from_abroad=sum(one.amount for one in credits),
        certified=sum(one.amount for one in credits if one.id in lines),
        without_certificate=tuple(one for one in credits if one.id not in lines),
        certificates_without_credit=tuple(
            one for one in movements if one.kind == "proceeds" and one.id not in used
        ),
        unexplained=made.unexplained,
    )
