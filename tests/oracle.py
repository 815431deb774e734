"""An independent oracle: CONTRACT part 5 in exact fractions, one person at a time, read beside the contract.

`assess` gives the keys of CONTRACT part 3 (without version, digest, trace and the sentences), `batch_row`
the columns of part 4. It knows nothing of the program: no import from `compliance`, no file of `rules/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import oracle_law as law
from oracle_figures import (
    DEFAULT,
    View,
    classes_of,
    eighty_percent_test,
    exempt_12000,
    figures_of,
    is_it,
    ordinance,
    policy,
    year_is_over,
    zero_rated,
)
from oracle_input import Case, Receipt, half_up, read_case, to_hundredths

OTHER_ANSWERS: Mapping[str, tuple[Any, ...]] = {
    "active_taxpayer": (True, False),
    "sales_tax_returns": ("not_required", "filed", "required_not_filed"),
    "resident": (True, False),
    "province": (
        "punjab", "sindh", "khyber_pakhtunkhwa", "balochistan", "islamabad", "azad_kashmir",
        "gilgit_baltistan",
    ),
}
NOT_COVERED = (("resident", False), ("province", "azad_kashmir"), ("province", "gilgit_baltistan"))


def assess(workbook: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """Both readings of a workbook without problems, as CONTRACT part 3 writes them."""
    case = read_case(workbook)
    by_law, by_policy = ordinance(case), policy(case)
    other = ordinance(replace(case, opts_for_normal_tax=not case.opts_for_normal_tax))
    points = open_points(case)
    unsettled = {
        name: None if view is None else ordinance(case, view).tax - by_law.tax
        for name, view in points.items()
    }
    readings = [by_law.tax] + [by_law.tax + effect for effect in unsettled.values() if effect is not None]
    tier = tier_of(case)
    moved = any(unsettled.values())
    policy_moved = any(policy(case, view).tax != by_policy.tax for view in points.values() if view)
    return {
        "tax_year": case.tax_year,
        "as_of": as_of.isoformat(),
        "receipts": {
            "count": len(case.receipts),
            "rupees": shown(sum((r.rupees for r in case.receipts), Fraction(0))),
            "usd": shown(sum((r.usd for r in case.receipts), Fraction(0))),
            "estimated": sum(r.estimated for r in case.receipts),
        },
        "ordinance": {
            "final_tax": by_law.final_tax,
            "normal_tax": by_law.normal_tax,
            "surcharge": by_law.surcharge,
            "minimum_tax": by_law.minimum_tax,
            "tax": by_law.tax,
            "taxable_income": half_up(by_law.income),
            "salaried": by_law.salaried,
            "tax_deducted": half_up(everything_deducted(case)),
            "balance": by_law.balance,
            "refundable": by_law.refundable,
            "over_deducted": by_law.over_deducted,
            "range": {"low": min(readings), "high": max(readings)},
            "tier": "unsettled" if tier and moved else tier,
        },
        "policy": {
            "exempt_12000": exempt_12000(case),
            "zero_rated_rupees": shown(zero_rated_rupees(case)),
            "tax": by_policy.tax,
            "balance": by_policy.balance,
            "tier": tier and ("unsettled" if policy_moved else law.weakest([law.POLICY_TIER, tier])),
        },
        "difference": by_law.tax - by_policy.tax,
        "other_option": {
            "opts_for_normal_tax": not case.opts_for_normal_tax,
            "tax": other.tax,
            "balance": other.balance,
            "refundable": other.refundable,
        },
        "retention": retention(case),
        "unsettled": [{"id": name, "effect_rupees": effect} for name, effect in unsettled.items()],
        "unknown_answers": unknown_answers(case),
        "filing": filing(case, as_of),
        "warnings": warnings(case, as_of),
    }


def shown(amount: Fraction) -> str:
    """Money that may have paisa or cents, as text with two decimals."""
    hundredths = amount * 100
    assert hundredths.denominator == 1 and hundredths >= 0
    return f"{int(hundredths) // 100}.{int(hundredths) % 100:02d}"


def everything_deducted(case: Case) -> Fraction:
    """Everything deducted or paid, whoever's account."""
    from_receipts = sum((receipt.tax_deducted for receipt in case.receipts), Fraction(0))
    return from_receipts + case.salary_tax_deducted + case.other_adjustable_tax + case.advance_tax_paid


