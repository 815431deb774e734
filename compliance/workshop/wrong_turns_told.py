"""The sentences of wrong turns: what the other calculator seems to have done, and what is so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from compliance.text import N_
from compliance.workshop.wrong_turn_types import Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """`did`: what it seems to have done. `so`: the correct step. To be translated where they are shown."""

    did: str
    so: str


_OTHER_YEARS_SLABS: Final = Told(
    N_("It used the slabs of tax year {year}."),
    N_("Tax year {own_year} has a table of its own: take the row in which your income lies."),
)
_OTHER_YEARS_RULES: Final = Told(
    N_("It stands on the rates of tax year {year}."),
    N_("Tax year {own_year} has rates of its own. Choose the year in which the money came in."),
)

TOLD: Final[dict[str, Told]] = {
    "last_year_slabs": _OTHER_YEARS_SLABS,
    "next_year_slabs": _OTHER_YEARS_SLABS,
    "last_year": _OTHER_YEARS_RULES,
    "next_year": _OTHER_YEARS_RULES,
    "salaried_table": Told(
        N_("It used the slabs for salaries."),
        N_(
            "Those are for people whose salary is more than {share_rate} of their taxable income. Yours is "
            "not, so the other table applies. Receipts whose tax is final do not count in this comparison."
        ),
    ),
    "non_salaried_table": Told(
        N_("It used the slabs for business income."),
        N_(
            "Your salary is more than {share_rate} of your taxable income, so the slabs for salaries apply. "
            "Receipts whose tax is final do not count in this comparison."
        ),
    ),
    "one_row_off": Told(
        N_("Its table stands one row off: in each band it uses the formula of the band above."),
        N_(
            "Take the row in which your income lies: its fixed amount, and its percentage of what is above "
            "the lower end of that same row."
        ),
    ),
    "other_thresholds": Told(
        N_("Its bands begin and end at other amounts than those of the Act."),
        N_("The table of the Act has the bands below."),
    ),
    "other_fixed_amounts": Told(
        N_("Its table has other fixed amounts than that of the Act, and its last band is missing."),
        N_("The table of the Act has the bands below."),
    ),
    "speech_band": Told(
        N_("Its first band has the percentage of the budget speech."),
        N_("A speech is not the law. The Act that was passed has the bands below."),
    ),
    "speech_band_carried_up": Told(
        N_("It has the percentage of the budget speech in the first band, carried up into all the others."),
        N_("A speech is not the law. The Act that was passed has the bands below."),
    ),
    "bill_of_2022": Told(
        N_("It used the table of the Bill, which was changed before it became an Act."),
        N_("A Bill is not the law. The Act that was passed has the bands below."),
    ),
    "monthly_nearest": Told(
        N_("It rounded the tax of one month to whole rupees and took it twelve times."),
        N_("The tax is worked out for the whole year and rounded once."),
    ),
    "monthly_down": Told(
        N_("It dropped the paisa from the tax of one month and took it twelve times."),
        N_("The tax is worked out for the whole year and rounded once."),
    ),
    "surcharge_left_out": Told(
        N_("It left out the surcharge."),
        N_(
            "Above {threshold_paisa} of taxable income a surcharge of {right_rate} is added to the tax at "
            "the slabs."
        ),
    ),
    "other_surcharge_rate": Told(
        N_("It took a surcharge of {wrong_rate}."),
        N_(
            "The rate is not the same where the slabs for salaries apply and where they do not. For you it "
            "is {right_rate}."
        ),
    ),
    "no_surcharge": Told(
        N_("It took no surcharge, as for a salary."),
        N_("Only where the slabs for salaries apply is there none. For you it is {right_rate}."),
    ),
    "surcharge_undue": Told(
        N_("It took a surcharge of {wrong_rate}, as for business income."),
        N_("Where the slabs for salaries apply there is none in this year."),
    ),
    "doubled": Told(
        N_("It doubled the rates on exports, as for people off the Active Taxpayers List."),
        N_(
            "The law itself keeps these rates out of the doubling: {certified_rate} with a PSEB certificate "
            "and {other_rate} without."
        ),
    ),
    "doubled_on_list": Told(
        N_("It doubled the rate on exports, as for people off the Active Taxpayers List."),
        N_("You are on the list, so the rate is not doubled."),
    ),
    "not_doubled": Told(
        N_("It did not double the rate on exports."),
        N_("In this year the rate was doubled for people off the Active Taxpayers List."),
    ),
    "one_and_a_quarter": Told(
        N_("It took {wrong_rate} on exports without a PSEB certificate."),
        N_("The rate is {other_rate}."),
    ),
    "certified_rate_for_exports": Told(
        N_("It took {certified_rate} on all exports, also on those without a PSEB certificate."),
        N_(
            "That rate is for IT and IT-enabled work received on a day with a certificate in force. Other "
            "exports bear {other_rate}."
        ),
    ),
    "certified_rate_for_all": Told(
        N_("It took {certified_rate} on everything, also on money from clients in Pakistan."),
        N_(
            "That rate is for certified exports and nothing else. Money from clients in Pakistan is taxed "
            "at the slabs."
        ),
    ),
    "certificate_ignored": Told(
        N_("It took {other_rate} on all exports, as if there were no PSEB certificate."),
        N_("IT and IT-enabled work received on a day with a certificate in force bears {certified_rate}."),
    ),
    "exports_at_slabs": Told(
        N_("It taxed your exports at the slabs, like business in Pakistan."),
        N_(
            "Exports that come in through a bank are taxed as final, without a PSEB certificate too, at "
            "{other_rate}. They go to the slabs only if you choose that in the return, or fail a condition."
        ),
    ),
    "final_though_opted": Told(
        N_("It taxed your exports as final, at {other_rate} or less."),
        N_("You said that you choose the slabs for them instead."),
    ),
    "zero_rate": Told(
        N_("It put exported IT work at zero, as was announced up to {until}."),
        N_("In law the zero rate ended with tax year {relief_year}; what was announced never replaced that."),
    ),
    "zero_rate_after_its_end": Told(
        N_("It still puts exported IT work at zero."),
        N_(
            "In law the zero rate ended with tax year {relief_year}, and even the one that was announced "
            "ended on {until}."
        ),
    ),
    "exempt_12000": Told(
        N_("It exempts you, since the year’s receipts are not above {limit_cents}."),
        N_("A policy paper says so. No law, notification or circular that says it was found."),
    ),
    "credit_alive": Told(
        N_("It gave the full tax credit for exported IT work."),
        N_("The credit was withdrawn after tax year {relief_year}."),
    ),
    "relief_forgotten": Told(
        N_("It taxed exported IT work, which was free in this year."),
        N_("Where {share_rate} of it came in through banks, exported IT work bore no tax in this year."),
    ),
    "before_platform_fees": Told(
        N_("It counted what you earned before the platform’s fees."),
        N_(
            "This program takes what the bank realised, since that is what the bank deducts from. Whether "
            "the fees count as well is not settled."
        ),
    ),
    "before_expenses": Told(
        N_("It did not take off the costs of your work."),
        N_("Costs are taken off the income that is taxed at the slabs."),
    ),
    "one_month": Told(
        N_("It took the receipts of {month} twelve times for the year."),
        N_("The tax is on what came in during the whole year."),
    ),
    "person.active_taxpayer_False": Told(
        N_("It takes you for somebody off the Active Taxpayers List."),
        N_("You did not know whether you are on it. If you are not, that figure is right."),
    ),
    "person.sales_tax_returns_required_not_filed": Told(
        N_("It takes it that sales-tax returns were required and not filed."),
        N_("You did not know about them. If that is so, that figure is right."),
    ),
}

VERDICTS: Final[dict[Verdict, str]] = {
    "wrong": N_("Our sources say otherwise."),
    "announced": N_("It was announced, but it is not the law. Do not file by it."),
    "unsettled": N_("The law is not settled on this: that figure may be the right one."),
    "choice": N_("That figure is right for somebody who chooses this in the return."),
    "answer": N_("That figure may be the right one for you: it depends on something you did not know."),
}
"""A verdict in a sentence."""

ANSWERS: Final[dict[str, Told]] = {
    "purpose_code": Told(
        N_("Which purpose code is right for freelance computer work?"),
        N_("The State Bank’s list has {answer} for it."),
    ),
    "pseb_fee": Told(
        N_("What does a new PSEB registration cost a freelancer?"),
        N_("{answer}, as last seen."),
    ),
    "active_list_surcharge": Told(
        N_("What does a late filer pay to get onto the Active Taxpayers List?"),
        N_("{answer} on the day looked at, for an individual."),
    ),
}
"""Questions that no sum settles, and what our sources say."""
