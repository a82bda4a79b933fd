"""One revision of a store as people know it: records by the id that they go by, each row checked.

Engines give versions as they are stored, each under the id that its statements were made of. Here
those that count as one are put together, the same for every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import Any, Final, cast

from kg.base.i18n import msg
from kg.model.changes import RelationKey
from kg.model.records import (
    Gone,
    NodeRecord,
    NodeRow,
    RelationRecord,
    RelationRow,
    Revision,
    Row,
    Version,
)
from kg.store import codec
from kg.store.check_sums import Sealed, token_of
from kg.store.codec import Columns, StoredStatements
from kg.store.reading_rows import (
    Rows,
)
from kg.store.redirects import KnownRedirects, Redirects
from kg.store.stored_versions import Damage, K, Stored, sound, token_of_record, whole
from kg.store.unit_of_work import NODE_KIND, RELATION_KIND, Kind
from kg.store.versions_read import (
    following,
    node_version,
    relation_version,
    statements_of,
)

_key: Final[Callable[[Stored[Any]], Any]] = itemgetter(0)
_LEADS: Final = len(NODE_KIND.redirects)
# What is said of a record has its columns, which tombstones have not.
_node_row: Final = cast("Callable[..., NodeRow]", NodeRow)
_link_row: Final = cast("Callable[..., RelationRow]", RelationRow)
_link_key: Final = itemgetter(0, 1, 2, 3)


_Made = tuple[Sealed, list[Stored[str]], list[Stored[RelationKey]]]


class Reading:
    """Answers the questions of a store from the rows of one revision.

    All of them raise ``Damage`` where a row is not as it was written.
    """

    def __init__(self, rows: Rows, known: KnownRedirects | None = None) -> None:
        self._rows = rows
        self._known = known or KnownRedirects()

    @cached_property
    def redirects(self) -> Redirects:
        """What leads where at this revision."""
        return self._known.of(self._rows.seal().token, self._rows.redirects)

    def nodes(self) -> Iterator[NodeRow]:
        """Yield all nodes, by id; at the end it is known that none is missing."""
        rows = self._leading(whole(self._rows.all_nodes(), self._rows.seal().nodes))
        # Nothing merged, as in most stores: rows are passed on as they lie, none is decoded.
        if not self.redirects.any_joined:
            return (_node_row(row.key, *row.columns[_LEADS:]) for row in rows if row.columns[-1])
        return self._grouped_nodes(rows)

    def _leading(self, rows: Iterator[Stored[str]]) -> Iterator[Stored[str]]:
        """Yield all nodes; at the end it is known that they lead where the index of leads says."""
        found: list[tuple[str, str | None, str | None]] = []
        for row in rows:
            redirect, joined, *_ = row.columns
            if redirect is not None or joined is not None:
                found.append((row.key, redirect, joined))
            yield row
        # The leads were read by way of an index of their own, which may be damaged by itself.
        if Redirects.of(found) != self.redirects:
            raise Damage(msg("the index of merged records is not that of the records."))

    def relations(self) -> Iterator[RelationRow]:
        """Yield all relations, by key; at the end it is known that none is missing."""
        rows = whole(self._rows.all_relations(), self._rows.seal().relations)
        if not self.redirects.any_joined:
            return (_link_row(*row.key, *row.columns) for row in rows if row.columns[-1])
        return self._grouped_relations(rows)

    def changed(self, after: int) -> Iterator[Row]:
        """Yield what has become of each record that has changed since a revision, nodes first."""
        then = self._rows.redirects(after)
        nodes: set[str] = set()
        relations: set[RelationKey] = set()
        for _, some, others in self._made_after(after):
            nodes.update(row.key for row in some)
            relations.update(row.key for row in others)
        # A merge or a parting changes by which id relations go, and no version of them.
        led = self.redirects.moved_since(then)
        relations.update(row.key for row in sound(self._rows.touching(led)) if led)
        # Under the id of then as well: whoever knows the record by that one is told that it is
        # gone.
        yield from self._changed_nodes(_ends(nodes, then.end, self.redirects.end))
        ends = _ends(relations, then.end_of_relation, self.redirects.end_of_relation)
        found = self._relations_under(ends)
        for key in ends:
            yield _link_row(*key, *found[key]) if key in found else Gone(key)

    def records(self, ids: Sequence[str]) -> dict[str, NodeRecord]:
        """Return the records of the ids that exist, by the id asked for."""
        ends = {id_: self.redirects.end(id_) for id_ in ids}
        found = {record.id: record for record in self._records(sorted(set(ends.values())))}
        return {id_: found[end] for id_, end in ends.items() if end in found}

    def relations_of(self, id_: str) -> list[RelationRecord]:
        """Return the relations that start or end at a node, by key."""
        return self._relations(self._rows.touching(self.redirects.group(id_)))

    def relations_from(self, ids: Sequence[str]) -> list[RelationRecord]:
        """Return the relations that start at these nodes, by key."""
        groups = {each for id_ in ids for each in self.redirects.group(id_)}
        return self._relations(self._rows.starting(sorted(groups)))

    def history(self, subject: str | RelationKey) -> list[Version]:
        """Return the versions of a record under its own name, else under the one it leads to."""
        if isinstance(subject, str):
            return self._node_history(subject) or self._node_history(self.redirects.end(subject))
        end = self.redirects.end_of_relation(subject)
        return self._relation_history(subject) or self._relation_history(end)

    def journal(self, after: int) -> Iterator[Revision]:
        """Yield the revisions after ``after``, oldest first; each is known to be whole."""
        for sealed, nodes, relations in self._made_after(after):
            told = tuple(map(node_version, nodes)), tuple(map(relation_version, relations))
            yield Revision(sealed.number, sealed.at, sealed.note, *told, sealed.seal.token)

    def _made_after(self, after: int) -> Iterator[_Made]:
        """Yield the revisions after ``after`` with the versions that each of them made, by key.

        Raises:
            Damage: versions of one are altered, missing, or too many.
        """
        before = ""
        # From one before: a token is computed over the token before it.
        for sealed in list(self._rows.revisions(max(after - 1, 0))):
            if sealed.number > after:
                nodes = sorted(sound(self._rows.nodes_made(sealed.number)), key=_key)
                relations = sorted(sound(self._rows.relations_made(sealed.number)), key=_key)
                sums = (row.sum for row in chain[Any](nodes, relations))
                if token_of(before, sealed.made, sums) != sealed.seal.token:
                    raise Damage(msg("revision {number} is not whole.", number=sealed.number))
                yield sealed, nodes, relations
            before = sealed.seal.token

    def _node_history(self, id_: str) -> list[Version]:
        return [
            Version(row.rev, at, statements_of(NODE_KIND, row), *row.columns[:_LEADS])
            for at, _, row in following(self._rows.node_versions(id_))
        ]

    def _relation_history(self, key: RelationKey) -> list[Version]:
        return [
            Version(row.rev, at, statements_of(RELATION_KIND, row))
            for at, _, row in following(self._rows.relation_versions(key))
        ]

    def _grouped_nodes(self, rows: Iterator[Stored[str]]) -> Iterator[NodeRow]:
        # Only what counts as one with others is held in memory; all else streams past.
        apart = frozenset(self.redirects.grouped())
        together = self._nodes_under(sorted({self.redirects.end(id_) for id_ in apart}))
        alone = (
            _node_row(row.key, *row.columns[_LEADS:])
            for row in rows
            if row.columns[-1] and row.key not in apart
        )
        groups = (_node_row(id_, *columns) for id_, columns in sorted(together.items()))
        # Both in the order of ids. It reads ``alone`` to the end, where missing rows are noticed.
        return merge(alone, groups, key=itemgetter(0))

    def _grouped_relations(self, rows: Iterator[Stored[RelationKey]]) -> Iterator[RelationRow]:
        old = self.redirects.joined()
        keys = [row.key for row in sound(self._rows.touching(old))]
        together = self._relations_under(sorted(set(map(self.redirects.end_of_relation, keys))))
        apart = together.keys() | set(keys)
        alone = (
            _link_row(*row.key, *row.columns)
            for row in rows
            if row.columns[-1] and row.key not in apart
        )
        groups = (_link_row(*key, *columns) for key, columns in sorted(together.items()))
        return merge(alone, groups, key=_link_key)

    def _changed_nodes(self, ids: Sequence[str]) -> Iterator[Row]:
        found = self._nodes_under([id_ for id_ in ids if id_ not in self.redirects])
        for id_ in ids:
            if id_ in found:
                yield _node_row(id_, *found[id_])
            else:
                yield Gone(id_, self.redirects.end(id_) if id_ in self.redirects else None)

    def _nodes_under(self, ids: Sequence[str]) -> dict[str, Columns]:
        """Return what is said of the records that go by these ids, where anything is."""
        groups = {id_: self.redirects.group(id_) for id_ in ids}
        wanted = [each for group in groups.values() for each in group]
        stored = {row.key: row for row in sound(self._rows.nodes(wanted))} if wanted else {}
        kept = ((id_, [stored[e] for e in group if e in stored]) for id_, group in groups.items())
        return dict(_said(NODE_KIND, kept))

    def _relations_under(self, keys: Sequence[RelationKey]) -> dict[RelationKey, Columns]:
        """Return what is said of the relations that go by these keys, where anything is."""
        wanted = set(keys)
        starts = {each for key in keys for each in self.redirects.group(key.start)}
        alone = [
            k for k in keys if self.redirects.is_alone(k.start) and self.redirects.is_alone(k.end)
        ]
        rows = list(self._rows.relations(alone)) if alone else []
        if len(alone) < len(keys):
            apart = set(alone)
            rows += [r for r in self._rows.touching(sorted(starts)) if r.key not in apart]
        found = _by_key(sound(rows), self.redirects.end_of_relation)
        return dict(_said(RELATION_KIND, ((k, v) for k, v in found.items() if k in wanted)))

    def _records(self, ids: Sequence[str]) -> Iterator[NodeRecord]:
        groups = {id_: self.redirects.group(id_) for id_ in ids}
        wanted = [each for group in groups.values() for each in group]
        stored = {row.key: row for row in sound(self._rows.nodes(wanted))} if wanted else {}
        for id_, group in groups.items():
            rows = [stored[each] for each in group if each in stored]
            said = codec.statements(_stored_statements(NODE_KIND, rows))
            if said:
                yield NodeRecord(id_, said, token_of_record(rows))

    def _relations(self, rows: Iterable[Stored[RelationKey]]) -> list[RelationRecord]:
        found = _by_key(sound(rows), self.redirects.end_of_relation)
        return [
            RelationRecord(key, codec.statements(_stored_statements(RELATION_KIND, found[key])))
            for key in sorted(found)
        ]


def _ends(keys: Iterable[K], *ends: Callable[[K], K]) -> list[K]:
    return sorted({each for key in keys for each in (key, *(end(key) for end in ends))})


def _by_key(
    rows: Iterable[Stored[RelationKey]], end: Callable[[RelationKey], RelationKey]
) -> dict[RelationKey, list[Stored[RelationKey]]]:
    found: dict[RelationKey, dict[RelationKey, Stored[RelationKey]]] = {}
    for row in rows:
        found.setdefault(end(row.key), {})[row.key] = row
    return {key: [own[each] for each in sorted(own)] for key, own in found.items()}


def _said(
    kind: Kind[K], groups: Iterable[tuple[K, list[Stored[K]]]]
) -> Iterator[tuple[K, Columns]]:
    """Yield what the versions that count as one say, where they say anything."""
    for key, rows in groups:
        # Stored as it would be encoded: not decoded to come to the same.
        if len(rows) == 1 and rows[0].key == key:
            columns = rows[0].columns[len(kind.redirects) :]
        else:
            columns = kind.encode(key, _stored_statements(kind, rows))
        if columns[-1] is not None:
            yield key, columns


def _stored_statements(kind: Kind[K], rows: Iterable[Stored[K]]) -> StoredStatements:
    stored_statements: StoredStatements = {}
    for row in rows:
        stored_statements |= kind.decode(row.key, row.columns)
    return stored_statements
