"""`import`: statements of platforms and banks into a workbook, every row accounted for."""

from __future__ import annotations

import argparse
import csv
import getpass
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from compliance.cli_import_json import written_as_json
from compliance.cli_status import DONE, PROBLEMS, complain
from compliance.file_access import complete_file, read_bytes
from compliance.money import two_decimals
from compliance.rulebook import load_rulebook
from compliance.statements.importing import Imported, import_statements, likely_tax_year, movements_by_id
from compliance.statements.ledger import Added, own_profiles
from compliance.statements.movement import Check
from compliance.statements.statement_messages import Note, review_sentence
from compliance.statements.statement_reading import read_statement
from compliance.statements.statement_types import Statement
from compliance.taxyear import latest_completed, today_in_pakistan
from compliance.text import _, currency_amount, ngettext, rupees_exact
from compliance.workbook import Workbook, blank_workbook
from compliance.workbook_reading import LARGEST_FILE, read_workbook, write_workbook
from compliance.workbook_statements import KeptMovement

_LARGEST_STATEMENT: Final = 100_000_000
_RUNS_IN_A_CELL: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would take a text that begins so for a formula."""
_PLAIN_NUMBER: Final = re.compile(r"[-+]?\d+(?:,\d{2,3})*(?:\.\d+)?")
"""Which a spreadsheet takes for the number that it is."""
_COLUMNS: Final = ("file", "rows", "what", "why", "given", "day", "amount", "currency", "description")


def run(options: argparse.Namespace) -> int:
    """The command; returns the exit status. Raises FileTrouble and RuleFaults.

    With a problem in a file, nothing is written.
    """
    path = Path(options.workbook)
    before = _workbook(path)
    if isinstance(before, tuple):
        return complain((problem.line() for problem in before), PROBLEMS)
    statements = [_read(Path(name), before) for name in options.files]
    problems = [
        f"{statement.name}: {_what_to_do(note)}" for statement in statements for note in statement.problems
    ]
    if problems:
        return complain(problems, PROBLEMS)
    if before is None:
        before = blank_workbook(likely_tax_year(statements, latest_completed(today_in_pakistan())))
    imported = import_statements(before, statements, load_rulebook(), options.service)
    sources = [Path(name) for name in options.files]
    with complete_file(path, *sources) as beside:
        beside.write_text(write_workbook(imported.workbook), encoding="utf-8")
    if options.review is not None:
        review = Path(options.review)
        with complete_file(review, path, *sources) as beside:
            beside.write_text(_review_table(imported), encoding="utf-8-sig", newline="")
    shown = written_as_json(imported) if options.format == "json" else "\n".join(_text(imported)) + "\n"
    sys.stdout.write(shown)
    return DONE


def _workbook(path: Path) -> Workbook | tuple[Any, ...] | None:
    """The workbook to extend, its problems, or None where there is none yet."""
    return read_workbook(read_bytes(path, LARGEST_FILE)) if path.exists() else None


def _read(path: Path, before: Workbook | None) -> Statement:
    """Read a statement; where it is locked, ask for the password at a terminal. It is used once."""
    own = own_profiles(before.statements) if before is not None else ()
    content = read_bytes(path, _LARGEST_STATEMENT)
    statement = read_statement(path.name, content, None, own)
    if statement.needs_password and sys.stdin.isatty():
        password = getpass.getpass(_("Password of {file}: ").format(file=path.name), sys.stderr)
        statement = read_statement(path.name, content, password, own)
    return statement


def _what_to_do(note: Note) -> str:
    """What is the matter with a file, and what to do where the command itself offers no way on."""
    if note.code == "unknown":
        return _(
            "No known statement looks like this. Open it once on the page “Import statements” of the "
            "program, say there which column is which, save the work, and give that workbook here."
        )
    if note.code == "password_needed" and not sys.stdin.isatty():
        return _(
            "The PDF is locked. Run the command in a terminal, which asks for the password, or open the file "
            "on the page “Import statements” of the program."
        )
    return note.line()


def _text(imported: Imported) -> Iterator[str]:
    yield _("Tax year {year}").format(year=imported.workbook.tax_year)
    for statement, added in zip(imported.statements, imported.files, strict=True):
        yield _file_line(statement, added)
        for check in statement.checks:
            if not check.passed:
                yield "  " + _check_line(check)
        for note in statement.warnings:
            yield f"  {note.line()}"
    for year, count in imported.other_years:
        yield ngettext(
            "{count} movement is of tax year {year}; it is kept, and makes no receipt here.",
            "{count} movements are of tax year {year}; they are kept, and make no receipt here.",
            count,
        ).format(count=count, year=year)
    yield from _links(imported)
    yield from _undecided(imported)
    yield from _receipts(imported)
    yield from _open(imported)


def _file_line(statement: Statement, added: Added) -> str:
    if added.already:
        return _("{file}: imported already, nothing changes").format(file=statement.name)
    assert statement.profile is not None
    kept = next(one for one in added.kept.files if one.sha256 == statement.file_hash)
    return _(
        "{file}: {source}, {layout} (grade {grade}): {posted} posted, {same} known already, {skipped} "
        "skipped, {review} to be looked at"
    ).format(
        file=statement.name,
        source=statement.profile.source,
        layout=statement.profile.layout,
        grade=statement.profile.grade,
        posted=kept.posted,
        same=kept.known_already,
        skipped=kept.skipped,
        review=kept.review,
    )


def _check_line(check: Check) -> str:
    what = check.sentence()
    if check.gaps and not check.failures:
        return _("{what} It has a gap at row {row}, which was not read.").format(what=what, row=check.row)
    if check.row is None:
        return _("{what} It does not hold.").format(what=what)
    return _("{what} It does not hold from row {row} on.").format(what=what, row=check.row)


def _links(imported: Imported) -> Iterator[str]:
    yield _("Links between accounts: {found} found, {proposed} to be decided").format(
        found=imported.links_found, proposed=imported.links_proposed
    )


def _undecided(imported: Imported) -> Iterator[str]:
    by_id = movements_by_id(imported.workbook)
    for link in imported.proposed:
        yield "  " + _("{out} may be {into}").format(
            out=_movement(by_id[link.out]), into=_movement(by_id[link.into])
        )


def _receipts(imported: Imported) -> Iterator[str]:
    merged = imported.merged
    yield _(
        "Receipts: {added} added, {changed} known better now, {taken} typed before, {superseded} superseded"
    ).format(
        added=len(merged.added),
        changed=len(merged.changed),
        taken=len(merged.taken),
        superseded=len(merged.superseded),
    )
    for one in merged.added:
        receipt = one.receipt
        rupees = "" if receipt.rupees is None else rupees_exact(receipt.rupees)
        yield "  " + "  ".join(
            filter(
                None,
                (
                    receipt.date.isoformat(),
                    currency_amount(receipt.amount, receipt.currency),
                    rupees if receipt.currency != "PKR" else "",
                    receipt.channel,
                    receipt.platform or receipt.client,
                    _("provisional") if receipt.provisional else "",
                    _("near the year's end") if one.near_year_end else "",
                ),
            )
        )


def _open(imported: Imported) -> Iterator[str]:
    """What the proof leaves open."""
    proof = imported.proof
    for account in proof.accounts:
        if account.difference:
            yield _("{account}: its movements and its balances differ by {amount}").format(
                account=account.account, amount=currency_amount(account.difference, account.currency)
            )
    for out in proof.in_transit:
        yield _("Not arrived in any statement: {movement}").format(movement=_movement(out))
    for one in proof.next_to_year:
        yield _("A day before or after the year, and not counted in it: {movement}").format(
            movement=_movement(one)
        )
    if count := len(imported.workbook.statements.open_rows):
        yield ngettext(
            "{count} row of all files is still to be looked at",
            "{count} rows of all files are still to be looked at",
            count,
        ).format(count=count)
    for credit in proof.banks.unexplained:
        yield _("Not known to be from abroad: {movement}").format(movement=_movement(credit))


def _movement(one: KeptMovement) -> str:
    amount = currency_amount(abs(one.amount), one.currency)
    return f"{one.date.isoformat()}  {amount}  {one.account}  {' '.join(one.description.split())[:60]}"


def _review_table(imported: Imported) -> str:
    """Every row that was left out or has to be looked at, and every movement that is open, as CSV."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for row in _review_rows(imported):
        table.writerow([_guarded(cell) for cell in row])
    return out.getvalue()


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet runs; plain numbers stay as they are."""
    runs = cell.startswith(_RUNS_IN_A_CELL) and not _PLAIN_NUMBER.fullmatch(cell)
    return f"'{cell}" if runs else cell


def _review_rows(imported: Imported) -> Iterator[tuple[str, ...]]:
    for statement in imported.statements:
        for left_out in statement.skipped:
            reason, said = left_out.reason, " | ".join(left_out.raw)
            yield _row(statement.name, left_out.rows, "skipped", reason.sentence(), reason.given, said)
    files = imported.workbook.statements.files
    # Those of earlier imports too, as long as nobody settled them.
    for row in imported.workbook.statements.open_rows:
        for noted in row.reasons:
            why = review_sentence(noted.code)
            day = "" if row.day is None else row.day.isoformat()
            said = " | ".join(row.raw)
            rows = " ".join(map(str, row.rows))
            yield (files[row.file].name, rows, "review", why, noted.given, day, "", "", said)
    by_id = movements_by_id(imported.workbook)
    for one in imported.proof.banks.unexplained:
        why = _("Nothing says that it came from abroad. If it did, enter it as a receipt.")
        yield _open_row(files[one.file].name, one, "unexplained", why)
    for one in imported.proof.in_transit:
        why = _("It arrived in no statement that was imported.")
        yield _open_row(files[one.file].name, one, "in_transit", why)
    for link in imported.proposed:
        one, other = by_id[link.out], by_id[link.into]
        why = _("It may be the same money as {movement}.").format(movement=_movement(other))
        yield _open_row(files[one.file].name, one, "to_decide", why)


def _row(name: str, rows: tuple[int, ...], what: str, why: str, given: str, said: str) -> tuple[str, ...]:
    return (name, " ".join(map(str, rows)), what, why, given, "", "", "", said)


def _open_row(name: str, one: KeptMovement, what: str, why: str) -> tuple[str, ...]:
    rows, amount = " ".join(map(str, one.rows)), two_decimals(one.amount)
    return (name, rows, what, why, "", one.date.isoformat(), amount, one.currency, one.description)
