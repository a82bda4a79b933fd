"""What is accepted becomes knowledge: one source for each office, in place of what it said before.

Knowledge is written first, then the desk, since they are two ledgers: killed between the two, the
same acceptance is done again and alters nothing of what is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime
from typing import Any, Final, NamedTuple

from kg.base.errors import ConflictError
from kg.base.i18n import LANGUAGES
from kg.exchange.moving import Seen, move, require_current, require_step, seen_record
from kg.exchange.parties import HOUSE, Who
from kg.exchange.practice_evidence import shown_by
from kg.exchange.translated_texts import in_step
from kg.model.changes import (
    Change,
    NodeStatement,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
    state_node,
)
from kg.model.claims import chosen_node
from kg.model.desk_types import Submission
from kg.model.nodes import OFFICE_SOURCES, Source
from kg.model.records import RelationRecord, Revision, Statement
from kg.model.registry import type_of
from kg.store.protocol import Store

_DECLARES: Final = "DECLARES"
_WHO: Final = (_DECLARES, "CONTACT_FOR")
"""Whose a record is, and whom to write to: no form asks, it follows from who entered it first."""
_ASIDE: Final = ("status", "confirmed_on", "confirmed_by")
"""What offices say of their records beside what they enter (``kg.exchange.record_acts``)."""


class Ledgers(NamedTuple):
    """The two stores that an acceptance writes: what is known, and what is in progress."""

    knowledge: Store
    desk: Store


def office_source(office: str) -> str:
    """Return the id of the source under which an office speaks, always the same.

    >>> office_source("unit/hnd-cooperation")
    'source/desk/unit/hnd-cooperation'
    """
    return f"{OFFICE_SOURCES}{office}"


def own_source(office: str) -> Source:
    """Return the source under which an office speaks."""
    return Source(id=office_source(office), title={"und": office})


def accept(
    ledgers: Ledgers,
    seen: Seen[Submission],
    stated: Sequence[Change],
    who: Who,
    now: datetime,
    *,
    edits: Sequence[str] = (),
    remark: str | None = None,
) -> Submission:
    """Write what a submission states, then that it was accepted; again, it alters nothing.

    ``stated`` are its changes, from the source of its office; ``edits`` are what of its cells the
    secretariat put instead, kept beside the office's own words, with a ``remark`` if there is one.

    Raises:
        NotAtThisStageError, NotYoursError: as ``move``; nothing is written then.
        ConflictError: somebody decided about it since it was seen; nothing of this call stays.
        BadChangeError, StoreError: it cannot be written.
    """
    require_step(seen.record, "accept", who)
    require_current(ledgers.desk, seen)
    knowledge, office = ledgers.knowledge, seen.record.office or ""
    record = record_of(stated)
    own = own_source(office)
    batch = batch_of(knowledge, stated, own.id)
    written = knowledge.apply([state_node(own, own.id), *batch], note=seen.record.id).altered
    # Not the last revision: done again, the one that counts may lie before what others wrote since.
    number = knowledge.history(record)[-1].revision if record else None
    said: dict[str, Any] = {
        "led_to": knowledge.point(number).token, "record": record, "edits": [*edits],
        **({"remark": remark} if remark else {}),
    }  # fmt: skip
    try:
        return move(ledgers.desk, seen, "accept", who, now, **said)
    except ConflictError:
        # In between somebody returned it, or the office withdrew it: what nobody accepted goes.
        if written and not _is_accepted(ledgers.desk, seen.record):
            _take_back(knowledge, seen.record.model_copy(update=said))
        raise


def record_of(stated: Sequence[Change]) -> str | None:
    """Return the id of the record that changes are about, None where they state none."""
    return next((c.id for c in stated if isinstance(c, NodeStatement)), None)


def batch_of(knowledge: Store, stated: Sequence[Change], source: str) -> list[Change]:
    """Return all that accepting what ``source`` states writes of its record, in its order.

    Raises:
        StoreError: what is known cannot be read.
    """
    record = record_of(stated)
    gone = superseded(knowledge, record, source) if record else ()
    stated = list(_with_what_no_form_holds(knowledge, stated))
    shown = shown_by(knowledge, source.removeprefix(OFFICE_SOURCES), source, stated)
    # What goes comes last: with the last statement about a record all its relations would go,
    # others' too.
    return [*stated, *shown, *in_step(knowledge, stated), *gone]


def _is_accepted(desk: Store, record: Submission) -> bool:
    """Say whether somebody else was faster with the same: then it stays."""
    return seen_record(desk, Submission, record.id, HOUSE).record.state == "accepted"


def _take_back(knowledge: Store, record: Submission) -> None:
    # Where others have altered it since, it is theirs by now.
    with suppress(ConflictError):
        if record.record is not None:
            knowledge.apply(list(before_acceptance(knowledge, record)), note=_undoing(record))


def undo(ledgers: Ledgers, seen: Seen[Submission], who: Who, now: datetime) -> Submission:
    """Take back what an acceptance wrote, where nothing has altered it since; it is proposed again.

    Raises:
        NotAtThisStageError, NotYoursError: as ``move``; nothing is written then.
        ConflictError: the record has been altered since, or somebody decided about it meanwhile.
        StoreError: it cannot be written.
    """
    require_step(seen.record, "undo", who)
    require_current(ledgers.desk, seen)
    knowledge, id_ = ledgers.knowledge, seen.record.record
    if id_ is not None and not _is_undone(knowledge, id_, seen.record.id):
        knowledge.apply(list(before_acceptance(knowledge, seen.record)), note=_undoing(seen.record))
    return move(ledgers.desk, seen, "undo", who, now)


def superseded(knowledge: Store, id_: str, source: str) -> Iterator[Withdrawal]:
    """Yield what takes back what the same declarer said of a record through other sources.

    Those are the sources that say that the record is declared; what others add to it stays.
    """
    relations = knowledge.relations_of(id_)
    before = declaring(relations) - {source}
    if not before:
        return
    for record in knowledge.get([id_]).values():
        for said in record.statements:
            if said.source in before:
                yield Withdrawal(id_, said.source)
    for relation in relations:
        for said in relation.statements:
            if said.source in before:
                yield Withdrawal(relation.relation, said.source)


def declaring(relations: Sequence[RelationRecord]) -> set[str]:
    """Return the sources that say that a record is declared: those that speak for its declarer."""
    return {
        said.source
        for relation in relations
        if relation.relation.type == _DECLARES
        for said in relation.statements
    }


def before_acceptance(knowledge: Store, record: Submission) -> Iterator[Change]:
    """Yield what puts all that an acceptance altered back to what it was before.

    Raises:
        ConflictError: something of it has been altered since.
    """
    id_ = record.record or ""
    number = knowledge.history(id_)[-1].revision
    if knowledge.point(number).token != record.led_to:
        raise ConflictError(id_)
    with closing(knowledge.journal(number - 1)) as revisions:
        made = next(revisions)
    yield from put_back(knowledge, made)


def put_back(knowledge: Store, made: Revision) -> Iterator[Change]:
    """Yield what puts all that a revision altered back to what it was before, but sources of desks.

    Raises:
        ConflictError: something of it has been altered since.
    """
    subjects: list[str | RelationKey] = [node.id for node in made.nodes]
    subjects += [relation.relation for relation in made.relations]
    for subject in subjects:
        yield from _put_back(knowledge, subject, made.number)


def _with_what_no_form_holds(knowledge: Store, stated: Sequence[Change]) -> Iterator[Change]:
    """Yield what an entry states with what stays of its record, since no form asks for it.

    That is its status, when it was confirmed, texts in languages that forms have no field for, who
    declares it and which office is its contact: who enters a change takes the place of neither.
    """
    known = {c.id: _spoken(knowledge, c.id, c.source) for c in _nodes(stated)}
    for change in stated:
        if isinstance(change, NodeStatement):
            yield change._replace(props=_kept(knowledge, change))
        elif not (isinstance(change, RelationStatement) and _has_others(change, known)):
            yield change
    for change in _nodes(stated):
        for name in known[change.id]:
            yield RelationStatement(name, change.source, where=change.where, dated=change.dated)


def _nodes(stated: Sequence[Change]) -> list[NodeStatement]:
    return [change for change in stated if isinstance(change, NodeStatement)]


def _spoken(knowledge: Store, id_: str, source: str) -> list[RelationKey]:
    """Return who declares a record, and its contacts, as its declarer states them."""
    relations = knowledge.relations_of(id_)
    spoken = {*declaring(relations), source}
    return [
        one.relation
        for one in relations
        if one.relation.type in _WHO and any(s.source in spoken for s in one.statements)
    ]


def _has_others(change: RelationStatement, known: Mapping[str, Sequence[RelationKey]]) -> bool:
    """Say whether a change says who declares a record, or its contact, and that is known."""
    name = change.relation
    return name.type in _WHO and any(k.type == name.type for k in known.get(name.end, ()))


def _kept(knowledge: Store, change: NodeStatement) -> dict[str, Any]:
    found = knowledge.get([change.id]).get(change.id)
    props = dict(change.props)
    if found is None:
        return props
    spoken = {*declaring(knowledge.relations_of(change.id)), change.source}
    said = [s for s in found.statements if s.source in spoken]
    known = chosen_node(type_of(change.id) or "", said) if said else {}
    for name, value in known.items():
        if name in _ASIDE:
            props.setdefault(name, value)
        elif isinstance(value, dict) and isinstance(props.get(name), dict):
            others = {lang: text for lang, text in value.items() if lang not in LANGUAGES}
            props[name] = {**others, **props[name]}
    return props


def _put_back(knowledge: Store, subject: str | RelationKey, number: int) -> Iterator[Change]:
    versions = knowledge.history(subject)
    if versions[-1].revision != number:
        raise ConflictError(subject if isinstance(subject, str) else subject.start)
    now = versions[-1].statements
    then = versions[-2].statements if len(versions) > 1 else ()
    if isinstance(subject, str) and subject.startswith(OFFICE_SOURCES):
        return  # the source of the office stays: other records may name it
    for said in then:
        yield _restated(subject, said)
        if said.override is not None:
            yield Release(subject, said.source, said.override)
    # Afterwards: with the last statement about a record all its relations would go, others' too.
    back = {said.source for said in then}
    yield from (Withdrawal(subject, said.source) for said in now if said.source not in back)


def _restated(subject: str | RelationKey, said: Statement) -> Change:
    told = said.source, said.props, said.where, said.basis, said.dated, said.visibility
    if isinstance(subject, str):
        return NodeStatement(subject, *told)
    return RelationStatement(subject, *told)


def _undoing(record: Submission) -> str:
    return f"{record.id} undone"


def _is_undone(knowledge: Store, id_: str, submission: str) -> bool:
    """Say whether nothing of a submission is left: undone, and only the desk was not told."""
    found = knowledge.get([id_]).get(id_)
    return found is None or all(said.where != submission for said in found.statements)
