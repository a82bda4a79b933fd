"""What an upgrade did, or would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.store.upgrade.version_upgrade import Closed

Progress = Callable[[int, int], None]
"""Called with how many versions of records are done, and of how many."""


def silent(_done: int, _total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The formats before and after, the records that the store holds, and which of them closed.

    ``url`` is the address without password; ``kept`` the file with the store as it was, None where
    none was made.
    """

    url: str
    before: int
    after: int
    revision: int
    records: int
    closed: Sequence[Closed] = ()
    kept: str | None = None
