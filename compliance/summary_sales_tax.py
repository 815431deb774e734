"""What rests on sales-tax returns: the condition of section 154A(2)(c), receipt by receipt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from compliance.summary_seen import Seen


def sales_tax_comes_first(seen: Seen) -> bool:
    """Whether missing sales-tax returns alone put exports at the slabs: then they come before paying."""
    return bool(for_want_of_returns(seen).any())


def sales_tax_at_stake(seen: Seen) -> bool:
    """Whether an export rests on sales-tax returns: from section 154A on, and not where the law spares it."""
    if "sales_tax_condition_met" not in seen.steps:
        return False
    exports = seen.flags("from_abroad") & ~seen.flags("relieved")
    return bool((exports & ~_spared(seen)).any())


def for_want_of_returns(seen: Seen) -> NDArray[np.bool_]:
    """The receipts that would be taxed as final if no sales-tax return were missing."""
    if "sales_tax_condition_met" not in seen.steps or seen.yes("opts_for_normal_tax"):
        return np.zeros(len(seen.workbook.receipts), dtype=np.bool_)
    exports = seen.flags("from_abroad") & ~seen.flags("relieved") & seen.flags("realised")
    return exports & ~seen.flags("sales_tax_condition_met")


def final_by_returns(seen: Seen) -> NDArray[np.bool_]:
    """The receipts taxed as final that a missing sales-tax return would put at the slabs."""
    if "sales_tax_condition_met" not in seen.steps:
        return np.zeros(len(seen.workbook.receipts), dtype=np.bool_)
    return seen.flags("taxed_as_final") & ~_spared(seen)


def _spared(seen: Seen) -> NDArray[np.bool_]:
    """The receipts that the law spares from the condition, whatever returns are missing."""
    spared = seen.rules("sales_tax_condition_met")["certified_spared_sales_tax_condition"].value is True
    return seen.flags("certified") & np.bool_(spared)