def zero_rated_rupees(case: Case) -> Fraction:
    """Rupees under the policy's zero rate; none where the 12,000 dollars free everything."""
    if exempt_12000(case):
        return Fraction(0)
    return sum((receipt.rupees for receipt in case.receipts if zero_rated(receipt)), Fraction(0))


def open_points(case: Case) -> dict[str, View | None]:
    """The ids of the table of unsettled points whose condition is met, with the other reading if any."""
    year, default = case.tax_year, ordinance(case)
    classes = classes_of(case)
    exports = [(receipt, name) for receipt, name in zip(case.receipts, classes, strict=True)
               if receipt.is_export]
    from_2022 = [receipt for receipt, name in exports if year >= 2022 and name != "nil"]
    points: dict[str, View | None] = {}
    if any(receipt.channel == "remittance" for receipt in from_2022):
        points["remittance_channel"] = View(remittance_at_slabs=True)
    if any(receipt.channel not in ("bank", "remittance") for receipt in from_2022):
        points["non_bank_exports"] = View(non_bank_final=True)
    if year == 2026 and case.active_taxpayer is not True and default.final_tax > 0:
        points["off_list_2026"] = View(rate_card=True)
    mixed = case.salary > 0 and default.other_income > 0
    if year in (2026, 2027) and default.income > law.SURCHARGE_ABOVE and mixed:
        points["surcharge_limb"] = View(other_limb=True)
    counted = View(remittance_counts_for_80=True)
    if year in (2021, 2022) and eighty_percent_test(case, counted) != eighty_percent_test(case, DEFAULT):
        points["remittance_80"] = counted
    if year == 2021 and any(name == "slabs" for _, name in exports):
        points["exports_2021"] = None
    if classes_of(case, View(unsure_is_ites=True)) != classes:
        points["service_unsure"] = View(unsure_is_ites=True)
    slabs_shared = case.salary > 0 or any(name == "slabs" for _, name in exports)
    if default.local_deductions > 0 and slabs_shared:
        points["minimum_tax_share"] = None
    if any(receipt.shows_platform_fees for receipt, _ in exports):
        points["platform_fees"] = None
    if any(receipt.kind == "social_media" for receipt in case.receipts):
        points["section_154b"] = None
    return points


def unknown_answers(case: Case) -> list[dict[str, Any]]:
    """What each other answer to an open question would change in the Ordinance's tax."""
    entries = []
    for name, answers in OTHER_ANSWERS.items():
        if getattr(case, name) not in (None, "unknown"):
            continue
        for answer in answers:
            effect = None
            if (name, answer) not in NOT_COVERED:
                effect = ordinance(replace(case, **{name: answer})).tax - ordinance(case).tax
            entries.append({"path": f"person.{name}", "answer": answer, "effect_rupees": effect})
    return entries


def retention(case: Case) -> list[dict[str, str]]:
    """What may be kept in foreign currency, by calendar month of bank exports not in rupees."""
    months: dict[str, list[Receipt]] = {}
    for receipt in case.receipts:
        if receipt.is_export and receipt.channel == "bank" and receipt.currency != "PKR":
            months.setdefault(receipt.day.isoformat()[:7], []).append(receipt)
    rows = []
    for month in sorted(months):
        proceeds = old_base = new_proceeds = retained = Fraction(0)
        for receipt in months[month]:
            proceeds += receipt.usd
            retained += receipt.retained_usd
            if receipt.day >= law.HALF_OR_5000_FROM:
                new_proceeds += receipt.usd
            elif receipt.day < law.REGISTRATION_NEEDED_FROM or receipt.pseb_covers:
                old_base += receipt.usd
        new_limit = min(new_proceeds, max(law.NEW_SHARE * new_proceeds, Fraction(law.NEW_MINIMUM_USD)))
        limit = to_hundredths(law.OLD_SHARE * old_base + new_limit)
        rows.append({
            "month": month,
            "proceeds_usd": shown(proceeds),
            "limit_usd": shown(limit),
            "retained_usd": shown(retained),
            "headroom_usd": shown(max(Fraction(0), limit - retained)),
            "over_usd": shown(max(Fraction(0), retained - limit)),
        })
    return rows


