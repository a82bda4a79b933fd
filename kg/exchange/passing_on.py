"""The secretariat takes a request to a side that does not sign in, or to another office."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.exchange.contact_requests import offices_that_act
from kg.exchange.moving import Seen, move, records_of, require_step
from kg.exchange.parties import Who
from kg.model.desk_types import ContactRequest, FocalPoint
from kg.store.protocol import Store


def pass_on(  # noqa: PLR0917
    desk: Store, seen: Seen[ContactRequest], who: Who, now: datetime, office: str, side: str
) -> ContactRequest:
    """Note that a request was passed on: to the same offices, or to ``office`` in place of one.

    ``side`` is ``asks`` or ``asked``; without an ``office`` nobody takes its place. A side that has
    confirmed keeps what it said: nobody takes its place any more.

    Raises:
        NotAtThisStageError, NotYoursError, ConflictError, StoreError: as ``move``.
        BadOptionError: the office cannot act, or cannot take that place.
    """
    require_step(seen.record, "pass on", who)
    said: dict[str, Any] = {"passed_on": now.astimezone(UTC).isoformat()}
    if office:
        acting = offices_that_act(records_of(desk, FocalPoint, who))
        _check_place(seen.record, office, side, acting)
        said[side] = office
    return move(desk, seen, "pass on", who, now, **said)


def _check_place(
    record: ContactRequest, office: str, side: str, acting: Collection[str | None]
) -> None:
    if side not in {"asks", "asked"}:
        raise BadOptionError("side", side, msg("Use one of: {names}.", names=["asks", "asked"]))
    if office not in acting or office in {record.asks, record.asked}:
        fix = msg("Name an office that signs in and is not a side of it yet.")
        raise BadOptionError("office", office, fix)
    before = record.asks if side == "asks" else record.asked
    if before in record.confirmed:
        raise BadOptionError("side", side, msg("This side has confirmed: it keeps its place."))
