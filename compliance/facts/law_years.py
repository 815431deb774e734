"""The tax years in which the law changed its shape, so that another formula holds from then on.

Figures and their years stand in rules/; these are the years of the formulas themselves, which no figure can
move. A test holds the two against each other.
"""

from __future__ import annotations

from typing import Final

SECTION_154A_SINCE: Final = 2022
"""Finance Act 2021 made the tax on exports of services final, on conditions."""
BEFORE_154A: Final = SECTION_154A_SINCE - 1
CLASSES_SPLIT_SINCE: Final = 2023
"""Certified and other exports part company: two rates, two lines of the return. Before, one class."""
ONE_CLASS_UNTIL: Final = CLASSES_SPLIT_SINCE - 1
IT_RELIEF_UNTIL: Final = 2022
"""The last year of the exemption or credit for IT exports, with its test of 80% through banks."""
NO_IT_RELIEF_SINCE: Final = IT_RELIEF_UNTIL + 1
SURCHARGE_SINCE: Final = 2025
BEFORE_SURCHARGE: Final = SURCHARGE_SINCE - 1

SECTION_154A_INSERTED: Final = "s.154A (inserted by Finance Act 2021)"
EXEMPTION: Final = "Second Schedule, Part I, cl. (133)"
"""Of IT exports, until tax year 2021."""
FULL_CREDIT: Final = "s.65F(1)(c)"
"""In place of the exemption, in tax year 2022 alone."""
FULL_CREDIT_OMITTED: Final = "s.65F(1)(c), omitted by Finance Act 2022"
