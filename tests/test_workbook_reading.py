"""Files that are no workbook, or a wrong one: each says where, what was given and what to do."""

from __future__ import annotations

import json
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance import workbook_messages
from compliance.workbook import Problem, Workbook
from compliance.workbook_messages import REMEDIES, path_of, problem, shown, visible
from compliance.workbook_reading import LARGEST_FILE, MOST_PROBLEMS, read_workbook

Place = tuple[str | int, ...]

GOOD: dict[str, Any] = {
    "format": "freelancer-workbook",
    "version": 1,
    "tax_year": 2026,
    "person": {"name": "Ayesha", "resident": True, "pseb": [{"from": "2025-07-01", "until": "2026-06-30"}]},
    "receipts": [
        {
            "id": f"r{number}",
            "date": "2025-07-14",
            "amount": "1250.00",
            "currency": "USD",
            "kind": "export",
            "service": "it",
        }
        for number in range(4)
    ],
    "other": {"salary": "0"},
    "rates": [{"month": "2026-05", "currency": "EUR", "rupees": "318.40"}],
}
FOUR_HUNDRED_DIGITS = "9" * 400


def changed(place: Place, value: Any) -> str:
    document = deepcopy(GOOD)
    part: Any = document
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    return json.dumps(document)


def without(place: Place) -> str:
    document = deepcopy(GOOD)
    part: Any = document
    for step in place[:-1]:
        part = part[step]
    del part[place[-1]]
    return json.dumps(document)


def problems(raw: bytes | str) -> tuple[Problem, ...]:
    outcome = read_workbook(raw)
    assert isinstance(outcome, tuple), outcome
    return outcome


def found(raw: bytes | str) -> list[tuple[str, str, str]]:
    return [(one.path, one.code, one.given) for one in problems(raw)]


def test_the_starting_point_of_these_tests_is_good() -> None:
    assert isinstance(read_workbook(json.dumps(GOOD)), Workbook)


