"""The columns that a run starts from: what is known of each receipt and of each person.

The last group are switches: each turned on makes one other reading of an unsettled point, or the
published policy, so that a reading is one more person in the same run and never a second formula.
"""

from __future__ import annotations

from compliance.engine import Input
from compliance.text import N_

RECEIPT = (
    Input("rupees", "receipt", "paisa", N_("Rupees of the receipt, before the tax the bank took")),
    Input("usd", "receipt", "cents", N_("The receipt in US dollars")),
    Input("deducted", "receipt", "paisa", N_("Tax deducted from the receipt")),
    Input("from_abroad", "receipt", "yes_no", N_("The client is abroad")),
    Input("from_local_client", "receipt", "yes_no", N_("The client is in Pakistan")),
    Input("named_it_service", "receipt", "yes_no", N_("The work is an IT or IT-enabled service")),
    Input("service_unsure", "receipt", "yes_no", N_("The law does not name this kind of work")),
    Input("through_bank", "receipt", "yes_no", N_("A bank realised the foreign exchange")),
    Input("as_remittance", "receipt", "yes_no", N_("The bank credited it as a home remittance")),
    Input("own_account", "receipt", "yes_no", N_("It went to your own account")),
    Input("pseb_in_force", "receipt", "yes_no", N_("A PSEB certificate was in force on the day")),
)

RETENTION = (
    Input("usd", "receipt", "cents", N_("The receipt in US dollars")),
    Input("retained_usd", "receipt", "cents", N_("The part kept in foreign currency, in US dollars")),
    Input("from_abroad", "receipt", "yes_no", N_("The client is abroad")),
    Input("through_bank", "receipt", "yes_no", N_("A bank realised the foreign exchange")),
    Input("foreign_currency", "receipt", "yes_no", N_("It arrived in a foreign currency")),
    Input("pseb_in_force", "receipt", "yes_no", N_("A PSEB certificate was in force on the day")),
    Input("has_minimum", "receipt", "yes_no", N_("The dollar minimum applies on the day")),
)

PERSON = (
    Input("salary", "person", "paisa", N_("Salary from a job"), tier="text"),
    Input("salary_tax_deducted", "person", "paisa", N_("Tax your employer took from your salary")),
    Input("expenses", "person", "paisa", N_("Costs of your work")),
    Input("other_adjustable_tax", "person", "paisa", N_("Other tax paid that can be set off")),
    Input("advance_tax_paid", "person", "paisa", N_("Advance tax you paid yourself")),
    Input("off_list", "person", "yes_no", N_("Not on the Active Taxpayers List")),
    Input("sales_tax_not_filed", "person", "yes_no", N_("Sales-tax returns were required and not filed")),
    Input("opts_for_normal_tax", "person", "yes_no", N_("You chose the slabs instead of the final tax")),
)

SWITCHES = (
    Input("policy_reading", "person", "yes_no", N_("The published policy is applied")),
    Input("remittance_at_slabs", "person", "yes_no", N_("Remittances are read as outside section 154A")),
    Input(
        "non_bank_as_final", "person", "yes_no", N_("Money outside banks is read as taxed under section 154A")
    ),
    Input("rate_card_doubling", "person", "yes_no", N_("The doubled rates of the rate card are applied")),
    Input("other_surcharge_limb", "person", "yes_no", N_("The surcharge is taken from its other limb")),
    Input("remittance_counts_for_80", "person", "yes_no", N_("Remittances count as normal banking channels")),
    Input("unsure_counts_as_ites", "person", "yes_no", N_("Work the law does not name counts as IT-enabled")),
)
