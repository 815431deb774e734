"""What the keys of a profile may hold: texts, patterns that end in time, names of columns and of kinds."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from compliance.workbook_statements import MovementKind

Grade = Literal["A", "B", "C", "own"]
FileKindName = Literal["csv", "xlsx", "xls", "json", "pdf"]
Kind = MovementKind
"""`transfer`: between own accounts, or not known until it is matched; `card`, `card_refund` and `payment`:
spending and what came back of it; `profit`: what a bank pays on deposits; `proceeds`: a line of a bank's
certificate of export proceeds."""
SkipReason = Literal[
    "cancelled", "refunded", "pending", "hold", "nothing_moved", "memo", "opening", "subtotal"
]
ReviewReason = Literal["kind_unclear", "currency_unclear", "status_unknown"]
ForeignSign = Literal["bank", "remittance"]
NumberForm = Literal["decimal_point", "decimal_comma"]
"""1,250.50 or 1.250,50."""
Holder = Literal["platform", "bank"]
"""Who keeps an account: a platform or payment company, or a bank or wallet in Pakistan."""
_LONGEST_PATTERN: Final = 300
# A repetition of a repetition can take longer than the universe on a text of thirty letters.
_NESTED_REPETITION: Final = re.compile(r"\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)(?:[+*]|\{\d*,)")


def _checked_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression: {error}") from None
    if _NESTED_REPETITION.search(pattern):
        raise ValueError("repeats a part that repeats itself")
    return pattern


def as_list(given: Any) -> Any:
    """One text or a list of them as a tuple."""
    return (given,) if isinstance(given, str) else tuple(given) if isinstance(given, list) else given


def as_tuple(given: Any) -> Any:
    """The list of a file as a tuple, which stays as it is."""
    return tuple(given) if isinstance(given, list) else given


Text = Annotated[str, Field(min_length=1, max_length=200)]
Pattern = Annotated[str, Field(min_length=1, max_length=_LONGEST_PATTERN), AfterValidator(_checked_pattern)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_tuple)]
Patterns = Annotated[tuple[Pattern, ...], BeforeValidator(as_tuple)]
Columns = Annotated[tuple[Text, ...], BeforeValidator(as_list), Field(min_length=1)]
"""One column or several: texts are joined, of anything else the first that is filled in counts."""


class ProfileForm(BaseModel):
    """Every key is checked, none is guessed, nothing is converted in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
