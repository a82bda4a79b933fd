"""Sheets that people fill in: offers, demands, practices, actors, memberships."""

from __future__ import annotations

from ingest.sheet.source import sheet_source
from ingest.sheet.synonyms import KINDS

__all__ = ["KINDS", "sheet_source"]
