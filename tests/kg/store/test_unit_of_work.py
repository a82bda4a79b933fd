"""What a batch asks an engine for: only what may be there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from kg.model.changes import Change, Deletion, NodeStatement, RelationKey, RelationStatement
from kg.store.batch import work_out
from kg.store.outcome import Outcome
from kg.store.redirects import Redirects
from kg.store.stored_versions import Stored, summed
from kg.store.unit_of_work import Difference, K, Known

SOURCE = NodeStatement("source/test", "source/test", {})
OLD, NEW = "org/old", "org/new"


class Kept:
    """An engine that keeps the present versions in memory, and what it was asked for."""

    def __init__(self) -> None:
        self.nodes_kept: dict[str, Stored[str]] = {}
        self.relations_kept: dict[RelationKey, Stored[RelationKey]] = {}
        self.asked: list[RelationKey] = []

    def nodes(self, ids: Sequence[str]) -> list[Stored[str]]:
        return [self.nodes_kept[id_] for id_ in ids if id_ in self.nodes_kept]

    def relations(self, keys: Sequence[RelationKey]) -> list[Stored[RelationKey]]:
        self.asked.extend(keys)
        return [self.relations_kept[key] for key in keys if key in self.relations_kept]

    def existing(self, ids: Sequence[str]) -> list[str]:
        return [stored.key for stored in self.nodes(ids) if stored.columns[-1] is not None]

    def touching(self, id_: str) -> list[RelationKey]:
        return [
            stored.key
            for stored in self.relations_kept.values()
            if id_ in (stored.key.start, stored.key.end) and stored.columns[-1] is not None
        ]

    def apply(self, *changes: Change) -> Outcome:
        outcome = work_out(self, Redirects({}, {}), changes, Known(), {})
        self.nodes_kept |= {d.record.key: _stored(d) for d in outcome.nodes}
        self.relations_kept |= {d.record.key: _stored(d) for d in outcome.relations}
        return outcome


def _stored(difference: Difference[K]) -> Stored[K]:
    key, columns = difference.record.key, difference.columns
    return Stored(key, 1, 1, summed(1, key, columns), columns)


def node(id_: str) -> NodeStatement:
    return NodeStatement(id_, SOURCE.id, {"name": {"es": id_}})


def link(start: str, end: str) -> RelationStatement:
    return RelationStatement(RelationKey("SUCCEEDS", start, end), SOURCE.id)


def test_relations_of_what_was_never_stored_are_not_asked_for() -> None:
    kept = Kept()
    kept.apply(SOURCE, node(OLD))
    outcome = kept.apply(node(NEW), link(NEW, OLD), link(OLD, NEW))
    assert not kept.asked
    assert len(outcome.relations) == 2


def test_relations_of_what_is_stored_are_asked_for_and_known_again() -> None:
    kept = Kept()
    kept.apply(SOURCE, node(OLD), node(NEW), link(NEW, OLD))
    assert not kept.apply(node(NEW), link(NEW, OLD))
    assert kept.asked == [link(NEW, OLD).relation]


def test_a_tombstone_is_something_stored() -> None:
    kept = Kept()
    kept.apply(SOURCE, node(OLD), node(NEW), link(NEW, OLD))
    kept.apply(Deletion(NEW))
    outcome = kept.apply(node(NEW), link(NEW, OLD))
    assert kept.asked[-1] == link(NEW, OLD).relation
    assert [d.record.stored is not None for d in outcome.relations] == [True]


def test_a_relation_that_begins_and_goes_in_one_batch_leaves_nothing() -> None:
    kept = Kept()
    kept.apply(SOURCE, node(OLD))
    outcome = kept.apply(node(NEW), link(NEW, OLD), Deletion(NEW))
    assert not list(chain(outcome.nodes, outcome.relations))
