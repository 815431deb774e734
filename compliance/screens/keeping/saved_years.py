"""The saved years in this browser: open one, give it a name, delete it and put it back."""

from __future__ import annotations

import streamlit as st

from compliance.screens import look, state
from compliance.screens.keeping.session import KeptWork, command, keeping
from compliance.screens.keeping.words import about, name_of
from compliance.screens.places import file_of
from compliance.text import _

_LONGEST_NAME = 60


def show() -> None:
    """The list, where there is one."""
    now = keeping()
    if now.shared or not (now.works or now.removed):
        return
    with st.container(key="card-green-years", gap="small"):
        look.subheading(_("Your saved years in this browser"))
        if now.removed is not None:
            _removed(now.removed)
        with st.container(key="saved-years", gap=None):
            for work in now.works:
                _row(work, is_open=work.id == now.work and state.anything_entered())
        look.html(
            '<p class="hint">{said}</p>',
            said=_(
                "They are kept in this browser on this computer, and nowhere else. A browser may clear them, "
                "Safari for one after seven days without a visit: a file is the safe copy."
            ),
        )
        st.page_link(file_of("documents"), label=_("Save to a file"))


def _row(work: KeptWork, *, is_open: bool) -> None:
    name = name_of(work.name, work.tax_year)
    with st.container(
        key=f"saved-row-{work.id}",
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        gap="small",
    ):
        mark = look.markup(' <span class="open-now">{said}</span>', said=_("open now")) if is_open else ""
        words = look.markup("<b>{name}</b>", name=name) + mark
        words += look.markup("<small>{about}</small>", about=about(work))
        st.html(f'<p class="saved-year">{words}</p>', width="stretch")
        with st.container(horizontal=True, width="content", gap="small", vertical_alignment="center"):
            if is_open:
                if st.button(_("Go on"), key=f"year.open.{work.id}", type="tertiary"):
                    state.go_to("check")
            else:
                st.button(
                    _("Open"), key=f"year.open.{work.id}", type="tertiary", on_click=_open, args=(work.id,)
                )
            with st.popover(_("Name"), key=f"year.name.{work.id}", type="tertiary"):
                _name(work, name)
            st.button(
                _("Delete"), key=f"year.delete.{work.id}", type="tertiary", on_click=_delete, args=(work.id,)
            )


def _name(work: KeptWork, name: str) -> None:
    key = f"year.named.{work.id}"
    st.text_input(
        _("A name for “{name}”").format(name=name),
        key=key,
        value=work.name,
        max_chars=_LONGEST_NAME,
        placeholder=_("for example: my sister’s year"),
        on_change=_rename,
        args=(work.id, key),
        autocomplete="off",
    )
    st.button(_("Keep this name"), key=f"year.renamed.{work.id}", on_click=_rename, args=(work.id, key))


def _open(work: str) -> None:
    command("open", work=work, because="chosen")


def _rename(work: str, key: str) -> None:
    now, name = keeping(), st.session_state[key].strip()
    if name == next((one.name for one in now.works if one.id == work), None):
        return
    command("rename", work=work, name=name)
    if work == now.work:
        now.name = name


def _delete(work: str) -> None:
    keeping().removed = None
    command("remove", work=work)


def _removed(removed: dict[str, object]) -> None:
    record = removed["record"]
    assert isinstance(record, dict)
    name = name_of(str(record.get("name") or ""), str(record.get("tax_year") or ""))
    with st.container(key="saved-year-removed", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            look.markup('<p class="prose">{said}</p>', said=_("“{name}” was deleted.").format(name=name)),
            width="content",
        )
        st.button(_("Put it back"), key="year.put_back", type="tertiary", on_click=_put_back)


def _put_back() -> None:
    now = keeping()
    if now.removed is not None:
        command("put", record=now.removed["record"], typed=now.removed.get("typed") or {})
    now.removed = None
