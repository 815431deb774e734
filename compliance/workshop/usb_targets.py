"""The kinds of laptop that a stick can serve: a system with a version of Python, and what fits them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.version import Version

from compliance.text import N_
from compliance.workshop.usb_stick.set_up import OLDEST_GLIBC, SYSTEMS

PYTHONS: Final = ("3.15", "3.14", "3.13", "3.12", "3.11")
"""The versions for which all parts exist for every system, the newest first."""
USUAL_SYSTEMS: Final = ("windows", "linux")
_OLDER_NAMES: Final = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
_PATCHES: Final = (0, 99)


@dataclass(frozen=True, slots=True)
class System:
    """A system as wheels and their conditions name it, and what one version of Python on it adds to a stick.

    `title` is a part of a sentence, to be translated; `megabytes` was measured.
    """

    title: str
    megabytes: int
    platforms: tuple[str, ...]
    markers: tuple[tuple[str, str], ...]


def _linux(machine: str, title: str) -> System:
    """Wheels for any C library down to the oldest that the set-up takes."""
    names = []
    for minor in range(OLDEST_GLIBC[1], 4, -1):
        names.append(f"manylinux_2_{minor}_{machine}")
        if minor in _OLDER_NAMES and (machine == "x86_64" or minor == 17):
            names.append(f"{_OLDER_NAMES[minor]}_{machine}")
    markers = {
        "os_name": "posix",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": machine,
    }
    return System(title, 100, tuple(names), tuple(markers.items()))


_WINDOWS: Final = System(
    N_("Windows on Intel or AMD, 64 bits"),
    70,
    ("win_amd64",),
    (
        ("os_name", "nt"),
        ("sys_platform", "win32"),
        ("platform_system", "Windows"),
        ("platform_machine", "AMD64"),
    ),
)
KNOWN: Final = {
    "windows": _WINDOWS,
    "linux": _linux("x86_64", N_("Linux on Intel or AMD, 64 bits")),
    "linux-arm": _linux("aarch64", N_("Linux on ARM, 64 bits")),
}
assert set(KNOWN) == set(SYSTEMS.values())


@dataclass(frozen=True)
class Target:
    """One kind of laptop: a system's code in `KNOWN` and a version of Python as `3.12`."""

    system: str
    python: str

    @property
    def name(self) -> str:
        """What the set-up on the laptop calls it, as `windows-3.12`."""
        return f"{self.system}-{self.python}"

    @property
    def lowest(self) -> Version:
        """The first release of this version of Python, which a laptop may have."""
        return Version(f"{self.python}.0")

    @cached_property
    def tags(self) -> frozenset[Tag]:
        """Every tag of a wheel that can be installed there."""
        version = (int(self.python.split(".")[0]), int(self.python.split(".")[1]))
        interpreter = f"cp{version[0]}{version[1]}"
        platforms = KNOWN[self.system].platforms
        return frozenset(
            [
                *cpython_tags(version, [interpreter], platforms),
                *compatible_tags(version, interpreter, platforms),
            ]
        )

    def needs(self, requirement: Requirement, extras: frozenset[str]) -> bool:
        """Whether a requirement's condition holds there, for any patch release of its Python.

        pip judges these conditions by the machine it runs on, also where it fetches for another one.
        """
        if requirement.marker is None:
            return True
        return any(
            requirement.marker.evaluate({**self._markers(patch), "extra": extra})
            for patch in _PATCHES
            for extra in (extras or {""})
        )

    def _markers(self, patch: int) -> dict[str, str]:
        full = f"{self.python}.{patch}"
        return {
            **dict(KNOWN[self.system].markers),
            "implementation_name": "cpython",
            "implementation_version": full,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "python_full_version": full,
            "python_version": self.python,
        }
