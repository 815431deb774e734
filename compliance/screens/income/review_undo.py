"""What the last change of many receipts did, and how it is undone without touching anything else."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.screens.draft import Record


@dataclass(frozen=True, slots=True)
class Change:
    """Receipts before and after a change: as many where fields were changed, none after where they were taken
    out, two after one where one was split. `places` are those of the receipts before."""

    places: tuple[int, ...]
    before: tuple[Record, ...]
    after: tuple[Record, ...]


def undone(records: list[Record], change: Change) -> list[Record]:
    """The receipts without the change. What came or changed since stays; where nothing of the change is left,
    they come back as they are."""
    if not change.after:
        return _put_back(records, change)
    if len(change.after) == len(change.before):
        return _fields_back(records, change)
    return _joined(records, change)


def _fields_back(records: list[Record], change: Change) -> list[Record]:
    changed = {
        before["id"]: (before, after) for before, after in zip(change.before, change.after, strict=True)
    }
    return [
        _field_back(record, *changed[record["id"]]) if record["id"] in changed else record
        for record in records
    ]


def _field_back(record: Record, before: Record, after: Record) -> Record:
    back = dict(record)
    for name in {*before, *after}:
        if before.get(name) != after.get(name) and record.get(name) == after.get(name):
            if name in before:
                back[name] = before[name]
            else:
                back.pop(name, None)
    return back


def _put_back(records: list[Record], change: Change) -> list[Record]:
    """With the receipts that were taken out, but for money that another receipt rests on by now."""
    back = list(records)
    ids = {record["id"] for record in records}
    held = {name for record in records for name in record.get("origin", "").split()}
    for place, record in zip(change.places, change.before, strict=True):
        if record["id"] not in ids and not held.intersection(record.get("origin", "").split()):
            back.insert(min(place, len(back)), record)
    return back


def _joined(records: list[Record], change: Change) -> list[Record]:
    """With the two parts made one again, where both are still as they were made."""
    (whole,) = change.before
    if not all(part in records for part in change.after):
        return records
    first, *others = change.after
    return [whole if record == first else record for record in records if record not in others]
