"""The course of each record of the desk: through which states it went, and when, by its history."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar, cast

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


def courses(desk: Store, last: date, *types: type[Moving]) -> list[Course[Moving]]:
    """Return the courses of all records of some types up to the end of a day, by id.

    All of them, whoever asks: only for what counts them (``kg.exchange.figures_for``).

    Raises:
        StoreError: the desk cannot be read.
    """
    classes = {cls.prefix: cls for cls in types}
    moves: dict[str, dict[tuple[str, datetime], None]] = {}
    latest: dict[str, Statement] = {}
    for id_, said in _told(desk, classes):
        at = datetime.fromisoformat(said.props["moved"])
        if at.date() <= last:
            # What is altered within a state stays where it came to it.
            moves.setdefault(id_, {})[said.props["state"], at] = None
            latest[id_] = said
    return [
        Course(_record(classes[id_.partition("/")[0]], id_, latest[id_]), tuple(found))
        for id_, found in sorted(moves.items())
    ]


def of_type(found: Iterable[Course[Moving]], cls: type[M]) -> tuple[Course[M], ...]:
    """Return the courses of records of one type."""
    return tuple(cast("Course[M]", each) for each in found if isinstance(each.record, cls))


def began(found: Iterable[Course[M]]) -> date | None:
    """Return the day on which the first of some records came to its first state, None of none."""
    return min((course.moves[0][1].date() for course in found), default=None)


def _record(cls: type[Moving], id_: str, said: Statement) -> Moving:
    return cls.model_validate({"id": id_, **said.props})


def _told(desk: Store, prefixes: Container[str]) -> Iterator[tuple[str, Statement]]:
    with closing(desk.journal()) as revisions:
        for revision in revisions:
            for node in revision.nodes:
                if node.id.partition("/")[0] in prefixes:
                    yield from ((node.id, s) for s in node.statements if s.source == SOURCE)
