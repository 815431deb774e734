"""The rulebook: every figure of law with its dates, sources and trust, and the refusal to guess another.

`load_rulebook` reads the folder rules/ and either gives a `Rulebook` without a fault or raises all faults
at once. Asking for a day that is not covered, or whose law was not found out, raises `NotCovered`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from compliance import rulebook_calendar, rulebook_faults
from compliance.rulebook_files import COVERAGE, read_chapters, read_coverage, read_sources
from compliance.rulebook_rates import FILE as RATES_FILE
from compliance.rulebook_rates import SOURCE as RATES_SOURCE
from compliance.rulebook_rates import read_rates
from compliance.rulebook_schema import CoverageFile, ParameterEntry, SourceEntry
from compliance.rulebook_types import (
    Coverage,
    DayOfYear,
    EngineValue,
    LeftOut,
    NotCovered,
    Parameter,
    ReferenceRates,
    RuleFault,
    RuleFaults,
    SlabRow,
    SlabTable,
    Source,
    Topic,
    Value,
)
from compliance.rulebook_values import one_line, read_value
from compliance.taxyear import first_day, last_day
from compliance.text import _, date_text

__all__ = [
    "Coverage",
    "DayOfYear",
    "EngineValue",
    "LeftOut",
    "NotCovered",
    "Parameter",
    "ReferenceRates",
    "RuleFault",
    "RuleFaults",
    "Rulebook",
    "SlabRow",
    "SlabTable",
    "Source",
    "Topic",
    "Value",
    "load_rulebook",
    "rules_folder",
]


@dataclass(frozen=True, eq=False)
class Rulebook:
    """All rules, read and without a fault. `digest` is the SHA-256 of their content, not of their layout."""

    folder: Path
    digest: str
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    coverage: Coverage
    rates: ReferenceRates
    _values: Mapping[str, tuple[Value, ...]] = field(repr=False, default_factory=dict)

    def at(self, name: str, when: date) -> Value:
        """What the parameter says on a day.

        Raises NotCovered on days outside the coverage and where the law is not known, KeyError for a name
        that is no parameter.
        """
        values = self._values[name]
        if not self.first_day <= when <= self.last_day:
            remedy = _("The rules cover {first} to {last}. Choose a tax year between them.")
            remedy = remedy.format(first=date_text(self.first_day), last=date_text(self.last_day))
            raise NotCovered(name, when.isoformat(), remedy)
        value = next(value for value in values if value.covers(when))
        if not value.known:
            remedy = _("No source was found for this rule on that day: {note} Ask a tax professional.")
            raise NotCovered(name, when.isoformat(), remedy.format(note=_(value.note)))
        return value

    def for_tax_year(self, name: str, tax_year: int) -> Value:
        """What the parameter says on the first day of a tax year. Raises as `at` does."""
        return self.at(name, first_day(tax_year))

    def check_tax_year(self, tax_year: int) -> None:
        """Raise NotCovered, and say what is covered, where the rules do not hold this tax year."""
        covered = self.coverage
        if not covered.first_tax_year <= tax_year <= covered.last_tax_year:
            remedy = _("The rules cover tax years {first} to {last}. Choose one of them.")
            remedy = remedy.format(first=covered.first_tax_year, last=covered.last_tax_year)
            raise NotCovered("tax_year", str(tax_year), remedy)

    @property
    def first_day(self) -> date:
        """The first day covered."""
        return first_day(self.coverage.first_tax_year)

    @property
    def last_day(self) -> date:
        """The last day covered."""
        return last_day(self.coverage.last_tax_year)


def rules_folder() -> Path:
    """The folder rules/ of the checkout that the package stands in, else the copy inside the package."""
    package = Path(__file__).resolve().parent
    checkout = package.parent / "rules"
    return checkout if (checkout / COVERAGE).is_file() else package / "_rules"


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Read and check all rules. Raises RuleFaults with every fault of every file."""
    folder = rules_folder() if folder is None else folder
    faults: list[RuleFault] = []
    rulebook = _read(folder, faults)
    if rulebook is None or faults:
        raise RuleFaults(sorted(faults))
    return rulebook


