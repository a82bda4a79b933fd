"""The record of one activity: what a file says, with the words of all versions made one."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Final, NamedTuple

from ingest.iati.activity_problems import Problem

FUNDING: Final = "1"
IMPLEMENTING: Final = "4"


class Party(NamedTuple):
    """An organisation as an activity names it; ``names`` by language, the first one said first.

    The role is its IATI code, empty where the activity gives it none.
    """

    role: str
    reference: str
    kind: str
    names: dict[str, str]


class SectorUse(NamedTuple):
    """A sector code in its vocabulary; ``name`` only for the reporter's own vocabularies."""

    vocabulary: str
    code: str
    percentage: float | None
    name: str


class Place(NamedTuple):
    """A recipient: a country code or name (vocabulary empty), or a region code."""

    vocabulary: str
    code: str
    percentage: float | None


Sums = dict[str, float]
"""Sums of money by currency (ISO 4217)."""


class Provided(NamedTuple):
    """What an organisation provides, by the transactions of an activity that name it."""

    party: Party
    committed: Sums
    disbursed: Sums


@dataclass(slots=True)
class Record:
    """One activity. Dates by their code (1 planned start … 4 actual end), ISO.

    ``secondary`` says that the reporter reports what others do; ``left_out`` counts the elements
    that are not read, by name.
    """

    line: int
    language: str
    currency: str
    dated: str | None = None
    identifier: str = ""
    title: dict[str, str] = field(default_factory=dict)
    summary: dict[str, str] = field(default_factory=dict)
    other_summary: dict[str, str] = field(default_factory=dict)
    reporter: Party | None = None
    parties: list[Party] = field(default_factory=list)
    sectors: list[SectorUse] = field(default_factory=list)
    countries: list[Place] = field(default_factory=list)
    regions: list[Place] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    status: str | None = None
    collaboration: str | None = None
    budget: Sums = field(default_factory=dict)
    committed: Sums = field(default_factory=dict)
    disbursed: Sums = field(default_factory=dict)
    providers: list[Provided] = field(default_factory=list)
    secondary: bool = False
    left_out: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def digest(self) -> int:
        """Return a number that two records share only if they say the same (this process only)."""
        return hash(tuple([_hashable(value) for value in _said(self)]))


_said: Final = attrgetter(
    *(f.name for f in fields(Record) if f.name not in {"line", "language", "currency", "problems"})
)
"""What an activity says: all of it but where it stands, and how it was read."""


def _hashable(value: object) -> object:
    if isinstance(value, Party):
        return (*value[:3], *value.names.items())
    if isinstance(value, Provided):
        return tuple([_hashable(part) for part in value])
    if isinstance(value, list):
        return tuple([_hashable(item) for item in value])
    return tuple(value.items()) if isinstance(value, dict) else value
