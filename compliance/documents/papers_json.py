"""The filing pack as plain data for scripts: duties, dates, costs, evidence, the filing sheet, wealth.

Stable are names of keys, ids, statuses and numbers; titles and sentences are in the language spoken now.
Keys that end in `rupees` hold whole rupees; money that may have paisa is a text with two decimals; dates are
ISO 8601.
"""

from __future__ import annotations

from typing import Any

from compliance.assessment_json import to_json
from compliance.assessment_types import Assessment
from compliance.duties.all_duties import duties
from compliance.duties.bank_check import checked_deductions
from compliance.duties.calendar import calendar
from compliance.duties.case import Case
from compliance.duties.duty_types import Duty
from compliance.duties.earlier_years import earlier_years
from compliance.duties.evidence import missing_evidence
from compliance.duties.pseb_value import pseb_value
from compliance.duties.return_lines import return_lines
from compliance.duties.wealth import Side, WealthBridge, shields, wealth_bridge
from compliance.money import two_decimals
from compliance.rulebook import Rulebook
from compliance.summary_duties import told_duties


def with_papers(assessment: Assessment, rulebook: Rulebook) -> dict[str, Any]:
    """The assessment as `to_json` gives it, with the key `papers` added."""
    return {**to_json(assessment), "papers": papers(assessment, rulebook)}


def papers(assessment: Assessment, rulebook: Rulebook) -> dict[str, Any]:
    """The filing pack. `rulebook` is the one that the assessment was made with."""
    case = Case(assessment, rulebook)
    known = duties(case)
    return {
        "duties": [_duty(one) for one in known],
        "dates": [
            {
                "id": day.id,
                "day": day.day.isoformat(),
                "original": day.original.isoformat() if day.original else None,
                "title": day.title,
                "status": day.status,
                "holiday": day.holiday or None,
                "holiday_estimated": day.holiday_estimated,
                "tier": day.tier,
            }
            for day in calendar(case, known)
        ],
        "costs_of_lateness": [
            {"id": cost.id, "low_rupees": cost.low, "high_rupees": cost.high, "tier": cost.tier}
            for cost in told_duties(assessment, rulebook).costs
        ],
        "other_years": [
            {
                "tax_year": year.tax_year,
                "filed": year.filed,
                "last_date": year.last_date.isoformat() if year.last_date else None,
            }
            for year in earlier_years(case).years
        ],
        "evidence": _evidence(case),
        "filing_sheet": [
            {
                "id": line.id,
                "section": line.section,
                "name": line.name,
                "code": line.code.shown if line.code else None,
                "code_tier": line.code.tier if line.code else None,
                "rupees": line.amount,
                "tax_rupees": line.tax,
                "tier": line.tier,
            }
            for line in return_lines(case)
        ],
        "pseb": _pseb(case),
        "wealth": _wealth(case),
    }


def _duty(one: Duty) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "status": one.status,
        "verdict": one.verdict,
        "why": list(one.why),
        "how": list(one.how),
        "by": one.by.isoformat() if one.by else None,
        "days_late": one.days_late,
        "depends_on": [question.path for question in one.questions],
        "rules": [rule.parameter for rule in one.rules],
        "tier": one.tier,
    }


def _evidence(case: Case) -> dict[str, Any]:
    return {
        # No section makes the tax rest on these papers.
        "tier": "unsettled",
        "missing": [
            {
                "kind": kind.kind,
                "together_rupees": kind.together,
                "receipts": [
                    {"id": case.workbook.receipts[paper.receipt].id, "could_move_rupees": paper.effect}
                    for paper in kind.papers
                ],
            }
            for kind in missing_evidence(case)
        ],
        "deductions": [
            {
                "id": case.workbook.receipts[one.receipt].id,
                "expected": two_decimals(one.expected),
                "deducted": two_decimals(one.deducted),
                "portal": None if one.portal is None else two_decimals(one.portal),
                "verdicts": list(one.verdicts),
            }
            for one in checked_deductions(case)
        ],
    }


def _pseb(case: Case) -> dict[str, Any] | None:
    value = pseb_value(case)
    if value is None:
        return None
    return {
        "saved_rupees": value.saved,
        "could_save_rupees": value.could_save,
        "fee_rupees": value.fee,
        "break_even_proceeds_rupees": value.break_even_proceeds,
        "break_even_day": value.break_even_day.isoformat() if value.break_even_day else None,
    }


def _wealth(case: Case) -> dict[str, Any]:
    bridge, explained = wealth_bridge(case), shields(case)
    return {
        "bridge": None
        if bridge is None
        else {
            "opening": _whole_side(bridge, "start", bridge.opening),
            "lines": [{"id": line.id, "amount": two_decimals(line.paisa)} for line in bridge.lines],
            "expected": _whole_side(bridge, "start", bridge.expected),
            "closing": _whole_side(bridge, "end", bridge.closing),
            "estimated": bridge.estimated,
            "gap": None if bridge.gap is None else two_decimals(bridge.gap),
            "missing": [{"id": item.id, "side": side} for item, side in bridge.missing],
        },
        "explained": None
        if explained is None
        else {
            "imputed_rupees": explained.imputed_rupees,
            "final_proceeds": two_decimals(explained.final_proceeds),
            "certified_by_bank": two_decimals(explained.certified_by_bank),
            "shielded": two_decimals(explained.shielded),
            "left_to_explain": [two_decimals(end) for end in explained.left_to_explain],
            "tier": explained.tier,
        },
    }


def _whole_side(bridge: WealthBridge, side: Side, paisa: int) -> str | None:
    """An amount that rests on all balances of a side; null while one of them is missing."""
    return None if any(of == side for _item, of in bridge.missing) else two_decimals(paisa)
