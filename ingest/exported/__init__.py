"""Our own export, JSON lines: the statements of each record, as they were stated."""

from __future__ import annotations

from ingest.exported.export_source import export_source

__all__ = ["export_source"]
