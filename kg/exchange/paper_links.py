"""Links that are mailed to say of a delivered paper whether it was useful, without signing in.

A link names the delivery, on the desk; it shows what the paper is called and nothing of what it
says. It is of one mailbox, and ends with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kg.access.signing import Signer
from kg.exchange.focal_points import mailbox_mark
from kg.model.desk_types import Delivery, FocalPoint

USEFUL: Final = "/-/useful"
"""Where such a link leads to."""
LASTS: Final = timedelta(days=30)
_KIND: Final = "useful"


@dataclass(frozen=True, slots=True)
class Replying:
    """What a link stands for: what was delivered, and the mailbox that it was mailed to."""

    delivery: str
    mark: str


def useful_token(signer: Signer, delivery: Delivery, focal_point: FocalPoint) -> str:
    """Return what a link carries; it is good for thirty days from when the paper was delivered."""
    facts = {"delivery": delivery.id, "mark": mailbox_mark(focal_point.mailbox or "")}
    return signer.seal(_KIND, facts, datetime.fromisoformat(delivery.delivered or "") + LASTS)


def read_useful(signer: Signer, token: str, now: datetime) -> Replying | None:
    """Return what a link stands for; None where it is not ours, altered, or over."""
    facts = signer.facts(_KIND, token, now)
    return None if facts is None else Replying(facts["delivery"], facts["mark"])


def may_reply(found: Replying, delivery: Delivery, points: Mapping[str, FocalPoint]) -> bool:
    """Say whether a link still counts: its focal point may act, by the same mailbox and office."""
    point = points.get(delivery.focal_point or "")
    return (
        point is not None
        and point.state == "active"
        and point.office == delivery.office
        and mailbox_mark(point.mailbox or "") == found.mark
    )
