"""What two offices have concluded becomes an activity when both say so, each from its source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from kg.base.errors import ConflictError
from kg.exchange.acceptance import Ledgers, own_source
from kg.exchange.moving import Seen, move, require_current, require_step, seen_record
from kg.exchange.parties import Who
from kg.exchange.shares import Share, share_of, with_share
from kg.model.audiences import narrowest, node_level
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement, state_node
from kg.model.desk_types import ContactRequest
from kg.model.fields import EXAMPLE
from kg.model.nodes import Activity
from kg.model.records import NodeRecord
from kg.store.protocol import Store

_USED: Final = {"offer": "USES", "practice": "SHOWS"}
"""How an activity is related to what met the need, by the prefix of that."""
NOTHING: Final = Share()
"""Where a side says nothing of what it put in."""


def activity_of(record: ContactRequest) -> str:
    """Return the id of the activity that a request for contact may lead to."""
    return f"{Activity.prefix}/desk/{record.id.partition('/')[2]}"


def conclude(  # noqa: PLR0917
    desk: Store, seen: Seen[ContactRequest], who: Who, now: datetime, ended: str, share: Share
) -> ContactRequest:
    """Say that it is concluded, and what one's own side put in; the other side confirms it then.

    Raises:
        NotAtThisStageError, NotYoursError, ConflictError, StoreError: as ``move``.
    """
    require_step(seen.record, "conclude", who)
    shares = with_share(seen.record, who.office or "", share)
    return move(desk, seen, "conclude", who, now, ended=ended, shares=shares)


def confirm(
    ledgers: Ledgers, seen: Seen[ContactRequest], who: Who, now: datetime, share: Share = NOTHING
) -> ContactRequest:
    """Write the activity, then that both have confirmed it; again, it alters nothing.

    ``share`` is what the side that confirms says that it put in itself.

    Raises:
        NotAtThisStageError, NotYoursError: as ``move``; nothing is written then.
        ConflictError: somebody was faster: what they confirmed is what is written.
        BadChangeError: what the request is about is not there any more.
        StoreError: it cannot be written.
    """
    require_step(seen.record, "confirm", who)
    require_current(ledgers.desk, seen)
    record = confirmed_with(seen.record, who, share)
    changes = list(concluded(ledgers.knowledge, record))
    ledgers.knowledge.apply(changes, note=record.id)
    said = {"activity": activity_of(record), "shares": record.shares}
    try:
        return move(ledgers.desk, seen, "confirm", who, now, **said)
    except ConflictError:
        _as_confirmed(ledgers, record.id, who)
        raise


def _as_confirmed(ledgers: Ledgers, id_: str, who: Who) -> None:
    """Write what the faster of two has confirmed in place of what the other was about to."""
    found = seen_record(ledgers.desk, ContactRequest, id_, who).record
    if found.state == "confirmed":
        ledgers.knowledge.apply(list(concluded(ledgers.knowledge, found)), note=id_)


def confirmed_with(record: ContactRequest, who: Who, share: Share) -> ContactRequest:
    """Return a request as it is confirmed with a share of the side that confirms."""
    return record.model_copy(update={"shares": with_share(record, who.office or "", share)})


def mark_of(changes: Iterable[Change]) -> str:
    """Return by what it is known that what will be stated is what somebody was shown."""
    return hashlib.sha256(repr(list(changes)).encode()).hexdigest()[:32]


def concluded(knowledge: Store, record: ContactRequest) -> Iterator[Change]:
    """Yield what each of both offices states of what they have concluded, and that it confirms it.

    Who declared the need receives, who declared what meets it provides; the sectors are those of
    the need, else of what meets it. It may be read by whoever may read both. What an office put in
    itself is said by that office alone, with its confirmation.
    """
    id_ = activity_of(record)
    about = knowledge.get(record.about)
    claim = narrowest(node_level(each.id, each.statements) for each in about.values())
    day = record.ended or record.started
    for office in filter(None, (record.asks, record.asked)):
        own = own_source(office)
        yield state_node(own, own.id)
        yield NodeStatement(
            id_, own.id, _props(record, about), where=record.id, dated=day, visibility=claim
        )
        for key, props in _relations(knowledge, record, office):
            yield RelationStatement(
                key, own.id, props, where=record.id, dated=day, visibility=claim
            )


def _props(record: ContactRequest, about: dict[str, NodeRecord]) -> dict[str, Any]:
    said = [s.props for id_ in _in_order(record) if id_ in about for s in about[id_].statements]
    titles = (props["title"] for props in said if props.get("title"))
    nature = EXAMPLE if any(p.get("nature") == EXAMPLE for p in said) else "demonstrated"
    found: dict[str, Any] = {
        "title": next(titles, {}), "nature": nature,
        "starts": record.started, "ends": record.ended,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _relations(
    knowledge: Store, record: ContactRequest, office: str
) -> Iterator[tuple[RelationKey, dict[str, Any]]]:
    id_ = activity_of(record)
    sectors: list[str] = []
    for other in _in_order(record):
        relations = [r.relation for r in knowledge.relations_of(other)]
        declared = [r.start for r in relations if r.type == "DECLARES"]
        is_need = other.startswith("demand/")
        for actor in declared:
            yield RelationKey("RECEIVES" if is_need else "PROVIDES", actor, id_), {}
        sectors = sectors or [
            r.end for r in relations if r.type == "IN_SECTOR" and r.start == other
        ]
        used = "ANSWERS" if is_need else _USED[other.partition("/")[0]]
        yield RelationKey(used, id_, other), {}
    yield from ((RelationKey("IN_SECTOR", id_, sector), {}) for sector in sectors)
    since = {"since": record.ended} if record.ended else {}
    yield RelationKey("CONFIRMS", office, id_), {**since, **share_of(record, office).props()}


def _in_order(record: ContactRequest) -> list[str]:
    """What it is about, the need first."""
    return sorted(record.about)
