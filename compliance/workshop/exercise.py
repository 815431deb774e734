"""Questions about a year for a worksheet, and their answers with working, source and trust.

Every answer is a figure of the assessment in the words of its summary; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from compliance.assessment_types import Assessment
from compliance.duties.case import Case
from compliance.rulebook import Rulebook
from compliance.summary_types import Line, Summary
from compliance.text import N_, _, rupees
from compliance.workshop.people import Person
from compliance.workshop.wrong_turn_exercise import exercise
from compliance.workshop.wrong_turns_search import search
from compliance.workshop.wrong_turns_text import turn_text

Level = Literal["first_steps", "practice", "advanced"]
LEVELS: Final[tuple[Level, ...]] = ("first_steps", "practice", "advanced")
LETTERS: Final = "abcdefgh"
_STARTS_FROM: Final = {
    "certified_final_tax": ("certified_proceeds",),
    "other_final_tax": ("other_proceeds",),
    "normal_tax": ("taxable_income",),
    "surcharge": ("normal_tax",),
    "minimum_tax": ("local_deductions", "normal_tax"),
}
"""The steps whose figures a line is worked out from, by the line."""
_ASKED: Final = {
    "certified_final_tax": N_("What is the final tax on the certified exports?"),
    "other_final_tax": N_("What is the final tax on the other exports?"),
    "normal_tax": N_("What do the slabs ask for on the taxable income?"),
    "surcharge": N_("How much is the surcharge on that?"),
    "minimum_tax": N_("How much does the minimum tax add?"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what helps to answer it, the answer, and how it comes about.

    `help` is empty above the first level. `choices` are answers to choose from, if it is of that kind.
    `lines` is the room for an answer in words, 0 for a figure.
    """

    asked: str
    help: str
    answer: str
    working: tuple[str, ...]
    source: str
    tier: str | None
    lines: int = 0
    choices: tuple[str, ...] = ()


def questions(
    person: Person, found: Assessment, told: Summary, level: Level, rulebook: Rulebook, chance: Random
) -> tuple[Question, ...]:
    """The questions on a year, in the order of the work; `chance` picks the wrong turn asked about."""
    return (
        # The first level is given the sums.
        *(() if level == "first_steps" else _received(told)),
        *(_of_line(line, told, level) for line in told.lines if line.matters and not line.total),
        *_total(told),
        *_policy(told),
        *_left(found, told),
        *(_advanced(found, told, rulebook, chance) if level == "advanced" else ()),
        *_range(told),
        _lesson(person),
    )


def _received(told: Summary) -> Iterator[Question]:
    step = told.steps["ordinance", "rupees"]
    asked = _("Add up what arrived, in rupees.")
    yield Question(asked, "", told.receipts.total, (step.sentence,), "", None)


def _of_line(line: Line, told: Summary, level: Level) -> Question:
    helps = ""
    if level == "first_steps":
        names = _STARTS_FROM[line.name]
        steps = [told.steps["ordinance", name] for name in names]
        helps = " ".join([*(step.sentence for step in steps), *_rates(line, told)])
    return Question(_(_ASKED[line.name]), helps, line.shown, (line.note,), line.cite, line.tier)


def _rates(line: Line, told: Summary) -> Iterator[str]:
    """The rates and bands that a line takes, as the first level is given them."""
    why = told.why(line.name)
    seen = set()
    for step in (why.step, *(one.step for one in why.because)):
        for rule in step.rules:
            if rule.name not in seen:
                seen.add(rule.name)
                shown = "; ".join(rule.bands) or rule.value
                yield _("{rule}: {value}.").format(rule=rule.title, value=shown)


def _total(told: Summary) -> Iterator[Question]:
    total = next(line for line in told.lines if line.total)
    yield Question(
        _("What is the tax for the year, by the Ordinance?"),
        "",
        total.shown,
        (total.note,),
        total.cite,
        total.tier,
    )


def _policy(told: Summary) -> Iterator[Question]:
    policy = told.policy
    yield Question(
        _("What does the published policy say, and by how many rupees do the two differ?"),
        "",
        _("{policy}; difference {difference}").format(policy=policy.figure, difference=told.difference.shown),
        (policy.why, *policy.reasons, told.difference.sentence),
        _("the policy paper"),
        policy.tier,
    )


def _left(found: Assessment, told: Summary) -> Iterator[Question]:
    settled = told.settlement
    left = settled.refundable if found.ordinance.refundable else settled.still_to_pay
    words = [settled.deducted.sentence, left.sentence]
    if found.ordinance.over_deducted:
        words.append(settled.over_deducted.sentence)
    yield Question(
        _("What was deducted or paid already, and what is left to pay or to be claimed back?"),
        "",
        _("{deducted}; {label}: {left}").format(
            deducted=settled.deducted.shown, label=left.label, left=left.shown
        ),
        tuple(words),
        "",
        None,
    )


def _advanced(found: Assessment, told: Summary, rulebook: Rulebook, chance: Random) -> Iterator[Question]:
    yield from _wrong_turn(found, rulebook, chance)
    if told.cheaper is not None:
        yield Question(
            _("What would the tax be the other way, final or at the slabs, and which is cheaper?"),
            "",
            told.cheaper.sentence,
            told.cheaper.detail[:2],
            "s.154A(3)",
            None,
            lines=2,
        )
    over = [month for month in found.retention if month.over_usd]
    if told.retention is not None and (over or any(month.retained_usd for month in found.retention)):
        yield Question(
            _("Was more foreign currency kept than is allowed, and in which month?"),
            "",
            _("Yes") if over else _("No"),
            tuple(row.sentence for row in told.retention.rows),
            _("State Bank’s rules on retention"),
            told.retention.tier,
            lines=2,
        )


def _wrong_turn(found: Assessment, rulebook: Rulebook, chance: Random) -> Iterator[Question]:
    asked = exercise(search(found, rulebook), chance)
    if asked is None:
        return
    case = Case(found, rulebook)
    texts = [turn_text(turn, case) for turn in asked.choices]
    right = texts[asked.answer]
    yield Question(
        _("A calculator says that the tax is {figure}. What did it do?").format(figure=rupees(asked.figure)),
        "",
        f"{LETTERS[asked.answer]}. {right.did}",
        (right.so,),
        "; ".join(dict.fromkeys(rule.provision for rule in right.rules)),
        right.tier,
        choices=tuple(f"{letter}. {text.did}" for letter, text in zip(LETTERS, texts, strict=False)),
    )


def _range(told: Summary) -> Iterator[Question]:
    if told.headline.is_range:
        yield Question(
            _("Where is the law not settled here, and between which two figures does the tax lie?"),
            "",
            told.headline.figure,
            (*(point.reading for point in told.open_points if point.effect_rupees), *told.headline.closes),
            "",
            told.headline.tier,
            lines=2,
        )


def _lesson(person: Person) -> Question:
    return Question(
        _("What would you tell {person} to do, and why?").format(person=person.called),
        "",
        person.teaches,
        (),
        "",
        None,
        lines=3,
    )
