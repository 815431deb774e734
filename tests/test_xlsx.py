"""The workbook for a consultant, read back by another library and compared with the assessment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from compliance.assessment_types import Assessment
from compliance.documents.xlsx import build_xlsx
from compliance.documents.xlsx_book import LONGEST
from compliance.duties.all_duties import duties
from compliance.summary_evidence import told_evidence
from compliance.text import PSEUDO, use_grouping, use_language
from tests.duty_cases import case_of, with_answers
from tests.sample_year import CERTIFIED, DEVELOPER, EVERY_YEAR, WALLET, assessed, receipt, rules, year

SHEETS = ["Receipts", "Computation", "Retention", "Duties", "Evidence", "Wealth bridge", "Sources"]
HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1",
    "@x",
    "-2+3",
    "00012",
    "=1+1",
    "<b>&amp;",
    "{=A1}",
    "http://x.pk",
    "عائشہ",
)
LIVING = {"id": "c1", "kind": "living_expenses", "rupees": "1200000", "name": ""}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    use_grouping("lakh")
    yield
    use_language("en")
    use_grouping("lakh")


def owning(saved: str, start: str | None, end: str | None) -> str:
    item = {"id": "w1", "kind": "bank", "name": "HBL", "start": start, "end": end}
    return with_answers(saved, wealth={"items": [item], "changes": [LIVING]})


def read(one: Assessment) -> Any:
    return load_workbook(BytesIO(build_xlsx(one, rules())))


def table(sheet: Worksheet, first: str) -> list[dict[str, Any]]:
    """The rows below the header whose first or second name this is, up to an empty row, by column."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(n for n, row in enumerate(rows) if first in row[:2] and len([cell for cell in row if cell]) > 1)
    found = []
    for row in rows[at + 1 :]:
        if not any(cell is not None for cell in row):
            break
        found.append({name: cell for name, cell in zip(rows[at], row, strict=True) if name})
    return found


def test_receipts_are_those_of_the_assessment_to_the_paisa() -> None:
    one = assessed(EVERY_YEAR["2026"])
    *receipts, total = table(read(one)["Receipts"], "No.")
    assert [round(row["Rupees, before tax"] * 100) for row in receipts] == list(one.receipt_rupees)
    assert [round(row["US dollars"] * 100) for row in receipts] == list(one.receipt_usd)
    assert [row["Id"] for row in receipts] == ["r1", "r2", "r3", "r4"]
    assert [row["Credited on"].date() for row in receipts] == [given.date for given in one.workbook.receipts]
    # 20,00,000 + 7,00,000 + 5,00,000 + 9,00,000; 2,000 + 40,000.
    assert (total["Rupees, before tax"], total["Tax taken out"]) == (4_100_000, 42_000)


def test_the_computation_is_that_of_the_assessment() -> None:
    found = {row["What"]: row for row in table(read(assessed(DEVELOPER))["Computation"], "What")}
    # 0.25% of Rs 42,00,000, all of it deducted.
    assert found["Tax for the year"]["Value"] == 10_500
    assert found["Already deducted or paid"]["Value"] == 10_500
    assert found["Still to pay"]["Value"] == 0


def test_steps_have_their_rule_value_tier_and_source() -> None:
    rows = read(assessed(DEVELOPER))["Computation"].iter_rows(values_only=True)
    step = next(row for row in rows if row[0] == "Rate for certified exports")
    label, value, sentence, rule, section, tier, source = step[:7]
    assert (value, sentence) == ("0.25%", "The rate for certified exports is 0.25%.")
    assert ": 0.25% (" in rule
    assert rule.endswith("; reported)")
    assert tier == "reported"
    assert all((label, section, source))


def test_retention_is_that_of_the_assessment() -> None:
    rows = table(read(assessed(DEVELOPER))["Retention"], "Month")
    # Half of $7,500 is less than $5,000, in both months.
    assert [(row["Arrived, US dollars"], row["You may keep"], row["Room left"]) for row in rows] == [
        (7500, 5000, 5000),
        (7500, 5000, 5000),
    ]


def test_every_duty_has_its_line_and_its_day_is_a_day() -> None:
    rows = table(read(assessed(DEVELOPER))["Duties"], "Duty")
    assert [row["Duty"] for row in rows] == [duty.title for duty in duties(case_of(DEVELOPER))]
    filed = next(row for row in rows if row["Duty"] == "File the income tax return")
    assert filed["By"] == datetime(2026, 10, 15)
    assert filed["Late"] == "39 days late"
    assert filed["How sure"] == "reported"


def test_every_missing_paper_and_every_deduction_has_its_line() -> None:
    one = assessed(EVERY_YEAR["2026"])
    told, sheet = told_evidence(one, rules()), read(one)["Evidence"]
    assert len(table(sheet, "Missing")) == sum(len(kind.receipts) for kind in told.missing) > 0
    realised = [one for one in one.workbook.receipts if one.channel == "bank" and one.kind != "local"]
    taken = [one.tax_deducted / 100 for one in realised]
    assert [row["Taken, rupees"] for row in table(sheet, "Deduction")] == taken
    kinds = table(sheet, "What is missing")
    assert [row["It could move, rupees"] for row in kinds] == [
        "no figure known" if kind.together is None else kind.together for kind in told.missing
    ]


def test_the_bridge_has_its_lines_and_its_difference() -> None:
    rows = table(read(assessed(owning(DEVELOPER, "500000", "3989500.25")))["Wealth bridge"], "The bridge")
    # 5,00,000 + 42,00,000 - 10,500 - 12,00,000 is 34,89,500.
    assert [row["Rupees"] for row in rows] == [
        500_000,
        4_200_000,
        -10_500,
        -1_200_000,
        3_489_500,
        3_989_500.25,
        500_000.25,
    ]


