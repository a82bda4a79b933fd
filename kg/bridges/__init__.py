"""Bridges: what two or three bodies share, what would join them, and through which doors."""
