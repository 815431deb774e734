"""The examples: whose year each is, and its workbook file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from compliance.text import N_, _
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook

_FOLDER: Final = Path(__file__).parent.parent / "examples"
_TOLD: Final = {
    "pseb_developer": (
        "software_developer",
        N_("A software developer with a PSEB certificate"),
        N_("Paid by clients abroad through the bank, which takes tax out; part of it kept in dollars."),
    ),
    "lahore_writer": (
        "writer",
        N_("A writer in Lahore with 11,500 dollars"),
        N_(
            "Clients abroad, no certificate, and a sum below the 12,000 dollars that a policy paper speaks "
            "of."
        ),
    ),
    "designer_with_job": (
        "graphic_designer",
        N_("A graphic designer with a job and clients in Pakistan"),
        N_("A salary with tax taken out, beside work for companies that hold tax back."),
    ),
    "certificate_mid_year": (
        "web_developer",
        N_("A web developer whose certificate began in the middle of the year"),
        N_("The same work before and after, at two rates."),
    ),
    "payoneer_remittance": (
        "virtual_assistant",
        N_("A virtual assistant paid through Payoneer"),
        N_("The statement says “Remittance From”, and no tax was taken out."),
    ),
    "wallet": (
        "data_entry",
        N_("A data-entry worker paid into a mobile wallet"),
        N_("The money never passed a bank as foreign currency, and the law is not clear about that."),
    ),
}


@dataclass(frozen=True, slots=True)
class Example:
    """An example: its name, whose year it is, what is special about it, and the kind of work."""

    name: str
    title: str
    about: str
    work: str


def examples() -> dict[str, Example]:
    """All examples by name, in the language spoken now."""
    return {name: Example(name, _(title), _(about), work) for name, (work, title, about) in _TOLD.items()}


@cache
def workbook_of(name: str) -> Workbook:
    """The workbook of an example. KeyError for a name that is none."""
    _TOLD[name]
    read = read_workbook((_FOLDER / f"{name}.json").read_bytes())
    if not isinstance(read, Workbook):
        raise ValueError("\n".join(problem.line() for problem in read))
    return read
