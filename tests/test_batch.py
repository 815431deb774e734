"""Many people at once: bad rows keep their place and say why, bad files are refused, figures are exact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from compliance import assess_many, load_rulebook
from compliance.batch import CHUNK
from compliance.batch_checks import AMOUNTS, INPUTS
from compliance.batch_types import BatchFileProblem
from tests.bench.bare_numpy import bare_numpy
from tests.bench.people import frame as made_up_people

RULEBOOK = load_rulebook()
CERTIFIED_RUPEES, CERTIFIED_TAX = 4_200_000, 10_500
"""The law file's own example: 0.25% of Rs 4,200,000."""


def row(**changed: Any) -> dict[str, Any]:
    return {
        "person_id": "p1",
        "tax_year": 2026,
        "it_export_rupees": CERTIFIED_RUPEES,
        "other_export_rupees": 0,
        "freelance_usd": 15_000,
        "pseb": True,
        "salary_rupees": 0,
        "local_rupees": 0,
        "expenses_rupees": 0,
        "tax_deducted_rupees": 0,
        **changed,
    }


def assessed(*rows: dict[str, Any], dtype: Any = None) -> pd.DataFrame:
    return assess_many(pd.DataFrame(list(rows), columns=list(INPUTS), dtype=dtype), RULEBOOK)


def test_a_certified_exporter() -> None:
    found = assessed(row()).iloc[0]
    assert found["ordinance_final_tax"] == CERTIFIED_TAX
    assert found["ordinance_tax"] == found["ordinance_balance"] == found["difference"] + found["policy_tax"]
    assert found["error"] == ""


def test_the_twelve_thousand_dollar_cliff() -> None:
    found = assessed(row(freelance_usd=12_000), row(freelance_usd=12_001))
    assert found["policy_tax"].tolist() == [0, CERTIFIED_TAX]
    assert found["difference"].tolist() == [CERTIFIED_TAX, 0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"person_id": ""}, "person_id: blank"),
        ({"tax_year": ""}, "tax_year: blank"),
        ({"tax_year": "2020"}, "tax_year: not covered"),
        ({"tax_year": "2028"}, "tax_year: not covered"),
        ({"tax_year": "26"}, "tax_year: not covered"),
        ({"it_export_rupees": ""}, "it_export_rupees: blank"),
        ({"it_export_rupees": "-1"}, "it_export_rupees: not an amount"),
        ({"it_export_rupees": "1e5"}, "it_export_rupees: not an amount"),
        ({"it_export_rupees": "NaN"}, "it_export_rupees: not an amount"),
        ({"it_export_rupees": "1,000"}, "it_export_rupees: not an amount"),
        ({"salary_rupees": "1.234"}, "salary_rupees: not an amount"),
        ({"salary_rupees": "10000000000"}, "salary_rupees: not an amount"),
        ({"salary_rupees": "1\n"}, "salary_rupees: not an amount"),
        ({"salary_rupees": "٣"}, "salary_rupees: not an amount"),
        ({"pseb": ""}, "pseb: neither"),
        ({"pseb": "yes"}, "pseb: neither"),
        ({"freelance_usd": "0"}, "freelance_usd: 0 although"),
        (
            {"it_export_rupees": "9999999999", "other_export_rupees": "2"},
            "receipts: all rupees together",
        ),
    ],
)
def test_a_bad_row_keeps_its_place_and_says_why(change: dict[str, str], said: str) -> None:
    texts = [
        {name: str(value).lower() if name == "pseb" else str(value) for name, value in row().items()}
    ] * 3
    texts[1] = {**texts[1], **change}
    found = assessed(*texts, dtype="str")
    assert found["error"].iloc[1].startswith(said)
    assert found["error"].iloc[[0, 2]].tolist() == ["", ""]
    assert found.loc[1, "ordinance_final_tax":"difference"].isna().all()
    assert found["ordinance_final_tax"].iloc[[0, 2]].tolist() == [CERTIFIED_TAX] * 2


def test_a_row_says_everything_that_is_wrong_with_it() -> None:
    found = assessed(row(it_export_rupees=-1, tax_year=1999))
    assert found["error"].iloc[0].count("; ") == 1


