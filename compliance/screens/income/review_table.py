"""Receipts as a table that sorts by days and numbers and shows amounts as everywhere else."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from compliance.screens.income.review_rows import Row
from compliance.text import _, currency_amount, rupees_exact

_MOST_STYLED: Final = 2_000
"""Rows beyond which writing out every amount takes too long; then the browser groups the digits."""


def frame_of(rows: list[Row]) -> pd.DataFrame:
    """The rows as a frame: days as days, amounts as numbers of whole units, for showing and sorting only."""
    return pd.DataFrame(
        {
            "day": pd.Series([row.day for row in rows], dtype="datetime64[ns]"),
            "who": [" · ".join(filter(None, (row.who, row.noticed))) for row in rows],
            "rupees": pd.Series([_units(row.rupees) for row in rows], dtype="Float64"),
            "amount": pd.Series([_units(row.amount) for row in rows], dtype="Float64"),
            "currency": [row.currency for row in rows],
            "way": [row.way for row in rows],
            "work": [row.work for row in rows],
            "number": [row.place + 1 for row in rows],
        }
    )


def _units(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def styled(frame: pd.DataFrame, rows: list[Row]) -> Any:
    """The frame with its amounts written as the person chose it; as it is where there are too many."""
    if len(rows) > _MOST_STYLED:
        return frame
    style = frame.style.format(_in_rupees, subset=["rupees"], na_rep="")
    for currency in {row.currency for row in rows if row.currency}:
        style = style.format(
            partial(_in_currency, currency),
            subset=pd.IndexSlice[frame["currency"] == currency, ["amount"]],
            na_rep="",
        )
    return style


def _in_rupees(units: Any) -> str:
    return _short(rupees_exact(_hundredths(units)))


def _in_currency(currency: str, units: Any) -> str:
    return _short(currency_amount(_hundredths(units), currency))


def _short(amount: str) -> str:
    return amount.removesuffix(".00")


def _hundredths(units: Any) -> int:
    """Back to whole hundredths: every amount that can be entered is told apart by its nearest number."""
    hundredths: int = round(units * 100)
    return hundredths


def columns(rows: list[Row]) -> dict[str, Any]:
    """How the columns are called and how wide they are: the first three fit a phone."""
    config = st.column_config
    written: Any = "localized" if len(rows) > _MOST_STYLED else None
    return {
        "day": config.DateColumn(_("Day"), format="D MMM YY", width=82),
        "who": config.TextColumn(_("From"), width=148),
        "rupees": config.NumberColumn(_("Rupees"), format=written, width=100),
        "amount": config.NumberColumn(_("Arrived"), format=written, width=104),
        "currency": config.TextColumn(_("Currency"), width=72),
        "way": config.TextColumn(_("How it came"), width=144),
        "work": config.TextColumn(_("Work"), width=136),
        "number": config.NumberColumn("№", format="plain", width=56),
    }


def order(rows: list[Row]) -> list[str]:
    """The columns that are shown: the currency has one of its own where amounts are plain numbers."""
    names = ["day", "who", "rupees", "amount", "currency", "way", "work", "number"]
    return names if len(rows) > _MOST_STYLED else [name for name in names if name != "currency"]
