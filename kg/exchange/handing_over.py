"""An office that moves hands its desk over: what it said and what goes on follow to another one.

Knowledge is written first, then the records of the desk, the focal point last: killed in between,
the same is done again, and does what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any, Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.exchange.acceptance import Ledgers, office_source, own_source
from kg.exchange.life_cycle import FOLLOW, LIVES, office_fields
from kg.exchange.moving import (
    Seen,
    move,
    move_however_often,
    records_in,
    require_current,
    require_step,
    seen_record,
)
from kg.exchange.parties import CLOCK, Who
from kg.exchange.shares import shares_followed
from kg.graph.actors import territories
from kg.graph.view import View
from kg.model.changes import (
    Change,
    NodeStatement,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
    state_node,
)
from kg.model.desk_types import ContactRequest, FocalPoint, Moving
from kg.model.records import RelationRecord, Statement
from kg.store.protocol import Store

_CONTACT_FOR: Final = "CONTACT_FOR"
_MAY_ACT: Final = ("invited", "active")


def successors(view: View, office: str, points: Sequence[FocalPoint]) -> list[str]:
    """Return the offices to which one may hand its desk over: of the same state, and they can act.

    Raises:
        UnknownIdError: there is no such office.
    """
    home = territories(view, view.index(office))
    others = {p.office for p in points if p.role == "authority" and p.state in _MAY_ACT}
    known = [(id_, view.snapshot.index(id_)) for id_ in sorted(filter(None, others - {office}))]
    return [
        id_ for id_, node in known if node is not None and home and territories(view, node) == home
    ]


def check_successor(view: View, old: str, new: str, points: Sequence[FocalPoint]) -> None:
    """Raise where a desk cannot be handed over to an office.

    Raises:
        UnknownIdError: there is no such office as the old one.
        BadOptionError: it is of another state, the same one, or has no focal point yet.
    """
    if new not in successors(view, old, points):
        fix = msg("Name another office of the same state, which has a focal point.")
        raise BadOptionError("successor", new, fix)


def hand_over(ledgers: Ledgers, seen: Seen[FocalPoint], who: Who, now: datetime) -> FocalPoint:
    """Let all that is of an office follow to its successor, and end its focal point.

    That it is an office of the same state is for ``check_successor``. Done again, it does what is
    left; what others write of its records meanwhile stays.

    Raises:
        NotAtThisStageError, NotYoursError: as ``move``; nothing is written then.
        LeftOutError: nobody said to whom it is handed over.
        ConflictError: the focal point is another by now; nothing is written then.
        StoreError: it cannot be written.
    """
    require_step(seen.record, "confirm", who)
    # Looked at first: an office that keeps its desk after all must not lose it on the way.
    require_current(ledgers.desk, seen)
    old, new = seen.record.office or "", seen.record.successor or ""
    if new:
        changes = list(followed(ledgers.knowledge, old, new))
        if changes:
            own = own_source(new)
            ledgers.knowledge.apply(
                [state_node(own, own.id), *changes], note=f"{old} hands over to {new}"
            )
        _let_records_follow(ledgers.desk, old, new, now)
    for other in _others(ledgers.desk, seen.record):
        move(ledgers.desk, other, "confirm", who, now, successor=new)
    return move(ledgers.desk, seen, "confirm", who, now, successor=seen.record.successor)


def _others(desk: Store, point: FocalPoint) -> list[Seen[FocalPoint]]:
    """Return the other focal points of an office: they have no desk any more either."""
    with closing(desk.nodes()) as rows:
        known = list(records_in(rows, FocalPoint))
    others = (one for one in known if one.office == point.office and one.id != point.id)
    return [seen_record(desk, FocalPoint, one.id, CLOCK) for one in others if one.state in _MAY_ACT]


def followed(knowledge: Store, old: str, new: str) -> Iterator[Change]:
    """Yield what makes the source of one office say what that of another one said.

    Whoever is written to about a record becomes the new office, whoever named the old one.
    """
    source = office_source(old)
    for id_ in _records_of(knowledge, old):
        for record in knowledge.get([id_]).values():
            for said in record.statements:
                if said.source == source:
                    yield from _said_by(new, record.id, said, record.statements)
        for relation in knowledge.relations_of(id_):
            yield from _relation_followed(relation, old, new)


def _records_of(knowledge: Store, office: str) -> list[str]:
    """Return the records that an office, or whatever it is part of, starts a relation to."""
    relations = knowledge.relations_from(_higher(knowledge, office))
    return sorted({r.relation.end for r in relations if r.relation.type in _KINDS_OF_OWN})


_KINDS_OF_OWN: Final = (_CONTACT_FOR, "DECLARES", "CONFIRMS", "PROVIDES", "RECEIVES")
"""By which relations an office, or its state, is told of its records."""


def _higher(knowledge: Store, office: str) -> list[str]:
    reached, level = [office], [office]
    while level:
        relations = knowledge.relations_from(level)
        above = {r.relation.end for r in relations if r.relation.type == "PART_OF"}
        level = sorted(above - {*reached})
        reached += level
    return reached


def _relation_followed(relation: RelationRecord, old: str, new: str) -> Iterator[Change]:
    key, source = relation.relation, office_source(old)
    if key.type == _CONTACT_FOR and key.start == old:
        yield RelationStatement(key._replace(start=new), own_source(new).id)
        yield from (Withdrawal(key, said.source) for said in relation.statements)
        return
    for said in relation.statements:
        if said.source == source:
            yield from _said_by(new, key, said, relation.statements)


def _said_by(
    new: str, subject: str | RelationKey, said: Statement, all_said: Sequence[Statement]
) -> Iterator[Change]:
    """Yield that an office says what another one said, unless it has said something later."""
    source = office_source(new)
    own = next((one for one in all_said if one.source == source), None)
    if own is None or (own.dated or "") < (said.dated or ""):
        yield from _restated(source, subject, said)
    yield Withdrawal(subject, said.source)


def _restated(source: str, subject: str | RelationKey, said: Statement) -> Iterator[Change]:
    told = source, said.props, said.where, said.basis, said.dated, said.visibility
    if isinstance(subject, str):
        yield NodeStatement(subject, *told)
    else:
        yield RelationStatement(subject, *told)
    if said.override is not None:
        yield Release(subject, source, said.override)


def _let_records_follow(desk: Store, old: str, new: str, now: datetime) -> None:
    for cls in LIVES:
        with closing(desk.nodes()) as rows:
            ids = [one.id for one in records_in(rows, cls) if _is_of(one, old)]
        for id_ in ids:
            _let_follow(desk, cls, id_, old, new, now)


def _is_of(record: Moving, office: str) -> bool:
    return any(
        office == value or (isinstance(value, list) and office in value)
        for value in (getattr(record, name) for name in office_fields(type(record)))
    )


def _let_follow(  # noqa: PLR0917
    desk: Store, cls: type[Moving], id_: str, old: str, new: str, now: datetime
) -> None:
    """Let one record follow, whoever alters it meanwhile.

    Raises:
        ConflictError: others alter it all the time.
    """
    move_however_often(desk, cls, id_, FOLLOW, now, lambda record: _as_of(record, old, new))


def _as_of(record: Moving, old: str, new: str) -> dict[str, Any]:
    """Return the fields of a record that name an office, with the new one in place of the old."""
    said: dict[str, Any] = {}
    for name in office_fields(type(record)):
        value = getattr(record, name)
        if value == old:
            said[name] = new
        elif isinstance(value, list) and old in value:
            said[name] = sorted(new if one == old else one for one in value)
    if isinstance(record, ContactRequest) and record.shares:
        said["shares"] = shares_followed(record, old, new)
    return said
