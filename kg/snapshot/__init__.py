"""The snapshot: what all analysis reads, one revision as immutable columns."""

from kg.snapshot.build import build, snapshot_of
from kg.snapshot.snapshot import Edges, Snapshot, Strings

__all__ = ["Edges", "Snapshot", "Strings", "build", "snapshot_of"]
