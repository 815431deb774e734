"""The filing sheet against the assessment and against sums by hand; the rehearsal; the time for revising."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.duties.rehearsal import compare, revision
from compliance.duties.return_lines import SECTIONS, ReturnLine, return_lines
from compliance.summary_filing_sheet import filing_sheet
from tests.duty_cases import case_of, with_answers
from tests.sample_year import (
    AS_OF,
    CREDITED,
    DESIGNER,
    DEVELOPER,
    EVERY_YEAR,
    EXEMPT_2021,
    LATE_CERTIFICATE,
    WALLET,
    ZERO_RATED,
    assessed,
    receipt,
    rules,
    year,
)

ALL = {
    **EVERY_YEAR,
    "developer": DEVELOPER,
    "designer": DESIGNER,
    "wallet": WALLET,
    "credited": CREDITED,
    "exempt": EXEMPT_2021,
    "late certificate": LATE_CERTIFICATE,
    "nothing": year(2026),
}


def lines_of(saved: str) -> dict[str, ReturnLine]:
    return {line.id: line for line in return_lines(case_of(saved))}


def test_a_developer_enters_one_final_line_and_what_the_bank_took() -> None:
    """Rs 42,00,000 at 0.25% is Rs 10,500, all of it deducted."""
    found = lines_of(DEVELOPER)
    entered = {name: (line.amount, line.tax) for name, line in found.items() if line.holds_something}
    assert entered == {
        "final_it": (4_200_000, 10_500),
        "deducted_final": (None, 10_500),
        "final_tax": (None, 10_500),
        "tax": (None, 10_500),
    }
    assert found["final_it"].name == "Export of IT services at 0.25%"


def test_half_a_year_certified_is_two_lines() -> None:
    """Rs 28,00,000 at 1% is Rs 28,000, at 0.25% Rs 7,000."""
    found = lines_of(LATE_CERTIFICATE)
    assert (found["final_it"].amount, found["final_it"].tax) == (2_800_000, 7_000)
    assert (found["final_other"].amount, found["final_other"].tax) == (2_800_000, 28_000)
    assert found["balance"].tax == 35_000


def test_a_job_and_clients_in_pakistan() -> None:
    """Rs 7,80,000 less Rs 1,10,000 is Rs 6,70,000; with Rs 14,40,000 of salary Rs 21,10,000."""
    found = lines_of(DESIGNER)
    assert found["salary"].amount == 1_440_000
    assert found["local_receipts"].amount == 780_000
    assert found["expenses"].amount == 110_000
    assert found["business_income"].amount == 670_000
    assert found["taxable_income"].amount == 2_110_000
    assert (found["deducted_salary"].tax, found["deducted_local"].tax) == (48_400, 27_400)
    # Rs 3,23,000 less both deductions.
    assert (found["normal_tax"].tax, found["balance"].tax) == (323_000, 247_200)


def test_receipts_with_the_credit_or_the_exemption_stand_apart() -> None:
    credited, exempt = lines_of(CREDITED)["relieved_exports"], lines_of(EXEMPT_2021)["relieved_exports"]
    assert (credited.amount, credited.tax, credited.name) == (
        2_600_000,
        0,
        "IT exports with the full tax credit",
    )
    assert (exempt.amount, exempt.name) == (2_400_000, "Exempt IT exports")


def test_codes_are_given_only_for_the_year_whose_form_was_seen_with_their_trust() -> None:
    seen = lines_of(DEVELOPER)
    assert seen["final_it"].code is not None and seen["final_other"].code is not None
    assert (seen["final_it"].code.number, seen["final_it"].code.tier) == (64_060_290, "unsettled")
    assert (seen["final_other"].code.number, seen["final_other"].code.tier) == (64_060_285, "reported")
    assert all(line.code is None for line in return_lines(case_of(ZERO_RATED)))
    assert "codes" in " ".join(filing_sheet(assessed(ZERO_RATED), rules()).cautions)


@pytest.mark.parametrize("saved", ALL.values(), ids=ALL)
def test_the_lines_add_up_to_the_assessment(saved: str) -> None:
    case = case_of(saved)
    figures, found = case.assessment.ordinance, lines_of(saved)
    finals = sum(line.tax or 0 for line in found.values() if line.section == "final")
    assert finals == figures.final_tax == found["final_tax"].tax
    parts = ("final_tax", "normal_tax", "surcharge", "minimum_tax")
    assert sum(found[name].tax or 0 for name in parts) == figures.tax == found["tax"].tax
    assert (found["balance"].tax, found["refundable"].tax) == (figures.balance, figures.refundable)
    income = max(0, (found["local_receipts"].amount or 0) + (found["exports_at_slabs"].amount or 0))
    expected = max(0, income - (found["expenses"].amount or 0))
    assert abs((found["business_income"].amount or 0) - expected) <= 1
    placed = sum(
        line.amount or 0
        for line in found.values()
        if line.id in ("local_receipts", "exports_at_slabs", "relieved_exports") or line.section == "final"
    )
    assert abs(placed - case.assessment.receipts.rupees // 100) <= 4
    order = list(SECTIONS)
    sections = [order.index(line.section) for line in return_lines(case)]
    assert sections == sorted(sections)
    assert len(found) == len(return_lines(case))


def figures(**typed: tuple[str | None, str | None]) -> str:
    """The developer's year with figures typed into the form: amount and tax of each line."""
    entries = [{"line": line, "amount": amount, "tax": tax} for line, (amount, tax) in typed.items()]
    return with_answers(DEVELOPER, filing={"figures": entries})


