"""Another calculator says: which mistake, if any, gives the figure that somebody else's program shows."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.amount_text import AmountFault, read_amount
from compliance.duties.case import Case
from compliance.money import PAISA_PER_RUPEE, half_up
from compliance.screens import look, state
from compliance.screens.fields import amount_echo, amount_fault
from compliance.screens.keeping.session import keeping
from compliance.screens.result_html import show as show_html
from compliance.screens.result_steps import rule_opening, steps_list, told_steps
from compliance.screens.result_work import Work
from compliance.screens.workshop.heading import heading, year_in_use
from compliance.text import _, ngettext, rupees, tax_year_text
from compliance.workshop.wrong_turns_search import Search, compare, search
from compliance.workshop.wrong_turns_text import (
    LINE_LABELS,
    ComparedLine,
    ComparisonText,
    Match,
    OtherAnswerText,
    TurnText,
    told_answers,
    told_comparison,
)

_PAGE: Final = "compare"
_LINES: Final = ("final_tax", "normal_tax", "surcharge", "taxable_income", "balance")
_KEPT: Final = "compare_kept"
_OF_WORK: Final = "compare_of_work"
_PAIRS_SHOWN: Final = 3


def show() -> None:
    """Draw the page."""
    work = year_in_use(_PAGE)
    if work is None:
        return
    heading(
        _PAGE,
        _("Another calculator says something else"),
        _(
            "Enter what it shows for the same year. This program tries the mistakes that other calculators "
            "were seen to make, and says which of them gives that figure."
        ),
    )
    theirs = _entered(work)
    if theirs:
        case = Case(work.assessment, state.rulebook())
        told = told_comparison(compare(_search(work), theirs), case)
        _result(told, work)
    _answers(told_answers(state.rulebook(), state.today()))


def _search(work: Work) -> Search:
    """The turns tried with this year, worked out once for each change of it."""
    mark = (state.revision(), state.rulebook().digest, state.today())
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != mark:
        kept = (mark, search(work.assessment, state.rulebook()))
        st.session_state[_KEPT] = kept
    found: Search = kept[1]
    return found


def _entered(work: Work) -> dict[str, int]:
    """The other calculator's figures as far as they can be read, in whole rupees."""
    if st.session_state.get(_OF_WORK) != keeping().work:
        # What was typed belongs to the year that was open then.
        for name in ("tax", *_LINES):
            st.session_state.pop(_key(name), None)
        st.session_state[_OF_WORK] = keeping().work
    theirs: dict[str, int] = {}
    with st.container(width=672, gap="small"):
        look.html(
            '<p class="hint">{said}</p>',
            said=_("For {year} this program says {tax}.").format(
                year=tax_year_text(work.assessment.tax_year), tax=rupees(work.assessment.ordinance.tax)
            ),
        )
        _field("tax", _("Its tax for the year"), theirs)
        with st.expander(_("It shows more: its lines")):
            look.html(
                '<p class="hint">{said}</p>',
                said=_("Each line that you can add makes the answer surer. Leave out what it does not show."),
            )
            for name in _LINES:
                _field(name, _(LINE_LABELS[name]), theirs)
        st.button(_("Compare"), key="compare.go", type="primary")
    return theirs


def _key(name: str) -> str:
    return f"compare.{name}"


def _field(name: str, label: str, theirs: dict[str, int]) -> None:
    """One amount; paisa are rounded, since every line here is in whole rupees."""
    typed = st.text_input(
        label,
        key=_key(name),
        width=280,
        persist_state="session",
        autocomplete="off",
        placeholder=_("for example 15,00,000"),
    )
    if not typed.strip():
        return
    faults = amount_fault({name: typed}, name, label)
    if faults:
        look.html('<p class="fault">{message}</p>', message=faults[0].message)
        return
    st.html(amount_echo(typed, "PKR", words=False))
    read = read_amount(typed)
    if not isinstance(read, AmountFault):
        theirs[name] = half_up(read.hundredths, PAISA_PER_RUPEE)


