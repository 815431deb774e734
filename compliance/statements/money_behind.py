"""What stands behind a deposit: the withdrawals that fed it, as far back as one source alone feeds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from compliance.workbook_statements import KeptMovement, Statements


class MoneyBehind:
    """The links of a ledger, followed from where money arrived to where it came from."""

    def __init__(self, kept: Statements) -> None:
        self._by_id = {one.id: one for one in kept.movements}
        self._from = {
            link.into: link.out
            for link in kept.links
            if link.state not in ("proposed", "undone") and link.rule != "certificate"
        }
        self._deposits: dict[str, list[KeptMovement]] = defaultdict(list)
        self._outs: dict[str, list[KeptMovement]] = defaultdict(list)
        for one in sorted(kept.movements, key=lambda one: one.date):
            if one.kind == "withdrawal":
                self._outs[one.account].append(one)
            elif one.kind in ("transfer", "earning") and one.amount > 0:
                self._deposits[one.account].append(one)

    def withdrawals(self, into: str) -> Iterator[KeptMovement]:
        """The withdrawals behind a deposit, nearest first, as far back as they rest on one source alone."""
        while (out := self._from.get(into)) is not None:
            yield self._by_id[out]
            fed = self._sole_source(self._by_id[out])
            if fed is None:
                return
            into = fed

    def _sole_source(self, out: KeptMovement) -> str | None:
        """The latest deposit that a withdrawal rests on, if all since the withdrawal before came from one
        account that is known; None where they are mixed, or a client paid directly."""
        rows = self._deposits.get(out.account, [])
        since = max(
            (one.date for one in self._outs.get(out.account, ()) if one.date < out.date), default=None
        )
        fed = [one for one in rows if one.date <= out.date and (since is None or one.date > since)]
        sources = {self._by_id[self._from[one.id]].account if one.id in self._from else "" for one in fed}
        return fed[-1].id if len(sources) == 1 and "" not in sources else None
