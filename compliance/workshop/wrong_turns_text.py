"""A comparison with another calculator's figures in words, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from compliance.duties.case import Case
from compliance.money import PAISA_PER_RUPEE
from compliance.readings import POINT
from compliance.rulebook import Rulebook, Value
from compliance.rulebook_check import value_text
from compliance.summary_figures import LABELS
from compliance.summary_rules import rule_text
from compliance.summary_step_types import RuleText
from compliance.taxyear import first_day
from compliance.text import N_, _, currency_amount, date_text, list_text, month_text, percent, rupees
from compliance.trace import weakest
from compliance.workshop.wrong_figures import other_answers
from compliance.workshop.wrong_turn_types import LINES, Turn
from compliance.workshop.wrong_turns_search import ROUNDING, Comparison, Tried
from compliance.workshop.wrong_turns_told import ANSWERS, TOLD, VERDICTS

Certainty = Literal["exact", "near", "pair"]
LINE_LABELS: Final = {**LABELS, "taxable_income": N_("Taxable income"), "balance": N_("Still to pay")}
"""The names of the lines that are compared."""
_UNSURE: Final = "unsettled"
_WRONG: Final = ("wrong", "announced")


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the tax: the other figure, ours, and by how much the other is higher; whole rupees."""

    name: str
    label: str
    theirs: int
    ours: int
    theirs_text: str
    ours_text: str
    difference_text: str

    @property
    def differs(self) -> bool:
        """Whether the two are not the same."""
        return self.theirs != self.ours