def test_paisa_count_in_texts_and_decimals() -> None:
    half = "59999.99"
    texts = {name: str(value) for name, value in row(it_export_rupees=half, pseb="true").items()}
    exact = row(**{name: Decimal(half) if name == "it_export_rupees" else Decimal(0) for name in AMOUNTS})
    exact["freelance_usd"] = Decimal("214.00")
    by_text = assessed(texts, dtype="str")["ordinance_final_tax"].iloc[0]
    table = pd.DataFrame([exact], columns=list(INPUTS))
    for name in AMOUNTS:
        table[name] = pd.Series(
            pa.array(table[name].tolist(), pa.decimal128(14, 2)), dtype=pd.ArrowDtype(pa.decimal128(14, 2))
        )
    by_decimal = assess_many(table, RULEBOOK)["ordinance_final_tax"].iloc[0]
    assert by_text == by_decimal == 150


def test_a_decimal_beyond_two_places_is_refused() -> None:
    table = pd.DataFrame([row()], columns=list(INPUTS))
    places = pa.decimal128(14, 3)
    table["it_export_rupees"] = pd.Series(pa.array([Decimal("1.005")], places), dtype=pd.ArrowDtype(places))
    assert assess_many(table, RULEBOOK)["error"].iloc[0].startswith("it_export_rupees: not an amount")


def test_missing_cells_of_integer_columns_are_blank() -> None:
    table = pd.DataFrame([row(), row()], columns=list(INPUTS))
    table["salary_rupees"] = pd.array([1, None], dtype="Int64")
    assert assess_many(table, RULEBOOK)["error"].iloc[1].startswith("salary_rupees: blank")


@pytest.mark.parametrize("name", AMOUNTS)
def test_floating_point_money_is_refused_for_the_whole_file(name: str) -> None:
    table = pd.DataFrame([row()], columns=list(INPUTS))
    table[name] = table[name].astype("float64")
    with pytest.raises(BatchFileProblem, match=f"^{name}: a floating-point column"):
        assess_many(table, RULEBOOK)


def test_columns_that_are_missing_unknown_or_double_are_named() -> None:
    table = pd.DataFrame([row()], columns=list(INPUTS))
    with pytest.raises(BatchFileProblem, match="pseb, salary_rupees missing"):
        assess_many(table.drop(columns=["pseb", "salary_rupees"]), RULEBOOK)
    with pytest.raises(BatchFileProblem, match="shoe_size unknown"):
        assess_many(table.assign(shoe_size=43), RULEBOOK)
    with pytest.raises(BatchFileProblem, match="person_id there twice"):
        assess_many(pd.concat([table, table[["person_id"]]], axis=1), RULEBOOK)


def test_ids_and_order_are_kept() -> None:
    ids = ["007", "NA", "null", "1e3", "ب"]
    texts = [{name: str(value).lower() for name, value in row(person_id=one).items()} for one in ids]
    found = assessed(*texts, dtype="str")
    assert found["person_id"].tolist() == [str(one).lower() for one in ids]
    assert list(found.columns[: len(INPUTS)]) == list(INPUTS)


def test_chunks_and_years_do_not_show() -> None:
    count = 2 * CHUNK + 17
    people = made_up_people(count, seed=3)
    ours, by_hand = assess_many(people, RULEBOOK), bare_numpy(people)
    for name in by_hand.columns[len(INPUTS) : -1]:
        assert ours[name].equals(by_hand[name]), name
    assert ((ours["error"] == "") == (by_hand["error"] == "")).all()
    assert 0 < (ours["error"] != "").sum() < count / 100


def test_nobody_is_a_result_too() -> None:
    found = assess_many(pd.DataFrame({name: np.array([], dtype=np.int64) for name in INPUTS}), RULEBOOK)
    assert len(found) == 0
    assert "difference" in found.columns


def test_a_column_of_mixed_kinds_is_read_cell_by_cell() -> None:
    table = pd.DataFrame([row(), row(), row()], columns=list(INPUTS))
    table["pseb"] = pd.Series([True, "true", 7], dtype=object)
    table["it_export_rupees"] = pd.Series(
        [CERTIFIED_RUPEES, str(CERTIFIED_RUPEES), Decimal(CERTIFIED_RUPEES)], dtype=object
    )
    found = assess_many(table, RULEBOOK)
    assert found["ordinance_final_tax"].iloc[:2].tolist() == [CERTIFIED_TAX] * 2
    assert found["error"].iloc[2].startswith("pseb: neither")


def test_a_float_among_other_cells_refuses_the_file() -> None:
    table = pd.DataFrame([row(), row()], columns=list(INPUTS))
    table["salary_rupees"] = pd.Series(["1", 0.1], dtype=object)
    with pytest.raises(BatchFileProblem, match="salary_rupees: a floating-point column"):
        assess_many(table, RULEBOOK)
