"""What a wrong turn is: one row of the run with something changed, and how sure we are that it is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from compliance.rulebook import SlabTable

Verdict = Literal["wrong", "announced", "unsettled", "choice", "answer"]
"""What our sources say of the other figure.

`wrong`: they say otherwise. `announced`: a speech or paper says so, no law. `unsettled`: it may be right, the
law is not settled. `choice`: right for whoever chooses so in the return. `answer`: right if an answer that
was left open is that one.
"""
Rounding = Literal["", "nearest", "down"]

LINES: Final = (
    "final_tax",
    "normal_tax",
    "surcharge",
    "minimum_tax",
    "tax",
    "taxable_income",
    "balance",
)
"""The figures of a year that are compared: whole rupees, names of facts."""

GROSS: Final = "gross"
"""The receipts before platform fees, as a name for `Change.amounts`; its other names are months."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a row has otherwise than the person's own row.

    `inputs`: inputs of the engine, of the person or of all receipts alike. `parameters`: rules, in the
    engine's integers. `tables`: tables of slabs by the rule in whose place they stand. `other_table`: the
    table for salaries and the one for everybody else change places. `amounts`: `GROSS`, or a month
    (`2025-07`) that is taken twelve times for the year. `monthly`: the tax at the slabs goes through a
    twelfth that is rounded so.
    """

    inputs: Mapping[str, int | bool] = field(default_factory=dict)
    parameters: Mapping[str, int | bool] = field(default_factory=dict)
    tables: Mapping[str, SlabTable] = field(default_factory=dict)
    other_table: bool = False
    amounts: str = ""
    monthly: Rounding = ""

    def touched(self) -> frozenset[str]:
        """What it changes; two changes that touch the same cannot be made together."""
        named = {*self.inputs, *self.parameters, *self.tables}
        flags = {"other_table": self.other_table, "amounts": self.amounts, "monthly": self.monthly}
        return frozenset(named | {name for name, on in flags.items() if on})

    def with_(self, other: Change) -> Change:
        """Both changes at once. They must not touch the same."""
        return Change(
            {**self.inputs, **other.inputs},
            {**self.parameters, **other.parameters},
            {**self.tables, **other.tables},
            self.other_table or other.other_table,
            self.amounts or other.amounts,
            self.monthly or other.monthly,
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """A wrong turn, or another reading, that can be taken with a person's year.

    `name` is unique within a year, `told_as` names its sentences and `told` fills them. `rules` are those in
    which the correct step stands. `beyond` names a turn that this one goes beyond: where both give the same
    figures, this one adds nothing. `combines`: whether it is also tried together with others.
    """

    name: str
    change: Change
    rules: tuple[str, ...] = ()
    verdict: Verdict = "wrong"
    told_as: str = ""
    told: Mapping[str, int | str] = field(default_factory=dict)
    beyond: str = ""
    combines: bool = True

    @property
    def sentences(self) -> str:
        """The name of its sentences."""
        return self.told_as or self.name
