"""A file taken out of a workbook with all that came of it, and put back as it was."""

from __future__ import annotations

from dataclasses import replace

from compliance.rulebook import Rulebook
from compliance.statements.importing import Imported, import_statements, usual_service
from compliance.statements.receipts_made import receipts_of
from compliance.statements.taking_out import put_back, take_out
from compliance.workbook import Service, Workbook
from compliance.workbook_statements import SetAside


def without_file(
    workbook: Workbook, place: int, rulebook: Rulebook, service: Service | None = None
) -> Imported:
    """The workbook without the file at this place. Receipts that rested on it alone go with it, and are kept
    beside it as they stood; what other files say of the same money counts again."""
    kept = take_out(workbook.statements, place)
    imported = import_statements(workbook, (), rulebook, service, kept)
    after = imported.workbook
    left = {one.id for one in after.receipts}
    before = receipts_of(workbook.statements, workbook.tax_year, service or usual_service(workbook))
    there = {one.id for one in workbook.receipts}
    now = {one.receipt.id for one in imported.made.receipts}
    gone = [one for one in workbook.receipts if one.id not in left]
    removed = [
        one.receipt.id for one in before.receipts if one.receipt.id not in there and one.receipt.id not in now
    ]

    def noted(aside: SetAside) -> SetAside:
        if aside.file != place:
            return aside
        as_saved = tuple(one.model_dump(mode="json") for one in gone)
        return aside.model_copy(update={"receipts": as_saved, "removed": tuple(removed)})

    statements = after.statements
    aside = tuple(noted(one) for one in statements.set_aside)
    statements = statements.model_copy(update={"set_aside": aside})
    return replace(imported, workbook=after.model_copy(update={"statements": statements}))


def with_file_again(
    workbook: Workbook, place: int, rulebook: Rulebook, service: Service | None = None
) -> Imported:
    """The workbook with a file that was taken out. What the person had changed or removed is so again."""
    kept = put_back(workbook.statements, place)
    return import_statements(workbook, (), rulebook, service, kept)
