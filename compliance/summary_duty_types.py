"""What screens and documents show of duties, dates and the cost of lateness, as finished text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance.duties.duty_types import Question, Status
from compliance.summary_step_types import RuleText


@dataclass(frozen=True, slots=True)
class DutyText:
    """One duty. `status_word` is its status in a word or two; `when_text` its day, or how often it comes."""

    id: str
    title: str
    status: Status
    status_word: str
    verdict: str
    why: tuple[str, ...]
    how: tuple[str, ...]
    by: date | None
    when_text: str
    late_text: str
    ask: str
    questions: tuple[Question, ...]
    rules: tuple[RuleText, ...]
    tier: str | None


@dataclass(frozen=True, slots=True)
class DayText:
    """One date of the year. `note` says what is to be known of the day itself."""

    id: str
    day: date
    day_text: str
    title: str
    detail: str
    note: str
    status: Status
    status_word: str
    past: bool
    tier: str | None


@dataclass(frozen=True, slots=True)
class CostStep:
    """The penalty for filing up to a day, in a row of a table."""

    until: str
    off: str
    amount: str


@dataclass(frozen=True, slots=True)
class Cost:
    """One thing that lateness costs. `who` says whether it is paid unasked or has to be claimed first.

    `low` and `high` are whole rupees, None where no figure is known.
    """

    id: str
    title: str
    figure: str
    who: str
    sentences: tuple[str, ...]
    steps: tuple[CostStep, ...]
    low: int | None
    high: int | None
    rules: tuple[RuleText, ...]
    tier: str | None


@dataclass(frozen=True, slots=True)
class EarlierYearText:
    """Another tax year: what is known of its return. `answer`: yes, no or unknown, and that in words."""

    tax_year: int
    title: str
    answer: str
    answer_word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Duties:
    """All of it, in the order of the page. `next_day` is the first date still to come, if there is one.

    `costs` is empty while nothing is late; `earlier` says which years can still be asked for.
    """

    duties: tuple[DutyText, ...]
    days: tuple[DayText, ...]
    next_day: DayText | None
    costs: tuple[Cost, ...]
    earlier: tuple[EarlierYearText, ...]
    earlier_sentence: str
    by_id: Mapping[str, DutyText]
