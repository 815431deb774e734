"""Receipts: the form, the table, one figure a month, own rates, and splitting; through the entry file."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from compliance import load_rulebook
from compliance.screens.draft_workbook import to_workbook
from compliance.screens.income import table_choices
from compliance.screens.income.months import receipts_of
from compliance.screens.income.rates import records_of as rates_of
from compliance.screens.income.table import COLUMNS, frame_of, records_of
from tests.screens_app import answer, app, draft, kept, land, opened, press, receipt, shown, titles

RULES = load_rulebook()
FORM = {
    "kind": "export",
    "date": "14 aug 2025",
    "channel": "bank",
    "credited": "1.7 lakh",
    "tax_deducted": "850",
    "currency": "USD",
    "received": "$1,250",
    "service": "it",
}


def filled(**texts: str):  # type: ignore[no-untyped-def]
    """The form of a receipt, filled in as a person would, from top to bottom."""
    at = app("receipt", draft())
    for name, text in (FORM | texts).items():
        answer(at, name, text, scope="form")
    return at


def test_a_receipt_is_entered() -> None:
    at = land(press(filled(), "continue.receipt"), "overview")
    assert "1 receipt" in shown(at)
    assert "14 August 2025" in shown(at)
    assert "$1,250.00" in shown(at)
    assert "Rs 1,70,000.00" in shown(at)
    assert kept(at)["receipts"][0]["credited"] == "1.7 lakh"


def test_the_rupees_that_the_bank_credited_come_before_the_currency() -> None:
    said = shown(filled())
    assert said.index("Rupees that the bank credited") < said.index("In which currency did it arrive?")


def test_both_parts_are_asked_where_some_was_kept_and_the_whole_is_said() -> None:
    at = answer(filled(), "retained", "625", scope="form")
    assert "The whole receipt counts as Rs 3,41,700.00." in shown(at)
    assert "The bank changed $625.00 of $1,250.00." in shown(at)


@pytest.mark.parametrize(
    "channel", ["remittance", "raast", "wallet", "kept_abroad", "cash", "crypto", "unknown"]
)
def test_keeping_foreign_currency_is_asked_only_where_a_bank_realised_it(channel: str) -> None:
    keys = [field.key for field in filled(channel=channel).text_input]
    assert "field.form.received" in keys
    assert "field.form.retained" not in keys


def test_without_the_banks_rupees_the_reference_rate_is_used_and_marked() -> None:
    said = shown(filled(credited="", tax_deducted=""))
    assert "Estimated: Rs " in said
    assert "the reference rate of August 2025" in said


@pytest.mark.parametrize(
    ("statement", "channel"),
    [
        ("bank", "bank"),
        ("remittance", "remittance"),
        ("raast", "remittance"),
        ("wallet", "wallet"),
        ("kept_abroad", "kept_abroad"),
        ("unknown", "unknown"),
    ],
)
def test_what_the_statement_says_becomes_the_channel(statement: str, channel: str) -> None:
    at = press(filled(channel=statement), "continue.receipt")
    made = to_workbook(kept(at), RULES).workbook
    assert made is not None
    assert made.receipts[0].channel == channel


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"date": "32/1/2026"}, "There is no such day"),
        ({"date": "14 July 2024"}, "2025"),
        ({"received": "1,23,4"}, "not grouped in a known way"),
        ({"received": "0"}, "received"),
        ({"credited": "-5"}, "cannot be below zero"),
        ({"credited": "9" * 400}, "too long"),
        ({"tax_deducted": "NaN"}, "in figures"),
        ({"retained": "1251"}, "cannot be more than what arrived"),
    ],
)
def test_what_cannot_be_right_is_explained_and_stays(texts: dict[str, str], said: str) -> None:
    at = press(filled(**texts), "continue.receipt")
    assert titles(at) == ["Add a receipt"]
    assert "There is a problem" in shown(at)
    assert said in shown(at)
    for name, text in texts.items():
        assert at.text_input(key=f"field.form.{name}").value == text
    assert kept(at)["receipts"] == []


def test_an_empty_form_says_all_that_is_missing() -> None:
    said = shown(press(app("receipt", draft()), "continue.receipt"))
    for label in (
        "Who paid?",
        "When was it credited?",
        "What does your bank statement say?",
        "What was it for?",
    ):
        assert f'target="_self">{label}' in said


def test_a_receipt_split_by_share_becomes_several_that_add_up() -> None:
    at = answer(filled(), "retained", "624.99", scope="form")
    at.checkbox(key="field.form.split.box").check().run()
    answer(at, "share_it", "60", scope="form")
    press(at, "continue.receipt")
    assert "make 100 together" in shown(at)
    answer(at, "share_other", "40%", scope="form")
    press(at, "continue.receipt")
    made = to_workbook(kept(at), RULES).workbook
    assert made is not None
    assert [part.service for part in made.receipts] == ["it", "other"]
    assert sum(part.amount for part in made.receipts) == 125_000
    assert sum(part.retained for part in made.receipts) == 62_499
    assert sum(part.tax_deducted for part in made.receipts) == 85_000
    assert sum(part.rupees or 0 for part in made.receipts) == 34_169_453  # 170,850 x 1,250 / 625.01


def test_splitting_a_saved_receipt_keeps_its_place_and_ids_apart() -> None:
    at = app("overview", draft([receipt(id="r1.2"), receipt(id="r1"), receipt(id="r3")]))
    land(press(at, "income.change.1"), "receipt")
    at.checkbox(key="field.form.split.box").check().run()
    for name in ("share_it", "share_other"):
        answer(at, name, "50", scope="form")
    press(at, "continue.receipt")
    ids = [record["id"] for record in kept(at)["receipts"]]
    assert len(set(ids)) == 4
    assert (ids[0], ids[1], ids[3]) == ("r1.2", "r1", "r3")


def test_a_client_in_pakistan_is_not_asked_what_came_from_abroad() -> None:
    at = answer(app("receipt", draft(clients="pakistan")), "date", "1/1/2026", scope="form")
    assert at.radio(key="field.form.kind").value == "local"
    assert "What does your bank statement say?" not in shown(at)


def test_what_is_known_is_filled_in() -> None:
    at = app("receipt", draft(clients="abroad", work="data_entry,bookkeeper"))
    assert at.radio(key="field.form.kind").value == "export"
    assert at.radio(key="field.form.service").value == "ites"
    assert at.radio(key="field.form.account").value == "own"


def test_somebody_elses_account_says_what_it_means() -> None:
    assert "do not count as yours" in shown(answer(filled(), "account", "other_person", scope="form"))


def test_gross_is_asked_for_information_only() -> None:
    assert "Nothing is worked out from it." in shown(filled())


def test_a_half_typed_receipt_survives_leaving_the_page() -> None:
    at = filled(received="twelve hundred")
    at.switch_page("compliance/screens/start.py").run()
    at.switch_page("compliance/screens/income/receipt.py").run()
    assert at.text_input(key="field.form.received").value == "twelve hundred"


def test_a_removed_receipt_can_be_put_back() -> None:
    records = [receipt(id="r1", note="first"), receipt(id="r2")]
    at = app("overview", draft(records))
    press(at, "income.remove.0")
    assert [record["id"] for record in kept(at)["receipts"]] == ["r2"]
    press(at, "income.put_back")
    assert kept(at)["receipts"] == records


def test_a_long_list_is_shown_in_pages() -> None:
    at = app("overview", draft([receipt(id=f"r{number}") for number in range(500)]))
    assert "500 receipts" in shown(at)
    assert shown(at).count('<div class="row">') == 10


def test_income_without_a_year_asks_for_the_year() -> None:
    assert "Choose the tax year first" in shown(app("overview"))


MONTHS = {"kind": "export", "channel": "remittance", "service": "unsure"}


def test_one_figure_a_month_makes_a_receipt_for_each() -> None:
    at = app("months", draft())
    for name, text in {**MONTHS, "2025-07": "2 lakh", "2026-02": "50k", "2026-02.tax": "500"}.items():
        answer(at, name, text, scope="months")
    assert "Rs 2,50,500.00" in shown(at)
    press(at, "continue.months")
    made = to_workbook(kept(at), RULES).workbook
    assert made is not None
    assert [(r.date, r.rupees, r.tax_deducted) for r in made.receipts] == [
        (date(2025, 7, 31), 20_000_000, 0),
        (date(2026, 2, 28), 5_050_000, 50_000),
    ]
    at.switch_page("compliance/screens/income/months.py").run()
    answer(at, "2025-07", "3 lakh", scope="months")
    press(at, "continue.months")
    assert len(kept(at)["receipts"]) == 2


def test_a_month_that_cannot_be_read_stays() -> None:
    at = app("months", draft())
    answer(at, "2025-07", "1,23,4", scope="months")
    press(at, "continue.months")
    assert "July 2025: The digits are not grouped" in shown(at)
    assert at.text_input(key="field.months.2025-07").value == "1,23,4"


def test_figures_of_months_beside_receipts_are_remarked() -> None:
    assert "come on top of them" in shown(app("months", draft([receipt(), receipt(id="r2")])))
    assert "on top" not in shown(app("months", draft([receipt(id="month-2025-07")])))


def test_no_month_after_today() -> None:
    at = app("months", draft(tax_year="2027"))
    assert [f.key for f in at.text_input if f.key and f.key.endswith("2026-11")]
    assert not [f.key for f in at.text_input if f.key and f.key.endswith("2026-12")]


def test_empty_and_zero_months_make_no_receipts() -> None:
    assert (
        receipts_of({"2025-07": "0", "2025-08": "", "2025-09": "x"}, (date(2025, 7, 31), date(2025, 8, 31)))
        == []
    )


def test_the_table_gives_back_what_it_was_given() -> None:
    records = [receipt(note="<b>"), receipt(id="r2", saved_rupees="1.00", saved_for="x")]
    back = records_of(frame_of(records), records, {})
    assert [{k: v for k, v in record.items() if v} for record in back] == records


def test_new_rows_of_the_table_get_ids_and_what_is_known_and_empty_ones_go() -> None:
    before = [receipt(id="r2")]
    frame = frame_of(before)
    frame.loc[3] = dict.fromkeys(COLUMNS) | {"date": "1/8/2025", "credited": "5"}
    frame.loc[99] = dict.fromkeys(COLUMNS)
    back = records_of(frame, before, {"kind": "export", "currency": "PKR"})
    assert len(back) == 2
    assert back[1]["id"] not in ("", "r2")
    assert (back[1]["kind"], back[1]["currency"], back[1]["credited"]) == ("export", "PKR", "5")


def test_a_row_pasted_in_the_tables_own_words_is_read() -> None:
    """What is copied out of the table, or typed in a spreadsheet in the words of its lists."""
    frame = frame_of([])
    frame.loc[0] = dict.fromkeys(COLUMNS) | {
        "kind": "A client abroad",
        "channel": "Raast or IBFT",
        "service": "Another service",
        "account": "Somebody else’s, for example a relative’s",
        "currency": "US$",
    }
    [record] = records_of(frame, [], {"kind": "local", "currency": "PKR"})
    assert [record[name] for name in ("kind", "channel", "service", "account", "currency")] == [
        "export",
        "raast",
        "other",
        "other_person",
        "USD",
    ]


@pytest.mark.parametrize("words", table_choices.choices().values(), ids=table_choices.choices())
def test_no_two_choices_of_a_column_share_their_words(words: dict[str, str]) -> None:
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("channel", "SWIFT", "bank"),
        ("channel", " Raast ", "raast"),
        ("channel", "JazzCash", "wallet"),
        ("channel", "remittance", "remittance"),
        ("kind", "abroad", "export"),
        ("service", "IT", "it"),
        ("account", "relative", "other_person"),
        ("channel", "Payoneer", "Payoneer"),
    ],
)
def test_everyday_words_are_read_in_the_table_and_others_stay(column: str, typed: str, code: str) -> None:
    assert table_choices.in_codes({column: typed})[column] == code


@pytest.mark.parametrize("column", table_choices.choices())
def test_no_word_of_a_column_means_two_things(column: str) -> None:
    words = table_choices.choices()[column]
    assert set(table_choices._EVERYDAY[column]) <= set(words)
    said = [word for own in table_choices._EVERYDAY[column].values() for word in own]
    assert len(set(said)) == len(said)
    for code, shown_words in words.items():
        assert table_choices.in_codes({column: shown_words})[column] == code
        assert table_choices.in_codes({column: code})[column] == code


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("kind", "Say who paid"),
        ("channel", "Say what the statement says"),
        ("service", "Choose the kind of work"),
        ("account", "Say whose account"),
    ],
)
def test_a_word_that_a_column_does_not_know_stays_and_is_said(column: str, said: str) -> None:
    at = app("table", draft([receipt(**{column: "Payoneer"})]))
    assert "“Payoneer”: " + said in shown(at)
    assert kept(at)["receipts"][0][column] == "Payoneer"


def test_how_money_came_is_asked_in_the_table_too() -> None:
    at = app("table", draft([receipt(channel="")]))
    assert "Say what the statement says" in shown(at)
    assert "Every row can be read." not in shown(at)
    local = app("table", draft([receipt(channel="", kind="local")]))
    assert "Every row can be read." in shown(local)


def test_a_new_receipt_does_not_take_over_how_the_last_one_came() -> None:
    at = app("receipt", draft([receipt(channel="wallet")]))
    assert at.radio(key="field.form.channel").value is None


@pytest.mark.parametrize(("currency", "asked"), [("", True), ("PKR", False)])
def test_money_through_a_bank_is_asked_for_its_currency(currency: str, asked: bool) -> None:
    at = app("receipt", draft())
    for name, text in (FORM | {"currency": currency}).items():
        if text and name != "received":
            answer(at, name, text, scope="form")
    page = shown(press(at, "continue.receipt"))
    assert ("Choose the currency that the bank received" in page) == asked


def test_a_day_of_another_year_is_said_beside_an_amount_that_cannot_be_read() -> None:
    at = press(filled(date="3 August 2026", credited="1,23,4"), "continue.receipt")
    assert "belongs to tax year 2027" in shown(at)
    assert "grouped" in shown(at)


def test_a_day_of_another_year_is_quoted_as_a_person_writes_it() -> None:
    said = shown(app("check", draft([receipt(date="3/8/2026")])))
    assert "“3 August 2026”: " in said and "2026-08-03" not in said


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Rs.", "PKR"), ("dollars", "USD"), ("gbp", "GBP"), ("£", "GBP"), ("xyz", "XYZ"), ("Taler", "Taler")],
)
def test_a_currency_is_read_as_people_write_it_or_stays(typed: str, code: str) -> None:
    assert table_choices.currency_code(typed) == code


@pytest.mark.parametrize(("currency", "said"), [("JPY", "No rate of JPY"), ("Taler", "currency by its code")])
def test_an_unknown_currency_in_the_table_is_said_and_stays(currency: str, said: str) -> None:
    given = receipt(currency=currency, credited="", received="5000")
    at = app("table", draft([given]))
    assert said in shown(at)
    assert kept(at)["receipts"][0]["currency"] == currency


def test_deleted_rows_of_the_table_are_deleted_and_no_others() -> None:
    before = [receipt(id="r1"), receipt(id="r2"), receipt(id="r3")]
    back = records_of(frame_of(before).drop(index=1), before, {})
    assert [record["id"] for record in back] == ["r1", "r3"]


def test_the_table_says_what_cannot_be_read_in_it() -> None:
    at = app("table", draft([receipt(), receipt(id="r2", date="soon")]))
    assert "Receipt 2" in shown(at)
    assert "“soon”" in shown(at)
    land(press(at, "mend.table.0"), "receipt")
    assert at.text_input(key="field.form.date").value == "soon"


JUNE_2027 = {"date": "10 June 2027", "currency": "PKR", "received": ""}


def of_june_2027(**texts: str):  # type: ignore[no-untyped-def]
    """The form of a receipt of a month that the reference table does not reach."""
    at = app("receipt", draft(tax_year="2027"))
    for name, text in (FORM | JUNE_2027 | texts).items():
        if text:
            answer(at, name, text, scope="form")
    return at


def test_a_month_without_a_reference_rate_asks_for_it_beside_the_receipt() -> None:
    at = press(of_june_2027(), "continue.receipt")
    assert "Rupees for one USD in June 2027: Enter the rate of that month." in shown(at)
    answer(at, "rate.USD.2027-06", "280.5", scope="form")
    at = land(press(at, "continue.receipt"), "overview")
    assert kept(at)["rates"] == [{"month": "2027-06", "currency": "USD", "rupees": "280.5", "source": ""}]
    assert "rate.USD.2027-06" not in kept(at)["receipts"][0]
    made = to_workbook(kept(at), RULES)
    assert made.workbook is not None and not made.mends
    # The next receipt of the month is not asked again.
    at.switch_page("compliance/screens/income/receipt.py").run()
    answer(at, "date", "12 June 2027", scope="form")
    assert not [field for field in at.text_input if "rate." in str(field.key)]


def test_a_rate_of_nothing_is_a_problem_beside_its_field() -> None:
    at = answer(of_june_2027(), "rate.USD.2027-06", "0", scope="form")
    said = shown(press(at, "continue.receipt"))
    assert said.count("Rupees for one USD in June 2027: ") == 1
    assert not kept(at)["receipts"]


def test_dollars_with_the_banks_rupees_need_no_rate_and_without_them_either_will_do() -> None:
    with_rupees = of_june_2027(currency="USD", received="1000")
    assert not [field for field in with_rupees.text_input if "rate." in str(field.key)]
    without = press(of_june_2027(currency="USD", received="1000", credited=""), "continue.receipt")
    assert "Enter the rupees that the bank credited, or this rate." in shown(without)


def test_one_figure_a_month_asks_for_the_rate_of_a_month_that_has_none() -> None:
    at = app("months", draft(tax_year="2027"))
    at.session_state["as_of"] = date(2027, 7, 1)
    at.run()
    for name, text in {"kind": "export", "channel": "bank", "service": "it", "2027-06": "3 lakh"}.items():
        answer(at, name, text, scope="months")
    press(at, "continue.months")
    assert "Rupees for one USD in June 2027: Enter the rate of that month." in shown(at)
    answer(at, "rate.USD.2027-06", "280.5", scope="months")
    land(press(at, "continue.months"), "overview")
    assert [rate["month"] for rate in kept(at)["rates"]] == ["2027-06"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tax_deducted": "875"}, "through a bank · IT service · tax Rs 875.00"),
        ({"tax_deducted": ""}, "<small>through a bank · IT service</small>"),
        (
            {"channel": "raast", "tax_deducted": "0"},
            "<small>credited as home remittance · IT service</small>",
        ),
        ({"kind": "local", "tax_deducted": "5,000"}, "<small>IT service · tax Rs 5,000.00</small>"),
        ({"tax_deducted": "1,23,4"}, "through a bank · IT service · tax 1,23,4"),
        ({"channel": "", "service": "", "tax_deducted": ""}, "<small></small>"),
    ],
)
def test_the_list_says_how_the_money_came_and_what_was_taken_out(given: dict[str, str], said: str) -> None:
    assert said in shown(app("overview", draft([receipt(**given)])))


def test_papers_are_columns_of_the_table_and_a_bank_named_there_is_one_of_the_persons() -> None:
    base = frame_of([receipt(), receipt(id="r2", date="2 August 2025")])
    base.loc[0, ["contract", "portal_tax", "bank"]] = ["there is", "875", "Meezan  Bank"]
    base.loc[1, ["contract", "portal_tax", "bank"]] = ["No", "", "meezan bank"]
    records = records_of(base, [receipt(), receipt(id="r2", date="2 August 2025")], {})
    workbook = to_workbook(draft(records), RULES).workbook
    assert workbook is not None
    assert [(one.contract, one.portal_tax, one.bank) for one in workbook.receipts] == [
        (True, 87_500, "Meezan Bank"),
        (False, None, "Meezan Bank"),
    ]
    assert [bank.name for bank in workbook.banks] == ["Meezan Bank"]


def test_the_currency_of_the_last_receipt_is_taken_for_another_one_through_a_bank_only() -> None:
    for channel, taken in (("bank", "USD"), ("remittance", None)):
        at = app("receipt", draft([receipt()]))
        for name, text in (("kind", "export"), ("date", "2 Aug 2025"), ("channel", channel)):
            answer(at, name, text, scope="form")
        assert at.selectbox(key="field.form.currency").value == taken


def test_the_kind_of_work_is_never_taken_from_the_receipt_before() -> None:
    at = app("receipt", draft([receipt(service="ites")]))
    assert at.radio(key="field.form.service").value is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Python", "it"), ("Web developer", "it"), ("dont know", "unsure"), ("alchemy", "alchemy")],
)
def test_trades_are_read_as_kinds_of_work_in_the_table(typed: str, code: str) -> None:
    assert table_choices.in_codes({"service": typed})["service"] == code


def test_a_currency_of_a_file_that_is_not_offered_is_seen_in_the_form() -> None:
    given = draft([receipt(currency="JPY")])
    at = land(press(app("overview", given), "income.change.0"), "receipt")
    assert at.selectbox(key="field.form.currency").value == "JPY"


def test_a_contract_that_is_neither_yes_nor_no_is_said() -> None:
    base = frame_of([receipt()])
    base.loc[0, "contract"] = "maybe"
    made = to_workbook(draft(records_of(base, [receipt()], {})), RULES)
    assert [(mend.field, mend.problem.given) for mend in made.mends] == [("contract", "maybe")]


def test_a_bank_is_spelled_as_on_the_page_of_evidence() -> None:
    given = draft([receipt(bank="HBL main branch"), receipt(id="r2", date="2 August 2025", bank="ubl")])
    given["banks"] = [{"name": "UBL", "branch": "Mall Road", "account": "PK00"}]
    workbook = to_workbook(given, RULES).workbook
    assert workbook is not None
    assert [one.bank for one in workbook.receipts] == ["HBL main branch", "UBL"]
    assert [(bank.name, bank.branch) for bank in workbook.banks] == [
        ("UBL", "Mall Road"),
        ("HBL main branch", ""),
    ]


def test_own_rates_are_kept_as_typed() -> None:
    frame = pd.DataFrame([{"month": "2026-05", "currency": "EUR", "rupees": "318.4", "source": None}, {}])
    assert rates_of(frame) == [{"month": "2026-05", "currency": "EUR", "rupees": "318.4", "source": ""}]


def test_the_page_of_rates_opens_with_rates() -> None:
    given = draft()
    given["rates"] = [{"month": "2026-05", "currency": "EUR", "rupees": "0", "source": "my bank"}]
    assert "Mend this" in [button.label for button in app("rates", given).button]


def test_what_stands_in_arrived_of_a_rupee_receipt_can_be_mended_in_the_form() -> None:
    """It can come from the table; the form hides the field only while it is empty."""
    at = app("table", draft([receipt(currency="PKR", received="500", credited="1000")]))
    at = land(press(at, "mend.table.0"), "receipt")
    assert at.text_input(key="field.form.received").value == "500"
    at.text_input(key="field.form.received").set_value("").run()
    assert "field.form.received" not in [field.key for field in at.text_input]
    land(press(at, "continue.receipt"), "table")
    assert kept(at)["receipts"][0]["received"] == ""


def test_what_was_kept_of_another_channel_can_be_mended_in_the_form() -> None:
    at = app("table", draft([receipt(channel="wallet", retained="5")]))
    at = land(press(at, "mend.table.0"), "receipt")
    assert at.text_input(key="field.form.retained").value == "5"


def test_tax_far_above_every_rate_is_remarked_while_it_is_typed() -> None:
    said = "far more than the highest rate"
    assert said not in shown(filled()) and said in shown(filled(tax_deducted="85000"))


def test_rupees_far_from_every_exchange_rate_are_remarked_while_they_are_typed() -> None:
    """At August 2025's Rs 284.8172, $1,250 are Rs 3,56,021.50; half of it is Rs 1,78,010.75."""
    said = "less than half, or more than double"
    assert said in shown(filled(credited="1,77,000", tax_deducted=""))
    assert said not in shown(filled(credited="1,79,000", tax_deducted=""))
    assert said not in shown(filled(credited="7,12,000", tax_deducted=""))
    assert said in shown(filled(credited="7,12,100", tax_deducted=""))


