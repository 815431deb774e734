"""Missing papers and what each could move, and the check of deductions: by hand, from the slabs of 2026.

To Rs 16,00,000 the slabs ask for Rs 1,70,000, to Rs 32,00,000 30% more of the rest, then 40%.
"""

from __future__ import annotations

import json
import re
import time
from datetime import date
from typing import Any

import pytest

from compliance.duties.all_duties import duties
from compliance.duties.bank_check import CheckedDeduction, checked_deductions
from compliance.duties.bank_letters import bank_letters
from compliance.duties.evidence import missing_evidence
from compliance.screens.draft_workbook import draft_of
from compliance.summary_evidence import told_evidence, verdict_text
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from tests.duty_cases import case_of, with_answers
from tests.sample_year import (
    CERTIFIED,
    CREDITED,
    DESIGNER,
    DEVELOPER,
    EVERY_YEAR,
    LATE_CERTIFICATE,
    REMITTED,
    WALLET,
    assessed,
    receipt,
    rules,
    year,
)
from tests.screens_app import answer, app, shown

COMPLETE: dict[str, Any] = {"certificate": "P1", "contract": True, "purpose_code": "9186"}


def missing(saved: str) -> dict[str, tuple[int | None, list[tuple[int, int | None]]]]:
    """By kind: what all receipts together could move, and each of them."""
    return {
        one.kind: (one.together, [(paper.receipt, paper.effect) for paper in one.papers])
        for one in missing_evidence(case_of(saved))
    }


def changed(saved: str, **receipts: object) -> str:
    document = {**json.loads(saved), "version": 2}
    document["receipts"] = [{**one, **receipts} for one in document["receipts"]]
    return json.dumps(document)


def test_a_certificate_is_worth_the_way_to_the_slabs() -> None:
    """At the slabs Rs 5,56,661 in place of Rs 28,889."""
    assert missing(REMITTED)["certificate"] == (527_772, [(0, 527_772)])


def test_receipts_are_priced_one_by_one_and_together() -> None:
    """One at the slabs: Rs 3,20,000 and Rs 5,250; both: Rs 10,50,000; against Rs 10,500."""
    found = missing(changed(DEVELOPER, certificate=""))
    assert found["certificate"] == (1_039_500, [(0, 314_750), (1, 314_750)])
    # Of a contract or a self-declaration no source names an effect (`law/foreign-exchange.md`, part 4).
    assert found["contract"] == (None, [(0, None), (1, None)])


def test_a_code_of_family_money_counts_as_no_realised_export() -> None:
    found = missing(changed(DEVELOPER, purpose_code="9471", contract=True))
    assert found == {"family_code": (1_039_500, [(0, 314_750), (1, 314_750)])}


def test_the_code_of_other_work_costs_the_lower_rate() -> None:
    """1% in place of 0.25% of Rs 21,00,000 is Rs 15,750 more, of both Rs 31,500."""
    found = missing(changed(DEVELOPER, purpose_code="9249", contract=True))
    assert found == {"other_work_code": (31_500, [(0, 15_750), (1, 15_750)])}
    assert missing(changed(REMITTED, **COMPLETE | {"purpose_code": "9249"})) == {}


def test_what_the_bank_did_not_take_is_paid_with_the_return() -> None:
    """Rs 28,000 at 1% and Rs 7,000 at 0.25%; the dearest stands first."""
    assert missing(changed(LATE_CERTIFICATE, **COMPLETE)) == {
        "deduction": (35_000, [(0, 28_000), (1, 7_000)])
    }


def test_estimated_rupees_may_be_a_percent_off() -> None:
    """At Rs 284.8172 a dollar Rs 2,84,81,720 and Rs 2,84,817 of tax; a percent more is Rs 2,87,665."""
    saved = year(2026, receipt("2025-08-10", "100000.00", tax_deducted="284817", **COMPLETE))
    assert missing(with_answers(saved)) == {"bank_rupees": (2_848, [(0, 2_848)])}


