"""The batch as somebody would write it by hand in NumPy: no registry, no trace, whole columns at once.

It is what the engine's overhead is measured against. Figures of law are written into it on purpose.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

TABLES = {
    2021: (
        [0, 400, 600, 1200, 2400, 3000, 4000, 6000],
        [0, 0, 10, 70, 250, 370, 620, 1220],
        [0, 50, 100, 150, 200, 250, 300, 350],
    ),
    2023: (
        [0, 600, 800, 1200, 2400, 3000, 4000, 6000],
        [0, 0, 10, 60, 270, 405, 680, 1330],
        [0, 50, 125, 175, 225, 275, 325, 350],
    ),
    2024: (
        [0, 600, 800, 1200, 2400, 3000, 4000],
        [0, 0, 15, 75, 315, 465, 765],
        [0, 75, 150, 200, 250, 300, 350],
    ),
    2025: ([0, 600, 1200, 1600, 3200, 5600], [0, 0, 90, 170, 650, 1610], [0, 150, 200, 300, 400, 450]),
}
SALARIED = {
    2021: (
        [0, 600, 1200, 1800, 2500, 3500, 5000, 8000, 12000, 30000, 50000, 75000],
        [0, 0, 30, 90, 195, 370, 670, 1345, 2345, 7295, 13295, 21420],
        [0, 50, 100, 150, 175, 200, 225, 250, 275, 300, 325, 350],
    ),
    2023: (
        [0, 600, 1200, 2400, 3600, 6000, 12000],
        [0, 0, 15, 165, 405, 1005, 2955],
        [0, 25, 125, 200, 250, 325, 350],
    ),
    2024: ([0, 600, 1200, 2400, 3600, 6000], [0, 0, 15, 165, 435, 1095], [0, 25, 125, 225, 275, 350]),
    2025: ([0, 600, 1200, 2200, 3200, 4100], [0, 0, 30, 180, 430, 700], [0, 50, 150, 250, 300, 350]),
    2026: ([0, 600, 1200, 2200, 3200, 4100], [0, 0, 6, 116, 346, 616], [0, 10, 110, 230, 300, 350]),
    2027: (
        [0, 600, 1200, 2200, 3200, 4100, 5600, 7000],
        [0, 0, 6, 116, 316, 541, 976, 1424],
        [0, 10, 110, 200, 250, 290, 320, 350],
    ),
}
SURCHARGE = {2025: (100_000, 100_000), 2026: (90_000, 100_000), 2027: (0, 100_000)}
AMOUNTS = [
    "it_export_rupees",
    "other_export_rupees",
    "freelance_usd",
    "salary_rupees",
    "local_rupees",
    "expenses_rupees",
    "tax_deducted_rupees",
]


def _table(tables, year):
    year = max(known for known in tables if known <= year)
    above, fixed, rate = tables[year]
    return np.array(above) * 100_000, np.array(fixed) * 1000, np.array(rate) * 1000


def _slab(income, table):
    above, fixed, rate = table
    band = np.maximum(np.searchsorted(above, income, side="left") - 1, 0)
    return fixed[band] + ((income - above[band]) * rate[band] + 50_000_000) // 100_000_000


def _share(paisa, ppm):
    return (paisa * ppm + 50_000_000) // 100_000_000


def _tax(year, certified, other, slab_exports, local, salary, expenses):
    final = (
        _share(certified, 2500) + _share(other, 10000) if year >= 2023 else _share(certified + other, 10000)
    )
    income = salary + np.maximum(local + slab_exports - expenses, 0)
    salaried = salary * 1_000_000 > income * 750_000
    normal = np.where(salaried, _slab(income, _table(SALARIED, year)), _slab(income, _table(TABLES, year)))
    surcharge = np.zeros_like(normal)
    if year >= 2025:
        salary_limb, other_limb = SURCHARGE[year]
        rate = np.where(income > 1_000_000_000, np.where(salaried, salary_limb, other_limb), 0)
        surcharge = (normal * rate + 500_000) // 1_000_000
    return final, normal, surcharge, final + normal + surcharge


def bare_numpy(frame: pd.DataFrame) -> pd.DataFrame:
    """Integer batch columns in, batch columns out; bad rows are marked with the first thing wrong."""
    good = np.ones(len(frame), dtype=bool)
    errors = np.full(len(frame), "", dtype=object)

    def refuse(bad, message):
        nonlocal good
        if bad.any():
            errors[bad & good] = message
            good = good & ~bad

    years = frame["tax_year"].to_numpy()
    refuse(frame["person_id"].isna().to_numpy(), "person_id")
    refuse((years < 2021) | (years > 2027), "tax_year")
    amount = {}
    for name in AMOUNTS:
        column = frame[name].to_numpy()
        refuse((column < 0) | (column > 9_999_999_999), name)
        amount[name] = column * 100
    freelance = amount["it_export_rupees"] + amount["other_export_rupees"] + amount["local_rupees"]
    refuse(freelance > 10**12, "receipts")
    refuse((freelance > 0) & (amount["freelance_usd"] == 0), "freelance_usd")
    pseb = frame["pseb"].to_numpy()
    names = ["final_tax", "normal_tax", "surcharge", "tax", "balance", "refundable"]
    out = {f"ordinance_{name}": np.zeros(len(frame), dtype=np.int64) for name in names}
    out |= {name: np.zeros(len(frame), dtype=np.int64) for name in ("policy_tax", "difference")}
    for year in np.unique(years[good]).tolist():
        rows = np.flatnonzero(good & (years == year))
        it, other, usd, salary, local, expenses, deducted = (amount[name][rows] for name in AMOUNTS)
        held = pseb[rows]
        nothing = np.zeros_like(it)
        certified = np.where(held, it, 0) if year >= 2023 else nothing
        rest = other + np.where(held, 0, it) if year >= 2023 else (other if year == 2022 else nothing)
        slab_exports = other if year == 2021 else nothing
        final, normal, surcharge, tax = _tax(year, certified, rest, slab_exports, local, salary, expenses)
        net = tax * 100 - deducted
        exempt = (it + other + local > 0) & (usd <= 1_200_000)
        keep = ~exempt
        free_it = year <= 2025
        policy = _tax(
            year,
            nothing if free_it else np.where(keep, certified, 0),
            np.where(keep, (other if year > 2021 else nothing) if free_it else rest, 0),
            np.where(keep, slab_exports, 0),
            np.where(keep, local, 0),
            salary,
            np.where(keep, expenses, 0),
        )[3]
        for name, figure in zip(
            names,
            (
                final,
                normal,
                surcharge,
                tax,
                (np.maximum(net, 0) + 50) // 100,
                (np.maximum(-net, 0) + 50) // 100,
            ),
            strict=True,
        ):
            out[f"ordinance_{name}"][rows] = figure
        out["policy_tax"][rows] = policy
        out["difference"][rows] = tax - policy
    result = frame.copy(deep=False)
    for name, figure in out.items():
        result[name] = pd.arrays.IntegerArray(figure, ~good)
    result["error"] = errors
    return result
