"""Made receipts into a workbook: each money once, what the person typed or changed stays as it is.

Three sides are compared: what the ledger made before, what stands in the workbook now, and what the ledger
makes with the new files. Where the workbook still says what was made before, it takes what is known now;
where the person changed a field, or took a receipt out, that stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from compliance.statements.receipts_made import OF_BALANCES, MadeReceipt, MadeReceipts
from compliance.workbook import Receipt, Workbook

_DAYS_APART = 3
_OF_THE_PERSON = ("id", "service")
"""What no statement knows."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The workbook, and the ids of receipts whose standing changed.

    `added` are new ones, `changed` those of which more is known now, `taken` typed ones that a statement now
    stands behind, `superseded` those whose place another took.
    """

    workbook: Workbook
    added: tuple[MadeReceipt, ...]
    changed: tuple[str, ...]
    taken: tuple[str, ...]
    superseded: tuple[str, ...]


def merge(workbook: Workbook, before: MadeReceipts, now: MadeReceipts) -> Merged:
    """The workbook with what the ledger makes now; `before` is what it made without the new files."""
    made = {one.receipt.id: one for one in now.receipts}
    old = {one.receipt.id: one.receipt for one in before.receipts}
    heirs = dict(_heirs(before, made))
    receipts: list[Receipt] = []
    changed, superseded = [], []
    changes_of_heirs: dict[str, dict[str, object]] = {}
    for one in workbook.receipts:
        if one.id in made and one.id in old:
            renewed = _renewed(one, old[one.id], made[one.id].receipt)
            if renewed != one:
                changed.append(one.id)
            receipts.append(renewed)
        elif one.id in old:
            superseded.append(one.id)
            if (heir := heirs.get(one.id)) is not None:
                changes_of_heirs.setdefault(heir, {}).update(_changes(one, old[one.id]))
        else:
            receipts.append(one)
    ids = {one.id for one in workbook.receipts}
    there = {one.id for one in workbook.statements.movements}
    taken_out = {heirs[name] for name in old if name in heirs and name not in ids}
    added, taken = [], []
    for name, new in made.items():
        if name in old or _stands_behind(new, receipts):
            continue
        # What the person took out stays out when the bank's credit takes the place of a withdrawal.
        if name in taken_out:
            continue
        typed = _typed_already(new, receipts, there)
        if typed is None:
            kept = new.receipt.model_copy(update=changes_of_heirs.get(name, {}))
            added.append(replace(new, receipt=kept))
        else:
            receipts[typed] = _found_in_statements(receipts[typed], new.receipt)
            taken.append(receipts[typed].id)
    grown = tuple(
        sorted((*receipts, *(one.receipt for one in added)), key=lambda one: one.date) if added else receipts
    )
    return Merged(
        workbook.model_copy(update={"receipts": grown}),
        tuple(added),
        tuple(changed),
        tuple(taken),
        tuple(superseded),
    )


def _renewed(current: Receipt, old: Receipt, new: Receipt) -> Receipt:
    """The receipt with what is known now, in all fields that still say what was known before."""
    update = {
        name: getattr(new, name)
        for name in Receipt.model_fields
        if name not in _OF_THE_PERSON and getattr(current, name) == getattr(old, name)
    }
    return current.model_copy(update=update)


def _changes(current: Receipt, old: Receipt) -> dict[str, object]:
    """What the person changed of a receipt that was made, and the kind of work."""
    return {"service": current.service} | {
        name: getattr(current, name)
        for name in Receipt.model_fields
        if name not in (*_OF_THE_PERSON, "origin", "provisional")
        and getattr(current, name) != getattr(old, name)
    }


def _heirs(before: MadeReceipts, made: dict[str, MadeReceipt]) -> Iterator[tuple[str, str]]:
    """Which new receipt took the place of an old one: the one that has its movement as evidence, or, where a
    file was taken out, the one that is made of its evidence."""
    behind = {movement: name for name, one in made.items() for movement in one.evidence}
    made_of = {movement: name for name, one in made.items() for movement in one.receipt.origin}
    for old in before.receipts:
        name = old.receipt.id
        if name in made:
            continue
        for movement in old.receipt.origin:
            if movement in behind:
                yield name, behind[movement]
        # Nearest first.
        nearest = next((made_of[movement] for movement in old.evidence if movement in made_of), None)
        if nearest is not None:
            yield name, nearest


def _stands_behind(made: MadeReceipt, receipts: list[Receipt]) -> bool:
    """Whether a typed receipt rests on this money already; then its origin is brought up to now."""
    behind = {*made.receipt.origin, *made.evidence}
    for place, one in enumerate(receipts):
        if one.origin and behind & set(one.origin):
            receipts[place] = one.model_copy(update={"origin": made.receipt.origin})
            return True
    return False


def _found_in_statements(typed: Receipt, made: Receipt) -> Receipt:
    """A typed receipt with its origin, and with the bank's rupees where it had none."""
    update: dict[str, object] = {"origin": made.origin}
    if typed.rupees is None and typed.currency != "PKR" and made.rupees is not None:
        update["rupees"] = made.rupees
    return typed.model_copy(update=update)


def _typed_already(new: MadeReceipt, receipts: list[Receipt], there: set[str]) -> int | None:
    """The one receipt without a statement that is the same money, days apart.

    It is known by its amount, by its rupees, or by what left the account behind it. One whose file was taken
    out has no statement any more: `there` are the movements of the ledger.
    """
    made = new.receipt
    amounts = {(made.amount, made.currency), *new.sent}
    alike = [
        place
        for place, one in enumerate(receipts)
        if not any(name in there or name.startswith(OF_BALANCES) for name in one.origin)
        and abs((one.date - made.date).days) <= _DAYS_APART
        and ((one.amount, one.currency) in amounts or _same_rupees(one, made))
    ]
    return alike[0] if len(alike) == 1 else None


def _same_rupees(one: Receipt, made: Receipt) -> bool:
    return one.rupees is not None and one.rupees == made.rupees


def as_they_stood(before: Workbook, after: Workbook) -> Workbook:
    """The workbook in which receipts of files that were put back are as when these were taken out."""
    asides = [one for one in before.statements.set_aside if one.file not in after.statements.out]
    stood = {str(data.get("id")): data for one in asides for data in one.receipts}
    removed = {name for one in asides for name in one.removed}
    there = {one.id for one in before.receipts}
    receipts = tuple(
        one if one.id in there or one.id not in stood else Receipt.model_validate(stood[one.id])
        for one in after.receipts
        if one.id in there or one.id not in removed
    )
    return after.model_copy(update={"receipts": receipts})
