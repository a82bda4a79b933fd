"""Tables of an aid information system as AidData releases them: each project is an activity."""

from __future__ import annotations

from ingest.aims.release_source import aims_source

__all__ = ["aims_source"]