@pytest.mark.parametrize(
    ("place", "value", "path", "code", "given_"),
    [
        # Keys that the format does not have.
        (("persons",), {}, "persons", "misspelt_key", "{}"),
        (("person", "nam"), "Ali", "person.nam", "misspelt_key", "Ali"),
        (("receipts", 3, "colour"), None, "receipts[3].colour", "unknown_key", "null"),
        (("receipts", 0, "first"), "2025-07-01", "receipts[0].first", "unknown_key", "2025-07-01"),
        (("person", "pseb", 0, "first"), "2025-07-01", "person.pseb[0].first", "unknown_key", "2025-07-01"),
        (("other", "salry"), "1", "other.salry", "misspelt_key", "1"),
        (("rates", 0, "rupee"), "1", "rates[0].rupee", "misspelt_key", "1"),
        # Amounts.
        (("receipts", 3, "amount"), 1250, "receipts[3].amount", "amount_as_number", "1250"),
        (("receipts", 3, "amount"), 1250.5, "receipts[3].amount", "amount_as_number", "1250.5"),
        (("receipts", 3, "amount"), "-5", "receipts[3].amount", "amount_negative", "-5"),
        (("receipts", 3, "amount"), "-0.50", "receipts[3].amount", "amount_negative", "-0.50"),
        (("receipts", 3, "amount"), -5, "receipts[3].amount", "amount_negative", "-5"),
        (("receipts", 3, "amount"), "1,23,4", "receipts[3].amount", "amount_form", "1,23,4"),
        (("receipts", 3, "amount"), "1.234", "receipts[3].amount", "amount_form", "1.234"),
        (("receipts", 3, "amount"), "1.", "receipts[3].amount", "amount_form", "1."),
        (("receipts", 3, "amount"), ".5", "receipts[3].amount", "amount_form", ".5"),
        (("receipts", 3, "amount"), "+5", "receipts[3].amount", "amount_form", "+5"),
        (("receipts", 3, "amount"), "1e3", "receipts[3].amount", "amount_form", "1e3"),
        (("receipts", 3, "amount"), " 5", "receipts[3].amount", "amount_form", " 5"),
        (("receipts", 3, "amount"), "5\n", "receipts[3].amount", "amount_form", "5\\n"),
        (("receipts", 3, "amount"), "۱۵۰", "receipts[3].amount", "amount_form", "۱۵۰"),
        (("receipts", 3, "amount"), "NaN", "receipts[3].amount", "amount_form", "NaN"),
        (("receipts", 3, "amount"), "", "receipts[3].amount", "amount_form", '""'),
        (("receipts", 3, "amount"), None, "receipts[3].amount", "amount_form", "null"),
        (("receipts", 3, "amount"), True, "receipts[3].amount", "amount_form", "true"),
        (("receipts", 3, "amount"), ["5"], "receipts[3].amount", "amount_form", "[…]"),
        (("receipts", 3, "amount"), float("nan"), "receipts[3].amount", "amount_form", "NaN"),
        (("receipts", 3, "amount"), float("inf"), "receipts[3].amount", "amount_form", "Infinity"),
        (("receipts", 3, "amount"), float("-inf"), "receipts[3].amount", "amount_form", "-Infinity"),
        (("receipts", 3, "amount"), "10000000000", "receipts[3].amount", "amount_too_large", "10000000000"),
        (
            ("receipts", 3, "amount"),
            FOUR_HUNDRED_DIGITS,
            "receipts[3].amount",
            "amount_too_large",
            "9" * 60 + "…",
        ),
        (("receipts", 3, "rupees"), 5, "receipts[3].rupees", "amount_as_number", "5"),
        (("receipts", 3, "gross"), "x", "receipts[3].gross", "amount_form", "x"),
        (("receipts", 3, "tax_deducted"), "-1", "receipts[3].tax_deducted", "amount_negative", "-1"),
        (("receipts", 3, "retained"), None, "receipts[3].retained", "amount_form", "null"),
        (("other", "salary"), 0, "other.salary", "amount_as_number", "0"),
        # Rates.
        (("rates", 0, "rupees"), "1.1234567", "rates[0].rupees", "rate_form", "1.1234567"),
        (("rates", 0, "rupees"), "-1", "rates[0].rupees", "rate_not_above_zero", "-1"),
        (("rates", 0, "rupees"), 280, "rates[0].rupees", "amount_as_number", "280"),
        (("rates", 0, "rupees"), "12345678901", "rates[0].rupees", "amount_too_large", "12345678901"),
        (("rates", 0, "month"), "2026-13", "rates[0].month", "month_form", "2026-13"),
        (("rates", 0, "month"), "2026-5", "rates[0].month", "month_form", "2026-5"),
        (("rates", 0, "month"), "0000-05", "rates[0].month", "month_form", "0000-05"),
        (("rates", 0, "month"), 202605, "rates[0].month", "month_form", "202605"),
        (("rates", 0, "currency"), "eur", "rates[0].currency", "currency_form", "eur"),
        # Dates.
        (("receipts", 3, "date"), "2025-02-30", "receipts[3].date", "no_such_day", "2025-02-30"),
        (("receipts", 3, "date"), "0000-01-01", "receipts[3].date", "no_such_day", "0000-01-01"),
        (("receipts", 3, "date"), "14/07/2025", "receipts[3].date", "date_form", "14/07/2025"),
        (("receipts", 3, "date"), "20250714", "receipts[3].date", "date_form", "20250714"),
        (("receipts", 3, "date"), "2025-07-14T00:00", "receipts[3].date", "date_form", "2025-07-14T00:00"),
        (("receipts", 3, "date"), "2025-7-1", "receipts[3].date", "date_form", "2025-7-1"),
        (("receipts", 3, "date"), 20250714, "receipts[3].date", "date_form", "20250714"),
        (("receipts", 3, "date"), None, "receipts[3].date", "date_form", "null"),
        (("person", "pseb", 0, "from"), "x", "person.pseb[0].from", "date_form", "x"),
        (("person", "pseb", 0, "until"), "", "person.pseb[0].until", "date_form", '""'),
        (("person", "return_filed_on"), False, "person.return_filed_on", "date_form", "false"),
        # Texts and choices.
        (("receipts", 3, "currency"), "", "receipts[3].currency", "currency_form", '""'),
        (("receipts", 3, "currency"), "US$", "receipts[3].currency", "currency_form", "US$"),
        (("receipts", 3, "kind"), "exports", "receipts[3].kind", "not_a_choice", "exports"),
        (("receipts", 3, "service"), None, "receipts[3].service", "not_a_choice", "null"),
        (("receipts", 3, "channel"), ["bank"], "receipts[3].channel", "not_a_choice", "[…]"),
        (("receipts", 3, "account"), "", "receipts[3].account", "not_a_choice", '""'),
        (("person", "province"), "Punjab", "person.province", "not_a_choice", "Punjab"),
        (("person", "sales_tax_returns"), False, "person.sales_tax_returns", "not_a_choice", "false"),
        (("receipts", 3, "id"), 7, "receipts[3].id", "not_text", "7"),
        (("receipts", 3, "note"), None, "receipts[3].note", "not_text", "null"),
        (("person", "name"), "A\x00li", "person.name", "control_characters", "A\\x00li"),
        (("person", "name"), "\x1b[31m", "person.name", "control_characters", "\\x1b[31m"),
        (("person", "name"), "\ud800", "person.name", "control_characters", "\\ud800"),
        (("person", "name"), "\uffff", "person.name", "control_characters", "\\uffff"),
        # Yes or no.
        (("person", "minor"), "no", "person.minor", "not_yes_no", "no"),
        (("person", "minor"), None, "person.minor", "not_yes_no", "null"),
        (("person", "resident"), 1, "person.resident", "not_yes_no_unknown", "1"),
        (("person", "active_taxpayer"), "", "person.active_taxpayer", "not_yes_no_unknown", '""'),
        # The shape.
        (("tax_year",), "2026", "tax_year", "not_whole_number", "2026"),
        (("tax_year",), 2026.0, "tax_year", "not_whole_number", "2026.0"),
        (("tax_year",), True, "tax_year", "not_whole_number", "true"),
        (("tax_year",), None, "tax_year", "not_whole_number", "null"),
        (("tax_year",), 1e300, "tax_year", "not_whole_number", "1E+300"),
        (("tax_year",), 10**300, "tax_year", "not_whole_number", "1" + "0" * 59 + "…"),
        (("person",), [], "person", "not_object", "[]"),
        (("person",), None, "person", "not_object", "null"),
        (("receipts",), {"0": {}}, "receipts", "not_list", "{…}"),
        (("receipts",), "", "receipts", "not_list", '""'),
        (("receipts", 3), 5, "receipts[3]", "not_object", "5"),
        (("person", "pseb"), None, "person.pseb", "not_list", "null"),
        # The file as a whole.
        (("format",), "other", "format", "not_a_workbook", "other"),
        (("format",), None, "format", "not_a_workbook", "null"),
        (("version",), 3, "version", "newer_version", "3"),
        (("version",), 10**30, "version", "newer_version", "1" + "0" * 30),
        (("version",), 0, "version", "no_such_version", "0"),
        (("version",), "1", "version", "no_such_version", "1"),
        (("version",), True, "version", "no_such_version", "true"),
        (("version",), 1.0, "version", "no_such_version", "1.0"),
        (("version",), float("nan"), "version", "no_such_version", "NaN"),
        # Keys that a terminal or a codec cannot take.
        (("person", "a\x1bb"), 1, "person.a\\x1bb", "unknown_key", "1"),
        (("person", "\ud800"), 1, "person.\\ud800", "unknown_key", "1"),
        (("person", "k" * 400), 1, f"person.{'k' * 40}…", "unknown_key", "1"),
    ],
)
def test_one_wrong_value_is_one_problem(place: Place, value: Any, path: str, code: str, given_: str) -> None:
    assert found(changed(place, value)) == [(path, code, given_)]


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (("format",), "format"),
        (("version",), "version"),
        (("tax_year",), "tax_year"),
        *(
            (("receipts", 2, key), f"receipts[2].{key}")
            for key in ("id", "date", "amount", "currency", "kind", "service")
        ),
        (("person", "pseb", 0, "from"), "person.pseb[0].from"),
        *((("rates", 0, key), f"rates[0].{key}") for key in ("month", "currency", "rupees")),
    ],
)
def test_each_required_key_is_missed(place: Place, path: str) -> None:
    assert found(without(place)) == [(path, "missing", "nothing")]


