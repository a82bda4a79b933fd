"""What was said of each item of a guideline's version, as far as somebody may read it.

States' positions and the comments of bodies stand apart; nothing of either is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kg.exchange.desk_documents import DeskInquiry
from kg.model.desk_types import BoardAnswer, Consultation, Position, Response

_SAID = ("given", "published")
WHOLE = ""
"""The item of what is said of the guideline as a whole."""


@dataclass(frozen=True, slots=True)
class ItemPosition:
    """What one office said of one item, in its own words and language.

    ``office`` is an id; ``day`` is when it was last given, ISO. ``change`` is the item as it would
    have it, in the form of the guideline's file, empty where it proposes none.
    """

    id: str
    office: str
    position: Position
    text: str
    lang: str
    change: str
    day: str


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What the board answers to what was said of an item; ``change``: the item as it shall be."""

    outcome: str
    text: str
    lang: str
    change: str


@dataclass(frozen=True, slots=True)
class ItemPositions:
    """What was said of an item: by states, and apart from that by bodies; by office (id)."""

    item: str
    states: tuple[ItemPosition, ...]
    bodies: tuple[ItemPosition, ...]
    answer: ItemAnswer | None = None


def consultation_on(inquiry: DeskInquiry, guideline: str, version: str) -> Consultation | None:
    """Return the last consultation on a version of a guideline that somebody may see.

    None where there is none for them; what was withdrawn does not count.

    Raises:
        StoreError: the desk cannot be read.
    """
    found = [
        one
        for one in inquiry.records(Consultation)
        if (one.guideline, one.version) == (guideline, version) and one.state != "withdrawn"
    ]
    return max(found, key=lambda one: (one.opened or "", one.moved or "", one.id), default=None)


def positions_on(inquiry: DeskInquiry, guideline: str, version: str) -> dict[str, ItemPositions]:
    """Return by item what was said of a version of a guideline, for whoever asks.

    Keys are ``rule/<id>``, ``criterion/<name>``, ``otherwise`` and the empty text for the whole; an
    item of which nothing was said, or nothing that is for them, is not in it. Of several
    consultations on one version the last counts.

    Raises:
        StoreError: the desk cannot be read.
    """
    record = consultation_on(inquiry, guideline, version)
    return {} if record is None else positions_in(inquiry, record)


def positions_in(inquiry: DeskInquiry, record: Consultation) -> dict[str, ItemPositions]:
    """Return by item what was said in a consultation, for whoever asks, as ``positions_on``.

    Raises:
        StoreError: the desk cannot be read.
    """
    said = [
        one
        for one in inquiry.records(Response)
        if one.initiative == record.id and one.state in _SAID
    ]
    answers = {
        one.item or WHOLE: _answer(one)
        for one in inquiry.records(BoardAnswer)
        if one.consultation == record.id
    }
    items = dict.fromkeys([*(one.item or WHOLE for one in said), *answers])
    return {
        item: ItemPositions(
            item, _of(said, item, "state"), _of(said, item, "body"), answers.get(item)
        )
        for item in items
    }


def _of(said: Iterable[Response], item: str, side: str) -> tuple[ItemPosition, ...]:
    found = (
        _position(one)
        for one in said
        if (one.item or WHOLE) == item and (one.side or "body") == side
    )
    return tuple(sorted(found, key=lambda one: one.office))


def given_on(one: Response) -> str:
    """Return the day on which a response was given, whatever has happened to it since.

    Of one that an older version of the program wrote that is the day of its last step.
    """
    return one.given or datetime.fromisoformat(one.moved or "").date().isoformat()


def _position(one: Response) -> ItemPosition:
    return ItemPosition(
        one.id, one.office or "", one.position or "no_comment", one.text or "", one.lang or "",
        one.change or "", given_on(one),
    )  # fmt: skip


def _answer(one: BoardAnswer) -> ItemAnswer:
    return ItemAnswer(one.outcome or "", one.text or "", one.lang or "", one.change or "")
