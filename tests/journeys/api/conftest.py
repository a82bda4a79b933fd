"""The worlds of the API, for what spans it."""

from tests.api.conftest import board, house, starter, world, world_url

__all__ = ["board", "house", "starter", "world", "world_url"]
