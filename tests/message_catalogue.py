"""Collects every sentence that can be translated into compliance/locale/compliance.pot.

Run it after changing a sentence: python -m tests.message_catalogue
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "compliance" / "locale" / "compliance.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
RULE_SENTENCES = ("title", "note", "verified", "why", "next_step")
"""The keys of rules/*.toml whose text is shown to people; figures, names and addresses are not."""

HEADER = """\
# Every sentence of the program, for translators. Made by: python -m tests.message_catalogue
# A translation is this file with its answers filled in, saved as LANGUAGE/LC_MESSAGES/compliance.po.
# Names in {braces} stay as they are; they may change places.
#"""


def program_files() -> list[Path]:
    """The program's own Python files."""
    return sorted([*(ROOT / "compliance").rglob("*.py"), ROOT / "streamlit_app.py"])


def _program_sentences() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for file in program_files():
        for _line, message, _comments, _context in extract_from_file("python", file, keywords=KEYWORDS):
            yield file.relative_to(ROOT).as_posix(), message


def _sentences_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in RULE_SENTENCES and isinstance(inner, str):
                yield " ".join(inner.split())
            else:
                yield from _sentences_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _sentences_of(inner)


def _rule_sentences() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "rules").glob("*.toml")):
        if file.name != "sources.toml":
            for sentence in _sentences_of(tomllib.loads(file.read_text(encoding="utf-8"))):
                yield file.relative_to(ROOT).as_posix(), sentence


def sentences() -> Iterable[tuple[str, str | tuple[str, ...]]]:
    """Each sentence with the file it stands in."""
    yield from _program_sentences()
    yield from _rule_sentences()


def template() -> bytes:
    """The template as it should be. Without dates and line numbers: it changes with sentences only."""
    catalogue = Catalog(project="freelancer-tax-helper", header_comment=HEADER, charset="utf-8")
    for file, message in sorted(sentences(), key=lambda found: (found[0], str(found[1]))):
        catalogue.add(message, locations=[(file, 1)])
    out = BytesIO()
    write_po(out, catalogue, width=110, include_lineno=False, omit_header=True)
    return (
        f"{HEADER}\n".encode()
        + b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        + out.getvalue()
    )


if __name__ == "__main__":
    made = template()
    TEMPLATE.write_bytes(made)
    print(f"{TEMPLATE.relative_to(ROOT)} holds {made.count(b'msgid ') - 1} sentences")
