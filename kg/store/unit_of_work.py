"""The records a batch works on: fetched together, changed in memory, written as new versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from kg.model.changes import RelationKey
from kg.store import codec
from kg.store.codec import Columns, StoredStatements
from kg.store.stored_versions import Stored, sound

K = TypeVar("K", bound=str | RelationKey)


class CurrentRecords(Protocol):
    """What a batch asks of an engine: the present versions of records, under their own ids."""

    def nodes(self, ids: Sequence[str]) -> Iterable[Stored[str]]:
        """Return the versions of these nodes, tombstones too, in any order."""

    def relations(self, keys: Sequence[RelationKey]) -> Iterable[Stored[RelationKey]]:
        """Return the versions of these relations, tombstones too, in any order."""

    def existing(self, ids: Sequence[str]) -> Iterable[str]:
        """Return those of these nodes about which something is said."""

    def touching(self, id_: str) -> Sequence[RelationKey]:
        """Return the relations that start or end at a node, tombstones left out."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[K]):
    """How records of one kind become columns and come back.

    ``redirects`` are the columns that say where a record leads; the others hold what is said about
    it, the last of them by whom.
    """

    redirects: tuple[str, ...]
    said: tuple[str, ...]
    encode: Callable[[K, StoredStatements], Columns]
    decode: Callable[[K, Columns], StoredStatements]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns of a version."""
        return *self.redirects, *self.said


NODE_KIND: Final[Kind[str]] = Kind(
    ("redirect", "joined"), ("body", "statements"), codec.node_columns, codec.node_statements
)
RELATION_KIND: Final[Kind[RelationKey]] = Kind(
    (), (*codec.TIMES, "body", "statements"), codec.relation_columns, codec.relation_statements
)


class Record(Generic[K]):
    """One record during a batch; its statements are decoded when somebody asks for them.

    ``stored`` is its present version, None where there is none; ``redirects`` say where it leads
    (``Kind.redirects``); ``positions`` are the places in the batch of the changes that altered it.
    """

    __slots__ = ("_kind", "_stored_statements", "key", "positions", "redirects", "stored")

    def __init__(self, kind: Kind[K], key: K, stored: Stored[K] | None = None) -> None:
        self.key: K = key
        self.stored = stored
        self.positions: list[int] = []
        self._kind: Kind[K] = kind
        self._stored_statements: StoredStatements | None = None if stored else {}
        width = len(kind.redirects)
        self.redirects: Columns = stored.columns[:width] if stored else (None,) * width

    @property
    def stored_statements(self) -> StoredStatements:
        """All that is said about it; changed in place."""
        if self._stored_statements is None:
            assert self.stored is not None
            self._stored_statements = self._kind.decode(self.key, self.stored.columns)
        return self._stored_statements

    @property
    def was_current(self) -> bool:
        """Whether anything was said about it before the batch."""
        return self.stored is not None and self.stored.columns[-1] is not None

    @property
    def present(self) -> bool:
        """Whether anything is said about it."""
        return (
            self.was_current if self._stored_statements is None else bool(self._stored_statements)
        )

    def columns(self) -> Columns:
        """Return the columns that its version would have now."""
        return *self.redirects, *self._kind.encode(self.key, self.stored_statements)


AnyRecord = Record[str] | Record[RelationKey]


class Difference(NamedTuple, Generic[K]):
    """A record that is no longer as stored, and the columns of its new version."""

    record: Record[K]
    columns: Columns

    @property
    def is_new(self) -> bool:
        """Whether the columns are others than those stored; a record never stored has none."""
        stored = self.record.stored
        if stored is None:
            # By whom it is said: nearly all that were never stored have that now.
            return self.columns[-1] is not None or any(each is not None for each in self.columns)
        return self.columns != stored.columns


class UnitOfWork(Generic[K]):
    """The records of one kind that a batch touches, as they are at this point of it."""

    def __init__(self, kind: Kind[K], read: Callable[[Sequence[K]], Iterable[Stored[K]]]) -> None:
        self.kind: Kind[K] = kind
        self._read = read
        self._records: dict[K, Record[K]] = {}

    def __getitem__(self, key: K) -> Record[K]:
        found = self._records.get(key)
        if found is None:
            self.fetch((key,))
            found = self._records[key]
        return found

    def fetch(self, keys: Iterable[K]) -> None:
        """Read the present versions of records that are not here yet, all at once."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._records]
        if not missing:
            return
        for stored in sound(self._read(missing)):
            self._records[stored.key] = Record(self.kind, stored.key, stored)
        self.begin(missing)

    def begin(self, keys: Iterable[K]) -> None:
        """Take records as never stored, without asking; those that are here stay as they are."""
        for key in keys:
            if key not in self._records:
                self._records[key] = Record(self.kind, key)

    def differences(self) -> list[Difference[K]]:
        """Return the records that end otherwise than they are stored, by key."""
        return [each for each in self.touched() if each.is_new]

    def touched(self) -> list[Difference[K]]:
        """Return the records that were altered meanwhile, even if only to and fro, by key."""
        touched = [record for record in self._records.values() if record.positions]
        # In the order of the index, which is then written from one end to the other.
        touched.sort(key=attrgetter("key"))
        return [Difference(record, record.columns()) for record in touched]


