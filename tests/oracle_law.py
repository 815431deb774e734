"""The law's figures as the oracle has them: typed off the law notes by hand, in exact fractions.

Nothing here may be taken from `rules/` or from the program: a figure that is wrong there must differ here.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

PERCENT = Fraction(1, 100)
YEARS = range(2021, 2028)

# --- First Schedule, Part I, Division I: (above, statute's fixed amount, percent on the excess) -----------

NON_SALARIED_2019 = (
    (0, 0, "0"), (400_000, 0, "5"), (600_000, 10_000, "10"), (1_200_000, 70_000, "15"),
    (2_400_000, 250_000, "20"), (3_000_000, 370_000, "25"), (4_000_000, 620_000, "30"),
    (6_000_000, 1_220_000, "35"),
)
SALARIED_2019 = (
    (0, 0, "0"), (600_000, 0, "5"), (1_200_000, 30_000, "10"), (1_800_000, 90_000, "15"),
    (2_500_000, 195_000, "17.5"), (3_500_000, 370_000, "20"), (5_000_000, 670_000, "22.5"),
    (8_000_000, 1_345_000, "25"), (12_000_000, 2_345_000, "27.5"), (30_000_000, 7_295_000, "30"),
    (50_000_000, 13_295_000, "32.5"), (75_000_000, 21_420_000, "35"),
)
NON_SALARIED_2022 = (
    (0, 0, "0"), (600_000, 0, "5"), (800_000, 10_000, "12.5"), (1_200_000, 60_000, "17.5"),
    (2_400_000, 270_000, "22.5"), (3_000_000, 405_000, "27.5"), (4_000_000, 680_000, "32.5"),
    (6_000_000, 1_330_000, "35"),
)
SALARIED_2022 = (
    (0, 0, "0"), (600_000, 0, "2.5"), (1_200_000, 15_000, "12.5"), (2_400_000, 165_000, "20"),
    (3_600_000, 405_000, "25"), (6_000_000, 1_005_000, "32.5"), (12_000_000, 2_955_000, "35"),
)
NON_SALARIED_2023 = (
    (0, 0, "0"), (600_000, 0, "7.5"), (800_000, 15_000, "15"), (1_200_000, 75_000, "20"),
    (2_400_000, 315_000, "25"), (3_000_000, 465_000, "30"), (4_000_000, 765_000, "35"),
)
SALARIED_2023 = (
    (0, 0, "0"), (600_000, 0, "2.5"), (1_200_000, 15_000, "12.5"), (2_400_000, 165_000, "22.5"),
    (3_600_000, 435_000, "27.5"), (6_000_000, 1_095_000, "35"),
)
NON_SALARIED_2024 = (
    (0, 0, "0"), (600_000, 0, "15"), (1_200_000, 90_000, "20"), (1_600_000, 170_000, "30"),
    (3_200_000, 650_000, "40"), (5_600_000, 1_610_000, "45"),
)
SALARIED_2024 = (
    (0, 0, "0"), (600_000, 0, "5"), (1_200_000, 30_000, "15"), (2_200_000, 180_000, "25"),
    (3_200_000, 430_000, "30"), (4_100_000, 700_000, "35"),
)
SALARIED_2025 = (
    (0, 0, "0"), (600_000, 0, "1"), (1_200_000, 6_000, "11"), (2_200_000, 116_000, "23"),
    (3_200_000, 346_000, "30"), (4_100_000, 616_000, "35"),
)
SALARIED_2026 = (
    (0, 0, "0"), (600_000, 0, "1"), (1_200_000, 6_000, "11"), (2_200_000, 116_000, "20"),
    (3_200_000, 316_000, "25"), (4_100_000, 541_000, "29"), (5_600_000, 976_000, "32"),
    (7_000_000, 1_424_000, "35"),
)
"""Each table is named after the year of the Finance Act that it came with."""

NON_SALARIED = {
    2021: NON_SALARIED_2019, 2022: NON_SALARIED_2019, 2023: NON_SALARIED_2022, 2024: NON_SALARIED_2023,
    2025: NON_SALARIED_2024, 2026: NON_SALARIED_2024, 2027: NON_SALARIED_2024,
}
SALARIED = {
    2021: SALARIED_2019, 2022: SALARIED_2019, 2023: SALARIED_2022, 2024: SALARIED_2023,
    2025: SALARIED_2024, 2026: SALARIED_2025, 2027: SALARIED_2026,
}
SALARIED_ABOVE = 75 * PERCENT


def slab_tax(taxable_income: Fraction, year: int, salaried: bool) -> Fraction:
    """The tax band by band, without the statute's fixed amounts (which the tests hold against it)."""
    table = (SALARIED if salaried else NON_SALARIED)[year]
    tops = [row[0] for row in table[1:]] + [None]
    tax = Fraction(0)
    for (above, _fixed, percent), top in zip(table, tops, strict=True):
        inside = taxable_income - above if top is None else min(taxable_income, Fraction(top)) - above
        tax += max(Fraction(0), inside) * Fraction(percent) * PERCENT
    return tax


