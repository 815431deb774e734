"""Imported statements in a draft: kept as the text of their part of the saved file, read once.

What is done with them is worked out on workbooks; here the outcome goes back into what was typed, of which
nothing else is touched. No Streamlit here.
"""

from __future__ import annotations

import json
from functools import lru_cache

from compliance.screens.draft import Draft
from compliance.screens.draft_receipt import record_of
from compliance.workbook import Workbook
from compliance.workbook_fields import FROM_FILE
from compliance.workbook_statements import Statements

NONE = Statements()


@lru_cache(maxsize=8)
def statements_of(text: str) -> Statements:
    """The statements of a draft. Raises ValidationError for a text that the program never wrote."""
    return Statements.model_validate_json(text, context=FROM_FILE) if text else NONE


def text_of(statements: Statements) -> str:
    """The text in which a draft keeps them; "" for none."""
    if statements == NONE:
        return ""
    return json.dumps(statements.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))


def take_over(draft: Draft, before: Workbook, after: Workbook) -> None:
    """Put receipts and statements of a workbook into the draft that the workbook `before` was made of.

    Receipts that are as they were keep their texts as typed.
    """
    same = {receipt.id: receipt for receipt in before.receipts}
    typed = {record["id"]: record for record in draft["receipts"]}
    draft["receipts"] = [
        typed[one.id] if same.get(one.id) == one and one.id in typed else record_of(one)
        for one in after.receipts
    ]
    draft["statements"] = text_of(after.statements)
