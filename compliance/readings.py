"""Which other readings a year has: each is one more person in the same run, with one condition changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.text import N_
from compliance.workbook import Workbook

ORDINANCE, POLICY, OTHER_OPTION = 0, 1, 2
"""Rows of the readings that every run has."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of law that is not settled.

    `switch` is the input that makes its other reading; None where no figure of that reading is known.
    """

    id: str
    switch: str | None
    reading: str
    closes: str


POINTS: tuple[Point, ...] = (
    Point(
        "remittance_channel",
        "remittance_at_slabs",
        N_(
            "Money credited as a home remittance was not realised under section 154A, so it is "
            "taxed at the slabs."
        ),
        N_("A proceeds certificate from your bank with a freelance purpose code, such as 9186 or 9249."),
    ),
    Point(
        "non_bank_exports",
        "non_bank_as_final",
        N_(
            "Money that never passed a bank is still income from exported services and taxed as "
            "final at its rate."
        ),
        N_("A ruling on money outside banks; for the future, bringing the money in through a bank."),
    ),
    Point(
        "off_list_2026",
        "rate_card_doubling",
        N_(
            "The printed rate card is right, and the rates are doubled for people off the Active "
            "Taxpayers List."
        ),
        N_(
            "A ruling or circular on the doubled rates; being on the Active Taxpayers List keeps you out of "
            "the question from then on."
        ),
    ),
    Point(
        "surcharge_limb",
        "other_surcharge_limb",
        N_("With salary and business income together, the surcharge follows its other limb."),
        N_("A ruling on which limb applies to salary and business income together."),
    ),
    Point(
        "remittance_80",
        "remittance_counts_for_80",
        N_("Home remittances count as normal banking channels in the 80% test."),
        N_("Proceeds certificates from your bank for the money that came as remittance."),
    ),
    Point(
        "exports_2021",
        None,
        N_(
            "Before section 154A, how exports outside the exemption were taxed is not certain; no "
            "figure is known."
        ),
        N_("The opinion of a tax professional on tax year 2021."),
    ),
    Point(
        "service_unsure",
        "unsure_counts_as_ites",
        N_("Work that the law does not name counts as an IT-enabled service."),
        N_("A ruling that names this kind of work."),
    ),
    Point(
        "minimum_tax_share",
        None,
        N_(
            "What clients in Pakistan deducted is compared with the tax on that part of your "
            "income alone; how to divide it is not settled."
        ),
        N_("The opinion of a tax professional on how the minimum tax is shared out."),
    ),
    Point(
        "platform_fees",
        None,
        N_(
            "The tax is on what you earned before platform fees, not on what the bank realised; "
            "no figure is known."
        ),
        N_("A ruling; until then keep the platform's fee statements."),
    ),
    Point(
        "section_154b",
        None,
        N_(
            "How the new tax on social-media revenue (section 154B, from 1 July 2026) meets "
            "section 154A is not settled."
        ),
        N_("A ruling or a circular on section 154B."),
    ),
)
POINT = {point.id: point for point in POINTS}
NON_BANK_CHANNELS = ("wallet", "kept_abroad", "cash", "crypto", "unknown")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One other answer to an open question; `changed` is None where that answer is not covered."""

    path: str
    answer: str | bool
    changed: Mapping[str, bool] | None


def alternatives(workbook: Workbook, provinces: tuple[str, ...]) -> tuple[Alternative, ...]:
    """The other answers to what the person did not know; those outside the program have no figure."""
    person = workbook.person
    found: list[Alternative] = []
    if person.active_taxpayer is None:
        found += [
            Alternative("person.active_taxpayer", True, {"off_list": False}),
            Alternative("person.active_taxpayer", False, {"off_list": True}),
        ]
    if person.sales_tax_returns is None:
        found += [
            Alternative("person.sales_tax_returns", "not_required", {"sales_tax_not_filed": False}),
            Alternative("person.sales_tax_returns", "filed", {"sales_tax_not_filed": False}),
            Alternative("person.sales_tax_returns", "required_not_filed", {"sales_tax_not_filed": True}),
        ]
    if person.resident is None:
        found += [Alternative("person.resident", True, {}), Alternative("person.resident", False, None)]
    if person.province == "unknown":
        found += [
            Alternative("person.province", province, None if province in OWN_REVENUE_BOARDS else {})
            for province in provinces
            if province != "unknown"
        ]
    return tuple(found)


OWN_REVENUE_BOARDS = ("azad_kashmir", "gilgit_baltistan")
