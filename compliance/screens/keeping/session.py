"""What this browser session knows of the keeping of its work: which work it is, and what the browser said."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import streamlit as st

_KEEPING: Final = "keeping"
OPEN_CELL: Final = "open-cell"
"""Under this name the browser keeps what stands in a cell of a table that is still open."""
ANSWERED: Final = "keeping_answered"
"""A key of the session state that says beforehand that the browser has answered, for tests without one.

Its value "shared" makes this a shared computer."""
EXAMPLE: Final = "example"
"""The one place for examples, which no list of saved years shows."""

Trouble = Literal["blocked", "full", "too_large", "newer", "damaged"]
Notice = Literal["renewed", "opened"]


@dataclass(frozen=True, slots=True)
class KeptWork:
    """A saved year in this browser, as a list shows it. `saved_at`: ISO 8601, UTC."""

    id: str
    name: str
    tax_year: str
    receipts: int
    saved_at: str


@dataclass(slots=True)
class Keeping:
    """The state of keeping in one session.

    `work` names what is entered now; `restored` marks the state of the draft that the browser holds already.
    `given` marks what the browser was given in this run, `caught_up` whether that run was a second one.
    `waiting` are typed texts whose field was not shown yet, `put_in` those that reached the draft, by class.
    `beside`: where this session's work goes if another tab has changed the same work; `parted_from`: the work
    that it was then. `unreadable`: a saved year that this program cannot read. `removed`: what the browser
    gave back of a deleted one, whole, so that it can be put back. `notebook`: what the pages for trainers
    keep beside all works, by section, as JSON; `noted` counts its changes in this session, `noted_given` is
    the one that the browser was given last.
    """

    session: str
    work: str
    beside: str
    name: str = ""
    answered: bool = False
    shared: bool = False
    trouble: Trouble | None = None
    works: tuple[KeptWork, ...] = ()
    restored: str = ""
    given: str = ""
    caught_up: bool = False
    waiting: dict[str, str] = field(default_factory=dict)
    put_in: dict[str, str] = field(default_factory=dict)
    commands: list[dict[str, Any]] = field(default_factory=list)
    next_command: int = 1
    removed: dict[str, Any] | None = None
    parted_from: str | None = None
    unreadable: str | None = None
    notice: Notice | None = None
    notebook: dict[str, Any] = field(default_factory=dict)
    noted: int = 0
    noted_given: int = 0

    @property
    def keeps(self) -> bool:
        """Whether the browser keeps what is entered, as far as is known."""
        return not self.shared and self.trouble not in ("blocked", "full", "too_large")


def new_id() -> str:
    """A name for a work that no other has."""
    return uuid.uuid4().hex


def keeping() -> Keeping:
    """The state of keeping in this session."""
    kept: Keeping | None = st.session_state.get(_KEEPING)
    if kept is None:
        kept = Keeping(session=new_id(), work=new_id(), beside=new_id())
        seed = st.session_state.get(ANSWERED)
        kept.answered, kept.shared = bool(seed), seed == "shared"
        st.session_state[_KEEPING] = kept
    return kept


def begin_work(*, example: bool = False) -> None:
    """What is entered from now on is another work; the one before stays as it was saved."""
    now = keeping()
    now.work = EXAMPLE if example else new_id()
    now.name, now.waiting, now.put_in, now.restored = "", {}, {}, ""
    now.parted_from, now.notice = None, None
    if now.trouble == "too_large":
        now.trouble = None


def command(do: str, **given: Any) -> None:
    """Ask the browser to do something once."""
    now = keeping()
    now.commands.append({"number": now.next_command, "do": do, **given})
    now.next_command += 1


def note_received(widget: str, text: str) -> None:
    """A typed text has reached the draft: the browser need not keep it as typed any more."""
    keeping().put_in[widget] = text


def take_waiting(widget: str) -> str | None:
    """A text that was typed before the page was lost and waits for this field, once."""
    return keeping().waiting.pop(widget, None)
