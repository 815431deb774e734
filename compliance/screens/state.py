"""The person's work in this browser session: the draft, the rulebook, and going from page to page.

The only cache that outlives a session is the rulebook. The workbook made from the draft is kept beside it
until the draft changes, so that a rerun does not read every receipt again.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import streamlit as st

from compliance.rulebook import Rulebook, load_rulebook, rules_folder
from compliance.screens.draft import Draft, Record, empty_draft, is_begun, is_untouched
from compliance.screens.draft_workbook import Conversion, Mend, draft_of, to_workbook
from compliance.screens.keeping.kept_file import is_kept, read_kept_file
from compliance.screens.keeping.session import begin_work
from compliance.screens.places import file_of
from compliance.screens.saved_in_pdf import is_pdf, made_with_in, workbook_in
from compliance.taxyear import today_in_pakistan
from compliance.text import _
from compliance.workbook import Workbook
from compliance.workbook_messages import WHOLE_FILE, Problem
from compliance.workbook_reading import read_workbook, write_workbook

_DRAFT: Final = "draft"
_REVISION: Final = "draft_revision"
_CONVERSION: Final = "draft_conversion"
_RETURN_TO: Final = "return_to"
_TRIED: Final = "tried"
_CHOSEN_DAY: Final = "chosen_day"
_SAVED: Final = "saved_revision"
_OPENED_PDF: Final = "opened_pdf"
REMOVED: Final = "removed"
"""What was taken out of the draft and can be put back."""
REVIEWED: Final = "reviewed"
"""The last change of many receipts at once, which can be undone."""


@st.cache_resource(show_spinner=False, max_entries=2)
def _rulebook(stamp: tuple[tuple[str, int, int], ...]) -> Rulebook:
    """The rulebook for one state of its files."""
    return load_rulebook()


def rulebook() -> Rulebook:
    """The rules in force. A changed rule file is read anew, without a restart. Raises RuleFaults."""
    folder = rules_folder()
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".toml", ".csv"))
    stamp = tuple((path.name, (now := path.stat()).st_mtime_ns, now.st_size) for path in files)
    return _rulebook(stamp)


def today() -> date:
    """The day that everything is looked at from: one chosen on the page of duties, else today in Pakistan.

    A test may set another day for today as `as_of` in the session state.
    """
    for name in (_CHOSEN_DAY, "as_of"):
        chosen = st.session_state.get(name)
        if isinstance(chosen, date):
            return chosen
    return today_in_pakistan()


def look_from(day: date | None) -> bool:
    """Look at everything from another day, or from today again (None). Whether that is a change."""
    if st.session_state.get(_CHOSEN_DAY) == day:
        return False
    st.session_state[_CHOSEN_DAY] = day
    return True


def draft() -> Draft:
    """What has been typed in this session. Call `touch` after changing it."""
    if _DRAFT not in st.session_state:
        st.session_state[_DRAFT] = empty_draft()
    kept: Draft = st.session_state[_DRAFT]
    return kept


def touch() -> None:
    """Say that the draft has changed: what was made from it is made anew."""
    st.session_state[_REVISION] = revision() + 1


def revision() -> int:
    """A number that grows with every change of the draft."""
    number: int = st.session_state.get(_REVISION, 0)
    return number


def replace(new: Draft) -> None:
    """Put another draft in the place of this one, as another work. Widgets forget what they showed."""
    if not is_untouched(draft()) or new["answers"].get("example"):
        begin_work(example=bool(new["answers"].get("example")))
    restore(new)


def restore(new: Draft) -> None:
    """Put a draft that was kept in the place of this one; it is the same work. Widgets forget what they
    showed."""
    st.session_state[_DRAFT] = new
    touch()
    for key in [key for key in st.session_state if str(key).startswith("field.")]:
        del st.session_state[key]
    st.session_state.pop(_TRIED, None)
    st.session_state.pop(_RETURN_TO, None)
    st.session_state.pop(REMOVED, None)
    st.session_state.pop(REVIEWED, None)


def answers() -> Record:
    """The answers about the person, by name."""
    return draft()["answers"]


def set_answer(name: str, text: str) -> None:
    """Give an answer from outside its own page."""
    answers()[name] = text
    touch()


def conversion() -> Conversion:
    """The workbook that the draft makes, or its problems, or why it is outside the program."""
    rules = rulebook()
    mark = (revision(), rules.digest)
    kept: tuple[Any, Conversion] | None = st.session_state.get(_CONVERSION)
    if kept is None or kept[0] != mark:
        kept = (mark, to_workbook(draft(), rules))
        st.session_state[_CONVERSION] = kept
    return kept[1]


def open_saved_work(raw: bytes) -> tuple[Problem, ...]:
    """Put a saved workbook, or that inside a PDF of this program, in the place of what was typed.

    Gives its problems, and changes nothing, if it has any.
    """
    from_pdf, made_with = is_pdf(raw), None
    if from_pdf:
        inside, made_with = workbook_in(raw), made_with_in(raw)
        if inside is None:
            remedy = _("This PDF has no saved work in it that can be read. Open the workbook file itself.")
            return (Problem(WHOLE_FILE, "no_workbook", "", remedy),)
        raw = inside
    elif is_kept(raw):
        kept = read_kept_file(raw)
        if isinstance(kept, Problem):
            return (kept,)
        replace(kept)
        note_saved()
        return ()
    read = read_workbook(raw)
    if not isinstance(read, Workbook):
        return read
    # The file of what is entered already is no other work, and takes nothing away that a file cannot hold.
    if saved_work() != write_workbook(read):
        replace(draft_of(read))
    note_saved()
    st.session_state[_OPENED_PDF] = (revision(), made_with) if from_pdf else None
    return ()


def opened_pdf() -> tuple[bytes | None] | None:
    """What the PDF was made with that was opened last, as long as nothing was changed since; else None."""
    kept = st.session_state.get(_OPENED_PDF)
    return (kept[1],) if kept is not None and kept[0] == revision() else None


def forget_opened_pdf() -> None:
    """What became of the figures of an opened PDF has been read."""
    st.session_state[_OPENED_PDF] = None


def anything_entered() -> bool:
    """Whether anything was typed or opened in this session."""
    return not is_untouched(draft())


def note_saved() -> None:
    """Remember that what is entered now was saved to a file (for the callback of a download)."""
    st.session_state[_SAVED] = revision()


def is_unsaved() -> bool:
    """Whether something is entered that no file holds yet, as far as this session knows."""
    return anything_entered() and st.session_state.get(_SAVED) != revision()


def saved_work() -> str | None:
    """The text of the workbook file to save; None while something typed cannot be read yet."""
    workbook = conversion().workbook
    return None if workbook is None else write_workbook(workbook)


def go_to(name: str) -> None:
    """Leave for another page at once. Not in a callback."""
    st.switch_page(file_of(name))


def tried(page: str) -> bool:
    """Whether Continue was pressed on a page while it had problems: from then on they are shown."""
    return page in st.session_state.get(_TRIED, set())


def set_tried(page: str, now: bool) -> None:
    """Remember, or forget, that a page's problems are to be shown."""
    kept: set[str] = set(st.session_state.get(_TRIED, set()))
    st.session_state[_TRIED] = kept | {page} if now else kept - {page}