@pytest.mark.parametrize(
    ("raw", "code", "given_"),
    [
        (b"", "nothing_in_it", "an empty file"),
        (b"{", "not_json", "the end of the file"),
        (b"PK\x03\x04", "another_kind", "a spreadsheet, a document or a ZIP archive"),
        (b"\xff\xfe{\x00", "not_utf8", "from byte 1 on"),
        (b'{"a": \xe9}', "not_utf8", "from byte 7 on"),
        (b"{'a': 1}", "not_json", "'a': 1}"),
        (b'{"a": 1,}', "not_json", "}"),
        (b"[]", "not_a_workbook", "[]"),
        (b"null", "not_a_workbook", "null"),
        (b'"text"', "not_a_workbook", "text"),
        (b"NaN", "not_a_workbook", "NaN"),
        (b"1" * 5000, "not_a_workbook", "1" * 60 + "…"),
        (b"[" * 200_000, "too_deep", "[" * 20),
        (b'{"a":' * 200_000, "too_deep", '{"a":{"a":{"a":{"a":'),
    ],
)
def test_a_file_that_is_no_workbook_is_one_problem(raw: bytes, code: str, given_: str) -> None:
    [only] = problems(raw)
    assert (only.path, only.code) == ("file", code)
    assert only.given.startswith(given_)