def test_figures_that_meet_show_a_difference_of_nothing() -> None:
    rows = table(read(assessed(owning(DEVELOPER, "500000", "3489500")))["Wealth bridge"], "The bridge")
    assert rows[-1]["Rupees"] == 0


def test_a_missing_balance_is_a_word_and_no_number() -> None:
    sheet = read(assessed(owning(DEVELOPER, None, "5")))["Wealth bridge"]
    [row] = table(sheet, "Id")
    assert (row["At the start, rupees"], row["At the end, rupees"]) == ("missing", 5)
    assert table(sheet, "The bridge")[-1]["Rupees"] == "not known yet"


def test_every_source_that_is_cited_is_listed() -> None:
    book = read(assessed(WALLET))
    listed = {row["Source"] for row in table(book["Sources"], "Source")}
    cited = [row["Sources"] for row in table(book["Duties"], "Duty")]
    cited += [row["Sources"] for row in table(book["Wealth bridge"], "Rule")]
    cited += [row[6] for row in book["Computation"].iter_rows(min_row=8, values_only=True)]
    titles = {title for text in cited for title in (text or "").split("\n")} - {"", "Sources"}
    assert len(titles) > 5
    assert titles <= listed


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_type_stays_text(text: str) -> None:
    fields = ("id", "client", "platform", "country", "certificate", "purpose_code", "reference", "note")
    one = receipt("2025-08-10", "100.00", rupees="28000.00", **dict.fromkeys(fields, text))
    saved = with_answers(
        year(2026, one, name=text, cnic=text, ntn=text),
        wealth={
            "items": [{"id": text, "kind": "cash", "name": text, "start": "1", "end": "1"}],
            "changes": [{"id": text, "kind": "gift_given", "name": text, "rupees": "5"}],
        },
    )
    book = read(assessed(saved))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    same = [cell for cell in cells if cell.value == text]
    # Eight fields of the receipt; id and name of the item and of the change.
    assert len(same) == len(fields) + 4
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in same)
    top = book["Receipts"]["A2"]
    assert (top.data_type, bool(top.quotePrefix), top.value.startswith(text)) == ("s", True, True)


def test_heads_are_frozen_columns_have_widths_and_every_sheet_says_whose_it_is() -> None:
    book = read(assessed(owning(DEVELOPER, "1", "1")))
    assert book.sheetnames == SHEETS
    for sheet in book:
        row = int(sheet.freeze_panes[1:]) - 1
        assert sheet.cell(row, 1).value
        assert sheet.column_dimensions["A"].width >= 5
        assert sheet["A1"].value == "Income tax for tax year 2026"
        assert rules().digest in " ".join(str(sheet.cell(line, 1).value) for line in range(1, 6))


def test_amounts_have_the_grouping_chosen() -> None:
    def shapes(sheet: str, amount: int) -> set[str]:
        rows = read(assessed(DEVELOPER))[sheet].iter_rows()
        return {cell.number_format for row in rows for cell in row if cell.value == amount}

    exact = r"[>=10000000]##\,##\,##\,##0.00;[>=100000]##\,##\,##0.00;##,##0.00"
    assert shapes("Receipts", 2_100_000) == {exact}
    assert exact.replace(".00", "") in shapes("Computation", 10_500)
    use_grouping("thousand")
    assert shapes("Receipts", 2_100_000) == {"#,##0.00"}


def test_the_same_input_gives_the_same_bytes() -> None:
    first = build_xlsx(assessed(DEVELOPER), rules())
    time.sleep(1.1)
    assert build_xlsx(assessed(DEVELOPER), rules()) == first
    assert load_workbook(BytesIO(first)).properties.created == datetime(2026, 11, 23)


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    saved = year(2026, receipt("2025-08-10", "1.00", rupees="280.00", note="x" * 40_000))
    [row, _total] = table(read(assessed(saved))["Receipts"], "No.")
    assert row["Note"] == "x" * LONGEST + "… (cut here; the saved work has all of it)"


@pytest.mark.parametrize("saved", EVERY_YEAR.values(), ids=EVERY_YEAR.keys())
def test_every_year_can_be_written(saved: str) -> None:
    assert read(assessed(saved)).sheetnames == SHEETS


def test_it_can_be_written_in_another_language() -> None:
    use_language(PSEUDO)
    assert len(read(assessed(DEVELOPER)).sheetnames) == len(SHEETS)


@pytest.mark.slow
def test_five_thousand_receipts_of_which_each_lacks_five_papers_take_two_seconds() -> None:
    many = [
        receipt(f"2025-{7 + n % 6:02d}-{1 + n % 28:02d}", "100.00", client=f"{n}", purpose_code="9249")
        for n in range(5000)
    ]
    one = assessed(with_answers(year(2026, *many, **CERTIFIED)))
    build_xlsx(assessed(DEVELOPER), rules())
    spent = []
    for _time in range(3):
        start = time.process_time()
        raw = build_xlsx(one, rules())
        spent.append(time.process_time() - start)
    sheets = load_workbook(BytesIO(raw))
    assert len(table(sheets["Evidence"], "Missing")) == 25_000
    assert table(sheets["Receipts"], "No.")[-1]["US dollars"] == 500_000
    # The processor's own time: other work of this machine must not fail it.
    assert min(spent) < 2
