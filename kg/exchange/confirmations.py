"""An office says of its records that they are still right: one write, wherever it says so.

It is said from the source of the office: that it confirms the record since a day, in place of the
day before, and on the record itself when it was last confirmed. All that reads how old a record is
follows from these two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from kg.exchange.acceptance import own_source
from kg.model.changes import NodeStatement, RelationKey, RelationStatement, state_node
from kg.model.claims import canonical, chosen_node, chosen_relation, ranked
from kg.model.fields import EXAMPLE
from kg.model.records import NodeRecord, RelationRecord, Statement
from kg.model.registry import type_of
from kg.model.relations import DECLARED
from kg.store.protocol import Store

CONFIRMS: Final = "CONFIRMS"
ON: Final = "confirmed_on"
_NOT_SAID: Final = (ON, "confirmed_by")
"""What a confirmation itself alters: it is no other record by that."""


def confirm_records(knowledge: Store, office: str, ids: Sequence[str], day: date) -> list[str]:
    """Write that an office confirms records of its own on a day; return those that it confirmed.

    Which records are its own is for the caller to know; what is gone, and what is no offer, demand
    or practice, is left out. On the same day again it alters nothing; an earlier day than one that
    is known alters nothing either.

    Raises:
        StoreError: it cannot be written.
    """
    found = {id_: record for id_, record in knowledge.get(ids).items() if record.statements}
    taken = [id_ for id_ in dict.fromkeys(ids) if id_ in found and type_of(id_) in DECLARED]
    changes = [
        change for id_ in taken for change in _confirming(knowledge, office, found[id_], day)
    ]
    if changes:
        own = own_source(office)
        knowledge.apply([state_node(own, own.id), *changes], note=f"{office} confirms")
    return taken


def confirmed_by(knowledge: Store, office: str, id_: str) -> str | None:
    """Return the day on which an office last confirmed a record (ISO), None where it never did."""
    for relation in knowledge.relations_of(id_):
        if relation.relation.type == CONFIRMS and relation.relation.start == office:
            day = chosen_relation(CONFIRMS, relation.statements).get("since")
            return str(day) if day else None
    return None


def version_mark(knowledge: Store, id_: str) -> str | None:
    """Return by what it is known that a record says the same as before; None where it is gone.

    It is of what is shown, in all its fields and relations; a confirmation alters none of it.
    """
    record = knowledge.get([id_]).get(id_)
    if record is None or not record.statements:
        return None
    said = [_shown(record), *sorted(_related(knowledge.relations_of(id_)))]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def _shown(record: NodeRecord) -> str:
    values = chosen_node(type_of(record.id) or "", record.statements)
    return canonical({name: value for name, value in values.items() if name not in _NOT_SAID})


def _related(relations: Sequence[RelationRecord]) -> Iterator[str]:
    for one in relations:
        if one.relation.type != CONFIRMS:
            values = chosen_relation(one.relation.type, one.statements)
            yield f"{' '.join(one.relation)} {canonical(values)}"


def _confirming(
    knowledge: Store, office: str, record: NodeRecord, day: date
) -> Iterator[NodeStatement | RelationStatement]:
    said = day.isoformat()
    if (confirmed_by(knowledge, office, record.id) or "") > said:
        return
    source = own_source(office).id
    key = RelationKey(CONFIRMS, office, record.id)
    yield RelationStatement(key, source, {"since": said}, dated=said)
    yield _with_day(record, source, said)


def _with_day(record: NodeRecord, source: str, day: str) -> NodeStatement:
    """Return what the office says of the record from now on: what it said, and the day.

    Where others were chosen before it, it takes over what is shown of what it says: that is what it
    confirms. A record that is made up stays so.
    """
    shown = chosen_node(type_of(record.id) or "", record.statements)
    own = next((s for s in record.statements if s.source == source), None)
    if own is None:
        made_up = {"nature": EXAMPLE} if shown.get("nature") == EXAMPLE else {}
        return NodeStatement(record.id, source, {**made_up, ON: day}, dated=day)
    first = ranked(record.statements)[0] is own
    props = dict(own.props) if first else _taken_over(own, shown)
    return NodeStatement(
        record.id, source, {**props, ON: day}, own.where, own.basis, day, own.visibility
    )


def _taken_over(own: Statement, shown: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _alike(value, shown.get(name, value)) for name, value in own.props.items()}


def _alike(value: Any, shown: Any) -> Any:
    """Return the value that is shown; of texts in languages those that the office wrote itself."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and isinstance(shown, dict):
        return {name: shown.get(name, text) for name, text in value.items()}
    return shown
