"""Shows HTML in which no amount is torn apart at the end of a line."""

from __future__ import annotations

import re
from typing import Final

import streamlit as st

_AMOUNT: Final = re.compile(r"-?Rs [\d,.]*\d(?=[^<>]*<)")
"""An amount in the text of an element; what stands inside a tag is left alone."""


def unbroken(html: str) -> str:
    """The same HTML with each amount held together. A space that never breaks would spoil searching."""
    return _AMOUNT.sub(r'<span class="amount">\g<0></span>', html)


def show(*parts: str) -> None:
    """Show parts of our own HTML, whose values are escaped already, as one element."""
    st.html(unbroken("".join(parts)))