def test_an_unread_word_of_a_local_receipt_can_be_mended_in_the_form() -> None:
    given = draft([receipt(kind="local", currency="PKR", received="", channel="cheque")])
    at = land(press(app("check", given), "mend.check.0"), "receipt")
    answer(at, "channel", "bank", scope="form")
    land(press(at, "continue.receipt"), "check")
    assert to_workbook(kept(at), RULES).workbook is not None


def test_a_rate_of_ones_own_is_not_called_the_reference_rate() -> None:
    given = draft()
    given["rates"] = [{"month": "2025-08", "currency": "USD", "rupees": "277.5", "source": ""}]
    at = app("receipt", given)
    for name, text in (FORM | {"credited": "", "tax_deducted": ""}).items():
        if text:
            answer(at, name, text, scope="form")
    assert "at 277.5 rupees for one USD, your own rate of August 2025" in shown(at)


@pytest.mark.parametrize("typed", ["somebody else's", "somebody else’s", "my brother"])
def test_whose_account_it_was_is_read_with_either_apostrophe(typed: str) -> None:
    assert table_choices.in_codes({"account": typed})["account"] == "other_person"


def test_a_day_that_has_not_come_is_remarked() -> None:
    said = "This day has not come yet"
    at = app("receipt", draft(tax_year="2027"))
    for name, text in (FORM | {"date": "30 Nov 2026", "credited": "3.5 lakh", "tax_deducted": ""}).items():
        if text:
            answer(at, name, text, scope="form")
    assert said in shown(at)
    answer(at, "date", "23 Nov 2026", scope="form")
    assert said not in shown(at)


