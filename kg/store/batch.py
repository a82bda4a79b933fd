"""What a batch makes of the records it touches, in memory: the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.base.collection import no_collection
from kg.base.errors import BadChangeError, ConflictError
from kg.base.i18n import Message, msg
from kg.model.changes import (
    Change,
    NodeStatement,
    Parting,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
    check,
)
from kg.model.registry import type_of
from kg.store import codec
from kg.store.batch_subjects import (
    about,
    keys_of,
    mentioned,
    touched,
)
from kg.store.codec import StoredStatement
from kg.store.outcome import Outcome, outcome_of
from kg.store.redirects import Redirects
from kg.store.stored_versions import token_of_record
from kg.store.unit_of_work import AnyRecord, CurrentRecords, Known, Nodes, Record, Relations


def work_out(
    present: CurrentRecords,
    redirects: Redirects,
    changes: Sequence[Change],
    known: Known,
    expect: Mapping[str, str],
) -> Outcome:
    """Return what a batch comes to; nothing is written.

    ``known`` is brought up to date with the batch, and only of use where it is committed.

    Raises:
        ConflictError: a record is not what the caller saw (``Store.apply``).
        BadChangeError: a change does not fit the model or what the store holds.
    """
    # A batch has no cycles.
    with no_collection():
        # All of them first: what does not fit the model is refused before records are read.
        for change in changes:
            check(change)
        batch = Batch(present, redirects, changes, known)
        batch.require(expect)
        batch.run()
        written = batch.nodes.differences(), batch.relations.differences()
        return outcome_of(batch.nodes, batch.relations, redirects, batch.redirects, written)


class Batch:
    """The changes of one batch, taken in their order; nothing is written here."""

    def __init__(
        self, present: CurrentRecords, redirects: Redirects, changes: Sequence[Change], known: Known
    ) -> None:
        merges = any(isinstance(change, (Redirect, Parting)) for change in changes)
        # The very same object where nothing merges: ``moved_since`` then sees at once that none
        # moved.
        self.redirects = redirects.copy() if merges else redirects
        self.nodes = Nodes(present)
        self.relations = Relations(present)
        self._changes = changes
        self._known = known.ids
        self._position = 0

    def require(self, expect: Mapping[str, str]) -> None:
        """Make sure that records are what somebody saw.

        Raises:
            ConflictError: one has another token; the first by id.
        """
        groups = {id_: self.redirects.group(id_) for id_ in sorted(expect)}
        self.nodes.fetch(id_ for group in groups.values() for id_ in group)
        for id_, group in groups.items():
            stored = (self.nodes[each].stored for each in group)
            if token_of_record(filter(None, stored)) != expect[id_]:
                raise ConflictError(id_)

    def run(self) -> None:
        """Let every change take effect.

        Raises:
            BadChangeError: an end, a source or a merged record that does not exist.
        """
        redirects = self.redirects
        # In one query per kind for the whole batch. What a merge within it leads to is fetched
        # later, one by one.
        self.nodes.fetch(redirects.home(id_) for id_ in touched(self._changes))
        # Of what is only mentioned it is enough to know that it exists.
        unknown = set(mentioned(self._changes)) - self._known
        self.nodes.look_for(id_ for each in sorted(unknown) for id_ in redirects.group(each))
        self._fetch_relations([redirects.home_of_relation(key) for key in keys_of(self._changes)])
        for turn, change in enumerate(self._changes):
            self._position = turn
            self._take(change)

    def _fetch_relations(self, keys: list[RelationKey]) -> None:
        """Fetch relations; one that starts or ends at what was never stored was not either."""
        new = self.nodes.never_stored()
        self.relations.begin(key for key in keys if key.start in new or key.end in new)
        self.relations.fetch(keys)

    def _take(self, change: Change) -> None:
        if isinstance(change, RelationStatement):
            self._state_relation(change)
        elif isinstance(change, NodeStatement):
            self._state_node(change)
        elif isinstance(change, Redirect):
            self._join(change.old, change.new)
        elif isinstance(change, Parting):
            self._part(change.old)
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
        record = self.nodes[self.redirects.home(change.id)]
        self._say(record, (change.source, change.id), codec.stored_statement(change))
        self._known.add(record.key)

    def _state_relation(self, change: RelationStatement) -> None:
        key = change.relation
        for id_ in (key.start, key.end, change.source):
            self._require(id_)
        record = self.relations[self.redirects.home_of_relation(key)]
        self._say(record, (change.source, codec.subject_of(key)), codec.stored_statement(change))

    def _say(self, record: AnyRecord, name: tuple[str, str], what: StoredStatement) -> None:
        said = record.stored_statements
        before = said.get(name)
        if before is not None and what.visibility in {None, before.visibility}:
            # Who says nothing of who may see it opens nothing; and what was released stays so
            # while the source claims what it claimed then.
            what = what._replace(visibility=before.visibility, override=before.override)
        # A source that is loaded again alters nothing, and raises no revision.
        if before != what:
            said[name] = what
            record.positions.append(self._position)

    def _release(self, change: Release) -> None:
        record = self._record(change.subject)
        name = (change.source, about(change.subject))
        before = record.stored_statements.get(name)
        if before is None:
            raise _bad(
                msg("“{source}” says nothing about “{id}”.", source=change.source, id=name[1])
            )
        if before.override != change.override:
            record.stored_statements[name] = before._replace(override=change.override)
            record.positions.append(self._position)

    def _withdraw(self, change: Withdrawal) -> None:
        said = (change.source, about(change.subject))
        self._forget(self._record(change.subject), lambda name: name == said)

    def _delete(self, subject: str | RelationKey) -> None:
        """Forget a record; under an old id only what was said about that id, and its relations."""
        if isinstance(subject, RelationKey):
            self._delete_relation(subject)
        elif subject not in self.redirects:
            for id_ in self.redirects.group(subject):
                self._forget(self.nodes[id_], lambda _: True)
        else:
            self._forget(self.nodes[self.redirects.home(subject)], lambda name: name[1] == subject)
            # In stores of older formats statements of several ids lie under one; their subject
            # tells them apart.
            for relation in self.relations.touching(self.redirects.home(subject)):
                self._forget(relation, lambda name: subject in name[1].split())

    def _delete_relation(self, subject: RelationKey) -> None:
        if subject != self.redirects.end_of_relation(subject):
            self._forget(self._record(subject), lambda name: name[1] == about(subject))
            return
        for relation in self._relations_under(subject):
            self._forget(relation, lambda _: True)

    def _relations_under(self, key: RelationKey) -> list[Record[RelationKey]]:
        """Return the relations that go by a key, under whichever ids they were stated."""
        if self.redirects.is_alone(key.start) and self.redirects.is_alone(key.end):
            return [self.relations[key]]
        around = (
            relation
            for id_ in self.redirects.group(key.start)
            for relation in self.relations.touching(id_)
        )
        found = {
            relation.key: relation
            for relation in around
            if self.redirects.end_of_relation(relation.key) == key
        }
        return list(found.values())

    def _forget(self, record: AnyRecord, which: Callable[[tuple[str, str]], bool]) -> None:
        gone = [name for name in record.stored_statements if which(name)]
        for name in gone:
            del record.stored_statements[name]
        if gone:
            record.positions.append(self._position)
        if gone and not record.present and isinstance(record.key, str):
            self._leave_nothing_loose(record.key)

    def _leave_nothing_loose(self, id_: str) -> None:
        """Let the relations of a record go with it: none may lead nowhere."""
        group = self.redirects.group(id_)
        # What counts as one with it still holds the relations.
        if any(self.nodes.exists(each) for each in group):
            return
        self._known.difference_update(group)
        for each in group:
            for relation in self.relations.touching(each):
                self._forget(relation, lambda _: True)

    def _join(self, old: str, new: str) -> None:
        target = self.redirects.end(new)
        # Said again it alters nothing, as every change does.
        if old in self.redirects:
            if self.redirects.end(old) != target:
                raise _bad(msg("“{old}” was merged into another record.", old=old))
            return
        # So no circle comes about, and ``Redirects.end`` comes to an end.
        if target == old:
            raise _bad(msg("“{old}” cannot lead to “{new}”: it leads back.", old=old, new=new))
        self._require(old)
        self._require(target)
        self._lead(old, target)
        self.redirects.join(old, target)

    def _part(self, old: str) -> None:
        """Undo a merge; where there was none, nothing is to be undone.

        Raises:
            BadChangeError: it is of a time when statements were moved.
        """
        if self.redirects.is_moved(old):
            raise BadChangeError(
                msg("“{old}” was merged by an earlier version, which moved statements.", old=old),
                msg("It cannot be undone; state the record under another id."),
            )
        if old not in self.redirects:
            return
        other = self.redirects.end(old)
        self._lead(old, None)
        self.redirects.part(old)
        # Apart from the other, one of them may be a record of which nothing is said.
        for id_ in (old, other):
            self._leave_nothing_loose(id_)

    def _lead(self, old: str, new: str | None) -> None:
        record = self.nodes[old]
        record.redirects = (None, new)
        record.positions.append(self._position)

    def _record(self, subject: str | RelationKey) -> AnyRecord:
        if isinstance(subject, str):
            return self.nodes[self.redirects.home(subject)]
        return self.relations[self.redirects.home_of_relation(subject)]

    def _require(self, id_: str) -> None:
        if id_ in self._known:
            return
        if not any(self.nodes.exists(each) for each in self.redirects.group(id_)):
            raise _bad(msg("There is no record with the id “{id}”.", id=id_))
        self._known.add(self.redirects.home(id_))


def _bad(detail: Message) -> BadChangeError:
    fix = msg("State the record first, in the same batch or before it.")
    return BadChangeError(detail, fix)
