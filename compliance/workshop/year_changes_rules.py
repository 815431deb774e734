"""The rules that can change from one tax year to the next: each with the formulas and figures it is made of.

They stand in the order in which the calculation uses them: what is taxed at all, at which rate or by which
table, and what comes on top. A formula that changed, such as one that did not exist before, is a rule too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from compliance.text import N_

_NO_OTHER: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as a room would name it.

    `formulas` are facts and `parameters` figures of `rules/`. `part_of`: the rule with which this one came,
    or went; in such a year the two are one change, since neither means anything without the other.
    `where_none`: what a parameter says in a year in which the law has no such figure of its own. `lines`: the
    figures of tax that it moves, whose trust its effect shares. `of_policy`: no law, only the policy paper.
    """

    id: str
    title: str
    parameters: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    part_of: str = ""
    lines: tuple[str, ...] = ("tax",)
    of_policy: bool = False
    where_none: Mapping[str, str] = field(default_factory=lambda: _NO_OTHER)


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "policy_exemption",
        N_("The policy paper’s exemption of small incomes"),
        ("policy_exempt_usd",),
        of_policy=True,
    ),
    Rule(
        "policy_zero_rate",
        N_("The policy paper’s zero tax on IT exports"),
        ("policy_zero_rate",),
        of_policy=True,
    ),
    Rule(
        "it_relief",
        N_("Zero tax on IT exports in the Ordinance"),
        ("it_export_exemption", "it_export_full_credit", "it_export_remittance_share"),
        (
            "it_export_through_bank",
            "it_export_rupees",
            "it_export_bank_rupees",
            "enough_through_banks",
            "relieved",
        ),
    ),
    Rule(
        "section_154a",
        N_("Final tax on exports (section 154A)"),
        (),
        ("realised", "sales_tax_condition_met", "taxed_as_final", "export_at_slabs"),
    ),
    Rule(
        "sales_tax_condition",
        N_("Certified exporters spared the sales-tax condition"),
        ("certified_spared_sales_tax_condition",),
        part_of="section_154a",
    ),
    Rule(
        "off_list_rate",
        N_("Double rate off the Active Taxpayers List"),
        ("export_rate_off_list",),
        part_of="section_154a",
        lines=("final_tax",),
        # Where the law does not double, persons off the list have the rate that everybody has.
        where_none=MappingProxyType({"export_rate_off_list": "export_rate_other"}),
    ),
    Rule(
        "certified_rate",
        N_("Rate for PSEB-certified IT exports"),
        ("export_rate_certified",),
        (
            "certified_rate",
            "other_rate",
            "certified_final_tax",
            "other_final_tax",
            "export_rate",
            "final_tax",
        ),
        part_of="section_154a",
        lines=("final_tax",),
    ),
    Rule(
        "other_rate",
        N_("Rate for all other exports"),
        ("export_rate_other",),
        part_of="section_154a",
        lines=("final_tax",),
    ),
    Rule(
        "rate_card",
        N_("Double rates printed in the FBR’s rate card"),
        ("export_rate_certified_rate_card", "export_rate_other_rate_card"),
        part_of="section_154a",
        lines=("final_tax",),
    ),
    Rule("salaried_share", N_("Share of salary for the salaried table"), ("salaried_share",)),
    Rule(
        "slabs_salaried",
        N_("Table for income that is mostly salary"),
        ("slabs_salaried",),
        lines=("normal_tax", "surcharge"),
    ),
    Rule(
        "slabs_non_salaried",
        N_("Table for income that is not mostly salary"),
        ("slabs_non_salaried",),
        lines=("normal_tax", "surcharge"),
    ),
    Rule(
        "surcharge",
        N_("Surcharge on high incomes (section 4AB)"),
        ("surcharge_threshold",),
        ("surcharge_due", "surcharge_rate", "surcharge"),
        lines=("surcharge",),
    ),
    Rule(
        "surcharge_rate_salaried",
        N_("Surcharge where the salaried table applies"),
        ("surcharge_rate_salaried",),
        part_of="surcharge",
        lines=("surcharge",),
    ),
    Rule(
        "surcharge_rate_other",
        N_("Surcharge for everybody else"),
        ("surcharge_rate_other",),
        part_of="surcharge",
        lines=("surcharge",),
    ),
)
RULE: Final = {rule.id: rule for rule in RULES}
RULE_OF_PARAMETER: Final = {name: rule.id for rule in RULES for name in rule.parameters}
RULE_OF_FORMULA: Final = {name: rule.id for rule in RULES for name in rule.formulas}
WHERE_NONE: Final = {name: other for rule in RULES for name, other in rule.where_none.items()}
