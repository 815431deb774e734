"""A copy of rules/ that a test may break, and the rules as the tests pin them."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

RULES = Path(__file__).parent.parent / "rules"
CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class RulesCopy:
    """A folder of rules in a temporary place."""

    folder: Path

    def replace(self, file: str, old: str, new: str, times: int = 1) -> None:
        """Replace a text in a file; it must be there."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, times), encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        """Add a text at the end of a file."""
        path = self.folder / file
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def in_block(self, file: str, parameter: str, first: str, old: str, new: str) -> None:
        """Replace a text in the block of a parameter that begins at `first`."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        at = text.index(f"[[{parameter}.value]]\nfrom = {first}\n")
        before, block = text[:at], text[at:]
        assert old in block, f"{old!r} is not in the block"
        path.write_text(before + block.replace(old, new, 1), encoding="utf-8")


def copy_of_rules(folder: Path) -> RulesCopy:
    """All rule files, copied."""
    target = folder / "rules"
    shutil.copytree(RULES, target)
    return RulesCopy(target)


def pinned_rows() -> list[dict[str, str]]:
    """The figures typed from the law notes, one row each."""
    lines = (CASES / "rule_figures.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def pinned_slabs() -> list[dict[str, str]]:
    """The rows of the slab tables as the law notes have them."""
    return list(csv.DictReader((CASES / "slabs.csv").read_text(encoding="utf-8").splitlines()))
