"""Older versions of saved work brought up to the present one. Nothing that an older file says is changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from compliance.workbook_fields import VERSION
from compliance.workbook_messages import Problem, path_of, problem, shown

OLDEST: Final = 1
_NEW_IN_2: Final = {
    "": ("open_questions", "banks", "filing", "wealth", "statements"),
    "person": (
        "who_pays",
        "fixed_pay",
        "paid_leave",
        "only_one_company",
        "works_with",
        "had_certificate",
        "address",
        "registered",
        "bank_account_declared",
        "foreign_currency_account",
        "self_declaration",
        "income_abroad_above_limit",
        "assets_abroad_above_limit",
        "other_reasons_to_file",
        "taxed_in_years_before",
        "assessed_income_before",
        "tax_payable_before",
        "returns_before",
    ),
    "receipts": ("portal_tax", "contract", "bank", "origin", "provisional"),
}
"""Keys that a file of version 1 cannot have, by the group that they stand in."""


def migrated(document: dict[str, Any]) -> dict[str, Any]:
    """The document as the present version has it; one that is no older version comes back as it is.

    Version 2 only adds keys, each of which may be left out.
    """
    version = document.get("version")
    return {**document, "version": VERSION} if type(version) is int and version == OLDEST else document


def too_new_for_its_version(document: dict[str, Any]) -> Iterator[Problem]:
    """Keys of a later version in a file that says it is of an older one."""
    if document.get("version") != OLDEST or type(document.get("version")) is not int:
        return
    for group, keys in _NEW_IN_2.items():
        for places, part in _groups(document, group):
            for key in keys:
                if key in part:
                    yield problem(path_of((*places, key)), "unknown_key", shown(part[key]))


def _groups(document: dict[str, Any], group: str) -> Iterator[tuple[tuple[int | str, ...], dict[str, Any]]]:
    part = document.get(group) if group else document
    if isinstance(part, dict):
        yield ((group,) if group else ()), part
    elif isinstance(part, list):
        for index, one in enumerate(part):
            if isinstance(one, dict):
                yield (group, index), one
