"""What a batch comes to: the versions to write, and the records that people see otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Generic, NamedTuple

from kg.model.changes import RelationKey
from kg.store.check_sums import Made, Seal, Sealed, TallyChange, sealed
from kg.store.codec import Columns, StoredStatements
from kg.store.redirects import Redirects
from kg.store.stored_versions import K, summed
from kg.store.unit_of_work import (
    NODE_KIND,
    RELATION_KIND,
    Difference,
    Kind,
    Nodes,
    Record,
    Relations,
)


class Shown(NamedTuple, Generic[K]):
    """A record as people see it after a batch, by the id that it goes by.

    ``said`` are its columns (``Kind.said``), all None where it is seen no longer; ``was``: it was
    seen before; ``version``: the number of the version that it had then under this id, if any.
    """

    key: K
    was: bool
    version: int | None
    said: Columns
    stored_statements: StoredStatements

    @property
    def is_seen(self) -> bool:
        """Whether it is seen now."""
        return self.said[-1] is not None


class Outcome(NamedTuple):
    """What a batch comes to: the new versions to write, each kind by key, and what is seen of them.

    ``led`` are the ids that lead elsewhere than before, with where to; None: nowhere any more.
    ``together`` are the relations that people see otherwise, None where nothing counts as one.
    """

    nodes: list[Difference[str]]
    relations: list[Difference[RelationKey]]
    shown_nodes: list[Shown[str]]
    together: list[Shown[RelationKey]] | None
    led: Mapping[str, str | None]

    def __bool__(self) -> bool:
        return bool(self.nodes or self.relations)

    @property
    def shown_relations(self) -> list[Shown[RelationKey]]:
        """The relations of which people see something else; only some engines ask."""
        return list(map(alone, self.relations)) if self.together is None else self.together

    @property
    def altered(self) -> frozenset[int]:
        """The places in the batch of the changes that altered something."""
        positions = [d.record.positions for d in self.nodes] + [
            d.record.positions for d in self.relations
        ]
        return frozenset(chain.from_iterable(positions))

    def sealed(self, before: Seal, made: Made) -> Sealed:
        """Return the row of the revision that the batch makes after another."""
        return sealed(before, made, *self.sums(made.number))

    def sums(self, number: int) -> tuple[TallyChange, TallyChange]:
        """Return the check sums of nodes and relations that a revision of this number has."""
        return _position(number, self.nodes), _position(number, self.relations)


def outcome_of(
    nodes: Nodes,
    relations: Relations,
    before: Redirects,
    after: Redirects,
    written: tuple[list[Difference[str]], list[Difference[RelationKey]]],
) -> Outcome:
    """Return what the differences in ``written`` come to, between two states of the leads."""
    some, others = written
    led = after.moved_since(before)
    # Without merges each record is its own group: nothing around it has to be read.
    together = None
    if not (before.any_joined or after.any_joined):
        shown_nodes = list(map(alone, some))
    else:
        groups = _Groups(nodes, relations, before, after)
        shown_nodes = list(groups.nodes({d.record.key for d in some}))
        together = list(groups.relations({d.record.key for d in others}, led))
    return Outcome(
        some,
        others,
        shown_nodes,
        together,
        {old: after.end(old) if old in after else None for old in led},
    )


def _position(number: int, differences: Iterable[Difference[K]]) -> TallyChange:
    turn = TallyChange([], [])
    for record, columns in differences:
        turn.new.append(summed(number, record.key, columns))
        if record.stored is not None:
            # Also where it was a tombstone: those count among what is current.
            turn.gone.append(record.stored.sum)
    return turn


def alone(difference: Difference[K]) -> Shown[K]:
    """Return what people see of a record with which no other counts as one."""
    record, columns = difference
    said = columns[len(record.redirects) :]
    return Shown(record.key, record.was_current, _version(record), said, record.stored_statements)


def _version(record: Record[K]) -> int | None:
    return record.stored.version if record.stored else None


class _Groups:
    """Records that go by an id with others, before a batch and after it."""

    def __init__(
        self, nodes: Nodes, relations: Relations, before: Redirects, after: Redirects
    ) -> None:
        self._nodes = nodes
        self._relations = relations
        self._before = before
        self._after = after

    def nodes(self, written: Iterable[str]) -> Iterator[Shown[str]]:
        """Yield the nodes of which people see something else, by id."""
        before, after = self._before, self._after
        # A record that joins another is seen no longer under its own id, and the other one
        # otherwise.
        ids = {end for id_ in written for end in (id_, before.end(id_), after.end(id_))}
        for id_ in sorted(ids):
            # An id that leads elsewhere is nobody's own: nothing is seen under it.
            then = before.group(id_) if id_ not in before else []
            now = after.group(id_) if id_ not in after else []
            yield _together(
                NODE_KIND,
                self._nodes[id_],
                map(self._nodes.__getitem__, then),
                map(self._nodes.__getitem__, now),
            )

    def relations(
        self, written: Iterable[RelationKey], led: Iterable[str]
    ) -> Iterator[Shown[RelationKey]]:
        """Yield the relations of which people see something else, by key."""
        before, after = self._before, self._after
        keys = {
            *written,
            # Not ``touching``: relations that this batch has ended were seen before it.
            *(relation.key for id_ in led for relation in self._relations.around(id_)),
        }
        ends = {end(key) for key in keys for end in (before.end_of_relation, after.end_of_relation)}
        for key in sorted(ends):
            yield _together(
                RELATION_KIND,
                self._relations[key],
                self._under(before, key),
                self._under(after, key),
            )

    def _under(self, redirects: Redirects, key: RelationKey) -> list[Record[RelationKey]]:
        """Return the records of relations that go by a key."""
        if key != redirects.end_of_relation(key):
            return []
        if redirects.is_alone(key.start) and redirects.is_alone(key.end):
            return [self._relations[key]]
        around = (
            relation
            for id_ in redirects.group(key.start)
            for relation in self._relations.around(id_)
        )
        found = {
            relation.key: relation
            for relation in around
            if redirects.end_of_relation(relation.key) == key
        }
        return [found[each] for each in sorted(found)]


def _together(
    kind: Kind[K], own: Record[K], then: Iterable[Record[K]], now: Iterable[Record[K]]
) -> Shown[K]:
    stored_statements: StoredStatements = {}
    for record in now:
        stored_statements |= record.stored_statements
    was = any(record.was_current for record in then)
    return Shown(
        own.key, was, _version(own), kind.encode(own.key, stored_statements), stored_statements
    )
