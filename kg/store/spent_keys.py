"""What all engines have in common about keys that are spent once: their limits, and their time.

Keys and times are those of the caller. A key counts as spent to the end of ``until``, and is kept
a little longer: the clocks of two replicas may differ.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from kg.base.errors import UnfitValueError

MAX_KEY: Final = 1_000
"""Characters of a key: more than what indexes of every engine hold is refused by all."""
PRUNED: Final = 100
"""Keys that one call forgets at most: it takes no longer, however many have lapsed."""
_KEPT_LONGER: Final = timedelta(hours=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNIT: Final = timedelta(microseconds=1)


class TallyChange(NamedTuple):
    """One attempt to spend a key; times in microseconds since 1970, UTC."""

    key: str
    until: int
    now: int

    @property
    def lapsed(self) -> bool:
        """Whether nothing is left to be spent: such a key could be spent again at once."""
        return self.until < self.now

    @property
    def forgotten(self) -> int:
        """The time before which keys may have lapsed that nobody needs any more."""
        return self.now - _KEPT_LONGER // _UNIT


def turn(key: str, until: datetime, now: datetime | None) -> TallyChange:
    """Return an attempt as engines take it; ``now`` is this moment where none is given.

    Raises:
        UnfitValueError: the key is too long, or no text that can be written.
        ValueError: a time that says nothing of its zone.
    """
    return TallyChange(fit(key), instant(until), instant(now))


def fit(key: str) -> str:
    """Return a key as it is.

    Raises:
        UnfitValueError: no engine can hold it, or not all.
    """
    try:
        key.encode()
    except UnicodeEncodeError as error:
        raise UnfitValueError(str(error)) from error
    if len(key) > MAX_KEY:
        raise UnfitValueError(f"{len(key)} > {MAX_KEY}")
    return key


def instant(moment: datetime | None) -> int:
    """Return a time (default: this moment) as microseconds since 1970, UTC.

    >>> instant(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000

    Raises:
        ValueError: it says nothing of its zone.
    """
    at = datetime.now(UTC) if moment is None else moment
    if at.utcoffset() is None:
        raise ValueError(f"not said in which time zone: {at}")
    return (at - _EPOCH) // _UNIT
