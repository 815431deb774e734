"""What people say about a freelancer's tax, and what our sources say.

From the list of myths met in public pages between 2022 and 2026; each rests on rules that are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from compliance.text import N_, _

Verdict = Literal["false", "only_announced", "no_longer"]
"""`false`; `only_announced`: a paper says so and no law was found; `no_longer`: it was so once."""


@dataclass(frozen=True, slots=True)
class Myth:
    """A sentence that people say, in the language spoken now; why it is or is not so; its rules by name."""

    name: str
    said: str
    verdict: Verdict
    why: str
    rules: tuple[str, ...]


def myths() -> tuple[Myth, ...]:
    """All of them, in the order of teaching."""
    return tuple(Myth(name, _(said), verdict, _(why), rules) for name, said, verdict, why, rules in _MYTHS)


_MYTHS: Final[tuple[tuple[str, str, Verdict, str, tuple[str, ...]], ...]] = (
    (
        "dollars_free",
        N_("Dollars are tax-free, and what stands with Payoneer is no income."),
        "false",
        N_(
            "A resident’s income from anywhere is taxable. Neither the currency nor the way by which it "
            "comes changes that."
        ),
        (),
    ),
    (
        "remittances_exempt",
        N_("Remittances are exempt."),
        "false",
        N_(
            "Up to a limit the law does not ask where a remittance came from. That frees nobody from tax on "
            "what was earned."
        ),
        ("remittance_source_shield",),
    ),
    (
        "below_12000",
        N_("Freelancers below 12,000 dollars pay nothing."),
        "only_announced",
        N_("A policy paper says so. No law was found behind it, and one files by the law."),
        ("policy_exempt_usd",),
    ),
    (
        "zero_until_june",
        N_("IT exports are at zero until June 2025."),
        "no_longer",
        N_(
            "The Ordinance knew such a relief up to tax year 2022, on a condition. After that it stands in a "
            "paper only."
        ),
        ("it_export_exemption", "it_export_full_credit", "policy_zero_rate"),
    ),
    (
        "certified_for_all",
        N_("The low rate of the PSEB certificate covers my clients in Pakistan too."),
        "false",
        N_("It covers exports only. Work for clients in Pakistan is taxed at the slabs."),
        ("export_rate_certified",),
    ),
    (
        "pseb_no_return",
        N_("Whoever is registered with PSEB need not file a return."),
        "false",
        N_("Whoever had income that is taxed as final files a return all the same."),
        ("return_final_taxed",),
    ),
    (
        "bank_deducted",
        N_("The bank has taken the tax, so there is nothing to file."),
        "false",
        N_("Filing the return is one of the conditions on which the tax that the bank took is final."),
        ("return_final_taxed",),
    ),
    (
        "exempt_24000",
        N_("24,000 dollars a year are exempt from income tax."),
        "false",
        N_("A speech spoke of that sum, and of registration for sales tax. It was not about income tax."),
        (),
    ),
    (
        "bring_in_80",
        N_("80% of the money must be brought into Pakistan."),
        "no_longer",
        N_("That was a condition of the relief for IT exports, which ended after tax year 2022."),
        ("it_export_remittance_share",),
    ),
    (
        "list_in_march",
        N_("The Active Taxpayers List is renewed on 1 March."),
        "no_longer",
        N_("Since 2024 it is renewed on the day after the due date of the return, and then every day."),
        ("active_list_follows_due_date",),
    ),
    (
        "fbr_certificate",
        N_("The tax office issues the certificate of proceeds."),
        "false",
        N_("The bank issues it, for each payment from abroad."),
        (),
    ),
)
