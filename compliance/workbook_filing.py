"""What the papers around a return ask for beyond the year's income: banks, the form, wealth.

Nothing here changes a figure of tax. Amounts are hundredths of their currency.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from compliance.workbook_fields import Amount, Currency, Day, Part, RateAmount, Text

WealthKind = Literal[
    "bank",
    "foreign_currency_account",
    "platform",
    "wallet",
    "cash",
    "property",
    "vehicle",
    "other_asset",
    "debt",
]
ChangeKind = Literal[
    "living_expenses",
    "gift_received",
    "inheritance",
    "other_received",
    "gift_given",
    "other_spent",
]
WEALTH_KINDS: Final[tuple[WealthKind, ...]] = get_args(WealthKind)
CHANGE_KINDS: Final[tuple[ChangeKind, ...]] = get_args(ChangeKind)


class Bank(Part):
    """A bank that credits receipts, as a letter names it. `name` is what receipts call it by."""

    name: Text
    branch: Text = ""
    account: Text = ""


class ReturnFigure(Part):
    """What stands in one line of the return form, whole rupees in paisa; None: nothing was entered there."""

    line: Text
    amount: Amount | None = None
    tax: Amount | None = None


class FilingAnswers(Part):
    """About a late payment and about the form. `kibor_percent` in millionths of a percent.

    `paid_on`: the day on which the balance was paid; None: not paid yet.
    """

    kibor_percent: RateAmount | None = None
    paid_on: Day | None = None
    figures: tuple[ReturnFigure, ...] = ()


class WealthItem(Part):
    """What is owned or owed at the start and at the end of the tax year, in its currency; None: missing.

    `start_rupees` and `end_rupees` (paisa) take the place of a rate. An asset stands at its cost.
    """

    id: Text
    kind: WealthKind
    name: Text = ""
    currency: Currency = "PKR"
    start: Amount | None = None
    end: Amount | None = None
    start_rupees: Amount | None = None
    end_rupees: Amount | None = None


class WealthChange(Part):
    """What raised or lowered wealth and is no income of the return, in paisa."""

    id: Text
    kind: ChangeKind
    name: Text = ""
    rupees: Amount


class Wealth(Part):
    """The wealth statement's figures."""

    items: tuple[WealthItem, ...] = ()
    changes: tuple[WealthChange, ...] = ()