def test_how_far_a_rate_of_ones_own_is_off_is_not_known() -> None:
    saved = json.loads(year(2026, receipt("2025-08-10", "1000.00", tax_deducted="2800", **COMPLETE)))
    saved |= {"version": 2, "rates": [{"month": "2025-08", "currency": "USD", "rupees": "280"}]}
    assert missing(json.dumps(saved)) == {"bank_rupees": (None, [(0, None)])}


def test_months_in_which_the_reference_rates_lie_further_off_have_no_figure() -> None:
    """August 2022 has none; in May 2023 Rs 283.8760 a dollar make Rs 2,83,876 of tax, or Rs 2,86,715."""
    saved = with_answers(
        year(
            2023,
            receipt("2022-08-10", "100.00", tax_deducted="225", **COMPLETE),
            receipt("2023-05-10", "100000.00", tax_deducted="283876", **COMPLETE),
        )
    )
    assert missing(saved) == {"bank_rupees": (2_839, [(1, 2_839), (0, None)])}
    (told,) = told_evidence(assessed(saved), rules()).missing
    assert told.figure == "Rs 2,839, and 1 receipt without a figure"


@pytest.mark.parametrize(
    ("code", "kind"), [("", "no_code"), ("9111", "unknown_code"), ("abc", "unknown_code")]
)
def test_a_code_that_is_missing_or_unknown_has_no_figure(code: str, kind: str) -> None:
    assert missing(changed(DEVELOPER, contract=True, purpose_code=code)) == {
        kind: (None, [(0, None), (1, None)])
    }


def test_with_all_papers_nothing_is_missing() -> None:
    assert missing(changed(DEVELOPER, **COMPLETE)) == {}
    declared = with_answers(changed(DEVELOPER, purpose_code="9186"), person={"self_declaration": True})
    assert missing(declared) == {}


@pytest.mark.parametrize("saved", [WALLET, DESIGNER, year(2026)])
def test_money_that_no_bank_realised_needs_none_of_these(saved: str) -> None:
    assert missing(saved) == {}


def test_the_list_goes_by_rupees() -> None:
    kinds = [one.kind for one in missing_evidence(case_of(LATE_CERTIFICATE))]
    assert kinds == ["certificate", "deduction", "contract", "no_code"]


def checked(**given: Any) -> CheckedDeduction:
    """Rs 2,80,000 of uncertified work: Rs 2,800 is to be taken."""
    one = receipt("2025-08-10", "1000.00", rupees="280000.00", **given)
    document = {**json.loads(year(2026, one)), "version": 2}
    [found] = checked_deductions(case_of(json.dumps(document)))
    assert found.expected == 280_000
    return found


@pytest.mark.parametrize(
    ("given", "verdicts"),
    [
        ({"tax_deducted": "2800"}, ("right",)),
        ({"tax_deducted": "2801"}, ("right",)),
        ({"tax_deducted": "2799"}, ("right",)),
        ({"tax_deducted": "2798.99"}, ("under",)),
        ({"tax_deducted": "2801.01"}, ("over",)),
        ({"tax_deducted": "5600"}, ("doubled",)),
        ({}, ("none",)),
        # Half was kept in dollars, and the tax was taken from the other half alone.
        ({"tax_deducted": "1400", "retained": "500"}, ("taxed_on_part",)),
        ({"tax_deducted": "2800", "retained": "500"}, ("right",)),
        ({"tax_deducted": "1400"}, ("under",)),
        ({"tax_deducted": "2800", "account": "other_person"}, ("right", "other_account")),
        ({"tax_deducted": "2800", "portal_tax": "2800"}, ("right",)),
        ({"tax_deducted": "2800", "portal_tax": "0"}, ("right", "portal_differs")),
        ({"portal_tax": "2800"}, ("none", "portal_differs")),
    ],
)
def test_each_way_in_which_a_deduction_can_be_wrong(given: dict[str, Any], verdicts: tuple[str, ...]) -> None:
    one = checked(**given)
    assert one.verdicts == verdicts
    assert one.is_right == (verdicts == ("right",))


