"""How good answers are: cooperation kept apart, ranked from what was known before it began."""
