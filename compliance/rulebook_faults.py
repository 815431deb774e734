"""Faults that show only when rules, sources and coverage are held side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from compliance.money import ROUNDED_UP_FROM, two_decimals
from compliance.rulebook_schema import ParameterEntry, SourceEntry
from compliance.rulebook_types import Parameter, RuleFault, Value
from compliance.rulebook_values import TO_FILL_IN, dates_text
from compliance.taxyear import tax_year_of
from compliance.text import _

NEEDED = {
    "export_of_services.toml": {
        "export_rate_certified": "percent",
        "export_rate_other": "percent",
        "export_rate_off_list": "percent",
        "export_rate_certified_rate_card": "percent",
        "export_rate_other_rate_card": "percent",
        "certified_spared_sales_tax_condition": "yes_no",
        "it_export_exemption": "yes_no",
        "it_export_full_credit": "yes_no",
        "it_export_remittance_share": "percent",
    },
    "normal_tax.toml": {
        "slabs_non_salaried": "slabs",
        "slabs_salaried": "slabs",
        "salaried_share": "percent",
        "surcharge_threshold": "rupees",
        "surcharge_rate_salaried": "percent",
        "surcharge_rate_other": "percent",
        "super_tax_threshold": "rupees",
    },
    "published_policy.toml": {"policy_exempt_usd": "usd", "policy_zero_rate": "yes_no"},
    "foreign_exchange.toml": {
        "retention_share": "percent",
        "retention_needs_registration": "yes_no",
        "retention_minimum_usd": "usd",
        "reference_rates_off": "percent",
    },
    "calendar.toml": {
        "return_due": "date",
        "return_extended_to": "date",
        "advance_tax_first": "day_of_year",
        "advance_tax_second": "day_of_year",
        "advance_tax_third": "day_of_year",
        "advance_tax_fourth": "day_of_year",
        "active_list_day": "day_of_year",
    },
    "duties.toml": {
        "return_final_taxed": "yes_no",
        "return_taxable_income": "yes_no",
        "return_business_income_above": "rupees",
        "return_taxed_years_before": "years",
        "return_property_square_yards": "square_yards",
        "return_car_engine": "cubic_centimetres",
        "return_electricity_above": "rupees",
        "return_years_asked_for": "years",
        "return_years_asked_for_none_filed": "years",
        "return_revised_within": "days",
        "wealth_statement_with_return": "yes_no",
        "foreign_statement_income": "usd",
        "foreign_statement_assets": "usd",
        "registration_for_tax": "yes_no",
        "business_account_declared": "yes_no",
        "records_kept": "years",
        "advance_tax_income": "rupees",
        "active_list_follows_due_date": "yes_no",
        "active_list_surcharge": "rupees",
        "active_list_undertaking": "months",
        "pseb_fee_new": "rupees",
        "pseb_fee_renewal": "rupees",
        "pseb_expired_surcharge": "rupees",
        "pseb_validity": "years",
        "final_income_explains_imputed_only": "yes_no",
        "return_code_it_export": "code",
        "return_code_other_export": "code",
    },
    "penalties.toml": {
        "late_return_rate_a_day": "percent",
        "late_return_amount_a_day": "rupees",
        "late_return_most": "percent_of_tax",
        "late_return_least": "rupees",
        "late_return_least_lower": "rupees",
        "late_return_salary_share": "percent",
        "late_return_salary_below": "rupees",
        "late_return_small_income": "rupees",
        "late_return_reduction_one_month": "percent",
        "late_return_reduction_two_months": "percent",
        "late_return_reduction_three_months": "percent",
        "late_return_higher_of_two_years": "yes_no",
        "late_payment_rate": "percent",
        "late_payment_over_kibor": "percent",
    },
    "sales_tax.toml": {
        **{
            f"sales_tax_{kind}_{area}": "percent"
            for kind in ("exports", "local", "standard")
            for area in ("islamabad", "punjab", "sindh", "khyber_pakhtunkhwa", "balochistan")
        },
        "sales_tax_pay_day": "days",
        "sales_tax_return_day": "days",
    },
}
"""The rules that figures are worked out of, with their units: by file, so that a complaint can name it."""

FIXED = {"rounding_limit": ROUNDED_UP_FROM}
"""Rules that are shown for their source, while the formulas hold their figure: in the engine's integers."""

_DAY = timedelta(days=1)


