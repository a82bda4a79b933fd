"""What two offices have concluded becomes an activity when both say so, each from its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from kg.exchange.acceptance import Ledgers, own_source
from kg.exchange.moving import Seen, move, require_step, require_unaltered
from kg.exchange.parties import Who
from kg.model.audiences import narrowest, node_level
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement, state_node
from kg.model.desk_types import ContactRequest
from kg.model.fields import EXAMPLE
from kg.model.nodes import Activity
from kg.model.records import NodeRecord
from kg.store.protocol import Store

_USED: Final = {"offer": "USES", "practice": "SHOWS"}
"""How an activity is related to what met the need, by the prefix of that."""


def activity_of(record: ContactRequest) -> str:
    """Return the id of the activity that a request for contact may lead to."""
    return f"{Activity.prefix}/desk/{record.id.partition('/')[2]}"


def confirm(
    ledgers: Ledgers, seen: Seen[ContactRequest], who: Who, now: datetime
) -> ContactRequest:
    """Write the activity, then that both have confirmed it; again, it alters nothing.

    Raises:
        NotAtThisStageError, NotYoursError: as ``move``; nothing is written then.
        ConflictError: somebody was faster; the activity stays written.
        BadChangeError: what the request is about is not there any more.
        StoreError: it cannot be written.
    """
    require_step(seen.record, "confirm", who)
    require_unaltered(ledgers.desk, seen)
    changes = list(concluded(ledgers.knowledge, seen.record))
    ledgers.knowledge.apply(changes, note=seen.record.id)
    return move(ledgers.desk, seen, "confirm", who, now, activity=activity_of(seen.record))


def concluded(knowledge: Store, record: ContactRequest) -> Iterator[Change]:
    """Yield what each of both offices states of what they have concluded, and that it confirms it.

    Who declared the need receives, who declared what meets it provides; the sectors are those of
    the need, else of what meets it. It may be read by whoever may read both.
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
    yield RelationKey("CONFIRMS", office, id_), since


def _in_order(record: ContactRequest) -> list[str]:
    """What it is about, the need first."""
    return sorted(record.about)
