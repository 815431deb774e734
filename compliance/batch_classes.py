"""Which class each kind of batch income falls into: asked of the engine itself, on a few sample receipts.

A batch row has totals and no receipts. So one sample person for each combination that a row can be in
(certified or not, Ordinance or policy) runs through the receipt facts, and the classes found there
decide which total feeds which class. The batch has no formulas of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import PERSON, SWITCHES
from compliance.parameters import YearRules

KINDS = ("it_export", "other_export", "local")
CLASS_TOTALS = {
    "certified_proceeds": "final_certified",
    "other_proceeds": "final_other",
    "slab_exports": "counted_export_at_slabs",
    "local_proceeds": "local_at_slabs",
}
"""Class totals that a batch hands in, and the receipt condition that each of them sums."""
SAMPLE_RUPEES = 100_00


@dataclass(frozen=True, slots=True)
class Classes:
    """`holds[total][policy][pseb]`: of the kinds in `KINDS`, those that feed a class total."""

    holds: dict[str, dict[bool, dict[bool, frozenset[str]]]]


def classes_of_year(rules: YearRules) -> Classes:
    """The classes of a tax year's batch incomes. All exports count as realised through a bank."""
    combinations = tuple(product((False, True), (False, True)))
    persons, kinds = len(combinations), len(KINDS)
    person_of = np.repeat(np.arange(persons), kinds)
    yes = np.ones(persons * kinds, dtype=np.bool_)
    kind = np.tile(np.arange(kinds), persons)
    values: dict[str, Column] = {
        one.name: np.zeros(persons, dtype=np.bool_ if one.unit == "yes_no" else np.int64)
        for one in (*PERSON, *SWITCHES)
    }
    values["policy_reading"] = np.array([policy for policy, _pseb in combinations])
    values |= {
        "rupees": np.full(len(kind), SAMPLE_RUPEES),
        "usd": np.full(len(kind), np.iinfo(np.int64).max // (10**9)),
        "deducted": np.zeros(len(kind), dtype=np.int64),
        "from_abroad": kind != KINDS.index("local"),
        "from_local_client": kind == KINDS.index("local"),
        "named_it_service": kind == KINDS.index("it_export"),
        "service_unsure": ~yes,
        "through_bank": kind != KINDS.index("local"),
        "as_remittance": ~yes,
        "own_account": yes,
        "pseb_in_force": np.array([pseb for _policy, pseb in combinations])[person_of],
    }
    columns = Columns(persons, person_of, values)
    found = TAX.run(rules.tax_year, columns, rules.constant, wanted=CLASS_TOTALS.values())
    return Classes(
        {
            total: {
                policy: {
                    pseb: frozenset(
                        KINDS[place]
                        for place in range(kinds)
                        if np.broadcast_to(found[condition], (len(kind),))[
                            combinations.index((policy, pseb)) * kinds + place
                        ]
                    )
                    for pseb in (False, True)
                }
                for policy in (False, True)
            }
            for total, condition in CLASS_TOTALS.items()
        }
    )
