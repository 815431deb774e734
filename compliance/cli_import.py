"""`import`: statements of platforms and banks into a workbook, every row accounted for."""

from __future__ import annotations

import argparse
import csv
import getpass
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from compliance.cli_status import DONE, PROBLEMS, complain
from compliance.file_access import complete_file, read_bytes
from compliance.money import two_decimals
from compliance.rulebook import load_rulebook
from compliance.statements.importing import Imported, import_statements, likely_tax_year, movements_by_id
from compliance.statements.ledger import Added, own_profiles
from compliance.statements.statement_messages import Note
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
    shown = _json(imported) if options.format == "json" else "\n".join(_text(imported)) + "\n"
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
                yield "  " + _check_line(statement, check.sentence(), check.row)
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


def _check_line(statement: Statement, sentence: str, row: int | None) -> str:
    if row is None:
        return _("{what} It does not hold.").format(what=sentence)
    return _("{what} It does not hold from row {row} on.").format(what=sentence, row=row)


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
    for credit in proof.banks.unexplained:
        yield _("Not known to be from abroad: {movement}").format(movement=_movement(credit))


def _movement(one: KeptMovement) -> str:
    amount = currency_amount(abs(one.amount), one.currency)
    return f"{one.date.isoformat()}  {amount}  {one.account}  {' '.join(one.description.split())[:60]}"


def _json(imported: Imported) -> str:
    proof = imported.proof
    found = {
        "tax_year": imported.workbook.tax_year,
        "files": [
            {
                "name": statement.name,
                "already": added.already,
                "profile": statement.profile.id if statement.profile else None,
                "grade": statement.profile.grade if statement.profile else None,
                "rows": statement.counts.data,
                "posted": statement.counts.posted,
                "new": len(added.new),
                "known_already": len(added.same),
                "skipped": statement.counts.skipped,
                "review": statement.counts.review,
                "conflicts": len(added.conflicts),
                "checks": [{"code": check.code, "passed": check.passed} for check in statement.checks],
            }
            for statement, added in zip(imported.statements, imported.files, strict=True)
        ],
        "links": {"found": imported.links_found, "proposed": imported.links_proposed},
        "receipts": {
            "added": [one.receipt.id for one in imported.merged.added],
            "changed": list(imported.merged.changed),
            "typed_before": list(imported.merged.taken),
            "superseded": list(imported.merged.superseded),
        },
        "other_years": {str(year): count for year, count in imported.other_years},
        "proof": {
            "accounts": [
                {
                    "account": one.account,
                    "opening": _amount(one.opening),
                    "by_kind": {kind: two_decimals(amount) for kind, amount in one.by_kind},
                    "closing": _amount(one.closing),
                    "difference": _amount(one.difference),
                }
                for one in proof.accounts
            ],
            "in_transit": [one.id for one in proof.in_transit],
            "from_abroad": two_decimals(proof.banks.from_abroad),
            "certified": two_decimals(proof.banks.certified),
            "unexplained": [one.id for one in proof.banks.unexplained],
        },
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _amount(hundredths: int | None) -> str | None:
    return None if hundredths is None else two_decimals(hundredths)


def _review_table(imported: Imported) -> str:
    """Every row that was left out or has to be looked at, and every movement that is open, as CSV."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for row in _review_rows(imported):
        table.writerow([f"'{cell}" if cell.startswith(_RUNS_IN_A_CELL) else cell for cell in row])
    return out.getvalue()


def _review_rows(imported: Imported) -> Iterator[tuple[str, ...]]:
    for statement, added in zip(imported.statements, imported.files, strict=True):
        for left_out in statement.skipped:
            reason, said = left_out.reason, " | ".join(left_out.raw)
            yield _row(statement.name, left_out.rows, "skipped", reason.sentence(), reason.given, said)
        for open_row in statement.review:
            said = " | ".join(open_row.raw)
            for reason in open_row.reasons:
                yield _row(statement.name, open_row.rows, "review", reason.sentence(), reason.given, said)
        for movement, _known in added.conflicts:
            why = _("Another file has this id with another amount; neither is changed.")
            yield _row(statement.name, movement.rows, "review", why, movement.native_id, movement.description)
    files = imported.workbook.statements.files
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
