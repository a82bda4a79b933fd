"""For whom a record waits, and until when: the board's deadlines, with the pauses of states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from kg.exchange.deadlines import Deadlines, Due
from kg.exchange.life_cycle import LIVES, Part
from kg.exchange.parties import Who, parts_of
from kg.graph.actors import territories
from kg.graph.view import View
from kg.model.desk_types import FocalPoint, Moving

UNASKED: Final = frozenset({
    "withdraw", "reopen", "take up", "take back", "change", "suspend", "bounce", "pace", "reply",
})  # fmt: skip
"""Acts that nobody waits for."""
_OFFICES: Final = ("office", "asks", "asked")
"""The fields of records that name an office which may have to act."""
States = Callable[[str], Iterable[str]]
"""The states that an office belongs to, by its id."""


def awaited(record: Moving) -> list[str]:
    """Return the offices that may take a record on from where it is; none: the secretariat does."""
    named = (getattr(record, name, None) for name in _OFFICES)
    wanted = awaited_parts(record)
    return [
        office
        for office in dict.fromkeys(filter(None, named))
        if not parts_of(_acting(record, office), record).isdisjoint(wanted)
    ]


def awaited_parts(record: Moving) -> frozenset[Part]:
    """Return what somebody is to a record whose turn it is."""
    steps = LIVES[type(record)].steps
    turns = (s for s in steps if record.state in s.before and s.act not in UNASKED)
    return frozenset(part for step in turns for part in step.by) - {"secretariat", "board", "clock"}


def due_by(deadlines: Deadlines, record: Moving, states: States) -> Due | None:
    """Return until when a record may stay as it is; a pause of any office that it waits for counts.

    ``states`` is asked only where there are pauses.
    """
    where: set[str | None] = {None}
    if deadlines.pauses:
        where |= {state for office in awaited(record) for state in states(office)}
    found = (deadlines.due(record, state) for state in where)
    return max((due for due in found if due), key=lambda due: due.day, default=None)


def states_in(view: View) -> States:
    """Return what tells the states of an office, as a view has them."""

    def of(office: str) -> Iterable[str]:
        index = view.snapshot.index(office)
        return () if index is None else map(view.id, territories(view, index))

    return of


def is_since(record: Moving, moment: datetime) -> bool:
    """Say whether a record came to its state at a moment or later."""
    return record.moved is not None and datetime.fromisoformat(record.moved) >= moment


def _acting(record: Moving, office: str) -> Who:
    id_ = record.id if isinstance(record, FocalPoint) else None
    return Who("authority", office, id_)
