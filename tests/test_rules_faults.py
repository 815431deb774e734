"""Every kind of fault in rules/: named with file, rule and dates, with what to do, and all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import rules_broken as broken
from compliance.rulebook import RuleFault, RuleFaults, load_rulebook
from compliance.rulebook_check import all_faults
from rules_broken import (
    CALENDAR,
    DUTIES,
    EXCHANGE,
    EXPORT,
    NORMAL,
    PENALTIES,
    POLICY,
    RATES,
    WITHHOLDING,
)
from rules_copy import RulesCopy, copy_of_rules


@pytest.fixture
def rules(tmp_path: Path) -> RulesCopy:
    return copy_of_rules(tmp_path)


def faults(rules: RulesCopy) -> list[RuleFault]:
    """The faults of a copy; the ways to ask for them agree."""
    found = all_faults(rules.folder)
    if found:
        with pytest.raises(RuleFaults) as raised:
            load_rulebook(rules.folder)
        assert raised.value.faults == found
        assert str(raised.value) == "\n".join(str(fault) for fault in found)
    return found


def test_the_rules_as_they_are_have_no_fault(rules: RulesCopy) -> None:
    assert faults(rules) == []


SALARIED_2026 = (NORMAL, "slabs_salaried", "2026")
KINDS: list[tuple[Callable[[RulesCopy], None], tuple[str, str, str], str]] = [
    (
        broken.gap,
        (NORMAL, "surcharge_rate_other", "2025"),
        "No value holds for 2025. Add a [[surcharge_rate_other",
    ),
    (broken.gap_of_days, (EXCHANGE, "retention_share", "2023-10-23 to 2023-10-24"), "No value holds for"),
    (broken.gap_at_the_end, (NORMAL, "slabs_salaried", "2028"), "No value holds for 2028"),
    (broken.overlap, (EXPORT, "export_rate_certified", "2026"), "Two values hold at the same time"),
    (broken.overlap_of_an_open_end, (EXCHANGE, "retention_share", "2023-10-23 to open"), "Two values hold"),
    (broken.unknown_citation, (EXPORT, "export_rate_certified", "2023"), '"thebscon" is not in sources.toml'),
    (broken.unopened_citation, (EXPORT, "export_rate_certified", "2023"), "was not opened"),
    (
        broken.text_without_a_reproduction,
        (NORMAL, "surcharge_threshold", "2021 to 2024"),
        "is a reproduction",
    ),
    (broken.unknown_topic, (CALENDAR, "return_due", ""), 'The topic "calender" is not in coverage.toml'),
    (
        broken.fixed_amount,
        SALARIED_2026,
        "above 22,00,000 carries the fixed amount 1,26,000, but the bands below",
    ),
    (broken.fixed_amount, SALARIED_2026, "amount 3,46,000, but the bands below it add up to 356000"),
    (broken.fixed_amount_with_an_odd_rate, (NORMAL, "slabs_non_salaried", "2023"), "add up to 59600"),
    (
        broken.bands_apart,
        SALARIED_2026,
        "above 22,00,000 must end where the next one begins, above 33,00,000",
    ),
    (broken.no_open_band, SALARIED_2026, 'The last band must have no top: write "and above"'),
    (broken.first_band, SALARIED_2026, "The first band must begin at 0"),
    (broken.band_in_paisa, SALARIED_2026, "not in whole rupees"),
    (broken.malformed_band, SALARIED_2026, "A band is written [above, up to, fixed amount, percent]"),
    (broken.unknown_key, (EXPORT, "export_rate_certified", "2023"), 'The key "acts" is not known here'),
    (broken.unknown_key, (EXPORT, "export_rate_certified", "2023"), '"act" is missing. Add it.'),
    (
        broken.unknown_key_of_a_rule,
        (EXPORT, "export_rate_certified", ""),
        "Known: title, unit, clock, topic,",
    ),
    (broken.missing_note, (CALENDAR, "return_extended_to", "2021"), "The note is missing"),
    (broken.blank_note, (WITHHOLDING, "local_it_rate_on_list", "2021"), "The note is missing"),
    (
        broken.bad_tier,
        (EXPORT, "export_rate_certified", "2023"),
        '"tier" is "certain". It must be one of text,',
    ),
    (broken.bad_unit, (POLICY, "policy_exempt_usd", ""), '"unit" is "dollars". It must be one of percent,'),
    (broken.quoted_number, (EXPORT, "export_rate_certified", "2023"), "without quotes"),
    (broken.percent_sign, (EXPORT, "", ""), "value = 0.25%: Write percent without the sign"),
    (broken.comma, (POLICY, "", ""), "Line 21: value = 12,000: Write numbers without commas"),
    (
        broken.above_hundred,
        (NORMAL, "salaried_share", "2021 to 2027"),
        "750 is outside what this rule can be",
    ),
    (broken.negative, (NORMAL, "salaried_share", "2021 to 2027"), "-75 is outside what this rule can be"),
    (
        broken.not_a_number,
        (NORMAL, "salaried_share", "2021 to 2027"),
        "must be a number or date without quotes",
    ),
    (broken.too_many_decimals, (NORMAL, "salaried_share", "2021 to 2027"), "75.12345 has more decimals"),
    (
        broken.number_for_a_yes,
        (EXCHANGE, "retention_needs_registration", "2018-10-22 to 2023-01-12"),
        "true or",
    ),
    (broken.yes_for_a_number, (NORMAL, "salaried_share", "2021 to 2027"), "This rule is a number"),
    (broken.number_for_a_date, (CALENDAR, "return_due", "2021"), "This rule is a date"),
    (
        broken.due_before_the_year_is_over,
        (CALENDAR, "return_due", "2026"),
        "The day 2025-09-30 lies before the tax year is over, on 30 June 2026",
    ),
    (broken.due_on_the_last_day_of_the_year, (CALENDAR, "return_due", "2026"), "before the tax year is over"),
    (broken.due_years_away, (CALENDAR, "return_due", "2026"), "it can be 30 June 2027 at the latest"),
    (broken.due_of_several_years, (CALENDAR, "return_due", "2026 to 2027"), "needs one block for each"),
    (broken.due_on_no_day, (CALENDAR, "return_due", "2026"), "of every tax year has a due date"),
    (
        broken.extension_before_the_due_date,
        (CALENDAR, "return_extended_to", "2026"),
        "The extension to 2026-09-15 is not later than the due date 2026-09-30",
    ),
    (broken.extension_to_the_due_date, (CALENDAR, "return_extended_to", "2026"), "not later than the due"),
    (broken.extension_years_away, (CALENDAR, "return_extended_to", "2026"), "30 June 2028 at the latest"),
    (
        broken.rounding_that_no_formula_does,
        (NORMAL, "rounding_limit", "2021 to 2027"),
        "The program's formulas hold 0.50, whatever stands here",
    ),
    (broken.rounding_left_out, (NORMAL, "rounding_limit", "2021 to 2027"), "Put 0.50 back"),
    (broken.number_for_a_table, SALARIED_2026, 'Both "value" and "rows" are given'),
    (
        broken.rows_for_a_number,
        (NORMAL, "salaried_share", "2021 to 2027"),
        '"rows" belong to a table of slabs',
    ),
    (broken.no_figure, (NORMAL, "salaried_share", "2021 to 2027"), "The figure is missing"),
    (broken.year_for_a_day, (EXCHANGE, "retention_share", "2024 to open"), "must be days here"),
    (broken.day_for_a_year, (NORMAL, "salaried_share", "2021 to 2027-06-30"), "must be tax years here"),
    (broken.until_before_from, (NORMAL, "salaried_share", "2021 to 2020"), '"until" lies before "from"'),
    (broken.missing_from, (NORMAL, "salaried_share", "2027"), '"from" is missing. Add it.'),
    (broken.name_of_no_rule, (NORMAL, "salarid_share", ""), "There is no rule of this name in this file"),
    (broken.name_of_no_rule, (NORMAL, "salaried_share", ""), "The rule has no block of values"),
    (broken.block_in_another_file, (CALENDAR, "slabs_salaried", ""), "There is no rule of this name"),
    (broken.broken_toml, (NORMAL, "", ""), 'tier = "reported: A quotation mark is missing'),
    (broken.key_twice, (NORMAL, "", ""), "value = 80: The same name stands twice"),
    (broken.loose_line, (CALENDAR, "year", ""), "This line belongs to no rule"),
    (broken.not_utf8, (POLICY, "", ""), "Save it as plain text in UTF-8"),
    (broken.missing_file, (CALENDAR, "", ""), "The file is missing. Put it back"),
    (broken.missing_sources, ("sources.toml", "", ""), "The file is missing. Put it back"),
    (broken.missing_coverage, ("coverage.toml", "", ""), "The file is missing. Put it back"),
    (broken.missing_rule, (NORMAL, "super_tax_threshold", ""), "The program needs this rule"),
    (broken.unit_of_a_needed_rule, (POLICY, "policy_exempt_usd", ""), 'with unit = "usd"'),
    (broken.rule_twice, ("duties.toml", "return_due", ""), "stands in rules/calendar.toml too"),
    (broken.coverage_backwards, ("coverage.toml", "first_tax_year", ""), "Put the earlier year first"),
    (broken.coverage_without_a_reason, ("coverage.toml", "minors", ""), 'The key "reason" is not known here'),
    (
        broken.source_of_what_is_left_out,
        ("coverage.toml", "relief_of_24000_dollars", ""),
        '"budget_speech" is not',
    ),
    (
        broken.source_without_a_day,
        ("sources.toml", "pakarbiter_ordinance", ""),
        '"read_on", the day of reading',
    ),
    (
        broken.source_without_a_place,
        ("sources.toml", "brecorder_withholding_2025", ""),
        "how the source can be found",
    ),
    (broken.rates_missing, (RATES, "", ""), "cannot be read"),
    (broken.rates_heading, (RATES, "", ""), 'The first line must read "month"'),
    (broken.rates_column_twice, (RATES, "", ""), "Two columns name the same currency"),
    (broken.rates_zero, (RATES, "USD", "2020-07"), '"0" is no rate'),
    (broken.rates_text, (RATES, "USD", "2020-07"), '"1.65e2" is no rate'),
    (broken.rates_short_line, (RATES, "", "2020-07"), "Line 2 has 7 columns where the first line has 8"),
    (broken.rates_month, (RATES, "", "2020-13"), '"2020-13", which is no month'),
    (broken.rates_month_missing, (RATES, "", "2021-03"), "There is no line for 2021-03"),
    (broken.rates_month_twice, (RATES, "", "2020-07"), "each once"),
    (broken.rates_empty, (RATES, "", ""), "The table holds no rate"),
]


@pytest.mark.parametrize(
    ("breaking", "where", "says"), KINDS, ids=[f"{kind[0].__name__}: {kind[2]}" for kind in KINDS]
)
def test_fault(
    rules: RulesCopy, breaking: Callable[[RulesCopy], None], where: tuple[str, str, str], says: str
) -> None:
    breaking(rules)
    file, parameter, dates = where
    found = faults(rules)
    here = [fault for fault in found if (fault.file, fault.parameter) == (f"rules/{file}", parameter)]
    assert any(fault.dates == dates and says in fault.message for fault in here), "\n".join(map(str, found))
    for fault in found:
        assert "Traceback" not in fault.message and "pydantic" not in fault.message
        assert fault.message[-1] == "."


def test_a_fault_reads_as_file_rule_dates_and_message(rules: RulesCopy) -> None:
    broken.overlap(rules)
    (fault,) = faults(rules)
    assert str(fault) == (
        "rules/export_of_services.toml: export_rate_certified: 2026: "
        "Two values hold at the same time. Correct their dates so that each day has one."
    )


def test_all_faults_of_all_files_come_at_once(rules: RulesCopy) -> None:
    for breaking in (
        broken.fixed_amount,
        broken.overlap,
        broken.missing_note,
        broken.unknown_topic,
        broken.rates_zero,
        broken.comma,
        broken.gap_of_days,
    ):
        breaking(rules)
    found = faults(rules)
    assert {fault.file for fault in found} == {
        f"rules/{file}" for file in (NORMAL, EXPORT, CALENDAR, EXCHANGE, POLICY, RATES)
    }
    assert len(found) >= 7


def test_a_file_that_cannot_be_read_brings_no_complaints_about_what_it_would_hold(rules: RulesCopy) -> None:
    broken.broken_toml(rules)
    assert [(fault.file, fault.parameter) for fault in faults(rules)] == [(f"rules/{NORMAL}", "")]


def test_one_slip_in_the_calendar_is_one_fault(rules: RulesCopy) -> None:
    broken.due_before_the_year_is_over(rules)
    assert [(fault.parameter, fault.dates) for fault in faults(rules)] == [("return_due", "2026")]


@pytest.mark.parametrize("day", ["2026-07-01", "2027-06-30"])
def test_a_due_date_at_the_edge_of_what_can_be_is_none(rules: RulesCopy, day: str) -> None:
    rules.in_block(CALENDAR, "return_due", "2026", "value = 2026-09-30", f"value = {day}")
    rules.in_block(CALENDAR, "return_extended_to", "2026", "value = 2026-10-15", "value = 2028-06-30")
    assert faults(rules) == []


def test_an_editor_that_marks_its_files_does_no_harm(rules: RulesCopy) -> None:
    path = rules.folder / NORMAL
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert faults(rules) == []


def test_a_missing_folder_is_one_fault(tmp_path: Path) -> None:
    (fault,) = all_faults(tmp_path / "rules")
    assert (fault.file, fault.parameter, fault.dates) == ("rules", "", "")
    assert "There is no folder of rules here" in fault.message


DAY_IN_QUOTES = 'write month and day in quotes as value = "09-30"'
NO_SUCH_DAY = ['"02-30"', '"02-29"', '"15-09"', '"00-10"', '"٠٩-١٥"', "2021-09-15", "915", "true"]


@pytest.mark.parametrize("given", NO_SUCH_DAY)
def test_a_day_that_not_every_year_has_is_refused(rules: RulesCopy, given: str) -> None:
    broken.day_of_year(given)(rules)
    (fault,) = faults(rules)
    where = f"rules/{CALENDAR}", "advance_tax_first", "2021 to 2027"
    assert (fault.file, fault.parameter, fault.dates) == where
    assert DAY_IN_QUOTES in fault.message


@pytest.mark.parametrize("given", ['"9-15"', '"2021-09-15"', '"15 September"', '"09-15 "'])
def test_a_day_of_each_year_in_another_form_is_told_the_form(rules: RulesCopy, given: str) -> None:
    broken.day_of_year(given)(rules)
    found = [fault for fault in faults(rules) if fault.dates == "2021 to 2027"]
    assert [(fault.file, fault.parameter) for fault in found] == [(f"rules/{CALENDAR}", "advance_tax_first")]
    assert 'a day of each year in quotes such as "09-30"' in found[0].message


def test_a_day_of_each_year_without_quotes_is_no_toml(rules: RulesCopy) -> None:
    broken.day_of_year("09-15")(rules)
    (fault,) = faults(rules)
    assert (fault.file, fault.parameter) == (f"rules/{CALENDAR}", "")
    assert 'in quotation marks: "09-30"' in fault.message


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("1_001", "1001 is outside what this rule can be: from 0 to 1,000."),
        ("-1", "-1 is outside what this rule can be"),
        ("200.12345", "200.12345 has more decimals"),
        ('"200"', "must be a number"),
        ("true", "This rule is a number"),
    ],
)
def test_a_share_of_the_tax_that_cannot_be(rules: RulesCopy, given: str, says: str) -> None:
    broken.penalty_share(given)(rules)
    (fault,) = faults(rules)
    where = f"rules/{PENALTIES}", "late_return_most", "2023 to 2027"
    assert (fault.file, fault.parameter, fault.dates) == where
    assert says in fault.message


@pytest.mark.parametrize("given", ["1_000", "200.5", "0"])
def test_a_share_of_the_tax_may_be_more_than_the_tax(rules: RulesCopy, given: str) -> None:
    broken.penalty_share(given)(rules)
    assert faults(rules) == []


COUNTS = [
    ("return_code_other_export", "2026", "64060285", "64060285.5", "6406028500"),
    ("records_kept", "2021", "6", "6.5", "101"),
    ("active_list_undertaking", "2026-07-01", "6", "0.5", "121"),
    ("return_property_square_yards", "2021", "500", "500.5", "1_000_001"),
    ("return_car_engine", "2021", "1_000", "999.9", "100_001"),
    ("return_revised_within", "2021", "60", "60.5", "367"),
]


@pytest.mark.parametrize(("parameter", "first", "old", "broken_up", "too_much"), COUNTS)
def test_codes_and_counts_are_whole_and_within_reason(
    tmp_path: Path, parameter: str, first: str, old: str, broken_up: str, too_much: str
) -> None:
    wrong = {
        broken_up: "has more decimals than the program keeps",
        too_much: "is outside what this rule can be",
        "-1": "-1 is outside what this rule can be",
        "true": "This rule is a number",
    }
    for number, (given, says) in enumerate(wrong.items()):
        rules = copy_of_rules(tmp_path / str(number))
        broken.count_of(parameter, first, old, given)(rules)
        (fault,) = faults(rules)
        assert (fault.file, fault.parameter) == (f"rules/{DUTIES}", parameter)
        assert says in fault.message


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("value = 0,25", "with a point"),
        ("value = .25", "a zero before the point"),
        ("value = 0.25 percent", "without the sign"),
        ("value = Rs 30000", "without the currency"),
        ("value = 1,500,000", "without commas"),
        ("value = 0250", "without a zero in front"),
        ("rows = [[0, 6,00,000, 0, 0]]", "without commas"),
        ("value = 31 October 2026", "year, month and day"),
        ("value = 31/10/2026", "year, month and day"),
        ("value = 2026-31-10 # was the 15th", "no such day"),
        ("value = 2026-02-30", "no such day"),
        ("value = \u201cnone\u201d", "curly"),
        ("cite = [\u201cpkrevenue\u201d]", "curly"),
        ("value = none", "straight quotation marks"),
        ("value = True", "small letters"),
        ('tier "text"', "an equals sign between"),
        ('tier = "text', "A quotation mark is missing"),
        ("[[salaried_share.value]", "brackets"),
        ("value =", "Nothing stands behind"),
        ("value = 75 = 80", "the one before it"),
    ],
)
def test_a_line_that_cannot_be_read_is_quoted_with_what_was_most_likely_meant(
    rules: RulesCopy, written: str, advice: str
) -> None:
    broken.line_of_a_share(written)(rules)
    (fault,) = faults(rules)
    shown = written.split(" #")[0]
    assert fault.message.startswith("Line ") and f": {shown}" in fault.message and advice in fault.message


def test_what_is_never_closed_is_said_without_a_line(rules: RulesCopy) -> None:
    rules.append(NORMAL, '\nnote = """\nThis text goes on')
    (fault,) = faults(rules)
    assert "opened and never closed" in fault.message


def test_a_fault_inside_a_block_is_not_told_as_a_missing_block(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", 'tier = "reported"', 'tier = "rumour"')
    (fault,) = faults(rules)
    assert '"tier" is "rumour"' in fault.message


def test_every_slip_of_a_file_is_named_at_once(rules: RulesCopy) -> None:
    broken.line_of_a_share("value = 75%")(rules)
    rules.replace(NORMAL, 'tier = "reported"', "tier = \u201creported\u201d", times=2)
    rules.append(NORMAL, "\nnote = none\n")
    found = [fault.message for fault in faults(rules)]
    assert len(found) == 4
    assert [("%" in said, "curly" in said, "note = none" in said) for said in sorted(found, key=len)].count(
        (False, True, False)
    ) == 2


def test_a_broken_heading_is_not_followed_by_false_alarms(rules: RulesCopy) -> None:
    rules.replace(NORMAL, "[[salaried_share.value]]", "[[salaried_share.value]")
    (fault,) = faults(rules)
    assert "as many brackets" in fault.message
