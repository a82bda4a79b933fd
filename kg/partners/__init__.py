"""Partners: who to approach, on what conditions, in which order, and what they cover together."""
