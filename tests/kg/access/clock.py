"""A clock that tests set: nothing waits, and nothing depends on the time of day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class SetClock:
    """Says what it was set to; called as the clock of the service is."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or datetime(2026, 11, 29, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        """Let time pass, as ``timedelta`` takes it."""
        self.now += timedelta(**time)