def test_nothing_is_due_where_the_law_leaves_the_receipt_untaxed() -> None:
    """Tax year 2022, the full credit: the Rs 26,000 that were taken are claimed and not asked of the bank."""
    [one] = checked_deductions(case_of(CREDITED))
    assert (one.expected, one.deducted, one.verdicts) == (0, 2_600_000, ("set_off",))
    assert one.is_right


@pytest.mark.parametrize(
    ("tax", "verdict"),
    [
        ("2800", "set_off"),
        ("", "left_to_return"),
        ("5600", "doubled"),
        ("3000", "over"),
        ("2000", "left_to_return"),
    ],
)
def test_the_bank_had_to_take_it_also_where_the_slabs_settle_the_tax(tax: str, verdict: str) -> None:
    """Section 154A takes the tax when the money is realised; opting out comes with the return.

    What was not taken of it is settled there, so nobody need ask the bank to take more.
    """
    given = {"tax_deducted": tax} if tax else {}
    one = receipt("2025-08-10", "1000.00", rupees="280000.00", **given)
    for person in ({"opts_for_normal_tax": True}, {"sales_tax_returns": "required_not_filed"}):
        [found] = checked_deductions(case_of(with_answers(year(2026, one), person=person)))
        assert (found.expected, found.verdicts) == (280_000, (verdict,))
        assert found.is_right == (verdict in ("set_off", "left_to_return"))


def test_a_code_of_computer_services_on_other_work_is_noticed() -> None:
    """9249 is for other freelance services (`law/foreign-exchange.md`, part 3); a wrong one has no price."""
    one = receipt(
        "2025-08-10",
        "1000.00",
        rupees="280000.00",
        service="other",
        purpose_code="9184",
        certificate="P",
        tax_deducted="2800",
    )
    saved = with_answers(year(2026, one), person={"self_declaration": True})
    [missing] = missing_evidence(case_of(saved))
    assert (missing.kind, missing.together) == ("computer_code", None)
    [letter] = bank_letters(case_of(saved))
    assert (letter.wrong_code, letter.code) == ((0,), "9249")


def test_the_double_of_the_rate_card_is_told_from_a_slip_of_the_bank() -> None:
    one = receipt("2025-08-10", "1000.00", rupees="280000.00", tax_deducted="5600")
    off_list = with_answers(year(2026, one), person={"active_taxpayer": False})
    [found] = checked_deductions(case_of(off_list))
    assert found.verdicts == ("doubled_off_list",)
    assert "rule 10(ca)" in verdict_text(found)
    # No rate card of another year was found that prints the double.
    before = receipt("2024-08-10", "1000.00", rupees="280000.00", tax_deducted="5600")
    [found] = checked_deductions(case_of(with_answers(year(2025, before), person={"active_taxpayer": False})))
    assert found.verdicts == ("doubled",)


def test_what_should_be_taken_of_estimated_rupees_is_about_that() -> None:
    told = told_evidence(assessed(year(2026, receipt("2025-08-10", "1000.00"))), rules())
    # 1% of 1,000 dollars at Rs 284.8172.
    assert told.deductions[0].expected == "about Rs 2,848.17"


def test_what_the_portal_shows_is_told_with_its_amount() -> None:
    assert "the tax portal shows Rs 100" in verdict_text(checked(tax_deducted="2800", portal_tax="100"))


def test_the_figures_of_the_list_are_told_to_be_unsettled() -> None:
    """Nothing in section 154A asks for a certificate or a code (`law/income-tax.md`, part 1)."""
    told = told_evidence(assessed(LATE_CERTIFICATE), rules())
    assert told.tier == "unsettled" and "Nothing in section 154A" in told.caution


def test_whoever_chose_the_slabs_has_the_deduction_set_off() -> None:
    opted = with_answers(DEVELOPER, person={"opts_for_normal_tax": True})
    assert {one.verdicts for one in checked_deductions(case_of(opted))} == {("set_off",)}


