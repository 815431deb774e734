"""The wealth bridge and what explains wealth, worked out by hand."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from compliance.duties.wealth import imputable_income, shields, wealth_bridge
from compliance.screens.draft_workbook import draft_of, to_workbook
from compliance.screens.filing.wealth import _COLOUR_OF
from compliance.screens.waterfall import waterfall
from compliance.summary_wealth import CHANGE_KINDS, ITEM_KINDS, told_shields, told_wealth
from compliance.workbook import Workbook
from compliance.workbook_filing import CHANGE_KINDS as CHANGE_CODES
from compliance.workbook_filing import WEALTH_KINDS
from compliance.workbook_reading import read_workbook
from tests.duty_cases import case_of, with_answers
from tests.sample_year import (
    CERTIFIED,
    DESIGNER,
    DEVELOPER,
    EVERY_YEAR,
    WALLET,
    assessed,
    receipt,
    rules,
    year,
)
from tests.screens_app import answer, app, kept, press
from tests.screens_app import shown as shown_html


def item(place: str, start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    return {"id": place, "kind": "bank", "start": start, "end": end} | more


def change(kind: str, rupees: str) -> dict[str, str]:
    return {"id": kind, "kind": kind, "rupees": rupees}


def with_wealth(saved: str, *items: dict[str, Any], changes: tuple[dict[str, str], ...] = ()) -> str:
    return with_answers(saved, wealth={"items": list(items), "changes": list(changes)})


SPENT = (change("living_expenses", "1189500"),)


def test_the_developers_year_balances_to_the_rupee() -> None:
    """Rs 10,00,000 and Rs 42,00,000 less tax of Rs 10,500 and Rs 11,89,500 spent is Rs 40,00,000."""
    bridge = wealth_bridge(case_of(with_wealth(DEVELOPER, item("b", "1000000", "4000000"), changes=SPENT)))
    assert bridge is not None
    assert (bridge.opening, bridge.closing, bridge.expected, bridge.gap) == (
        100_000_000,
        400_000_000,
        400_000_000,
        0,
    )
    assert [(line.id, line.paisa) for line in bridge.lines] == [
        ("receipts", 420_000_000),
        ("tax", -1_050_000),
        ("living_expenses", -118_950_000),
    ]


@pytest.mark.parametrize(("end", "gap"), [("4000000.50", 50), ("3999999", -100), ("5000000", 100_000_000)])
def test_a_gap_is_shown_with_its_sign_and_never_filled(end: str, gap: int) -> None:
    saved = with_wealth(DEVELOPER, item("b", "1000000", end), changes=SPENT)
    bridge = wealth_bridge(case_of(saved))
    assert bridge is not None
    assert bridge.gap == gap
    told = told_wealth(assessed(saved), rules())
    assert told is not None
    assert ("more" if gap > 0 else "less") in told.sentence
    assert told.where_to_look


def test_debts_gifts_and_a_job_have_their_signs() -> None:
    """Opening 5,00,000 - 2,00,000; in: 7,80,000 + 14,40,000 + 50,000; out: 75,800 + 1,10,000 + 30,000."""
    saved = with_wealth(
        DESIGNER,
        item("cash", "500000", "2154200", kind="cash"),
        item("loan", "200000", "0", kind="debt"),
        changes=(
            change("gift_received", "50000"),
            change("gift_given", "30000"),
            change("other_spent", "200000"),
        ),
    )
    bridge = wealth_bridge(case_of(saved))
    assert bridge is not None
    # 3,00,000 + 22,70,000 - 75,800 - 1,10,000 - 30,000 - 2,00,000 = 21,54,200.
    assert (bridge.opening, bridge.expected, bridge.gap) == (30_000_000, 215_420_000, 0)


def test_the_bars_build_on_each_other_and_end_where_the_balances_do() -> None:
    """1,00,000 and 42,00,000 in, 10,500 of tax and 12,00,000 out: 30,89,500, against 25,00,000 entered."""
    saved = with_wealth(
        DEVELOPER, item("b", "100000", "2500000"), changes=(change("living_expenses", "1200000"),)
    )
    told = told_wealth(assessed(saved), rules())
    assert told is not None
    assert [(bar.kind, bar.begin, bar.end) for bar in told.bars] == [
        ("level", 0, 100_000),
        ("rise", 100_000, 4_300_000),
        ("fall", 4_300_000, 4_289_500),
        ("fall", 4_289_500, 3_089_500),
        ("level", 0, 3_089_500),
        ("level", 0, 2_500_000),
        ("difference", 3_089_500, 2_500_000),
    ]
    drawn = waterfall(told.bars, _COLOUR_OF)
    assert drawn["data"]["values"][-1]["said"] == "Rs 5,89,500: The difference"
    assert [(value["low"], value["high"]) for value in drawn["data"]["values"]][-1] == (2_500_000, 3_089_500)
    bars = next(layer for layer in drawn["layer"] if layer["mark"]["type"] == "bar")
    assert bars["encoding"]["x"]["scale"]["domain"] == [0, 4_300_000]
    assert {bar.kind for bar in told.bars} <= set(bars["encoding"]["color"]["scale"]["domain"])


def test_no_bar_is_drawn_while_a_balance_is_missing() -> None:
    told = told_wealth(assessed(with_wealth(DEVELOPER, item("b", "100000", None))), rules())
    assert told is not None and told.bars == ()


@pytest.mark.parametrize(
    ("closing", "said"), [("99000", "hides Rs 1,000 of"), ("9900000", "Rs 1,000 of the")]
)
def test_what_the_rate_moved_is_told_as_part_of_the_gap_or_as_hidden_by_it(closing: str, said: str) -> None:
    """$100 at Rs 280 and at Rs 290: Rs 1,000 more, in a year whose gap is below or above nothing."""
    own = item("p", "100", "100", kind="platform", currency="USD")
    document = json.loads(with_wealth(DEVELOPER, own, item("b", "0", closing)))
    document["rates"] = [
        {"month": "2025-06", "currency": "USD", "rupees": "280"},
        {"month": "2026-06", "currency": "USD", "rupees": "290"},
    ]
    told = told_wealth(assessed(json.dumps(document)), rules())
    assert told is not None and said in " ".join(told.where_to_look)


def test_foreign_balances_stand_at_the_rates_of_june() -> None:
    """$100 at Rs 280 and at Rs 290; the rate alone is Rs 1,000 of it."""
    document = json.loads(with_wealth(DEVELOPER, item("p", "100", "100", kind="platform", currency="USD")))
    document["rates"] = [
        {"month": "2025-06", "currency": "USD", "rupees": "280"},
        {"month": "2026-06", "currency": "USD", "rupees": "290"},
    ]
    bridge = wealth_bridge(case_of(json.dumps(document)))
    assert bridge is not None
    assert (bridge.opening, bridge.closing, bridge.revalued) == (2_800_000, 2_900_000, 100_000)
    given = with_wealth(
        DEVELOPER,
        item("p", "100", "100", currency="USD", start_rupees="27000", end_rupees="28000"),
    )
    bridge = wealth_bridge(case_of(given))
    assert bridge is not None
    assert (bridge.opening, bridge.closing, bridge.revalued) == (2_700_000, 2_800_000, 0)


def test_without_own_rates_a_foreign_balance_stands_at_the_rate_fixed_in_june_and_says_so() -> None:
    """The reference rate of July is fixed in June: Rs 283.3719 in 2025 and Rs 278.2606 in 2026."""
    saved = with_wealth(DEVELOPER, item("p", "100", "100", kind="platform", currency="USD"))
    bridge = wealth_bridge(case_of(saved))
    assert bridge is not None
    assert (bridge.opening, bridge.closing, bridge.estimated) == (2_833_719, 2_782_606, True)
    told = told_wealth(assessed(saved), rules())
    assert told is not None and "reference rates" in told.estimate


def test_a_missing_balance_or_rate_is_named_and_nothing_is_guessed() -> None:
    saved = with_wealth(
        DEVELOPER, item("b", "5", None, name="Savings"), item("y", "5", "5", currency="JPY", name="Yen")
    )
    bridge = wealth_bridge(case_of(saved))
    assert bridge is not None
    assert bridge.gap is None
    told = told_wealth(assessed(saved), rules())
    assert told is not None
    assert told.missing == (
        "Savings: the balance of 30 June 2026.",
        "Yen: a rate of JPY for 1 July 2025, or its rupees.",
        "Yen: a rate of JPY for 30 June 2026, or its rupees.",
    )
    assert (told.gap, told.complete) == ("not known yet", False)


def test_foreign_currency_kept_in_the_year_is_named_as_the_cause_where_its_rate_is_all() -> None:
    """1,000 dollars kept at Rs 280 stand at Rs 278 on 30 June: Rs 2,000 less, and nothing else differs."""
    one = receipt("2025-08-10", "3000.00", rupees="840000.00", tax_deducted="2100.00", retained="1000.00")
    document = json.loads(
        with_wealth(
            year(2026, one, **CERTIFIED),
            item("b", "0", "557900"),
            item("f", "0", "1000", kind="foreign_currency_account", currency="USD"),
        )
    )
    document["rates"] = [{"month": "2026-06", "currency": "USD", "rupees": "278.00", "source": "State Bank"}]
    saved = json.dumps(document)
    bridge, told = wealth_bridge(case_of(saved)), told_wealth(assessed(saved), rules())
    assert bridge is not None and told is not None
    assert (bridge.gap, bridge.revalued) == (-200_000, -200_000)
    assert "Rs 2,000 of the difference is the rate" in " ".join(told.where_to_look)
    # Without the account among the balances, that is what is missing.
    document["wealth"]["items"].pop()
    lost = told_wealth(assessed(json.dumps(document)), rules())
    assert lost is not None
    assert any("no foreign-currency account is entered" in sentence for sentence in lost.where_to_look)


def test_sums_that_lack_a_balance_say_so() -> None:
    told = told_wealth(assessed(with_wealth(DEVELOPER, item("b", None, "5"), item("c", "7", "9"))), rules())
    assert told is not None
    labels = [label for label, _shown in told.rows]
    assert labels[0] == "Wealth on 1 July 2025, without what is missing"
    assert labels[-1] == "Wealth on 30 June 2026 as you entered it"
    assert "Wealth that this explains" not in labels


def test_imputable_income_is_that_of_the_notes() -> None:
    """Rs 6,00,000 and Rs 10,500 / 15% is Rs 6,70,000."""
    found = shields(case_of(DEVELOPER))
    assert found is not None
    assert (found.final_proceeds, found.imputed_rupees) == (420_000_000, 670_000)
    assert found.certified_by_bank == found.shielded == 420_000_000
    assert found.tier == "inferred"


def test_imputed_income_is_no_more_than_the_receipts() -> None:
    """Rs 500 of tax would be imputed Rs 6,03,333; the receipts are Rs 2,00,000."""
    small = year(2026, receipt("2025-08-10", "700.00", rupees="200000.00", certificate="P"), **CERTIFIED)
    found = shields(case_of(small))
    assert found is not None
    assert found.imputed_rupees == 200_000


@pytest.mark.parametrize(
    ("given", "shielded"),
    [
        ({}, 28_000_000),
        ({"channel": "remittance"}, 28_000_000),
        ({"channel": "wallet"}, 0),
        ({"account": "other_person"}, 0),
        ({"certificate": "  "}, 0),
        # A quarter stayed in dollars.
        ({"retained": "250"}, 21_000_000),
    ],
)
def test_only_what_a_bank_encashed_with_a_certificate_is_shielded(
    given: dict[str, Any], shielded: int
) -> None:
    one = receipt("2025-08-10", "1000.00", rupees="280000.00", **({"certificate": "P"} | given))
    found = shields(case_of(year(2026, one)))
    assert found is not None
    assert found.shielded == shielded


@pytest.mark.parametrize("tax_year", range(2021, 2028))
@pytest.mark.parametrize("tax", [1, 10_500, 90_000, 500_000, 5_000_000])
def test_the_slabs_ask_the_same_tax_of_the_imputed_income(tax_year: int, tax: int) -> None:
    slabs = rules().for_tax_year("slabs_non_salaried", tax_year)
    income = imputable_income(tax, slabs)
    assert income is not None
    row = max((row for row in slabs.table.rows if row.above < income), key=lambda row: row.above)
    asked = row.fixed + (income - row.above) * row.percent / 100
    # The income is in whole rupees, so the tax can be off by the tax on half a rupee.
    assert abs(asked - tax) <= row.percent / 200
    assert imputable_income(0, slabs) is None


def test_the_shield_ends_at_its_limit_and_needs_certificates() -> None:
    """Rs 50,00,000 at most; without certificates nothing."""
    document = json.loads(with_answers(DEVELOPER))
    for one in document["receipts"]:
        one["rupees"] = "4000000.00"
    found = shields(case_of(json.dumps(document)))
    assert found is not None
    assert (found.certified_by_bank, found.shielded) == (800_000_000, 500_000_000)
    for one in document["receipts"]:
        one["certificate"] = ""
    found = shields(case_of(json.dumps(document)))
    assert found is not None
    assert found.shielded == 0
    assert told_shields(assessed(DESIGNER), rules()) is None


@pytest.mark.parametrize(
    ("rupees", "certificate", "left", "said"),
    [
        # Rs 70,00,000 at 0.25%: Rs 17,500, so Rs 6,00,000 and Rs 1,16,667 are imputed; Rs 50,00,000 shielded.
        ("7000000.00", "P", (128_333_300, 200_000_000), "Rs 12,83,333 if they do, and Rs 20,00,000 if"),
        ("4000000.00", "P", (0, 0), "Between them they cover all"),
        # Rs 10,000: imputed Rs 6,66,667; no certificate.
        ("4000000.00", "", (333_333_300, 333_333_300), "Neither covers the other Rs 33,33,333"),
    ],
)
def test_what_neither_provision_covers_is_told(
    rupees: str, certificate: str, left: tuple[int, int], said: str
) -> None:
    one = receipt("2025-08-10", "20000.00", rupees=rupees, certificate=certificate)
    saved = year(2026, one, **CERTIFIED)
    found, told = shields(case_of(saved)), told_shields(assessed(saved), rules())
    assert found is not None and told is not None
    assert found.left_to_explain == left
    assert said in " ".join(told.sentences)


def test_every_kind_has_its_words() -> None:
    assert tuple(ITEM_KINDS) == WEALTH_KINDS
    assert tuple(CHANGE_KINDS) == CHANGE_CODES


@pytest.mark.parametrize("saved", EVERY_YEAR.values(), ids=EVERY_YEAR)
def test_every_year_can_be_told(saved: str) -> None:
    told = told_wealth(assessed(with_wealth(saved, item("b", "0", "9999999"))), rules())
    assert told is not None and told.rows and told.where_to_look
    assert told_wealth(assessed(saved), rules()) is None


# The page.


def opened_at(saved: str) -> AppTest:
    workbook = read_workbook(saved)
    assert isinstance(workbook, Workbook)
    return app("wealth", draft_of(workbook))


def shown(at: AppTest) -> str:
    return re.sub("<[^>]+>", "", shown_html(at))


def test_balances_are_entered_and_the_gap_follows() -> None:
    at = press(opened_at(WALLET), "wealth_items.add")
    answer(at, "start", "1 lakh", scope="wealth_items.w1")
    assert "On 30 June 2026" in shown(at)
    assert "Balances are missing" in shown(at)
    answer(at, "end", "2 lakh", scope="wealth_items.w1")
    # Rs 1,00,000 and Rs 11,48,445.77 would be Rs 12,48,445.77.
    assert "Rs 10,48,445.77" in shown(at)
    assert "No living expenses are entered" in shown(at)
    press(at, "wealth_changes.add")
    answer(at, "rupees", "10,48,445.77", scope="wealth_changes.c1")
    assert "The two agree" in shown(at)
    press(at, "wealth_items.remove.w1")
    assert kept(at)["wealth_items"] == []


@pytest.mark.parametrize("page", ["wealth", "duties", "evidence", "filing_sheet"])
def test_what_cannot_be_read_stays_reachable_on_its_own_page(page: str) -> None:
    workbook = read_workbook(with_wealth(DEVELOPER, item("w1", "5", "5")))
    assert isinstance(workbook, Workbook)
    typed = draft_of(workbook)
    typed["wealth_items"][0]["end"] = "1,23,4"
    [mend] = to_workbook(typed, rules()).mends
    assert mend.page == "wealth"
    at = app(page, typed)
    assert "Something typed cannot be read." in shown(at)
    if page == "wealth":
        assert at.text_input(key="field.wealth_items.w1.end").value == "1,23,4"
        answer(at, "end", "1234", scope="wealth_items.w1")
        assert "Something typed cannot be read." not in shown(at)


def test_an_unread_kibor_can_be_mended_on_the_page_of_duties() -> None:
    workbook = read_workbook(WALLET)
    assert isinstance(workbook, Workbook)
    typed = draft_of(workbook)
    typed["answers"]["kibor_percent"] = "eleven"
    at = app("duties", typed)
    assert at.text_input(key="field.answers.kibor_percent").value == "eleven"
