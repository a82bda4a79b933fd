"""Half-walks as Cypher: relation by relation, aggregated after each; ``*m..n`` written out.

A half-walk is a chain of clauses over rows of ``n`` (the node reached) and something carried: the
number of walks (``Counted``), or the first walks as texts (``Written``). Each relation has a MATCH
of its own: within one MATCH a relation is followed once only, and walks may follow it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from kg.graph.view import Direction
from kg.matching.cypher.clauses import block, branches, labelled, maybe, step
from kg.matching.kernel.explain import WALKS
from kg.matching.lens.lens import PathLens
from kg.matching.lens.pattern import Half, Hop
from kg.model.registry import RELATIONS

_BACK: Final[dict[Direction, Direction]] = {"out": "in", "in": "out", "any": "any"}
Statuses = Sequence[tuple[str, ...]]
"""The statuses that patterns name: the parameter ``$statuses``, in this order."""


class Carry(Protocol):
    """What goes with the nodes of a walk, under one name."""

    @property
    def name(self) -> str:
        """The variable."""

    def begin(self, node: str, /) -> str:
        """Return what is carried where walks begin."""

    def gathered(self, hop: Hop, relation: str, on: str, /) -> Iterator[str]:
        """Yield the clauses that leave, at each node ``next``, what belongs to it as ``n``.

        ``relation`` is the one just followed, null where none was; ``on`` says, where walks may go
        on or stop, whether this one goes on.
        """

    def joined(self) -> str:
        """Return the clause that leaves the same of rows ``next`` and ``more``."""


class Counted:
    """How many walks lead to a node."""

    name = "w"

    def begin(self, _node: str) -> str:
        """One walk."""
        return "1"

    def gathered(self, _hop: Hop, _relation: str, on: str) -> Iterator[str]:
        """Yield the sum of those that led to the nodes before."""
        yield f"WITH next AS n, {_also(on)}sum(w) AS w"

    def joined(self) -> str:
        """Return the sum."""
        return "WITH next AS n, sum(more) AS w"


@dataclass(frozen=True)
class Written:
    """The first walks to a node: lists of ids and arrows, as read from the query to the target.

    ``onward`` is false for walks that begin at the target.
    """

    onward: bool
    name: str = "walk"

    def begin(self, node: str) -> str:
        """Return the id where walks begin."""
        return f"[{node}.id]"

    def gathered(self, hop: Hop, relation: str, on: str) -> Iterator[str]:
        """Yield the walks before, longer by an arrow and an id; the first of them."""
        arrow = self._arrow(hop.direction, f"type({relation})")
        if hop.direction == "any":
            yield self._arrows(relation)
        more = f"walk + [{arrow}, next.id]" if self.onward else f"[next.id, {arrow}] + walk"
        if relation != "r":
            more = f"CASE WHEN {relation} IS NULL THEN walk ELSE {more} END"
        yield from self._first(f"{more} AS walk", on)

    def joined(self) -> str:
        """Return the first of them."""
        return "\n".join(self._first("more AS walk", ""))

    def _first(self, walk: str, on: str) -> Iterator[str]:
        # Parallel relations read alike, and would take the places of other walks.
        yield f"WITH DISTINCT next AS n, {_also(on)}{walk}"
        yield "ORDER BY size(walk), walk"
        yield f"WITH n, {'on, ' if on else ''}collect(walk)[..{WALKS}] AS walks"
        yield "UNWIND walks AS walk"

    def _arrow(self, direction: Direction, type_: str) -> str:
        if direction == "any":
            return "arrow"
        return f"{type_} + '>'" if (direction == "out") == self.onward else f"'<' + {type_}"

    def _arrows(self, relation: str) -> str:
        """Return the clause for the arrow; a relation of a node to itself is read both ways."""
        out, into = (self._arrow(way, f"type({relation})") for way in _ways("any"))
        start, end = f"startNode({relation})", f"endNode({relation})"
        return (
            f"UNWIND CASE WHEN {start} = {end} THEN [{out}, {into}]\n"
            f"            WHEN {start} = n THEN [{out}]\n"
            f"            ELSE [{into}] END AS arrow"
        )


def _also(on: str) -> str:
    return f"{on} AS on, " if on else ""


@dataclass(frozen=True)
class Walker:
    """Writes half-walks of one lens; ``statuses`` are those that its patterns name."""

    statuses: Statuses

    def walks(self, half: Half, start: str, carry: Carry, where: str = "") -> str:
        """Return the clauses from the node ``start`` to rows of ``n`` and what is carried."""
        only = f" WHERE {where}" if where else ""
        begin = f"WITH {start} AS n, {carry.begin(start)} AS {carry.name}{only}"
        return "\n".join([begin, *(self._hop(hop, carry) for hop in half)])

    def probe_walks(self, half: Half, type_: str, carry: Carry) -> str:
        """Return the same from a node of ``type_`` that stands in no store.

        It is left for its neighbours, which ``$links`` names, in the first hop, or in a later one
        where all before may be of no relation at all.
        """
        ways = [
            "\n".join(
                [*self._leave(half[at], carry), *(self._hop(h, carry) for h in half[at + 1 :])]
            )
            for at in _leaving(half, type_)
        ]
        if len(ways) == 1:
            return ways[0]
        body = branches(f"{way}\nRETURN n AS next, {carry.name} AS more" for way in ways)
        return f"{block('CALL ()', body)}\n{carry.joined()}"

    def _leave(self, hop: Hop, carry: Carry) -> Iterator[str]:
        yield f"UNWIND {links(hop.types, hop.direction)} AS id"
        # The labels only let the index of ids be used; those of the pattern are asked for in
        # ``rest``.
        yield f"MATCH (next{labelled(_far(hop))} {{id: id}})"
        # Joined, since a probe may name a neighbour twice.
        yield f"WITH next AS next, {carry.begin('next')} AS more\n{carry.joined()}"
        rest = replace(hop, low=max(hop.low - 1, 0), high=hop.high - 1)
        yield self._hop(rest, carry)

    def _hop(self, hop: Hop, carry: Carry) -> str:
        """Return the clauses of one hop: relations that must be, then those that may be.

        Where a walk may go on or stop, the walks that have stopped stand beside those that go on.
        """
        if not hop.high:
            fits = f" WHERE n{labelled(hop.labels)}" if hop.labels else ""
            return f"WITH n, {carry.name}{fits}"
        more = hop.high - hop.low
        parts = [
            self._must(hop, carry, last=place == hop.low and not more)
            for place in range(1, hop.low + 1)
        ]
        if more:
            parts.append(f"WITH n, {carry.name}, true AS on")
            parts += [self._may(hop, carry, last=place == more) for place in range(1, more + 1)]
        return "\n".join(parts)

    def _must(self, hop: Hop, carry: Carry, *, last: bool) -> str:
        end = f"next{labelled(hop.labels)}" if last else "next"
        match = step("n", hop.types, hop.direction, end, self._status(hop))
        return "\n".join([match, *carry.gathered(hop, "r", "")])

    def _may(self, hop: Hop, carry: Carry, *, last: bool) -> str:
        end = f"next{labelled(hop.labels)}" if last else "next"
        match = maybe("n", hop.types, hop.direction, end, self._status(hop))
        return "\n".join([match, *carry.gathered(hop, "rs[0]", "" if last else "size(rs) = 1")])

    def _status(self, hop: Hop) -> str | None:
        """Return the condition on the status: those named are a parameter."""
        if hop.statuses is None:
            return None
        # By number: what a lens file names never becomes part of the text.
        return f"r.status IN $statuses[{self.statuses.index(hop.statuses)}]"


def statuses_of(lens: PathLens) -> list[tuple[str, ...]]:
    """Return the statuses that the patterns of a lens name, each list once."""
    halves = [half for path in lens.paths for half in path.halves]
    named = [hop.statuses for half in halves for hop in half if hop.statuses is not None]
    return list(dict.fromkeys(named))


def backwards(half: Half, labels: tuple[str, ...]) -> Half:
    """Return a half-walk as followed from its meeting node to a node of ``labels``."""
    # A hop now ends where it began. The meeting node's own labels go: the other half has asked for
    # them when it came there (``parse_pattern`` gives them to both).
    ends = [labels, *(hop.labels for hop in half[:-1])]
    turned = [
        replace(hop, direction=_BACK[hop.direction], labels=end)
        for hop, end in zip(half, ends, strict=True)
    ]
    return tuple(reversed(turned))


def link_key(type_: str, direction: Direction) -> str:
    """Return how the parameter ``$links`` calls the neighbours of a node that is in no store.

    >>> link_key("IN_SECTOR", "out"), link_key("DECLARES", "in")
    ('IN_SECTOR>', '<DECLARES')
    """
    return f"{type_}>" if direction == "out" else f"<{type_}"


def links(types: Sequence[str], direction: Direction) -> str:
    """Return the expression for the ids of such neighbours."""
    keys = [link_key(RELATIONS[t].type, way) for t in types for way in _ways(direction)]
    return " + ".join(f"coalesce($links['{key}'], [])" for key in keys)


def far(type_: str, direction: Direction) -> tuple[str, ...]:
    """Return the node types to which a relation leads."""
    cls = RELATIONS[type_]
    return cls.ends_at if direction == "out" else cls.starts_at


def _far(hop: Hop) -> list[str]:
    ends = [end for t in hop.types for way in _ways(hop.direction) for end in far(t, way)]
    return list(dict.fromkeys(ends))


def _ways(direction: Direction) -> tuple[Direction, ...]:
    return ("out", "in") if direction == "any" else (direction,)


def _leaving(half: Half, type_: str) -> Iterator[int]:
    for place, hop in enumerate(half):
        yield place
        # Nobody stands still in a hop that has to follow a relation, or that ends at another type.
        if hop.low or (hop.labels and type_ not in hop.labels):
            return
