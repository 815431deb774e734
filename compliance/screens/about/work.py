"""The kind of work in everyday words, and what the law calls it."""

from __future__ import annotations

import streamlit as st

from compliance.screens import kit, look, state, work_kinds
from compliance.screens.question import question
from compliance.text import _


def _store(key: str) -> None:
    state.set_answer("work", ",".join(st.session_state[key]))


def show() -> None:
    """The page."""
    answers = state.answers()
    offered = work_kinds.offered()
    with question(
        "work",
        _("What kind of work were you paid for?"),
        hint=_(
            "Choose all that fit. Type a few letters to search the list. If nothing fits, choose its "
            "last line, "
            "“Something else, or I don’t know”."
        ),
        check=lambda: kit.missing(
            answers, "work", "", _("Choose at least one kind of work, or “Something else, or I don’t know”.")
        ),
    ) as form:
        key = form.key("work")
        if key not in st.session_state:
            st.session_state[key] = [work.code for work in work_kinds.chosen(answers.get("work", ""))]
        form.begin("work", "", "").multiselect(
            _("Kind of work"),
            list(offered),
            key=key,
            format_func=lambda code: offered[code],
            on_change=_store,
            args=(key,),
            label_visibility="collapsed",
            placeholder=_("Choose, or type to search"),
            # Enter takes the first row: it must be a match, never all of them and never a loose likeness.
            select_all=False,
            filter_mode="contains",
        )
        works = work_kinds.chosen(answers.get("work", ""))
        if works:
            st.html(look.facts([(_(work.name), work_kinds.meaning(work)) for work in works]))
        if any(work.code == "creator" for work in works):
            look.aside(
                _(
                    "Money that YouTube, Facebook, TikTok and the like pay you is entered as such with each "
                    "receipt. From 1 July 2026 a tax of its own applies to it. What companies pay you for a "
                    "video is not part of that."
                ),
                colour="amber",
            )
        if len({work.service for work in works}) > 1:
            look.aside(_("Your work falls into several classes, so each receipt asks which one it was for."))


if __name__ == "__main__":
    show()