def test_doubtful_receipts_are_named_where_the_answers_are_checked() -> None:
    slips = [receipt(tax_deducted="85,000"), receipt(id="r2", date="2 August 2025", credited="35,000")]
    at = app("check", draft([*slips, receipt(id="r3", date="3 August 2025")]))
    said = shown(at)
    assert "Receipt 1, 14 July 2025: the tax is far above every rate" in said
    assert "Receipt 2, 2 August 2025: the rupees are less than half" in said
    assert "Receipt 3" not in said
    land(press(at, "doubt.rupees.1"), "receipt")


@pytest.mark.parametrize("word", ["Payoneer", "bank transfer", "cheque"])
def test_a_word_that_is_no_way_stands_in_the_list_and_can_be_mended(word: str) -> None:
    said = shown(app("overview", draft([receipt(channel=word)])))
    assert f"<small>{word} · IT service · tax Rs 875.00</small>" in said and "Has a problem" in said


def test_rupees_of_a_file_survive_the_mending_of_its_tax() -> None:
    """Rs 2,81,400 with Rs 5,00,000 of tax is a slip; with Rs 2,814 the rupees before tax are the same."""
    given = {"id": "r1", "date": "2025-08-14", "amount": "1000.00", "currency": "USD", "kind": "export"}
    given |= {"service": "it", "rupees": "281400.00", "tax_deducted": "500000.00"}
    at = app("receipt", opened(receipts=[given]))
    at = app("check", kept(at))
    assert "tax" in shown(at)
    land(press(at, "mend.check.0"), "receipt")
    assert at.text_input(key="field.form.credited").value == ""
    answer(at, "tax_deducted", "2814", scope="form")
    press(at, "continue.receipt")
    workbook = to_workbook(kept(at), RULES).workbook
    assert workbook is not None
    assert (workbook.receipts[0].rupees, workbook.receipts[0].tax_deducted) == (28_140_000, 281_400)


def test_receipts_made_of_monthly_figures_are_said_to_be_so() -> None:
    assert "monthly figures" in shown(app("overview", draft([receipt(id="month-2025-07")])))
    assert "monthly figures" not in shown(app("overview", draft([receipt()])))
