"""The small component that keeps the work in the person's own browser.

It is mounted on every run, before the page: what it gives back goes into the draft before anything is drawn.
The script it carries is `store.js` and `page.js`. Nothing of the work is stored on the server.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

import streamlit as st

from compliance.screens import look, state
from compliance.screens.draft import holds_nothing
from compliance.screens.keeping import answers
from compliance.screens.keeping.kept_document import LARGEST, widget_class, write_kept
from compliance.screens.keeping.notebook import to_write
from compliance.screens.keeping.session import keeping
from compliance.screens.keeping.words import of_another_tab
from compliance.text import _

_DOCUMENT: Final = "keeping_document"
_SENT: Final = "keeping_sent"
_SCRIPTS: Final = ("store.js", "page.js")
"""The parts of the script, which make one module together."""
_HTML: Final = '<span class="kept" role="status"></span>'
_CSS: Final = """
.kept { display: block; min-height: 1.4em; color: var(--quiet); font: 400 .82rem/1.4 var(--st-font);
  white-space: nowrap; }
.kept[data-state="failed"], .kept[data-state="away"] { color: var(--amber); font-weight: 600; }
.kept[data-state="away"] { white-space: normal; }
"""


@cache
def _mount() -> Any:
    folder = files("compliance.screens.keeping")
    script = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return st.components.v2.component("freelancer_tax_helper.keeping", html=_HTML, css=_CSS, js=script)


def mount() -> None:
    """Put the component into the page, with what it is to keep."""
    _mount()(
        key=answers.KEY,
        data=_data(),
        width="content",
        on_opened_change=answers.opened,
        on_listed_change=answers.listed,
        on_conflict_change=answers.conflict,
        on_failed_change=answers.failed,
        on_connected_change=answers.connected,
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


def _data() -> bytes:
    """What the browser is to keep and to do, as JSON; only the newest state counts, so that none is missed.

    Made once for each change and given as bytes, since Streamlit would write a table out anew in every run.
    """
    now, draft = keeping(), state.draft()
    number = now.given = answers.mark()
    now.noted_given = now.noted
    # What was saved once is saved empty, too, else it would come back after everything was taken out.
    something = not holds_nothing(draft) or any(work.id == now.work for work in now.works)
    keeps = now.answered and not now.shared and number != now.restored and something
    document = _document(number) if keeps else None
    if document is not None and len(document) > LARGEST:
        now.trouble, document = "too_large", None
    elif now.trouble == "too_large" and document is not None:
        now.trouble = None
    tax_year = answers.tax_year()
    said = json.dumps(
        {
            "session": now.session,
            "ready": now.answered,
            "shared": now.shared,
            "work": now.work,
            "beside": now.beside,
            "name": now.name,
            "name_beside": of_another_tab(now.name, tax_year),
            "tax_year": tax_year,
            "receipts": len(draft["receipts"]),
            "number": number,
            "commands": now.commands,
            "trouble": not now.keeps,
            "notebook": to_write() if now.answered and not now.shared else None,
            "words": {
                "saved": _("Saved in this browser"),
                "shared": _("Shared computer: nothing is kept"),
                "failed": _("Not saved in this browser"),
                "away": _("The program is not running; what you entered is saved")
                if now.keeps
                else _("The program is not running"),
                "quiet": "",
            },
        }
    )
    kept: tuple[str, str | None, bytes] | None = st.session_state.get(_SENT)
    if kept is None or kept[0] != said or kept[1] is not document:
        with_it = {"document": document, "fields": _fields() if document is not None else {}}
        kept = (said, document, f"[{said},{json.dumps(with_it)}]".encode())
        st.session_state[_SENT] = kept
    return kept[2]


def catch_up() -> None:
    """Run again where the page itself has changed the draft, as tables do: what was given was made before it.

    Never twice in a row, whatever a page does.
    """
    now = keeping()
    changed = answers.mark() != now.given or now.noted != now.noted_given
    behind = now.answered and changed and not now.caught_up
    now.caught_up = behind
    if behind:
        st.rerun()


def _document(number: str) -> str:
    """The document of the draft as it is now, made once for each change."""
    now = keeping()
    mark = (number, now.work)
    kept: tuple[Any, str] | None = st.session_state.get(_DOCUMENT)
    if kept is None or kept[0] != mark:
        kept = (mark, write_kept(state.draft(), now.waiting, answers.shown()))
        answers.note_saved()
        st.session_state[_DOCUMENT] = kept
    return kept[1]


def _fields() -> dict[str, list[str]]:
    """Texts that the document holds, by the class of their field: no need to keep them as typed any more."""
    found = {name: [text] for name, text in keeping().put_in.items()}
    # What a field shows now counts; a field that is not shown any more has what it was last known to hold.
    fields: dict[str, list[str]] = {}
    for key, value in st.session_state.items():
        if str(key).startswith("field.") and isinstance(value, str):
            fields.setdefault(widget_class(str(key)), []).append(value)
    return found | fields
