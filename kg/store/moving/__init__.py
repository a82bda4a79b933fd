"""Moving what a store holds: into another store, into a file, and back."""

from __future__ import annotations

from kg.store.moving.fingerprint import fingerprint
from kg.store.moving.journal import Progress, Stage
from kg.store.moving.move import Outcome, copy, restore
from kg.store.moving.read import BackupFile, opened_backup
from kg.store.moving.write import backup

__all__ = [
    "BackupFile",
    "Outcome",
    "Progress",
    "Stage",
    "backup",
    "copy",
    "fingerprint",
    "opened_backup",
    "restore",
]
