"""What the browser says of the work it keeps, taken into the session. All of it was in its user's hands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st

from compliance.screens import state
from compliance.screens.draft import empty_draft
from compliance.screens.keeping.kept_document import SHOWN, Kept, put_in, read_kept, texts
from compliance.screens.keeping.notebook import read_notebook
from compliance.screens.keeping.session import EXAMPLE, KeptWork, begin_work, keeping, new_id
from compliance.screens.keeping.words import of_another_tab

KEY: Final = "keeping-store"
"""The key of the component."""
_MOST_LISTED: Final = 200
_LONGEST: Final = 200


def mark() -> str:
    """A text that changes with everything of the draft that is kept, and with nothing else."""
    return "|".join((str(state.revision()), *shown().values(), str(len(keeping().waiting))))


def shown() -> dict[str, str]:
    """How things are shown now, as it is kept."""
    return {name: str(st.session_state.get(name) or choices[0]) for name, choices in SHOWN.items()}


def _answer(name: str) -> Mapping[str, Any]:
    """What the component said, if it is meant for this session; empty otherwise."""
    said = st.session_state[KEY].get(name)
    if not isinstance(said, Mapping) or said.get("session") != keeping().session:
        return {}
    return said


def opened() -> None:
    """The browser has said what it keeps, or given a saved year that was asked for."""
    said, now = _answer("opened"), keeping()
    if not said:
        return
    _note_list(said)
    if (because := said.get("because")) == "began":
        if now.answered:
            return
        now.answered = True
    now.removed = _removed(said) or now.removed
    if not now.noted:
        now.notebook = read_notebook(said.get("notebook"))
    work, document, typed = said.get("id"), said.get("document"), texts(said.get("typed")) or {}
    if now.shared or not isinstance(work, str) or (document is None and not typed):
        return
    kept = Kept(empty_draft()) if document is None else read_kept(document)
    if not isinstance(kept, Kept):
        now.trouble, now.unreadable = kept, work
        return
    take(kept, work, str(said.get("name") or "")[:_LONGEST], typed)
    now.notice = "renewed" if because == "renewed" else "opened" if because == "chosen" else None


def take(kept: Kept, work: str, name: str = "", typed: Mapping[str, str] | None = None) -> None:
    """Put kept work into this session, in the place of what is entered."""
    now = keeping()
    everything = {**kept.typed, **(typed or {})}
    waiting = put_in(kept.draft, everything)
    state.restore(kept.draft)
    if now.trouble in ("too_large", "newer", "damaged"):
        now.trouble, now.unreadable = None, None
    now.work, now.name, now.parted_from = work, name, None
    now.waiting, now.put_in = waiting, everything
    st.session_state.update(kept.shown)
    # What was typed and never sent is not in the document that the browser holds.
    now.restored = "" if typed else mark()


def listed() -> None:
    """The browser has done what it was asked to, or something that this session should know of."""
    said, now = _answer("listed"), keeping()
    if not said:
        return
    _note_list(said)
    if now.trouble in ("blocked", "full"):
        now.trouble = None
    removed = _removed(said)
    if removed is None:
        return
    work, now.removed = removed["record"].get("id"), removed
    if work == now.work:
        begin_work()
        state.restore(empty_draft())
    if work == now.unreadable:
        now.trouble, now.unreadable = None, None


def _removed(said: Mapping[str, Any]) -> dict[str, Any] | None:
    """The saved year that the browser has just deleted, whole."""
    removed = said.get("removed")
    if isinstance(removed, Mapping) and isinstance(removed.get("record"), Mapping):
        return {"record": dict(removed["record"]), "typed": texts(removed.get("typed")) or {}}
    return None


def conflict() -> None:
    """Another tab had changed the same work: what is entered here went beside it."""
    said, now = _answer("conflict"), keeping()
    if not said or said.get("id") != now.work or said.get("beside") != now.beside:
        return
    now.name = of_another_tab(now.name, tax_year())
    now.parted_from, now.work, now.beside, now.notice = now.work, now.beside, new_id(), None
    now.works = _works(said.get("works"))


def failed() -> None:
    """The browser could not keep, or not say, anything."""
    said, now = _answer("failed"), keeping()
    if said:
        now.answered = True
        now.trouble = "full" if said.get("reason") == "QuotaExceededError" else "blocked"


def connected() -> None:
    """The page is connected again. The run itself is what is needed: a new session asks the browser."""


def _note_list(said: Mapping[str, Any]) -> None:
    """Saved years, whether this is a shared computer, and what was done of what was asked."""
    now = keeping()
    now.works, now.shared = _works(said.get("works")), said.get("shared") is True
    done = said.get("done")
    numbers = {one for one in done if isinstance(one, int)} if isinstance(done, list) else set()
    now.commands = [one for one in now.commands if one["number"] not in numbers]


def note_saved() -> None:
    """Write what is entered now into the list of saved years: the browser saves it with this run."""
    now, draft = keeping(), state.draft()
    if now.work == EXAMPLE:
        return
    this = KeptWork(
        id=now.work,
        name=now.name,
        tax_year=tax_year(),
        receipts=len(draft["receipts"]),
        saved_at=datetime.now(UTC).isoformat(),
    )
    now.works = (this, *(work for work in now.works if work.id != now.work))


def tax_year() -> str:
    """The tax year that the work is of, as far as it was chosen."""
    draft = state.draft()
    return draft["answers"].get("tax_year") or draft["quick"].get("tax_year", "")


def _works(given: object) -> tuple[KeptWork, ...]:
    """The saved years that the browser lists, the newest first, without what is not one."""
    found = []
    for one in given[:_MOST_LISTED] if isinstance(given, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("id"), str) and one["id"] != EXAMPLE:
            count = one.get("receipts")
            found.append(
                KeptWork(
                    id=one["id"],
                    name=str(one.get("name") or "")[:_LONGEST],
                    tax_year=str(one.get("tax_year") or "")[:4],
                    receipts=count if isinstance(count, int) and not isinstance(count, bool) else 0,
                    saved_at=str(one.get("saved_at") or "")[:40],
                )
            )
    return tuple(sorted(found, key=lambda work: work.saved_at, reverse=True))
