"""A practice that one body takes over from another: who may start it, and that it is known once."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Final

from kg.base.errors import ConflictError
from kg.exchange.moving import Seen, begin, move, require_step
from kg.exchange.noted_steps import asked_of
from kg.exchange.parties import Who
from kg.model.desk_types import Transfer
from kg.store.protocol import Store

_ID_LENGTH: Final = 16


def transfer_id(practice: str, takes: str) -> str:
    """Return the id of the transfer of a practice to a body: there is one."""
    known = hashlib.sha256(f"{practice} {takes}".encode()).hexdigest()
    return f"{Transfer.prefix}/{known[:_ID_LENGTH]}"


def propose(desk: Store, record: Transfer, who: Who, now: datetime) -> Transfer:
    """Propose that a body takes over a practice.

    Raises:
        NotYoursError, LeftOutError, StoreError: as ``move``.
        ConflictError: that is on its way already.
    """
    if desk.get([record.id]):
        raise ConflictError(record.id)
    return begin(desk, record, "propose", who, now)


def note(  # noqa: PLR0917
    desk: Store, seen: Seen[Transfer], act: str, who: Who, now: datetime, said: dict[str, Any]
) -> Transfer:
    """Note a step of a transfer; no model of knowledge has a place for it: it stays on the desk.

    Raises:
        NotAtThisStageError, NotYoursError, LeftOutError, ConflictError, StoreError: as ``move``.
    """
    step = require_step(seen.record, act, who)
    return move(desk, seen, act, who, now, **{**dict.fromkeys(asked_of(step)), **said})
