"""Saved work to a workbook and back. Reading never raises: whatever is wrong comes back as problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from compliance.file_kinds import kind_of
from compliance.text import _
from compliance.workbook import (
    ACCOUNTS,
    CHANNELS,
    FORMAT,
    KINDS,
    KNOWN_ANSWERS,
    OPEN_QUESTIONS,
    PROVINCES,
    SALES_TAX_RETURNS,
    SERVICES,
    WHO_PAYS,
    WORKS_WITH,
    EarlierReturn,
    MonthRate,
    OtherIncome,
    Person,
    Problem,
    PsebPeriod,
    Receipt,
    Workbook,
)
from compliance.workbook_fields import FROM_FILE, VERSION
from compliance.workbook_filing import (
    CHANGE_KINDS,
    WEALTH_KINDS,
    Bank,
    FilingAnswers,
    ReturnFigure,
    Wealth,
    WealthChange,
    WealthItem,
)
from compliance.workbook_messages import REMEDIES, WHOLE_FILE, path_of, problem, shown, visible
from compliance.workbook_problems import period_problems, rate_problems, receipt_problems
from compliance.workbook_statements import (
    FOREIGN_SIGNS,
    LINK_RULES,
    LINK_STATES,
    MOVEMENT_KINDS,
    ROW_STATES,
    KeptCheck,
    KeptMovement,
    Link,
    OpenRow,
    RowReason,
    SeenIn,
    SetAside,
    StatementFile,
    Statements,
)
from compliance.workbook_versions import OLDEST, migrated, too_new_for_its_version

LARGEST_FILE = 25_000_000
"""Bytes; a year of ten thousand receipts takes a fifth of it."""
MOST_PROBLEMS = 500
_ALIKE = 0.75
_LONGEST_INTEGER = 18
_BYTE_ORDER_MARK = "\ufeff"

_CHOICES = {
    ("person", "province"): PROVINCES,
    ("person", "sales_tax_returns"): SALES_TAX_RETURNS,
    ("person", "who_pays"): WHO_PAYS,
    ("person", "works_with"): WORKS_WITH,
    ("person", "had_certificate"): KNOWN_ANSWERS,
    ("open_questions", ""): OPEN_QUESTIONS,
    ("receipts", "kind"): KINDS,
    ("receipts", "service"): SERVICES,
    ("receipts", "channel"): CHANNELS,
    ("receipts", "account"): ACCOUNTS,
    ("items", "kind"): WEALTH_KINDS,
    ("changes", "kind"): CHANGE_KINDS,
    ("movements", "kind"): MOVEMENT_KINDS,
    ("movements", "foreign"): FOREIGN_SIGNS,
    ("links", "rule"): LINK_RULES,
    ("links", "state"): LINK_STATES,
    ("rows", "state"): ROW_STATES,
}
_CODES = {
    "missing": "missing",
    "bool_type": "not_yes_no",
    "int_type": "not_whole_number",
    "tuple_type": "not_list",
    "model_type": "not_object",
}
_ALWAYS_KNOWN = ("minor", "opts_for_normal_tax")
"""Yes or no, where not knowing is no answer."""
_KEYS: dict[str, tuple[str, ...]] = {
    "": tuple(Workbook.model_fields),
    "person": tuple(Person.model_fields),
    "pseb": ("from", "until"),
    "returns_before": tuple(EarlierReturn.model_fields),
    "receipts": tuple(Receipt.model_fields),
    "other": tuple(OtherIncome.model_fields),
    "rates": tuple(MonthRate.model_fields),
    "banks": tuple(Bank.model_fields),
    "filing": tuple(FilingAnswers.model_fields),
    "figures": tuple(ReturnFigure.model_fields),
    "wealth": tuple(Wealth.model_fields),
    "items": tuple(WealthItem.model_fields),
    "changes": tuple(WealthChange.model_fields),
    "statements": tuple(Statements.model_fields),
    "files": tuple(StatementFile.model_fields),
    "movements": tuple(KeptMovement.model_fields),
    "links": tuple(Link.model_fields),
    "rows": tuple(OpenRow.model_fields),
    "reasons": tuple(RowReason.model_fields),
    "checks": tuple(KeptCheck.model_fields),
    "also": tuple(SeenIn.model_fields),
    "set_aside": tuple(SetAside.model_fields),
}

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class _Repeated:
    """Stands for the value of a key that the file has more than once in one place; no field takes it."""

    last: Any

    def __str__(self) -> str:
        return shown(self.last)


def read_workbook(raw: bytes | str) -> Workbook | tuple[Problem, ...]:
    """Read saved work. Returns the workbook, or everything that can be seen to be wrong with it.

    What needs the rules (is the year covered, is there a rate) is left to `problems_of` and `fx.convert`.
    """
    document = _document(raw)
    if isinstance(document, Problem):
        return (document,)
    other_file = _other_file(document)
    if other_file is not None:
        return (other_file,)
    too_new = tuple(too_new_for_its_version(document))
    document = migrated(document)
    try:
        read = Workbook.model_validate(document, context=FROM_FILE, by_alias=True, by_name=False)
    except ValidationError as error:
        return _few((*too_new, *_form_problems(error), *_other_problems(document)))
    return _few(too_new) if too_new else read


def write_workbook(workbook: Workbook) -> str:
    """The workbook as JSON text: the same bytes for the same workbook, and one receipt a line."""
    plain = workbook.model_dump(mode="json", by_alias=True)
    parts = ",\n".join(f"  {_json(key)}: {_lines(value)}" for key, value in plain.items())
    return f"{{\n{parts}\n}}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(value: Any) -> str:
    if isinstance(value, list) and value:
        items = ",\n".join(f"    {_json(item)}" for item in value)
        return f"[\n{items}\n  ]"
    return _json(value)


def _document(raw: bytes | str) -> dict[str, Any] | Problem:
    """The file's outermost group of keys, before anything is known of what it holds."""
    if len(raw) > LARGEST_FILE:
        return problem(WHOLE_FILE, "too_large", str(len(raw)))
    kind = kind_of(raw) if isinstance(raw, bytes) else None
    if kind is not None:
        return problem(WHOLE_FILE, "another_kind", kind, kind=kind)
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return problem(WHOLE_FILE, "not_utf8", _("from byte {place} on").format(place=error.start + 1))
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if not text.strip():
        return problem(WHOLE_FILE, "nothing_in_it", _("an empty file"))
    try:
        document = json.loads(
            text,
            object_pairs_hook=_group,
            parse_int=_read_integer,
            # Numbers stand nowhere but in the year and the version; all others are only shown again.
            parse_float=Decimal,
            parse_constant=Decimal,
        )
    except json.JSONDecodeError as error:
        given = visible(text[error.pos : error.pos + 20]) or _("the end of the file")
        return problem(WHOLE_FILE, "not_json", given, line=error.lineno, column=error.colno)
    except RecursionError:
        return problem(WHOLE_FILE, "too_deep", shown(text[:20]))
    return document if isinstance(document, dict) else problem(WHOLE_FILE, "not_a_workbook", shown(document))


