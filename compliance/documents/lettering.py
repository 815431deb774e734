"""Any text as characters that the faces of a document can print, in the order in which they are seen.

The PDF library neither joins Arabic letters nor turns Urdu round; both happen here. What no face has is
shown as a replacement mark, and what only steers the display (right-to-left overrides, zero-width
characters, controls) is dropped, so that no typed text can disguise a line of the document.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from compliance.documents.fonts import ARABIC, REGULAR, letters

REPLACEMENT: Final = "\ufffd"
_JOINED_FORMS: Final = (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD))
_LAM: Final = "\u0644"
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_PLAIN = re.compile(r"[ -~]*")
_MANY_REPLACED = re.compile(f"{REPLACEMENT}+")
_GAPS = re.compile(r"\s+")

RIGHT_TO_LEFT: Final = ("R", "AL")
_NUMBERS: Final = ("EN", "AN")
_WITH_NUMBERS: Final = ("ES", "ET", "CS")


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The joined forms of each Arabic letter (or lam with alef): isolated, final, initial, medial."""
    found: dict[str, dict[str, str]] = {}
    for point in _JOINED_FORMS:
        kind, _space, parts = unicodedata.decomposition(chr(point)).partition(" ")
        base = "".join(chr(int(part, 16)) for part in parts.split())
        if kind in ("<isolated>", "<final>", "<initial>", "<medial>") and " " not in base:
            found.setdefault(base, {})[kind.strip("<>")] = chr(point)
    return found


def _joins_after(letter: str) -> bool:
    return "initial" in _forms().get(letter, ()) or letter == "\u0640"


def _joins_before(letter: str) -> bool:
    return "final" in _forms().get(letter, ()) or letter == "\u0640"


def joined(text: str) -> str:
    """Arabic and Urdu letters in the forms that they take beside each other, still in reading order."""
    units: list[str] = []
    for letter in text:
        if units and units[-1] == _LAM and _LAM + letter in _forms():
            units[-1] += letter
        else:
            units.append(letter)
    shown = []
    for place, unit in enumerate(units):
        forms = _forms().get(unit)
        if forms is None:
            shown.append(unit)
            continue
        before = _neighbour(units, place, -1)
        after = _neighbour(units, place, 1)
        tied = _joins_before(unit) and _joins_after(before)
        ties = _joins_after(unit) and _joins_before(after)
        name = ("medial" if ties else "final") if tied else ("initial" if ties else "isolated")
        shown.append(forms.get(name) or forms.get("isolated") or unit)
    return "".join(shown)


def _neighbour(units: list[str], place: int, step: int) -> str:
    """The nearest letter on one side; marks above and below letters do not part them."""
    place += step
    while 0 <= place < len(units) and unicodedata.category(units[place][0]) == "Mn":
        place += step
    if not 0 <= place < len(units):
        return ""
    return units[place][:1] if step > 0 else units[place]


def tidy(text: str) -> str:
    """The text on one line, without anything that only steers the display."""
    if not _PLAIN.fullmatch(text):
        text = "".join(
            letter
            for letter in unicodedata.normalize("NFC", text)
            if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
        )
    return _GAPS.sub(" ", text).strip()


@lru_cache(maxsize=16_384)
def printable(text: str) -> str:
    """The same of characters that can be printed, Arabic letters joined, still in reading order."""
    text = tidy(text)
    if _PLAIN.fullmatch(text):
        return text
    if any(unicodedata.bidirectional(letter) == "AL" for letter in text):
        text = joined(text)
    known = letters(REGULAR) | letters(ARABIC)
    shown = "".join(letter if ord(letter) in known else REPLACEMENT for letter in text)
    return _MANY_REPLACED.sub(REPLACEMENT, shown)


def face_of(letter: str, preferred: str) -> str:
    """The face that a printable character is set in."""
    return preferred if ord(letter) in letters(preferred) else ARABIC


def turns(text: str) -> bool:
    """Whether anything in a printable text reads from right to left."""
    return not _PLAIN.fullmatch(text) and any(
        unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text
    )


def in_sight(text: str) -> str:
    """One printed line in the order in which it is seen, from left to right.

    The Unicode rules for direction without embeddings and overrides, which `printable` has taken out.
    """
    if not turns(text):
        return text
    levels = _levels(text)
    shown = [
        letter.translate(_MIRRORED) if level % 2 else letter
        for letter, level in zip(text, levels, strict=True)
    ]
    for level in range(max(levels), 0, -1):
        start = 0
        while start < len(levels):
            end = start
            while end < len(levels) and levels[end] >= level:
                end += 1
            if end > start:
                shown[start:end] = reversed(shown[start:end])
                levels[start:end] = reversed(levels[start:end])
            start = end + 1
    return "".join(shown)


def _levels(text: str) -> list[int]:
    """How deep each character stands: even reads to the right, odd to the left."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    base = next((_side(kind) for kind in kinds if _side(kind)), "L")
    strong = base
    sides: list[str] = []
    for place, kind in enumerate(kinds):
        strong = _side(kind) or strong
        if kind in _NUMBERS or _within_number(kinds, place):
            sides.append("N" if strong == "R" else "L")
        else:
            sides.append(_side(kind))
    depth = {"L": 0, "R": 1, "N": 2} if base == "L" else {"L": 2, "R": 1, "N": 2}
    return [depth[side] for side in _settled(sides, base)]


def _side(kind: str) -> str:
    """The direction of a strong character, "" for all others."""
    return "L" if kind == "L" else "R" if kind in RIGHT_TO_LEFT else ""


def _within_number(kinds: list[str], place: int) -> bool:
    """A separator, sign or currency mark belongs to the digits that it touches on both sides."""
    beside = kinds[max(0, place - 1) : place] + kinds[place + 1 : place + 2]
    return kinds[place] in _WITH_NUMBERS and len(beside) == 2 and all(kind in _NUMBERS for kind in beside)


def _settled(sides: list[str], base: str) -> list[str]:
    """Spaces and punctuation take the direction of both neighbours or, between two, that of the line."""
    after = [base] * len(sides)
    for place in range(len(sides) - 2, -1, -1):
        after[place] = (sides[place + 1] or after[place + 1]).replace("N", "R")
    settled: list[str] = []
    before = base
    for side, later in zip(sides, after, strict=True):
        settled.append(side or (before if before == later else base))
        before = (side or before).replace("N", "R")
    return settled