@pytest.mark.parametrize(
    ("tax", "verdict"), [("2660", "right"), ("2940", "right"), ("2659", "under"), ("2941", "over")]
)
def test_an_estimate_a_twentieth_off_says_nothing_against_the_bank(tax: str, verdict: str) -> None:
    """$1,000 at Rs 280: Rs 2,800 more or less Rs 140."""
    saved = json.loads(year(2026, receipt("2025-08-10", "1000.00", tax_deducted=tax)))
    saved |= {"version": 2, "rates": [{"month": "2025-08", "currency": "USD", "rupees": "280"}]}
    [one] = checked_deductions(case_of(json.dumps(saved)))
    assert one.verdicts == (verdict,)


def test_a_missing_deduction_is_priced_with_what_would_come_back() -> None:
    """Rs 2,800 was not taken; Rs 5,000 of advance tax is paid, so Rs 2,200 comes back instead of Rs 5,000."""
    saved = json.loads(year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00", **COMPLETE)))
    saved |= {"version": 2, "other": {"advance_tax_paid": "5000"}}
    assert missing(json.dumps(saved)) == {"deduction": (2_800, [(0, 2_800)])}


def test_certified_work_is_checked_at_its_own_rate() -> None:
    """0.25% of Rs 21,00,000 is Rs 5,250."""
    assert [(one.expected, one.verdicts) for one in checked_deductions(case_of(DEVELOPER))] == [
        (525_000, ("right",)),
        (525_000, ("right",)),
    ]


def test_five_hundred_receipts_are_priced_in_a_tenth_of_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    many = [
        receipt(f"2025-{7 + place % 6:02d}-{1 + place % 28:02d}", f"{100 + place}.00", purpose_code="9249")
        for place in range(500)
    ]
    case = case_of(year(2026, *many, **CERTIFIED))
    took = []
    for _time in range(5):
        began = time.process_time()
        found = missing_evidence(case)
        duties(case)
        took.append(time.process_time() - began)
    assert sum(len(one.papers) for one in found) == 2_500
    with capsys.disabled():
        print(f"\nduties and evidence of 500 receipts: {min(took) * 1000:.0f} ms")
    # The processor's own time: other work of this machine must not fail it.
    assert min(took) < 0.1


@pytest.mark.parametrize("saved", EVERY_YEAR.values(), ids=EVERY_YEAR)
def test_everything_can_be_put_into_words_in_every_year(saved: str) -> None:
    told = told_evidence(assessed(saved), rules())
    assert told.sentence.endswith(".")
    assert all(one.title and one.what_to_do.endswith(".") and one.receipts for one in told.missing)
    assert all(one.verdict for one in told.deductions)


def page_of(saved: str) -> str:
    workbook = read_workbook(saved)
    assert isinstance(workbook, Workbook)
    return re.sub("<[^>]+>", "", shown(app("evidence", draft_of(workbook))))


def test_the_page_lists_what_is_missing_by_rupees() -> None:
    page = page_of(LATE_CERTIFICATE)
    assert page.index("Proceeds certificate") < page.index("The bank’s deduction")
    assert "Rs 35,000" in page
    assert "To be asked about: 2 of 2." in page
    assert "Nothing is missing for your receipts." in page_of(changed(DEVELOPER, **COMPLETE))


def test_a_self_declaration_takes_the_place_of_contracts() -> None:
    workbook = read_workbook(LATE_CERTIFICATE)
    assert isinstance(workbook, Workbook)
    at = app("evidence", draft_of(workbook))
    assert "A contract, or a self-declaration" in shown(at)
    answer(at, "self_declaration", "yes")
    assert "A contract, or a self-declaration" not in shown(at)


def test_a_user_text_in_the_list_is_never_markup() -> None:
    page = shown(
        app("evidence", draft_of(read_workbook(changed(LATE_CERTIFICATE, client="<b>x</b>"))))  # type: ignore[arg-type]
    )
    assert "<b>x</b>" not in page and "&lt;b&gt;x" in page


def test_the_day_of_the_receipt_is_named() -> None:
    told = told_evidence(assessed(LATE_CERTIFICATE, date(2026, 11, 23)), rules())
    assert told.deductions[0].named == "1. 10 August 2025"
