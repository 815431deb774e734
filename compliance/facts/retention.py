"""Foreign currency that may be kept in the special account, by calendar month of bank exports.

State Bank of Pakistan, Foreign Exchange Manual chapter 12 and its circular letters. In this graph a
"person" is one calendar month, so that a month's receipts are summed by the one way up.
"""

from __future__ import annotations

import numpy as np

from compliance.engine import person_fact, receipt_fact, summed
from compliance.money import MILLION, Cents, Rate, YesNo, above_zero
from compliance.text import N_

MANUAL = "FE Manual, chapter 12, para 12"
ROUNDING = "to cents, halves upwards, once a month"


@receipt_fact(cite=MANUAL, label=N_("A bank export in foreign currency"))
def foreign_proceeds(from_abroad: YesNo, through_bank: YesNo, foreign_currency: YesNo) -> YesNo:
    """Only what a bank realised in foreign currency can be kept in it."""
    return from_abroad & through_bank & foreign_currency


@receipt_fact(cite=MANUAL, label=N_("A part of it may be kept"))
def may_be_kept(foreign_proceeds: YesNo, retention_needs_registration: YesNo, pseb_in_force: YesNo) -> YesNo:
    """For some months of 2023 only registered exporters were named."""
    return foreign_proceeds & (~retention_needs_registration | pseb_in_force)


@receipt_fact(cite=MANUAL, label=N_("Falls under the higher of the share and the dollar minimum"))
def kept_with_minimum(may_be_kept: YesNo, has_minimum: YesNo) -> YesNo:
    """Receipts from the day on which the dollar minimum begins."""
    return may_be_kept & has_minimum


@receipt_fact(cite=MANUAL, label=N_("Falls under the share alone"))
def kept_by_share(may_be_kept: YesNo, has_minimum: YesNo) -> YesNo:
    """Receipts before the dollar minimum."""
    return may_be_kept & ~has_minimum


@receipt_fact(cite=MANUAL, label=N_("The share of the receipt that may be kept, in millionths of a cent"))
def share_of_receipt(usd: Cents, retention_share: Rate) -> Cents:
    """Not rounded: the month is rounded once."""
    return usd * retention_share


proceeds_usd = summed(
    "proceeds_usd",
    "usd",
    "foreign_proceeds",
    unit="cents",
    label=N_("Bank exports of the month"),
    cite=MANUAL,
)
retained_total = summed(
    "retained_total",
    "retained_usd",
    "foreign_proceeds",
    unit="cents",
    label=N_("Kept in foreign currency"),
    cite=MANUAL,
)
proceeds_with_minimum = summed(
    "proceeds_with_minimum",
    "usd",
    "kept_with_minimum",
    unit="cents",
    label=N_("Receipts to which the dollar minimum applies"),
    cite=MANUAL,
)
share_with_minimum = summed(
    "share_with_minimum",
    "share_of_receipt",
    "kept_with_minimum",
    unit="cents",
    label=N_("Their share"),
    cite=MANUAL,
)
share_alone = summed(
    "share_alone",
    "share_of_receipt",
    "kept_by_share",
    unit="cents",
    label=N_("Share of the receipts before the dollar minimum"),
    cite=MANUAL,
)


@person_fact(cite=MANUAL, label=N_("Most that may be kept"), rounding=ROUNDING)
def limit_usd(
    proceeds_with_minimum: Cents, share_with_minimum: Cents, share_alone: Cents, retention_minimum_usd: Cents
) -> Cents:
    """The higher of share and minimum, never above the receipts, and the older share on top."""
    higher = np.maximum(share_with_minimum, retention_minimum_usd * MILLION)
    exact = np.minimum(proceeds_with_minimum * MILLION, higher) + share_alone
    return (exact + MILLION // 2) // MILLION


@person_fact(cite=MANUAL, label=N_("Could still have been kept"))
def headroom_usd(limit_usd: Cents, retained_total: Cents) -> Cents:
    """Never below zero."""
    return above_zero(limit_usd - retained_total)


@person_fact(cite=MANUAL, label=N_("Kept beyond the limit"))
def over_usd(limit_usd: Cents, retained_total: Cents) -> Cents:
    """Never below zero."""
    return above_zero(retained_total - limit_usd)
