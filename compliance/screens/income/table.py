"""All receipts in a table: type, paste rows from a spreadsheet, correct. What is typed stays as typed."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from compliance.screens import look, receipt_form, state, ways
from compliance.screens.draft import Record, next_id
from compliance.screens.income import table_choices, taken_out
from compliance.screens.places import file_of
from compliance.text import _, language, list_text

_EDITOR: Final = "table.editor"
_BASE: Final = "table.base"
_DEFAULTS: Final = "table.defaults"
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
    "contract",
    "portal_tax",
    "bank",
    "country",
    "reference",
    "note",
)
"""The columns of the table, in order; each is a field of a receipt."""


def frame_of(records: list[Record]) -> pd.DataFrame:
    """The receipts as texts, one a row, and empty rows below them to type or paste into.

    The index says which receipt of the draft a row is.
    """
    shown = [table_choices.in_words(record) for record in records]
    rows = [{name: record.get(name) or None for name in COLUMNS} for record in shown]
    rows += [dict.fromkeys(COLUMNS)] * max(_FEWEST_ROWS - len(rows), _EMPTY_ROWS)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def records_of(frame: pd.DataFrame, before: list[Record], defaults: Record) -> list[Record]:
    """The receipts that an edited table holds. Rows keep what the table does not show; empty rows go."""
    records: list[Record] = []
    for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
        texts = table_choices.in_codes(
            {
                str(name): "" if value is None or value != value else str(value).strip()
                for name, value in row.items()
            }
        )
        known = isinstance(index, int) and 0 <= index < len(before)
        if not known and not any(texts.values()):
            continue
        record = dict(before[index]) if known else {}
        record.update(texts)
        if not known:
            record["id"] = next_id(before + records)
            for name, default in defaults.items():
                record[name] = record[name] or default
        records.append(record)
    return records


def _headings() -> dict[str, tuple[str, int]]:
    """What each column is called, and how wide it is in pixels."""
    return {name: (label, 160) for name, label in receipt_form.labels().items()} | {
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
        "contract": (_("Contract"), 110),
        "portal_tax": (_("Tax on the portal"), 150),
        "bank": (_("Bank"), 140),
    }


def _columns() -> dict[str, Any]:
    """The columns, and what may be chosen in them."""
    headings = _headings()
    chosen = table_choices.choices()
    columns: dict[str, Any] = {}
    for name in COLUMNS:
        label, width = headings[name]
        words = chosen.get(name)
        takes = _("Write one of: {words}.").format(words="; ".join(words.values())) if words else None
        columns[name] = st.column_config.TextColumn(label, max_chars=400, width=width, help=takes)
    return columns


def _defaults() -> Record:
    record: Record = {}
    receipt_form.prefill(record)
    record.pop("started", None)
    record.pop("platform", None)
    return record


def _filled_in(defaults: Record) -> str:
    """What empty cells of a new row count as, in words; empty where nothing is known beforehand."""
    said = table_choices.in_words(defaults)
    headings = _headings()
    named = ("currency", "kind", "channel", "service", "account")
    return list_text(
        [
            _("{column}: {answer}").format(column=headings[name][0], answer=said[name])
            for name in named
            if said.get(name)
        ]
    )


def _put_back(records: list[Record]) -> None:
    """Put rows that were taken out back among the others, and begin the table anew with all of them."""
    draft = state.draft()
    draft["receipts"] = taken_out.together(draft["receipts"], records, st.session_state[_BASE])
    del st.session_state[_BASE]
    taken_out.begin_anew(_EDITOR)
    state.touch()


def show() -> None:
    """The page."""
    draft = state.draft()
    # Cells hold words, so each language has a table of its own.
    editor = f"{taken_out.key_of(_EDITOR)}.{language()}"
    if editor not in st.session_state or _BASE not in st.session_state:
        st.session_state[_BASE] = [dict(record) for record in draft["receipts"]]
        # Found once: what a row leaves empty must not change with the rows typed after it.
        st.session_state[_DEFAULTS] = _defaults()
    base: list[Record] = st.session_state[_BASE]
    defaults: Record = st.session_state[_DEFAULTS]
    with st.container(key="back-overview"):
        st.page_link(file_of("overview"), label=_("Back"))
    with st.container(gap="xsmall"):
        look.section(_("Income"))
        look.title(_("All receipts in a table"))
        look.lead(
            _(
                "One row for each line on your bank statement. Click a cell and type, or copy rows from a "
                "spreadsheet and paste them. Amounts and dates are read as people write them: 3,51,250 or "
                "3.5 lakh, 14/7/2025. For who paid, how it came and the kind of work write a word "
                "or two, such as abroad, SWIFT, IT; the head of each column says which words it takes."
            )
        )
    edited = st.data_editor(
        frame_of(base),
        key=editor,
        num_rows="dynamic",
        hide_index=True,
        column_config=_columns(),
        height=460,
        row_height=38,
        placeholder="",
    )
    records = records_of(edited, base, defaults)
    taken_out.offer(
        [record for record in base if record["id"] not in {one["id"] for one in records}], _put_back
    )
    if records != draft["receipts"]:
        draft["receipts"] = records
        state.touch()
    if filled_in := _filled_in(defaults):
        look.html(
            '<p class="quiet prose">{said}</p>',
            said=_("An empty cell of a new row counts as answered before: {answers}.").format(
                answers=filled_in
            ),
        )
    mends = [mend for mend in state.conversion().mends if mend.receipt is not None]
    if mends:
        ways.mend_list(mends, back_to="table")
    elif records:
        look.aside(_("Every row can be read."), colour="green")
    if st.button(_("Done"), key="table.done", type="primary"):
        state.go_to("overview")


if __name__ == "__main__":
    show()
