"""The course of each record of the desk: through which states it went, and when, by its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from kg.exchange.moving import SOURCE
from kg.model.desk_types import Moving
from kg.model.records import Statement
from kg.store.protocol import Store

M = TypeVar("M", bound=Moving)


@dataclass(frozen=True, slots=True)
class Course(Generic[M]):
    """A record as it was on a day, and all states that it came to until then, the first first."""

    record: M
    moves: tuple[tuple[str, datetime], ...]

    def first(self, *states: str) -> datetime | None:
        """Return when it first came to one of some states, None where it never did."""
        return next((at for state, at in self.moves if state in states), None)

    def came_to(self, state: str, first: date, last: date) -> bool:
        """Say whether it came to a state on one of some days."""
        return any(s == state and first <= at.date() <= last for s, at in self.moves)


def courses(desk: Store, cls: type[M], last: date) -> list[Course[M]]:
    """Return the courses of all records of a type up to the end of a day, by id.

    All of them, whoever asks: only for what counts them (``kg.exchange.figures_for``).

    Raises:
        StoreError: the desk cannot be read.
    """
    moves: dict[str, dict[tuple[str, datetime], None]] = {}
    latest: dict[str, M] = {}
    for id_, said in _told(desk, f"{cls.prefix}/"):
        record = cls.model_validate({"id": id_, **said.props})
        at = datetime.fromisoformat(record.moved or "")
        if at.date() <= last:
            # What is altered within a state stays where it came to it.
            moves.setdefault(id_, {})[record.state or "", at] = None
            latest[id_] = record
    return [Course(latest[id_], tuple(found)) for id_, found in sorted(moves.items())]


def began(found: Iterable[Course[M]]) -> date | None:
    """Return the day on which the first of some records came to its first state, None of none."""
    return min((course.moves[0][1].date() for course in found), default=None)


def _told(desk: Store, prefix: str) -> Iterator[tuple[str, Statement]]:
    with closing(desk.journal()) as revisions:
        for revision in revisions:
            for node in revision.nodes:
                if node.id.startswith(prefix):
                    yield from ((node.id, s) for s in node.statements if s.source == SOURCE)
