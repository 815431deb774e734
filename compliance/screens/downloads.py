"""Files that are made only when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from typing import TypeVar

import streamlit as st

_Made = TypeVar("_Made", str, bytes)


def offer(
    label: str,
    work: Callable[[], _Made],
    *,
    file_name: str,
    mime: str,
    key: str,
    primary: bool = False,
) -> None:
    """A button for a file that `work` makes once it is pressed. The page is not drawn anew."""
    st.download_button(
        label,
        data=when_asked(work),
        file_name=file_name,
        mime=mime,
        key=key,
        type="primary" if primary else "secondary",
        on_click="ignore",
    )


def when_asked(work: Callable[[], _Made]) -> Callable[[], _Made]:
    """The same work, to be done later in the language and grouping spoken now."""
    # The download runs in a thread that knows neither.
    spoken = copy_context()
    return lambda: spoken.copy().run(work)
