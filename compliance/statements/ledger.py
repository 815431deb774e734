"""The ledger of all imported statements: each movement once, however often and in whatever file it came.

The same file is known by its hash. The same row is known by the account with the row's own id, or, where the
file gives no ids, by what the row says and how many of its like stand before it in the file: two genuine
payments of the same amount on one day stay two. Different ids never merge. Where several rows have one id,
as the parts of one order do, the id and what the row says tell them apart.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass

from compliance.statements.movement import Movement
from compliance.statements.movement_files import in_file, in_order_of_files, seen_again
from compliance.statements.profile_files import profile_of
from compliance.statements.profile_schema import Profile
from compliance.statements.rows_kept import conflicting_row, open_rows, read_by, with_rows
from compliance.statements.statement_messages import Note
from compliance.statements.statement_reading import uncollected
from compliance.statements.statement_types import Statement
from compliance.statements.taking_out import put_back
from compliance.text import _
from compliance.workbook_statements import (
    KeptMovement,
    StatementFile,
    Statements,
    movement_of_reader,
)

_Key = tuple[object, ...]
_OWN_ID = 3
"""Parts of a key that is a row's own id; one more where that id is there several times."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a file.

    `new` are its movements that the ledger did not have, `same` the ids of those that it had, `conflicts`
    rows whose own id the ledger has with another amount: they are not added. `already`: the file was there.
    """

    kept: Statements
    new: tuple[KeptMovement, ...] = ()
    same: tuple[str, ...] = ()
    conflicts: tuple[tuple[Movement, str], ...] = ()
    already: bool = False
    notes: tuple[Note, ...] = ()


def add_statement(kept: Statements, statement: Statement) -> Added:
    """The ledger with the movements of a statement. A file that it has already changes nothing, but one that
    was taken out is put back.

    A statement with problems adds nothing.
    """
    place = next((at for at, file in enumerate(kept.files) if file.sha256 == statement.file_hash), None)
    if place is not None and place in kept.out:
        return _again(kept, place)
    if place is not None:
        return Added(with_rows(kept, place, statement), already=True)
    if statement.problems or statement.profile is None:
        return Added(kept, notes=statement.problems)
    with uncollected():
        return _entered(kept, statement, statement.profile)


def _entered(kept: Statements, statement: Statement, profile: Profile) -> Added:
    place = len(kept.files)
    known = _Known(kept.movements)
    new: list[KeptMovement] = []
    same: list[str] = []
    conflicts: list[tuple[Movement, str]] = []
    better: dict[str, KeptMovement] = {}
    seen: Counter[_Key] = Counter()
    times = Counter(_own_id(movement) for movement in statement.movements)
    for movement in statement.movements:
        key = _key(movement, seen)
        found = known.find(movement, key, several=times[_own_id(movement)] > 1)
        if found is None:
            new.append(_kept(movement, place, known.free_id(key)))
        elif (found.amount, found.currency) == (movement.amount, movement.currency):
            same.append(found.id)
            better[found.id] = seen_again(better.get(found.id, found), place, movement)
        else:
            conflicts.append((movement, found.id))
    days = [movement.date for movement in statement.movements]
    rows = (*open_rows(place, statement.review), *(conflicting_row(place, one) for one, _known in conflicts))
    file = StatementFile(
        name=statement.name,
        sha256=statement.file_hash,
        profile=profile.id,
        profile_version=profile.version,
        posted=len(new),
        known_already=len(same),
        skipped=statement.counts.skipped,
        review=statement.counts.review + len(conflicts),
        first_day=statement.facts.first_day or min(days, default=None),
        last_day=statement.facts.last_day or max(days, default=None),
        **read_by(statement),
    )
    movements = tuple(better.get(one.id, one) for one in kept.movements) if better else kept.movements
    grown = kept.model_copy(
        update={
            "files": (*kept.files, file),
            "movements": (*movements, *new),
            "rows": (*kept.rows, *rows),
        }
    )
    return Added(grown, tuple(new), tuple(same), tuple(conflicts))


def _again(kept: Statements, place: int) -> Added:
    """A file that was taken out, given again."""
    back = put_back(kept, place)
    before = {one.id for one in kept.movements}
    return Added(
        back,
        tuple(one for one in back.movements if one.id not in before),
        tuple(one.id for one in back.movements if one.id in before and in_file(one, place)),
    )


def entered_later(kept: Statements, place: int, movement: Movement) -> tuple[Statements, str]:
    """The ledger with a movement of a row that waited, and its id; one that it has already stays once."""
    seen: Counter[_Key] = Counter()
    for one in kept.movements:
        if in_file(one, place):
            _key(one, seen)
    known = _Known(kept.movements)
    known.found_in(place)
    key = _key(movement, seen)
    found = known.find(movement, key, several=seen[_own_id(movement)] > 1)
    if found is not None and (found.amount, found.currency) == (movement.amount, movement.currency):
        if in_file(found, place):
            return kept, found.id
        better = seen_again(found, place, movement)
        movements = tuple(better if one.id == found.id else one for one in kept.movements)
        return kept.model_copy(update={"movements": movements}), found.id
    # Another amount under a number that is taken: the person says that it is a movement of its own.
    of_its_own = (*key, "row", movement.file_hash, *movement.rows)
    name = known.free_id(key) if found is None else _id(of_its_own)
    new = _kept(movement, place, name)
    return kept.model_copy(update={"movements": in_order_of_files((*kept.movements, new))}), name


class _Known:
    """The movements that a ledger has, by what they can be known by."""

    def __init__(self, movements: tuple[KeptMovement, ...]) -> None:
        self._by_id = {one.id: one for one in movements}
        self._by_own_id: dict[_Key, list[KeptMovement]] = defaultdict(list)
        for one in movements:
            if one.native_id:
                self._by_own_id[_own_id(one)].append(one)
        self._taken = set(self._by_id)
        self._found: set[str] = set()
        self._by_balance = {
            (one.account, one.date, one.amount, one.currency, one.balance): one
            for one in movements
            if one.balance is not None
        }

    def found_in(self, place: int) -> None:
        """Take the movements of a file as found: each of them is another row of that file."""
        self._found |= {name for name, one in self._by_id.items() if in_file(one, place)}

    def find(self, movement: Movement, key: _Key, *, several: bool) -> KeptMovement | None:
        """The movement of an earlier file that this row is, by its id; without ids on one side by balance.

        `several`: whether other rows of its file have the same id.
        """
        if movement.native_id:
            own = self._of_own_id(movement, several)
            if own is not None:
                self._found.add(own.id)
                return own
        elif (repeated := self._by_id.get(_id(key))) is not None:
            return repeated
        if movement.balance is None:
            return None
        alike = self._by_balance.get(
            (movement.account, movement.date, movement.amount, movement.currency, movement.balance)
        )
        # Two different ids are two movements, whatever else agrees.
        return None if alike is None or (alike.native_id and movement.native_id) else alike

    def _of_own_id(self, movement: Movement, several: bool) -> KeptMovement | None:
        """The movement with the row's id; where there are several, here or in the file, the one of the same
        day and money, of these the one that says the same."""
        there = self._by_own_id.get(_own_id(movement), [])
        if len(there) == 1 and not several:
            return there[0]
        money = (movement.date, movement.amount, movement.currency)
        alike = [one for one in there if (one.date, one.amount, one.currency) == money]
        left = [one for one in alike if one.id not in self._found]
        said = _said(movement)
        return next((one for one in left if _said(one) == said), left[0] if left else None)

    def free_id(self, key: _Key) -> str:
        """The id of a new movement, counted on where another row of the same own id has it already."""
        name, number = _id(key), 1
        while name in self._taken:
            number += 1
            name = _id((*key[:_OWN_ID], number))
        self._taken.add(name)
        return name


def _own_id(one: Movement | KeptMovement) -> _Key:
    return (one.account, one.native_id, one.role)


def _said(one: Movement | KeptMovement) -> str:
    return " ".join(one.description.split()).casefold()


def _key(movement: Movement | KeptMovement, seen: Counter[_Key]) -> _Key:
    if movement.native_id:
        own = _own_id(movement)
        seen[own] += 1
        return own if seen[own] == 1 else (*own, seen[own])
    said = _said(movement)
    alike = (movement.account, movement.date, movement.amount, movement.currency, said, movement.balance)
    seen[alike] += 1
    return (*alike, seen[alike])


def _id(key: _Key) -> str:
    return hashlib.sha256("\x1f".join(map(str, key)).encode()).hexdigest()[:16]


def _kept(movement: Movement, file: int, name: str) -> KeptMovement:
    assert movement.kind is not None
    return movement_of_reader(
        {
            "id": name,
            "file": file,
            "rows": movement.rows,
            "account": movement.account,
            "date": movement.date,
            "kind": movement.kind,
            "amount": movement.amount,
            "currency": movement.currency,
            "balance": movement.balance,
            "native_id": movement.native_id,
            "role": movement.role,
            "group_reference": movement.group_reference,
            "reference": movement.reference,
            "description": movement.description,
            "counterparty": movement.counterparty,
            "pkr_amount": movement.pkr_amount,
            "foreign_amount": movement.foreign_amount,
            "foreign_currency": movement.foreign_currency,
            "fee_included": movement.fee_included,
            "last4": movement.last4,
            "foreign": movement.foreign or "",
            "domestic": movement.domestic,
            "purpose_code": movement.purpose_code,
            "certificate": movement.certificate,
            "retained": movement.retained,
            "raw": movement.raw,
            "also": (),
        }
    )


def own_profiles(kept: Statements) -> tuple[Profile, ...]:
    """The person's own layouts, without any that this version cannot read: their files are not recognised."""
    read = (profile_of(data, _("your own layout")) for data in kept.profiles)
    return tuple(one for one in read if isinstance(one, Profile) and not one.forgotten)