def _read(folder: Path, faults: list[RuleFault]) -> Rulebook | None:
    if not folder.is_dir():
        message = _("There is no folder of rules here. Take it from a fresh copy of the program.")
        faults.append(RuleFault(folder.name, "", "", message))
        return None
    sources = read_sources(folder, faults)
    coverage = read_coverage(folder, faults)
    entries, unread = read_chapters(folder, faults)
    currencies, months, table = read_rates(folder, faults)
    parameters: dict[str, Parameter] = {}
    for name, (file, entry) in entries.items():
        parameters[name], whole = _parameter(name, file, entry, faults)
        if coverage and whole:
            covered = first_day(coverage.first_tax_year), last_day(coverage.last_tax_year)
            faults += rulebook_faults.faults_of_dates(parameters[name], *covered)
        if sources is not None and coverage:
            topics = {topic.id for topic in coverage.topic}
            faults += rulebook_faults.faults_of_citations(name, file, entry, sources, topics)
    faults += rulebook_faults.faults_of_needs(parameters, unread)
    faults += rulebook_faults.faults_of_fixed(parameters)
    faults += rulebook_calendar.faults_of_calendar(parameters)
    if sources is None or coverage is None:
        return None
    faults += _faults_beside(sources, coverage)
    if faults:
        return None
    rates = ReferenceRates(currencies, months, RATES_SOURCE, MappingProxyType(table))
    listed = {name: _source(name, source) for name, source in sources.items()}
    coverage_read = _coverage(coverage)
    return Rulebook(
        folder=folder,
        digest=_digest(listed, coverage_read, parameters, rates),
        sources=MappingProxyType(listed),
        parameters=MappingProxyType(parameters),
        coverage=coverage_read,
        rates=rates,
        _values=MappingProxyType({name: parameter.values for name, parameter in parameters.items()}),
    )


def _parameter(
    name: str, file: str, entry: ParameterEntry, faults: list[RuleFault]
) -> tuple[Parameter, bool]:
    """The parameter, and whether all its values could be read."""

    def fault(dates: str, message: str) -> None:
        faults.append(RuleFault(f"rules/{file}", name, dates, message))

    read = [read_value(name, entry, value, fault) for value in entry.value]
    values = sorted((value for value in read if value), key=lambda value: value.first)
    parameter = Parameter(
        name=name,
        title=entry.title,
        unit=entry.unit,
        clock=entry.clock,
        topic=entry.topic,
        file=file,
        values=tuple(values),
        for_information=entry.for_information,
    )
    return parameter, None not in read


def _faults_beside(sources: Mapping[str, SourceEntry], coverage: CoverageFile) -> list[RuleFault]:
    """Unknown citations outside the chapters."""
    cited = [(f"rules/{COVERAGE}", left.id, name) for left in coverage.left_out for name in left.cite]
    cited.append((f"rules/{RATES_FILE}", "", RATES_SOURCE))
    message = _('The source "{source}" is not in sources.toml. Add it there or correct the name.')
    return [
        RuleFault(file, parameter, "", message.format(source=name))
        for file, parameter, name in cited
        if name not in sources
    ]


def _source(name: str, entry: SourceEntry) -> Source:
    return Source(id=name, **{**dict(entry), "note": one_line(entry.note)})


def _coverage(entry: CoverageFile) -> Coverage:
    return Coverage(
        first_tax_year=entry.first_tax_year,
        last_tax_year=entry.last_tax_year,
        read_on=entry.read_on,
        verified=one_line(entry.verified),
        topics=tuple(Topic(topic.id, topic.title, one_line(topic.verified)) for topic in entry.topic),
        left_out=tuple(
            LeftOut(**{**dict(left), "why": one_line(left.why), "next_step": one_line(left.next_step)})
            for left in entry.left_out
        ),
    )


def _digest(
    sources: Mapping[str, Source],
    coverage: Coverage,
    parameters: Mapping[str, Parameter],
    rates: ReferenceRates,
) -> str:
    """SHA-256 of what the files say. Comments, order, layout and which file says it count for nothing."""
    content = {
        "sources": {name: asdict(source) for name, source in sources.items()},
        "coverage": asdict(coverage),
        "parameters": {
            name: [
                [parameter.title, parameter.unit, parameter.clock, parameter.topic],
                parameter.for_information,
                [
                    [v.shown, v.first, v.last, v.act, v.provision, v.cite, v.tier, v.note]
                    for v in parameter.values
                ],
            ]
            for name, parameter in parameters.items()
        },
        "rates": [[*which, f"{rate.normalize():f}"] for which, rate in sorted(rates.table.items())],
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
