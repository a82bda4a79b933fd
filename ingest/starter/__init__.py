"""The starter knowledge: the readable tables in a folder become statements."""

from __future__ import annotations

from ingest.starter.retired import outdated, retired
from ingest.starter.starter_load import starter_sources

__all__ = ["outdated", "retired", "starter_sources"]
