"""What a batch makes of the records it touches, in memory: the same for every engine."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Final, NamedTuple

from kg.changes import (
    Change,
    Deletion,
    NodeStatement,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
    check,
)
from kg.errors import BadChangeError
from kg.i18n import Message, msg
from kg.records import Revision, Statement
from kg.schema.registry import type_of
from kg.store import codec
from kg.store.codec import Said
from kg.store.leads import Leads
from kg.store.shelf import Difference, Known, Links, Nodes, Present, Record

AnyRecord = Record[str] | Record[RelationKey]
_ABOUT_SUBJECTS: Final = (Withdrawal, Deletion, Release)


class Outcome(NamedTuple):
    """What a batch comes to: the new versions to write, each kind by key."""

    nodes: list[Difference[str]]
    links: list[Difference[RelationKey]]

    def __bool__(self) -> bool:
        return bool(self.nodes or self.links)

    @property
    def altered(self) -> frozenset[int]:
        """The places in the batch of the changes that altered something."""
        turns = [d.record.turns for d in self.nodes] + [d.record.turns for d in self.links]
        return frozenset(chain.from_iterable(turns))


def work_out(present: Present, leads: Leads, changes: Sequence[Change], known: Known) -> Outcome:
    """Return what a batch comes to; nothing is written.

    ``known`` is brought up to date with the batch, and only of use where it is committed.

    Raises:
        BadChangeError: a change does not fit the model or what the store holds.
    """
    with _no_collection():
        for change in changes:
            check(change)
        batch = Batch(present, leads, changes, known)
        batch.run()
        return Outcome(batch.nodes.differences(), batch.links.differences())


def retell(present: Present, revision: Revision) -> Outcome:
    """Return what a revision of another store comes to in this one, which is just before it.

    All that it tells is written, also what reads as before: there was a difference once, of which
    a newer format of stores says nothing.
    """
    nodes, links = Nodes(present), Links(present)
    nodes.fetch(version.id for version in revision.nodes)
    links.fetch(version.relation for version in revision.relations)
    for node in revision.nodes:
        _restate(nodes[node.id], node.statements)
        nodes[node.id].redirect = node.redirect
    for link in revision.relations:
        _restate(links[link.relation], link.statements)
    return Outcome(nodes.touched(), links.touched())


def follows(revision: Revision, last: int) -> bool:
    """Say whether a revision is the next one of a store; False where it is there already.

    Raises:
        BadChangeError: some are missing between.
    """
    if revision.number > last + 1:
        detail = msg(
            "Revision {number} cannot follow revision {last}.", number=revision.number, last=last
        )
        raise BadChangeError(detail, msg("Copy into an empty store."))
    return revision.number == last + 1


def _restate(record: AnyRecord, statements: Sequence[Statement]) -> None:
    record.sayings.clear()
    record.sayings.update(codec.sayings(statements))
    record.turns.append(0)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking a batch again and again: it has no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Batch:
    """The changes of one batch, taken in their order; nothing is written here."""

    def __init__(
        self, present: Present, leads: Leads, changes: Sequence[Change], known: Known
    ) -> None:
        self.leads = leads
        self.nodes = Nodes(present)
        self.links = Links(present)
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
        elif isinstance(change, Release):
            self._release(change)
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
        before = record.sayings.get(name)
        if before is not None and what.visibility in {None, before.visibility}:
            # Who says nothing of who may see it opens nothing; and what was released stays so
            # while the source claims what it claimed then.
            what = what._replace(visibility=before.visibility, override=before.override)
        if before != what:
            record.sayings[name] = what
            record.turns.append(self._turn)

    def _release(self, change: Release) -> None:
        record = self._record(change.subject)
        name = (change.source, _about(change.subject))
        before = record.sayings.get(name)
        if before is None:
            raise _bad(
                msg("“{source}” says nothing about “{id}”.", source=change.source, id=name[1])
            )
        if before.override != change.override:
            record.sayings[name] = before._replace(override=change.override)
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
        elif isinstance(change, _ABOUT_SUBJECTS) and isinstance(change.subject, str):
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
        elif isinstance(change, _ABOUT_SUBJECTS) and not isinstance(change.subject, str):
            yield change.subject


def _bad(detail: Message) -> BadChangeError:
    fix = msg("State the record first, in the same batch or before it.")
    return BadChangeError(detail, fix)
