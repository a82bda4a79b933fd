"""The arithmetic of lenses over a snapshot: one query, or all pairs, to the last integer."""
