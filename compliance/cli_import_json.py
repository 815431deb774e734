"""What `import` says, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from compliance.money import two_decimals
from compliance.statements.importing import Imported, movements_by_id
from compliance.statements.proof import AccountProof
from compliance.statements.statement_messages import review_sentence
from compliance.workbook_statements import KeptMovement, StatementFile


def written_as_json(imported: Imported) -> str:
    """Everything that came of an import, and what is open, as JSON text."""
    proof, files = imported.proof, imported.workbook.statements.files
    by_id = movements_by_id(imported.workbook)
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
                "checks": [
                    {"code": check.code, "passed": check.passed, "gaps": check.gaps}
                    for check in statement.checks
                ],
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
        "review_rows": [
            {
                "file": files[row.file].name,
                "rows": list(row.rows),
                "day": None if row.day is None else row.day.isoformat(),
                "reasons": [
                    {"code": reason.code, "given": reason.given, "what_to_do": review_sentence(reason.code)}
                    for reason in row.reasons
                ],
                "cells": list(row.raw),
            }
            for row in imported.workbook.statements.open_rows
        ],
        "undecided": [
            {
                "rule": link.rule,
                "out": _json_movement(by_id[link.out], files),
                "into": _json_movement(by_id[link.into], files),
            }
            for link in imported.proposed
        ],
        "next_to_year": [_json_movement(one, files) for one in proof.next_to_year],
        "other_years": {str(year): count for year, count in imported.other_years},
        "proof": {
            "accounts": [_json_account(one) for one in proof.accounts],
            "bank_accounts": [_json_account(one) for one in proof.bank_accounts],
            "in_transit": [one.id for one in proof.in_transit],
            "from_abroad": two_decimals(proof.banks.from_abroad),
            "certified": two_decimals(proof.banks.certified),
            "unexplained": [one.id for one in proof.banks.unexplained],
        },
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _json_account(one: AccountProof) -> dict[str, object]:
    return {
        "account": one.account,
        "opening": _amount(one.opening),
        "by_kind": {kind: two_decimals(amount) for kind, amount in one.by_kind},
        "closing": _amount(one.closing),
        "difference": _amount(one.difference),
        "rows": one.rows,
        "without_balance": one.without_balance,
    }


def _json_movement(one: KeptMovement, files: Sequence[StatementFile]) -> dict[str, object]:
    return {
        "id": one.id,
        "file": files[one.file].name,
        "rows": list(one.rows),
        "date": one.date.isoformat(),
        "account": one.account,
        "amount": two_decimals(one.amount),
        "currency": one.currency,
        "description": one.description,
    }


def _amount(hundredths: int | None) -> str | None:
    return None if hundredths is None else two_decimals(hundredths)
