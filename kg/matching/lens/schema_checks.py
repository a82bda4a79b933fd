"""Whether the model has the types that a lens names, and whether a walk can follow them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.base.i18n import msg
from kg.definitions.checks import unknown
from kg.matching.lens.pattern import Half, Hop
from kg.model.registry import NODES, RELATIONS


def check_labels(labels: Iterable[str]) -> None:
    """Look whether there are node types of these names.

    Raises:
        WrongValue: there is none of one of them.
    """
    for label in labels:
        if label not in NODES:
            why = msg("There is no node type “{type}”.", type=label)
            raise unknown("node-type", why, NODES)


def check_types(hop: Hop) -> None:
    """Look whether there are the node types, the relation types and the statuses of a hop.

    Raises:
        WrongValue: there is none of one of them.
    """
    check_labels(hop.labels)
    for relation in hop.types:
        if relation not in RELATIONS:
            why = msg("There is no relation type “{type}”.", type=relation)
            raise unknown("relation-type", why, RELATIONS)
    statuses = {status for relation in hop.types for status in RELATIONS[relation].statuses}
    for status in hop.statuses or ():
        if status not in statuses:
            why = msg("{types} has no status “{status}”.", types=list(hop.types), status=status)
            raise unknown("status", why, sorted(statuses))


def stuck_at(types: Iterable[str], half: Half) -> Hop | None:
    """Return the hop of a half-walk from nodes of ``types`` that no walk can follow."""
    reached = set(types)
    for hop in half:
        reached = _reached(reached, hop)
        if not reached:
            return hop
    return None


def _reached(types: set[str], hop: Hop) -> set[str]:
    found = set(types) if hop.low == 0 else set()
    for length in range(1, hop.high + 1):
        types = {end for relation in hop.types for end in _ends(types, relation, hop)}
        found |= types if length >= hop.low else set()
    return found & set(hop.labels) if hop.labels else found


def _ends(types: set[str], relation: str, hop: Hop) -> Iterator[str]:
    cls = RELATIONS[relation]
    if hop.direction != "in" and types & set(cls.starts_at):
        yield from cls.ends_at
    if hop.direction != "out" and types & set(cls.ends_at):
        yield from cls.starts_at
