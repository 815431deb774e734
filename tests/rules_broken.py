"""Ways to break a copy of rules/, one kind of fault each."""

from __future__ import annotations

from collections.abc import Callable

from rules_copy import RulesCopy

EXPORT, NORMAL, EXCHANGE = "export_of_services.toml", "normal_tax.toml", "foreign_exchange.toml"
WITHHOLDING, CALENDAR, POLICY = "withholding.toml", "calendar.toml", "published_policy.toml"
DUTIES, PENALTIES = "duties.toml", "penalties.toml"
RATES = "fx/pkr_monthly_reference.csv"


def gap(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "surcharge_rate_other", "2026", "from = 2026", "from = 2025")
    rules.in_block(NORMAL, "surcharge_rate_other", "2025", "until = 2025", "until = 2024")
    rules.in_block(NORMAL, "surcharge_rate_other", "2025", "from = 2025", "from = 2020")
    rules.in_block(NORMAL, "surcharge_rate_other", "2020", "until = 2024", "until = 2020")
    rules.in_block(NORMAL, "surcharge_rate_other", "2025", "from = 2025", "from = 2026")


def gap_of_days(rules: RulesCopy) -> None:
    rules.in_block(EXCHANGE, "retention_share", "2023-10-23", "from = 2023-10-23", "from = 2023-10-25")


def gap_at_the_end(rules: RulesCopy) -> None:
    rules.replace("coverage.toml", "last_tax_year = 2027", "last_tax_year = 2028")


def overlap(rules: RulesCopy) -> None:
    rules.in_block(EXPORT, "export_rate_certified", "2024", "until = 2025", "until = 2026")


def overlap_of_an_open_end(rules: RulesCopy) -> None:
    rules.in_block(EXCHANGE, "retention_share", "2023-01-13", "until = 2023-10-22", 'until = "open"')


def unknown_citation(rules: RulesCopy) -> None:
    rules.in_block(EXPORT, "export_rate_certified", "2023", '"thebscon_154a"', '"thebscon"')


def unopened_citation(rules: RulesCopy) -> None:
    rules.in_block(EXPORT, "export_rate_certified", "2023", '"thebscon_154a"', '"fbr_finance_act_2022"')


def text_without_a_reproduction(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "surcharge_threshold", "2021", 'tier = "reported"', 'tier = "text"')


def unknown_topic(rules: RulesCopy) -> None:
    rules.replace(CALENDAR, 'topic = "calendar"', 'topic = "calender"')


def fixed_amount(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "slabs_salaried", "2026", "116_000,", "126_000,")


def fixed_amount_with_an_odd_rate(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "slabs_non_salaried", "2023", " 12.5]", " 12.4]")


def bands_apart(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "slabs_salaried", "2026", "[ 3_200_000,", "[ 3_300_000,")


def no_open_band(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "slabs_salaried", "2026", '"and above"', "9_000_000")


def first_band(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "slabs_salaried", "2026", "[         0,", "[         1,")


def band_in_paisa(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "slabs_salaried", "2026", "346_000,", "346_000.50,")


def malformed_band(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "slabs_salaried", "2026", "346_000,   30]", "346_000]")


def unknown_key(rules: RulesCopy) -> None:
    rules.in_block(EXPORT, "export_rate_certified", "2023", "act =", "acts =")


def unknown_key_of_a_rule(rules: RulesCopy) -> None:
    rules.replace(EXPORT, 'clock = "tax_year"', 'clok = "tax_year"')


