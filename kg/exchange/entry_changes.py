"""What accepting something would alter of what is known: field by field, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

from kg.base.audience import Audience
from kg.exchange.acceptance import batch_of, record_of
from kg.model.audiences import FEWEST, node_level, seen
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.model.claims import chosen_node
from kg.model.fields import VISIBLE, Merge
from kg.model.records import RelationRecord, Statement
from kg.model.registry import NODES, merge_of, type_of
from kg.store.protocol import Store

Mark = Literal["new", "changed", "removed", "same"]
_LANGUAGE: Final = ":"


class Relates(NamedTuple):
    """A relation as a field of a record: its type, and whether the record is its start."""

    type: str
    outward: bool


class Difference(NamedTuple):
    """One field of a record, or one kind of its relations, before and after.

    ``field`` is a field, a field and a language (``title:es``), or a kind of relation, of which the
    values are lists of ids. None stands for nothing.
    """

    field: str | Relates
    before: Any
    after: Any

    @property
    def mark(self) -> Mark:
        """What becomes of it."""
        if self.before == self.after:
            return "same"
        if self.before is None:
            return "new"
        return "removed" if self.after is None else "changed"


class OtherClaim(NamedTuple):
    """What another source says of a record, in one field or of one kind of relation."""

    source: str
    field: str | Relates
    value: Any


@dataclass(frozen=True, slots=True)
class EntryChanges:
    """What changes of a record, what else is said of it, and whether it is there already."""

    record: str | None = None
    known: bool = False
    differences: list[Difference] = field(default_factory=list)
    others: list[OtherClaim] = field(default_factory=list)

    @property
    def altered(self) -> list[Difference]:
        """The differences that are some."""
        return [each for each in self.differences if each.mark != "same"]

    @property
    def unaltered(self) -> list[Difference]:
        """What stays as it is."""
        return [each for each in self.differences if each.mark == "same"]


def changes_of(
    knowledge: Store, stated: Sequence[Change], source: str, audience: Audience = FEWEST
) -> EntryChanges:
    """Return what a batch of ``source`` would alter of the record that it states; nothing is done.

    What an audience may not read is in none of it.

    Raises:
        StoreError: what is known cannot be read.
    """
    id_ = record_of(stated)
    if id_ is None:
        return EntryChanges()
    batch = batch_of(knowledge, stated, source)
    found = knowledge.get([id_]).get(id_)
    all_said = found.statements if found else ()
    type_ = type_of(id_) or ""
    said = seen(type_, all_said, audience)
    then = seen(type_, _after(id_, all_said, batch), audience)
    all_relations = knowledge.relations_of(id_)
    relations = list(_for(all_relations, audience))
    related = _for(_related(all_relations, batch), audience)
    before = _fields(id_, said) | _relations(id_, relations)
    after = _fields(id_, then) | _relations(id_, related)
    names = sorted({*before, *after}, key=_order)
    differences = [Difference(name, before.get(name), after.get(name)) for name in names]
    gone = {c.source for c in batch if isinstance(c, Withdrawal)} | {source}
    return EntryChanges(id_, bool(said), differences, list(_others(id_, said, relations, gone)))


def _for(relations: Iterable[RelationRecord], audience: Audience) -> Iterator[RelationRecord]:
    for record in relations:
        read = seen(record.relation.type, record.statements, audience)
        if read:
            yield RelationRecord(record.relation, read)


def _after(
    subject: str | RelationKey, said: Sequence[Statement], batch: Iterable[Change]
) -> list[Statement]:
    """Return what is said of a subject after a batch."""
    kept = {s.source: s for s in said}
    for change in batch:
        match change:
            case Withdrawal(subject=of, source=source) if of == subject:
                kept.pop(source, None)
            case NodeStatement(id=of) | RelationStatement(relation=of) if of == subject:
                kept[change.source] = _statement(subject, change)
            case _:
                continue
    return list(kept.values())


def _statement(subject: str | RelationKey, change: NodeStatement | RelationStatement) -> Statement:
    name = subject if isinstance(subject, str) else " ".join(subject[1:3])
    return Statement(
        change.source, name, change.props, change.where, change.basis, change.dated,
        change.visibility,
    )  # fmt: skip


def _related(
    relations: Sequence[RelationRecord], batch: Sequence[Change]
) -> Iterator[RelationRecord]:
    keys = dict.fromkeys(r.relation for r in relations)
    keys |= dict.fromkeys(c.relation for c in batch if isinstance(c, RelationStatement))
    said = {r.relation: r.statements for r in relations}
    for key in keys:
        statements = _after(key, said.get(key, ()), batch)
        if statements:
            yield RelationRecord(key, tuple(statements))


def _fields(id_: str, said: Sequence[Statement]) -> dict[str | Relates, Any]:
    type_ = type_of(id_)
    if not said or type_ is None:
        return {}
    values = dict(_parts(type_, chosen_node(type_, said)))
    return {**values, VISIBLE: node_level(id_, said)}


def _parts(type_: str, props: Mapping[str, Any]) -> Iterator[tuple[str | Relates, Any]]:
    for name, value in props.items():
        if merge_of(NODES[type_], name) is Merge.PER_LANGUAGE:
            yield from ((f"{name}{_LANGUAGE}{lang}", text) for lang, text in value.items())
        else:
            yield name, value


def _relations(id_: str, relations: Iterable[RelationRecord]) -> dict[str | Relates, Any]:
    found: dict[str | Relates, list[str]] = {}
    for record in relations:
        key = record.relation
        outward = key.start == id_
        found.setdefault(Relates(key.type, outward), []).append(key.end if outward else key.start)
    return {name: sorted(set(ids)) for name, ids in found.items()}


def _others(
    id_: str, said: Sequence[Statement], relations: Sequence[RelationRecord], own: set[str]
) -> Iterator[OtherClaim]:
    """Yield what sources say of a record that stays beside what it states."""
    type_ = type_of(id_) or ""
    for statement in said:
        if statement.source not in own:
            for name, value in _parts(type_, statement.props):
                yield OtherClaim(statement.source, name, value)
    for record in relations:
        key = record.relation
        outward = key.start == id_
        for statement in record.statements:
            if statement.source not in own:
                other = key.end if outward else key.start
                yield OtherClaim(statement.source, Relates(key.type, outward), [other])


def _order(name: str | Relates) -> tuple[bool, str]:
    return isinstance(name, Relates), str(name)
