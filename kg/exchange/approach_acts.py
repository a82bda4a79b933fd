"""The steps of an approach: noted on the desk, and what follows of them in the knowledge base.

How far an approach is, is said there by the board's own source, for the board alone: rankings and
rules read it as all else. What is signed becomes an agreement of the body and its partner.
Knowledge is written first, then the desk: killed between the two, repeating completes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from kg.base.errors import ConflictError
from kg.exchange.acceptance import Ledgers
from kg.exchange.board_marks import BOARD, board_source
from kg.exchange.moving import (
    Seen,
    begin,
    begun,
    move,
    require_current,
    require_step,
    seen_record,
    stepped,
)
from kg.exchange.noted_steps import asked_of
from kg.exchange.parties import HOUSE, Who
from kg.model.audiences import FEWEST
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.model.desk_types import Approach
from kg.model.nodes import Agreement
from kg.model.relations import Approaches
from kg.store.protocol import Store

STANDS: Final[Mapping[str, str]] = {
    "decided": "decided",
    "contacted": "contacted",
    "answered": "answered",
    "met": "meeting_held",
    "in negotiation": "under_negotiation",
    "signed": "signed",
    "closed": "closed",
}
"""The state of an approach → the status under which the knowledge base has it."""
_ID_LENGTH: Final = 16
_SIGN: Final = "sign"


def approach_id(body: str, partner: str) -> str:
    """Return the id of the approach of a body to a partner: there is one, taken up again or not."""
    known = hashlib.sha256(f"{body} {partner}".encode()).hexdigest()
    return f"{Approach.prefix}/{known[:_ID_LENGTH]}"


def agreement_of(record: Approach) -> str:
    """Return the id of the agreement that an approach may lead to."""
    return f"{Agreement.prefix}/desk/{record.number}"


def decide(ledgers: Ledgers, record: Approach, who: Who, now: datetime) -> Approach:
    """Begin an approach as the board decided it.

    Raises:
        NotYoursError, LeftOutError: as ``move``; nothing is written then.
        ConflictError: this partner is approached already.
        StoreError: it cannot be written.
    """
    made = begun(record, "decide", who, now)
    if ledgers.desk.get([record.id]):
        raise ConflictError(record.id)
    _write(ledgers.knowledge, made)
    return begin(ledgers.desk, record, "decide", who, now)


def take(  # noqa: PLR0917
    ledgers: Ledgers, seen: Seen[Approach], act: str, who: Who, now: datetime, said: dict[str, Any]
) -> Approach:
    """Note a step of an approach; again, after it was cut off, it completes what is missing.

    What it does not say is empty from then on: nothing of an earlier step is said again.

    Raises:
        NotAtThisStageError, NotYoursError, LeftOutError: as ``move``; nothing is written then.
        ConflictError: somebody was faster; the knowledge base says what the desk says.
        StoreError: it cannot be written.
    """
    step = require_step(seen.record, act, who)
    said = {**dict.fromkeys(asked_of(step)), **said}
    said |= {"agreement": agreement_of(seen.record)} if act == _SIGN else {}
    moved = stepped(seen.record, act, who, now, **said)
    require_current(ledgers.desk, seen)
    _write(ledgers.knowledge, moved)
    try:
        return move(ledgers.desk, seen, act, who, now, **said)
    except ConflictError:
        _write(ledgers.knowledge, seen_record(ledgers.desk, Approach, seen.record.id, HOUSE).record)
        raise


def _write(knowledge: Store, record: Approach) -> None:
    knowledge.apply([board_source(), *_stated(knowledge, record)], note=record.id)


def _stated(knowledge: Store, record: Approach) -> Iterator[Change]:
    """Yield what the knowledge base says of an approach as it stands."""
    yield _stands(record)
    yield from _signed(record) if record.state == "signed" else _unsigned(knowledge, record)


def _stands(record: Approach) -> RelationStatement:
    """Return how far an approach is: as of the day of its last step, for the board alone."""
    key = RelationKey(Approaches.type, record.body or "", record.partner or "")
    reason = {record.lang or "und": record.reason} if record.reason else {}
    props: dict[str, Any] = {"status": STANDS[record.state or ""], "since": record.day}
    props |= {"note": reason} if reason else {}
    return RelationStatement(
        key, BOARD, props, where=record.decision or "", dated=record.day, visibility=FEWEST
    )


def _signed(record: Approach) -> Iterator[Change]:
    id_, claim = agreement_of(record), record.seen_by or FEWEST
    where = record.document or ""
    props: dict[str, Any] = {
        "title": {record.lang or "und": record.title},
        "kind": record.kind or Agreement.prefix,
        "status": "in_force",
        "signed": record.day,
        "ends": record.ends,
        "reference": record.document,
    }
    props = {name: value for name, value in props.items() if value}
    yield NodeStatement(id_, BOARD, props, where=where, dated=record.day, visibility=claim)
    until = {"until": _day_after(record.ends)} if record.ends else {}
    for party in (record.body or "", record.partner or ""):
        yield RelationStatement(
            RelationKey("PARTY_TO", party, id_), BOARD,
            {"status": "party", "since": record.day, **until},
            where=where, dated=record.day, visibility=claim,
        )  # fmt: skip


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _unsigned(knowledge: Store, record: Approach) -> Iterator[Withdrawal]:
    """Yield what takes back that something was signed; what others say of it stays."""
    id_ = agreement_of(record)
    found = knowledge.get([id_]).get(id_)
    if found is None:
        return
    for relation in knowledge.relations_of(id_):
        if any(said.source == BOARD for said in relation.statements):
            yield Withdrawal(relation.relation, BOARD)
    if any(said.source == BOARD for said in found.statements):
        yield Withdrawal(id_, BOARD)
