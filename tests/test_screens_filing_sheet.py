"""The page of the filing sheet, and the rehearsal on it."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from compliance.screens.draft_workbook import draft_of, to_workbook
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from tests.duty_cases import with_answers
from tests.sample_year import DEVELOPER, EVERY_YEAR, rules
from tests.screens_app import answer, app, draft, kept, press, receipt
from tests.screens_app import shown as shown_html


def opened_at(saved: str) -> AppTest:
    workbook = read_workbook(saved)
    assert isinstance(workbook, Workbook)
    return app("filing_sheet", draft_of(workbook))


def shown(at: AppTest) -> str:
    return re.sub("<[^>]+>", "", shown_html(at))


def test_the_figures_stand_as_digits_to_be_copied() -> None:
    at = opened_at(DEVELOPER)
    assert [code.value for code in at.code] == ["4200000", "10500", "10500", "10500", "10500"]
    page = shown(at)
    assert "Export of IT services at 0.25%" in page
    assert "code 64060290 (unsettled)" in page
    assert "This program asks for no password and connects to nothing." in page


def test_a_rehearsal_says_which_cells_differ_once_it_is_checked() -> None:
    at = opened_at(DEVELOPER)
    answer(at, "final_it", "42 lakh", scope="figures")
    answer(at, "final_it.tax", "42,000", scope="figures")
    assert "too much" not in shown(at)
    press(at, "rehearsal.check")
    page = shown(at)
    assert "Rs 31,500 too much: Rs 10,500 belongs here." in page
    assert (
        "1 of the 2 figures entered is not the one that belongs there. 3 figures are still to be entered."
        in page
    )
    answer(at, "final_it.tax", "10500", scope="figures")
    assert "too much" not in shown(at)
    assert kept(at)["figures"]["final_it"] == "42 lakh"


def test_a_figure_that_cannot_be_read_leads_back_to_this_page() -> None:
    typed = draft([receipt()])
    typed["figures"] = {"salary": "1,23,4"}
    [mend] = to_workbook(typed, rules()).mends
    assert (mend.page, mend.problem.path) == ("filing_sheet", "filing.figures[0].amount")


def test_a_filed_return_is_compared_and_the_time_for_revising_is_told() -> None:
    page = shown(opened_at(with_answers(DEVELOPER, person={"return_filed_on": "2026-10-25"})))
    assert "Compare with the return that you filed" in page
    assert "24 December 2026" in page


def test_the_page_can_be_drawn_for_every_year() -> None:
    for saved in EVERY_YEAR.values():
        assert "Filing sheet for tax year" in shown(opened_at(saved))
