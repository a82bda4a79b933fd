"""Lenses compiled to Cypher: the arithmetic of the kernels, done inside the database."""

from kg.lens.cypher.engine import CypherEngine, StoreMovedError
from kg.lens.cypher.show import lens_cypher

__all__ = ["CypherEngine", "StoreMovedError", "lens_cypher"]
