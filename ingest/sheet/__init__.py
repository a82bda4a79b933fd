"""Sheets that people fill in: one kind for every type of the model that is no reference."""

from __future__ import annotations

from ingest.sheet.headers.sheet_kinds import KINDS
from ingest.sheet.source import rows_of, sheet_source

__all__ = ["KINDS", "rows_of", "sheet_source"]
