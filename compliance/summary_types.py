"""The view model: what every screen, document and letter shows of an assessment, as finished text.

Only data stands here. Every `str` is a sentence or a formatted figure in the language and grouping spoken
when it was made, plain text without markup; codes and numbers beside it are for charts, links and tests.
Amounts: names ending in `_paisa` and `_cents` are hundredths, all other `int` amounts are whole rupees.
Texts of the user (`name`, `client`, `platform`, ...) stand here as they were typed: escape what you print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from compliance.summary_range_types import ChangedLine, OtherReading, RangeMark
from compliance.summary_step_types import Explanation, ReadingName, RuleText, SourceText, StepText, Why
from compliance.summary_table_types import ReceiptMonth, ReceiptRow, Receipts, Retention, RetentionRow

__all__ = [
    "Amount",
    "ChangedLine",
    "Cheaper",
    "Difference",
    "Explanation",
    "Header",
    "Headline",
    "Line",
    "NextStep",
    "OpenPointText",
    "OtherAnswer",
    "OtherReading",
    "PolicyText",
    "RangeMark",
    "ReadingName",
    "ReceiptMonth",
    "ReceiptRow",
    "Receipts",
    "Retention",
    "RetentionRow",
    "RuleText",
    "Settlement",
    "SourceText",
    "StepText",
    "Summary",
    "UnknownAnswerText",
    "WarningText",
    "Why",
]


@dataclass(frozen=True, slots=True)
class Header:
    """Whose year it is and what it was made with. Empty texts where nothing was given."""

    name: str
    cnic: str
    ntn: str
    tax_year: int
    tax_year_text: str
    as_of: date
    as_of_text: str
    version: str
    digest: str
    notice: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do. `by` is its date where it has one; `basis` says in words what it rests on."""

    id: str
    title: str
    detail: tuple[str, ...]
    by: date | None
    by_text: str
    overdue: bool
    days_late: int
    basis: str
    tier: str | None


@dataclass(frozen=True, slots=True)
class Headline:
    """The Ordinance's tax: one figure, or the range where law is unsettled and readings differ.

    `tax` is the default reading's figure, always within `low` and `high`; `closes` says what would close
    the range, one sentence for each point that moves the figure. `marks` are the figures on its line, lowest
    first, and `chart_text` says the same in words; both are empty without a range.
    """

    title: str
    figure: str
    sentence: str
    is_range: bool
    low: int
    high: int
    tax: int
    tax_text: str
    closes: tuple[str, ...]
    marks: tuple[RangeMark, ...]
    chart_text: str
    tier: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a figure. `opens` names the step it opens to; `matters` is false for an empty line."""

    name: str
    label: str
    note: str
    amount: int
    shown: str
    cite: str
    tier: str | None
    opens: str
    matters: bool
    total: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its sentence. `opens` names the step it opens to."""

    label: str
    amount: int
    shown: str
    sentence: str
    opens: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was deducted and paid, and what that leaves. `ways_back` is empty unless too much was deducted."""

    deducted: Amount
    still_to_pay: Amount
    refundable: Amount
    over_deducted: Amount
    ways_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyText:
    """What the published policy says. `rule`: which of its rules makes the difference, "" where none does."""

    title: str
    figure: str
    tax: int
    balance: Amount
    rule: Literal["exempt_12000", "zero_rate", ""]
    why: str
    reasons: tuple[str, ...]
    caution: str
    lines: tuple[Line, ...]
    tier: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """The Ordinance's tax less the policy's, and the sentence that says so."""

    amount: int
    shown: str
    sentence: str
    agree: bool


@dataclass(frozen=True, slots=True)
class Cheaper:
    """Final tax or the slabs: which is less tax, by how much. Arithmetic, and no advice."""

    chosen: Literal["final", "slabs"]
    cheaper: Literal["final", "slabs", "same"]
    final_tax: int
    slabs_tax: int
    saving: int
    sentence: str
    detail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenPointText:
    """A point of law that is not settled: what is taken here, the other reading, what it would change."""

    id: str
    title: str
    default: str
    reading: str
    effect: str
    effect_rupees: int | None
    tax_then: str
    closes: str
    tier: str


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """Answers that have one effect. `effect_rupees` None: no figure, since they are not covered."""

    answers: tuple[str, ...]
    effect: str
    effect_rupees: int | None


@dataclass(frozen=True, slots=True)
class UnknownAnswerText:
    """A question left at "I don't know": what was supposed, and what each other answer would change."""

    path: str
    question: str
    supposed: str
    sentence: str
    others: tuple[OtherAnswer, ...]


@dataclass(frozen=True, slots=True)
class WarningText:
    """Something to know or to mend. `receipt` is the index of the receipt it is about."""

    code: str
    path: str
    receipt: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything there is to show of one assessment, in the order of the result page."""

    header: Header
    next_steps: tuple[NextStep, ...]
    headline: Headline
    lines: tuple[Line, ...]
    settlement: Settlement
    policy: PolicyText
    difference: Difference
    cheaper: Cheaper | None
    set_aside: Amount
    receipts: Receipts
    retention: Retention | None
    open_points: tuple[OpenPointText, ...]
    unknown_answers: tuple[UnknownAnswerText, ...]
    warnings: tuple[WarningText, ...]
    assumptions: tuple[str, ...]
    explanations: tuple[Explanation, ...]
    sources: tuple[SourceText, ...]
    steps: Mapping[tuple[ReadingName, str], StepText] = field(repr=False)

    def why(self, name: str, reading: ReadingName = "ordinance") -> Why:
        """The step of that name and all that it rests on. KeyError where there is no such step."""
        step = self.steps[reading, name]
        return Why(step, tuple(self.why(other, reading) for other in step.rests_on))
