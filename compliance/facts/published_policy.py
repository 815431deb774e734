"""The published policy: the Ordinance with the policy paper's two reliefs on top.

Nothing here applies unless `policy_reading` is on. No section, SRO or circular was found for either
relief; the paper is the only source.
"""

from __future__ import annotations

from compliance.engine import person_fact, receipt_fact, summed
from compliance.money import Cents, Paisa, YesNo
from compliance.text import N_

freelance_rupees = summed(
    "freelance_rupees",
    "rupees",
    None,
    unit="paisa",
    label=N_("All freelance receipts of the year"),
    cite="Policy paper, KJPP 4(1) 2025",
)
freelance_usd = summed(
    "freelance_usd",
    "usd",
    None,
    unit="cents",
    label=N_("All freelance receipts of the year, in US dollars"),
    cite="Policy paper, KJPP 4(1) 2025",
)


@person_fact(
    cite="Policy paper, KJPP 4(1) 2025",
    label=N_("The year's receipts are at or below $12,000, so the policy exempts them"),
    tier="announced",
)
def exempt_12000(
    policy_reading: YesNo, freelance_rupees: Paisa, freelance_usd: Cents, policy_exempt_usd: Cents
) -> YesNo:
    """A threshold and not an allowance: one cent more and nothing is exempt."""
    return policy_reading & (freelance_rupees > 0) & (freelance_usd <= policy_exempt_usd)


@receipt_fact(
    cite="Policy paper, KJPP 4(1) 2025",
    label=N_("An IT export up to 30 June 2025, which the policy puts at zero"),
    tier="announced",
)
def zero_rated(
    policy_reading: YesNo, exempt_12000: YesNo, it_export: YesNo, policy_zero_rate: YesNo
) -> YesNo:
    """Zero-rated by the policy; not counted where the $12,000 rule already exempts everything."""
    return policy_reading & ~exempt_12000 & it_export & policy_zero_rate


@receipt_fact(cite="Policy paper, KJPP 4(1) 2025", label=N_("Counts for tax (the policy does not free it)"))
def counted(exempt_12000: YesNo, zero_rated: YesNo) -> YesNo:
    """Every receipt under the Ordinance; under the policy only those it does not free."""
    return ~exempt_12000 & ~zero_rated


zero_rated_rupees = summed(
    "zero_rated_rupees",
    "rupees",
    "zero_rated",
    unit="paisa",
    label=N_("IT exports that the policy puts at zero"),
    cite="Policy paper, KJPP 4(1) 2025",
)
