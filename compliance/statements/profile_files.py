"""The profiles that come with the program, and those that a user's workbook holds."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pydantic import ValidationError

from compliance.statements.profile_schema import Profile


@dataclass(frozen=True, slots=True, order=True)
class ProfileFault:
    """Something wrong in a profile: the file, the key in it (empty for the whole), what is wrong."""

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.message) if part)


class ProfileFaults(Exception):
    """All faults of all profiles, found in one go."""

    def __init__(self, faults: list[ProfileFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


def profile_of(content: object, file: str) -> Profile | list[ProfileFault]:
    """A profile out of TOML or JSON data, or everything that keeps it from being one."""
    try:
        return Profile.model_validate(content)
    except ValidationError as error:
        return [
            ProfileFault(
                file,
                ".".join(str(part) for part in complaint["loc"]),
                complaint["msg"].removeprefix("Value error, "),
            )
            for complaint in error.errors(include_url=False, include_context=False, include_input=False)
        ]


def read_profiles(files: dict[str, str]) -> tuple[Profile, ...]:
    """The profiles of TOML texts by file name. Raises ProfileFaults with all that is wrong in any of them."""
    faults: list[ProfileFault] = []
    profiles: dict[str, Profile] = {}
    for name, text in sorted(files.items()):
        try:
            content: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            faults.append(ProfileFault(name, "", str(error)))
            continue
        made = profile_of(content, name)
        if isinstance(made, list):
            faults.extend(made)
        elif made.id in profiles:
            faults.append(ProfileFault(name, "id", f"{made.id} stands in another file too"))
        elif name.removesuffix(".toml") != made.id.replace(".", "_"):
            faults.append(ProfileFault(name, "id", f"{made.id} is not what the file is called"))
        else:
            profiles[made.id] = made
    if faults:
        raise ProfileFaults(sorted(faults))
    return tuple(profiles.values())


@cache
def shipped_profiles() -> tuple[Profile, ...]:
    """The profiles that come with the program, read once, in the order of their file names."""
    folder = resources.files("compliance.statements") / "profiles"
    return read_profiles(
        {
            file.name: file.read_text(encoding="utf-8")
            for file in folder.iterdir()
            if file.name.endswith(".toml")
        }
    )
