"""Sentences reach translators whole: nothing glued together, nothing missing from the template."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance import text
from tests.message_catalogue import ROOT, TEMPLATE, program_files, sentences, template
from tests.pseudo_locale import untranslated

MARKERS = {"_": 1, "N_": 1, "ngettext": 2}


def _calls() -> Iterator[tuple[str, ast.Call, ast.Call | None]]:
    """Where a sentence is marked: the place, the call, and the `format` chained to it, if there is one."""
    for file in program_files():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        formats = {
            id(node.func.value): node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "format"
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node, formats.get(id(node))


CALLS = list(_calls())


def _name(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Name)
    return call.func.id


def _literals(call: ast.Call) -> list[str]:
    marked = call.args[: MARKERS[_name(call)]]
    return [arg.value for arg in marked if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


def _placeholders(sentence: str) -> set[str]:
    return {
        name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name is not None
    }


def test_there_are_sentences() -> None:
    assert len(CALLS) > 50


def test_a_sentence_is_one_literal_or_a_name_for_one() -> None:
    wrong = [
        place
        for place, call, _format in CALLS
        for arg in call.args[: MARKERS[_name(call)]]
        if isinstance(arg, ast.JoinedStr | ast.BinOp | ast.Call | ast.IfExp)
    ]
    assert wrong == [], "extraction skips these in silence: write a whole sentence with {named} places"


def test_marked_sentences_are_literals() -> None:
    assert [place for place, call, _format in CALLS if _name(call) == "N_" and not _literals(call)] == []


def test_places_in_a_sentence_have_names() -> None:
    wrong = [
        f"{place}: {sentence}"
        for place, call, _format in CALLS
        for sentence in _literals(call)
        if any(not name.isidentifier() for name in _placeholders(sentence))
        or "%s" in sentence
        or "%d" in sentence
    ]
    assert wrong == []


def test_format_is_given_what_the_sentence_asks_for() -> None:
    wrong = []
    for place, call, filled in CALLS:
        if filled is None or filled.args or any(keyword.arg is None for keyword in filled.keywords):
            continue
        asked = set().union(*(_placeholders(sentence) for sentence in _literals(call)))
        given = {keyword.arg for keyword in filled.keywords}
        if _literals(call) and asked != given:
            wrong.append(f"{place}: asks for {sorted(asked)}, is given {sorted(given, key=str)}")
    assert wrong == []


def test_the_template_holds_every_sentence() -> None:
    assert TEMPLATE.read_bytes() == template(), "run: python -m tests.message_catalogue"


def test_rules_speak_through_the_catalogue_too() -> None:
    assert any(file == "rules/coverage.toml" for file, _sentence in sentences())


def test_a_language_is_a_catalogue_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "ur" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "compliance.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "reported"\nmsgstr "بیان کردہ"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(text, "_CATALOGUES", tmp_path)
    monkeypatch.setattr(text, "LANGUAGES", ("en", "ur"))
    text.use_language("ur")
    try:
        assert text.tier_word("reported") == "بیان کردہ"
        assert text.tier_word("inferred") == "our reading"
    finally:
        text.use_language("en")
        text._catalogue.cache_clear()


def test_what_has_no_marks_is_found() -> None:
    text.use_language(text.PSEUDO)
    try:
        shown = text.tax_year_text(2026) + " Total: <b>Ayesha</b> " + text.rupees(5)
    finally:
        text.use_language("en")
    assert untranslated(shown, ["Ayesha"]) == ["Total"]
    assert untranslated(shown) == ["Total", "Ayesha"]
