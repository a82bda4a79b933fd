"""The record of one activity: what a file says, with the words of all versions made one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from ingest.findings import Problem

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

    def hashable(self) -> tuple[object, ...]:
        """Return the same as what can be hashed."""
        return self.role, self.reference, self.kind, *self.names.items()


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

    def hashable(self) -> tuple[object, ...]:
        """Return the same as what can be hashed."""
        return self.party.hashable(), *self.committed.items(), None, *self.disbursed.items()


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
        """Return a number that two records share only if they say the same (this process only).

        All that an activity says is in it; not where it stands, nor how it was read.
        """
        return hash(
            (
                self.identifier, self.dated, self.status, self.collaboration, self.secondary,
                self.reporter and self.reporter.hashable(), tuple(self.goals),
                tuple(self.sectors), tuple(self.countries), tuple(self.regions),
                tuple([party.hashable() for party in self.parties]),
                tuple([provided.hashable() for provided in self.providers]),
                *[tuple(pairs.items()) for pairs in self._pairs()],
            )
        )  # fmt: skip

    def _pairs(self) -> tuple[dict[str, Any], ...]:
        return (
            self.title, self.summary, self.other_summary, self.dates, self.budget, self.committed,
            self.disbursed, self.left_out,
        )  # fmt: skip
