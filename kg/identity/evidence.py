"""Evidence: one thing that speaks for two records being one body, or against it."""

from __future__ import annotations

from typing import NamedTuple

from kg.identity.words import Words


class Evidence(NamedTuple):
    """One thing that speaks for or against: its kind, and the values that it is about."""

    kind: str
    one: str = ""
    other: str = ""


Pair = tuple[Words, Words]
"""The names of two bodies that are compared, of each the one that says most."""
