"""Which types of column a batch takes, each brought into one of the few that the checks work on.

A file may hold any type that Parquet knows. Those that can be read exactly are; every other is refused for
the whole file before a row is worked out, since no row of it could be right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa

from compliance.text import _

Test = Callable[[Any], bool]
SCALES = range(20)
"""Decimals with as many places can be compared with whole numbers in 128 bits; others take 256."""
WIDE_DIGITS = 76


class BatchFileProblem(Exception):
    """The file as a whole cannot be read; the message says where, what was found and what to do."""


def plain_column(column: pd.Series, name: str) -> pd.Series:
    """The column as the checks take it: whole numbers, decimals, texts, yes/no, or Python objects.

    Raises BatchFileProblem where the type cannot be what the column is for.
    """
    if column.dtype == object:
        _check_objects(column, name)
        return column
    found = _type_of(column)
    held = found.value_type if pa.types.is_dictionary(found) else found
    _check_type(held, name, shown=str(found))
    wanted = _plain_type(held)
    if wanted == found:
        return column
    cells = arrow_array(column)
    if pa.types.is_dictionary(found):
        cells = cells.dictionary_decode()
    return pd.Series(pd.arrays.ArrowExtensionArray(cells.cast(wanted)), index=column.index)


def arrow_array(column: pd.Series) -> Any:
    """The column as one Arrow array."""
    found = pa.Array.from_pandas(column)
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def is_decimal(column: pd.Series) -> bool:
    """Whether a plain column is of decimals; a column of Python objects is none."""
    return isinstance(column.dtype, pd.ArrowDtype) and bool(pa.types.is_decimal(column.dtype.pyarrow_dtype))


def _type_of(column: pd.Series) -> Any:
    if isinstance(column.dtype, pd.ArrowDtype):
        return column.dtype.pyarrow_dtype
    try:
        return pa.Array.from_pandas(column.head(0)).type
    except (pa.ArrowException, TypeError, ValueError):
        return pa.opaque(pa.null(), str(column.dtype), "pandas")


def _is_exact_number(found: Any) -> bool:
    return bool(pa.types.is_integer(found) or (pa.types.is_decimal(found) and found.scale >= 0))


def _is_text(found: Any) -> bool:
    return any(test(found) for test in _TEXTS)


def _is_name(found: Any) -> bool:
    """Whatever stands on a row as its id and has one way of being written."""
    return _is_exact_number(found) or any(test(found) for test in _NAMES)


_TEXTS: tuple[Test, ...] = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
    pa.types.is_null,
)
_NAMES: tuple[Test, ...] = (pa.types.is_boolean, pa.types.is_floating, pa.types.is_date)


def _check_type(found: Any, name: str, shown: str) -> None:
    if _is_text(found):
        return
    if name == "person_id":
        fits, message = _is_name(found), _("{name}: a column of {type}: store whole numbers or text")
    elif name == "pseb":
        # A number is wrong as well, but row by row, as in a column that mixes it with true and false.
        fits = pa.types.is_boolean(found) or pa.types.is_integer(found)
        message = _("{name}: a column of {type}: store true and false")
    elif pa.types.is_floating(found):
        fits, message = False, _floating_message()
    else:
        fits = _is_exact_number(found)
        message = _("{name}: a column of {type}: store whole numbers, decimals or text")
    if not fits:
        # The line is one of three parts between colons, which types like struct<a: int64> hold too.
        raise BatchFileProblem(message.format(name=name, type=shown.replace(": ", " ")))


def _floating_message() -> str:
    return _("{name}: a floating-point column: store whole numbers, decimals or text, which are exact")


def _check_objects(column: pd.Series, name: str) -> None:
    """Python objects may mix floating-point numbers in (a missing cell is none of them)."""
    if name in ("person_id", "pseb"):
        return
    if any(isinstance(cell, float) and cell == cell for cell in column):
        raise BatchFileProblem(_floating_message().format(name=name))


def _plain_type(held: Any) -> Any:
    if _is_text(held) and not pa.types.is_large_string(held):
        return pa.string()
    if pa.types.is_decimal(held) and not (pa.types.is_decimal128(held) and held.scale in SCALES):
        return pa.decimal256(WIDE_DIGITS, held.scale)
    return held
