"""What a batch comes to: the versions to write, and the records that people see otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Generic, NamedTuple

from kg.model.changes import RelationKey
from kg.store.codec import Columns, Sayings
from kg.store.redirects import Leads
from kg.store.stored_versions import K, summed
from kg.store.sums import Made, Seal, Sealed, Turn, sealed
from kg.store.unit_of_work import LINKS, NODES, Difference, Kind, Links, Nodes, Record


class Shown(NamedTuple, Generic[K]):
    """A record as people see it after a batch, by the id that it goes by.

    ``said`` are its columns (``Kind.said``), all None where it is seen no longer; ``was``: it was
    seen before; ``version``: the number of the version that it had then under this id, if any.
    """

    key: K
    was: bool
    version: int | None
    said: Columns
    sayings: Sayings

    @property
    def is_seen(self) -> bool:
        """Whether it is seen now."""
        return self.said[-1] is not None


class Outcome(NamedTuple):
    """What a batch comes to: the new versions to write, each kind by key, and what is seen of them.

    ``led`` are the ids that lead elsewhere than before, with where to; None: nowhere any more.
    """

    nodes: list[Difference[str]]
    links: list[Difference[RelationKey]]
    shown_nodes: list[Shown[str]]
    shown_links: list[Shown[RelationKey]]
    led: Mapping[str, str | None]

    def __bool__(self) -> bool:
        return bool(self.nodes or self.links)

    @property
    def altered(self) -> frozenset[int]:
        """The places in the batch of the changes that altered something."""
        turns = [d.record.turns for d in self.nodes] + [d.record.turns for d in self.links]
        return frozenset(chain.from_iterable(turns))

    def sealed(self, before: Seal, made: Made) -> Sealed:
        """Return the row of the revision that the batch makes after another."""
        turns = _turn(made.number, self.nodes), _turn(made.number, self.links)
        return sealed(before, made, *turns)


def outcome_of(
    nodes: Nodes,
    links: Links,
    before: Leads,
    after: Leads,
    written: tuple[list[Difference[str]], list[Difference[RelationKey]]],
) -> Outcome:
    """Return what the differences in ``written`` come to, between two states of the leads."""
    some, others = written
    led = after.moved_since(before)
    if not (before.any_joined or after.any_joined):
        shown_nodes, shown_links = list(map(alone, some)), list(map(alone, others))
    else:
        groups = _Groups(nodes, links, before, after)
        shown_nodes = list(groups.nodes({d.record.key for d in some}))
        shown_links = list(groups.links({d.record.key for d in others}, led))
    return Outcome(
        some,
        others,
        shown_nodes,
        shown_links,
        {old: after.end(old) if old in after else None for old in led},
    )


def _turn(number: int, differences: Iterable[Difference[K]]) -> Turn:
    turn = Turn([], [])
    for record, columns in differences:
        turn.new.append(summed(number, record.key, columns))
        if record.stored is not None:
            turn.gone.append(record.stored.sum)
    return turn


def alone(difference: Difference[K]) -> Shown[K]:
    """Return what people see of a record with which no other counts as one."""
    record, columns = difference
    said = columns[len(record.leads) :]
    return Shown(record.key, record.was_present, _version(record), said, record.sayings)


def _version(record: Record[K]) -> int | None:
    return record.stored.version if record.stored else None


class _Groups:
    """Records that go by an id with others, before a batch and after it."""

    def __init__(self, nodes: Nodes, links: Links, before: Leads, after: Leads) -> None:
        self._nodes = nodes
        self._links = links
        self._before = before
        self._after = after

    def nodes(self, written: Iterable[str]) -> Iterator[Shown[str]]:
        """Yield the nodes of which people see something else, by id."""
        before, after = self._before, self._after
        ids = {end for id_ in written for end in (id_, before.end(id_), after.end(id_))}
        for id_ in sorted(ids):
            then = before.group(id_) if id_ not in before else []
            now = after.group(id_) if id_ not in after else []
            yield _together(
                NODES,
                self._nodes[id_],
                map(self._nodes.__getitem__, then),
                map(self._nodes.__getitem__, now),
            )

    def links(
        self, written: Iterable[RelationKey], led: Iterable[str]
    ) -> Iterator[Shown[RelationKey]]:
        """Yield the relations of which people see something else, by key."""
        before, after = self._before, self._after
        keys = {*written, *(link.key for id_ in led for link in self._links.around(id_))}
        ends = {end(key) for key in keys for end in (before.end_of_relation, after.end_of_relation)}
        for key in sorted(ends):
            yield _together(
                LINKS, self._links[key], self._under(before, key), self._under(after, key)
            )

    def _under(self, leads: Leads, key: RelationKey) -> list[Record[RelationKey]]:
        """Return the records of relations that go by a key."""
        if key != leads.end_of_relation(key):
            return []
        if leads.is_alone(key.start) and leads.is_alone(key.end):
            return [self._links[key]]
        around = (link for id_ in leads.group(key.start) for link in self._links.around(id_))
        found = {link.key: link for link in around if leads.end_of_relation(link.key) == key}
        return [found[each] for each in sorted(found)]


def _together(
    kind: Kind[K], own: Record[K], then: Iterable[Record[K]], now: Iterable[Record[K]]
) -> Shown[K]:
    sayings: Sayings = {}
    for record in now:
        sayings |= record.sayings
    was = any(record.was_present for record in then)
    return Shown(own.key, was, _version(own), kind.encode(own.key, sayings), sayings)
