"""The exchange of the desk's pages, read by scripts."""

from __future__ import annotations

from tests.api.pages.desk.conftest import exchange, snapshots

__all__ = ["exchange", "snapshots"]
