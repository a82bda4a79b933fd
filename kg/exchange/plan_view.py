"""The plan of a measure as a reader sees it: parts, what may be seen of each, what is late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from typing import Any, Final, NamedTuple

from kg.exchange.board_marks import BOARD, DONE, NOTE
from kg.exchange.plan_marks import CLOSED, OVER, REPLACED, Reading, readings_of
from kg.graph.plan_readings import calculated
from kg.graph.view import View
from kg.model.audiences import FEWEST
from kg.model.records import Statement
from kg.store.protocol import Store

PUBLIC: Final = (DONE, CLOSED, REPLACED)
"""What everybody reads of how something stands; all else is for the board."""
_DUE: Final[Mapping[str, str]] = {
    "Milestone": "due",
    "Action": "ends",
    "Indicator": "due",
    "Initiative": "ends",
}
_LAST: Final = "9999"


class PlanPart(NamedTuple):
    """A part of a plan: its values as this reader may see them, and by how many days it is late."""

    id: str
    type: str
    props: Mapping[str, Any]
    late: int | None


class PlanIndicator(NamedTuple):
    """An indicator with its readings, and what the base calculates for it on the date."""

    part: PlanPart
    readings: list[Reading]
    calculated: float | None


class MeasurePlan(NamedTuple):
    """A measure with all that is part of it, by day, and what stands in its place or it in."""

    measure: PlanPart
    objectives: list[PlanPart]
    actions: list[PlanPart]
    indicators: list[PlanIndicator]
    milestones: list[PlanPart]
    replaced_by: list[str]
    replaces: list[str]


def plan_of(view: View, node: int) -> MeasurePlan:
    """Return the plan of a measure as of the date of the view."""
    parts = view.adjacency(("PART_OF",), "in").of(node).tolist()
    found = sorted((_part(view, one) for one in parts), key=_when)
    indicators = [
        PlanIndicator(one, readings_of(one.props), calculated(view, one.props.get("measure"), node))
        for one in found
        if one.type == "Indicator"
    ]
    return MeasurePlan(
        _part(view, node),
        [one for one in found if one.type == "Objective"],
        [one for one in found if one.type == "Action"],
        indicators,
        [one for one in found if one.type == "Milestone"],
        _others(view, node, "in"),
        _others(view, node, "out"),
    )


def _others(view: View, node: int, direction: Any) -> list[str]:
    return sorted(map(view.id, view.adjacency(("REPLACES",), direction).of(node).tolist()))


def _when(part: PlanPart) -> tuple[str, str]:
    day = part.props.get(_DUE.get(part.type, "")) or part.props.get("starts")
    return day or _LAST, part.id


def _part(view: View, node: int) -> PlanPart:
    type_, props = view.type_of(node), view.props(node)
    board = view.audience == FEWEST
    if not board and props.get("status") not in PUBLIC and type_ != "Initiative":
        props = {name: value for name, value in props.items() if name not in _UNDER_WAY}
    return PlanPart(view.id(node), type_, props, _late(type_, props, view.as_of) if board else None)


_UNDER_WAY: Final = ("status", "next_step", "reached", "evidence")


def _late(type_: str, props: Mapping[str, Any], today: date) -> int | None:
    """Return by how many days something is late, None where it is not, or nobody set a day."""
    day = props.get(_DUE.get(type_, ""))
    if not day or props.get("status") in OVER:
        return None
    days = (today - date.fromisoformat(day)).days
    return days if days > 0 else None


def late_parts(view: View) -> list[PlanPart]:
    """Return what is late of all measures, what is so for longest first; for the board.

    Nothing of a measure that is closed or replaced is late any more.

    Raises:
        ForbiddenError: the reader is not the board.
    """
    view.require_board()
    found: dict[str, PlanPart] = {}
    for node in view.of_type("Initiative").tolist():
        plan = plan_of(view, node)
        if plan.measure.props.get("status") not in OVER:
            parts = (plan.measure, *plan.milestones, *plan.actions,
                     *(one.part for one in plan.indicators))  # fmt: skip
            found |= {one.id: one for one in parts if one.late}
    return sorted(found.values(), key=lambda one: (-(one.late or 0), one.id))


class PlanChange(NamedTuple):
    """What the board said of a record and when, noted by which role; ``props`` is all it says.

    ``changed`` are the fields that are others than before.
    """

    at: str
    role: str
    decision: str
    props: Mapping[str, Any]
    changed: tuple[str, ...]


def plan_history(knowledge: Store, id_: str) -> list[PlanChange]:
    """Return what the board said of a record, the first first; undone marks are told as well.

    Raises:
        StoreError: it cannot be read.
    """
    return list(_changes(knowledge, id_))


def _changes(knowledge: Store, id_: str) -> Iterator[PlanChange]:
    before: Statement | None = None
    for version in knowledge.history(id_):
        said = next((s for s in version.statements if s.source == BOARD), None)
        if said != before:
            old, new = (dict(s.props) if s else {} for s in (before, said))
            names = tuple(n for n in {**old, **new} if old.get(n) != new.get(n))
            role = _role(knowledge, version.revision)
            yield PlanChange(version.at, role, said.where if said else "", new, names)
        before = said


def _role(knowledge: Store, revision: int) -> str:
    """Return the role that made a revision, empty where its note does not say."""
    with closing(knowledge.journal(revision - 1)) as journal:
        note = next((one.note for one in journal), "")
    return note.removeprefix(NOTE) if note.startswith(NOTE) else ""