def span_text(clock: str, first: date, last: date | None) -> str:
    """A span as a rule file of this clock writes it: `2025`, `2024 to 2025`, `2023-10-23 to open`."""
    if clock == "tax_year":
        years = [str(tax_year_of(first)), "open" if last is None else str(tax_year_of(last))]
    else:
        years = [first.isoformat(), "open" if last is None else last.isoformat()]
    return " to ".join(dict.fromkeys(years))


def holes(values: tuple[Value, ...], first: date, last: date) -> Iterator[tuple[date, date]]:
    """The spans between two days (both included) that no value holds; `values` in order of their dates."""
    reached = first
    for value in values:
        if reached > last:
            return
        if value.first > reached:
            yield reached, min(value.first - _DAY, last)
        if value.last is None:
            return
        reached = max(reached, value.last + _DAY)
    if reached <= last:
        yield reached, last


def faults_of_dates(parameter: Parameter, first: date, last: date) -> Iterator[RuleFault]:
    """Overlaps anywhere, and gaps inside the days covered."""
    file = f"rules/{parameter.file}"
    for value, following in pairwise(parameter.values):
        if value.last is None or value.last >= following.first:
            ends = [end for end in (value.last, following.last) if end is not None]
            dates = span_text(parameter.clock, following.first, min(ends, default=None))
            message = _("Two values hold at the same time. Correct their dates so that each day has one.")
            yield RuleFault(file, parameter.name, dates, message)
    for start, end in holes(parameter.values, first, last):
        dates = span_text(parameter.clock, start, end)
        message = _(
            "No value holds for {dates}. Add a [[{name}.value]] block for it, or correct the dates of the "
            'others. Where the law had no such rule, write value = "none"; where nobody found out, "unknown".'
        )
        yield RuleFault(file, parameter.name, dates, message.format(dates=dates, name=parameter.name))


def faults_of_citations(
    name: str,
    file: str,
    parameter: ParameterEntry,
    sources: Mapping[str, SourceEntry],
    topics: Collection[str],
) -> Iterator[RuleFault]:
    """Names of sources or topics that do not exist, sources nobody opened, and a trust no source bears."""
    file = f"rules/{file}"
    if parameter.topic not in topics:
        message = _('The topic "{topic}" is not in coverage.toml. Add it there or correct the name.')
        yield RuleFault(file, name, "", message.format(topic=parameter.topic))
    for value in parameter.value:
        dates = dates_text(value)
        for cited in value.cite:
            source = sources.get(cited)
            if cited == TO_FILL_IN:
                continue
            if source is None:
                message = _('The source "{source}" is not in sources.toml. Add it there or correct the name.')
                yield RuleFault(file, name, dates, message.format(source=cited))
            elif source.how_read == "not opened":
                message = _(
                    'The source "{source}" was not opened, so no figure can rest on it. Cite what was read; '
                    "once somebody has opened it, change its how_read in sources.toml."
                )
                yield RuleFault(file, name, dates, message.format(source=cited))
        read = [sources[cited].how_read for cited in value.cite if cited in sources]
        if value.tier == "text" and len(read) == len(value.cite) and "reproduction" not in read:
            message = _(
                'The tier is "text", but none of the sources is a reproduction of the wording. Cite one, or '
                "give a weaker tier and a note."
            )
            yield RuleFault(file, name, dates, message)


def faults_of_needs(parameters: Mapping[str, Parameter], unread: Collection[str]) -> Iterator[RuleFault]:
    """Rules that figures are worked out of and that are missing or of another unit."""
    for file, wanted in NEEDED.items():
        if file in unread:
            continue
        for name, unit in wanted.items():
            if name in unread:
                continue
            if name not in parameters:
                message = _("The program needs this rule and does not find it. Put it back under this name.")
                yield RuleFault(f"rules/{file}", name, "", message)
            elif parameters[name].unit != unit:
                message = _('The program needs this rule with unit = "{unit}". Put the unit back.')
                yield RuleFault(f"rules/{parameters[name].file}", name, "", message.format(unit=unit))


def faults_of_fixed(parameters: Mapping[str, Parameter]) -> Iterator[RuleFault]:
    """Figures that would be shown but not used, since the formulas hold another."""
    for name, paisa in FIXED.items():
        for value in parameters[name].values if name in parameters else ():
            if value.value != paisa and value.act != TO_FILL_IN:
                parameter = parameters[name]
                message = _(
                    "The program's formulas hold {figure}, whatever stands here: another figure would be "
                    "shown, but not used. Put {figure} back; a new way of rounding needs a new version of "
                    "the program."
                )
                dates = span_text(parameter.clock, value.first, value.last)
                figure = two_decimals(paisa)
                yield RuleFault(f"rules/{parameter.file}", name, dates, message.format(figure=figure))
