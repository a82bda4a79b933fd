"""Moving what a store holds: into another store, into a file, and back."""

from __future__ import annotations

from kg.store.transfer.backup_reader import BackupFile, opened_backup
from kg.store.transfer.backup_writer import Pair, backup, backup_pair
from kg.store.transfer.copying import Outcome, copy, restore, restore_pair
from kg.store.transfer.fingerprint import fingerprint
from kg.store.transfer.revisions import Progress, Stage

__all__ = [
    "BackupFile",
    "Outcome",
    "Pair",
    "Progress",
    "Stage",
    "backup",
    "backup_pair",
    "copy",
    "fingerprint",
    "opened_backup",
    "restore",
    "restore_pair",
]
