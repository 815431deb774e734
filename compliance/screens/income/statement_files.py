"""The files that are given: uploaded, unlocked, and of each a card that says what became of its rows."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from compliance.screens import look, state, statement_words
from compliance.screens.draft_statements import statements_of
from compliance.screens.income.statement_layout import (
    actions,
    can_be_described,
    choose,
    chosen_layout,
    describe,
    doing,
)
from compliance.screens.income.statement_preview import checks_said, rows_as_read
from compliance.statements.ledger import own_profiles
from compliance.statements.profile_schema import Profile
from compliance.statements.recognition import Ambiguous
from compliance.statements.statement_messages import GRADE_SENTENCES
from compliance.statements.statement_reading import read_statement
from compliance.statements.statement_types import Statement
from compliance.text import _, ngettext

_READ: Final = "statements.read"
_READ_BY: Final = "statements.read_by"
_ROUND: Final = "statements.round"
_MOST_MB: Final = 10
_TYPES: Final = ["csv", "tsv", "txt", "xlsx", "xls", "json", "pdf"]
_GRADES_SAID: Final = ("grade_b", "grade_c")
"""What a card says of every layout, known well or not."""
_BY_HAND: Final = ("unknown_pdf", "pdf_no_text")
"""What is the matter with a file of which nothing but its receipts, typed, can be had."""


def uploaded() -> list[tuple[Any, Statement]]:
    """The files given with what was read of them, each once. A password is used and not kept."""
    number = st.session_state.get(_ROUND, 0)
    files = st.file_uploader(
        _("Statement files"),
        type=_TYPES,
        accept_multiple_files=True,
        key=f"statements.files.{number}",
        max_upload_size=_MOST_MB,
        label_visibility="collapsed",
    )
    read: dict[str, Statement] = st.session_state.setdefault(_READ, {})
    own = own_profiles(statements_of(state.draft()["statements"]))
    layouts_changed = st.session_state.get(_READ_BY) != own
    st.session_state[_READ_BY] = own
    given = {file.file_id for file in files}
    for name, statement in list(read.items()):
        if name not in given or (layouts_changed and _rests_on_layouts(statement)):
            del read[name]
    by_content: dict[str, tuple[Any, Statement]] = {}
    for file in files:
        if file.file_id not in read:
            read[file.file_id] = _read(file, own)
        # The same file given twice is one file.
        by_content.setdefault(read[file.file_id].file_hash, (file, read[file.file_id]))
    return list(by_content.values())


def _rests_on_layouts(statement: Statement) -> bool:
    """Whether the person's own layouts could change what a file is. A PDF that a password opened would be
    locked again if it were read again."""
    if statement.profile is not None:
        return statement.profile.grade == "own"
    return statement.content is not None and statement.content.kind != "pdf"


def _read(file: Any, own: tuple[Profile, ...]) -> Statement:
    """One file; where several layouts fit, by the one that the person chose."""
    content = file.getvalue()
    statement = read_statement(file.name, content, None, own)
    found, chosen = statement.recognition, chosen_layout(statement.file_hash)
    if isinstance(found, Ambiguous) and any(one.id == chosen for one in found.profiles):
        return read_statement(file.name, content, None, own, chosen)
    return statement


def _read_again(file: Any) -> None:
    """Read a file anew, by a layout that is known now."""
    st.session_state[_READ].pop(file.file_id, None)
    st.rerun()


def _ask_password(file: Any) -> None:
    read: dict[str, Statement] = st.session_state[_READ]
    with st.form(f"statements.password.{file.file_id}", width=416):
        look.html('<p class="label">{said}</p>', said=_("Password of {file}").format(file=file.name))
        given = st.text_input(
            _("Password"), type="password", label_visibility="collapsed", autocomplete="off"
        )
        look.html('<p class="hint">{said}</p>', said=_("It is used once, here, and not kept."))
        if st.form_submit_button(_("Open the file")) and given:
            own = own_profiles(statements_of(state.draft()["statements"]))
            read[file.file_id] = read_statement(file.name, file.getvalue(), given, own)
            st.rerun()


def card(file: Any, statement: Statement, already: bool) -> None:
    """What one file is, and what became of its rows. `already`: it was imported before."""
    with st.container(key=f"card-{_colour(statement, already)}-file-{statement.file_hash[:12]}"):
        look.subheading(statement.name)
        if already:
            look.prose(_("It was imported already: nothing changes."))
            if statement.profile is not None and statement.profile.grade == "own":
                look.prose(_("To have it read another way, take it out first, and give it again."))
            return
        if can_be_described(statement) or doing(statement):
            if describe(statement):
                _read_again(file)
            return
        _problems(file, statement)
        if statement.profile is None:
            return
        profile = statement.profile
        known_as = _("{source}: {layout}.").format(source=profile.source, layout=profile.layout)
        look.prose(
            _("{source}, as you described it.").format(source=profile.source)
            if profile.grade == "own"
            else known_as,
            _(GRADE_SENTENCES[profile.grade]),
            statement_words.rows_said(statement),
        )
        for note in statement.warnings:
            if note.code not in _GRADES_SAID:
                look.aside(note.line(), colour="amber")
        checks_said(statement)
        if statement.movements or statement.review:
            with st.expander(_("The rows as they were read"), expanded=profile.grade != "A"):
                rows_as_read(statement)
        _left(statement)
        actions(statement)


def _colour(statement: Statement, already: bool) -> str:
    """The colour of a card: amber while something of the file has to be looked at."""
    if already:
        return "line"
    failed = any(not check.passed for check in statement.checks)
    left = statement.problems or statement.review or not statement.counts.posted
    return "amber" if left or failed else "green"


def _problems(file: Any, statement: Statement) -> None:
    """What keeps a file from being read, with the way on."""
    for problem in statement.problems:
        look.prose(problem.line())
    if statement.needs_password:
        _ask_password(file)
    if choose(statement):
        _read_again(file)
    if any(problem.code in _BY_HAND for problem in statement.problems):
        key = f"statements.by_hand.{statement.file_hash[:12]}"
        if st.button(_("Type a receipt by hand"), key=key, type="tertiary"):
            state.edit_receipt(None)
            state.go_to("receipt")


def _left(statement: Statement) -> None:
    rows = [
        (
            ", ".join(map(str, one.rows)),
            _("to be looked at"),
            statement_words.row_said(one.raw),
            " ".join(note.line() for note in one.reasons),
        )
        for one in statement.review
    ]
    rows += [
        (
            ", ".join(map(str, one.rows)),
            _("left out"),
            statement_words.row_said(one.raw),
            one.reason.line(),
        )
        for one in statement.skipped
    ]
    if not rows:
        return
    title = ngettext("{count} row not read", "{count} rows not read", len(rows)).format(count=len(rows))
    with st.expander(title):
        st.html(look.table([_("Row"), "", _("What it says"), _("Why")], rows[:200], stacks=True))
        if len(rows) > 200:
            look.prose(_("And {count} more.").format(count=len(rows) - 200))


def begin_anew() -> None:
    """Lay the files aside, since they were entered."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_READ] = {}