class Nodes(UnitOfWork[str]):
    """The nodes a batch touches, and whether those exist that it only mentions."""

    def __init__(self, present: CurrentRecords) -> None:
        super().__init__(NODE_KIND, present.nodes)
        self._existing = present.existing
        self._mentioned: dict[str, bool] = {}

    def look_for(self, ids: Iterable[str]) -> None:
        """Find out which of these nodes exist, without reading them."""
        unknown = [id_ for id_ in dict.fromkeys(ids) if id_ not in self._mentioned]
        if unknown:
            self._mentioned |= dict.fromkeys(unknown, False)
            self._mentioned |= dict.fromkeys(self._existing(unknown), True)

    def never_stored(self) -> set[str]:
        """Return those fetched so far of which nothing was ever stored, not even a tombstone."""
        return {id_ for id_, record in self._records.items() if record.stored is None}

    def exists(self, id_: str) -> bool:
        """Say whether a node exists at this point of the batch."""
        record = self._records.get(id_)
        if record is not None:
            return record.present
        if id_ not in self._mentioned:
            self.look_for((id_,))
        return self._mentioned[id_]


class Relations(UnitOfWork[RelationKey]):
    """The relations a batch touches, which it also finds by the nodes they join."""

    def __init__(self, present: CurrentRecords) -> None:
        super().__init__(RELATION_KIND, present.relations)
        self._touching = present.touching
        self._at: dict[str, list[Record[RelationKey]]] = {}
        self._placed = 0

    def touching(self, id_: str) -> list[Record[RelationKey]]:
        """Return the relations that start or end at a node at this point of the batch, by key."""
        return [record for record in self.around(id_) if record.present]

    def around(self, id_: str) -> list[Record[RelationKey]]:
        """Return the relations that start or end at a node, or did before the batch, by key."""
        self.fetch(self._touching(id_))
        self._place()
        return sorted(self._at.get(id_, ()), key=lambda record: record.key)

    def _place(self) -> None:
        """Find the ends of the relations that came since: most batches never ask for them."""
        for key, record in islice(self._records.items(), self._placed, None):
            for id_ in {key.start, key.end}:
                self._at.setdefault(id_, []).append(record)
        self._placed = len(self._records)


class Known:
    """Ids of nodes that are known to exist, at one revision: what one batch leaves to the next."""

    LIMIT: Final = 1_000_000

    def __init__(self) -> None:
        self.token = ""
        self.ids: set[str] = set()

    def require(self, token: str) -> None:
        """Forget all where it is not of this revision, or where it has become too much."""
        if self.token != token or len(self.ids) > self.LIMIT:
            self.ids.clear()
        self.token = token
