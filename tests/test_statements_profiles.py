"""The form of profiles: every fault is named at once, and what is kept in a workbook reads back the same."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from compliance.statements import Profile, ProfileFaults, profile_of, shipped_profiles
from compliance.statements.profile_files import read_profiles
from tests.statement_files import SAMPLES, profile_id_of

MINIMAL = """
id = "own.bank"
version = 1
source = "My bank"
layout = "CSV"
account = "mybank"
grade = "own"
evidence = []
otherwise = "transfer"
match.header = ["when", "how much"]
read.kinds = ["csv"]
date.column = "when"
date.formats = ["%d/%m/%Y"]
amount.sign = "signed"
amount.column = "how much"
currency.always = "PKR"
"""


def _with(text: str) -> dict[str, Any]:
    return tomllib.loads(MINIMAL + text)


def test_every_profile_has_a_sample() -> None:
    assert {one.id for one in shipped_profiles()} == {profile_id_of(sample) for sample in SAMPLES}


def test_a_profile_below_grade_a_says_where_it_comes_from() -> None:
    assert {one.grade for one in shipped_profiles()} == {"A", "B", "C"}
    assert all(one.evidence for one in shipped_profiles())


@pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda one: one.id)
def test_a_profile_survives_being_kept_as_json(profile: Profile) -> None:
    kept = json.loads(json.dumps(profile.as_data()))
    assert profile_of(kept, "workbook") == profile


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ('unknown = 1', "unknown", "Extra inputs"),
        ('match.columns = ["x"]', "match", "one of header"),
        ('[[kind]]\nkind = "fee"', "kind.0", "names no condition"),
        ('[[kind]]\nwhen = "("\nkind = "fee"', "kind.0.when", "no regular expression"),
        ('[[kind]]\nwhen = "(a+)+$"\nkind = "fee"', "kind.0.when", "repeats a part"),
        ('[[kind]]\nwhen = "(?P<payer>.)"\nkind = "fee"', "kind.0", "unknown names: payer"),
        ('[[kind]]\nwhen = "x"\nkind = "gift"', "kind.0.kind", "Input should be"),
        ('status.column = "s"\nstatus.keep = ["x"]\nstatus.skip.y = "because"', "status.skip.y", "Input"),
        ('facts = ["(?P<name>.)"]', "", "unknown names: name"),
        ('pdf_rows.way = "labels"\npdf_rows.labels = ["x"]', "", "only together"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_key(text: str, key: str, words: str) -> None:
    faults = profile_of(_with(text), "bank.toml")
    assert isinstance(faults, list)
    assert [(fault.file, fault.key) for fault in faults] == [("bank.toml", key)]
    assert words in faults[0].message


def test_all_faults_of_all_files_come_at_once() -> None:
    files = {
        "own_bank.toml": MINIMAL + 'unknown = 1\n[[kind]]\nwhen = "("\nkind = "gift"\n',
        "broken.toml": "id = ",
        "elsewhere.toml": MINIMAL,
    }
    with pytest.raises(ProfileFaults) as raised:
        read_profiles(files)
    places = [(fault.file, fault.key) for fault in raised.value.faults]
    assert places == [
        ("broken.toml", ""),
        ("elsewhere.toml", "id"),
        ("own_bank.toml", "kind.0.kind"),
        ("own_bank.toml", "kind.0.when"),
        ("own_bank.toml", "unknown"),
    ]


def test_a_profile_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        shipped_profiles()[0].version = 2  # type: ignore[misc]
