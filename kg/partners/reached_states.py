"""Which states of the hemisphere partners reach, and by whom each of them is reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.graph.view import View
from kg.partners.coverage import ground


class Reached(NamedTuple):
    """A state by its id, and the ids of the partners asked about that reach it, as they came."""

    state: str
    by: tuple[str, ...]


def reached_states(view: View, ids: Sequence[str]) -> list[Reached]:
    """Return the states of the hemisphere by id, each with who reaches it.

    A partner reaches its full members in force on the date of the view.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: there is no such partner.
    """
    view.require_board()
    known = ground(view, "states")
    reach = {id_: known.reach(view.index(id_)) for id_ in dict.fromkeys(ids)}
    return [
        Reached(view.id(state), tuple(id_ for id_, states in reach.items() if state in states))
        for state in sorted(known.all, key=view.id)
    ]
