"""Routes between two actors: the strongest first, each relation with its sources."""

from kg.paths.paths import paths

__all__ = ["paths"]
