"""The link at the foot of a digest: by it alone a focal point says how often it wants to hear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from kg.access.signing import Signer
from kg.exchange.focal_points import mailbox_mark
from kg.model.desk_types import FocalPoint

LETTERS: Final = "/-/letters"
"""Where such a link leads to."""
LASTS: Final = timedelta(days=90)
_KIND: Final = "letters"


def stop_link(signer: Signer, focal_point: FocalPoint, address: str, now: datetime) -> str:
    """Return the link of a focal point; it is good for ninety days, and ends with its mailbox."""
    facts = {"who": focal_point.id, "mark": mailbox_mark(focal_point.mailbox or "")}
    return f"{address.rstrip('/')}{LETTERS}/{signer.seal(_KIND, facts, now + LASTS)}"


def whose_link(
    signer: Signer, token: str, points: Iterable[FocalPoint], now: datetime
) -> FocalPoint | None:
    """Return the focal point that a link is of; None where it is not ours, altered, or over."""
    facts = signer.facts(_KIND, token, now)
    if facts is None:
        return None
    known = {point.id: point for point in points if point.state in {"invited", "active"}}
    found = known.get(facts["who"])
    return found if found and mailbox_mark(found.mailbox or "") == facts["mark"] else None
