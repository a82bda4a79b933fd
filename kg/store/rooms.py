"""What belongs into which store: each holds the types of one room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from kg.base.errors import NAME_THE_ROOMS, BadChangeError
from kg.base.i18n import Message, msg
from kg.base.store_errors import StoreRoomError
from kg.model.changes import (
    Change,
    NodeStatement,
    Parting,
    Redirect,
    RelationKey,
    RelationStatement,
)
from kg.model.fields import ROOMS, Room
from kg.model.records import Revision
from kg.model.registry import NODES_IN, TYPES

_STRANGE: Final[dict[Room, frozenset[str]]] = {
    room: frozenset(cls.prefix for name, cls in TYPES.items() if name not in NODES_IN[room])
    for room in ROOMS
}
"""Prefixes of ids that a store of a room does not hold."""


def require_room(url: str, found: Room, asked: Room | None) -> None:
    """Raise where a store is of another room than was asked for; None asks for either.

    Raises:
        StoreRoomError: as its name says.
    """
    if asked not in {found, None}:
        raise StoreRoomError(url, desk=found == "desk")


def is_of(room: Room, subject: str | RelationKey) -> bool:
    """Say whether a record, named by its id or key, is none of the other room.

    >>> is_of("desk", "key/k7f3"), is_of("knowledge", "key/k7f3")
    (True, False)
    """
    ids = (subject,) if isinstance(subject, str) else (subject.start, subject.end)
    return not any(_is_strange(room, id_) for id_ in ids)


def require_own(url: str, room: Room, changes: Iterable[Change]) -> None:
    """Raise where one of the changes is about a type that is kept in the other room.

    What is of no type at all is for ``kg.model.changes.check`` to say.

    Raises:
        BadChangeError: names the record.
    """
    # Each once: most changes of a batch name the same few, beside their own.
    _require(url, room, dict.fromkeys(chain.from_iterable(map(_ids, changes))))


def require_own_revision(url: str, room: Room, revision: Revision) -> None:
    """Raise where a revision of another store holds a record of a type of the other room.

    Raises:
        BadChangeError: names the record.
    """
    relations = (relation.relation for relation in revision.relations)
    ends = chain.from_iterable((key.start, key.end) for key in relations)
    _require(url, room, chain((node.id for node in revision.nodes), ends))


def _require(url: str, room: Room, ids: Iterable[str]) -> None:
    for id_ in ids:
        if _is_strange(room, id_):
            raise BadChangeError(_misplaced(url, room, id_), NAME_THE_ROOMS)


def _is_strange(room: Room, id_: str) -> bool:
    return id_.partition("/")[0] in _STRANGE[room]


def _ids(change: Change) -> Iterator[str]:
    if isinstance(change, NodeStatement):
        yield from (change.id, change.source)
    elif isinstance(change, RelationStatement):
        yield from (change.relation.start, change.relation.end, change.source)
    elif isinstance(change, Redirect):
        yield from (change.old, change.new)
    elif isinstance(change, Parting):
        yield change.old
    elif isinstance(change.subject, RelationKey):
        yield from (change.subject.start, change.subject.end)
    else:
        yield change.subject


def _misplaced(url: str, room: Room, id_: str) -> Message:
    if room == "desk":
        return msg("“{id}” belongs in the knowledge base, not on the desk {url}.", id=id_, url=url)
    return msg("“{id}” belongs on the desk, not in the knowledge base {url}.", id=id_, url=url)
