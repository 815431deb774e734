"""What was taken out of the draft last on a page, so that it can be put back."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from compliance.screens import look, state
from compliance.screens.draft import Record
from compliance.text import _

_REMOVED: Final = state.REMOVED
Group = Literal["receipts", "begun", "pseb", "wealth_items", "wealth_changes"]


def remove(group: Group, index: int, scope: str = "") -> None:
    """Take a record out of the draft and remember it. Fields of `scope` show what is left."""
    records: list[Record] = state.draft()[group]
    _remembered()[group] = (index, records.pop(index))
    if scope:
        state.forget_fields(scope)
    state.touch()


def offer(group: Group, said: str, scope: str = "", key: str = "") -> None:
    """Say what was taken out, with the way to put it back; nothing where nothing was."""
    if group not in _remembered():
        return
    with st.container(key=f"removed-{group}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(look.markup('<p class="prose">{text}</p>', text=said), width="content")
        st.button(
            _("Put it back"),
            key=key or f"{group}.put_back",
            type="tertiary",
            on_click=_put_back,
            args=(group, scope),
        )


def _put_back(group: Group, scope: str) -> None:
    index, record = _remembered().pop(group)
    state.draft()[group].insert(index, record)
    if scope:
        state.forget_fields(scope)
    state.touch()


def _remembered() -> dict[str, tuple[int, Record]]:
    kept: dict[str, tuple[int, Record]] = st.session_state.setdefault(_REMOVED, {})
    return kept
