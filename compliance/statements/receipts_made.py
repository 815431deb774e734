"""Receipts out of the ledger: which movements are a receipt of the tax year, and all that is known of each.

The receipt is the bank's credit, or the line of a certificate, since section 154A looks at realisation; what
platforms and payment companies say is evidence behind it. Without the bank's statement a platform's
withdrawal stands in for it, marked as provisional. What stayed abroad becomes a receipt of its own. All
amounts are in hundredths, all sums exact; nothing is guessed: a credit of which nothing says that it came
from abroad is listed and left to the person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from compliance.money import half_up
from compliance.statements.accounts import account_kind, balance_before, holders_of, in_order, source_name
from compliance.statements.ledger import own_profiles
from compliance.statements.money_behind import MoneyBehind
from compliance.statements.profile_files import shipped_profiles
from compliance.taxyear import month_of, tax_year_of
from compliance.workbook import Channel, Receipt, Service
from compliance.workbook_statements import KeptMovement, Statements

Basis = Literal[
    "bank_credit",
    "certificate",
    "withdrawal",
    "withdrawal_not_in_bank",
    "card_spending",
    "balance_left",
]

OF_BALANCES: Final = "balance-"
"""Begins the origin of a receipt that is no movement but what two balances differ by."""


@dataclass(frozen=True, slots=True)
class MadeReceipt:
    """A receipt with what it rests on. `evidence` are movements behind it, nearest first; `near_year_end`:
    another clock could put it into the other tax year."""

    receipt: Receipt
    basis: Basis
    evidence: tuple[str, ...]
    near_year_end: bool
    sent: tuple[tuple[int, str], ...] = ()
    """What left the account behind it, with its currency: a person may have typed that instead."""


@dataclass(frozen=True, slots=True)
class MadeReceipts:
    """`unexplained` are credits of banks that nothing links to money from abroad, `undecided` withdrawals for
    which several deposits fit; both are the person's to decide."""

    receipts: tuple[MadeReceipt, ...]
    unexplained: tuple[KeptMovement, ...]
    undecided: tuple[KeptMovement, ...]


def receipts_of(kept: Statements, tax_year: int, service: Service) -> MadeReceipts:
    """All receipts of a tax year that the ledger shows, in the order of their days."""
    maker = _Maker(kept, tax_year, service)
    made = [
        *maker.bank_credits(),
        *maker.certificates_alone(),
        *maker.withdrawals(),
        *maker.spent_abroad(),
        *maker.left_abroad(),
    ]
    made.sort(key=lambda one: (one.receipt.date, one.receipt.id))
    return MadeReceipts(tuple(made), tuple(maker.unexplained), tuple(maker.undecided))


