"""Whom something is for: the names of the audiences, from the widest to the narrowest."""

from __future__ import annotations

from typing import Final, Literal

from kg.base.errors import BadOptionError
from kg.base.i18n import msg

Audience = Literal["public", "states", "board"]

AUDIENCES: Final[tuple[Audience, ...]] = ("public", "states", "board")


def audience_named(name: str, option: str) -> Audience:
    """Return the audience that an option names.

    Raises:
        BadOptionError: it names none.
    """
    for audience in AUDIENCES:
        if name == audience:
            return audience
    raise BadOptionError(option, name, msg("Use public, states or board."))
