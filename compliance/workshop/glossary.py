"""Terms of the subject in English, Urdu and Roman Urdu, with their meaning in plain words.

The Urdu has not been reviewed by a translator, and every place that prints it says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from compliance.text import _
from compliance.workshop.glossary_terms import TERMS


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its name and meaning in the language spoken, and what it is called in Urdu."""

    name: str
    urdu: str
    roman: str
    meaning: str


def glossary() -> tuple[Term, ...]:
    """All terms in the order of the English alphabet, in the language spoken now."""
    return tuple(Term(_(name), urdu, roman, _(meaning)) for name, urdu, roman, meaning in TERMS)


def unreviewed() -> str:
    """What must stand wherever the Urdu is shown."""
    return _("The Urdu words have not been checked by a translator. Tell us where they are wrong.")