def _group(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        # Half of a character cannot be a key of any model, and would hide the problems beside it.
        key = name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")
        found[key] = _Repeated(value) if key in found else value
    return found


def _read_integer(digits: str) -> int | Decimal:
    """Python refuses to read thousands of digits as an integer; a Decimal takes them and is shown again."""
    return int(digits) if len(digits) <= _LONGEST_INTEGER else Decimal(digits)


def _other_file(document: dict[str, Any]) -> Problem | None:
    """Whether the file is another program's or a later version's, so that its keys mean nothing here."""
    form, version = document.get("format", FORMAT), document.get("version")
    if form != FORMAT and not isinstance(form, _Repeated):
        return problem("format", "not_a_workbook", shown(form))
    if isinstance(version, int | Decimal) and not isinstance(version, bool) and _above(version):
        return problem("version", "newer_version", shown(version), version=VERSION)
    return None


def _above(version: int | Decimal) -> bool:
    return not Decimal(version).is_nan() and version > VERSION


def _form_problems(error: ValidationError) -> Iterator[Problem]:
    """A problem for each key that is missing, unknown or of the wrong form."""
    for found in error.errors(include_url=False):
        yield _form_problem(found)


def _form_problem(error: ErrorDetails) -> Problem:
    places, kind, value = error["loc"], error["type"], error["input"]
    path, key = path_of(places), places[-1] if places else ""
    if kind == "missing":
        return problem(path, "missing", _("nothing"))
    if kind == "extra_forbidden":
        return _unknown_key(path, places, shown(value))
    if isinstance(value, _Repeated):
        return problem(path, "repeated_key", str(value))
    if key == "version":
        return problem(path, "no_such_version", shown(value), first=OLDEST, version=VERSION)
    if kind == "literal_error":
        named = "" if isinstance(key, int) else key
        choices = ", ".join(_CHOICES.get((_group_of(places), named), (FORMAT,)))
        return problem(path, "not_a_choice", shown(value), choices=choices)
    code = kind if kind in REMEDIES else _CODES.get(kind, "not_text")
    if code == "not_yes_no" and key not in _ALWAYS_KNOWN:
        code = "not_yes_no_unknown"
    return problem(path, code, shown(value))


def _group_of(places: tuple[int | str, ...]) -> str:
    """The group of keys that a place stands in; "" for the file's outermost."""
    return next((place for place in reversed(places[:-1]) if isinstance(place, str)), "")


def _unknown_key(path: str, places: tuple[int | str, ...], given: str) -> Problem:
    close = get_close_matches(visible(str(places[-1])), _KEYS[_group_of(places)], 1, _ALIKE)
    if close:
        return problem(path, "misspelt_key", given, key=close[0])
    return problem(path, "unknown_key", given)


def _other_problems(document: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with those parts that could be read, so that all is mended in one go."""
    person, tax_year = document.get("person"), document.get("tax_year")
    periods = person.get("pseb") if isinstance(person, dict) else None
    year = tax_year if isinstance(tax_year, int) and not isinstance(tax_year, bool) else None
    yield from period_problems(_readable(PsebPeriod, periods))
    yield from receipt_problems(_readable(Receipt, document.get("receipts")), year)
    yield from rate_problems(_readable(MonthRate, document.get("rates")))


def _readable(model: type[_Model], parts: Any) -> Iterator[tuple[int, _Model]]:
    for index, part in enumerate(parts if isinstance(parts, list) else ()):
        try:
            yield index, model.model_validate(part, context=FROM_FILE, by_alias=True, by_name=False)
        except ValidationError:
            continue


def _few(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    more = problem(WHOLE_FILE, "more_problems", str(len(problems)), shown=MOST_PROBLEMS)
    return (*problems[:MOST_PROBLEMS], more)
