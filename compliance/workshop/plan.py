"""A plan for three hours, in blocks of minutes, and what a trainer must not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.text import _
from compliance.workshop.papers import Paper, Part
from compliance.workshop.people import Person


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the plan: its minutes, what happens, and what to leave out where time is short."""

    minutes: int
    title: str
    doing: str
    if_short: str


def three_hours(chosen: Sequence[Person]) -> tuple[Block, ...]:
    """The blocks of a workshop with these people; the room goes through the first one together."""
    first, second = chosen[0].called, chosen[min(1, len(chosen) - 1)].called
    return (
        Block(
            10,
            _("Arriving, and the first test"),
            _("Hand out the first test before anything is taught. Collect it; count later, in the break."),
            _("Ask only the first five questions, by hands."),
        ),
        Block(
            15,
            _("Two readings"),
            _(
                "Open {person} on the page People and show the result: what the Ordinance says, and what "
                "the policy paper says. Say which of the two one files by, and why the program shows "
                "both."
            ).format(person=first),
            _("Show the two figures and one source."),
        ),
        Block(
            25,
            _("Predict, then reveal"),
            _(
                "Go through {person}’s year one question at a time. Let the room guess by hands before "
                "each answer, and type the hands in. Read the source aloud once or twice, so that the "
                "room sees where answers come from."
            ).format(person=first),
            _("Skip the questions that nobody gets wrong."),
        ),
        Block(
            15,
            _("Explore"),
            _(
                "Show the tax against the income. Ask where it jumps, and let somebody explain the cliff "
                "at the policy’s limit. Type in the income of somebody who wants to know."
            ),
            _("Show the cliff only."),
        ),
        Block(
            20,
            _("True or false"),
            _(
                "Read out the sentences that people say. All who think it true stand up. Then show the "
                "reason, and what believing it would cost {person}."
            ).format(person=second),
            _("Take the five that the first test showed to be believed most."),
        ),
        Block(
            15,
            _("Break"),
            _("Count the first test and type the numbers into the tally."),
            _("Ten minutes are enough."),
        ),
        Block(
            30,
            _("Worksheets"),
            _(
                "Everybody gets a sheet with figures of an own, and works in pairs with pencil and "
                "telephone. Go round with the answer key. Whoever is done explains the sheet to a "
                "neighbour."
            ),
            _("Do the first four questions."),
        ),
        Block(
            15,
            _("Why another calculator says something else"),
            _(
                "Ask who has used a calculator on the internet, and type its figure in. Show which "
                "mistake makes it, or that none is known."
            ),
            _("Show one wrong figure."),
        ),
        Block(
            15,
            _("What to do, and by when"),
            _(
                "Show the pages about filing: the duties with their dates, the papers that are missing, "
                "the letter to the bank. Say what the return asks for, and that nobody here files for "
                "anybody."
            ),
            _("Show the dates and the list of papers."),
        ),
        Block(
            10,
            _("Your own year"),
            _(
                "Hand out the page to take home. Show how to begin, and that everything stays on the own "
                "computer. On a shared one: the mode that keeps nothing."
            ),
            _("Hand out the page."),
        ),
        Block(
            10,
            _("The second test, and where to go from here"),
            _(
                "The second test, counted at once: show what has changed. Say where to go with what could "
                "not be answered today."
            ),
            _("Ask the five questions of the beginning again, by hands."),
        ),
    )


def plan_paper(chosen: Sequence[Person]) -> Paper:
    """The plan as a paper."""
    blocks = three_hours(chosen)
    rows, at = [], 0
    for block in blocks:
        rows.append((_clock(at), f"{block.minutes}", block.title, block.doing, block.if_short))
        at += block.minutes
    heads = (
        (_("From"), 0.8),
        (_("Minutes"), 1.0),
        (_("What"), 2.0),
        (_("How"), 5.2),
        (_("If time is short"), 2.4),
    )
    lead = _(
        "People of this pack: {people}. The times are from the beginning; {minutes} minutes in all. If "
        "the power goes, go on on paper: every page of the program comes back where it was."
    ).format(people="; ".join(person.title for person in chosen), minutes=at)
    before = Part(
        _("Before the room comes"),
        items=(
            _("Start the program once without the internet, and open the first person."),
            _("Print the worksheets, both tests and the page to take home, and the key for yourself."),
            _("Look through the worksheets of your people with the key beside you."),
            _("Put the projector to 1024 by 768 and the browser to full screen."),
        ),
    )
    return Paper(
        _("Plan for three hours"), lead, (before, Part(_("The plan"), heads=heads, rows=tuple(rows)))
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def boundaries_paper() -> Paper:
    """What a trainer must not answer, and where to send people."""
    asked = (
        (
            _("Will you fill in my return, or sign in for me?"),
            _("No. Never take anybody’s password or type into anybody’s return."),
            _("The taxpayer; a tax professional whom the taxpayer engages."),
        ),
        (
            _("I did not file for some years. What now?"),
            _("Say that it can be put right, and that waiting does not help. Do not work out a plan."),
            _("A tax professional. The page Duties and dates shows what is known of each year."),
        ),
        (
            _("I got a notice."),
            _("Do not read it out or explain it. Say that it has a last day, and that this day counts."),
            _("A tax professional, at once."),
        ),
        (
            _("Is my wallet or “Remittance From” money at the low rate?"),
            _("Say that the law is not settled. Show both figures. Do not choose one."),
            _("A tax professional, with a question in writing; the bank, for a certificate."),
        ),
        (
            _("Is my work IT, or IT-enabled?"),
            _("Show the words of the law. Where they do not name the work, say so."),
            _("The Pakistan Software Export Board, about a certificate; a tax professional."),
        ),
        (
            _("Should I choose the slabs instead of final tax?"),
            _("Show the two figures of this year. Which to choose is theirs to decide."),
            _("A tax professional, with the year’s expenses and papers."),
        ),
        (
            _("The bank took the wrong rate, or wrote the wrong code."),
            _("Show the letter that the program writes. Do not call the bank for anybody."),
            _("The bank’s branch, in writing."),
        ),
        (
            _("Do I owe sales tax?"),
            _("The program works out none. Say what the page says for the province, and no more."),
            _("The province’s revenue authority; a tax professional."),
        ),
        (
            _("How can I make the income look smaller, or whose account should I use?"),
            _("Do not answer. What is hidden can cost more than the tax."),
            _("Nobody."),
        ),
        (
            _("Property, gifts, inheritance, shares, crypto, a company, a partner, a year spent abroad"),
            _("Outside of this program. Do not guess."),
            _("A tax professional."),
        ),
    )
    return Paper(
        _("What a trainer must not answer, and where to send people"),
        _(
            "You teach how to read the rules and how to work. You do not advise. Where you are not sure, "
            "say “I do not know”: it is a good answer."
        ),
        (
            Part(
                "",
                heads=((_("Somebody asks"), 3.0), (_("What to do"), 4.2), (_("Where to send them"), 3.4)),
                rows=asked,
            ),
            Part(
                _("Keep to this"),
                items=(
                    _("Nobody’s own figures on the projector, unless they ask for it themselves."),
                    _("No photographs of papers, numbers or passwords. Collect worksheets without names."),
                    _("Every figure with its source and with how far it can be trusted."),
                ),
            ),
        ),
    )
