"""The same services as the data routes are tested on."""

from __future__ import annotations

from tests.api.conftest import board, starter, world, world_url
from tests.browser import browser

__all__ = ["board", "browser", "starter", "world", "world_url"]
