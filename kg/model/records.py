"""What a store gives back: rows for the snapshot, records with their statements, revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from kg.base.audience import Audience
from kg.model.changes import Override, RelationKey
from kg.model.fields import EXAMPLE, Basis

_EXAMPLE: Final = f'"nature":"{EXAMPLE}"'
"""How values as JSON say what an example is; in a text the quotes would be escaped."""


class Statement(NamedTuple):
    """One source's statement inside a record; ``subject`` is the id it was made about.

    For relations ``subject`` is ``start end`` as stated. It differs from the record's own id where
    records were merged. ``visibility`` is the claim of the source about who may see it, which an
    ``override`` may widen (``kg.model.audiences``).
    """

    source: str
    subject: str
    props: Mapping[str, Any]
    where: str = ""
    basis: Basis = "published"
    dated: str | None = None
    visibility: Audience | None = None
    override: Override | None = None


class NodeRow(NamedTuple):
    """A node as the snapshot reads it: its id, the values chosen among all statements as JSON.

    ``statements`` are those in the form of ``kg.store.codec``: who may see which of them decides
    what an audience reads (``kg.graph.edition``).
    """

    id: str
    body: str
    statements: str = ""

    @property
    def is_example(self) -> bool:
        """Whether the values say that it is made up."""
        return _EXAMPLE in self.body


class RelationRow(NamedTuple):
    """A relation as the snapshot reads it: chosen status and time, other values as JSON."""

    type: str
    start: str
    end: str
    key: str
    status: str | None
    since: str | None
    until: str | None
    body: str
    statements: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A node or relation that no longer exists; ``redirect`` where it was merged."""

    subject: str | RelationKey
    redirect: str | None = None


Row = NodeRow | RelationRow | Gone


@dataclass(frozen=True, slots=True)
class NodeRecord:
    """A node with all statements about it, ordered by (source, subject).

    ``token`` changes whenever a record does: it tells a writer whether somebody was faster
    (``Store.apply(…, expect=…)``). It leaves the program nowhere.
    """

    id: str
    statements: tuple[Statement, ...]
    token: str = ""


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A relation with all statements about it, ordered by (source, subject)."""

    relation: RelationKey
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: the revision that made it, and when; no statements: a tombstone.

    ``joined`` is the id of the record with which it counts as one; ``redirect`` where older formats
    moved its statements.
    """

    revision: int
    at: str
    statements: tuple[Statement, ...]
    redirect: str | None = None
    joined: str | None = None


class NodeVersion(NamedTuple):
    """A node as one revision left it, under its own id; no statements: a tombstone.

    ``joined`` and ``redirect`` as in ``Version``.
    """

    id: str
    statements: tuple[Statement, ...]
    redirect: str | None = None
    joined: str | None = None


class RelationVersion(NamedTuple):
    """A relation as one revision left it; no statements: a tombstone."""

    relation: RelationKey
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One committed batch: its number, when it was made, what it was for, all that it altered.

    ``token`` tells it from all others (``kg.store.check_sums``); backups of older formats have
    none.
    """

    number: int
    at: str
    note: str
    nodes: tuple[NodeVersion, ...]
    relations: tuple[RelationVersion, ...]
    token: str = ""


class Point(NamedTuple):
    """A point in the history of a store: the number of a revision, its token, when it was made.

    The number alone is no identity: a store put back from a copy reaches it again with something
    else. Of an empty store: 0, an empty token, None.
    """

    number: int = 0
    token: str = ""
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What a batch did: the revision after it, and which of its changes altered something."""

    revision: int
    altered: frozenset[int]
