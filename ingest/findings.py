"""What was found wrong in a source, and the report with its counts: values, not exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, Self

from kg.base.i18n import Message, choose, msg
from kg.model.changes import Change


class Outcome(StrEnum):
    """What becomes of a record: taken, taken with a change, waiting for a person, refused."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    HELD = "held"
    REJECTED = "rejected"


_SEVERITY = {outcome: rank for rank, outcome in enumerate(Outcome)}


class Proposed(NamedTuple):
    """What a cell may say instead: its text, what that is called, how sure, and why.

    ``share`` in thousandths is the part of it in all that the words may mean; ``evidence`` are the
    words that point to it.
    """

    cell: str
    name: Mapping[str, str]
    share: int
    evidence: tuple[str, ...]

    def said(self, number: int) -> Message:
        """It in a few words, by its number among those proposed."""
        facts = {"n": number, "cell": self.cell, "name": self.name, "words": list(self.evidence)}
        return msg("{n}. {cell} {name} (“{words}”)", **facts)

    def document(self, lang: str) -> dict[str, Any]:
        """Return it as JSON values."""
        name = choose(self.name, lang)[0]
        return {**self._asdict(), "name": name, "evidence": [*self.evidence]}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should know about one place in a file.

    ``proposed`` is what the field may say instead, the surest first.
    """

    file: str
    where: str
    field: str
    code: str
    outcome: Outcome
    message: Message
    fix: Message
    proposed: tuple[Proposed, ...] = ()

    def document(self, lang: str) -> dict[str, Any]:
        """Return the finding as the contract's document."""
        proposals = [one.document(lang) for one in self.proposed]
        return {
            **({"proposals": proposals} if proposals else {}),
            "file": self.file,
            "where": self.where,
            "field": self.field,
            "code": self.code,
            "outcome": self.outcome.value,
            "message": self.message.text(lang),
            "fix": self.fix.text(lang),
        }


class Problem(NamedTuple):
    """A finding that does not yet know its file and line."""

    field: str
    code: str
    outcome: Outcome
    message: Message
    fix: Message

    def finding(self, file: str, where: str) -> Finding:
        """Return the finding at its place."""
        return Finding(file, where, *self)


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it came, with all that its reader needs to read it again (``ingest.rereading``).

    ``row`` is what people see of it: names of columns or elements → their text, without what the
    check for personal data found. ``facts`` are JSON values that only the reader understands, among
    them of which source it is and who may see it. ``kind`` is what it lists, as the reader says it.
    """

    reader: str
    kind: str
    row: Mapping[str, str]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a source: the changes it asks for and what was found about it.

    A rejected or held item carries no changes into the store, whatever it lists. A held one waits
    as it is ``kept``; without that it can only be looked at and discarded.
    """

    where: str
    changes: Sequence[Change] = ()
    findings: Sequence[Finding] = ()
    kept: Kept | None = None

    @property
    def outcome(self) -> Outcome:
        """The worst outcome among the findings; accepted where there are none."""
        if not self.findings:
            return Outcome.ACCEPTED
        found = (finding.outcome for finding in self.findings)
        return max(found, key=_SEVERITY.__getitem__)


@dataclass(slots=True)
class Counts:
    """How many records were read and what became of them; unchanged and changed are accepted."""

    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    changed: int = 0
    held: int = 0
    rejected: int = 0

    def add(self, outcome: Outcome, *, altered: bool) -> None:
        """Count one record; ``altered`` says whether it changed the store."""
        self.read += 1
        if outcome in (Outcome.HELD, Outcome.REJECTED):
            setattr(self, outcome.value, getattr(self, outcome.value) + 1)
            return
        self.accepted += 1
        self.changed += outcome is Outcome.CHANGED
        self.unchanged += not altered

    def __iadd__(self, other: Counts) -> Self:
        """Add the counts of another file."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def document(self) -> dict[str, int]:
        """Return the counts by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Report:
    """What a load did: counts per file and in all, and every finding."""

    files: dict[str, Counts] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0
    revision: int = 0
    joined: int = 0
    """Records that were found to be one body with another, at the end."""
    queue: list[str] = field(default_factory=list)
    """The ids under which held records wait."""

    @property
    def total(self) -> Counts:
        """The counts over all files."""
        total = Counts()
        for counts in self.files.values():
            total += counts
        return total

    @property
    def clean(self) -> bool:
        """Say whether nothing was rejected."""
        return self.total.rejected == 0

    def document(self, lang: str) -> dict[str, Any]:
        """Return the contract's document of an ingest."""
        return {
            **self.total.document(),
            "files": [{"file": name, **c.document()} for name, c in self.files.items()],
            "findings": [finding.document(lang) for finding in self.findings],
            "joined": self.joined,
            "queue": self.queue,
            "seconds": round(self.seconds, 3),
        }
