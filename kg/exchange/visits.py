"""When an office was here last, told by the revision of the knowledge base that it saw then.

It is noted once, when somebody signs in. The number finds the revision, its token tells whether it
still is the same: after the knowledge base was put back from a copy nobody claims to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final, NamedTuple

from kg.model.claims import canonical, chosen_node
from kg.model.desk_types import FocalPoint
from kg.model.records import NodeRow, RelationRow, Statement
from kg.model.registry import NODES, type_of
from kg.model.relations import DECLARED
from kg.store.protocol import Store

_PREFIXES: Final = tuple(f"{NODES[name].prefix}/" for name in DECLARED)
_ASIDE: Final = ("CONFIRMS", "ANSWERS", "USES", "SHOWS")
"""Relations that say nothing of what a record offers or needs."""
_NOT_SAID: Final = ("confirmed_on", "confirmed_by")


class Changed(NamedTuple):
    """The offers, demands and practices that came or changed: themselves, or their relations."""

    nodes: frozenset[str]
    related: frozenset[str]


def signed_in(focal_point: FocalPoint, knowledge: Store) -> dict[str, str]:
    """Return what is noted of a visit that begins: where it is, and where the one before was."""
    point = knowledge.point()
    before = {"visit_before": focal_point.visit} if focal_point.visit else {}
    return {"visit": f"{point.number}:{point.token}", **before}


def revision_of(knowledge: Store, visit: str) -> int | None:
    """Return the number of the revision of a visit, None where it is not in the history any more.

    >>> revision_of(None, "no visit")  # type: ignore[arg-type]
    """
    number, _, token = visit.partition(":")
    if not number.isdecimal() or not token:
        return None
    return int(number) if knowledge.point(int(number)).token == token else None


def changed_since(knowledge: Store, number: int) -> Changed:
    """Return what came or changed after a revision, whoever may read it."""
    nodes: set[str] = set()
    related: set[str] = set()
    with closing(knowledge.changed_since(number)) as rows:
        for row in rows:
            if isinstance(row, NodeRow):
                nodes |= {row.id} if row.id.startswith(_PREFIXES) else set()
            elif isinstance(row, RelationRow) and row.type not in _ASIDE:
                ends = row.start, row.end
                related |= {id_ for id_ in ends if id_.startswith(_PREFIXES)}
    return Changed(frozenset(nodes), frozenset(related))


def is_new(knowledge: Store, id_: str, number: int, changed: Changed) -> bool:
    """Say whether a record came or says something else than at a revision.

    That somebody said that it is still right is no change.
    """
    if id_ in changed.related:
        return True
    if id_ not in changed.nodes:
        return False
    versions = [v for v in knowledge.history(id_) if v.revision <= number]
    now = next(_statements(knowledge, id_), ())
    return not versions or _shown(id_, versions[-1].statements) != _shown(id_, now)


def _statements(knowledge: Store, id_: str) -> Iterator[tuple[Statement, ...]]:
    return (tuple(record.statements) for record in knowledge.get([id_]).values())


def _shown(id_: str, statements: Any) -> str:
    values = chosen_node(type_of(id_) or "", statements) if statements else {}
    return canonical({name: value for name, value in values.items() if name not in _NOT_SAID})
