"""What each kind of change does to the records of a batch, in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from kg.changes import (
    Change,
    Deletion,
    NodeStatement,
    Redirect,
    RelationKey,
    RelationStatement,
    Withdrawal,
)
from kg.errors import BadChangeError
from kg.i18n import Message, msg
from kg.schema.registry import type_of
from kg.store.sqlite import codec
from kg.store.sqlite.codec import Said
from kg.store.sqlite.merge import Leads
from kg.store.sqlite.shelf import NODES, Links, Record, Shelf

AnyRecord = Record[str] | Record[RelationKey]


class Batch:
    """The changes of one batch, taken in their order; nothing is written here.

    ``nodes_touched`` and ``links_touched`` say which change altered which record at its turn.
    """

    def __init__(self, connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
        self.leads = Leads.read(connection)
        self.nodes = Shelf(connection, NODES)
        self.links = Links(connection)
        self.nodes_touched: list[tuple[int, Record[str]]] = []
        self.links_touched: list[tuple[int, Record[RelationKey]]] = []
        self._changes = changes
        self._turn = 0

    def run(self) -> None:
        """Let every change take effect.

        Raises:
            BadChangeError: an end, a source or a merged record that does not exist.
        """
        self.nodes.fetch(self.leads.end(id_) for id_ in _ids(self._changes))
        self.links.fetch(self.leads.end_of_relation(key) for key in _keys(self._changes))
        for self._turn, change in enumerate(self._changes):
            self._take(change)

    def _take(self, change: Change) -> None:
        if isinstance(change, RelationStatement):
            self._state_relation(change)
        elif isinstance(change, NodeStatement):
            self._state_node(change)
        elif isinstance(change, Redirect):
            self._redirect(change.old, change.new)
        elif isinstance(change, Withdrawal):
            self._withdraw(change)
        else:
            self._delete(self._record(change.subject))

    def _state_node(self, change: NodeStatement) -> None:
        # A source may vouch for itself: somebody has to be the first.
        if change.source != change.id or type_of(change.id) != "Source":
            self._require(change.source)
        record = self.nodes[self.leads.end(change.id)]
        self._say(record, (change.source, change.id), codec.said(change))

    def _state_relation(self, change: RelationStatement) -> None:
        key = change.relation
        for id_ in (key.start, key.end, change.source):
            self._require(id_)
        record = self.links[self.leads.end_of_relation(key)]
        self._say(record, (change.source, codec.subject_of(key)), codec.said(change))

    def _say(self, record: AnyRecord, name: tuple[str, str], what: Said) -> None:
        if record.sayings.get(name) != what:
            record.sayings[name] = what
            self._touch(record)

    def _withdraw(self, change: Withdrawal) -> None:
        record, subject = self._record(change.subject), change.subject
        about = subject if isinstance(subject, str) else codec.subject_of(subject)
        if record.sayings.pop((change.source, about), None) is None:
            return
        self._touch(record)
        if not record.sayings:
            self._bury(record)

    def _delete(self, record: AnyRecord) -> None:
        if record.present:
            record.sayings.clear()
            self._touch(record)
            self._bury(record)

    def _bury(self, record: AnyRecord) -> None:
        """Take the relations of a node that is no more along: none may lead nowhere."""
        if isinstance(record.key, str):
            for link in self.links.touching(record.key):
                self._delete(link)

    def _redirect(self, old: str, new: str) -> None:
        target = self.leads.end(new)
        if old in self.leads:
            if self.leads.end(old) != target:
                raise _bad(msg("“{old}” was merged into another record.", old=old))
            return
        if target == old:
            raise _bad(msg("“{old}” cannot lead to “{new}”: it leads back.", old=old, new=new))
        self._require(old)
        self._require(target)
        self._move(self.nodes[old], self.nodes[target])
        self.nodes[old].redirect = target
        self.leads.add(old, target)
        for link in self.links.touching(old):
            self._move(link, self.links[self.leads.end_of_relation(link.key)])

    def _move(self, source: AnyRecord, target: AnyRecord) -> None:
        target.sayings.update(source.sayings)
        source.sayings.clear()
        self._touch(source)
        self._touch(target)

    def _record(self, subject: str | RelationKey) -> AnyRecord:
        if isinstance(subject, str):
            return self.nodes[self.leads.end(subject)]
        return self.links[self.leads.end_of_relation(subject)]

    def _require(self, id_: str) -> None:
        if not self.nodes[self.leads.end(id_)].present:
            raise _bad(msg("There is no record with the id “{id}”.", id=id_))

    def _touch(self, record: AnyRecord) -> None:
        if isinstance(record.key, str):
            self.nodes_touched.append((self._turn, record))
        else:
            self.links_touched.append((self._turn, record))


def _ids(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        if isinstance(change, RelationStatement):
            yield from (change.relation.start, change.relation.end, change.source)
        elif isinstance(change, NodeStatement):
            yield from (change.id, change.source)
        elif isinstance(change, Redirect):
            yield from (change.old, change.new)
        elif isinstance(change.subject, str):
            yield change.subject


def _keys(changes: Iterable[Change]) -> Iterator[RelationKey]:
    for change in changes:
        if isinstance(change, RelationStatement):
            yield change.relation
        elif isinstance(change, (Withdrawal, Deletion)) and not isinstance(change.subject, str):
            yield change.subject


def _bad(detail: Message) -> BadChangeError:
    fix = msg("State the record first, in the same batch or before it.")
    return BadChangeError(detail, fix)
