"""IATI activities as folders of CSV tables: each activity becomes the element that it would be."""

from __future__ import annotations

from ingest.iati_tables.folder_sources import iati_table_sources
from ingest.iati_tables.table_folders import apart

__all__ = ["apart", "iati_table_sources"]
