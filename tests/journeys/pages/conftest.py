"""The same services as the data routes are tested on."""

from __future__ import annotations

from tests.api.conftest import board, starter, world, world_url

__all__ = ["board", "starter", "world", "world_url"]
