"""The glossary: whole, in order, and in letters that the documents can print."""

from __future__ import annotations

import re

from compliance.documents.lettering import REPLACEMENT, printable, turns
from compliance.workshop.glossary import glossary, unreviewed


def test_some_forty_terms_each_in_three_ways() -> None:
    terms = glossary()
    assert len(terms) >= 40
    assert len({term.name for term in terms}) == len({term.urdu for term in terms}) == len(terms)
    for term in terms:
        assert term.meaning.endswith(".") and "translator" in unreviewed()
        assert re.fullmatch(r"[A-Za-z, -]+", term.roman), term.roman
        # Arabic script and nothing else: a Latin letter among it would be a slip of the keyboard.
        assert re.fullmatch(r"[\u0600-\u06ff ،]+", term.urdu), term.urdu


def test_every_word_can_be_printed() -> None:
    for term in glossary():
        assert REPLACEMENT not in printable(term.urdu), term.urdu
        assert turns(printable(term.urdu))
