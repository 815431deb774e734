"""The dates of a year, and the calendar file read back by another library than the one that wrote it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from ics import Calendar

from compliance.documents.ics import write_ics
from compliance.duties.all_duties import duties
from compliance.duties.calendar import CalendarDay, calendar, day_note, next_day
from tests.duty_cases import case_of, with_answers
from tests.sample_year import AS_OF, CREDITED, DEVELOPER, EVERY_YEAR, WALLET


def days_of(saved: str, as_of: date = AS_OF) -> tuple[CalendarDay, ...]:
    case = case_of(saved, as_of)
    return calendar(case, duties(case))


def by_id(saved: str, as_of: date = AS_OF) -> dict[tuple[int, str], CalendarDay]:
    return {(one.tax_year, one.id): one for one in days_of(saved, as_of)}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        # From the law notes: calendar, Active Taxpayers List, penalties, records.
        ("advance_tax_1", date(2025, 9, 15)),
        ("advance_tax_2", date(2025, 12, 15)),
        ("advance_tax_3", date(2026, 3, 15)),
        ("advance_tax_4", date(2026, 6, 15)),
        ("year_end", date(2026, 6, 30)),
        ("return", date(2026, 10, 15)),
        ("active_list", date(2026, 10, 16)),
        ("late_return_one_month", date(2026, 11, 15)),
        ("late_return_two_months", date(2026, 12, 15)),
        ("late_return_three_months", date(2027, 1, 15)),
        ("pseb_1", date(2026, 6, 30)),
        ("records", date(2032, 6, 30)),
    ],
)
def test_each_date_of_tax_year_2026(name: str, day: date) -> None:
    assert by_id(DEVELOPER)[2026, name].day == day


def test_a_date_that_was_put_off_names_the_laws_own_day_and_the_circular() -> None:
    one = by_id(DEVELOPER)[2026, "return"]
    assert (one.original, one.act) == (date(2026, 9, 30), "Circular 3 of 2026-27")
    assert "30 September 2026" in day_note(one)


def test_the_list_appeared_on_the_first_of_march_until_tax_year_2023() -> None:
    assert by_id(CREDITED, date(2022, 8, 1))[2022, "active_list"].day == date(2023, 3, 1)


def test_a_filed_return_can_be_revised_for_sixty_days_and_grows_no_penalty() -> None:
    filed = with_answers(WALLET, person={"return_filed_on": "2026-10-25"})
    found = by_id(filed)
    assert found[2026, "revision"].day == date(2026, 12, 24)
    assert not any(name.startswith("late_return") for _year, name in found)
    assert next_day(days_of(filed), AS_OF) == found[2026, "revision"]


def test_what_applies_is_next_before_what_may_apply() -> None:
    """On 15 December both fall due; the advance tax depends on an answer."""
    coming = next_day(days_of(WALLET), date(2026, 12, 1))
    assert coming is not None and coming.id == "late_return_two_months"


def test_holidays_are_named_and_those_by_the_moon_are_not_certain() -> None:
    found = by_id(DEVELOPER)
    ashura = found[2027, "advance_tax_4"]
    assert (ashura.day, ashura.holiday, ashura.holiday_estimated) == (date(2027, 6, 15), "Ashura", True)
    assert "the moon decides" in day_note(ashura)
    sunday = found[2026, "late_return_one_month"]
    assert sunday.free_day and "Saturday or Sunday" in day_note(sunday)
    assert day_note(found[2026, "advance_tax_2"]) == ""


@pytest.mark.parametrize("saved", EVERY_YEAR.values(), ids=EVERY_YEAR)
@pytest.mark.parametrize("when", [date(2020, 7, 1), date(2024, 2, 29), date(2027, 6, 30), date(2030, 1, 1)])
def test_every_year_has_its_dates_in_order_from_any_day(saved: str, when: date) -> None:
    days = days_of(saved, when)
    assert [one.day for one in days] == sorted(one.day for one in days)
    assert len({(one.tax_year, one.id) for one in days}) == len(days)


# The calendar file.


def entries(saved: str, as_of: date = AS_OF) -> dict[str, object]:
    case = case_of(saved, as_of)
    raw = write_ics(calendar(case, duties(case)), case.person, as_of, case.tax_year, "Not advice.")
    return {event.uid: event for event in Calendar(raw.decode()).events}


def test_the_calendar_file_holds_every_date_still_to_come_that_may_apply() -> None:
    wanted = {
        f"{one.tax_year}-{one.id}@freelancer-tax-helper": one
        for one in days_of(DEVELOPER)
        if one.day >= AS_OF and one.status in ("applies", "depends")
    }
    read = entries(DEVELOPER)
    assert set(read) == set(wanted)
    for uid, one in wanted.items():
        event = read[uid]
        assert event.all_day  # type: ignore[attr-defined]
        assert event.begin.date() == one.day  # type: ignore[attr-defined]
        assert event.name == one.title  # type: ignore[attr-defined]
        reminders = {alarm.trigger for alarm in event.alarms}  # type: ignore[attr-defined]
        assert reminders == {timedelta(days=-14), timedelta(days=-2)}
        assert "Not advice." in event.description  # type: ignore[attr-defined]


def test_a_second_file_moves_its_entries_instead_of_doubling_them() -> None:
    def sequence(as_of: date) -> dict[str, int]:
        case = case_of(DEVELOPER, as_of)
        text = write_ics(calendar(case, duties(case)), case.person, as_of, 2026, "").decode()
        parts = text.split("BEGIN:VEVENT")[1:]
        return {
            re.search(r"UID:(\S+)", part)[1]: int(re.search(r"SEQUENCE:(\d+)", part)[1])  # type: ignore[index]
            for part in parts
        }

    first, second = sequence(date(2026, 11, 23)), sequence(date(2026, 11, 24))
    assert set(first) == set(second)
    assert all(second[uid] > first[uid] for uid in first)


def test_the_same_input_gives_the_same_bytes_and_no_name() -> None:
    named = with_answers(DEVELOPER, person={"name": "Ayesha Khan", "cnic": "35202-1234567-8"})
    case = case_of(named)
    days = calendar(case, duties(case))
    raw = write_ics(days, case.person, AS_OF, 2026, "")
    assert raw == write_ics(days, case.person, AS_OF, 2026, "")
    assert b"Ayesha" not in raw and b"35202" not in raw


def test_the_dates_of_two_people_do_not_take_each_others_place() -> None:
    ayesha = with_answers(DEVELOPER, person={"name": "Ayesha Khan", "cnic": "35202-1234567-8"})
    asad = with_answers(DEVELOPER, person={"name": "Asad Khan", "cnic": "35202-7654321-8"})
    assert not set(entries(ayesha)) & set(entries(asad))
    assert set(entries(ayesha)) == set(entries(ayesha, date(2026, 11, 24)))


@pytest.mark.parametrize("returns", ["filed", "required_not_filed"])
def test_whoever_is_registered_has_the_next_days_of_sales_tax(returns: str) -> None:
    """Pay by the 15th, file by the 18th, monthly (`law/duties-and-penalties.md`, part 3)."""
    case = case_of(with_answers(DEVELOPER, person={"sales_tax_returns": returns}), date(2026, 11, 16))
    days = {one.id: one.day for one in calendar(case, duties(case))}
    assert (days["sales_tax_pay"], days["sales_tax_return"]) == (date(2026, 12, 15), date(2026, 11, 18))
    plain = case_of(DEVELOPER, date(2026, 11, 16))
    assert "sales_tax_pay" not in {one.id for one in calendar(plain, duties(plain))}
