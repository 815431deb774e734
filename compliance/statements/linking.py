"""The same money in two accounts: what went out of one and came into another, found one to one.

Withdrawals are matched with deposits, never earnings with deposits: many earnings feed one withdrawal. Four
ways in the order in which they can be trusted, each only where exactly one pair fits; where several do, they
are proposed and the person decides. What was confirmed or undone stays so; all others are found anew from
everything that is there, so that the order in which files come makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from compliance.rulebook import ReferenceRates
from compliance.statements.accounts import source_name
from compliance.taxyear import month_of
from compliance.workbook_statements import KeptMovement, Link, LinkRule, Statements

_RUPEE: Final = 100
_LATEST: Final[dict[LinkRule, int]] = {
    "reference": 14,
    "rupees": 5,
    "same_currency": 3,
    "exchange_rate": 7,
    "certificate": 2,
}
"""Days from going out to coming in, at most."""
_FEE: Final = Fraction(4, 100)
"""The most that a payment company takes out of a transfer in one currency."""
_RATE_OFF: Final = Fraction(3, 100)
_SHORTEST_REFERENCE: Final = 6
_DEPOSITS: Final = ("transfer", "earning")
_Test = Callable[[KeptMovement, KeptMovement], bool]


@dataclass(frozen=True, slots=True)
class Linked:
    """The ledger with its links, and how many were found and proposed anew."""

    kept: Statements
    found: int
    proposed: int


def link(kept: Statements, rates: ReferenceRates) -> Linked:
    """The ledger with all links that its movements show."""
    settled = [one for one in kept.links if one.state in ("confirmed", "undone")]
    never = {(one.out, one.into) for one in settled if one.state == "undone"}
    bound = [one for one in settled if one.state != "undone"]
    finder = _Finder(kept.movements, never, bound, rates)
    found = [*finder.certificates(), *finder.movements()]
    proposed = list(finder.proposals())
    before = {(one.out, one.into) for one in kept.links}
    fresh = [one for one in (*found, *proposed) if (one.out, one.into) not in before]
    grown = kept.model_copy(update={"links": (*settled, *found, *proposed)})
    return Linked(
        grown,
        sum(one.state == "found" for one in fresh),
        sum(one.state == "proposed" for one in fresh),
    )


class _Finder:
    """Looks through withdrawals and deposits that no link has taken yet."""

    def __init__(
        self,
        movements: tuple[KeptMovement, ...],
        never: set[tuple[str, str]],
        bound: Iterable[Link],
        rates: ReferenceRates,
    ) -> None:
        self._never, self._rates = never, rates
        certified = {one.out for one in bound if one.rule == "certificate"}
        taken_out = {one.out for one in bound if one.rule != "certificate"}
        taken_in = {one.into for one in bound if one.rule != "certificate"}
        proven = {one.into for one in bound if one.rule == "certificate"}
        self._proceeds = [one for one in movements if one.kind == "proceeds" and one.id not in certified]
        self._credits = [one for one in movements if is_bank_credit(one) and one.id not in proven]
        self._out = {one.id: one for one in movements if one.kind == "withdrawal" and one.id not in taken_out}
        deposits = (one for one in movements if one.kind in _DEPOSITS and one.amount > 0)
        self._into = {one.id: one for one in deposits if one.id not in taken_in}
        self._open: dict[tuple[str, str], LinkRule] = {}

    def certificates(self) -> Iterator[Link]:
        """Lines of certificates and the bank's credits that they certify: the same rupees within days."""
        pairs = _near(self._proceeds, self._credits, "certificate", self._same_rupees_exactly)
        for line, credit in self._unique(pairs, "certificate"):
            yield Link(out=line, into=credit, rule="certificate")

    def movements(self) -> Iterator[Link]:
        """Withdrawals and the deposits that they became."""
        ways: tuple[tuple[LinkRule, _Test], ...] = (
            ("reference", _shares_reference),
            ("rupees", _same_rupees),
            ("same_currency", _same_currency),
            ("exchange_rate", self._by_rate),
        )
        for rule, test in ways:
            pairs = _near(self._out.values(), self._into.values(), rule, test)
            for out, into in self._unique(pairs, rule):
                del self._out[out], self._into[into]
                yield Link(out=out, into=into, rule=rule)

    def proposals(self) -> Iterator[Link]:
        """Pairs of which several fit, so that nobody but the person can tell them apart."""
        for (out, into), rule in self._open.items():
            if rule == "certificate" or (out in self._out and into in self._into):
                yield Link(out=out, into=into, rule=rule, state="proposed")

    def _unique(self, pairs: Iterable[tuple[str, str]], rule: LinkRule) -> list[tuple[str, str]]:
        """The pairs of which neither side has another partner; the others are left open."""
        allowed = [pair for pair in pairs if pair not in self._never]
        partners: dict[str, list[str]] = defaultdict(list)
        for out, into in allowed:
            partners["out " + out].append(into)
            partners["into " + into].append(out)
        found = []
        for out, into in allowed:
            if len(partners["out " + out]) == len(partners["into " + into]) == 1:
                found.append((out, into))
            else:
                self._open.setdefault((out, into), rule)
        return found

    @staticmethod
    def _same_rupees_exactly(line: KeptMovement, credit: KeptMovement) -> bool:
        return line.amount == credit.amount

    def _by_rate(self, out: KeptMovement, into: KeptMovement) -> bool:
        """Another currency at about the month's rate, with a word or a sign that says the same."""
        if into.currency != "PKR" or out.currency == "PKR" or out.pkr_amount is not None:
            return False
        reference = self._rates.rupees_per_unit(out.currency, month_of(into.date))
        if reference is None:
            return False
        implied = Fraction(into.amount, -out.amount)
        wanted = Fraction(reference)
        near = wanted * (1 - _RATE_OFF - _FEE) <= implied <= wanted * (1 + _RATE_OFF)
        return near and (bool(into.foreign) or _names(into, out))


