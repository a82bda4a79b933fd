"""What a practice names as its evidence: activities of its own office show it at work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.model.nodes import Activity, Practice
from kg.store.protocol import Store

_ACTIVITY: Final = re.compile(rf"{Activity.prefix}/[^\s;,]+")
_SHOWS: Final = "SHOWS"
_CONFIRMS: Final = "CONFIRMS"


def shown_by(knowledge: Store, office: str, own: str, stated: Sequence[Change]) -> Iterator[Change]:
    """Yield that an activity shows a practice, where what is stated of it names the activity.

    ``own`` is the source of the office.

    Only activities that the office confirms itself count. What its evidence names no longer is
    taken back.
    """
    for said in stated:
        if not isinstance(said, NodeStatement) or not said.id.startswith(f"{Practice.prefix}/"):
            continue
        named = _ACTIVITY.findall(said.props.get("evidence") or "")
        keys = {RelationKey(_SHOWS, each, said.id) for each in named}
        keys = {key for key in keys if _confirms(knowledge, office, key.start)}
        before = {
            relation.relation
            for relation in knowledge.relations_of(said.id)
            if relation.relation.type == _SHOWS
            and any(each.source == own for each in relation.statements)
        }
        yield from (Withdrawal(key, own) for key in sorted(before - keys))
        for key in sorted(keys):
            yield RelationStatement(key, own, where=said.where, dated=said.dated)


def _confirms(knowledge: Store, office: str, activity: str) -> bool:
    wanted = RelationKey(_CONFIRMS, office, activity)
    return any(relation.relation == wanted for relation in knowledge.relations_of(activity))
