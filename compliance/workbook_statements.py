"""What saved work keeps of imported statements: files, their movements, links between accounts, own profiles.

Receipts that were made from statements name the movements behind them. Amounts are hundredths of a currency.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Final, Literal, get_args

from pydantic import BeforeValidator, Field, PlainSerializer, SerializerFunctionWrapHandler, model_serializer
from pydantic_core import PydanticCustomError

from compliance.money import two_decimals
from compliance.workbook_fields import UNPRINTABLE, Amount, Currency, Day, Part, Text, WholeNumber, YesNo
from compliance.workbook_messages import REMEDIES

MovementKind = Literal[
    "earning",
    "fee",
    "withdrawal",
    "refund",
    "tax",
    "transfer",
    "card",
    "card_refund",
    "payment",
    "profit",
    "proceeds",
]
LinkRule = Literal["reference", "rupees", "same_currency", "exchange_rate", "certificate", "by_hand"]
LinkState = Literal["found", "proposed", "confirmed", "undone"]
ForeignSign = Literal["", "bank", "remittance"]
RowState = Literal["open", "entered", "left_out"]
MOVEMENT_KINDS: Final[tuple[MovementKind, ...]] = get_args(MovementKind)
LINK_RULES: Final[tuple[LinkRule, ...]] = get_args(LinkRule)
LINK_STATES: Final[tuple[LinkState, ...]] = get_args(LinkState)
FOREIGN_SIGNS: Final[tuple[ForeignSign, ...]] = get_args(ForeignSign)
ROW_STATES: Final[tuple[RowState, ...]] = get_args(RowState)

_SIGNED = re.compile(r"-?[0-9]{1,12}\.[0-9]{2}")
_HASH = re.compile(r"[0-9a-f]{64}")


def _read_signed(given: Any) -> int:
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    if isinstance(given, str) and _SIGNED.fullmatch(given):
        return int(given.replace(".", ""))
    raise PydanticCustomError("signed_amount_form", REMEDIES["signed_amount_form"])


def _read_hash(given: Any) -> str:
    if isinstance(given, str) and _HASH.fullmatch(given):
        return given
    raise PydanticCustomError("hash_form", REMEDIES["hash_form"])


SignedAmount = Annotated[
    int, BeforeValidator(_read_signed), PlainSerializer(two_decimals, return_type=str, when_used="json")
]
"""Hundredths of a currency, above zero where money came in."""
FileHash = Annotated[str, BeforeValidator(_read_hash)]


class _Sparse(Part):
    """A group of keys of which those that hold what is usual are not written: there are thousands of them."""

    always_written: ClassVar[tuple[str, ...]] = ()

    @model_serializer(mode="wrap")
    def _without_usual(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        fields = type(self).model_fields
        return {
            name: value
            for name, value in written.items()
            if fields[name].is_required()
            or name in self.always_written
            or getattr(self, name) != fields[name].default
        }


def printable(text: str) -> str:
    """A text out of a file as saved work can keep it: what cannot be printed is replaced by a sign for it."""
    return UNPRINTABLE.sub("\ufffd", text)


class KeptCheck(_Sparse):
    """What was proved of a file when it was read; see `statements.movement.Check`."""

    code: Text
    passed: YesNo
    account: Text = ""
    row: WholeNumber | None = None
    expected: SignedAmount | None = None
    found: SignedAmount | None = None
    failures: WholeNumber = 0
    gaps: WholeNumber = 0


class StatementFile(_Sparse):
    """A file that was imported. `sha256` is of its bytes; the counts account for every row of data.

    `review` counts the rows that had to be looked at when it was read; what became of each is in `rows` of
    `Statements`. `header`, `account_number` and `currency` are what such a row is read by later.
    """

    always_written = ("posted", "known_already", "skipped", "review", "first_day", "last_day")

    name: Text
    sha256: FileHash
    profile: Text
    profile_version: WholeNumber
    posted: WholeNumber = 0
    known_already: WholeNumber = 0
    skipped: WholeNumber = 0
    review: WholeNumber = 0
    first_day: Day | None = None
    last_day: Day | None = None
    header: tuple[Text, ...] = ()
    account_number: Text = ""
    currency: Text = ""
    checks: tuple[KeptCheck, ...] = ()


class SeenIn(_Sparse):
    """A further file in which a movement stands: its place, the rows, what only that file says (`gave`), and
    what it is silent about (`silent`), both as names of keys of the movement."""

    file: WholeNumber
    rows: tuple[WholeNumber, ...]
    gave: tuple[Text, ...] = ()
    silent: tuple[Text, ...] = ()


class KeptMovement(_Sparse):
    """A movement of a statement, as the reader of files gives it; see `statements.movement.Movement`.

    `id` is made of what the file itself says of it, so that a second import finds it again. `file` is the
    place of its file in the list of files.
    """

    id: Text
    file: WholeNumber
    rows: tuple[WholeNumber, ...]
    account: Text
    date: Day
    kind: MovementKind
    amount: SignedAmount
    currency: Currency
    balance: SignedAmount | None = None
    native_id: Text = ""
    role: Text = ""
    group_reference: Text = ""
    reference: Text = ""
    description: Text = ""
    counterparty: Text = ""
    pkr_amount: Amount | None = None
    foreign_amount: Amount | None = None
    foreign_currency: Text = ""
    fee_included: Amount | None = None
    last4: Text = ""
    foreign: ForeignSign = ""
    domestic: YesNo = False
    purpose_code: Text = ""
    certificate: Text = ""
    retained: Amount | None = None
    raw: tuple[Text, ...] = ()
    also: tuple[SeenIn, ...] = ()


_ALL_KEYS: Final = set(KeptMovement.model_fields)


def movement_of_reader(values: dict[str, Any]) -> KeptMovement:
    """A movement of values that the reader of files has checked already, every key among them.

    It fills the model as `model_construct` does, in a quarter of the time: a file may have 100,000 rows. A
    test holds that the result is what checking would have made.
    """
    made = KeptMovement.__new__(KeptMovement)
    for name, value in (
        ("__dict__", values),
        ("__pydantic_fields_set__", _ALL_KEYS),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(made, name, value)
    return made


class Link(Part):
    """The same money seen in two accounts: the movement that went out and the one that came in.

    `proposed` waits for the person, `undone` is never found again.
    """

    out: Text
    into: Text
    rule: LinkRule
    state: LinkState = "found"


class RowReason(_Sparse):
    """Why a row has to be looked at: a code of `statement_messages.REVIEW_SENTENCES`, and what was given."""

    code: Text
    given: Text = ""


class OpenRow(_Sparse):
    """A row that somebody has to look at, or had to, as it stands in its file.

    `day` is its day where that could be read. `entered`: the person completed it, and it became `movements`
    (ids); `left_out`: it is none, for the reason in `why`.
    """

    file: WholeNumber
    rows: tuple[WholeNumber, ...]
    reasons: tuple[RowReason, ...]
    raw: tuple[Text, ...] = ()
    day: Day | None = None
    state: RowState = "open"
    why: Text = ""
    movements: tuple[Text, ...] = ()


class SetAside(_Sparse):
    """All that went with a file that was taken out, so that it can be put back as it was.

    `receipts` are those that went, as saved; `removed` the ids of receipts that the person had taken out.
    """

    file: WholeNumber
    movements: tuple[KeptMovement, ...] = ()
    links: tuple[Link, ...] = ()
    rows: tuple[OpenRow, ...] = ()
    receipts: tuple[dict[str, Any], ...] = Field(default=())
    removed: tuple[Text, ...] = ()


class Statements(_Sparse):
    """All that was imported. `profiles` are the person's own layouts, in the form of the shipped ones.

    `movements`, `links` and `rows` are those of files that count; what came of a file that was taken out is
    in `set_aside`, its place in `files` stays.
    """

    always_written = ("files", "movements", "links", "profiles")

    files: tuple[StatementFile, ...] = ()
    movements: tuple[KeptMovement, ...] = ()
    links: tuple[Link, ...] = ()
    profiles: tuple[dict[str, Any], ...] = Field(default=())
    rows: tuple[OpenRow, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    @property
    def open_rows(self) -> tuple[OpenRow, ...]:
        """The rows that wait for the person."""
        return tuple(one for one in self.rows if one.state == "open")

    @property
    def out(self) -> frozenset[int]:
        """The places of the files that were taken out."""
        return frozenset(one.file for one in self.set_aside)
