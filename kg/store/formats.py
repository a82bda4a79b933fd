"""Whether a store has the format that this version of the program reads and writes."""

from __future__ import annotations

from kg.base.i18n import msg
from kg.base.store_errors import StoreBrokenError, StoreNewerError, StoreOldError


def require_known(url: str, found: int, present: int, oldest: int) -> None:
    """Raise where a store has neither the present format nor one that can be upgraded.

    Raises:
        StoreNewerError: it was made by a later version.
        StoreBrokenError: no version that made stores to keep has written it.
    """
    if found > present:
        raise StoreNewerError(url, found, present)
    if found < oldest:
        why = msg("it was made by another version ({version}).", version=found)
        raise StoreBrokenError(url, why)


def require_present(url: str, found: int, present: int, oldest: int) -> None:
    """Raise where a store has another format than the present one.

    Raises:
        StoreOldError: it can be upgraded.
        StoreNewerError, StoreBrokenError: as ``require_known``.
    """
    require_known(url, found, present, oldest)
    if found < present:
        raise StoreOldError(url, found, present)
