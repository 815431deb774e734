"""What a duty is: whether it applies to this person, why, by when, how, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from compliance.rulebook import Value
from compliance.trace import weakest

Status = Literal["applies", "depends", "done", "does_not_apply"]
STATUS_ORDER: tuple[Status, ...] = ("applies", "depends", "done", "does_not_apply")
Answers = Literal["yes_no", "amount"]


@dataclass(frozen=True, slots=True)
class Question:
    """What decides a duty and can be answered on the spot: the workbook's path, and the question in words.

    `yes_no` may be left unknown; `amount` is rupees.
    """

    path: str
    text: str
    hint: str = ""
    answers: Answers = "yes_no"


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty in words. `verdict` says in a sentence whether it applies; `why` goes by the person's facts.

    `by` is its next date where it has one, `days_late` how long that is past. `how` are steps in order.
    `open_law`: where it depends, it does so on a point of law and on no answer. `rules` are what it rests on;
    `tier` the weakest of them and of our own reading, None where nothing of law is said.
    """

    id: str
    title: str
    status: Status
    verdict: str
    why: tuple[str, ...]
    how: tuple[str, ...]
    rules: tuple[Value, ...]
    tier: str | None
    by: date | None = None
    days_late: int = 0
    when: str = ""
    questions: tuple[Question, ...] = ()
    ask: str = ""
    open_law: bool = False


def duty(
    name: str,
    title: str,
    status: Status,
    verdict: str,
    *why: str,
    how: tuple[str, ...] = (),
    rules: tuple[Value | None, ...] = (),
    reading: str | None = None,
    by: date | None = None,
    days_late: int = 0,
    when: str = "",
    questions: tuple[Question, ...] = (),
    ask: str = "",
    open_law: bool = False,
) -> Duty:
    """Put a duty together; empty sentences and rules that are not known are left out.

    `reading` is the tier of what is our own reading in it; `ask` whom to ask where little is known.
    """
    known = tuple(rule for rule in rules if rule is not None)
    return Duty(
        id=name,
        title=title,
        status=status,
        verdict=verdict,
        why=tuple(sentence for sentence in why if sentence),
        how=tuple(sentence for sentence in how if sentence),
        rules=known,
        tier=weakest("unsettled" if open_law else reading, *(rule.tier for rule in known)),
        by=by,
        days_late=days_late,
        when=when,
        questions=questions,
        ask=ask,
        open_law=open_law,
    )
