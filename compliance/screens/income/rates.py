"""Exchange rates of the person's own, for receipts whose rupees are not known."""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd
import streamlit as st

from compliance.receipt_entry import month_ends
from compliance.screens import income_words, look, state, ways
from compliance.screens.draft import Record, tax_year_of
from compliance.screens.income import rates_used, taken_out
from compliance.screens.income.rates_file import BASE, EDITOR, begin_anew, show_file
from compliance.screens.places import file_of
from compliance.taxyear import latest_completed, month_of
from compliance.text import _, month_text

_EMPTY_ROWS: Final = 8
_FORMS: Final = {
    "month": re.compile(r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])", re.ASCII),
    "currency": re.compile(r"[A-Z]{3}"),
}
_COLUMNS: Final = ("month", "currency", "rupees", "source")


def records_of(frame: pd.DataFrame) -> list[Record]:
    """The rates that an edited table holds, as typed; empty rows go."""
    rows = [
        {
            str(name): "" if value is None or value != value else str(value).strip()
            for name, value in row.items()
        }
        for row in frame.to_dict("records")
    ]
    return [row for row in rows if any(row.values())]


def _put_back(records: list[Record]) -> None:
    """Put rows that were taken out back, and begin the table anew with all of them."""
    state.draft()["rates"] += records
    begin_anew()
    state.touch()


def _with_those_there(offered: list[str], field: str) -> list[str]:
    """What can be chosen, and what a file brought in besides, so that no cell looks empty that is not."""
    there = [rate.get(field) or "" for rate in st.session_state[BASE]]
    form = _FORMS[field]
    return list(dict.fromkeys([*offered, *(text for text in there if form.fullmatch(text))]))


def show() -> None:
    """The page."""
    draft = state.draft()
    editor = taken_out.key_of(EDITOR)
    if editor not in st.session_state or BASE not in st.session_state:
        st.session_state[BASE] = [dict(rate) for rate in draft["rates"]]
    with st.container(key="back-overview"):
        st.page_link(file_of("overview"), label=_("Back"))
    with st.container(gap="xsmall"):
        look.section(_("Income"))
        look.title(_("Exchange rates of your own"))
        look.lead(
            _(
                "For receipts whose rupees you do not know, a reference rate of the month is used, which "
                "lies about 1% from the State Bank’s. If you have better rates, for example from your bank, "
                "enter them here."
            )
        )
    year = tax_year_of(draft) or latest_completed(state.today())
    rows = [*st.session_state[BASE], *[dict.fromkeys(_COLUMNS)] * _EMPTY_ROWS]
    base = pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)
    columns: dict[str, Any] = {
        "month": st.column_config.SelectboxColumn(
            _("Month"),
            options=_with_those_there([month_of(day) for day in month_ends(year)], "month"),
            format_func=lambda month: month_text(str(month)),
        ),
        "currency": st.column_config.SelectboxColumn(
            _("Currency"),
            options=_with_those_there(
                [code for code in income_words.currencies(state.rulebook()) if code != "PKR"], "currency"
            ),
        ),
        "rupees": st.column_config.TextColumn(_("Rupees for one unit"), max_chars=20),
        "source": st.column_config.TextColumn(_("Where from"), max_chars=80),
    }
    edited = st.data_editor(
        base,
        key=editor,
        num_rows="dynamic",
        hide_index=True,
        height=360,
        row_height=38,
        width=672,
        placeholder="",
        column_config=columns,
    )
    records = records_of(edited)
    deleted = set(st.session_state[editor]["deleted_rows"])
    taken_out.offer(
        [rate for index, rate in enumerate(st.session_state[BASE]) if index in deleted], _put_back
    )
    if records != draft["rates"]:
        draft["rates"] = records
        state.touch()
    mends = [mend for mend in state.conversion().mends if mend.page == "rates"]
    if mends:
        ways.mend_list(mends, back_to="overview")
    show_file(year)
    rates_used.show_used()
    if st.button(_("Done"), key="rates.done", type="primary"):
        state.go_to("overview")


if __name__ == "__main__":
    show()
