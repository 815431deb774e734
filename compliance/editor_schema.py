"""The JSON schema by which an editor checks rules/*.toml while somebody types.

Run `python -m compliance.editor_schema` to write rules/schema.json anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from compliance.rulebook_schema import Chapter, CoverageFile, Sources


def editor_schema() -> dict[str, Any]:
    """The schema of all rule files: a file of rules, sources.toml or coverage.toml."""
    forms: TypeAdapter[Any] = TypeAdapter(CoverageFile | Sources | Chapter)
    schema = forms.json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "rules/*.toml", **schema}


def schema_text() -> str:
    """The schema as it stands in rules/schema.json."""
    return json.dumps(editor_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    target = Path(__file__).parent.parent / "rules" / "schema.json"
    target.write_text(schema_text(), encoding="utf-8")
