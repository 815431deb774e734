"""Why a case is outside the program, and the next step, in words for the person concerned."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.rulebook import NotCovered
from compliance.text import _


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it is, why it has no figure here, what to do instead, and the page that asked."""

    title: str
    why: str
    next_step: str
    page: str


def reasons(outside: tuple[NotCovered, ...]) -> list[Reason]:
    """The reasons, each once, however many receipts it concerns."""
    found: list[Reason] = []
    for case in outside:
        reason = _reason(case)
        if reason not in found:
            found.append(reason)
    return found


def _reason(case: NotCovered) -> Reason:
    known = {
        "person.resident": _not_resident,
        "person.minor": _minor,
        "person.province": _province,
        "person.who_pays": _employer,
        "person.works_with": _partners,
        "foreign_payroll": _employer,
        "social_media": _social_media,
    }
    make = known.get(case.path) or known.get(case.given if case.path.startswith("receipts") else "")
    return make() if make else Reason(case.given, case.remedy, "", "check")


def _not_resident() -> Reason:
    return Reason(
        _("You were not a resident of Pakistan in this tax year"),
        _("Non-residents are taxed by other rules than the ones in this program."),
        _("Write down the days that you spent in each country and take them to a tax consultant."),
        "residence",
    )


def _minor() -> Reason:
    return Reason(
        _("You were younger than 18"),
        _("What a child earns from work of its own is taxed together with a parent’s income (section 91)."),
        _(
            "Go through this with the parent who has the higher income, and with that parent’s tax "
            "consultant."
        ),
        "age",
    )


def _province() -> Reason:
    return Reason(
        _("You live in Azad Jammu and Kashmir or in Gilgit-Baltistan"),
        _("Both have revenue boards of their own, whose rules are not in this program."),
        _("Ask the revenue board where you live how income from clients abroad is taxed."),
        "province",
    )


def _employer() -> Reason:
    return Reason(
        _("You are paid by one foreign employer"),
        _(
            "Wages for work done in Pakistan count as salary (section 101), not as export of services, also "
            "where a payroll company pays them. Where employment ends and freelancing begins is disputed."
        ),
        _("Take your contract to a tax consultant and ask whether to file the money as salary."),
        "employer",
    )


def _partners() -> Reason:
    return Reason(
        _("You share the income with partners"),
        _(
            "Partners are an association of persons: another taxpayer, with a registration and a return of "
            "its own."
        ),
        _("Ask a tax consultant to file for the association. Your share then goes into your own return."),
        "partners",
    )


def _social_media() -> Reason:
    return Reason(
        _("A platform paid you on or after 1 July 2026"),
        _(
            "From that day a tax of its own applies to what social-media platforms pay (section 154B), and "
            "how it meets the rules for exports is not settled."
        ),
        _("Keep the bank’s lines of tax taken out and ask a tax consultant before you file."),
        "overview",
    )
