"""The small component that keeps the work in the person's own browser, and what it answers.

It is mounted on every run, before the page: what it gives back goes into the draft before anything is drawn.
The script it carries is `store.js`. Nothing of the work is stored on the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import streamlit as st

from compliance.screens import look, state
from compliance.screens.draft import is_untouched
from compliance.screens.keeping.kept_document import (
    LARGEST,
    Kept,
    put_in,
    read_kept,
    texts,
    widget_class,
    write_kept,
)
from compliance.screens.keeping.session import (
    EXAMPLE,
    KeptWork,
    begin_work,
    keeping,
    new_id,
)
from compliance.text import _

_KEY: Final = "keeping-store"
_DOCUMENT: Final = "keeping_document"
_HTML: Final = '<span class="kept" role="status"></span>'
_CSS: Final = """
.kept { color: var(--quiet); font: 400 .82rem/1.4 var(--st-font); white-space: nowrap; }
.kept[data-state="failed"] { color: var(--st-orange-color); font-weight: 600; }
"""
_SHOWN: Final = ("language", "grouping")


@cache
def _mount() -> Any:
    script = files("compliance.screens.keeping").joinpath("store.js").read_text(encoding="utf-8")
    return st.components.v2.component("freelancer_tax_helper.keeping", html=_HTML, css=_CSS, js=script)


def mount() -> None:
    """Put the component into the page, with what it is to keep."""
    _mount()(
        key=_KEY,
        data=_data(),
        width="content",
        on_opened_change=_on_opened,
        on_listed_change=_on_listed,
        on_conflict_change=_on_conflict,
        on_failed_change=_on_failed,
        on_connected_change=_nothing,
    )


def waits() -> bool:
    """Whether the browser has not said yet what it keeps."""
    return not keeping().answered


def wait() -> None:
    """What stands on the page until the browser has answered, with a way on."""
    with st.container(key="keeping-wait", gap="small"):
        look.html('<p class="lead">{said}</p>', said=_("Opening your saved work"))
        st.button(_("Go on without it"), key="keeping.without", type="tertiary", on_click=_go_on)


def _go_on() -> None:
    keeping().answered = True


def _data() -> dict[str, Any]:
    """What the browser is to keep and to do; only the newest state counts, so that none can be missed."""
    now, draft = keeping(), state.draft()
    number = state.revision()
    document = None
    if now.answered and not now.shared and number != now.restored and not is_untouched(draft):
        document = _document(number)
    if document is not None and len(document) > LARGEST:
        now.trouble, document = "too_large", None
    elif now.trouble == "too_large" and document is not None:
        now.trouble = None
    return {
        "session": now.session,
        "ready": now.answered,
        "shared": now.shared,
        "work": now.work,
        "beside": now.beside,
        "name": now.name,
        "name_beside": _("{name} (from another tab)").format(name=now.name or _("Your work")),
        "tax_year": state.answers().get("tax_year", ""),
        "receipts": len(draft["receipts"]),
        "number": number,
        "document": document,
        "fields": _fields() if document is not None else {},
        "commands": list(now.commands),
        "trouble": now.trouble,
        "words": {
            "saved": _("Saved in this browser"),
            "shared": _("Shared computer: nothing is kept"),
            "failed": _("Not kept in this browser"),
            "quiet": "",
        },
    }


def _document(number: int) -> str:
    """The document of the draft as it is now, made once for each change."""
    now = keeping()
    shown = {name: str(st.session_state.get(name) or "") for name in _SHOWN}
    mark = (number, now.work, tuple(shown.values()), len(now.waiting))
    kept: tuple[Any, str] | None = st.session_state.get(_DOCUMENT)
    if kept is None or kept[0] != mark:
        kept = (mark, write_kept(state.draft(), now.waiting, shown))
        st.session_state[_DOCUMENT] = kept
    return kept[1]


def _fields() -> dict[str, list[str]]:
    """Texts that the document holds, by the class of their field: no need to keep them as typed any more."""
    found: dict[str, list[str]] = {name: [text] for name, text in keeping().put_in.items()}
    for key, value in st.session_state.items():
        if str(key).startswith("field.") and isinstance(value, str):
            found.setdefault(widget_class(str(key)), []).append(value)
    return found


def _answer(name: str) -> Mapping[str, Any]:
    """What the component said, if it is meant for this session; empty otherwise."""
    said = st.session_state[_KEY].get(name)
    if not isinstance(said, Mapping) or said.get("session") != keeping().session:
        return {}
    return said


def _on_opened() -> None:
    said, now = _answer("opened"), keeping()
    if not said:
        return
    now.works = _works(said.get("works"))
    now.shared = said.get("shared") is True
    began = said.get("because") == "began"
    if began and now.answered:
        return
    now.answered = True
    work, document, typed = said.get("id"), said.get("document"), texts(said.get("typed")) or {}
    if now.shared or not isinstance(work, str) or (document is None and not typed):
        return
    kept = Kept(state.draft(), {}, {}) if document is None else read_kept(document)
    if not isinstance(kept, Kept):
        now.trouble = kept
        return
    now.renewed = said.get("because") == "renewed"
    _take(kept, work, str(said.get("name") or ""), {**kept.typed, **typed})


def _take(kept: Kept, work: str, name: str, typed: dict[str, str]) -> None:
    """Put kept work into this session, in the place of what is entered."""
    now = keeping()
    waiting = put_in(kept.draft, typed)
    state.restore(kept.draft)
    now.work, now.name, now.trouble, now.parted_from = work, name, None, None
    now.waiting, now.put_in = waiting, typed
    # What was typed and never sent is not in the document that the browser holds.
    now.restored = -1 if typed else state.revision()
    for chosen in _SHOWN:
        if chosen in kept.shown:
            st.session_state[chosen] = kept.shown[chosen]


def _on_listed() -> None:
    said, now = _answer("listed"), keeping()
    if not said:
        return
    now.works = _works(said.get("works"))
    now.shared = said.get("shared") is True
    done = said.get("done")
    numbers = set(done) if isinstance(done, list) else set()
    now.commands = [one for one in now.commands if one["number"] not in numbers]
    removed = said.get("removed")
    if isinstance(removed, Mapping) and isinstance(removed.get("id"), str):
        now.removed = dict(removed)
        if removed["id"] == now.work:
            begin_work()


def _on_conflict() -> None:
    said, now = _answer("conflict"), keeping()
    if said.get("id") != now.work or said.get("beside") != now.beside:
        return
    now.name = _("{name} (from another tab)").format(name=now.name or _("Your work"))
    now.parted_from, now.work, now.beside = now.work, now.beside, new_id()


def _on_failed() -> None:
    if _answer("failed"):
        now = keeping()
        now.answered, now.trouble = True, "blocked"


def _nothing() -> None:
    """A run is all that is needed: the new session asks the browser what it keeps."""


def _works(given: object) -> tuple[KeptWork, ...]:
    """The saved years that the browser lists, the newest first, without what is not one."""
    found = []
    for one in given if isinstance(given, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("id"), str) and one["id"] != EXAMPLE:
            count = one.get("receipts")
            found.append(
                KeptWork(
                    id=one["id"],
                    name=str(one.get("name") or ""),
                    tax_year=str(one.get("tax_year") or ""),
                    receipts=int(count) if isinstance(count, (int, float)) else 0,
                    saved_at=str(one.get("saved_at") or ""),
                )
            )
    return tuple(sorted(found, key=lambda work: work.saved_at, reverse=True))