def change(page: str, back_to: str, receipt: int | None = None) -> None:
    """Prepare to mend something on `page` and to come back to `back_to` after Continue (for a callback)."""
    st.session_state[_RETURN_TO] = back_to
    if page == "receipt":
        edit_receipt(receipt)


def edit_receipt(index: int | None) -> None:
    """Put a receipt into the form, or an empty one (None). The form keeps what is typed until it is saved."""
    put_form_aside()
    kept = draft()
    chosen = kept["receipts"][index] if index is not None and index < len(kept["receipts"]) else None
    kept["form"] = {**chosen, "editing": chosen["id"]} if chosen else {}
    forget_fields("form")
    touch()


def put_form_aside() -> None:
    """Put the receipt in the form aside if it was begun and not saved, before another one goes into it."""
    kept = draft()
    if is_begun(kept):
        kept["begun"].append(kept["form"])
        kept["form"] = {}
        forget_fields("form")
        touch()


def forget_fields(scope: str) -> None:
    """Let the widgets of a scope show what the draft says, instead of what they showed before."""
    for key in [key for key in st.session_state if str(key).startswith(f"field.{scope}.")]:
        del st.session_state[key]


def take_return() -> str | None:
    """The page to come back to, once."""
    name: str | None = st.session_state.pop(_RETURN_TO, None)
    return name


def returning_to() -> str | None:
    """The page to come back to, which stays noted."""
    name: str | None = st.session_state.get(_RETURN_TO)
    return name


def mends() -> tuple[Mend, ...]:
    """All problems of what was typed, each with the page that mends it."""
    return conversion().mends