def filing(case: Case, as_of: date) -> dict[str, Any]:
    """When the return is due and how late it is; what was filed is late by the day on which it was filed."""
    extended = law.EXTENDED_TO[case.tax_year]
    last = extended or law.DUE[case.tax_year]
    day = case.return_filed_on or as_of
    return {
        "due": law.DUE[case.tax_year].isoformat(),
        "extended_to": None if extended is None else extended.isoformat(),
        "days_late": max(0, (day - last).days),
        "tier": law.FILING_TIER[case.tax_year],
    }


def warnings(case: Case, as_of: date) -> list[str]:
    """The codes that part 5 names."""
    codes = []
    if exempt_12000(case):
        if sum(receipt.usd for receipt in case.receipts) == law.EXEMPT_USD:
            codes.append("exactly_12000")
        if sum(receipt.gross_usd for receipt in case.receipts) > law.EXEMPT_USD:
            codes.append("gross_above_12000")
        if not year_is_over(case, as_of):
            codes.append("year_not_over")
    if ordinance(case).income > law.SUPER_TAX_ABOVE:
        codes.append("super_tax_left_out")
    return codes


def tier_of(case: Case) -> str | None:
    """The weakest tier among the classes that hold rupees, before open points; None with nothing to tax."""
    tiers = [law.SLABS_TIER] if case.salary > 0 else []
    for receipt, name in zip(case.receipts, classes_of(case), strict=True):
        if receipt.rupees > 0:
            tiers += tiers_of_receipt(case, receipt, name)
    return law.weakest(tiers)


def tiers_of_receipt(case: Case, receipt: Receipt, name: str) -> list[str]:
    """The tiers of what puts a receipt into its class, and of the rate or table applied to it."""
    if name == "local":
        return [law.SLABS_TIER]
    if name in ("nil", "exempt"):
        return [law.NIL_TIER]
    if name == "slabs":
        return [law.SLABS_TIER] if case.tax_year == 2021 else [law.SLABS_TIER, law.EXPORT_AT_SLABS_TIER]
    tiers = [law.FINAL_RATE_TIER[case.tax_year]]
    if receipt.channel == "remittance":
        tiers.append(law.REMITTANCE_FINAL_TIER)
    if not is_it(receipt, DEFAULT):
        tiers.append(law.OTHER_SERVICES_TIER)
    elif receipt.pseb_covers:
        tiers.append(law.CERTIFIED_TIER)
    else:
        tiers.append(law.IT_WITHOUT_CERTIFICATE_TIER)
    return tiers


def batch_row(row: Mapping[str, Any]) -> dict[str, int]:
    """The columns that `batch` adds to one good row, whole rupees (CONTRACT part 4)."""
    year = row["tax_year"]
    first_day = date(year - 1, 7, 1)
    receipts = []
    for column, kind, service in (
        ("it_export_rupees", "export", "it"),
        ("other_export_rupees", "export", "other"),
        ("local_rupees", "local", "other"),
    ):
        rupees = Fraction(row[column])
        if rupees > 0:
            usd = Fraction(0) if receipts else Fraction(row["freelance_usd"])
            receipts.append(Receipt(
                day=first_day, kind=kind, service=service, channel="bank", own_account=True, currency="PKR",
                rupees=rupees, estimated=False, usd=usd, gross_usd=usd, retained_usd=Fraction(0),
                tax_deducted=Fraction(0), pseb_covers=row["pseb"], shows_platform_fees=False,
            ))
    case = Case(
        tax_year=year, resident=None, province="unknown", active_taxpayer=None, sales_tax_returns=None,
        opts_for_normal_tax=False, return_filed_on=None, receipts=tuple(receipts),
        salary=Fraction(row["salary_rupees"]), salary_tax_deducted=Fraction(0),
        expenses=Fraction(row["expenses_rupees"]),
        other_adjustable_tax=Fraction(row["tax_deducted_rupees"]), advance_tax_paid=Fraction(0),
    )
    classed = list(zip(case.receipts, classes_of(case), strict=True))
    by_law, by_policy = figures_of(case, classed, case.expenses), policy(case)
    return {
        "ordinance_final_tax": by_law.final_tax,
        "ordinance_normal_tax": by_law.normal_tax,
        "ordinance_surcharge": by_law.surcharge,
        "ordinance_tax": by_law.tax,
        "ordinance_balance": by_law.balance,
        "ordinance_refundable": by_law.refundable,
        "policy_tax": by_policy.tax,
        "difference": by_law.tax - by_policy.tax,
    }