def _result(told: ComparisonText, work: Work) -> None:
    look.heading(told.headline)
    show_html(_table(told.lines, _("The other calculator")))
    if told.sentences:
        look.prose(*told.sentences)
    single = [match for match in told.matches if match.certainty != "pair"]
    pairs = [match for match in told.matches if match.certainty == "pair"]
    if len(single) > 1:
        look.lead(
            _(
                "More than one way leads to this figure. Which was taken cannot be seen from it alone; the "
                "lines of the other calculator may tell."
            )
        )
    for match in (*single, *pairs[:_PAIRS_SHOWN]):
        _match(match, work)
    more = len(pairs) - _PAIRS_SHOWN
    if more > 0:
        said = ngettext(
            "{count} further pair gives it as well.", "{count} further pairs give it as well.", more
        )
        look.prose(said.format(count=more))
    if not told.matches and any(line.differs for line in told.lines):
        look.prose(
            _(
                "None of the mistakes we know gives it, nor do two of them together. It may rest on other "
                "receipts or answers than yours, on a mistake we have not met, or on something this program "
                "does not know. We cannot say which."
            )
        )
    _tried(told)


def _table(lines: tuple[ComparedLine, ...], theirs: str) -> str:
    header = [_("Line"), theirs, _("This program"), _("Difference")]
    rows = [[line.label, line.theirs_text, line.ours_text, line.difference_text] for line in lines]
    return '<div class="measure">' + look.table(header, rows, numbers=(1, 2, 3), stacks=True) + "</div>"


def _match(match: Match, work: Work) -> None:
    sure = all(turn.is_wrong for turn in match.turns)
    colour = "amber" if match.certainty == "pair" or not sure else "green"
    show_html(
        f'<div class="card {colour} measure match">',
        look.markup('<h2><span class="flag">{said}</span></h2>', said=match.said),
        "".join(_turn(turn) for turn in match.turns),
        _table(match.lines, _("With this mistake") if sure else _("Done that way")),
        _own_steps(match, work),
        "</div>",
    )


def _turn(turn: TurnText) -> str:
    return (
        look.markup('<p class="next-title">{did}</p>', did=turn.did)
        + look.markup("<p>{so}</p>", so=turn.so)
        + f'<p class="basis">{look.markup("<span>{verdict}</span>", verdict=turn.verdict)}'
        + f"{look.tier_mark(turn.tier)}</p>"
        + "".join(rule_opening(rule) for rule in turn.rules)
    )


def _own_steps(match: Match, work: Work) -> str:
    """How this program comes to the first line in which the two differ."""
    line = next((line for line in match.lines if line.differs and line.name != "taxable_income"), None)
    steps = told_steps(work.summary, line.name, "ordinance") if line else ()
    if line is None or not steps:
        return ""
    summary = look.markup(
        '<span class="row-words">{title}</span><span class="row-amount">{figure}</span>',
        title=_("How we come to it: {line}").format(line=line.label),
        figure=line.ours_text,
    )
    return f'<details class="opens rule-of-step"><summary>{summary}</summary>{steps_list(steps)}</details>'


def _tried(told: ComparisonText) -> None:
    if not told.tried:
        look.prose(_("None of the mistakes we know would change this figure for this person."))
        return
    label = ngettext(
        "What was tried: {count} mistake or other reading",
        "What was tried: {count} mistakes and other readings",
        len(told.tried),
    )
    with st.expander(label.format(count=len(told.tried)), width=736):
        look.html(
            '<p class="hint">{said}</p>',
            said=_(
                "Each changes the figure “{line}” of this person; the difference is that to the other "
                "calculator, the nearest first. Mistakes that change nothing here are left out. Two at a "
                "time were tried, too."
            ).format(line=told.tried_on),
        )
        rows = [[one.did, one.figure, one.difference] for one in told.tried]
        header = [_("If somebody did this"), _("It would give"), _("Difference")]
        show_html(look.table(header, rows, numbers=(1, 2), stacks=True))


def _answers(answers: tuple[OtherAnswerText, ...]) -> None:
    if not answers:
        return
    look.heading(_("Other answers you may have been given"))
    look.lead(_("Questions that no sum settles, and what our sources say on them."))
    show_html('<div class="measure points">', "".join(_answer(one) for one in answers), "</div>")


def _answer(one: OtherAnswerText) -> str:
    return (
        '<div class="point">'
        + look.markup("<h3>{question}</h3>", question=one.question)
        + look.markup("<p>{answer} ", answer=one.answer)
        + f"{look.tier_mark(one.tier)}</p>"
        + look.markup("<p>{others}</p>", others=one.others)
        + rule_opening(one.rule)
        + "</div>"
    )


if __name__ == "__main__":
    show()
