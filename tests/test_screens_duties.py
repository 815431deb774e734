"""The page of duties and dates, through the entry file."""

from __future__ import annotations

import re
from datetime import date

from streamlit.testing.v1 import AppTest

from compliance.screens.draft_workbook import draft_of, to_workbook
from compliance.workbook_reading import read_workbook, write_workbook
from tests.duty_cases import with_answers
from tests.sample_year import DEVELOPER, EVERY_YEAR, WALLET, rules
from tests.screens_app import answer, app, draft, kept, receipt, titles
from tests.screens_app import shown as shown_html


def shown(at: AppTest) -> str:
    """The text of the page; amounts are held together by tags, which are left out."""
    return re.sub("<[^>]+>", "", shown_html(at))


def opened_at(saved: str):  # type: ignore[no-untyped-def]
    """The page of duties with saved work opened."""
    return app("duties", draft_of(read_workbook(saved)))  # type: ignore[arg-type]


def test_the_page_says_what_is_overdue_and_what_comes_next() -> None:
    at = opened_at(WALLET)
    page = shown(at)
    assert titles(at) == ["What to do for tax year 2026, and by when"]
    assert "39 days late" in page
    assert "Last day with 50% off the penalty for a late return" in page
    assert "15 December 2026" in page


def test_a_duty_is_decided_by_an_answer_given_on_the_spot() -> None:
    at = opened_at(DEVELOPER)
    assert "Depends on whether you are registered already." in shown(at)
    answer(at, "registered", "no")
    assert "Applies: without it no return can be filed." in shown(at)
    assert kept(at)["answers"]["registered"] == "no"
    answer(at, "assessed_income_before", "10 lakh")
    assert "Applies: that income is Rs 10,00,000 or more." in shown(at)


def test_the_costs_of_lateness_are_shown_with_who_claims_them() -> None:
    page = shown(opened_at(WALLET))
    for said in (
        "Rs 25,000",
        "You pay this of your own accord, or give the undertaking.",
        "Rs 0 to Rs 50,000",
        "The department has to claim this, and it can be contested.",
        "On the Rs 82,267 still to pay: 39 days at 12% a year.",
    ):
        assert said in page


def test_kibor_and_the_day_of_payment_move_the_figure() -> None:
    at = opened_at(WALLET)
    answer(at, "kibor_percent", "11.25")
    # 14.25% of Rs 82,267 for 39 days is Rs 1,252.60.
    assert "Rs 1,253" in shown(at)
    answer(at, "paid_on", "25 October 2026")
    # For 10 days Rs 321.18.
    assert "Rs 321" in shown(at)


def test_kibor_of_200_percent_is_a_problem_with_its_place() -> None:
    typed = draft([receipt()], kibor_percent="200")
    [mend] = to_workbook(typed, rules()).mends
    assert (mend.page, mend.problem.code) == ("duties", "kibor_too_high")
    unread = draft([receipt()], kibor_percent="eleven")
    [mend] = to_workbook(unread, rules()).mends
    assert mend.problem.path == "filing.kibor_percent"


def test_everything_can_be_looked_at_as_of_another_day() -> None:
    at = opened_at(WALLET)
    at.text_input(key="filing.as_of").set_value("1 October 2026").run()
    assert not at.exception
    assert "days late" not in shown(at)
    assert "15 October 2026" in shown(at)
    assert at.session_state["chosen_day"] == date(2026, 10, 1)
    at.text_input(key="filing.as_of").set_value("").run()
    assert "39 days late" in shown(at)
    at.text_input(key="filing.as_of").set_value("someday").run()
    assert "39 days late" in shown(at)


def test_years_before_are_listed_and_asked_about() -> None:
    at = opened_at(DEVELOPER)
    assert "Tax year 2025: did you file the return?" in shown(at)
    answer(at, "return_before_2025", "no")
    assert "It can still be filed: enter that year here" in shown(at)
    # The last five completed tax years are 2022 to 2026; with none of them filed, the last ten.
    assert "Tax year 2021" not in shown(at)
    for year in range(2022, 2025):
        answer(at, f"return_before_{year}", "no")
    assert "Tax year 2017: did you file the return?" in shown(at)
    assert "Tax year 2016" not in shown(at)


def test_without_a_year_the_page_says_what_to_do_first() -> None:
    assert "Nothing has been entered yet" in shown(app("duties"))


def test_the_answers_of_version_2_are_saved_and_come_back() -> None:
    saved = with_answers(
        DEVELOPER,
        person={
            "address": "House 1, Lahore",
            "registered": True,
            "bank_account_declared": False,
            "assessed_income_before": "950000.50",
            "tax_payable_before": "12000",
            "returns_before": [{"tax_year": 2024, "filed": False}, {"tax_year": 2025, "filed": None}],
        },
        filing={
            "kibor_percent": "11.25",
            "paid_on": "2026-11-01",
            "figures": [{"line": "salary", "amount": "5"}],
        },
        wealth={
            "items": [{"id": "w1", "kind": "bank", "currency": "USD", "start": "100", "end_rupees": "5.50"}],
            "changes": [{"id": "c1", "kind": "living_expenses", "rupees": "240000"}],
        },
    )
    workbook = read_workbook(saved)
    back = to_workbook(draft_of(workbook), rules()).workbook  # type: ignore[arg-type]
    assert back is not None
    assert write_workbook(back) == write_workbook(workbook)  # type: ignore[arg-type]


def test_the_page_can_be_drawn_for_every_year() -> None:
    for saved in EVERY_YEAR.values():
        assert "Your duties" in shown(opened_at(saved))