def outcomes(saved: str) -> dict[tuple[str, str], tuple[str, int]]:
    case = case_of(saved)
    return {
        (cell.line.id, cell.cell): (cell.outcome, cell.difference)
        for cell in compare(case, return_lines(case))
    }


def test_the_rehearsal_names_every_cell_that_differs() -> None:
    found = outcomes(
        figures(
            final_it=("4200000", "42000"),
            deducted_final=(None, "10500"),
            salary=("5", None),
            balance=(None, "0"),
        )
    )
    assert found == {
        ("final_it", "amount"): ("same", 0),
        # 1% in place of 0.25%.
        ("final_it", "tax"): ("differs", 31_500),
        ("deducted_final", "tax"): ("same", 0),
        ("salary", "amount"): ("differs", 5),
        ("balance", "tax"): ("same", 0),
        ("final_tax", "tax"): ("missing", 0),
        ("tax", "tax"): ("missing", 0),
    }


def test_paisa_typed_into_a_line_of_whole_rupees_differ() -> None:
    found = outcomes(figures(final_it=("4200000.40", None)))
    assert found["final_it", "amount"] == ("differs", 0)
    sheet = filing_sheet(assessed(figures(final_it=("4200000.40", None))), rules())
    cell = next(cell for cell in sheet.cells if (cell.line, cell.cell) == ("final_it", "amount"))
    assert cell.sentence == "Enter whole rupees: Rs 42,00,000 belongs here."


def test_the_outcome_is_said_in_a_sentence() -> None:
    nothing = filing_sheet(assessed(DEVELOPER), rules())
    assert nothing.outcome == "5 figures are still to be entered."
    right = figures(
        final_it=("4200000", "10500"),
        deducted_final=(None, "10500"),
        final_tax=(None, "10500"),
        tax=(None, "10500"),
    )
    done = filing_sheet(assessed(right), rules())
    assert (done.outcome, done.all_same) == ("Every figure is where it belongs.", True)
    assert filing_sheet(assessed(year(2026)), rules()).outcome == "There is nothing to enter."


@pytest.mark.parametrize(
    ("as_of", "left"),
    [(date(2026, 10, 25), 60), (date(2026, 12, 23), 1), (date(2026, 12, 24), 0), (date(2027, 3, 1), 0)],
)
def test_a_filed_return_can_be_revised_for_sixty_days(as_of: date, left: int) -> None:
    filed = with_answers(WALLET, person={"return_filed_on": "2026-10-25"})
    one = revision(case_of(filed, as_of))
    assert one is not None
    assert (one.until, one.days_left) == (date(2026, 12, 24), left)
    assert revision(case_of(WALLET, AS_OF)) is None
    assert "24 December 2026" in filing_sheet(assessed(filed, as_of), rules()).revision


def test_whoever_chose_the_slabs_is_told_to_choose_them_in_the_form() -> None:
    opted = with_answers(
        year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00")),
        person={"opts_for_normal_tax": True},
    )
    assert any("You chose the slabs" in said for said in filing_sheet(assessed(opted), rules()).cautions)
    assert not any("You chose" in said for said in filing_sheet(assessed(DEVELOPER), rules()).cautions)


def test_costs_are_not_entered_where_all_receipts_are_taxed_as_final() -> None:
    """Else the form would make a loss of them."""
    saved = with_answers(DEVELOPER, other={"expenses": "50000"})
    assert not [line for line in return_lines(case_of(saved)) if line.id == "expenses" and line.amount]
    said = " ".join(filing_sheet(assessed(saved), rules()).cautions)
    assert "Your expenses of Rs 50,000.00 stand on no line" in said
    assert "expenses" not in " ".join(filing_sheet(assessed(DESIGNER), rules()).cautions)


def test_deductions_that_stand_on_no_line_are_said() -> None:
    saved = year(
        2026,
        receipt("2025-08-10", "1000.00", rupees="280000.00", tax_deducted="2800", account="other_person"),
    )
    said = " ".join(filing_sheet(assessed(saved), rules()).cautions)
    assert "Rs 2,800.00 was deducted on an account of somebody else" in said
    # All nil in the year of the credit, and Rs 26,000 deducted all the same.
    over = " ".join(filing_sheet(assessed(CREDITED), rules()).cautions)
    assert "Rs 26,000 more was deducted than the tax that is due on settled receipts" in over


def test_a_figure_on_a_line_that_the_year_lacks_is_said() -> None:
    """The tax of an income line, and the line of the full credit, have no place in 2026."""
    right = {"final_it": ("4200000", "10500"), "deducted_final": (None, "10500")}
    right |= {"final_tax": (None, "10500"), "tax": (None, "10500")}
    for wrong in ({"salary": (None, "5")}, {"relieved_exports": ("5", None)}):
        sheet = filing_sheet(assessed(figures(**right, **wrong)), rules())
        assert not sheet.all_same
        assert next(iter(wrong)) in sheet.outcome
