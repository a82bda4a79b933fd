"""The starter knowledge: the readable tables in a folder become statements."""

from __future__ import annotations

from ingest.starter.starter_load import starter_sources

__all__ = ["starter_sources"]
