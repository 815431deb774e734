"""One row of a statement: a movement, a row left out with its reason, or one to be looked at."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from datetime import date

from compliance.statements.cell_values import (
    DayReader,
    amount_reader,
    currency_in,
)
from compliance.statements.delimited_text import CONTROL_CHARACTERS
from compliance.statements.movement import Movement, ReviewRow, SkippedRow
from compliance.statements.profile_schema import KindRule, Profile
from compliance.statements.profile_values import Kind
from compliance.statements.row_amounts import Leg, checked_currency, currency_reader, leg_reader
from compliance.statements.row_money_beside import LONGEST_GIVEN, MoneyBeside, last_four
from compliance.statements.row_rules import Rules, first_filled, places_of
from compliance.statements.statement_messages import Note
from compliance.statements.statement_table import Cells

Posted = tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What a person says of a row that could not be read: only what the row itself does not tell.

    `amount` is in hundredths, above zero for money that came in.
    """

    day: date | None = None
    amount: int | None = None
    currency: str = ""
    kind: Kind | None = None


class RowReader:
    """Reads the rows of one file by its profile."""

    def __init__(
        self,
        profile: Profile,
        header: Cells,
        days: DayReader,
        file_hash: str,
        account_number: str,
        currency: str,
        look_for_control_characters: bool = False,
    ) -> None:
        """`header` names each column once; `currency` is what the file says of itself, or empty."""
        self._profile = profile
        self._width = len(header)
        self._days = days
        self._file_hash = file_hash
        self._digits = "".join(sign for sign in account_number if sign.isdigit())[-4:]
        self._accounts: dict[str, str] = {}
        self._look_for_control_characters = look_for_control_characters
        self._legs = leg_reader(profile, header, currency)
        self._currency = currency_reader(profile, header, currency)
        self._skip = Rules(profile.skip, header)
        self._review = Rules(profile.review, header)
        self._kinds = Rules(profile.kind, header)
        self._details = Rules(profile.detail, header)
        self._date = places_of(profile.date.column, header)
        self._status = places_of(profile.status.column, header) if profile.status else ()
        self._keep = {word.casefold() for word in profile.status.keep} if profile.status else set()
        self._status_skip = (
            {word.casefold(): reason for word, reason in profile.status.skip.items()}
            if profile.status
            else {}
        )
        form = profile.amount
        self._amount_of = amount_reader(form.number, form.marks, form.brackets)
        named = profile.columns
        self._description = places_of(named.description, header)
        self._native_id = places_of(named.native_id, header)
        self._reference = places_of(named.reference, header)
        self._group_reference = places_of(named.group_reference, header)
        self._counterparty = places_of(named.counterparty, header)
        self._balance = places_of(named.balance, header)
        self._fee_included = places_of(named.fee_included, header)
        self._value_date = places_of(named.value_date, header)
        self._last4 = places_of(named.last4, header)
        self._beside = MoneyBeside(named, header)
        self._purpose = places_of(named.purpose_code, header)
        self._certificate = places_of(named.certificate, header)

    def read(self, place: int, raw: Cells, notes: tuple[Note, ...] = ()) -> Posted | SkippedRow | ReviewRow:
        """What a row is. `notes` are what its assembly already found wrong; then it is reviewed."""
        found: list[Note] = list(notes)
        cells = self._fitted(raw, found)
        if reason := self._reason_of_status(cells, found):
            return SkippedRow((place,), reason, raw)
        legs = self._legs(cells, found)
        description = self._described(cells)
        if legs:
            if skipped := self._skip.first(cells, description, legs[0].amount):
                return SkippedRow((place,), Note(skipped[0].reason, description[:LONGEST_GIVEN]), raw)
            if len(legs) == 1 and not legs[0].amount:
                return SkippedRow((place,), Note("nothing_moved", description[:LONGEST_GIVEN]), raw)
        day = self._days(first_filled(cells, self._date))
        if isinstance(day, str):
            found.append(Note(day, first_filled(cells, self._date)[:LONGEST_GIVEN]))
            movements: Posted = ()
        else:
            movements = tuple(
                movement
                for leg in legs
                if (movement := self._movement(place, raw, cells, day, leg, description, found)) is not None
            )
        if found:
            known = None if isinstance(day, str) else day
            return ReviewRow((place,), tuple(dict.fromkeys(found)), raw, movements, known)
        return movements

    def settled(self, place: int, raw: Cells, answer: RowAnswer) -> tuple[Posted, tuple[Note, ...]]:
        """A row with what a person says of it: its movements, and what is still missing for them."""
        found: list[Note] = []
        cells = self._fitted(raw, [])
        legs = self._legs(cells, found)
        if answer.amount is not None:
            legs = (Leg(answer.amount, legs[0].currency if legs else self._currency(cells)),)
        if not legs:
            return (), (Note("amount_missing"),)
        if answer.day is None:
            return (), (Note("date_missing"),)
        description = self._described(cells)
        movements: list[Movement] = []
        missing: list[Note] = []
        for leg in legs:
            known = leg if currency_in(leg.currency) else replace(leg, currency=answer.currency)
            notes: list[Note] = []
            made = self._movement(place, raw, cells, answer.day, known, description, notes)
            if made is not None and made.kind is None:
                made = replace(made, kind=answer.kind)
            if made is None or made.kind is None:
                missing += [note for note in notes if note.code.startswith(("currency", "kind"))]
            else:
                movements.append(made)
        return () if missing else tuple(movements), tuple(missing)

    def _fitted(self, raw: Cells, notes: list[Note]) -> Cells:
        """The cells, as many as the header has names."""
        cells = raw
        if len(cells) < self._width:
            cells = (*cells, *[""] * (self._width - len(cells)))
        elif len(cells) > self._width:
            beyond = [cell for cell in cells[self._width :] if cell]
            if beyond:
                notes.append(Note("more_cells", " | ".join(beyond)[:LONGEST_GIVEN]))
            cells = cells[: self._width]
        if self._look_for_control_characters and any(CONTROL_CHARACTERS.search(cell) for cell in cells):
            notes.append(Note("control_characters"))
        if self._profile.read.html_entities:
            cells = tuple(html.unescape(cell) if "&" in cell else cell for cell in cells)
        return cells

    def _reason_of_status(self, cells: Cells, notes: list[Note]) -> Note | None:
        """Why the row's status leaves it out; an unknown status is noted."""
        if self._profile.status is None:
            return None
        status = first_filled(cells, self._status)
        word = status.casefold()
        if word in self._keep:
            return None
        if word in self._status_skip:
            return Note(self._status_skip[word], status)
        notes.append(Note("status_unknown" if status else "status_missing", status[:LONGEST_GIVEN]))
        return None

    def _described(self, cells: Cells) -> str:
        """The texts of the row, each once, with single spaces."""
        if len(self._description) == 1:
            return " ".join(cells[self._description[0]].split())
        texts = [" ".join(cells[place].split()) for place in self._description if cells[place]]
        return "; ".join(dict.fromkeys(texts))

    def _movement(
        self,
        place: int,
        raw: Cells,
        cells: Cells,
        day: date,
        leg: Leg,
        description: str,
        notes: list[Note],
    ) -> Movement | None:
        currency = checked_currency(leg.currency, notes)
        if not currency:
            return None
        details: dict[str, str] = {}
        rule = self._kind(cells, description, leg, details, notes)
        for _rule, groups in self._details.applying(cells, description, leg.amount):
            details = groups | details
        native_id = first_filled(cells, self._native_id) or details.get("native_id", "")
        pkr, foreign, foreign_currency = self._beside.other_side(cells, leg, currency, details, notes)
        profile = self._profile
        made = Movement(
            account=self._account(currency),
            profile=profile.id,
            profile_version=profile.version,
            file_hash=self._file_hash,
            rows=(place,),
            date=day,
            value_date=self._second_day(cells, notes),
            kind=rule.kind if rule else profile.otherwise,
            amount=leg.amount,
            currency=currency,
            balance=self._hundredths(cells, self._balance, "balance_unreadable", notes),
            native_id=native_id,
            role=leg.role or (rule.role if rule else ""),
            group_reference=details.get("group_reference") or first_filled(cells, self._group_reference),
            reference=first_filled(cells, self._reference).removeprefix("#") or details.get("reference", ""),
            description=description,
            counterparty=(
                details.get("counterparty") or leg.counterparty or first_filled(cells, self._counterparty)
            ).strip(),
            status=first_filled(cells, self._status),
            pkr_amount=pkr,
            foreign_amount=foreign,
            foreign_currency=foreign_currency,
            rate=self._beside.rate(cells, notes),
            fee_included=(
                leg.fee_included
                or self._unsigned(cells, self._fee_included, "other_amount_unreadable", notes)
                or None
            ),
            last4=details.get("last4") or last_four(first_filled(cells, self._last4)),
            foreign=rule.foreign if rule else None,
            domestic=rule.domestic if rule else False,
            purpose_code=first_filled(cells, self._purpose),
            certificate=first_filled(cells, self._certificate),
            retained=self._beside.retained(cells, notes),
            raw=raw,
        )
        if leg.role == "fee":
            return replace(
                made, kind="fee", group_reference=native_id, pkr_amount=None, foreign=None, counterparty=""
            )
        return made

    def _kind(
        self, cells: Cells, description: str, leg: Leg, details: dict[str, str], notes: list[Note]
    ) -> KindRule | None:
        """The rule that says what kind of movement it is; what it takes out of the text goes to `details`."""
        if doubt := self._review.first(cells, description, leg.amount):
            notes.append(Note(doubt[0].reason, self._type_and_text(cells, description)))
            if doubt[0].reason == "kind_unclear":
                return None
        found = self._kinds.first(cells, description, leg.amount)
        if found is None:
            if self._profile.otherwise is None and leg.role != "fee":
                notes.append(Note("kind_unknown", self._type_and_text(cells, description)))
            return None
        details.update(found[1])
        return found[0]

    def _type_and_text(self, cells: Cells, description: str) -> str:
        """What rules look at in a row: its other columns, then its text."""
        texts = dict.fromkeys([*self._kinds.seen(cells), description])
        return " | ".join(text for text in texts if text)[:LONGEST_GIVEN]

    def _account(self, currency: str) -> str:
        account = self._accounts.get(currency)
        if account is None:
            parts = [self._profile.account, currency, *([self._digits] if self._digits else [])]
            account = self._accounts[currency] = ":".join(parts)
        return account

    def _hundredths(self, cells: Cells, places: tuple[int, ...], code: str, notes: list[Note]) -> int | None:
        text = first_filled(cells, places)
        if not text:
            return None
        amount = self._amount_of(text)
        if isinstance(amount, int):
            return amount
        notes.append(Note(code, text[:LONGEST_GIVEN]))
        return None

    def _unsigned(self, cells: Cells, places: tuple[int, ...], code: str, notes: list[Note]) -> int | None:
        amount = self._hundredths(cells, places, code, notes)
        return None if amount is None else abs(amount)

    def _second_day(self, cells: Cells, notes: list[Note]) -> date | None:
        text = first_filled(cells, self._value_date)
        if not text:
            return None
        day = self._days(text)
        if isinstance(day, date):
            return day
        notes.append(Note(day, text[:LONGEST_GIVEN]))
        return None
