"""The rooms of the desk: which pages each role may go to from every other page of it."""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.base.i18n import Message, msg
from kg.model.desk_types import FOCAL_ROLES, FocalRole


class DeskRoom(NamedTuple):
    """A page of the desk that all others lead to, and whom it is for."""

    address: tuple[str, ...]
    label: Message
    roles: tuple[FocalRole, ...] = FOCAL_ROLES


ROOMS: Final[tuple[DeskRoom, ...]] = (
    DeskRoom((), msg("My desk")),
    DeskRoom(("queue",), msg("Queue"), ("secretariat",)),
    DeskRoom(("focal-points",), msg("Focal points"), ("secretariat",)),
    DeskRoom(("upload",), msg("Upload a sheet"), ("authority", "partner_body", "secretariat")),
    DeskRoom(("records",), msg("Our records"), ("authority", "partner_body")),
    DeskRoom(("watches",), msg("Watch lists"), ("authority", "partner_body")),
    DeskRoom(("follow-up",), msg("Follow-up")),
    DeskRoom(("milestones",), msg("The board’s marks"), ("secretariat", "board")),
    DeskRoom(("consultations",), msg("Consultations")),
    DeskRoom(("portfolio",), msg("Portfolio"), ("secretariat", "board")),
    DeskRoom(("plan",), msg("The plan"), ("secretariat", "board")),
    DeskRoom(("approaches",), msg("Approaches"), ("secretariat", "board")),
    DeskRoom(("campaign",), msg("Campaign"), ("authority", "secretariat", "board")),
    DeskRoom(("states",), msg("States"), ("secretariat", "board")),
    DeskRoom(("translations",), msg("Courtesy translations"), ("secretariat",)),
    DeskRoom(("report",), msg("Condense a report"), ("authority", "secretariat", "board")),
    DeskRoom(("papers",), msg("Papers"), ("authority", "secretariat", "board")),
    DeskRoom(("hand-over",), msg("Hand over a desk"), ("authority", "secretariat")),
)
"""In the order in which they are shown."""


def rooms_for(role: FocalRole | None) -> list[DeskRoom]:
    """Return the pages that a role may go to."""
    return [room for room in ROOMS if role in room.roles]
