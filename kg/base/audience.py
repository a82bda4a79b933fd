"""Whom something is for: the names of the audiences, from the widest to the narrowest."""

from __future__ import annotations

from typing import Final, Literal

Audience = Literal["public", "states", "board"]

AUDIENCES: Final[tuple[Audience, ...]] = ("public", "states", "board")