def test_a_damaged_file_is_said_by_line_and_column() -> None:
    [only] = problems('{\n  "format": oops\n}')
    assert only.line().startswith("file: oops\\n}: ")
    assert "line 2, column 13" in only.remedy


def test_a_file_that_is_far_too_large_is_not_even_read() -> None:
    assert found(b" " * (LARGEST_FILE + 1)) == [("file", "too_large", str(LARGEST_FILE + 1))]


@pytest.mark.parametrize(
    ("once", "twice", "path"),
    [
        ('"tax_year": 2026', '"tax_year": 2026, "tax_year": 2025', "tax_year"),
        ('"format": "freelancer-workbook"', '"format": "x", "format": "freelancer-workbook"', "format"),
        ('"version": 1', '"version": 1, "version": 2', "version"),
        ('"name": "Ayesha"', '"name": "Ayesha", "name": "Ayesha"', "person.name"),
        ('"id": "r3"', '"id": "r3", "id": "r9"', "receipts[3].id"),
        ('"other": {"salary": "0"}', '"other": {}, "other": {"salary": "0"}', "other"),
        ('"resident": true', '"resident": true, "resident": true, "resident": null', "person.resident"),
    ],
)
def test_a_key_that_stands_twice_is_refused_where_it_stands(once: str, twice: str, path: str) -> None:
    raw = json.dumps(GOOD)
    assert raw.count(once) == 1
    [only] = problems(raw.replace(once, twice))
    assert (only.path, only.code) == (path, "repeated_key")


def test_all_problems_come_at_once_also_those_of_what_could_be_read() -> None:
    document = deepcopy(GOOD)
    document["person"]["nam"] = ""
    document["person"]["pseb"][0]["until"] = "2025-06-30"
    document["receipts"][0]["amount"] = "1,23,4"
    document["receipts"][1]["date"] = "2024-07-14"
    document["receipts"][2]["retained"] = "2000"
    document["receipts"][3]["id"] = "r2"
    document["rates"][0]["rupees"] = "0"
    assert {(one.path, one.code) for one in problems(json.dumps(document))} == {
        ("person.nam", "misspelt_key"),
        ("person.pseb[0].until", "pseb_ends_before_it_begins"),
        ("receipts[0].amount", "amount_form"),
        ("receipts[1].date", "date_outside_year"),
        ("receipts[2].retained", "retained_above_amount"),
        ("receipts[3].id", "id_repeated"),
        ("rates[0].rupees", "rate_not_above_zero"),
    }


def test_a_newer_file_is_not_measured_by_this_version() -> None:
    assert found('{"format": "freelancer-workbook", "version": 9, "rooms": []}') == [
        ("version", "newer_version", "9")
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("wealth",), {}),
        (("person", "registered"), True),
        (("receipts", 0, "contract"), None),
    ],
)
def test_a_file_of_the_first_version_has_only_its_own_keys(place: tuple[str | int, ...], value: Any) -> None:
    document = json.loads(changed(place, value))
    assert isinstance(read_workbook(json.dumps({**document, "version": 2})), Workbook)
    [(path, code, _given)] = found(json.dumps({**document, "version": 1}))
    assert (path, code) == (path_of(place), "unknown_key")


