"""The page asks about a layout that nobody knows, shows how the rows would be read, and can be corrected."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from compliance.screens.draft_statements import statements_of
from tests.screens_app import app, draft, kept, land, press, shown
from tests.statement_files import pdf_of
from tests.statement_layouts import BANK, COMMAS, DOLLARS, FIVERR, SIGN_BESIDE

UNDECIDED_DAY = b"Date,Narration,Amount\n03/04/2026,Sana,500.00\n05/04/2026,ATM,-20.00\n"


def given(*files: bytes, at: AppTest | None = None, names: tuple[str, ...] = ()) -> AppTest:
    """The page with these files given to it."""
    at = at or app("statements", draft(clients="abroad"))
    called = names or tuple(f"{number}.csv" for number in range(len(files)))
    at.file_uploader[0].set_value(
        [(name, content, "text/csv") for name, content in zip(called, files, strict=True)]
    ).run()
    assert not at.exception, at.exception
    return at


def field(at: AppTest, name: str) -> Any:
    """The one field of the page whose key ends so."""
    fields = [*at.text_input, *at.radio, *at.selectbox, *at.multiselect]
    (found,) = [one for one in fields if (one.key or "").split(".")[-1] == name]
    return found


def has(at: AppTest, name: str) -> bool:
    fields = [*at.text_input, *at.radio, *at.selectbox, *at.multiselect, *at.button]
    return any((one.key or "").split(".")[-1] == name for one in fields)


def say(at: AppTest, name: str, value: Any) -> AppTest:
    field(at, name).set_value(value).run()
    assert not at.exception, at.exception
    return at


def whose(at: AppTest, source: str, holder: str) -> AppTest:
    return say(say(at, "source", source), "holder", holder)


def keep(at: AppTest) -> AppTest:
    (button,) = [one for one in at.button if (one.key or "").endswith(".keep")]
    button.click().run()
    assert not at.exception, at.exception
    return at


def profiles(at: AppTest) -> list[dict[str, Any]]:
    return list(statements_of(kept(at)["statements"]).profiles)


def labels(at: AppTest) -> list[str]:
    return [one.label for one in at.button]


def test_whose_file_it_is_comes_first_and_then_the_columns_with_every_guess_filled_in() -> None:
    at = given(FIVERR)
    assert "No layout is known that this file fits" in shown(at)
    assert not at.selectbox and not has(at, "keep")
    at = whose(at, "Fiverr", "platform")
    assert [field(at, name).value for name in ("date", "description", "amount", "way")] == [
        "date",
        "activity",
        "amount",
        "signed",
    ]
    page = shown(at)
    # The rows as they would be read, before anything is kept.
    for text in ("1 March 2026", "Order completed (buyer_one)", "$80.00 in", "$70.00 out"):
        assert text in page
    assert "Row 5: Something else: It is not known what kind of movement this is" in page
    assert profiles(at) == []
    at = keep(at)
    page = shown(at)
    assert "4 rows: 3 read, 0 left out with a reason, 1 to be looked at." in page
    assert "Fiverr, as you described it." in page and "You described this layout yourself" in page
    # The promise to compare the rows can be kept: they stand there.
    assert "$80.00 in" in page
    at = press(at, "statements.enter")
    assert '"own.fiverr"' in kept(at)["statements"]
    following = FIVERR.replace(b"2026-03", b"2026-04").replace(b"FO1", b"FO2")
    assert "Fiverr, as you described it." in shown(given(following, at=at))


@pytest.mark.parametrize(("holder", "currency"), [("bank", "PKR"), ("platform", "USD")])
def test_the_currency_follows_who_keeps_the_account(holder: str, currency: str) -> None:
    """Asked after the holder, and anew when that is answered otherwise."""
    other = "platform" if holder == "bank" else "bank"
    at = whose(given(SIGN_BESIDE), "Bank Alfalah", other)
    at = say(at, "holder", holder)
    assert field(at, holder).value == currency
    at = keep(at)
    assert profiles(at)[0]["currency"] == {"always": currency}
    assert profiles(at)[0]["holder"] == holder


def test_a_column_that_says_in_or_out_is_found_and_used() -> None:
    at = whose(given(SIGN_BESIDE), "Bank Alfalah", "bank")
    assert (field(at, "way").value, field(at, "indicator").value) == ("beside", "cr/dr")
    page = shown(at)
    assert "Rs 50,000.00 in" in page and "Rs 20,000.00 out" in page
    assert "Each balance is the one before it and the movement between them. It holds." in page


def test_words_for_in_and_out_that_are_not_known_are_asked_for() -> None:
    at = whose(given(SIGN_BESIDE.replace(b"CR", b"Jama").replace(b"DR", b"Kharch")), "Bank Alfalah", "bank")
    assert "Still needed: the words that mean money in." in shown(at)
    at = say(at, "cr/dr", ["Jama"])
    assert "Rs 50,000.00 in" in shown(at) and "Rs 20,000.00 out" in shown(at)


def test_all_money_in_for_want_of_a_minus_is_warned_of() -> None:
    at = whose(given(SIGN_BESIDE), "Bank Alfalah", "bank")
    at = say(at, "way", "signed")
    assert "All of it is read as money in, since no amount has a minus." in shown(at)


@pytest.mark.parametrize(
    ("content", "money", "currency"),
    [(DOLLARS, ("$80.00 in", "$1.50 out"), "USD"), (COMMAS, ("Rs 1,250.50 in", "Rs 80.00 out"), "PKR")],
)
def test_the_form_of_amounts_that_the_file_makes_certain_is_not_asked(
    content: bytes, money: tuple[str, str], currency: str
) -> None:
    at = whose(given(content), "Some Bank", "bank")
    assert not has(at, "number")
    assert field(at, "bank").value == currency
    assert all(amount in shown(at) for amount in money)
    assert "2 rows: 2 read" in shown(keep(at))


def test_a_form_of_amounts_that_is_not_certain_is_asked_in_figures() -> None:
    """“1,250” may be a thousand two hundred and fifty, or one and a quarter."""
    at = whose(given(b'Date,Narration,Amount\n2026-03-01,Sana,"1,250"\n'), "Some Bank", "bank")
    assert field(at, "number").options == ["Rs 1,250.00", "Rs 1.25"]
    assert "Rs 1.25 in" in shown(say(at, "number", "decimal_comma"))


def test_nothing_is_offered_as_done_while_no_row_can_be_read() -> None:
    at = whose(given(b"Date,Narration,Amount\n2026-03-01,Sana,five hundred\n"), "Some Bank", "bank")
    at = say(at, "amount", "amount")
    page = shown(at)
    assert "No row can be read like this." in page
    assert "Row 2: five hundred: This was not understood as an amount" in page
    assert not has(at, "keep")
    assert not [one for one in at.button if one.key == "statements.enter"]


def test_the_order_of_day_and_month_is_asked_by_a_day_of_the_file() -> None:
    at = whose(given(UNDECIDED_DAY), "Some Bank", "bank")
    assert field(at, "format").label == "Which day is “03/04/2026” in this file?"
    assert field(at, "format").options == ["3 April 2026", "4 March 2026"]
    assert not has(at, "keep")
    at = say(at, "format", 0)
    assert "3 April 2026" in shown(at) and "5 April 2026" in shown(at)
    assert has(at, "keep")


def test_a_description_that_was_wrong_can_be_changed() -> None:
    at = keep(whose(given(DOLLARS), "Bank Alfala", "bank"))
    assert "Bank Alfala, as you described it." in shown(at)
    (change,) = [one.key for one in at.button if (one.key or "").startswith("layout.change.")]
    at = press(at, change)
    assert (field(at, "source").value, field(at, "holder").value) == ("Bank Alfala", "bank")
    at = keep(whose(at, "Bank Alfalah", "platform"))
    assert "Bank Alfalah, as you described it." in shown(at)
    (one,) = profiles(at)
    assert (one["id"], one["version"], one["holder"], one["source"]) == (
        "own.bank_alfala",
        2,
        "platform",
        "Bank Alfalah",
    )
    # Begun and thought better of.
    at = press(at, change)
    (leave,) = [one.key for one in at.button if (one.key or "").endswith(".leave")]
    assert "as you described it" in shown(press(at, leave))
    assert profiles(at) == [one]


def test_a_layout_can_be_forgotten() -> None:
    at = keep(whose(given(DOLLARS), "Fiverr", "platform"))
    (forget,) = [one.key for one in at.button if (one.key or "").startswith("layout.forget.")]
    at = press(at, forget)
    assert profiles(at) == []
    assert "No layout is known that this file fits" in shown(at)


def test_a_file_of_another_source_with_the_same_columns_gets_a_layout_of_its_own() -> None:
    at = keep(whose(given(DOLLARS), "Fiverr", "platform"))
    (anew,) = [one.key for one in at.button if (one.key or "").startswith("layout.anew.")]
    at = press(at, anew)
    at = keep(whose(at, "Guru", "platform"))
    assert "Guru, as you described it." in shown(at)
    assert [one["id"] for one in profiles(at)] == ["own.fiverr", "own.guru"]
    # The next such file may be of either, which is asked once.
    at = given(DOLLARS.replace(b"2026-03", b"2026-04"), at=at)
    (which,) = [one for one in at.radio if one.label == "Which of these is it?"]
    which.set_value("own.fiverr").run()
    assert "Fiverr, as you described it." in shown(at)


def test_two_layouts_of_one_bank_do_not_displace_each_other() -> None:
    at = given(SIGN_BESIDE, DOLLARS)
    for name in ("source", "holder"):
        fields = [one for one in [*at.text_input, *at.radio] if (one.key or "").endswith(f".{name}")]
        for one in fields:
            one.set_value("بینک الفلاح" if name == "source" else "bank")
        at.run()
    for _number in range(2):
        next(one for one in at.button if (one.key or "").endswith(".keep")).click().run()
        assert not at.exception, at.exception
    assert shown(at).count("بینک الفلاح, as you described it.") == 2
    assert len({one["id"] for one in profiles(at)}) == 2


LOCKED = pdf_of("Some text that no bank prints", password="open-it")


def test_a_locked_file_is_asked_about_in_its_card_and_stays_when_others_are_entered() -> None:
    at = given(LOCKED, FIVERR, names=("locked.pdf", "fiverr.csv"))
    at = keep(whose(at, "Fiverr", "platform"))
    at = press(at, "statements.enter")
    page = shown(at)
    assert "locked.pdf could not be read yet and is still here." in page
    assert "Password of locked.pdf" in page
    # What was entered is known, before anybody presses anything.
    assert "It was imported already: nothing changes." in page
    assert not [one for one in at.button if one.key == "statements.enter"]


def test_a_pdf_that_a_password_opened_stays_open_when_a_layout_is_described() -> None:
    at = given(LOCKED, FIVERR, names=("locked.pdf", "fiverr.csv"))
    (password,) = [one for one in at.text_input if one.label == "Password"]
    password.set_value("open-it")
    (open_it,) = [one for one in at.button if one.label == "Open the file"]
    open_it.click().run()
    assert not at.exception, at.exception
    assert "Password of locked.pdf" not in shown(at)
    at = keep(whose(at, "Fiverr", "platform"))
    assert "Password of locked.pdf" not in shown(at)
    # Nobody can say which column of a PDF is which; what can be done is said instead.
    assert "Download the statement as CSV or as a spreadsheet" in shown(at)
    (by_hand,) = [one.key for one in at.button if (one.key or "").startswith("statements.by_hand.")]
    land(press(at, by_hand), "receipt")


def test_a_file_given_twice_is_one_file() -> None:
    at = given(FIVERR, FIVERR, names=("a.csv", "b.csv"))
    assert shown(at).count("No layout is known that this file fits") == 1


def test_the_list_of_files_that_can_be_read_names_the_way_for_all_others() -> None:
    page = shown(keep(whose(given(DOLLARS), "Fiverr", "platform")))
    assert "PayPal" in page
    assert "Any other file in CSV, XLSX or JSON: you say once which column is which." in page
    assert "Described by you: Fiverr." in page


def test_a_heading_that_was_guessed_wrong_can_be_set_right() -> None:
    preamble = b"Date,Amount,Balance\n1,2,3\n" + BANK.replace(b";", b",").replace(b"100,000.00", b"100000.00")
    content = preamble.replace(b"1,000.00", b"1000.00").replace(b"99,000.00", b"99000.00")
    at = whose(
        given(content.replace(b"5,000.00", b"5000.00").replace(b"94,000.00", b"94000.00")), "B", "bank"
    )
    rows = field(at, "heading").options
    assert any("Posting Date" in one for one in rows)
    place = next(at_row for at_row, one in enumerate(rows) if "Posting Date" in one)
    field(at, "heading").select_index(place).run()
    assert field(at, "debit").value == "withdrawals"


def test_a_heading_without_rows_says_so() -> None:
    at = whose(given(b"Date,Narration,Amount\n"), "Some Bank", "bank")
    assert "Still needed: rows below the names of the columns." in shown(at)
