"""The columns of a batch, read and checked: a bad row is marked and says why, a bad file is refused.

All work is on whole columns. Amounts become paisa (dollars: cents); nothing is clipped or guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from compliance.batch_types import WIDE_DIGITS, BatchFileProblem, arrow_array, is_decimal, plain_column
from compliance.engine import Column
from compliance.money import PAISA_LIMIT
from compliance.rulebook import Rulebook
from compliance.text import _

AMOUNTS = (
    "it_export_rupees",
    "other_export_rupees",
    "freelance_usd",
    "salary_rupees",
    "local_rupees",
    "expenses_rupees",
    "tax_deducted_rupees",
)
INPUTS = (
    "person_id",
    "tax_year",
    "it_export_rupees",
    "other_export_rupees",
    "freelance_usd",
    "pseb",
    "salary_rupees",
    "local_rupees",
    "expenses_rupees",
    "tax_deducted_rupees",
)
AMOUNT_PATTERN = r"^[0-9]{1,10}(\.[0-9]{1,2})?$"
HIGHEST = PAISA_LIMIT - 1
MOST_DIGITS = pa.decimal128(38, 2)


@dataclass
class BatchColumns:
    """Checked columns, one row a person: paisa, cents, tax years and yes/no; `good` marks usable rows."""

    tax_year: Column
    it_export: Column
    other_export: Column
    local: Column
    freelance_usd: Column
    salary: Column
    expenses: Column
    tax_deducted: Column
    pseb: Column
    good: Column
    errors: Column = field(repr=False)


class _Rows:
    """Collects what is wrong with rows; a row keeps every reason in the order of the columns."""

    def __init__(self, count: int) -> None:
        self.good = np.ones(count, dtype=np.bool_)
        self.errors = np.full(count, "", dtype=object)

    def refuse(self, bad: Column, message: str) -> None:
        if not bad.any():
            return
        self.good &= ~bad
        for row in np.flatnonzero(bad):
            self.errors[row] = f"{self.errors[row]}; {message}" if self.errors[row] else message


def read_columns(frame: pd.DataFrame, rulebook: Rulebook) -> BatchColumns:
    """Read the batch columns of a frame. Raises BatchFileProblem where the file itself will not do."""
    _check_header(frame)
    given = {name: plain_column(frame[name], name) for name in INPUTS}
    rows = _Rows(len(frame))
    rows.refuse(_blank(given["person_id"]), _("person_id: blank: give every row an id"))
    tax_year = _tax_years(given["tax_year"], rulebook, rows)
    amounts = {name: _amounts(given[name], name, rows) for name in AMOUNTS[:3]}
    pseb = _yes_no(given["pseb"], rows)
    amounts |= {name: _amounts(given[name], name, rows) for name in AMOUNTS[3:]}
    freelance = amounts["it_export_rupees"] + amounts["other_export_rupees"] + amounts["local_rupees"]
    rows.refuse(
        rows.good & (freelance > PAISA_LIMIT),
        _("receipts: all rupees together are above 10,000,000,000: check for a slip in the amounts"),
    )
    rows.refuse(
        rows.good & (freelance > 0) & (amounts["freelance_usd"] == 0),
        _("freelance_usd: 0 although there are receipts: give all freelance receipts in US dollars"),
    )
    return BatchColumns(
        tax_year=tax_year,
        it_export=amounts["it_export_rupees"],
        other_export=amounts["other_export_rupees"],
        local=amounts["local_rupees"],
        freelance_usd=amounts["freelance_usd"],
        salary=amounts["salary_rupees"],
        expenses=amounts["expenses_rupees"],
        tax_deducted=amounts["tax_deducted_rupees"],
        pseb=pseb,
        good=rows.good,
        errors=rows.errors,
    )


def _check_header(frame: pd.DataFrame) -> None:
    names = list(frame.columns)
    missing = [name for name in INPUTS if name not in names]
    unknown = [str(name) for name in names if name not in INPUTS]
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    if missing:
        raise BatchFileProblem(_("columns: {names} missing: add them").format(names=", ".join(missing)))
    if twice:
        raise BatchFileProblem(_("columns: {names} there twice: keep one").format(names=", ".join(twice)))
    if unknown:
        raise BatchFileProblem(_("columns: {names} unknown: take them out").format(names=", ".join(unknown)))


def _blank(column: pd.Series) -> Column:
    """Missing cells, and texts with nothing in them."""
    missing = column.isna().to_numpy()
    if pd.api.types.is_integer_dtype(column.dtype) or pd.api.types.is_bool_dtype(column.dtype):
        return np.asarray(missing, dtype=np.bool_)
    texts = pc.utf8_trim_whitespace(_as_text(column))
    return np.asarray(
        missing | pc.equal(texts, "").fill_null(True).to_numpy(zero_copy_only=False), dtype=np.bool_
    )


def _as_text(column: pd.Series) -> pa.Array:
    """The cells as texts; a column of mixed kinds cell by cell, missing ones stay missing."""
    if column.dtype == object:
        cells = [None if missing else str(cell) for cell, missing in zip(column, column.isna(), strict=True)]
        return pa.array(cells, pa.string())
    return arrow_array(column).cast(pa.string())


def _amounts(column: pd.Series, name: str, rows: _Rows) -> Column:
    """Hundredths of each amount, 0 where the row is bad."""
    if pd.api.types.is_integer_dtype(column.dtype):
        return _whole_amounts(column, name, rows)
    cells = arrow_array(column) if is_decimal(column) else _as_text(column)
    blank = _blank(column)
    rows.refuse(blank, _("{name}: blank: give an amount, 0 where there was none").format(name=name))
    if pa.types.is_decimal(cells.type):
        fits, nothing = _decimal_fits(cells), pa.scalar(Decimal(0), cells.type)
    else:
        fits, nothing = pc.match_substring_regex(cells, AMOUNT_PATTERN).fill_null(False), pa.scalar("0")
    usable = np.asarray(fits.to_numpy(zero_copy_only=False), dtype=np.bool_) & ~blank
    rows.refuse(
        ~usable & ~blank,
        _("{name}: not an amount: give digits with at most two decimals, at most 9999999999.99").format(
            name=name
        ),
    )
    return _hundredths(pc.if_else(pa.array(usable), cells, nothing).cast(MOST_DIGITS))


def _decimal_fits(found: pa.Array) -> pa.Array:
    """Not below zero, below 10^10, and nothing beyond the second decimal."""
    fits = pc.equal(pc.round(found, ndigits=2), found)
    if pa.types.is_decimal128(found.type):
        least, most = pa.scalar(0, pa.int64()), pa.scalar(10**10, pa.int64())
    else:
        least = pa.scalar(Decimal(0), found.type)
        # So many places leave no room for digits before the point: all amounts are small enough.
        small = found.type.scale > WIDE_DIGITS - 11
        most = None if small else pa.scalar(Decimal(10**10), found.type)
    fits = pc.and_(fits, pc.greater_equal(found, least))
    return (fits if most is None else pc.and_(fits, pc.less(found, most))).fill_null(False)


def _hundredths(exact: pa.Array) -> Column:
    """A decimal column with two places as int64 hundredths, straight from its 128-bit words."""
    low = np.frombuffer(exact.buffers()[1], dtype=np.int64)[2 * exact.offset :: 2][: len(exact)]
    return low.copy()


def _whole_amounts(column: pd.Series, name: str, rows: _Rows) -> Column:
    missing = column.isna().to_numpy() if column.hasnans else np.zeros(len(column), dtype=np.bool_)
    whole = column.fillna(0).to_numpy() if missing.any() else column.to_numpy()
    rows.refuse(
        np.asarray(missing), _("{name}: blank: give an amount, 0 where there was none").format(name=name)
    )
    out_of_bounds = (whole < 0) | (whole > HIGHEST // 100)
    rows.refuse(
        out_of_bounds,
        _("{name}: below zero or too large: give an amount from 0 to 9999999999.99").format(name=name),
    )
    hundredths = whole.astype(np.int64) * 100
    return np.where(out_of_bounds, 0, hundredths) if out_of_bounds.any() else hundredths


def _tax_years(column: pd.Series, rulebook: Rulebook, rows: _Rows) -> Column:
    blank = _blank(column)
    rows.refuse(blank, _("tax_year: blank: give the tax year as four digits"))
    if pd.api.types.is_integer_dtype(column.dtype):
        years = (column.fillna(0) if blank.any() else column).to_numpy().astype(np.int64)
    else:
        texts = _as_text(column)
        four = pc.match_substring_regex(texts, "^[0-9]{4}$").fill_null(False)
        years = pc.if_else(four, texts, "0").cast(pa.int64()).to_numpy(zero_copy_only=False)
    coverage = rulebook.coverage
    covered = (years >= coverage.first_tax_year) & (years <= coverage.last_tax_year)
    rows.refuse(
        ~covered & ~blank,
        _("tax_year: not covered: tax years {first} to {last} are").format(
            first=coverage.first_tax_year, last=coverage.last_tax_year
        ),
    )
    return np.asarray(years)


def _yes_no(column: pd.Series, rows: _Rows) -> Column:
    if column.dtype == np.bool_:
        return column.to_numpy()
    texts = pc.utf8_lower(pc.utf8_trim_whitespace(_as_text(column))).fill_null("")
    yes = pc.equal(texts, "true").to_numpy(zero_copy_only=False)
    known = yes | pc.equal(texts, "false").to_numpy(zero_copy_only=False)
    rows.refuse(~known, _("pseb: neither true nor false: say which"))
    return np.asarray(yes, dtype=np.bool_)