class _Maker:
    """The ledger looked up from all sides, for one tax year."""

    def __init__(self, kept: Statements, tax_year: int, service: Service) -> None:
        self._kept, self._tax_year, self._service = kept, tax_year, service
        self._by_id = {one.id: one for one in kept.movements}
        self._sources = {one.id: one.source for one in (*shipped_profiles(), *own_profiles(kept))}
        self._holders = holders_of(kept)
        self._behind = MoneyBehind(kept)
        self._line_of: dict[str, str] = {}
        self._linked_out: set[str] = set()
        self._proposed: set[str] = set()
        for link in kept.links:
            if link.state == "proposed":
                self._proposed.add(link.out)
            elif link.state != "undone" and link.rule == "certificate":
                self._line_of[link.into] = link.out
            elif link.state != "undone":
                self._linked_out.add(link.out)
        self._taxes: dict[tuple[str, str], int] = defaultdict(int)
        for one in kept.movements:
            if one.kind == "tax" and one.group_reference:
                self._taxes[one.account, one.group_reference] -= one.amount
        self.unexplained: list[KeptMovement] = []
        self.undecided: list[KeptMovement] = []

    def _of_year(self) -> Iterator[KeptMovement]:
        return (one for one in self._kept.movements if tax_year_of(one.date) == self._tax_year)

    def bank_credits(self) -> Iterator[MadeReceipt]:
        """Credits that a sign of the text, a certificate or a link shows to be money from abroad."""
        for credit in self._of_year():
            if credit.kind != "transfer" or credit.amount <= 0 or not self._is_bank(credit):
                continue
            line = self._by_id.get(self._line_of.get(credit.id, ""))
            behind = tuple(self._behind.withdrawals(credit.id))
            if not (credit.foreign or line or behind):
                self.unexplained.append(credit)
                continue
            if credit.currency == "PKR":
                yield self._credited(credit, line, behind)
            else:
                yield self._credited_in_currency(credit, behind)

    def _bank(self, credit: KeptMovement) -> str:
        """The name of the bank: as its layout has it, else as its account is called."""
        profile = self._kept.files[credit.file].profile if credit.file < len(self._kept.files) else ""
        return self._sources.get(profile) or source_name(credit.account)

    def _is_bank(self, one: KeptMovement) -> bool:
        return account_kind(one.account, self._holders) == "bank"

    def _abroad(self, one: KeptMovement) -> bool:
        return account_kind(one.account, self._holders) == "platform" and one.currency != "PKR"

    def _credited(
        self, credit: KeptMovement, line: KeptMovement | None, behind: tuple[KeptMovement, ...]
    ) -> MadeReceipt:
        tax = self._taxes.get((credit.account, credit.reference), 0) if credit.reference else 0
        realised = credit.foreign == "bank" or line is not None or tax > 0
        channel: Channel = "bank" if realised else "remittance"
        amount, currency, retained = self._arrived(credit, line)
        rupees = credit.amount if not retained else half_up(credit.amount * amount, amount - retained)
        receipt = self._receipt(
            credit,
            amount=amount,
            currency=currency,
            rupees=rupees,
            retained=retained if channel == "bank" else 0,
            channel=channel,
            tax_deducted=tax,
            purpose_code=line.purpose_code if line else credit.purpose_code,
            certificate=line.certificate if line else credit.certificate,
            client="" if behind else credit.counterparty,
            platform=_platform(behind),
            bank=self._bank(credit),
        )
        evidence = tuple(one.id for one in (*((line,) if line else ()), *behind))
        sent = tuple((-one.amount, one.currency) for one in behind[:1])
        return MadeReceipt(receipt, "bank_credit", evidence, _near_year_end(credit), sent)

    def _credited_in_currency(self, credit: KeptMovement, behind: tuple[KeptMovement, ...]) -> MadeReceipt:
        """Money that a bank in Pakistan put into an account in foreign currency: all of it stayed in that."""
        receipt = self._receipt(
            credit,
            amount=credit.amount,
            currency=credit.currency,
            rupees=None,
            retained=credit.amount,
            channel="bank",
            bank=self._bank(credit),
            client="" if behind else credit.counterparty,
            platform=_platform(behind),
        )
        sent = tuple((-one.amount, one.currency) for one in behind[:1])
        return MadeReceipt(
            receipt, "bank_credit", tuple(one.id for one in behind), _near_year_end(credit), sent
        )

    def _arrived(self, credit: KeptMovement, line: KeptMovement | None) -> tuple[int, str, int]:
        """What arrived in its own currency, and how much of it was kept; rupees where no other is stated."""
        if line is not None and line.foreign_amount and line.foreign_currency:
            kept = line.retained or 0
            return line.foreign_amount + kept, line.foreign_currency, kept
        if credit.foreign_amount and credit.foreign_currency:
            return credit.foreign_amount, credit.foreign_currency, 0
        return credit.amount, "PKR", 0

    def certificates_alone(self) -> Iterator[MadeReceipt]:
        """Lines of certificates to which no credit belongs, since the bank's statement is not there."""
        certified = set(self._line_of.values())
        for line in self._of_year():
            if line.kind == "proceeds" and line.id not in certified:
                amount, currency, kept = self._arrived(line, line)
                rupees = line.amount if not kept else half_up(line.amount * amount, amount - kept)
                receipt = self._receipt(
                    line,
                    amount=amount,
                    currency=currency,
                    rupees=rupees,
                    retained=kept,
                    channel="bank",
                    purpose_code=line.purpose_code,
                    certificate=line.certificate,
                    client=line.counterparty,
                )
                yield MadeReceipt(receipt, "certificate", (), _near_year_end(line))

    def withdrawals(self) -> Iterator[MadeReceipt]:
        """Withdrawals that no deposit of another statement took up."""
        banks = [
            (file.first_day, file.last_day)
            for place, file in enumerate(self._kept.files)
            if any(one.file == place and self._is_bank(one) for one in self._kept.movements)
        ]
        for out in self._of_year():
            if out.kind != "withdrawal" or out.id in self._linked_out:
                continue
            if out.id in self._proposed:
                self.undecided.append(out)
                continue
            covered = any(first and last and first <= out.date <= last for first, last in banks)
            sent = -out.amount - (out.fee_included or 0)
            receipt = self._receipt(
                out,
                amount=sent,
                currency=out.currency,
                rupees=sent if out.currency == "PKR" else out.pkr_amount,
                channel="unknown",
                platform=_source(out),
                provisional=True,
            )
            basis: Basis = "withdrawal_not_in_bank" if covered else "withdrawal"
            yield MadeReceipt(receipt, basis, (), _near_year_end(out))

    def spent_abroad(self) -> Iterator[MadeReceipt]:
        """What was spent from an account abroad, a month together, less what came back."""
        months: dict[tuple[str, str], list[KeptMovement]] = defaultdict(list)
        for one in self._of_year():
            if one.kind in ("card", "card_refund", "payment") and self._abroad(one):
                months[one.account, month_of(one.date)].append(one)
        for rows in months.values():
            spent = -sum(one.amount for one in rows)
            if spent > 0:
                last = max(rows, key=lambda one: one.date)
                name = f"s-spent-{last.account}-{month_of(last.date)}"
                receipt = self._kept_abroad(name, last, spent, tuple(one.id for one in rows))
                yield MadeReceipt(receipt, "card_spending", (), _near_year_end(last))

    def left_abroad(self) -> Iterator[MadeReceipt]:
        """By how much the balance of an account abroad grew in the year, where its balances are printed."""
        for account in sorted({one.account for one in self._of_year() if self._abroad(one)}):
            rows = [
                one
                for one in in_order(self._kept.movements, account)
                if tax_year_of(one.date) == self._tax_year and one.balance is not None
            ]
            if not rows:
                continue
            first, last = rows[0], rows[-1]
            grown = (last.balance or 0) - (balance_before(rows) or 0)
            if grown > 0:
                name = f"s-left-{account}"
                receipt = self._kept_abroad(name, last, grown, (f"{OF_BALANCES}{first.id}-{last.id}",))
                yield MadeReceipt(receipt, "balance_left", (), _near_year_end(last))

    def _kept_abroad(self, name: str, last: KeptMovement, amount: int, origin: tuple[str, ...]) -> Receipt:
        made = self._receipt(
            last,
            amount=amount,
            currency=last.currency,
            rupees=None,
            channel="kept_abroad",
            platform=_source(last),
        )
        return made.model_copy(update={"id": name, "origin": origin})

    def _receipt(self, movement: KeptMovement, **known: object) -> Receipt:
        return Receipt.model_validate(
            {
                "id": f"s-{movement.id}",
                "date": movement.date,
                "kind": "export",
                "service": self._service,
                "reference": movement.reference or movement.native_id,
                "origin": (movement.id,),
                **known,
            }
        )


def _near_year_end(one: KeptMovement) -> bool:
    return (one.date.month, one.date.day) in {(6, 30), (7, 1)}


def _source(one: KeptMovement) -> str:
    return source_name(one.account)


def _platform(behind: tuple[KeptMovement, ...]) -> str:
    """Where the money was earned: the last withdrawal behind the credit, seen from the bank."""
    return _source(behind[-1]) if behind else ""
