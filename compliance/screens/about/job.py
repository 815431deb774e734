"""A job besides, the tax on it, and other tax already paid."""

from __future__ import annotations

from compliance.amount_text import Amount, read_amount
from compliance.screens import kit, look, state
from compliance.screens.draft import YES, Record
from compliance.screens.question import question
from compliance.text import _


def _labels() -> dict[str, str]:
    return {
        "salary": _("Salary of the year, before tax"),
        "salary_tax_deducted": _("Tax that the employer took out of it"),
        "other_adjustable_tax": _("Other tax taken from you in the year that you can set off"),
        "advance_tax_paid": _("Advance tax that you paid yourself"),
    }


def _check(answers: Record) -> list[kit.Fault]:
    labels = _labels()
    faults = kit.missing(answers, "job", "", _("Say whether you had a job."))
    if answers.get("job") == YES:
        faults += kit.amount_fault(answers, "salary", labels["salary"], needed=True)
        faults += kit.amount_fault(answers, "salary_tax_deducted", labels["salary_tax_deducted"])
        if not faults and _hundredths(answers, "salary_tax_deducted") > _hundredths(answers, "salary"):
            more = _("The tax is more than the salary. Correct one of the two.")
            faults.append(kit.Fault("salary_tax_deducted", labels["salary_tax_deducted"], more))
    for name in ("other_adjustable_tax", "advance_tax_paid"):
        faults += kit.amount_fault(answers, name, labels[name])
    return faults


def _hundredths(answers: Record, name: str) -> int:
    read = read_amount(answers.get(name, "") or "0")
    return read.hundredths if isinstance(read, Amount) else 0


def show() -> None:
    """The page."""
    answers, labels = state.answers(), _labels()
    with question(
        "job",
        _("Did you have a job with an employer in Pakistan besides?"),
        hint=_("A job is salaried work, with tax taken out by the employer."),
        check=lambda: _check(answers),
    ) as form:
        job = form.choice("job", "", {"no": _("No"), "yes": _("Yes")})
        if job == YES:
            form.amount("salary", labels["salary"], _("From your salary certificate, all months together."))
            form.amount(
                "salary_tax_deducted", labels["salary_tax_deducted"], _("Also on the salary certificate.")
            )
        look.subheading(_("Other tax you have already paid this year"))
        form.amount(
            "other_adjustable_tax",
            labels["other_adjustable_tax"],
            _(
                "For example on card payments abroad. Leave it empty if there is none. Tax that a bank or a "
                "client took out of a receipt is entered with that receipt, not here."
            ),
        )
        form.amount("advance_tax_paid", labels["advance_tax_paid"], _("Leave it empty if there is none."))


if __name__ == "__main__":
    show()
