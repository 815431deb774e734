"""What the pages for trainers keep beside all saved years: one table of sections, in the browser's settings.

A section holds JSON and belongs to one page, which checks what it reads: it was in its user's hands.
"""

from __future__ import annotations

import json
from typing import Any, Final

from compliance.screens.keeping.session import keeping

LARGEST: Final = 1024 * 1024
"""Characters of the notebook as text; a change that would go beyond it is refused."""


def section(name: str) -> Any:
    """What was kept under a name; None for nothing."""
    return keeping().notebook.get(name)


def keep(name: str, value: Any) -> bool:
    """Keep JSON under a name, None to forget it. False, and nothing changes, where there is no room left."""
    now = keeping()
    if now.notebook.get(name) == value:
        return True
    changed = {**now.notebook, name: value}
    if value is None:
        del changed[name]
    if len(_text(changed)) > LARGEST:
        return False
    now.notebook = changed
    now.noted += 1
    return True


def to_write() -> dict[str, Any] | None:
    """The notebook for the browser, with the number of its change; None while nothing changed here."""
    now = keeping()
    return {"number": now.noted, "text": _text(now.notebook)} if now.noted else None


def read_notebook(given: object) -> dict[str, Any]:
    """What the browser kept, as far as it can be read; empty otherwise."""
    if not isinstance(given, str) or len(given) > LARGEST:
        return {}
    try:
        kept = json.loads(given)
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _text(notebook: dict[str, Any]) -> str:
    return json.dumps(notebook, ensure_ascii=False, separators=(",", ":"))
