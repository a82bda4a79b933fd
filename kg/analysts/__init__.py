"""Queries that analysts write: asked as the board, with checked parameters."""
