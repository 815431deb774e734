"""The rulebook as it is asked: one value or an honest refusal on every day, one digest for one content."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from compliance import rulebook as module
from compliance.rulebook import NotCovered, Rulebook, load_rulebook, rules_folder
from compliance.taxyear import first_day, last_day
from rules_copy import RULES, copy_of_rules

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(RULES)


def days_that_the_rules_mention(rulebook: Rulebook) -> list[date]:
    """First and last days of every value and of every year covered, the day before and the day after each."""
    ends = {day for year in range(2020, 2030) for day in (first_day(year), last_day(year))}
    for parameter in rulebook.parameters.values():
        for value in parameter.values:
            ends |= {value.first} | ({value.last} if value.last else set())
            ends |= {value.day} if isinstance(value.value, date) else set()
    return sorted({near for day in ends for near in (day - DAY, day, day + DAY)})


def test_exactly_one_value_or_a_refusal_on_every_day_that_the_rules_mention(rulebook: Rulebook) -> None:
    days = days_that_the_rules_mention(rulebook)
    assert len(days) > 60
    for name, parameter in rulebook.parameters.items():
        for day in days:
            holding = [value for value in parameter.values if value.covers(day)]
            if rulebook.first_day <= day <= rulebook.last_day:
                assert len(holding) == 1, (name, day)
            if not rulebook.first_day <= day <= rulebook.last_day or not holding[0].known:
                with pytest.raises(NotCovered):
                    rulebook.at(name, day)
            else:
                assert rulebook.at(name, day) is holding[0]


def test_each_tax_year_reads_as_its_first_day(rulebook: Rulebook) -> None:
    for year in range(2021, 2028):
        assert rulebook.for_tax_year("slabs_salaried", year) is rulebook.at("slabs_salaried", first_day(year))


@pytest.mark.parametrize("year", [2020, 2028])
def test_a_year_outside_is_refused_and_the_refusal_says_what_is_covered(
    rulebook: Rulebook, year: int
) -> None:
    with pytest.raises(NotCovered) as raised:
        rulebook.for_tax_year("export_rate_certified", year)
    assert raised.value.path == "export_rate_certified"
    assert raised.value.given == first_day(year).isoformat()
    assert "1 July 2020 to 30 June 2027" in raised.value.remedy
    assert raised.value.line() == str(raised.value)
    with pytest.raises(NotCovered) as raised:
        rulebook.check_tax_year(year)
    assert raised.value.line() == (
        f"tax_year: {year}: The rules cover tax years 2021 to 2027. Choose one of them."
    )


def test_what_nobody_found_out_is_refused_with_the_reason(rulebook: Rulebook) -> None:
    with pytest.raises(NotCovered, match="The sources read begin with Finance Act 2021"):
        rulebook.for_tax_year("local_it_rate_on_list", 2021)


def test_what_the_law_does_not_have_is_an_answer(rulebook: Rulebook) -> None:
    value = rulebook.for_tax_year("export_rate_certified", 2021)
    assert value.value is None and value.known and value.shown == "none"
    with pytest.raises(TypeError):
        _ = value.number


def test_values_in_the_units_of_the_engine(rulebook: Rulebook) -> None:
    assert rulebook.for_tax_year("export_rate_certified", 2026).number == 2_500
    assert rulebook.for_tax_year("surcharge_threshold", 2026).number == 10_000_000 * 100
    assert rulebook.for_tax_year("policy_exempt_usd", 2026).number == 12_000 * 100
    assert rulebook.for_tax_year("it_export_exemption", 2021).value is True
    assert rulebook.for_tax_year("return_due", 2026).day == date(2026, 9, 30)
    table = rulebook.for_tax_year("slabs_salaried", 2023).table
    assert list(table.above[:3]) == [0, 600_000 * 100, 1_200_000 * 100]
    assert list(table.fixed[:3]) == [0, 0, 15_000]
    assert list(table.rate[:3]) == [0, 25_000, 125_000]
    with pytest.raises(ValueError, match="read-only"):
        table.rate[0] = 1
    for name, wrong in (("return_due", "number"), ("salaried_share", "table"), ("salaried_share", "day")):
        with pytest.raises(TypeError):
            getattr(rulebook.for_tax_year(name, 2026), wrong)


def test_every_value_that_is_not_text_says_so_in_a_sentence(rulebook: Rulebook) -> None:
    for parameter in rulebook.parameters.values():
        for value in parameter.values:
            if value.tier != "text":
                assert len(value.note) > 30 and value.note.endswith("."), (parameter.name, value.first)
            assert "\n" not in value.note


def test_no_figure_rests_on_a_document_that_was_not_opened(rulebook: Rulebook) -> None:
    cited = {name for rule in rulebook.parameters.values() for value in rule.values for name in value.cite}
    assert all(rulebook.sources[name].read_on == date(2026, 11, 23) for name in cited)
    unopened = {name for name, source in rulebook.sources.items() if source.how_read == "not opened"}
    assert len(unopened) >= 13 and not unopened & cited


def test_every_source_that_was_read_is_cited(rulebook: Rulebook) -> None:
    cited = {name for rule in rulebook.parameters.values() for value in rule.values for name in value.cite}
    cited |= {name for left in rulebook.coverage.left_out for name in left.cite} | {rulebook.rates.source}
    assert {name for name, source in rulebook.sources.items() if source.read_on} == cited


def test_coverage_says_that_nobody_checked_against_the_gazette(rulebook: Rulebook) -> None:
    assert "No figure has been checked against the official gazette" in rulebook.coverage.verified
    for left in rulebook.coverage.left_out:
        assert left.why and left.next_step
    assert {left.id for left in rulebook.coverage.left_out} >= {
        "non_residents",
        "minors",
        "azad_kashmir_and_gilgit_baltistan",
        "foreign_payroll",
        "partners_and_helpers",
        "companies",
        "capital_gains",
        "social_media_revenue",
        "super_tax",
    }


# The digest: the same for the same content, another one for any other.


def test_layout_comments_and_order_do_not_change_the_digest(tmp_path: Path, rulebook: Rulebook) -> None:
    rules = copy_of_rules(tmp_path)
    for path in sorted(rules.folder.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"(\d)_(\d)", r"\1\2", text) if path.name == "normal_tax.toml" else text
        path.write_text(
            "# another comment\n\n" + text.replace("\ntier =", "\n\n  tier   ="), encoding="utf-8"
        )
    rules.replace("export_of_services.toml", "value = 0.25", "value = 0.250")
    rules.replace("coverage.toml", "against the official gazette, and", "against the official\ngazette, and")
    path = rules.folder / "calendar.toml"
    blocks = path.read_text(encoding="utf-8").split("\n[[return_due.value]]")
    moved = "\n[[return_due.value]]".join([blocks[0], *reversed(blocks[1:-1]), blocks[-1]])
    path.write_text(moved, encoding="utf-8")
    rates = rules.folder / "fx" / "pkr_monthly_reference.csv"
    rates.write_bytes(rates.read_bytes().replace(b"\r\n", b"\n") + b"\n")
    changed = load_rulebook(rules.folder)
    assert changed.digest == rulebook.digest
    assert re.fullmatch("[0-9a-f]{64}", changed.digest)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("export_of_services.toml", "value = 0.25", "value = 0.24"),
        ("export_of_services.toml", "IT exports were exempt", "IT exports are exempt"),
        ("export_of_services.toml", 'tier = "reported"', 'tier = "inferred"'),
        ("normal_tax.toml", 'act = "Finance Act 2019"', 'act = "Finance Act 2018"'),
        ("coverage.toml", "People under 18", "Minors"),
        ("sources.toml", "Pak Arbiter", "Somebody"),
        ("fx/pkr_monthly_reference.csv", "165.4466", "165.4467"),
    ],
)
def test_any_change_of_content_changes_the_digest(
    tmp_path: Path, rulebook: Rulebook, file: str, old: str, new: str
) -> None:
    rules = copy_of_rules(tmp_path)
    rules.replace(file, old, new)
    assert load_rulebook(rules.folder).digest != rulebook.digest


def test_the_checkout_comes_first_and_the_package_s_own_copy_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rules_folder() == RULES
    package = tmp_path / "site-packages" / "compliance"
    monkeypatch.setattr(module, "__file__", str(package / "rulebook.py"))
    assert rules_folder() == package / "_rules"


def test_a_rate_of_the_reference_table_is_exact(rulebook: Rulebook) -> None:
    rate = rulebook.rates.rupees_per_unit("USD", "2025-07")
    assert isinstance(rate, Decimal) and rate.as_tuple().exponent == -4


def test_loading_and_checking_everything_takes_less_than_80_ms() -> None:
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        load_rulebook(RULES)
        taken.append(time.perf_counter() - started)
    assert min(taken) < 0.080
