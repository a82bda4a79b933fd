"""Links that are mailed to say of a delivered paper whether it was useful, without signing in.

A link names the delivery, on the desk; it shows what the paper is called and nothing of what it
says. It is of one mailbox, and ends with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from kg.access.signing import Signer
from kg.exchange.mailed_links import LONGEST, LinkedRecord, RecordLink
from kg.model.desk_types import Delivery, FocalPoint

USEFUL: Final = "/-/useful"
"""Where such a link leads to."""
LASTS: Final = LONGEST
_LINK: Final = RecordLink("useful", "delivery", ("active",))


def useful_token(signer: Signer, delivery: Delivery, focal_point: FocalPoint) -> str:
    """Return what a link carries; it is good for thirty days from when the paper was delivered."""
    return _LINK.token(signer, delivery.id, focal_point, delivery.delivered)


def read_useful(signer: Signer, token: str, now: datetime) -> LinkedRecord | None:
    """Return what a link stands for; None where it is not ours, altered, or over."""
    return _LINK.read(signer, token, now)


def may_reply(found: LinkedRecord, delivery: Delivery, points: Mapping[str, FocalPoint]) -> bool:
    """Say whether a link still counts: its focal point may act, by the same mailbox and office."""
    return _LINK.counts(found, points.get(delivery.focal_point or ""), delivery.office)
