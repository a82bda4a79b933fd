"""IATI activity files, versions 1.0x and 2.0x: each activity becomes statements and findings."""

from __future__ import annotations

from ingest.iati.sources import iati_sources

__all__ = ["iati_sources"]
