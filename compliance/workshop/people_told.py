"""The stories of the invented people, and what each one teaches.

Their figures are round, so that a room can follow them on paper: every dollar brought 280 rupees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from compliance.text import N_


@dataclass(frozen=True, slots=True)
class Told:
    """Texts of a person, to be translated where they are shown; `work` is the code of a kind of work.

    `setting` is the story without figures of this year, for worksheets with figures of their own.
    """

    called: str
    title: str
    story: str
    setting: str
    teaches: str
    work: str


TOLD: Final[dict[str, Told]] = {
    "below": Told(
        N_("Bilal"),
        N_("Bilal, just below 12,000 dollars"),
        N_(
            "Bilal looks over contracts for a firm in the United States. Each month 980 dollars reach his "
            "bank, 11,760 in the year. A friend told him: below 12,000 dollars a freelancer pays nothing."
        ),
        N_(
            "Bilal looks over contracts for a firm in the United States. A friend told him: below 12,000 "
            "dollars a freelancer pays nothing."
        ),
        N_(
            "What a policy paper says and what the Ordinance says are two things, and he files by the second."
        ),
        "consultant",
    ),
    "cliff": Told(
        N_("Ayesha"),
        N_("Ayesha, forty dollars over"),
        N_(
            "Ayesha advises a company in London, 1,000 dollars a month. In June the client added 40 "
            "dollars for a small extra. Her year came to 12,040 dollars."
        ),
        N_(
            "Ayesha advises a company in London. At the end of the year the client added a little for a "
            "small extra."
        ),
        N_(
            "The 12,000 dollars of the paper are a cliff and not an allowance: one dollar more, and none "
            "of it is free."
        ),
        "consultant",
    ),
    "certified": Told(
        N_("Hamza"),
        N_("Hamza, certified all year"),
        N_(
            "Hamza writes software for clients abroad, 2,500 dollars a month. He renewed his PSEB "
            "certificate in time, and his bank knows of it."
        ),
        N_(
            "Hamza writes software for clients abroad. He renewed his PSEB certificate in time, and his "
            "bank knows of it."
        ),
        N_(
            "With a PSEB certificate on the day the money arrives, the rate on exported IT work is a "
            "quarter of what it is without."
        ),
        "software_developer",
    ),
    "mid_year": Told(
        N_("Sana"),
        N_("Sana, certified from January"),
        N_(
            "Sana builds websites for a client in Germany, 1,500 dollars a month. Her PSEB certificate "
            "began on 1 January, in the middle of the tax year."
        ),
        N_(
            "Sana builds websites for a client in Germany. Her PSEB certificate began in the middle of "
            "the tax year."
        ),
        N_(
            "The certificate counts for each receipt by its own day: nothing before it began is at the "
            "lower rate."
        ),
        "web_developer",
    ),
    "expired": Told(
        N_("Usman"),
        N_("Usman, whose certificate ran out"),
        N_(
            "Usman’s certificate ended on 31 December. He forgot to renew it, and his bank went on taking "
            "the lower rate of tax from every receipt until June."
        ),
        N_(
            "Usman’s PSEB certificate ran out in the middle of the tax year. He writes apps for clients "
            "abroad, and his bank went on taking the lower rate of tax from every receipt."
        ),
        N_("What the bank took is not always what is owed: the difference is his to pay."),
        "app_developer",
    ),
    "remittance_from": Told(
        N_("Maryam"),
        N_("Maryam, “Remittance From”"),
        N_(
            "Maryam works through Upwork and takes her money out by a payout company. Her bank statement "
            "says “Remittance From”, and no tax was taken."
        ),
        N_(
            "Maryam works through Upwork and takes her money out by a payout company. Her bank statement "
            "says “Remittance From”, and no tax was taken."
        ),
        N_(
            "How money arrives can decide how it is taxed, and here the law is not settled: the answer is "
            "a range."
        ),
        "consultant",
    ),
    "wallet": Told(
        N_("Zainab"),
        N_("Zainab, paid into a wallet"),
        N_(
            "Zainab enters data for shops abroad, 300 dollars a month. The money lands in a mobile wallet "
            "and never passes a bank as foreign currency."
        ),
        N_(
            "Zainab enters data for shops abroad. The money lands in a mobile wallet and never passes a "
            "bank as foreign currency."
        ),
        N_(
            "The low final tax is for money that a bank realised as foreign exchange; outside banks it is "
            "open."
        ),
        "data_entry",
    ),
    "mixed": Told(
        N_("Fahad"),
        N_("Fahad, clients abroad and at home"),
        N_(
            "Fahad programs for a firm in the United States, 1,000 dollars a month, and looks after the "
            "website of a shop in Karachi for 60,000 rupees a month."
        ),
        N_(
            "Fahad programs for a firm in the United States, and looks after the website of a shop in "
            "Karachi."
        ),
        N_("The low rate is for exports only: work for clients in Pakistan goes to the slabs."),
        "software_developer",
    ),
    "job": Told(
        N_("Hira"),
        N_("Hira, with a job besides"),
        N_(
            "Hira has a salary of one and a half lakh rupees a month, from which her employer takes tax. "
            "In the evenings she draws logos for a client in Dubai, 500 dollars a month."
        ),
        N_(
            "Hira has a salary, from which her employer takes tax. In the evenings she draws logos for a "
            "client in Dubai."
        ),
        N_(
            "Final tax stands beside the tax on a salary: the exports do not push the salary into a "
            "higher slab."
        ),
        "graphic_designer",
    ),
    "retention": Told(
        N_("Kamran"),
        N_("Kamran, who kept too much in dollars"),
        N_(
            "Kamran was paid three times, 12,000 dollars each. He left 7,000, then 6,000, then 4,000 "
            "dollars in his exporter’s foreign currency account."
        ),
        N_(
            "Kamran writes software for clients abroad and left a part of what they paid in his "
            "exporter’s foreign currency account."
        ),
        N_(
            "How much foreign currency may be kept is counted month by month; what is kept is taxed all "
            "the same."
        ),
        "software_developer",
    ),
    "purpose_code": Told(
        N_("Nadia"),
        N_("Nadia, with the wrong purpose code"),
        N_(
            "Nadia’s bank booked three of her twelve receipts under code 9471, money sent by family, and "
            "took no tax from them. She noticed it when she read the certificates."
        ),
        N_(
            "Nadia’s bank booked three of her receipts under code 9471, money sent by family, and took no "
            "tax from them."
        ),
        N_(
            "A wrong code does not change what the money is, but it takes away the proof; the bank has to "
            "mend it."
        ),
        "web_developer",
    ),
    "opts_out": Told(
        N_("Imran"),
        N_("Imran, who does better without final tax"),
        N_(
            "Imran earns 250 dollars a month from a client in Australia and pays three lakh rupees a year "
            "for a desk, electricity and internet."
        ),
        N_(
            "Imran builds websites for a client in Australia and pays for a desk, electricity and "
            "internet himself."
        ),
        N_(
            "Final tax knows no expenses. Whoever earns little or spends much can be better off at the slabs."
        ),
        "web_developer",
    ),
    "before_june": Told(
        N_("Rabia"),
        N_("Rabia, the year before June 2025"),
        N_(
            "Rabia codes for a client in Canada, 1,500 dollars a month. She has read that IT exports were "
            "free of tax until June 2025."
        ),
        N_(
            "Rabia codes for a client in Canada. She has read that IT exports were free of tax until June "
            "2025."
        ),
        N_(
            "The zero tax stood in the Ordinance only up to tax year 2022; after that it is the paper’s "
            "alone."
        ),
        "software_developer",
    ),
    "after_june": Told(
        N_("Rabia"),
        N_("Rabia, the year after"),
        N_("The same client, the same dollars, one year later."),
        N_(
            "Rabia codes for a client in Canada, one year later. She has read that IT exports were free "
            "of tax until June 2025."
        ),
        N_("From July 2025 on the paper itself promises nothing more, and both readings meet."),
        "software_developer",
    ),
    "relative": Told(
        N_("Saad"),
        N_("Saad, paid into his brother’s account"),
        N_(
            "Saad has no bank account of his own, so his client pays 700 dollars a month to his brother. "
            "The bank takes tax in the brother’s name."
        ),
        N_(
            "Saad has no bank account of his own, so his client pays his brother. The bank takes tax in "
            "the brother’s name."
        ),
        N_("The income is Saad’s, but the tax stands to his brother’s name: he cannot count it as paid."),
        "web_developer",
    ),
    "kept_abroad": Told(
        N_("Danish"),
        N_("Danish, who left money with Payoneer"),
        N_(
            "Danish brought 1,000 dollars a month to his bank. Another 2,500 dollars he earned were still "
            "in his Payoneer balance on 30 June."
        ),
        N_(
            "Danish brought most of what he earned to his bank. The last part was still in his Payoneer "
            "balance on 30 June."
        ),
        N_(
            "Money left abroad is income of the year in which it was earned into the balance, and may be "
            "taxed higher than what came home."
        ),
        "software_developer",
    ),
}
