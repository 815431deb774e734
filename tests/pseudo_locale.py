"""Finds text on a page that did not pass through gettext: speak `PSEUDO`, then look for what has no marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.text import PSEUDO_MARKS

_MARKED = re.compile(f"{PSEUDO_MARKS[0]}[^{''.join(PSEUDO_MARKS)}]*{PSEUDO_MARKS[1]}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def untranslated(shown: str, data: Iterable[str] = ()) -> list[str]:
    """The words in `shown` that stand outside every marked sentence and are none of the user's `data`."""
    rest = shown
    for own in sorted(data, key=len, reverse=True):
        rest = rest.replace(own, " ")
    inner = None
    while inner != rest:
        inner, rest = rest, _MARKED.sub(" ", rest)
    return _WORD.findall(re.sub(r"<[^<>]*>|:material/[a-z_]+:|https?://\S+", " ", rest))