def missing_note(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_extended_to", "2021", "note =", "# note =")


def blank_note(rules: RulesCopy) -> None:
    rules.in_block(WITHHOLDING, "local_it_rate_on_list", "2021", 'note = "', 'note = " " # "')


def bad_tier(rules: RulesCopy) -> None:
    rules.in_block(EXPORT, "export_rate_certified", "2023", 'tier = "text"', 'tier = "certain"')


def bad_unit(rules: RulesCopy) -> None:
    rules.replace(POLICY, 'unit = "usd"', 'unit = "dollars"')


def quoted_number(rules: RulesCopy) -> None:
    rules.in_block(EXPORT, "export_rate_certified", "2023", "value = 0.25", 'value = "0.25"')


def percent_sign(rules: RulesCopy) -> None:
    rules.in_block(EXPORT, "export_rate_certified", "2023", "value = 0.25", "value = 0.25%")


def comma(rules: RulesCopy) -> None:
    rules.in_block(POLICY, "policy_exempt_usd", "2021", "value = 12_000", "value = 12,000")


def above_hundred(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "value = 75", "value = 750")


def line_of_a_share(written: str) -> Callable[[RulesCopy], None]:
    """Somebody's line in place of a figure."""
    return lambda rules: rules.in_block(NORMAL, "salaried_share", "2021", "value = 75", written)


def negative(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "value = 75", "value = -75")


def not_a_number(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "value = 75", "value = nan")


def too_many_decimals(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "value = 75", "value = 75.12345")


def number_for_a_yes(rules: RulesCopy) -> None:
    rules.in_block(EXCHANGE, "retention_needs_registration", "2018-10-22", "value = false", "value = 0")


def yes_for_a_number(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "value = 75", "value = true")


def number_for_a_date(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_due", "2021", "value = 2021-09-30", "value = 20210930")


def due_before_the_year_is_over(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_due", "2026", "value = 2026-09-30", "value = 2025-09-30")


def due_on_the_last_day_of_the_year(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_due", "2026", "value = 2026-09-30", "value = 2026-06-30")


def due_years_away(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_due", "2026", "value = 2026-09-30", "value = 2062-09-30")


def due_of_several_years(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_due", "2026", "until = 2026", "until = 2027")
    rules.in_block(CALENDAR, "return_due", "2027", "from = 2027\nuntil = 2027", "from = 2028\nuntil = 2028")


def due_on_no_day(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_due", "2026", "value = 2026-09-30", 'value = "none"')


def extension_before_the_due_date(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_extended_to", "2026", "value = 2026-10-15", "value = 2026-09-15")


def extension_to_the_due_date(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_extended_to", "2026", "value = 2026-10-15", "value = 2026-09-30")


def extension_years_away(rules: RulesCopy) -> None:
    rules.in_block(CALENDAR, "return_extended_to", "2026", "value = 2026-10-15", "value = 2028-07-01")


def rounding_that_no_formula_does(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "rounding_limit", "2021", "value = 0.50", "value = 0.60")


def rounding_left_out(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "rounding_limit", "2021", "value = 0.50", 'value = "none"')


def number_for_a_table(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "slabs_salaried", "2026", "act =", "value = 35\nact =")


def rows_for_a_number(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "value = 75", 'rows = [[0, "and above", 0, 75]]')


def no_figure(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "value = 75\n", "")


def year_for_a_day(rules: RulesCopy) -> None:
    rules.in_block(EXCHANGE, "retention_share", "2023-10-23", "from = 2023-10-23", "from = 2024")


def day_for_a_year(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "until = 2027", "until = 2027-06-30")


def until_before_from(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "until = 2027", "until = 2020")


def missing_from(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "from = 2021\n", "")


def name_of_no_rule(rules: RulesCopy) -> None:
    rules.replace(NORMAL, "[[salaried_share.value]]", "[[salarid_share.value]]")
    rules.replace(NORMAL, "[salaried_share]", "[salaried_share]\nvalue = []")


def block_in_another_file(rules: RulesCopy) -> None:
    block = '\n[[slabs_salaried.value]]\nfrom = 2028\nuntil = 2028\nvalue = "unknown"\n'
    rules.append(CALENDAR, block)


def broken_toml(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", 'tier = "reported"', 'tier = "reported')


def key_twice(rules: RulesCopy) -> None:
    rules.in_block(NORMAL, "salaried_share", "2021", "value = 75", "value = 75\nvalue = 80")


def loose_line(rules: RulesCopy) -> None:
    rules.replace(CALENDAR, "[return_due]", "year = 2026\n[return_due]")


def not_utf8(rules: RulesCopy) -> None:
    (rules.folder / POLICY).write_bytes(b"\xff\xfe")


def missing_file(rules: RulesCopy) -> None:
    (rules.folder / CALENDAR).unlink()


def missing_sources(rules: RulesCopy) -> None:
    (rules.folder / "sources.toml").unlink()


def missing_coverage(rules: RulesCopy) -> None:
    (rules.folder / "coverage.toml").unlink()


def missing_rule(rules: RulesCopy) -> None:
    rules.replace(NORMAL, "[super_tax_threshold]", "[super_tax_limit]")
    rules.replace(NORMAL, "[[super_tax_threshold.value]]", "[[super_tax_limit.value]]")


def unit_of_a_needed_rule(rules: RulesCopy) -> None:
    rules.replace(POLICY, 'unit = "usd"', 'unit = "rupees"')


def rule_twice(rules: RulesCopy) -> None:
    text = (rules.folder / CALENDAR).read_text(encoding="utf-8")
    (rules.folder / "duties.toml").write_text(text[text.index("[return_due]") :], encoding="utf-8")


def coverage_backwards(rules: RulesCopy) -> None:
    rules.replace("coverage.toml", "first_tax_year = 2021", "first_tax_year = 2031")


def coverage_without_a_reason(rules: RulesCopy) -> None:
    rules.replace("coverage.toml", 'why = "A minor', 'reason = "A minor')


def source_of_what_is_left_out(rules: RulesCopy) -> None:
    rules.replace("coverage.toml", '"budget_speech_2023"', '"budget_speech"')


def source_without_a_day(rules: RulesCopy) -> None:
    rules.replace("sources.toml", "read_on = 2026-11-23\n", "")


def source_without_a_place(rules: RulesCopy) -> None:
    rules.replace("sources.toml", 'address = "www.brecorder.com/news/40376952"', 'address = "not recorded"')


def rates_missing(rules: RulesCopy) -> None:
    (rules.folder / RATES).unlink()


def rates_heading(rules: RulesCopy) -> None:
    rules.replace(RATES, "PKR_per_USD", "USD")


def rates_column_twice(rules: RulesCopy) -> None:
    rules.replace(RATES, "PKR_per_EUR", "PKR_per_USD")


def rates_zero(rules: RulesCopy) -> None:
    rules.replace(RATES, "165.4466", "0")


def rates_text(rules: RulesCopy) -> None:
    rules.replace(RATES, "165.4466", "1.65e2")


def rates_short_line(rules: RulesCopy) -> None:
    rules.replace(RATES, "2020-07,165.4466,", "2020-07,")


def rates_month(rules: RulesCopy) -> None:
    rules.replace(RATES, "2020-08,", "2020-13,")


def rates_month_missing(rules: RulesCopy) -> None:
    path = rules.folder / RATES
    lines = [line for line in path.read_text().splitlines() if not line.startswith("2021-03")]
    path.write_text("\n".join(lines))


def rates_month_twice(rules: RulesCopy) -> None:
    rules.replace(RATES, "2020-08,", "2020-07,")


def rates_empty(rules: RulesCopy) -> None:
    path = rules.folder / RATES
    path.write_text(path.read_text().splitlines()[0])


def day_of_year(given: str) -> Callable[[RulesCopy], None]:
    """Writes a day of each year in another way."""

    def breaking(rules: RulesCopy) -> None:
        rules.in_block(CALENDAR, "advance_tax_first", "2021", 'value = "09-15"', f"value = {given}")

    return breaking


def penalty_share(given: str) -> Callable[[RulesCopy], None]:
    """Writes a share of the tax, which may be more than the tax, in another way."""

    def breaking(rules: RulesCopy) -> None:
        rules.in_block(PENALTIES, "late_return_most", "2023", "value = 200", f"value = {given}")

    return breaking


def count_of(parameter: str, first: str, old: str, given: str) -> Callable[[RulesCopy], None]:
    """Writes a whole number of duties.toml in another way."""

    def breaking(rules: RulesCopy) -> None:
        rules.in_block(DUTIES, parameter, first, f"value = {old}", f"value = {given}")

    return breaking
