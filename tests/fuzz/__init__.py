"""Mutated inputs to every reader: ``python -m tests.fuzz`` runs them at length."""
