"""What each kind of change does to the records of a batch, in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

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
from kg.store.sqlite.shelf import Known, Links, Nodes, Record

AnyRecord = Record[str] | Record[RelationKey]


class Batch:
    """The changes of one batch, taken in their order; nothing is written here."""

    def __init__(
        self, connection: sqlite3.Connection, changes: Sequence[Change], known: Known
    ) -> None:
        self.leads = Leads.read(connection)
        self.nodes = Nodes(connection)
        self.links = Links(connection)
        self._changes = changes
        self._known = known.ids
        self._turn = 0

    def run(self) -> None:
        """Let every change take effect.

        Raises:
            BadChangeError: an end, a source or a merged record that does not exist.
        """
        self.nodes.fetch(self.leads.end(id_) for id_ in _touched(self._changes))
        unknown = set(_mentioned(self._changes)) - self._known
        self.nodes.look_for(self.leads.end(id_) for id_ in sorted(unknown))
        self.links.fetch(self.leads.end_of_relation(key) for key in _keys(self._changes))
        for turn, change in enumerate(self._changes):
            self._turn = turn
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
            self._delete(change.subject)

    def _state_node(self, change: NodeStatement) -> None:
        # A source may vouch for itself: somebody has to be the first.
        if change.source != change.id or type_of(change.id) != "Source":
            self._require(change.source)
        record = self.nodes[self.leads.end(change.id)]
        self._say(record, (change.source, change.id), codec.said(change))
        self._known.add(record.key)

    def _state_relation(self, change: RelationStatement) -> None:
        key = change.relation
        for id_ in (key.start, key.end, change.source):
            self._require(id_)
        record = self.links[self.leads.end_of_relation(key)]
        self._say(record, (change.source, codec.subject_of(key)), codec.said(change))

    def _say(self, record: AnyRecord, name: tuple[str, str], what: Said) -> None:
        if record.sayings.get(name) != what:
            record.sayings[name] = what
            record.turns.append(self._turn)

    def _withdraw(self, change: Withdrawal) -> None:
        said = (change.source, _about(change.subject))
        self._forget(self._record(change.subject), lambda name: name == said)

    def _delete(self, subject: str | RelationKey) -> None:
        """Forget a record; under an old id only what was said about that id, and its relations."""
        record = self._record(subject)
        if subject == record.key:
            self._forget(record, lambda _: True)
            return
        self._forget(record, lambda name: name[1] == _about(subject))
        for link in self.links.touching(record.key) if isinstance(record.key, str) else ():
            self._forget(link, lambda name: subject in name[1].split())

    def _forget(self, record: AnyRecord, which: Callable[[tuple[str, str]], bool]) -> None:
        gone = [name for name in record.sayings if which(name)]
        for name in gone:
            del record.sayings[name]
        if gone:
            record.turns.append(self._turn)
        if gone and not record.present and isinstance(record.key, str):
            self._known.discard(record.key)
            # The relations of a node go with it: none may lead nowhere.
            for link in self.links.touching(record.key):
                self._forget(link, lambda _: True)

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
        self._known.discard(old)
        self.leads.add(old, target)
        for link in self.links.touching(old):
            self._move(link, self.links[self.leads.end_of_relation(link.key)])

    def _move(self, source: AnyRecord, target: AnyRecord) -> None:
        target.sayings.update(source.sayings)
        source.sayings.clear()
        source.turns.append(self._turn)
        target.turns.append(self._turn)

    def _record(self, subject: str | RelationKey) -> AnyRecord:
        if isinstance(subject, str):
            return self.nodes[self.leads.end(subject)]
        return self.links[self.leads.end_of_relation(subject)]

    def _require(self, id_: str) -> None:
        if id_ in self._known:
            return
        end = self.leads.end(id_)
        if not self.nodes.exists(end):
            raise _bad(msg("There is no record with the id “{id}”.", id=id_))
        self._known.add(end)


def _about(subject: str | RelationKey) -> str:
    return subject if isinstance(subject, str) else codec.subject_of(subject)


def _touched(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        if isinstance(change, NodeStatement):
            yield change.id
        elif isinstance(change, Redirect):
            yield from (change.old, change.new)
        elif isinstance(change, (Withdrawal, Deletion)) and isinstance(change.subject, str):
            yield change.subject


def _mentioned(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        if isinstance(change, RelationStatement):
            yield from (change.relation.start, change.relation.end, change.source)
        elif isinstance(change, NodeStatement):
            yield change.source


def _keys(changes: Iterable[Change]) -> Iterator[RelationKey]:
    for change in changes:
        if isinstance(change, RelationStatement):
            yield change.relation
        elif isinstance(change, (Withdrawal, Deletion)) and not isinstance(change.subject, str):
            yield change.subject


def _bad(detail: Message) -> BadChangeError:
    fix = msg("State the record first, in the same batch or before it.")
    return BadChangeError(detail, fix)
