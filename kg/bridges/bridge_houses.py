"""Bodies that are asked about together, each with the house through which it acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.base.errors import BadOptionError
from kg.base.i18n import Message, msg
from kg.graph.actors import activities_of, declared_by, house, members
from kg.graph.presence import is_present
from kg.graph.view import View
from kg.model.fields import EXAMPLE

FEWEST: Final = 2
MOST: Final = 3


@dataclass(frozen=True)
class House:
    """A body, and the whole through which it acts.

    The whole is the body itself where states are its full members, else the nearest body that it is
    part of and of which they are; itself where there is none.
    """

    view: View
    body: int
    whole: int

    @cached_property
    def organs(self) -> frozenset[int]:
        """The whole, all that is part of it, and the programmes these run."""
        return frozenset(house(self.view, self.whole))

    @cached_property
    def states(self) -> frozenset[int]:
        """The states that are full members on the date; empty where none is on record."""
        return members(self.view, self.whole)

    @cached_property
    def programmes(self) -> frozenset[int]:
        """The programmes that the house runs or that are part of it, and that last on the date."""
        return frozenset(
            node
            for node in self.organs
            if self.view.is_a(node, "Programme")
            and self.view.nature(node) != EXAMPLE
            and is_present(self.view, node)
        )

    @cached_property
    def offers(self) -> frozenset[int]:
        """What the house offers."""
        return frozenset(declared_by(self.view, self.organs, "Offer"))

    @cached_property
    def practices(self) -> list[int]:
        """What the house has declared to be good practice, by id."""
        return sorted(declared_by(self.view, self.organs, "Practice"), key=self.view.id)

    @cached_property
    def activities(self) -> frozenset[int]:
        """In what the house takes part, or took part."""
        return frozenset(activities_of(self.view, self.organs))


def houses(view: View, ids: Sequence[str]) -> list[House]:
    """Return the houses of two or three different bodies, in the order named.

    Raises:
        UnknownIdError: one of them is not in the knowledge base, or not for this audience.
        BadOptionError: fewer or more are named, one of them twice, or what is no real organisation.
    """
    bodies = [_body(view, id_) for id_ in ids]
    if not FEWEST <= len(bodies) <= MOST:
        raise BadOptionError("ID", ", ".join(ids) or "—", msg("Name two or three bodies."))
    for place, body in enumerate(bodies):
        if body in bodies[:place]:
            fix = msg("This body is named twice: name two or three different ones.")
            raise BadOptionError("ID", ids[place], fix)
    return [House(view, body, _whole(view, body)) for body in bodies]


def _body(view: View, id_: str) -> int:
    node = view.index(id_)
    if not view.is_a(node, "Organisation"):
        raise BadOptionError("ID", id_, _NO_BODY)
    if view.nature(node) == EXAMPLE:
        raise BadOptionError("ID", id_, msg("Name a body that exists: this one is an example."))
    return node


_NO_BODY: Final[Message] = msg(
    "Bridges are built between organisations (org/…). How a state, an office or a programme is "
    "connected is asked by: coopgraph path A B."
)


def _whole(view: View, body: int) -> int:
    return next((one for one in _upwards(view, body) if members(view, one)), body)


def _upwards(view: View, body: int) -> Iterator[int]:
    """Yield a body and the bodies that it is part of, the nearest first; ties by id."""
    out, met, level = view.adjacency(("PART_OF",), "out"), {body}, [body]
    while level:
        yield from (one for one in level if view.is_a(one, "Organisation"))
        above = {over for one in level for over in out.of(one).tolist()} - met
        met |= above
        level = sorted(above, key=view.id)
