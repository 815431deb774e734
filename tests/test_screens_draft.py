"""Drafts and workbooks: what is saved comes back unchanged, and what is typed is read or explained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import load_rulebook
from compliance.screens.draft_workbook import draft_of, to_workbook
from compliance.screens.examples_shown import examples, workbook_of
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook, write_workbook
from random_choice import Drawn
from random_workbooks import make_workbook
from tests.screens_app import draft, opened, receipt, workbook

RULES = load_rulebook()


def problems(*receipts: dict[str, str], **answers: str) -> list[tuple[str, str, int | None]]:
    """The pages and fields on which the problems of such a draft are mended."""
    return [
        (mend.page, mend.field, mend.receipt)
        for mend in to_workbook(draft(list(receipts), **answers), RULES).mends
    ]


@pytest.mark.parametrize("name", list(examples()))
def test_an_example_opened_and_saved_is_the_same_file(name: str) -> None:
    saved = workbook_of(name)
    assert to_workbook(draft_of(saved), RULES).workbook == saved


RECEIPT: dict[str, Any] = {
    "id": "a",
    "date": "2025-07-14",
    "amount": "3.00",
    "currency": "USD",
    "kind": "export",
    "service": "it",
}


@pytest.mark.parametrize(
    "changes",
    [
        {"rupees": "100.00", "retained": "1.00"},
        {"rupees": "100.01", "retained": "1.00", "tax_deducted": "0.33"},
        {"rupees": "0.01", "retained": "2.99"},
        {"rupees": "100.00", "retained": "3.00"},
        {"rupees": "100.00", "tax_deducted": "100.00"},
        {"rupees": None, "tax_deducted": "5.00"},
        {"rupees": None, "retained": "3.00"},
        {"currency": "PKR", "rupees": "3.00", "tax_deducted": "3.00"},
        {"currency": "PKR", "rupees": "3.00", "channel": "cash"},
        {
            "gross": "4.00",
            "purpose_code": "9186",
            "platform": "  Upwork ",
            "note": "a\nb",
            "account": "other_person",
        },
        {"kind": "local", "channel": "wallet"},
        {"kind": "social_media", "service": "unsure", "channel": "unknown"},
    ],
)
def test_a_saved_receipt_opened_and_saved_is_the_same(changes: dict[str, Any]) -> None:
    saved = workbook(receipts=[{**RECEIPT, **changes}])
    assert write_workbook(to_workbook(draft_of(saved), RULES).workbook or workbook()) == write_workbook(saved)


def test_a_saved_person_opened_and_saved_is_the_same() -> None:
    saved = workbook(
        person={
            "name": "A & B",
            "cnic": "35202",
            "ntn": "1",
            "resident": None,
            "minor": True,
            "province": "sindh",
            "pseb": [{"from": "2025-07-01", "until": None}, {"from": "2024-01-01", "until": "2024-12-31"}],
            "active_taxpayer": False,
            "sales_tax_returns": "required_not_filed",
            "opts_for_normal_tax": True,
            "return_filed_on": "2026-11-01",
        },
        other={
            "salary": "1200000",
            "salary_tax_deducted": "0.5",
            "expenses": "1",
            "other_adjustable_tax": "2",
            "advance_tax_paid": "3.25",
        },
        rates=[{"month": "2026-05", "currency": "EUR", "rupees": "318.404", "source": "my bank"}],
    )
    assert to_workbook(draft_of(saved), RULES).workbook == saved


@pytest.mark.parametrize("returns", [None, "not_required", "filed", "required_not_filed"])
def test_sales_tax_answers_come_back(returns: str | None) -> None:
    saved = workbook(person={"sales_tax_returns": returns})
    assert to_workbook(draft_of(saved), RULES).workbook == saved


def test_rupees_of_the_whole_come_from_the_part_that_was_changed() -> None:
    made = to_workbook(
        draft([receipt(received="$1,250", retained="625", credited="1.7 lakh", tax_deducted="850")]), RULES
    )
    assert made.ready
    assert made.workbook is not None
    assert made.workbook.receipts[0].rupees == 34_170_000


def test_correcting_an_amount_of_a_saved_receipt_moves_its_rupees() -> None:
    kept = opened(receipts=[{**RECEIPT, "rupees": "100.00", "retained": "1.00"}])
    kept["receipts"][0]["credited"] = "50"
    made = to_workbook(kept, RULES).workbook
    assert made is not None
    assert made.receipts[0].rupees == 7500


def test_a_receipt_without_rupees_is_an_estimate() -> None:
    made = to_workbook(draft([receipt(credited="", tax_deducted="")]), RULES).workbook
    assert made is not None
    assert made.receipts[0].rupees is None


def test_a_receipt_in_rupees_is_what_was_credited_and_the_tax() -> None:
    made = to_workbook(
        draft([receipt(currency="PKR", received="", credited="96,000", tax_deducted="4k")]), RULES
    )
    assert made.workbook is not None
    assert made.workbook.receipts[0].amount == made.workbook.receipts[0].rupees == 10_000_000


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"date": "14/14/2025"}, "date"),
        ({"date": ""}, "date"),
        ({"date": "14 July 2024"}, "date"),
        ({"received": "1,23,4"}, "received"),
        ({"received": ""}, "received"),
        ({"received": "0"}, "received"),
        ({"received": "-5"}, "received"),
        ({"received": "EUR 5"}, "received"),
        ({"received": "9" * 400}, "received"),
        ({"credited": "NaN"}, "credited"),
        ({"credited": "$5"}, "credited"),
        ({"retained": "1251"}, "retained"),
        ({"retained": "1250"}, "credited"),
        ({"retained": "5", "channel": "remittance"}, "retained"),
        ({"credited": "", "tax_deducted": "99999999"}, "tax_deducted"),
        ({"kind": ""}, "kind"),
        ({"service": ""}, "service"),
        ({"gross": "many"}, "gross"),
        ({"currency": "PKR"}, "received"),
        ({"currency": "PKR", "received": "", "credited": ""}, "credited"),
        ({"currency": "JPY", "credited": ""}, "currency"),
    ],
)
def test_a_problem_of_a_receipt_names_its_field(texts: dict[str, str], field: str) -> None:
    found = problems(receipt(id="r0"), receipt(**texts))
    assert [(page, at) for page, _field, at in found] == [("receipt", 1)] * len(found)
    assert field in [name for _page, name, _at in found]


@pytest.mark.parametrize(
    ("answers", "page"),
    [
        ({"tax_year": ""}, "tax_year"),
        ({"tax_year": "2020"}, "tax_year"),
        ({"tax_year": "2028"}, "tax_year"),
        ({"tax_year": "zwei"}, "tax_year"),
        ({"job": "yes", "salary": "x"}, "job"),
        ({"advance_tax_paid": "x"}, "job"),
        ({"expenses": "x"}, "expenses"),
        ({"filed": "yes", "filed_on": "x"}, "tax_year"),
    ],
)
def test_a_problem_of_an_answer_names_its_page(answers: dict[str, str], page: str) -> None:
    assert {found[0] for found in problems(**answers)} == {page}


def test_salary_counts_only_with_a_job() -> None:
    made = to_workbook(draft(job="no", salary="anything at all"), RULES).workbook
    assert made is not None
    assert made.other.salary == 0


def test_problems_of_periods_and_rates_name_their_pages() -> None:
    kept = draft(pseb="yes")
    kept["pseb"] = [{"from": "1/7/2025", "until": "1/1/2025"}]
    kept["rates"] = [{"month": "2026-05", "currency": "EUR", "rupees": "0", "source": ""}]
    assert {mend.page for mend in to_workbook(kept, RULES).mends} == {"pseb", "rates"}
    kept["rates"] = [{"month": "", "currency": "", "rupees": "abc", "source": ""}]
    assert "rates" in {mend.page for mend in to_workbook(kept, RULES).mends}


def test_every_problem_says_what_to_do() -> None:
    kept = draft(
        [receipt(date="", received="x", credited="y", kind="", service="")], expenses="x", tax_year="2026"
    )
    for mend in to_workbook(kept, RULES).mends:
        assert mend.problem.remedy
        assert mend.problem.path


def test_the_examples_folder_holds_just_the_examples() -> None:
    folder = Path(__file__).parent.parent / "compliance" / "examples"
    assert {file.stem for file in folder.glob("*.json")} == set(examples())
    for file in folder.glob("*.json"):
        assert json.loads(file.read_text(encoding="utf-8"))["format"] == "freelancer-workbook"


@given(st.data())
def test_any_valid_workbook_opened_and_saved_is_the_same(data: st.DataObject) -> None:
    saved = read_workbook(json.dumps(make_workbook(Drawn(data.draw))))
    assert isinstance(saved, Workbook), saved
    # The rupees of a receipt in rupees are its amount, whether the file says so or leaves them out.
    receipts = tuple(
        kept.model_copy(update={"rupees": kept.amount}) if kept.currency == "PKR" else kept
        for kept in saved.receipts
    )
    assert to_workbook(draft_of(saved), RULES).workbook == saved.model_copy(update={"receipts": receipts})


def test_all_problems_come_at_once_also_beside_what_cannot_be_read() -> None:
    """An amount not read, a day of another year, no rate, a job's pay, a certificate's days."""
    receipts = [
        receipt(id="r1"),
        receipt(id="r2", credited="1,23,4"),
        receipt(id="r3", date="1 July 2026"),
        receipt(id="r4", currency="JPY", received="500000", credited=""),
        receipt(id="r5", date="soon"),
    ]
    typed = draft(receipts, job="yes", salary="lots", pseb="yes")
    typed["pseb"] = [{"from": "never"}, {"from": "1 July 2025", "until": "1 June 2025"}]
    conversion = to_workbook(typed, RULES)
    assert conversion.workbook is None
    found = [(mend.page, mend.receipt, mend.field, mend.problem.code) for mend in conversion.mends]
    assert found[-4:] == [
        ("receipt", 1, "credited", "grouping"),
        ("receipt", 2, "date", "date_outside_year"),
        ("receipt", 3, "currency", "rupees_missing"),
        ("receipt", 4, "date", "not_understood"),
    ]
    paths = [mend.problem.path for mend in conversion.mends[:-4]]
    assert sorted(paths) == ["other.salary", "person.pseb[0].from", "person.pseb[1].until"]


def test_an_unread_day_of_filing_hides_no_other_problem() -> None:
    typed = draft([receipt(date="1 July 2026")], filed="yes", filed_on="soon")
    codes = [mend.problem.code for mend in to_workbook(typed, RULES).mends]
    assert codes == ["not_understood", "date_outside_year"]
