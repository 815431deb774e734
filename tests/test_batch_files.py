"""Files of many people: order, ids and types are kept, bad rows stay in place, no half file is left."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from compliance import assess_many, batch_tables
from compliance.batch_checks import INPUTS
from compliance.batch_files import FIGURES, assess_file
from compliance.cli import main
from compliance.file_access import FileTrouble
from tests.sample_year import rules

HEADER = ",".join(INPUTS)
# Rs 42,00,000 certified in 2026: 10,500. Without a certificate 1%: 42,000. Zero-rated in 2025 by the policy.
GOOD = "a,2026,4200000,0,15000,true,0,0,0,10500"
OTHER = "b,2026,4200000,0,15000,false,0,0,0,0"
ZERO_RATED = "NA,2025,4200000.00,0,15000.00,true,0,0,0,10500.00"
EXPECTED = {
    "a": ["10500", "0", "0", "10500", "0", "0", "10500", "0"],
    "b": ["42000", "0", "0", "42000", "42000", "0", "42000", "0"],
    "NA": ["10500", "0", "0", "10500", "0", "0", "0", "10500"],
}


def write(path: Path, *rows: str, header: str = HEADER) -> Path:
    """A CSV file of these rows."""
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, as texts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(row: dict[str, str]) -> list[str]:
    """The eight figures of a result row."""
    return [row[name] for name in FIGURES]


def batch(people: Path, results: Path, *more: str) -> int:
    """The exit status of the command."""
    return main(["batch", str(people), "--out", str(results), *more])


def test_results_have_the_columns_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = write(tmp_path / "people.csv", GOOD, OTHER, ZERO_RATED)
    assert batch(people, tmp_path / "results.csv") == 0
    rows = read(tmp_path / "results.csv")
    assert list(rows[0]) == [
        *INPUTS,
        "ordinance_final_tax",
        "ordinance_normal_tax",
        "ordinance_surcharge",
        "ordinance_tax",
        "ordinance_balance",
        "ordinance_refundable",
        "policy_tax",
        "difference",
        "error",
    ]
    assert {row["person_id"]: figures(row) for row in rows} == EXPECTED
    assert [row["error"] for row in rows] == ["", "", ""]
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "3 rows worked out.\n0 bad rows.\n"


def test_texts_stay_as_they_were_written(tmp_path: Path) -> None:
    rows = [
        "007,2026,0,0,0,false,0,0,0,0",
        "NA,2026,0,0,0,FALSE,0,0,0,0.50",
        '"Khan, ""Ali""\nof Lahore",2026,0,0,0,false,1200000.00,0,0,0',
        "1e5,2026,0,0,0,false,0,0,0,0",
        "عائشہ,2026,0,0,0,false,0,0,0,0",
    ]
    people = write(tmp_path / "people.csv", *rows)
    assert batch(people, tmp_path / "results.csv") == 0
    found = read(tmp_path / "results.csv")
    assert [row["person_id"] for row in found] == ["007", "NA", 'Khan, "Ali"\nof Lahore', "1e5", "عائشہ"]
    assert found[1]["tax_deducted_rupees"] == "0.50"
    assert found[2]["ordinance_normal_tax"] == "6000"
    assert [row["error"] for row in found] == [""] * 5


def test_a_bad_row_keeps_its_place_with_empty_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        GOOD,
        "x,2031,0,0,0,true,0,0,0,0",
        "y,2026,-5,0,0,true,0,0,0,0",
        "z,2026,,0,0,true,0,0,0,0",
        "short,2026,0",
        "long,2026,0,0,0,true,0,0,0,0,0,0",
        OTHER,
    ]
    people = write(tmp_path / "people.csv", *rows)
    assert batch(people, tmp_path / "results.csv") == 0
    found = read(tmp_path / "results.csv")
    assert [row["person_id"] for row in found] == ["a", "x", "y", "z", "short", "long", "b"]
    assert figures(found[0]) == EXPECTED["a"]
    assert figures(found[6]) == EXPECTED["b"]
    for row in found[1:6]:
        assert figures(row) == [""] * 8
        assert row["error"]
    assert found[4]["error"].startswith("row: 3 cells instead of 10")
    assert found[5]["error"].startswith("row: 12 cells instead of 10")
    assert capsys.readouterr().err.splitlines() == [
        "2 rows worked out.",
        "5 bad rows, the first of them row 2 below the heading; their column error says why.",
    ]


def test_empty_lines_spaces_in_the_header_and_a_mark_at_the_start_do_no_harm(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(HEADER.replace(",", ", ") + "\r\n\r\n" + GOOD + "\r\n\r\n", encoding="utf-8-sig")
    assert batch(people, tmp_path / "results.csv") == 0
    assert [figures(row) for row in read(tmp_path / "results.csv")] == [EXPECTED["a"]]


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    names, cells = list(INPUTS)[::-1], GOOD.split(",")[::-1]
    people = write(tmp_path / "people.csv", ",".join(cells), header=",".join(names))
    assert batch(people, tmp_path / "results.csv") == 0
    (row,) = read(tmp_path / "results.csv")
    assert list(row)[:10] == list(INPUTS)
    assert figures(row) == EXPECTED["a"]


def test_no_rows_give_a_header(tmp_path: Path) -> None:
    people = write(tmp_path / "people.csv")
    assert batch(people, tmp_path / "results.csv") == 0
    assert (tmp_path / "results.csv").read_text().startswith("person_id,tax_year")
    assert batch(people, tmp_path / "results.parquet") == 0
    assert pq.read_table(tmp_path / "results.parquet").num_rows == 0


def people_table() -> pa.Table:
    """People in the types that Parquet files have."""
    return pa.table(
        {
            "person_id": pa.array([1, 2, 3, 4], pa.int32()),
            "tax_year": pa.array([2026, 2026, 2025, 2026], pa.int16()),
            "it_export_rupees": pa.array([4200000, 4200000, 4200000, None], pa.int64()),
            "other_export_rupees": pa.array([Decimal("0.00")] * 4, pa.decimal128(14, 2)),
            "freelance_usd": pa.array(["15000", "15000.00", "15000", "0"], pa.string()),
            "pseb": pa.array([True, False, True, None]),
            "salary_rupees": pa.array([0, 0, 0, 0], pa.uint32()),
            "local_rupees": pa.array(["0", "0", "0", "0"]).dictionary_encode(),
            "expenses_rupees": pa.array([0, 0, 0, 0], pa.int64()),
            "tax_deducted_rupees": pa.array([10500, 0, 10500, 0], pa.int64()),
        }
    )


def test_parquet_keeps_types_and_has_whole_numbers_that_may_be_missing(tmp_path: Path) -> None:
    given = people_table()
    pq.write_table(given, tmp_path / "people.parquet")
    assert batch(tmp_path / "people.parquet", tmp_path / "results.parquet") == 0
    found = pq.read_table(tmp_path / "results.parquet")
    assert found.select(INPUTS).schema.equals(given.schema)
    assert found.select(INPUTS).equals(given)
    for name in FIGURES:
        assert found.schema.field(name).type == pa.int64()
    expected = [[int(figure) for figure in EXPECTED[name]] for name in ("a", "b", "NA")]
    rows = found.to_pylist()
    assert [[row[name] for name in FIGURES] for row in rows] == [*expected, [None] * 8]
    assert [row["error"] for row in rows[:3]] == ["", "", ""]
    assert "it_export_rupees: blank" in rows[3]["error"]
    assert "pseb" in rows[3]["error"]


def test_from_one_kind_of_file_to_the_other(tmp_path: Path) -> None:
    pq.write_table(people_table(), tmp_path / "people.parquet")
    assert batch(tmp_path / "people.parquet", tmp_path / "results.csv") == 0
    rows = read(tmp_path / "results.csv")
    assert [figures(row) for row in rows[:3]] == [EXPECTED["a"], EXPECTED["b"], EXPECTED["NA"]]
    assert (rows[0]["other_export_rupees"], rows[0]["pseb"], rows[3]["pseb"]) == ("0.00", "true", "")
    people = write(tmp_path / "people.csv", GOOD, OTHER)
    assert batch(people, tmp_path / "results.parquet") == 0
    found = pq.read_table(tmp_path / "results.parquet").to_pylist()
    assert [str(found[0][name]) for name in FIGURES] == EXPECTED["a"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_chunks_and_processes_change_nothing(
    workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_tables, "ROWS_AT_A_TIME", 700)
    random = np.random.default_rng(7)
    count = 5_000
    frame = pd.DataFrame(
        {
            "person_id": [f"p{number}" for number in range(count)],
            "tax_year": random.integers(2020, 2029, count),
            "it_export_rupees": random.integers(0, 20_000_000, count),
            "other_export_rupees": random.integers(0, 20_000_000, count),
            "freelance_usd": random.integers(0, 30_000, count),
            "pseb": random.integers(0, 2, count).astype(bool),
            "salary_rupees": random.integers(0, 20_000_000, count),
            "local_rupees": random.integers(0, 20_000_000, count),
            "expenses_rupees": random.integers(-100, 2_000_000, count),
            "tax_deducted_rupees": random.integers(0, 2_000_000, count),
        }
    )
    frame.to_parquet(tmp_path / "people.parquet", row_group_size=1_500)
    frame.to_csv(tmp_path / "people.csv", index=False)
    wanted = assess_many(frame, rules())
    for name in ("people.parquet", "people.csv"):
        target = tmp_path / "results.parquet"
        assert batch(tmp_path / name, target, "--workers", workers) == 0
        found = pq.read_table(target).to_pandas()
        assert list(found["person_id"]) == list(frame["person_id"])
        assert list(found["error"] == "") == list(wanted["error"] == "")
        for figure in FIGURES:
            assert found[figure].astype("Int64").equals(wanted[figure].astype("Int64")), figure


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "missing"),
        (b"person_id,tax_year\n", "missing"),
        (HEADER.encode() + b",age\n", "unknown"),
        (HEADER.encode() + b",pseb\n", "twice"),
        (HEADER.encode() + b'\na,2026,"4\n', "line 2"),
        (HEADER.encode() + b"\na,2026,\xff\xfe\n", "UTF-8"),
        (HEADER.encode() + b'\n"' + b"x" * 200_000 + b'"\n', "line 2"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(
    content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "people.csv"
    people.write_bytes(content)
    assert batch(people, tmp_path / "results.csv") == 1
    err = capsys.readouterr().err
    assert err.startswith(f"{people}: ")
    assert said in err
    assert len(err.splitlines()) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["people.csv"]


def test_floating_point_money_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = people_table()
    place = table.schema.get_field_index("salary_rupees")
    table = table.set_column(place, "salary_rupees", pa.array([0.0, 0.0, 0.0, 0.0]))
    pq.write_table(table, tmp_path / "people.parquet")
    assert batch(tmp_path / "people.parquet", tmp_path / "results.parquet") == 1
    assert "salary_rupees: a floating-point column" in capsys.readouterr().err
    assert not (tmp_path / "results.parquet").exists()


def test_a_parquet_file_in_name_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.parquet"
    people.write_bytes(b"PAR1 and nothing more")
    assert batch(people, tmp_path / "results.csv") == 1
    assert "not a Parquet file" in capsys.readouterr().err
    people.unlink()
    assert batch(people, tmp_path / "results.csv") == 1
    assert "no such file" in capsys.readouterr().err


def test_a_damaged_parquet_file_leaves_no_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.parquet"
    pq.write_table(people_table(), people, compression="none", use_dictionary=False)
    content = bytearray(people.read_bytes())
    content[4:400] = b"\xff" * 396
    people.write_bytes(bytes(content))
    assert batch(people, tmp_path / "results.parquet") == 1
    assert capsys.readouterr().err.startswith(f"{people}: ")
    assert [one.name for one in tmp_path.iterdir()] == ["people.parquet"]


def test_results_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = write(tmp_path / "people.csv", GOOD)
    assert batch(people, tmp_path / "nowhere" / "results.csv") == 1
    assert "no such folder" in capsys.readouterr().err
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    assert batch(people, folder) == 1
    assert "a folder" in capsys.readouterr().err


def test_older_results_stay_until_the_new_ones_are_complete(tmp_path: Path) -> None:
    results = tmp_path / "results.csv"
    results.write_text("old", encoding="utf-8")
    people = tmp_path / "people.csv"
    people.write_bytes(HEADER.encode() + b"\n" + GOOD.encode() + b'\nb,2026,"x\n')
    assert batch(people, results) == 1
    assert results.read_text() == "old"
    assert batch(write(people, GOOD), results) == 0
    assert results.read_text() != "old"


def test_results_never_replace_the_file_they_come_from(tmp_path: Path) -> None:
    people = write(tmp_path / "people.csv", GOOD)
    before = people.read_bytes()
    assert batch(people, people) == 1
    assert people.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_progress_goes_up_to_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_tables, "ROWS_AT_A_TIME", 2)
    for name in ("people.csv", "people.parquet"):
        table = people_table()
        if name.endswith(".csv"):
            write(tmp_path / name, *[GOOD] * 4)
        else:
            pq.write_table(table, tmp_path / name)
        told: list[tuple[float, int]] = []
        done = assess_file(
            tmp_path / name,
            tmp_path / "results.csv",
            rules(),
            progress=lambda share, rows, told=told: told.append((share, rows)),
        )
        assert [rows for _share, rows in told] == [2, 4]
        assert told[-1][0] == 1
        assert done.rows == 4


def test_the_bar_is_for_terminals_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    people = write(tmp_path / "people.csv", GOOD)
    assert batch(people, tmp_path / "results.csv") == 0
    assert "\r" not in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert batch(people, tmp_path / "results.csv") == 0
    assert "[##############################] 100% 1 row, 0 s left" in capsys.readouterr().err


def test_library_users_get_the_reason_as_an_exception(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble) as found:
        assess_file(tmp_path / "no.csv", tmp_path / "results.csv", rules())
    assert found.value.line().endswith("no such file: check its name and its folder")
