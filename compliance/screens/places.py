"""All pages of the program by name: their files, addresses and titles, and the order of the questions.

Other modules go to a page by its name; only this one knows files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compliance.text import N_, _

_FOLDER: Final = Path(__file__).parent.as_posix()
"""In full: in an installed program the entry file does not stand beside the package."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its file, its address and its title, translated where shown."""

    name: str
    file: str
    address: str
    title: str

    @property
    def shown_title(self) -> str:
        """The title in the language spoken now."""
        return _(self.title)


def _place(name: str, title: str, folder: str = "") -> Place:
    address = f"{folder}-{name}" if folder else name
    return Place(
        name, "/".join(filter(None, (_FOLDER, folder, f"{name}.py"))), address.replace("_", "-"), title
    )


_PLACES: Final = (
    _place("start", N_("Start")),
    _place("quick", N_("Quick answer")),
    _place("examples", N_("Examples")),
    _place("tax_year", N_("Tax year"), "about"),
    _place("residence", N_("Where you lived"), "about"),
    _place("age", N_("Age"), "about"),
    _place("province", N_("Province"), "about"),
    _place("employer", N_("Clients or an employer"), "about"),
    _place("partners", N_("Partners and helpers"), "about"),
    _place("clients", N_("Where your clients are"), "about"),
    _place("work", N_("Kind of work"), "about"),
    _place("pseb", N_("PSEB certificate"), "about"),
    _place("active_taxpayer", N_("Active Taxpayers List"), "about"),
    _place("sales_tax", N_("Sales tax on services"), "about"),
    _place("job", N_("A job besides"), "about"),
    _place("expenses", N_("Expenses"), "about"),
    _place("papers", N_("Name on the papers"), "about"),
    _place("overview", N_("Income"), "income"),
    _place("receipt", N_("One receipt"), "income"),
    _place("table", N_("Receipts in a table"), "income"),
    _place("months", N_("One figure a month"), "income"),
    _place("rates", N_("Your own exchange rates"), "income"),
    _place("statements", N_("Statements"), "income"),
    _place("review", N_("Look through receipts"), "income"),
    _place("check", N_("Check your answers")),
    _place("outside", N_("Outside this program")),
    _place("result", N_("Result")),
    _place("duties", N_("Duties and dates"), "filing"),
    _place("evidence", N_("Evidence"), "filing"),
    _place("filing_sheet", N_("Filing sheet"), "filing"),
    _place("wealth", N_("Wealth"), "filing"),
    _place("pseb_value", N_("PSEB"), "filing"),
    _place("documents", N_("Documents")),
    _place("rules", N_("Rules")),
    _place("people", N_("People"), "workshop"),
    _place("explore", N_("Explore"), "workshop"),
    _place("compare", N_("Another calculator says"), "workshop"),
    _place("changed", N_("What changed"), "workshop"),
    _place("pack", N_("Trainer’s pack"), "workshop"),
)
PLACES: Final = {place.name: place for place in _PLACES}
QUESTIONS: Final = tuple(place.name for place in _PLACES if place.address.startswith("about-"))
"""The pages of "About you" in the order in which they are asked."""
FILING: Final = (*(place.name for place in _PLACES if place.address.startswith("filing-")), "documents")
"""The pages about filing, which link to each other."""
WORKSHOP: Final = tuple(place.name for place in _PLACES if place.address.startswith("workshop-"))
"""The pages for trainers and their rooms, which link to each other."""
HEADER: Final = (
    "start",
    "tax_year",
    "overview",
    "check",
    "result",
    "duties",
    "documents",
    "rules",
    "people",
)
"""The pages that the frame links to on every page."""


def file_of(name: str) -> str:
    """The file of a page, for `st.switch_page` and `st.page_link`. KeyError for a name that is no page."""
    return PLACES[name].file
