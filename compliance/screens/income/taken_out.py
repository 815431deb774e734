"""Rows that were taken out of a table, with the way to put them back while its page is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from compliance.screens import look
from compliance.screens.draft import Record
from compliance.text import _, ngettext


def key_of(editor: str) -> str:
    """The key of a table's widget: another one each time that it begins anew."""
    times: int = st.session_state.get(f"times.{editor}", 0)
    return f"{editor}.{times}" if times else editor


def begin_anew(editor: str) -> None:
    """Let a table show what the draft holds, and forget what was changed in it before."""
    st.session_state[f"times.{editor}"] = st.session_state.get(f"times.{editor}", 0) + 1


def offer(records: Sequence[Record], put_back: Callable[[list[Record]], None]) -> None:
    """Say that rows were taken out, with the way to put them back; nothing where none was."""
    taken = [record for record in records if any(text for name, text in record.items() if name != "id")]
    if not taken:
        return
    said = ngettext("{count} row was taken out.", "{count} rows were taken out.", len(taken))
    with st.container(key="rows-taken-out", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            look.markup('<p class="prose">{text}</p>', text=said.format(count=len(taken))), width="content"
        )
        st.button(_("Put back"), key="rows.put_back", type="tertiary", on_click=put_back, args=(taken,))


def together(now: list[Record], taken: Sequence[Record], before: Sequence[Record]) -> list[Record]:
    """The records with those that were taken out, in the order in which they stood before; new ones last."""
    order = {record["id"]: index for index, record in enumerate(before)}
    return sorted([*now, *taken], key=lambda record: order.get(record["id"], len(order)))
