"""The questions of "About you" in their order, leaving out those that the answers so far make idle."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from compliance.screens import kit, state
from compliance.screens.draft import Record
from compliance.screens.places import QUESTIONS
from compliance.text import _


def asked(answers: Record) -> tuple[str, ...]:
    """The questions that make a difference for these answers, in order."""
    idle = {"pseb"} if answers.get("clients") == "pakistan" else set()
    return tuple(name for name in QUESTIONS if name not in idle)


def after(name: str) -> str:
    """The page after a question."""
    names = asked(state.answers())
    at = names.index(name) + 1 if name in names else 0
    return names[at] if at < len(names) else "overview"


def before(name: str) -> str:
    """The page before a question."""
    names = asked(state.answers())
    at = names.index(name) if name in names else 0
    return names[at - 1] if at else "start"


def question(
    name: str,
    heading: str,
    *,
    hint: str = "",
    check: Callable[[], list[kit.Fault]] = list,
    accept: Callable[[], None] | None = None,
    onward: Callable[[], str] | None = None,
) -> AbstractContextManager[kit.Form]:
    """The page of one question about the person; its fields are answers."""
    names = asked(state.answers())
    place = names.index(name) + 1 if name in names else 1
    return kit.page(
        name,
        heading,
        hint=hint,
        check=check,
        accept=accept,
        record=state.answers(),
        scope="answers",
        section=_("About you, question {number} of {count}").format(number=place, count=len(names)),
        back=before(name),
        onward=onward or (lambda: after(name)),
    )


def yes_no_options(*, unknown: bool = True) -> dict[str, str]:
    """The options of a plain question."""
    options = {"yes": _("Yes"), "no": _("No")}
    return options | {"unknown": _("I don’t know")} if unknown else options


def province_names() -> dict[str, str]:
    """Where in Pakistan a person can live, by the code of the saved file."""
    return {
        "punjab": _("Punjab"),
        "sindh": _("Sindh"),
        "khyber_pakhtunkhwa": _("Khyber Pakhtunkhwa"),
        "balochistan": _("Balochistan"),
        "islamabad": _("Islamabad Capital Territory"),
        "azad_kashmir": _("Azad Jammu and Kashmir"),
        "gilgit_baltistan": _("Gilgit-Baltistan"),
        "unknown": _("I don’t know"),
    }
