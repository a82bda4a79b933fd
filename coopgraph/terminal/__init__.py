"""The terminal: where answers go, how they are written there, in whose language."""