@dataclass(frozen=True, slots=True)
class TurnText:
    """A wrong turn: what was done, what is so, what our sources say of it, and its rules."""

    did: str
    so: str
    verdict: str
    is_wrong: bool
    tier: str | None
    rules: tuple[RuleText, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What explains the figures: one turn, or two together. `lines` are what it makes of the year."""

    certainty: Certainty
    said: str
    turns: tuple[TurnText, ...]
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class TriedText:
    """A wrong turn that was tried: what it does, the figure it gives, and how far that is from theirs."""

    did: str
    figure: str
    difference: str


@dataclass(frozen=True, slots=True)
class ComparisonText:
    """What is shown of a comparison; `lines` are the figures that were entered.

    `tried` gives the figures of the line `tried_on`, the nearest first.
    """

    headline: str
    sentences: tuple[str, ...]
    lines: tuple[ComparedLine, ...]
    matches: tuple[Match, ...]
    tried_on: str
    tried: tuple[TriedText, ...]


@dataclass(frozen=True, slots=True)
class OtherAnswerText:
    """A question that no sum settles: what our sources say, and the other answers met."""

    question: str
    answer: str
    others: str
    tier: str
    rule: RuleText


def told_comparison(found: Comparison, case: Case) -> ComparisonText:
    """Put a comparison into words, in the language spoken now."""
    matches = (
        *(_match(one, "exact", found, case) for one in found.exact),
        *(_match(one, "near", found, case) for one in found.near),
        *(_match(one, "pair", found, case) for one in found.pairs),
    )
    on = "tax" if "tax" in found.theirs else next(name for name in LINES if name in found.theirs)
    lines = _lines(found.theirs, found.ours)
    return ComparisonText(
        headline=_headline(found),
        sentences=(*_agreeing(found, lines), *_sum_of_lines(found.theirs)),
        lines=lines,
        matches=matches,
        tried_on=_(LINE_LABELS[on]),
        tried=tuple(
            TriedText(
                turn_text(one.turns[0], case).did,
                rupees(one.figures[on]),
                _difference(one.figures[on] - found.theirs[on]),
            )
            for one in sorted(found.tried, key=lambda one: abs(one.figures[on] - found.theirs[on]))
        ),
    )


def turn_text(turn: Turn, case: Case) -> TurnText:
    """One turn in words, with the rules in which the correct step stands."""
    did, so = _sentences(turn)
    rules = [value for name in turn.rules if (value := _rule(case, name)) is not None]
    settled = weakest(*(value.tier for value in rules))
    return TurnText(
        did=did,
        so=so,
        verdict=_(VERDICTS[turn.verdict]),
        is_wrong=turn.verdict in _WRONG,
        tier=_UNSURE if turn.verdict == "unsettled" else settled,
        rules=tuple(rule_text(case.rulebook, value) for value in rules),
    )


def told_answers(rulebook: Rulebook, day: date) -> tuple[OtherAnswerText, ...]:
    """Questions that no sum settles, with what our sources say; those not known on the day are left out."""
    found = []
    for one in other_answers():
        value = next((held for held in rulebook.parameters[one.rule].values if held.covers(day)), None)
        if value is None or not value.known:
            continue
        answer = _answer(rulebook, value)
        others = [other for met in one.met if (other := _met(met)) != answer]
        told = ANSWERS[one.name]
        found.append(
            OtherAnswerText(
                question=_(told.did),
                answer=_(told.so).format(answer=answer),
                others=_("You may have been given {answers}.").format(answers=list_text(others)),
                tier=value.tier,
                rule=rule_text(rulebook, value),
            )
        )
    return tuple(found)


def _sentences(turn: Turn) -> tuple[str, str]:
    """What was done, and what is so."""
    if turn.sentences == "reading":
        point = POINT[str(turn.told["point"])]
        closes = _("This program takes the other reading. What would close the question: {closes}")
        return _(point.reading), closes.format(closes=_(point.closes))
    told = TOLD[turn.sentences]
    spoken = {name: _spoken(name, value) for name, value in turn.told.items()}
    return _(told.did).format(**spoken), _(told.so).format(**spoken)


def _spoken(name: str, value: int | str) -> str:
    """A figure of a turn as its sentence says it; the end of its name says what it is."""
    if name.endswith("_rate"):
        return percent(int(value))
    if name.endswith("_paisa"):
        return rupees(int(value) // PAISA_PER_RUPEE)
    if name.endswith("_cents"):
        return currency_amount(int(value), "USD")
    if name == "month":
        return month_text(str(value))
    if name == "until":
        return date_text(date.fromisoformat(str(value)))
    return str(value)


def _rule(case: Case, name: str) -> Value | None:
    return case.rule_on(name, first_day(case.tax_year))


def _headline(found: Comparison) -> str:
    if found.agreement == "exact":
        return _("The two agree to the rupee.")
    if found.exact and _may_be_right(found.exact):
        return _("This gives exactly that figure, and it may be right.")
    if found.exact:
        return _("This mistake gives exactly that figure.")
    if found.agreement == "rounding":
        return _("The two agree but for rounding.")
    if found.near and _may_be_right(found.near):
        return _("This gives that figure but for rounding, and it may be right.")
    if found.near:
        return _("This mistake gives that figure but for rounding.")
    if found.pairs:
        return _("Two things together give that figure. That is less certain.")
    return _("We do not recognise that figure.")


def _may_be_right(matches: tuple[Tried, ...]) -> bool:
    return any(turn.verdict not in _WRONG for one in matches for turn in one.turns)


def _agreeing(found: Comparison, lines: tuple[ComparedLine, ...]) -> tuple[str, ...]:
    same = [line.label for line in lines if not line.differs]
    if not same or len(same) == len(lines):
        return ()
    return (_("The same on both sides: {lines}.").format(lines=list_text(same)),)


def _sum_of_lines(theirs: Mapping[str, int]) -> tuple[str, ...]:
    """A total that its own lines do not add up to."""
    parts = [name for name in ("final_tax", "normal_tax", "surcharge", "minimum_tax") if name in theirs]
    if "tax" not in theirs or not parts:
        return ()
    together = sum(theirs[name] for name in parts)
    if together <= theirs["tax"] + ROUNDING:
        return ()
    said = _("Its lines come to {together}, which is more than its total of {total}.")
    return (said.format(together=rupees(together), total=rupees(theirs["tax"])),)


def _match(one: Tried, certainty: Certainty, found: Comparison, case: Case) -> Match:
    said = {
        "exact": _("To the rupee"),
        "near": _("But for rounding"),
        "pair": _("Two together, less certain"),
    }[certainty]
    shown = {name: one.figures[name] for name in LINES if _is_shown(name, one.figures, found)}
    lines = _lines(shown, found.ours)
    return Match(
        certainty, said, tuple(_with_tier(turn_text(turn, case), lines, case) for turn in one.turns), lines
    )


def _with_tier(turn: TurnText, lines: tuple[ComparedLine, ...], case: Case) -> TurnText:
    """A turn without a rule of its own has the trust of the first line in which the two differ."""
    steps = case.assessment.steps["ordinance"]
    line = next((line for line in lines if line.differs), None)
    return turn if turn.tier or line is None else replace(turn, tier=steps[line.name].tier)


def _is_shown(name: str, figures: Mapping[str, int], found: Comparison) -> bool:
    return name == "tax" or name in found.theirs or figures[name] != found.ours[name]


def _lines(theirs: Mapping[str, int], ours: Mapping[str, int]) -> tuple[ComparedLine, ...]:
    return tuple(
        ComparedLine(
            name,
            _(LINE_LABELS[name]),
            theirs[name],
            ours[name],
            rupees(theirs[name]),
            rupees(ours[name]),
            _difference(theirs[name] - ours[name]),
        )
        for name in LINES
        if name in theirs
    )


def _difference(more: int) -> str:
    if not more:
        return _("the same")
    said = _("{amount} more") if more > 0 else _("{amount} less")
    return said.format(amount=rupees(abs(more)))


def _answer(rulebook: Rulebook, value: Value) -> str:
    """The rule's own answer: its figure, or the code that it is named after."""
    if isinstance(value.value, bool):
        return value.parameter.rpartition("_")[2]
    return value_text(rulebook.parameters[value.parameter], value)


def _met(answer: str | int) -> str:
    return rupees(answer) if isinstance(answer, int) else answer
