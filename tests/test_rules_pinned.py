"""Every figure of law in rules/ against a table typed from the law notes, and proof that none is loose."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from compliance.rulebook import DayOfYear, Parameter, Rulebook, RuleFault, SlabTable, Value, load_rulebook
from compliance.rulebook_faults import faults_of_dates
from compliance.rulebook_files import COVERAGE, SOURCES, read_form
from compliance.rulebook_schema import ParameterEntry
from compliance.rulebook_values import read_value
from compliance.taxyear import first_day, last_day, tax_year_of
from rules_copy import RULES, pinned_rows, pinned_slabs

RATES_SHA256 = "7827116eafb4d6db95fabaedab2708d3306bacd928ef9d8d66b93e1558d6f780"
FIRST, LAST = 2021, 2027

Span = tuple[date, date | None]
Says = tuple[object, str]
"""What a rule says: an exact number (or day, yes or no, rows, `none`, `unknown`), and its tier."""
Pins = dict[str, dict[Span, Says]]


def said(text: str) -> object:
    """A figure of the table of pins."""
    if text in ("none", "unknown"):
        return text
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"\d\d-\d\d", text):
        return text
    return date.fromisoformat(text) if text.count("-") == 2 else Decimal(text)


def pins() -> Pins:
    """All pins; rules on the tax-year clock year by year, so that no block of rules/ shows through."""
    found: Pins = defaultdict(dict)
    for row in pinned_rows():
        says = said(row["value"]), row["tier"]
        if "-" in row["from"]:
            last = None if row["until"] == "open" else date.fromisoformat(row["until"])
            found[row["parameter"]][date.fromisoformat(row["from"]), last] = says
        else:
            for year in range(int(row["from"]), int(row["until"]) + 1):
                found[row["parameter"]][first_day(year), last_day(year)] = says
    tables: dict[tuple[str, int], list[tuple[int, int | None, int, Decimal]]] = defaultdict(list)
    tiers: dict[tuple[str, int], str] = {}
    for row in pinned_slabs():
        key = "slabs_" + row["table"].replace("-", "_"), int(row["tax_year"])
        top = int(row["up_to_rupees"]) if row["up_to_rupees"] else None
        band = int(row["above_rupees"]), top, int(row["fixed_rupees"]), Decimal(row["rate_percent"])
        tables[key].append(band)
        tiers[key] = row["tier"]
    for (name, year), bands in tables.items():
        found[name][first_day(year), last_day(year)] = tuple(bands), tiers[name, year]
    return found


PARTS = {"percent": 10_000, "percent_of_tax": 10_000, "rupees": 100, "usd": 100}


def says(parameter: Parameter, value: Value) -> Says:
    """What a value of the rulebook says, read back from the engine's integers."""
    figure = value.value
    if not value.known:
        return "unknown", value.tier
    if figure is None:
        return "none", value.tier
    if isinstance(figure, SlabTable):
        hundred_percent = Decimal(10_000)
        bands = tuple(
            (int(above) // 100, row.up_to, int(fixed), int(rate) / hundred_percent)
            for row, above, fixed, rate in zip(
                figure.rows, figure.above, figure.fixed, figure.rate, strict=True
            )
        )
        assert bands == tuple((row.above, row.up_to, row.fixed, row.percent) for row in figure.rows)
        return bands, value.tier
    if isinstance(figure, bool | date):
        return figure, value.tier
    if isinstance(figure, DayOfYear):
        return f"{figure.month:02d}-{figure.day:02d}", value.tier
    return Decimal(figure) / PARTS.get(parameter.unit, 1), value.tier


def as_pinned(parameter: Parameter) -> dict[Span, Says]:
    """What a parameter says, in the form of the pins."""
    found: dict[Span, Says] = {}
    for value in parameter.values:
        if parameter.clock != "tax_year":
            found[value.first, value.last] = says(parameter, value)
            continue
        assert value.last is not None
        for year in range(tax_year_of(value.first), tax_year_of(value.last) + 1):
            found[first_day(year), last_day(year)] = says(parameter, value)
    return found


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(RULES)


def test_every_rule_is_pinned_and_every_pin_is_a_rule(rulebook: Rulebook) -> None:
    assert set(pins()) == set(rulebook.parameters)


@pytest.mark.parametrize("name", sorted(pins()))
def test_rule_says_what_the_law_notes_say(rulebook: Rulebook, name: str) -> None:
    assert as_pinned(rulebook.parameters[name]) == pins()[name]


def test_coverage_is_pinned(rulebook: Rulebook) -> None:
    coverage = rulebook.coverage
    assert (coverage.first_tax_year, coverage.last_tax_year) == (FIRST, LAST)
    assert coverage.read_on == date(2026, 11, 23)


def test_exchange_rates_are_pinned(rulebook: Rulebook) -> None:
    content = (RULES / "fx" / "pkr_monthly_reference.csv").read_bytes().replace(b"\r\n", b"\n")
    assert hashlib.sha256(content).hexdigest() == RATES_SHA256
    rates = rulebook.rates
    assert rates.currencies == ("USD", "EUR", "GBP", "AED", "SAR", "AUD", "CAD")
    assert (rates.months[0], rates.months[-1], len(rates.months)) == ("2020-07", "2026-11", 77)
    assert rates.rupees_per_unit("USD", "2020-07") == Decimal("165.4466")
    assert rates.rupees_per_unit("CAD", "2026-11") == Decimal("197.1091")
    assert rates.rupees_per_unit("USD", "2020-06") is None
    assert rates.rupees_per_unit("JPY", "2025-07") is None


# Nudges: each number of law moved by one unit of its last digit, one at a time.

Nudge = tuple[str, str, dict[str, Any]]


def nudged(number: object) -> list[object]:
    """The number one unit up and one down; a yes turned into a no; a day later and a day earlier."""
    if isinstance(number, bool):
        return [not number]
    if isinstance(number, date):
        return [number + timedelta(days=1), number - timedelta(days=1)]
    if isinstance(number, str):
        day = date.fromisoformat(f"2001-{number}")
        return [f"{day + timedelta(days=step):%m-%d}" for step in (1, -1)]
    if isinstance(number, int):
        return [number + 1, number - 1]
    if isinstance(number, Decimal):
        unit = Decimal(1).scaleb(int(number.as_tuple().exponent))
        return [number + unit, number - unit]
    return []


def places(entry: dict[str, Any]) -> Iterator[tuple[str, list[str | int]]]:
    """Where a parameter has numbers: `figure` or `date` of its span, and the keys that lead there."""
    for index, value in enumerate(entry["value"]):
        if value.get("value") not in (None, "none", "unknown"):
            yield "figure", ["value", index, "value"]
        for number, row in enumerate(value.get("rows", ())):
            for column, cell in enumerate(row):
                if not isinstance(cell, str):
                    yield "figure", ["value", index, "rows", number, column]
        for end in ("from", "until"):
            if not isinstance(value[end], str):
                yield "date", ["value", index, end]


def chapters() -> dict[str, dict[str, Any]]:
    """All rules as the files have them."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(RULES.glob("*.toml")):
        if path.name not in (SOURCES, COVERAGE):
            found |= tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return found


def caught(name: str, entry: dict[str, Any]) -> bool:
    """Whether a rule with this content is refused by the loader or differs from its pins."""
    faults: list[RuleFault] = []
    form = read_form(ParameterEntry, entry, "file.toml", name, faults)
    if form is None or faults:
        return True

    def fault(dates: str, message: str) -> None:
        faults.append(RuleFault("file.toml", name, dates, message))

    values = [value for given in form.value if (value := read_value(name, form, given, fault))]
    if faults:
        return True
    parameter = Parameter(name, form.title, form.unit, form.clock, form.topic, "", tuple(values))
    in_order = all(before.first < after.first for before, after in pairwise(values))
    if not in_order or list(faults_of_dates(parameter, first_day(FIRST), last_day(LAST))):
        return True
    return as_pinned(parameter) != pins_of(name)


_PINS = pins()


def pins_of(name: str) -> dict[Span, Says]:
    """The pins of one rule."""
    return _PINS[name]


def test_no_number_can_be_nudged_unnoticed(capsys: pytest.CaptureFixture[str]) -> None:
    loose, counted = [], {"figure": 0, "date": 0}
    for name, entry in chapters().items():
        assert not caught(name, entry), f"{name} is caught without a nudge"
        for kind, keys in places(entry):
            counted[kind] += 1
            for number in nudged(_at(entry, keys)):
                changed = deepcopy(entry)
                _at(changed, keys[:-1])[keys[-1]] = number
                if not caught(name, changed):
                    loose.append((name, keys, number))
    assert loose == []
    assert counted["figure"] > 300
    with capsys.disabled():
        print(f"\nfigures of law pinned: {counted['figure']}, and {counted['date']} first and last dates")


def _at(entry: Any, keys: list[str | int]) -> Any:
    for key in keys:
        entry = entry[key]
    return entry


def _changes() -> list[tuple[str, Callable[[dict[str, Any]], None]]]:
    def tier(entry: dict[str, Any]) -> None:
        entry["value"][0]["tier"] = "inferred"

    def none(entry: dict[str, Any]) -> None:
        entry["value"][0] = {**entry["value"][0], "value": "none"}
        entry["value"][0].pop("rows", None)

    return [("policy_exempt_usd", tier), ("policy_exempt_usd", none), ("slabs_salaried", none)]


@pytest.mark.parametrize(("name", "change"), _changes())
def test_a_changed_tier_or_a_dropped_figure_is_noticed(
    name: str, change: Callable[[dict[str, Any]], None]
) -> None:
    entry = deepcopy(chapters()[name])
    change(entry)
    assert caught(name, entry)
