"""Pieces of Cypher that know nothing of lenses: blocks, labels, one relation and when it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import indent
from typing import Final

from kg.graph.cypher_terms import in_force, seen
from kg.graph.view import Direction
from kg.model.registry import NODES, RELATIONS

_ARROWS: Final[dict[Direction, tuple[str, str]]] = {
    "out": ("-", "->"),
    "in": ("<-", "-"),
    "any": ("-", "-"),
}
UNION: Final = "\nUNION ALL\n"


def block(head: str, body: str) -> str:
    """Return a clause with its body in braces.

    >>> print(block("CALL (n)", "RETURN 1 AS x"))
    CALL (n) {
      RETURN 1 AS x
    }
    """
    return f"{head} {{\n{indent(body, '  ')}\n}}"


def branches(parts: Iterable[str]) -> str:
    """Return the parts as one body whose rows are those of all of them, repeats kept."""
    return UNION.join(parts)


def labelled(labels: Sequence[str]) -> str:
    """Return ``:A|B``, nothing for any label; only labels of the model.

    Raises:
        KeyError: the model has no such node type.
    """
    return ":" + "|".join(NODES[label].__name__ for label in labels) if labels else ""


def relation(
    start: str, types: Sequence[str], direction: Direction, end: str, name: str = "r"
) -> str:
    """Return the pattern of one relation; ``end`` may carry its labels.

    Raises:
        KeyError: the model has no such relation type.

    >>> relation("n", ["FUNDS"], "in", "next:State")
    '(n)<-[r:FUNDS]-(next:State)'
    """
    left, right = _ARROWS[direction]
    return f"({start}){left}[{name}:{'|'.join(RELATIONS[t].type for t in types)}]{right}({end})"


def full(types: Sequence[str], name: str = "r") -> str:
    """Return the condition that a relation has no status, or one that counts for its type.

    >>> full(["MEMBER_OF"])
    "coalesce(r.status, 'member') = 'member'"
    """
    counting = {t: RELATIONS[t].full for t in types if RELATIONS[t].full}
    if not counting:
        return f"{name}.status IS NULL"
    if len(types) == 1 and len(counting[types[0]]) == 1:
        (only,) = counting[types[0]]
        return f"coalesce({name}.status, '{only}') = '{only}'"
    each = [f"type({name}) = '{t}' AND {name}.status IN {list(s)}" for t, s in counting.items()]
    return f"({' OR '.join([f'{name}.status IS NULL', *each])})"


def step(
    start: str, types: Sequence[str], direction: Direction, end: str, status: str | None = None
) -> str:
    """Return the clause that follows relations that count to nodes that the reader may see.

    ``end`` may carry labels; ``status`` is the condition on the status, by default ``full``.
    """
    target = end.partition(":")[0]
    return (
        f"MATCH {relation(start, types, direction, end)}\n"
        f"WHERE {in_force('r')}\n  AND {status or full(types)}\n  AND {seen(target)}"
    )


def maybe(
    start: str, types: Sequence[str], direction: Direction, end: str, status: str | None = None
) -> str:
    """Return the same for one relation or none, as the list ``rs``; only none where not ``on``."""
    left, right = _ARROWS[direction]
    names = "|".join(RELATIONS[t].type for t in types)
    target = end.partition(":")[0]
    return (
        # *0..1, not OPTIONAL MATCH: who has stopped stays beside those who go on, also where some
        # do.
        f"MATCH ({start}){left}[rs:{names}*0..1]{right}({end})\n"
        f"WHERE all(r IN rs WHERE {in_force('r')}\n          AND {status or full(types)})\n"
        f"  AND {seen(target)} AND (on OR size(rs) = 0)"
    )


def reach(start: str, type_: str, direction: Direction, end: str) -> str:
    """Return the clause that leads to a node and all that is reached from it by one type."""
    left, right = _ARROWS[direction]
    return (
        # Circles end: one MATCH follows no relation twice. Nodes on the way have to be seen as
        # well, since a snapshot has no others.
        f"MATCH p = ({start}){left}[rs:{RELATIONS[type_].type}*0..]{right}({end})\n"
        f"WHERE all(r IN rs WHERE {in_force('r')}\n          AND {full([type_])})\n"
        f"  AND all(x IN nodes(p) WHERE {seen('x')})"
    )
