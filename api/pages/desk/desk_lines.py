"""One record as lists of the desk show it: its title, its state, and until when it waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from api.pages.desk.at_desk import AtDesk
from api.pages.page_context import Context
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import open_steps
from kg.model.desk_types import Moving


class Line(NamedTuple):
    """One record as the desk lists it; ``mine``: it waits for whoever is at the desk."""

    address: tuple[str, ...]
    title: str
    state: str
    since: str
    due: date | None
    mine: bool


def line_of(here: AtDesk, record: Moving, title: str, address: tuple[str, ...]) -> Line:
    """Return a record as the desk lists it, with the day until when something is to be done."""
    frame = Context(here.reader)
    due = here.due_of(record)
    waits = [s for s in open_steps(record, here.who) if s.act not in {"withdraw", "reopen"}]
    state = frame.say(LIVES[type(record)].states[record.state or ""])
    return Line(address, title, state, record.moved or "", due.day if due else None, bool(waits))


def first(lines: Iterable[Line]) -> list[Line]:
    """Return lines in the order of what has to be done first; what has no day comes last."""
    return sorted(lines, key=lambda line: (line.due is None, line.due or date.max, line.since))
