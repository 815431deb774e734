"""All receipts in a table: type, paste rows from a spreadsheet, correct. What is typed stays as typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import streamlit as st

from compliance.screens import income_words, look, receipt_form, state, ways, work_kinds
from compliance.screens.draft import Record, next_id
from compliance.screens.places import file_of
from compliance.text import _

_EDITOR: Final = "table.editor"
_BASE: Final = "table.base"
_FEWEST_ROWS: Final = 12
_EMPTY_ROWS: Final = 5
COLUMNS: Final = (
    "date",
    "credited",
    "tax_deducted",
    "currency",
    "received",
    "retained",
    "kind",
    "channel",
    "service",
    "account",
    "platform",
    "client",
    "gross",
    "purpose_code",
    "certificate",
    "country",
    "reference",
    "note",
)
"""The columns of the table, in order; each is a field of a receipt."""


def frame_of(records: list[Record]) -> pd.DataFrame:
    """The receipts as texts, one a row, and empty rows below them to type or paste into.

    The index says which receipt of the draft a row is.
    """
    rows = [{name: record.get(name) or None for name in COLUMNS} for record in records]
    rows += [dict.fromkeys(COLUMNS)] * max(_FEWEST_ROWS - len(rows), _EMPTY_ROWS)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def records_of(frame: pd.DataFrame, before: list[Record], defaults: Record) -> list[Record]:
    """The receipts that an edited table holds. Rows keep what the table does not show; empty rows go."""
    records: list[Record] = []
    for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
        texts = {
            name: "" if value is None or value != value else str(value).strip() for name, value in row.items()
        }
        known = isinstance(index, int) and 0 <= index < len(before)
        if not known and not any(texts.values()):
            continue
        record = dict(before[index]) if known else {}
        record.update({str(name): text for name, text in texts.items()})
        if not known:
            record["id"] = next_id(before + records)
            for name, default in defaults.items():
                record[name] = record[name] or default
        records.append(record)
    return records


def _words_of(words: dict[str, str]) -> Callable[[object], str]:
    return lambda code: words.get(str(code), str(code))


def _columns() -> dict[str, Any]:
    """The columns: what each is called, how wide it is in pixels, and what may be chosen in it."""
    labels = receipt_form.labels()
    short = {
        "date": (_("Credited on"), 130),
        "credited": (_("Rupees credited"), 165),
        "tax_deducted": (_("Tax taken out"), 145),
        "currency": (_("Currency"), 110),
        "received": (_("Arrived"), 110),
        "retained": (_("Kept in currency"), 165),
        "kind": (_("Who paid"), 170),
        "channel": (_("How it came"), 230),
        "service": (_("Kind of work"), 230),
        "account": (_("Account"), 120),
    }
    chosen = {
        "kind": income_words.kinds(payroll=True),
        "channel": income_words.channels() | {"raast": _("Raast or IBFT")},
        "service": work_kinds.services(),
        "account": income_words.accounts(),
        "currency": {code: code for code in income_words.currencies(state.rulebook())},
    }
    columns: dict[str, Any] = {}
    for name in COLUMNS:
        label, width = short.get(name, (labels[name], 160))
        words = chosen.get(name)
        columns[name] = (
            st.column_config.TextColumn(label, max_chars=400, width=width)
            if words is None
            else st.column_config.SelectboxColumn(
                label, options=list(words), format_func=_words_of(words), width=width
            )
        )
    return columns


def _defaults() -> Record:
    record: Record = {}
    receipt_form.prefill(record)
    record.pop("started", None)
    record.pop("platform", None)
    return record


def show() -> None:
    """The page."""
    draft = state.draft()
    if _EDITOR not in st.session_state or _BASE not in st.session_state:
        st.session_state[_BASE] = [dict(record) for record in draft["receipts"]]
    base: list[Record] = st.session_state[_BASE]
    with st.container(key="back-overview"):
        st.page_link(file_of("overview"), label=_("Back"))
    with st.container(gap="xsmall"):
        look.section(_("Income"))
        look.title(_("All receipts in a table"))
        look.lead(
            _(
                "One row for each line on your bank statement. Click a cell and type, or copy rows from a "
                "spreadsheet and paste them. Amounts and dates are read as people write them: 3,51,250 or "
                "3.5 lakh, 14/7/2025."
            )
        )
    edited = st.data_editor(
        frame_of(base),
        key=_EDITOR,
        num_rows="dynamic",
        hide_index=True,
        column_config=_columns(),
        height=460,
        row_height=38,
        placeholder="",
    )
    records = records_of(edited, base, _defaults())
    if records != draft["receipts"]:
        draft["receipts"] = records
        state.touch()
    mends = [mend for mend in state.conversion().mends if mend.receipt is not None]
    if mends:
        ways.mend_list(mends, back_to="table")
    elif records:
        look.aside(_("Every row can be read."), colour="green")
    if st.button(_("Done"), key="table.done", type="primary"):
        state.go_to("overview")


if __name__ == "__main__":
    show()
