"""Every duty for and against, from the answers that decide it. Limits are those of the law notes."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.duties.duty_types import STATUS_ORDER
from compliance.trace import TIER_RANK
from tests.duty_cases import case_of, duties_of, with_answers
from tests.sample_year import (
    CERTIFIED,
    CREDITED,
    DESIGNER,
    DEVELOPER,
    EVERY_YEAR,
    LATE_CERTIFICATE,
    REMITTED,
    WALLET,
    ZERO_RATED,
    receipt,
    year,
)

NOTHING = year(2026)
SMALL = year(2026, receipt("2025-08-10", "1000.00", rupees="300000.00", channel="wallet"))
"""At the slabs and below the exempt limit; exactly the Rs 300,000 that still bring no return on."""

LOCAL = year(2026, receipt("2025-08-10", "300000.00", "PKR", kind="local"))


def person(saved: str, **answers: object) -> str:
    return with_answers(saved, person=answers)


@pytest.mark.parametrize(
    ("saved", "name", "status"),
    [
        # The return, section 114: (ae), (ab), business income above Rs 300,000, taxed before, other reasons.
        (DEVELOPER, "return", "applies"),
        (WALLET, "return", "applies"),
        (CREDITED, "return", "applies"),
        (SMALL, "return", "depends"),
        (
            year(2026, receipt("2025-08-10", "1000.00", rupees="300000.01", channel="wallet")),
            "return",
            "applies",
        ),
        (person(SMALL, taxed_in_years_before=True), "return", "applies"),
        (person(SMALL, other_reasons_to_file=True), "return", "applies"),
        (person(SMALL, taxed_in_years_before=False), "return", "depends"),
        # Money outside banks may count as taxed as final, which is not settled.
        (person(SMALL, taxed_in_years_before=False, other_reasons_to_file=False), "return", "depends"),
        (person(LOCAL, taxed_in_years_before=False, other_reasons_to_file=False), "return", "does_not_apply"),
        (year(2026, other={"salary": "600000"}), "return", "depends"),
        (year(2026, other={"salary": "600001"}), "return", "applies"),
        (person(DEVELOPER, return_filed_on="2026-10-01"), "return", "done"),
        (person(DEVELOPER, return_filed_on="2027-10-01"), "return", "applies"),
        # The wealth statement goes with it.
        (DEVELOPER, "wealth_statement", "applies"),
        (SMALL, "wealth_statement", "depends"),
        (
            person(LOCAL, taxed_in_years_before=False, other_reasons_to_file=False),
            "wealth_statement",
            "does_not_apply",
        ),
        (person(DEVELOPER, return_filed_on="2026-10-01"), "wealth_statement", "done"),
        # Foreign income and assets.
        (DEVELOPER, "foreign_statement", "depends"),
        (person(DEVELOPER, income_abroad_above_limit=True), "foreign_statement", "applies"),
        (person(DEVELOPER, assets_abroad_above_limit=True), "foreign_statement", "applies"),
        (person(DEVELOPER, income_abroad_above_limit=False), "foreign_statement", "depends"),
        (
            person(DEVELOPER, income_abroad_above_limit=False, assets_abroad_above_limit=False),
            "foreign_statement",
            "does_not_apply",
        ),
        # Registration.
        (DEVELOPER, "registration", "depends"),
        (person(DEVELOPER, registered=False), "registration", "applies"),
        (person(DEVELOPER, registered=True), "registration", "done"),
        (person(DEVELOPER, ntn="1234567-8"), "registration", "done"),
        (person(DEVELOPER, ntn="1234567-8", registered=False), "registration", "applies"),
        # The list.
        # Made anew on 16 October 2026 from the returns that were filed.
        (DEVELOPER, "active_list", "applies"),
        (person(DEVELOPER, return_filed_on="2026-10-01"), "active_list", "done"),
        (person(DEVELOPER, active_taxpayer=None), "active_list", "depends"),
        (person(DEVELOPER, active_taxpayer=False), "active_list", "applies"),
        # PSEB.
        (person(DEVELOPER, pseb=[{"from": "2026-01-01", "until": "2027-01-31"}]), "pseb", "applies"),
        (person(DEVELOPER, pseb=[{"from": "2026-01-01"}]), "pseb", "done"),
        (DEVELOPER, "pseb", "applies"),
        (REMITTED, "pseb", "does_not_apply"),
        (DESIGNER, "pseb", "does_not_apply"),
        (WALLET, "pseb", "applies"),
        # The bank account.
        (DEVELOPER, "business_account", "depends"),
        (person(DEVELOPER, bank_account_declared=True), "business_account", "done"),
        (person(DEVELOPER, bank_account_declared=False), "business_account", "applies"),
        (NOTHING, "business_account", "does_not_apply"),
        # Advance tax: not below Rs 1,000,000.
        (DEVELOPER, "advance_tax", "depends"),
        (person(DEVELOPER, assessed_income_before="999999.99"), "advance_tax", "does_not_apply"),
        (person(DEVELOPER, assessed_income_before="1000000"), "advance_tax", "applies"),
        # Certificates.
        (DEVELOPER, "certificates", "done"),
        (REMITTED, "certificates", "applies"),
        (WALLET, "certificates", "does_not_apply"),
        (DESIGNER, "certificates", "does_not_apply"),
        # The foreign-currency account.
        (DEVELOPER, "foreign_currency_account", "depends"),
        (person(DEVELOPER, foreign_currency_account=True), "foreign_currency_account", "done"),
        (person(DEVELOPER, foreign_currency_account=False), "foreign_currency_account", "does_not_apply"),
        (REMITTED, "foreign_currency_account", "does_not_apply"),
        (
            year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00", retained="100.00")),
            "foreign_currency_account",
            "done",
        ),
        # Records.
        (DEVELOPER, "records", "applies"),
        (NOTHING, "records", "does_not_apply"),
        # Sales tax.
        (DEVELOPER, "sales_tax", "does_not_apply"),
        (person(DEVELOPER, sales_tax_returns=None), "sales_tax", "depends"),
        (person(DEVELOPER, sales_tax_returns="filed"), "sales_tax", "applies"),
        (person(DEVELOPER, sales_tax_returns="required_not_filed"), "sales_tax", "applies"),
        (person(DEVELOPER, province="unknown", sales_tax_returns=None), "sales_tax", "depends"),
        (NOTHING, "sales_tax", "does_not_apply"),
    ],
)
def test_a_duty_for_and_against(saved: str, name: str, status: str) -> None:
    assert duties_of(saved)[name].status == status


@pytest.mark.parametrize("saved", EVERY_YEAR.values(), ids=EVERY_YEAR)
def test_every_duty_can_be_told_in_every_year(saved: str) -> None:
    for duty in duties_of(saved).values():
        assert duty.title
        assert duty.verdict.endswith((".", "!"))
        assert all(sentence.endswith((".", "?")) for sentence in (*duty.why, *duty.how))
        weakest_rule = max((TIER_RANK[rule.tier] for rule in duty.rules), default=0)
        assert not duty.rules or (duty.tier and TIER_RANK[duty.tier] >= weakest_rule)
        assert all("{" not in sentence for sentence in (duty.verdict, *duty.why, *duty.how))


def test_what_depends_can_be_answered_on_the_spot() -> None:
    open_work = with_answers(
        year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00", channel="wallet")),
        person={"active_taxpayer": None, "sales_tax_returns": None},
    )
    for duty in duties_of(open_work).values():
        asks_elsewhere = duty.id == "wealth_statement"
        assert (duty.status != "depends") or duty.questions or asks_elsewhere, duty.id
        assert duty.status == "depends" or not duty.questions, duty.id


def test_what_applies_comes_first_and_the_next_date_before_later_ones() -> None:
    found = list(duties_of(LATE_CERTIFICATE, date(2026, 7, 10)).values())
    assert [STATUS_ORDER.index(duty.status) for duty in found] == sorted(
        STATUS_ORDER.index(duty.status) for duty in found
    )
    dates = [duty.by or date.max for duty in found if duty.status == "applies"]
    assert dates == sorted(dates)
    assert (found[0].id, found[0].by) == ("return", date(2026, 10, 15))


def test_a_late_return_says_how_late_and_a_filed_one_no_more() -> None:
    late = duties_of(DEVELOPER, date(2026, 11, 23))["return"]
    assert (late.by, late.days_late) == (date(2026, 10, 15), 39)
    assert "The law’s own date was 30 September 2026; it was put off by Circular 3 of 2026-27." in late.why
    filed = duties_of(person(DEVELOPER, return_filed_on="2026-10-20"), date(2026, 11, 23))["return"]
    assert (filed.by, filed.days_late) == (None, 0)
    assert filed.verdict == "Done on 20 October 2026, 5 days after the last date."


def test_a_payment_slip_is_explained_only_where_something_is_paid() -> None:
    paying, settled = duties_of(WALLET)["return"], duties_of(DEVELOPER)["return"]
    assert any("PSID" in step and "CPR" in step for step in paying.how)
    assert not any("PSID" in step for step in settled.how)


@pytest.mark.parametrize(
    ("as_of", "by"),
    [
        (date(2026, 9, 15), date(2026, 9, 15)),
        (date(2026, 9, 16), date(2026, 12, 15)),
        (date(2027, 6, 15), date(2027, 6, 15)),
        # Nothing is known of tax year 2028.
        (date(2027, 6, 16), None),
        (date(2027, 8, 1), None),
    ],
)
def test_advance_tax_names_the_next_of_its_four_days(as_of: date, by: date | None) -> None:
    assert duties_of(person(DEVELOPER, assessed_income_before="1000000"), as_of)["advance_tax"].by == by


@pytest.mark.parametrize(
    ("province", "said", "short"),
    [
        ("islamabad", "Clients abroad: 0%.", "FBR"),
        ("punjab", "Clients abroad: not known for this year.", "PRA"),
        ("sindh", "Clients abroad: not known for this year.", "SRB"),
        ("khyber_pakhtunkhwa", "Clients abroad: not known for this year.", "KPRA"),
        ("balochistan", "Clients abroad: not known for this year.", "BRA"),
    ],
)
def test_sales_tax_says_what_is_known_of_a_province_and_whom_to_ask(
    province: str, said: str, short: str
) -> None:
    duty = duties_of(person(DEVELOPER, province=province, sales_tax_returns=None))["sales_tax"]
    assert duty.why[0].startswith(said)
    assert short in duty.ask
    assert duty.tier == "unsettled"


def test_sales_tax_before_the_laws_were_rebuilt() -> None:
    punjab = duties_of(ZERO_RATED)["sales_tax"]
    assert punjab.why[0].startswith("Clients abroad: 0%. Zero-rated according to")
    sindh = duties_of(person(ZERO_RATED, province="sindh"))["sales_tax"]
    assert sindh.why[0].startswith("Clients abroad: exempt.")


def test_pseb_renewal_has_the_day_on_which_the_certificate_ends() -> None:
    ends = person(DEVELOPER, pseb=[{"from": "2026-01-01", "until": "2027-01-31"}])
    duty = duties_of(ends)["pseb"]
    assert duty.by == date(2027, 1, 31)
    assert any("Rs 2,000 a year" in sentence for sentence in duty.why)
    expired = duties_of(year(2026, receipt("2025-08-10", "1.00", rupees="280.00"), **CERTIFIED))["pseb"]
    assert any("Rs 5,000" in sentence for sentence in expired.why)
    unknown_fee = duties_of(ends, date(2026, 9, 30))["pseb"]
    assert "PSEB’s fee on that day is not known." in unknown_fee.why


def test_records_are_kept_six_years() -> None:
    assert "30 June 2032" in duties_of(DEVELOPER)["records"].verdict


def test_getting_onto_the_list_late_costs_what_the_day_says() -> None:
    off = person(DEVELOPER, active_taxpayer=False)
    late = " ".join(duties_of(off, date(2026, 11, 23))["active_list"].why)
    assert "Rs 25,000" in late
    assert "6 months" in late
    in_time = " ".join(duties_of(off, date(2026, 10, 15))["active_list"].why)
    assert "Rs 25,000" not in in_time


def test_a_case_takes_no_day_of_filing_that_cannot_be() -> None:
    assert case_of(person(DEVELOPER, return_filed_on="2026-06-30")).filed_on is None
    assert case_of(person(DEVELOPER, return_filed_on="2026-07-01")).filed_on == date(2026, 7, 1)


def test_the_statement_of_foreign_assets_is_not_done_by_filing_the_return() -> None:
    duty = duties_of(person(DEVELOPER, assets_abroad_above_limit=True, return_filed_on="2026-10-01"))[
        "foreign_statement"
    ]
    assert duty.status == "applies" and "check that you filed this, too" in duty.verdict
    assert duty.by is None