def is_bank_credit(one: KeptMovement) -> bool:
    """Whether it is money that came into an account in rupees."""
    return one.kind == "transfer" and one.amount > 0 and one.currency == "PKR"


def _near(
    outs: Iterable[KeptMovement], intos: Iterable[KeptMovement], rule: LinkRule, fits: _Test
) -> Iterator[tuple[str, str]]:
    """Pairs of two accounts whose days are near enough and that pass the test."""
    accounts: dict[str, dict[int, list[KeptMovement]]] = defaultdict(lambda: defaultdict(list))
    for into in intos:
        accounts[into.account][into.date.toordinal()].append(into)
    for out in outs:
        # A certificate may be dated before or after the credit; money comes in after it went out, or seems to
        # have come a day before, by another clock.
        first = -_LATEST[rule] if rule == "certificate" else -1
        for days in range(first, _LATEST[rule] + 1):
            for account, by_day in accounts.items():
                if account != out.account:
                    found = by_day.get(out.date.toordinal() + days, ())
                    yield from ((out.id, into.id) for into in found if fits(out, into))


def _shares_reference(out: KeptMovement, into: KeptMovement) -> bool:
    marks = {mark for mark in (out.reference, out.native_id) if len(mark) >= _SHORTEST_REFERENCE}
    return bool(marks & {into.reference, into.native_id})


def _same_rupees(out: KeptMovement, into: KeptMovement) -> bool:
    if out.pkr_amount is None or into.currency != "PKR":
        return False
    return abs(out.pkr_amount - into.amount) <= _RUPEE


def _same_currency(out: KeptMovement, into: KeptMovement) -> bool:
    if out.currency != into.currency or not (_names(into, out) or out.last4):
        return False
    sent = -out.amount
    return sent * (1 - _FEE) <= into.amount <= sent and (_names(into, out) or into.amount == sent)


def _names(into: KeptMovement, out: KeptMovement) -> bool:
    """Whether the deposit names the source of the withdrawal."""
    source = source_name(out.account).casefold()
    said = f"{into.description} {into.counterparty}".casefold()
    return source in said
