"""JSON statements: each list of objects as a table whose columns are the paths of their values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from compliance.statements.delimited_text import CONTROL_CHARACTERS
from compliance.statements.reading_limits import (
    LONGEST_CELL,
    MEGABYTE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_JSON_BYTES,
    MOST_JSON_DEPTH,
    MOST_ROWS,
)
from compliance.statements.statement_messages import Refused
from compliance.statements.statement_table import Cells, Table

_MOST_OUTSIDE: Final = 200
"""Values outside the lists that are kept."""


class _Repeated(Exception):
    """A key stands twice in one object."""


def read_json(text: str, size: int) -> tuple[Table, ...]:
    """The lists of objects at the top of a JSON text, each as a table named after its key, whose first row
    holds the column names. Numbers stay as they are written. Raises Refused."""
    if size > MOST_JSON_BYTES:
        raise Refused("too_large", most=MOST_JSON_BYTES // MEGABYTE)
    try:
        content = json.loads(
            text,
            parse_float=str,
            parse_int=str,
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise Refused("json_unreadable", row=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refused("json_too_deep") from None
    except _Repeated as repeated:
        raise Refused("json_repeated_key", str(repeated)[:60]) from None
    if not isinstance(content, dict):
        content = {"": content}
    lists = {
        key: value
        for key, value in content.items()
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
    }
    if not lists:
        raise Refused("json_no_rows")
    control = CONTROL_CHARACTERS.search(text) is not None or "\\u00" in text
    try:
        outside = _outside({key: value for key, value in content.items() if key not in lists})
        return tuple(_table(key, rows, outside, control) for key, rows in lists.items())
    except RecursionError:
        raise Refused("json_too_deep") from None


def _no_constant(name: str) -> str:
    raise json.JSONDecodeError(name, name, 0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _value in pairs]
        raise _Repeated(next(key for key in keys if keys.count(key) > 1))
    return made


def _flat(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The values of nested objects, each with its path; lists inside are not statements' and stay as JSON."""
    if isinstance(value, dict):
        if depth > MOST_JSON_DEPTH:
            raise Refused("json_too_deep")
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}" if path else key, depth + 1)
    elif value is None:
        yield path, ""
    elif isinstance(value, bool):
        yield path, "true" if value else "false"
    elif isinstance(value, list):
        yield path, json.dumps(value)
    else:
        yield path, str(value).strip()


def _outside(content: dict[str, Any]) -> tuple[str, ...]:
    found = _flat(content)
    return tuple(
        f"{path} | {value}" for _number, (path, value) in zip(range(_MOST_OUTSIDE), found, strict=False)
    )


def _table(key: str, objects: list[dict[str, Any]], outside: tuple[str, ...], control: bool) -> Table:
    if len(objects) > MOST_ROWS:
        raise Refused("too_many_rows", most=MOST_ROWS)
    flat = [dict(_flat(one)) for one in objects]
    names = list(dict.fromkeys(chain.from_iterable(flat)))
    if len(names) > MOST_COLUMNS:
        raise Refused("too_many_columns", most=MOST_COLUMNS)
    if len(names) * len(flat) > MOST_CELLS:
        raise Refused("too_many_cells", most=MOST_CELLS)
    rows: list[Cells] = [tuple(names)]
    for number, one in enumerate(flat, 1):
        if any(len(value) > LONGEST_CELL for value in one.values()):
            raise Refused("cell_too_long", row=number, most=LONGEST_CELL)
        rows.append(tuple(one.get(name, "") for name in names))
    return Table("json", tuple(rows), tuple(range(len(rows))), key, outside, control)
