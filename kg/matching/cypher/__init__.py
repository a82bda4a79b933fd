"""Lenses compiled to Cypher: the arithmetic of the kernels, done inside the database."""