# --- s.4AB, s.4C -------------------------------------------------------------------------------------------

SURCHARGE_ABOVE = 10_000_000
SURCHARGE = {  # (where the salaried table applies, otherwise)
    2021: (0, 0), 2022: (0, 0), 2023: (0, 0), 2024: (0, 0),
    2025: (10 * PERCENT, 10 * PERCENT), 2026: (9 * PERCENT, 10 * PERCENT), 2027: (0, 10 * PERCENT),
}
SUPER_TAX_ABOVE = 150_000_000

# --- s.154A, s.65F, Second Schedule clause (133) -----------------------------------------------------------

CERTIFIED_RATE = {year: Fraction("0.25") * PERCENT for year in range(2023, 2028)}
REST_RATE = dict.fromkeys(range(2022, 2028), 1 * PERCENT)
OFF_LIST_RATE_2022 = 2 * PERCENT
RATE_CARD_2026 = (Fraction("0.5") * PERCENT, 2 * PERCENT)
"""What the FBR's rate card prints for persons off the list: certified, any other case."""
CERTIFIED_FREE_OF_SALES_TAX_RETURNS_FROM = 2024
EIGHTY_PERCENT = 80 * PERCENT

# --- Published policy --------------------------------------------------------------------------------------

EXEMPT_USD = 12_000
ZERO_RATED_UNTIL = date(2025, 6, 30)

# --- State Bank, retention ---------------------------------------------------------------------------------

REGISTRATION_NEEDED_FROM = date(2023, 1, 13)
HALF_OR_5000_FROM = date(2023, 10, 23)
OLD_SHARE = 35 * PERCENT
NEW_SHARE = 50 * PERCENT
NEW_MINIMUM_USD = 5_000

# --- s.118, s.214A -----------------------------------------------------------------------------------------

DUE = {year: date(year, 9, 30) for year in YEARS}
EXTENDED_TO = {
    2021: date(2021, 10, 15), 2022: date(2022, 10, 31), 2023: date(2023, 10, 31), 2024: date(2024, 10, 31),
    2025: date(2025, 10, 31), 2026: date(2026, 10, 15), 2027: None,
}
FILING_TIER = dict.fromkeys(range(2021, 2027), "reported") | {2027: "text"}

# --- Tiers -------------------------------------------------------------------------------------------------

TIERS = ("text", "reported", "inferred", "announced", "unsettled")
"""Strong to weak."""

FINAL_RATE_TIER = {2022: "text", 2023: "text", 2024: "text", 2025: "text", 2026: "reported", 2027: "reported"}
"""Of the rates of Division IVA, from the table of rates; the rate off the list in 2022 is text as well."""
CERTIFIED_TIER = "inferred"
"""PSEB status counts on the day the money is realised."""
IT_WITHOUT_CERTIFICATE_TIER = "inferred"
"""IT and IT-enabled services without certification fall under clause (b)."""
OTHER_SERVICES_TIER = "text"
"""Services that are not IT, realised by a bank: the wording of clause (b)."""
REMITTANCE_FINAL_TIER = "inferred"
"""A home remittance taxed as final, payable with the return."""
NIL_TIER = "text"
"""The credit of s.65F (2022) and the exemption of clause (133) (2021)."""
SLABS_TIER = "reported"
"""Both slab tables, the 75% test, the surcharge: salary, local receipts, exports of 2021."""
EXPORT_AT_SLABS_TIER = "inferred"
"""From 2022: by opting out, by failing a condition, or because no bank realised the money."""
POLICY_TIER = "announced"


def weakest(tiers: list[str]) -> str | None:
    """The weakest of some tiers; None where there is none."""
    return max(tiers, key=TIERS.index, default=None)
