"""Which wheels one kind of laptop needs: read from the wheels themselves, and checked to be complete."""

from __future__ import annotations

import zipfile
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from compliance.workshop.usb_stick.set_up import checksum
from compliance.workshop.usb_targets import Target


@dataclass(frozen=True)
class Wheel:
    """A part of the program as a file, and what it says of itself."""

    file: Path
    name: str
    version: Version
    tags: frozenset[Tag]
    pythons: SpecifierSet
    requires: tuple[Requirement, ...]

    def fits(self, target: Target) -> bool:
        """Whether it can be installed on such a laptop."""
        return not self.tags.isdisjoint(target.tags) and self.pythons.contains(target.lowest)


@dataclass(frozen=True, slots=True)
class Choice:
    """The wheels that a laptop needs, by name, and what none of the wheels at hand satisfies."""

    wheels: tuple[Wheel, ...]
    missing: tuple[str, ...]


def read_wheel(file: Path) -> Wheel:
    """Read a wheel's name and metadata. Raises ValueError, KeyError or BadZipFile where it is none."""
    name, version, _build, tags = parse_wheel_filename(file.name)
    with zipfile.ZipFile(file) as archive:
        [inside] = [one for one in archive.namelist() if one.count("/") == 1 and one.endswith("/METADATA")]
        said = BytesHeaderParser().parsebytes(archive.read(inside))
    requires = tuple(Requirement(str(line)) for line in said.get_all("Requires-Dist", []))
    return Wheel(file, name, version, tags, SpecifierSet(str(said.get("Requires-Python", ""))), requires)


def choose(program: Wheel, found: Iterable[Wheel], target: Target) -> Choice:
    """What `target` needs for the program: of each part the newest that all which ask for it take."""
    by_name: dict[str, list[Wheel]] = defaultdict(list)
    for wheel in found:
        if wheel.fits(target):
            by_name[wheel.name].append(wheel)
    asked: dict[str, SpecifierSet] = defaultdict(SpecifierSet)
    extras: dict[str, frozenset[str]] = defaultdict(frozenset)
    chosen: dict[str, Wheel] = {program.name: program}
    missing: set[str] = set()
    waiting = deque([program])
    while waiting:
        asking = waiting.popleft()
        for requirement in asking.requires:
            if not target.needs(requirement, extras[asking.name]):
                continue
            name = canonicalize_name(requirement.name)
            asked[name] &= requirement.specifier
            wider = extras[name] | requirement.extras
            fitting = [one for one in by_name[name] if asked[name].contains(one.version, prereleases=True)]
            if not fitting:
                missing.add(_without_condition(requirement))
                continue
            best = max(fitting, key=lambda one: one.version)
            if chosen.get(name) is not best or wider != extras[name]:
                chosen[name], extras[name] = best, wider
                waiting.append(best)
    return Choice(tuple(chosen[name] for name in sorted(chosen)), tuple(sorted(missing)))


def _without_condition(requirement: Requirement) -> str:
    asked = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{asked}{requirement.specifier}"


def list_text(target: Target, wheels: Iterable[Wheel]) -> str:
    """The list that a laptop installs from: one part a line with its checksum, as pip reads it."""
    lines = [f"{one.name}=={one.version} --hash=sha256:{checksum(one.file)}" for one in wheels]
    return "\n".join([f"# {target.name}", *sorted(lines), ""])
