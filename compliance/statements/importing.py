"""Statements into a workbook: read, entered once, linked, made into receipts, and what is left to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from compliance.rulebook import Rulebook
from compliance.statements.ledger import Added, add_statement
from compliance.statements.linking import link
from compliance.statements.proof import Proof, proof_of
from compliance.statements.receipts_made import MadeReceipts, receipts_of
from compliance.statements.receipts_merged import Merged, as_they_stood, merge
from compliance.statements.statement_types import Statement
from compliance.taxyear import tax_year_of
from compliance.workbook import Service, Workbook
from compliance.workbook_filing import Bank
from compliance.workbook_statements import KeptMovement, Link, Statements


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of importing some statements into a workbook.

    `files` go with `statements`, in their order. `links_found` and `links_proposed` are new ones;
    `other_years` counts movements of the new files that belong to other tax years, by their year.
    """

    workbook: Workbook
    statements: tuple[Statement, ...]
    files: tuple[Added, ...]
    links_found: int
    links_proposed: int
    made: MadeReceipts
    merged: Merged
    proof: Proof
    other_years: tuple[tuple[int, int], ...]

    @property
    def proposed(self) -> tuple[Link, ...]:
        """Links that wait for the person."""
        return tuple(one for one in self.workbook.statements.links if one.state == "proposed")


def import_statements(
    workbook: Workbook,
    statements: Iterable[Statement],
    rulebook: Rulebook,
    service: Service | None = None,
    decided: Statements | None = None,
) -> Imported:
    """The workbook with these statements in it. Importing the same again changes nothing.

    `decided` are the workbook's own statements as the person changed them: links, rows, files. `service` is
    the kind of work of new receipts; None: that of the receipts there are, where it is one.
    """
    kept, files = decided or workbook.statements, []
    read = tuple(statements)
    for statement in read:
        added = add_statement(kept, statement)
        kept = added.kept
        files.append(added)
    linked = link(kept, rulebook.rates)
    work = service or usual_service(workbook)
    entered = {movement for one in workbook.receipts for movement in one.origin}
    before = receipts_of(workbook.statements, workbook.tax_year, work)
    made = receipts_of(linked.kept, workbook.tax_year, work)
    unexplained = tuple(one for one in made.unexplained if one.id not in entered)
    made = replace(made, unexplained=unexplained)
    merged = merge(workbook.model_copy(update={"statements": linked.kept}), before, made)
    merged = replace(merged, workbook=_with_banks(as_they_stood(workbook, merged.workbook), workbook))
    years = Counter(tax_year_of(one.date) for added in files for one in added.new)
    return Imported(
        workbook=merged.workbook,
        statements=read,
        files=tuple(files),
        links_found=linked.found,
        links_proposed=linked.proposed,
        made=made,
        merged=merged,
        proof=proof_of(linked.kept, made, workbook.tax_year),
        other_years=tuple(sorted((year, n) for year, n in years.items() if year != workbook.tax_year)),
    )


def _with_banks(after: Workbook, before: Workbook) -> Workbook:
    """The workbook in which every bank of a new receipt is one of the person's: one that is there already,
    where its name holds the name, or a new one."""
    banks = list(after.banks)
    there = {one.id for one in before.receipts}
    receipts = []
    for one in after.receipts:
        if one.bank and one.id not in there:
            plain = one.bank.casefold()
            known = next((bank.name for bank in banks if plain in bank.name.casefold()), None)
            if known is None:
                banks.append(Bank(name=one.bank))
            elif known != one.bank:
                one = one.model_copy(update={"bank": known})
        receipts.append(one)
    return after.model_copy(update={"receipts": tuple(receipts), "banks": tuple(banks)})


def usual_service(workbook: Workbook) -> Service:
    """The kind of work of all receipts from abroad, where it is one; not known otherwise."""
    found = {one.service for one in workbook.receipts if one.kind == "export"}
    return found.pop() if len(found) == 1 else "unsure"


def likely_tax_year(statements: Iterable[Statement], fallback: int) -> int:
    """The tax year that most movements of some statements fall in."""
    years = Counter(tax_year_of(one.date) for statement in statements for one in statement.movements)
    return max(years, key=lambda year: (years[year], year)) if years else fallback


def movements_by_id(workbook: Workbook) -> dict[str, KeptMovement]:
    """The movements that a workbook keeps, by their ids."""
    return {one.id: one for one in workbook.statements.movements}
