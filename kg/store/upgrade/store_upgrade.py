"""A store of an older format brought to the present one, whichever engine keeps it."""

from __future__ import annotations

from kg.store.addresses import is_file
from kg.store.upgrade.upgrade_outcome import Progress, Upgraded, silent


def look(url: str, *, password: str | None = None) -> Upgraded:
    """Return what an upgrade of a store would do; nothing is written.

    Raises:
        BadOptionError: an address of no known kind.
        StoreError: there is no store, it cannot be read, or it is of a later version.
    """
    if is_file(url):
        from kg.store.sqlite import BUSY_TIMEOUT
        from kg.store.upgrade.sqlite_upgrade import look_sqlite

        return look_sqlite(url, BUSY_TIMEOUT)
    from kg.store.upgrade.neo4j_upgrade import look_neo4j

    return look_neo4j(url, password)


def upgrade(url: str, *, password: str | None = None, progress: Progress = silent) -> Upgraded:
    """Bring a store to the present format; one that has it is left alone.

    Raises:
        BadOptionError, StoreError: as ``look``; also where it cannot be written.
    """
    if is_file(url):
        from kg.store.sqlite import BUSY_TIMEOUT
        from kg.store.upgrade.sqlite_upgrade import upgrade_sqlite

        return upgrade_sqlite(url, BUSY_TIMEOUT, progress)
    from kg.store.upgrade.neo4j_upgrade import upgrade_neo4j

    return upgrade_neo4j(url, password, progress)