def test_a_wrong_choice_is_told_the_choices_of_its_own_group() -> None:
    document = {
        **json.loads(json.dumps(GOOD)),
        "version": 2,
        "wealth": {"items": [{"id": "a", "kind": "it"}]},
    }
    [problem] = problems(json.dumps(document))
    assert problem.path == "wealth.items[0].kind"
    assert "foreign_currency_account" in problem.remedy
    assert "export" not in problem.remedy


def test_the_remedy_names_the_key_that_is_meant_and_the_choices() -> None:
    assert '"name"' in problems(changed(("person", "nam"), ""))[0].remedy
    assert "it, ites, other, unsure" in problems(changed(("receipts", 0, "service"), "IT"))[0].remedy


def test_a_file_of_nothing_but_faults_is_cut_with_a_line_that_says_so() -> None:
    document = {**GOOD, "receipts": [{}] * 1000}
    listed = problems(json.dumps(document))
    assert len(listed) == MOST_PROBLEMS + 1
    assert (listed[-1].path, listed[-1].code, listed[-1].given) == ("file", "more_problems", "6000")


def test_a_line_is_path_given_and_remedy() -> None:
    one = problem("receipts[3].date", "date_form", "soon")
    assert one.line() == (
        'receipts[3].date: soon: Write a date as year, month and day, such as "2025-07-14".'
    )


def test_what_was_given_is_short_and_cannot_steer_a_terminal() -> None:
    assert visible("a\x1b[2J\u202e\u2028\x85") == "a\\x1b[2J\\u202e\\u2028\\x85"
    assert visible("علی") == "علی"
    assert len(visible("\x00" * 400)) == 61
    assert shown("") == '""'
    assert path_of(("receipts", 3, "date")) == "receipts[3].date"


def test_every_remedy_is_of_use() -> None:
    modules = Path(workbook_messages.__file__).parent.glob("*.py")
    said = "".join(module.read_text(encoding="utf-8") for module in modules)
    assert [code for code in REMEDIES if said.count(f'"{code}"') < 2] == []


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.just("2025-07-01")
    | st.just("1"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def places_of(part: Any, place: Place = ()) -> list[Place]:
    found_: list[Place] = [place] if place else []
    if isinstance(part, dict | list):
        for key, inner in part.items() if isinstance(part, dict) else enumerate(part):
            found_ += places_of(inner, (*place, key))
    return found_


def speak(outcome: Workbook | tuple[Problem, ...]) -> None:
    """Nothing or a workbook; else problems with all their parts, each of which can be printed."""
    if isinstance(outcome, Workbook):
        return
    assert outcome
    for one in outcome:
        assert one.path and one.code and one.given and one.remedy
        assert one.line().isprintable(), one
        assert len(one.given) <= 61
        one.line().encode("utf-8")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
@example(b"{" * sys.getrecursionlimit())
def test_bytes_never_raise(raw: bytes) -> None:
    speak(read_workbook(raw))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('{}[]":,0123456789.eE-+ntruefalsINy\\u d8'), max_size=60))
def test_texts_that_look_like_json_never_raise(raw: str) -> None:
    speak(read_workbook(raw))


@settings(max_examples=200, deadline=None)
@given(json_values)
def test_any_json_never_raises(document: Any) -> None:
    speak(read_workbook(json.dumps(document)))


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(places_of(GOOD)), json_values), min_size=1, max_size=3))
def test_a_workbook_with_anything_anywhere_never_raises(changes: list[tuple[Place, Any]]) -> None:
    document = deepcopy(GOOD)
    for place, value in changes:
        part: Any = document
        for step in place[:-1]:
            try:
                part = part[step]
            except (KeyError, IndexError, TypeError):
                break
        else:
            if isinstance(part, dict) or (
                isinstance(part, list) and isinstance(place[-1], int) and place[-1] < len(part)
            ):
                part[place[-1]] = value
    speak(read_workbook(json.dumps(document)))
    speak(read_workbook(json.dumps(document, ensure_ascii=False)))
