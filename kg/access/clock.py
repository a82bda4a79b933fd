"""The time by which keys, codes and sessions end: UTC, handed in so that tests need not wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def instant(moment: datetime) -> str:
    """Return an instant as it is stored: in UTC.

    >>> instant(datetime(2026, 11, 29, 12, 0, 5, tzinfo=UTC))
    '2026-11-29T12:00:05+00:00'
    """
    return moment.astimezone(UTC).isoformat()
