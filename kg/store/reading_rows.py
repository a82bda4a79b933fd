"""What an engine gives of one revision, and of the past of a record: rows as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, Protocol

from kg.model.changes import RelationKey
from kg.store.check_sums import Seal, Sealed, are
from kg.store.redirects import Redirects
from kg.store.stored_versions import K, Stored


class Past(NamedTuple, Generic[K]):
    """A version with the day of its revision, and the revision that ended it."""

    at: str
    ended: int | None
    stored: Stored[K]

    @property
    def fits(self) -> bool:
        """Whether its day and its end are of the types that were written."""
        return are((self.at,), str) and are((self.ended,), int, type(None))


class Rows(Protocol):
    """What an engine gives of one revision; rows in the order of keys, tombstones among them."""

    def seal(self) -> Seal:
        """Return by what the revision is known."""

    def redirects(self, revision: int | None = None) -> Redirects:
        """Return what leads where, of this revision or one before it."""

    def all_nodes(self) -> Iterator[Stored[str]]:
        """Yield all nodes."""

    def all_relations(self) -> Iterator[Stored[RelationKey]]:
        """Yield all relations."""

    def nodes(self, ids: Sequence[str]) -> Iterable[Stored[str]]:
        """Return these nodes, in any order."""

    def relations(self, keys: Sequence[RelationKey]) -> Iterable[Stored[RelationKey]]:
        """Return these relations, in any order."""

    def touching(self, ids: Sequence[str]) -> Iterable[Stored[RelationKey]]:
        """Return the relations that start or end at one of these nodes, tombstones left out."""

    def starting(self, ids: Sequence[str]) -> Iterable[Stored[RelationKey]]:
        """Return the relations that start at one of these nodes, tombstones left out."""

    def revisions(self, after: int) -> Iterator[Sealed]:
        """Yield the revisions after one of them up to this one, oldest first."""

    def nodes_made(self, revision: int) -> Iterator[Stored[str]]:
        """Yield the versions of nodes that a revision made."""

    def relations_made(self, revision: int) -> Iterator[Stored[RelationKey]]:
        """Yield the versions of relations that a revision made."""

    def node_versions(self, id_: str) -> Iterable[Past[str]]:
        """Return all versions of a node, oldest first."""

    def relation_versions(self, key: RelationKey) -> Iterable[Past[RelationKey]]:
        """Return all versions of a relation, oldest first."""
