"""A file taken out of the ledger, and put back: what only it says goes with it, what others say too stays."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from compliance.statements.movement_files import in_file, in_order_of_files, seen_again
from compliance.workbook_statements import KeptMovement, OpenRow, SeenIn, SetAside, Statements

_Placed = TypeVar("_Placed", KeptMovement, SeenIn, OpenRow, SetAside)


def take_out(kept: Statements, place: int) -> Statements:
    """The ledger without the file at this place, whose part of it is set aside. IndexError for no file."""
    if place in kept.out:
        return kept
    assert kept.files[place]
    left: list[KeptMovement] = []
    gone: list[KeptMovement] = []
    for one in kept.movements:
        if not in_file(one, place):
            left.append(one)
            continue
        gone.append(_as_said_in(one, place))
        if (rest := _as_said_without(one, place)) is not None:
            left.append(rest)
    ids = {one.id for one in left}
    aside = SetAside(
        file=place,
        movements=tuple(gone),
        links=tuple(one for one in kept.links if not {one.out, one.into} <= ids),
        rows=tuple(one for one in kept.rows if one.file == place),
    )
    return kept.model_copy(
        update={
            "movements": in_order_of_files(left),
            "links": tuple(one for one in kept.links if {one.out, one.into} <= ids),
            "rows": tuple(one for one in kept.rows if one.file != place),
            "set_aside": (*kept.set_aside, aside),
        }
    )


def put_back(kept: Statements, place: int) -> Statements:
    """The ledger with a file that was taken out; nothing changes where it was not."""
    aside = next((one for one in kept.set_aside if one.file == place), None)
    if aside is None:
        return kept
    there = {one.id: one for one in kept.movements}
    new = []
    rows = _Rows(there)
    for one in aside.movements:
        same = rows.same(one)
        if same is None:
            new.append(_with_free_id(one, there))
        else:
            there[same] = seen_again(there[same], place, one)
    movements = in_order_of_files((*there.values(), *new))
    ids = {one.id for one in movements}
    pairs = {(one.out, one.into) for one in kept.links}
    others = tuple(one for one in kept.set_aside if one is not aside)
    back = [one for one in aside.links if (one.out, one.into) not in pairs]
    # A link to a file that is still out waits with that file.
    waiting = tuple(one for one in back if not {one.out, one.into} <= ids)
    if waiting and others:
        others = (others[0].model_copy(update={"links": (*others[0].links, *waiting)}), *others[1:])
    return kept.model_copy(
        update={
            "movements": movements,
            "links": (*kept.links, *(one for one in back if {one.out, one.into} <= ids)),
            "rows": tuple(sorted((*kept.rows, *aside.rows), key=lambda row: (row.file, row.rows))),
            "set_aside": others,
        }
    )


class _Rows:
    """The movements of files that count, by what a row that comes back can be known by."""

    def __init__(self, there: dict[str, KeptMovement]) -> None:
        self._there = there
        self._by_own_id: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, one in there.items():
            if one.native_id:
                self._by_own_id[one.account, one.native_id, one.role].append(name)
        self._found: set[str] = set()

    def same(self, one: KeptMovement) -> str | None:
        """The movement that a later file brought of the same row: by its id, or by the row's own id and its
        money. An id alone is not enough, since the rows of one order are counted within their file."""
        names: list[str] = [one.id, *(self._by_own_id.get((one.account, one.native_id, one.role), ()))]
        for name in names:
            other = self._there.get(name)
            if other is not None and name not in self._found and _money(other) == _money(one):
                self._found.add(name)
                return name
        return None


def _money(one: KeptMovement) -> tuple[object, ...]:
    return one.date, one.amount, one.currency


def _with_free_id(one: KeptMovement, there: dict[str, KeptMovement]) -> KeptMovement:
    """The movement, under another id where a row of a later file took its own."""
    name = one.id
    while name in there:
        name = hashlib.sha256(name.encode()).hexdigest()[: len(one.id)]
    return one if name == one.id else one.model_copy(update={"id": name})


def _as_said_in(one: KeptMovement, place: int) -> KeptMovement:
    """The movement as this file alone has it."""
    if one.file == place:
        gave = {name for seen in one.also for name in seen.gave}
        return one.model_copy(update={**_nothing(gave), "also": ()})
    seen = next(seen for seen in one.also if seen.file == place)
    gave = {name for other in one.also if other is not seen for name in other.gave}
    return one.model_copy(
        update={**_nothing({*gave, *seen.silent}), "file": place, "rows": seen.rows, "also": ()}
    )


def _as_said_without(one: KeptMovement, place: int) -> KeptMovement | None:
    """The movement as the other files have it; None where there is no other."""
    if one.file != place:
        seen = next(seen for seen in one.also if seen.file == place)
        others = tuple(other for other in one.also if other is not seen)
        return one.model_copy(update={**_nothing(seen.gave), "also": others})
    if not one.also:
        return None
    heir, *rest = one.also
    silent = set(heir.silent)
    passed_on = []
    for other in rest:
        # What the first of the others is silent about may still be said by one after it.
        gave = silent - set(other.silent)
        silent -= gave
        passed_on.append(other.model_copy(update={"gave": (*other.gave, *sorted(gave))}) if gave else other)
    return one.model_copy(
        update={**_nothing(silent), "file": heir.file, "rows": heir.rows, "also": tuple(passed_on)}
    )


def _nothing(names: Iterable[str]) -> dict[str, object]:
    return {name: KeptMovement.model_fields[name].default for name in names}


def forget(kept: Statements, place: int) -> Statements:
    """The ledger without any trace of a file that was taken out; places of later files move up by one.

    A file that still counts is left as it is.
    """
    if place not in kept.out:
        return kept

    def moved(part: _Placed) -> _Placed:
        return part.model_copy(update={"file": part.file - 1}) if part.file > place else part

    def movement(one: KeptMovement) -> KeptMovement:
        also = tuple(moved(seen) for seen in one.also)
        return moved(one if also == one.also else one.model_copy(update={"also": also}))

    return kept.model_copy(
        update={
            "files": (*kept.files[:place], *kept.files[place + 1 :]),
            "movements": tuple(movement(one) for one in kept.movements),
            "rows": tuple(moved(one) for one in kept.rows),
            "set_aside": tuple(
                moved(
                    one.model_copy(
                        update={
                            "movements": tuple(movement(of_it) for of_it in one.movements),
                            "rows": tuple(moved(row) for row in one.rows),
                        }
                    )
                )
                for one in kept.set_aside
                if one.file != place
            ),
        }
    )
