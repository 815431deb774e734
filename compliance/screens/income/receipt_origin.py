"""What a receipt was made of: the file and the row, why it counts as it does, and what stands behind it."""

from __future__ import annotations

from typing import Final

from compliance.screens import look, statement_words
from compliance.screens.draft import Record
from compliance.screens.draft_statements import statements_of
from compliance.statements.receipts_made import Basis, receipts_of
from compliance.text import N_, _, list_text
from compliance.workbook_statements import KeptMovement, Statements

BASES: Final[dict[Basis, str]] = {
    "bank_credit": N_(
        "It is a credit of your bank, of which its text, a certificate or a withdrawal says that it came "
        "from abroad."
    ),
    "certificate": N_("It is a line of a certificate; the bank’s own statement is not here."),
    "withdrawal": N_("It is a withdrawal that stands in for the bank’s credit, whose statement is not here."),
    "withdrawal_not_in_bank": N_(
        "It is a withdrawal that stands in for the bank’s credit. A bank’s statement of that day is here, "
        "and it is not in it: look whether it went elsewhere."
    ),
    "card_spending": N_("It was spent from an account abroad, so it counts as received and kept there."),
    "balance_left": N_(
        "By so much the balance abroad grew in the year, so it counts as received and kept there."
    ),
}
_WAYS: Final = {
    "bank": N_("Through a bank: the statement’s wording, its tax or a certificate says so."),
    "remittance": N_("As a home remittance: that is how the bank’s text reads, or no certificate is there."),
    "unknown": N_("How it came is not known until the bank’s statement is here."),
}


def show_origin(record: Record, statements: str, tax_year: int) -> None:
    """Where a receipt came from; nothing for one that was typed."""
    origin = record.get("origin", "").split()
    if not origin:
        return
    kept = statements_of(statements)
    by_id = {one.id: one for one in kept.movements}
    found = next(
        (one for one in receipts_of(kept, tax_year, "unsure").receipts if one.receipt.id == record["id"]),
        None,
    )
    look.subheading(_("Where it came from"))
    sentences = []
    if found is not None:
        sentences = [_(BASES[found.basis])]
        if (way := _WAYS.get(found.receipt.channel)) is not None:
            sentences.append(_(way))
    look.prose(*sentences)
    behind = found.evidence if found is not None else ()
    look.bullets([_said(by_id[name], kept) for name in (*origin, *behind) if name in by_id])


def _said(one: KeptMovement, kept: Statements) -> str:
    rows = list_text([str(row) for row in one.rows])
    return _("{file}, row {rows}: {movement}").format(
        file=kept.files[one.file].name, rows=rows, movement=statement_words.movement_said(one)
    )
