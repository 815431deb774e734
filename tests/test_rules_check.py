"""What the command line and the Rules screen ask: a year to fill in, a year in force, what changed."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from compliance.editor_schema import schema_text
from compliance.rulebook import NotCovered, Rulebook, RuleFaults, load_rulebook
from compliance.rulebook_check import blocks_for_year, changes_from_year_before, rules_in_force
from compliance.rulebook_values import TO_FILL_IN
from rules_copy import RULES, RulesCopy, copy_of_rules

FILLED = {
    "percent": "7.5",
    "rupees": "30_000",
    "usd": "5_000",
    "percent_of_tax": "200",
    "days": "15",
    "months": "6",
    "years": "5",
    "square_yards": "500",
    "cubic_centimetres": "1_000",
    "day_of_year": '"09-15"',
    "code": "64060285",
    "yes_no": "true",
    "date": "2028-09-30",
}
TABLE = 'rows = [[0, 600_000, 0, 0], [600_000, "and above", 0, 15]]'


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(RULES)


def groups(printed: str) -> dict[str, str]:
    """The printed blocks by the file into which they are to be pasted."""
    parts = re.split(r"^# -+\n# Paste at the end of rules/(\S+)\n# -+\n", printed, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def filled(blocks: str, rulebook: Rulebook) -> str:
    """The blocks as somebody fills them in."""

    def one(match: re.Match[str]) -> str:
        unit = rulebook.parameters[match["name"]].unit
        block = re.sub(r"rows = \[.*?^\]", TABLE, match[0], flags=re.MULTILINE | re.DOTALL)
        if unit != "slabs":
            block = re.sub(r'value = "FILL IN[^"]*"', f"value = {FILLED[unit]}", block)
        if match["name"] == "rounding_limit":
            block = block.replace(f"value = {FILLED[unit]}", "value = 0.50")
        if match["name"] == "return_extended_to":
            block = block.replace(FILLED["date"], '"none"')
        block = re.sub(r'act = "[^"]*"', 'act = "Finance Act 2027"', block)
        block = re.sub(r'cite = \["[^"]*"\]', 'cite = ["reading_notes"]', block)
        block = re.sub(r'tier = "[^"]*"', 'tier = "reported"', block)
        return re.sub(r'note = "[^"]*"', 'note = "Tried out by a test."', block)

    return re.sub(r"^\[\[(?P<name>\w+)\.value\]\]\n.*?(?=^#|\Z)", one, blocks, flags=re.MULTILINE | re.DOTALL)


def pasted(rules: RulesCopy, printed: str, rulebook: Rulebook, *, fill: bool) -> None:
    """Do what the printed comments say."""
    for file, blocks in groups(printed).items():
        done = filled(blocks, rulebook) if fill else blocks
        assert (TO_FILL_IN in done) is not fill
        rules.append(file, "\n" + done)


def test_the_printed_blocks_name_every_rule_that_ends_before_the_year(rulebook: Rulebook) -> None:
    printed = blocks_for_year(rulebook, 2028)
    named = set(re.findall(r"^\[\[(\w+)\.value\]\]$", printed, flags=re.MULTILINE))
    reaching = {
        name
        for name, rule in rulebook.parameters.items()
        if rule.values[-1].last is None or rule.values[-1].last >= date(2028, 6, 30)
    }
    assert named == set(rulebook.parameters) - reaching
    assert {"export_rate_certified", "retention_share", "policy_zero_rate"} <= reaching
    assert "change last_tax_year = 2027 to 2028" in printed
    assert tomllib.loads(printed)


def test_the_blocks_filled_in_and_the_coverage_extended_make_the_year_load(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    rules = copy_of_rules(tmp_path)
    pasted(rules, blocks_for_year(rulebook, 2028), rulebook, fill=True)
    before = load_rulebook(rules.folder)
    with pytest.raises(NotCovered):
        before.for_tax_year("slabs_salaried", 2028)
    rules.replace("coverage.toml", "last_tax_year = 2027", "last_tax_year = 2028")
    after = load_rulebook(rules.folder)
    for name in after.parameters:
        assert after.for_tax_year(name, 2028).known
    assert after.for_tax_year("slabs_salaried", 2028).table.rows[1].percent == 15
    assert after.for_tax_year("return_due", 2028).day == date(2028, 9, 30)
    assert len(rules_in_force(after, 2028)) == len(after.parameters)
    assert blocks_for_year(after, 2028).splitlines()[:2] == [
        "# Every rule has a value for tax year 2028 (1 July 2027 to 30 June 2028).",
        "# The year is in rules/coverage.toml already.",
    ]
    assert "[[" not in blocks_for_year(after, 2028)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "it_export_remittance_share",
            "# Before: none (s.65F(1)(c) omitted by Finance Act 2022; tier text; cite ",
        ),
        ("it_export_remittance_share", "# Write: a percentage such as 0.25 for 0.25%, without quotes; or"),
        ("surcharge_threshold", "# Before: 10000000 ("),
        ("surcharge_threshold", "# Write: rupees such as 30_000, without quotes and commas; or "),
        ("rounding_limit", "# Write: 0.50: the program's formulas hold this figure, and no other can stand"),
        ("policy_exempt_usd", "# Write: dollars such as 5_000, without quotes and commas; or "),
        ("it_export_exemption", "# Write: true or false, without quotes; or "),
        ("return_due", "tier text; cite pakarbiter_ordinance)"),
        ("return_due", "# Write: year, month and day such as 2028-09-30, without quotes.\n"),
        ("return_extended_to", "# Write: year, month and day such as 2028-09-30, without quotes; or"),
        ("return_extended_to", '; or "none" if the law has no such rule.\n'),
        ("return_days_on_application", "# Write: a number of days such as 15, without quotes; or "),
        ("slabs_salaried", "# Write: a row for each band as [above, up to, fixed amount, percent of "),
        ("slabs_salaried", "# Before: the table below ("),
        ("slabs_salaried", "  # The table before:\n  # [0, 600_000, 0, 0],\n"),
    ],
)
def test_a_block_says_what_was_before_on_what_it_rested_and_how_to_write(
    rulebook: Rulebook, name: str, said: str
) -> None:
    printed = blocks_for_year(rulebook, 2028)
    before, _brackets, after = printed.partition(f"[[{name}.value]]")
    block = (before.rpartition("\n\n")[2] + after.partition("\n\n")[0]).replace("\n#   ", " ")
    assert said in block
    assert all(cited in block for cited in rulebook.parameters[name].values[-1].cite)


def test_the_printed_blocks_say_what_none_and_unknown_mean_and_where_rates_go(rulebook: Rulebook) -> None:
    printed = " ".join(blocks_for_year(rulebook, 2028).replace("\n#   ", " ").split())
    assert 'value = "none" says that the law has no such rule then' in printed
    assert 'value = "unknown" says that nobody has found out' in printed
    assert "rules/fx/pkr_monthly_reference.csv has none for 2027-07 to 2028-06" in printed
    assert "has none for 2026-12 to 2027-06" in blocks_for_year(rulebook, 2027)
    assert "pkr_monthly" not in blocks_for_year(rulebook, 2026)
    assert all(len(line) <= 110 for line in blocks_for_year(rulebook, 2028).splitlines())


def test_blocks_that_are_not_filled_in_are_faults(tmp_path: Path, rulebook: Rulebook) -> None:
    rules = copy_of_rules(tmp_path)
    printed = blocks_for_year(rulebook, 2028)
    pasted(rules, printed, rulebook, fill=False)
    with pytest.raises(RuleFaults) as raised:
        load_rulebook(rules.folder)
    named = [fault.parameter for fault in raised.value.faults if fault.dates == "2028"]
    assert sorted(named) == sorted(re.findall(r"^\[\[(\w+)\.value\]\]$", printed, flags=re.MULTILINE))
    assert all("still say FILL IN" in fault.message for fault in raised.value.faults)


def test_all_faults_of_a_half_filled_year_come_in_one_round(tmp_path: Path, rulebook: Rulebook) -> None:
    rules = copy_of_rules(tmp_path)
    pasted(rules, blocks_for_year(rulebook, 2028), rulebook, fill=False)
    rules.replace("coverage.toml", "last_tax_year = 2027", "last_tax_year = 2028")
    rules.in_block("normal_tax.toml", "salaried_share", "2028", 'value = "FILL IN', 'value = 750 # "FILL IN')
    rules.in_block("calendar.toml", "return_due", "2028", 'cite = ["FILL IN', 'cite = ["hearsay", "FILL IN')
    with pytest.raises(RuleFaults) as raised:
        load_rulebook(rules.folder)
    unfilled = [fault for fault in raised.value.faults if "still say" in fault.message]
    others = {fault.parameter: fault.message for fault in raised.value.faults if fault not in unfilled}
    assert len(unfilled) == len(re.findall(r"^\[\[", blocks_for_year(rulebook, 2028), flags=re.MULTILINE))
    assert others == {
        "salaried_share": "750 is outside what this rule can be: from 0 to 100. Correct the figure."
    }


def test_a_block_with_one_text_left_is_a_fault(tmp_path: Path, rulebook: Rulebook) -> None:
    rules = copy_of_rules(tmp_path)
    pasted(rules, blocks_for_year(rulebook, 2028), rulebook, fill=True)
    rules.replace("calendar.toml", 'act = "Finance Act 2027"', f'act = "{TO_FILL_IN}: the Act or circular"')
    with pytest.raises(RuleFaults, match='return_due: 2028: "act" still says FILL IN'):
        load_rulebook(rules.folder)


def test_a_year_further_on_says_which_comes_first(rulebook: Rulebook) -> None:
    printed = blocks_for_year(rulebook, 2030)
    assert "run this with --year 2028 first" in printed
    assert "[[export_rate_certified.value]]\nfrom = 2030\nuntil = 2030" in printed
    assert "change first_tax_year = 2021 to 2020" in blocks_for_year(rulebook, 2020)
    with pytest.raises(ValueError, match="20280"):
        blocks_for_year(rulebook, 20280)


def test_a_dated_rule_with_an_end_is_asked_for_in_days(tmp_path: Path) -> None:
    rules = copy_of_rules(tmp_path)
    rules.in_block("foreign_exchange.toml", "retention_share", "2023-10-23", '"open"', "2027-12-31")
    printed = blocks_for_year(load_rulebook(rules.folder), 2028)
    assert "[[retention_share.value]]\nfrom = 2028-01-01\nuntil = 2028-06-30\n" in printed


def test_rules_in_force_show_every_rule_with_source_and_tier(rulebook: Rulebook) -> None:
    shown = rules_in_force(rulebook, 2026)
    assert {rule.name for rule in shown} == set(rulebook.parameters)
    by_name = {rule.name: rule for rule in shown}
    certified = by_name["export_rate_certified"]
    assert (certified.shown, certified.tier) == ("0.25%", "reported")
    assert (certified.first, certified.last) == (date(2025, 7, 1), date(2026, 6, 30))
    assert [source.publisher for source in certified.sources] == ["TMIR & Co.", "PkRevenue"]
    assert by_name["surcharge_threshold"].shown == "Rs 1,00,00,000"
    assert by_name["policy_exempt_usd"].shown == "$12,000.00"
    assert by_name["rounding_limit"].shown == "Rs 0.50"
    assert by_name["return_due"].shown == "30 September 2026"
    assert by_name["it_export_exemption"].shown == "no such rule"
    assert by_name["local_professional_rate"].shown == "not found out"
    assert by_name["resident_days"].shown == "183 days"
    assert by_name["slabs_salaried"].shown == "6 bands"
    assert by_name["slabs_salaried"].bands[1:3] == (
        "Rs 6,00,000 to Rs 12,00,000: Rs 0 + 1%",
        "Rs 12,00,000 to Rs 22,00,000: Rs 6,000 + 11%",
    )
    assert by_name["slabs_salaried"].bands[-1] == "above Rs 41,00,000: Rs 6,16,000 + 35%"
    assert by_name["resident_days"].for_information and not certified.for_information
    topics = [rule.topic for rule in shown]
    assert topics == sorted(topics, key=[topic.id for topic in rulebook.coverage.topics].index)


def test_a_year_in_which_a_rule_changes_shows_all_its_values(rulebook: Rulebook) -> None:
    shares = [rule for rule in rules_in_force(rulebook, 2024) if rule.name == "retention_share"]
    assert [(rule.shown, rule.first) for rule in shares] == [
        ("35%", date(2023, 1, 13)),
        ("50%", date(2023, 10, 23)),
    ]


@pytest.mark.parametrize("year", [2020, 2028])
def test_a_year_that_is_not_covered_shows_nothing(rulebook: Rulebook, year: int) -> None:
    with pytest.raises(NotCovered):
        rules_in_force(rulebook, year)
    with pytest.raises(NotCovered):
        changes_from_year_before(rulebook, year)


def test_changes_from_the_year_before(rulebook: Rulebook) -> None:
    changes = {change.name: change for change in changes_from_year_before(rulebook, 2026)}
    assert set(changes) == {
        "export_rate_certified_rate_card",
        "export_rate_other_rate_card",
        "slabs_salaried",
        "surcharge_rate_salaried",
        "local_other_rate_on_list",
        "local_other_rate_off_list",
        "local_specified_rate",
        "policy_zero_rate",
        "return_due",
        "return_extended_to",
        "late_return_higher_of_two_years",
        "return_code_it_export",
        "return_code_other_export",
        "sales_tax_exports_punjab",
        "sales_tax_exports_sindh",
    }
    surcharge = changes["surcharge_rate_salaried"]
    assert [rule.shown for rule in (*surcharge.before, *surcharge.now)] == ["10%", "9%"]
    within = {change.name: change for change in changes_from_year_before(rulebook, 2024)}["retention_share"]
    assert [rule.shown for rule in within.now] == ["35%", "50%"]
    same_figure = {change.name for change in changes_from_year_before(rulebook, 2023)}
    assert "retention_share" not in same_figure and "retention_needs_registration" in same_figure
    assert changes_from_year_before(rulebook, 2021) == []


# The editor's schema.


def test_the_schema_is_current() -> None:
    written = (RULES / "schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "run: python -m compliance.editor_schema"


def as_an_editor_sees(content: Any) -> Any:
    """TOML as the JSON that editors check."""
    if isinstance(content, dict):
        return {key: as_an_editor_sees(value) for key, value in content.items()}
    if isinstance(content, list):
        return [as_an_editor_sees(value) for value in content]
    if isinstance(content, Decimal):
        return float(content)
    return content.isoformat() if isinstance(content, date | datetime) else content


def read(path: Path) -> Any:
    return as_an_editor_sees(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))


@pytest.mark.parametrize("path", sorted(RULES.glob("*.toml")), ids=lambda path: path.name)
def test_every_rule_file_names_the_schema_and_fits_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#:schema ./schema.json\n")
    jsonschema.validate(read(path), json.loads(schema_text()))


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("tier", "certain"), ("value", "0.25"), ("acts", "Finance Act 2022"), ("cite", "pkrevenue_slabs")],
)
def test_the_schema_underlines_what_the_check_refuses(key: str, wrong: object) -> None:
    content = read(RULES / "export_of_services.toml")
    content["export_rate_certified"]["value"][2][key] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, json.loads(schema_text()))
