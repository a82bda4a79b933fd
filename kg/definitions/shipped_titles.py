"""What readers call the definitions that come with the program; scripts use their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.base.i18n import Message, msg
from kg.definitions.shipped_names import (
    APPROACH,
    EXPERIENCE,
    OFFERS_FOR_DEMAND,
    PRACTICES_FOR_DEMAND,
)

_TITLES: Final[Mapping[str, Message]] = {
    OFFERS_FOR_DEMAND: msg("Offers that meet a demand"),
    PRACTICES_FOR_DEMAND: msg("Good practices for a demand"),
    EXPERIENCE: msg("Proven experience"),
    APPROACH: msg("Approaching other bodies, 2022"),
}


def title_of(name: str) -> Message | str:
    """Return what a lens or guideline is called for readers; its name where it is not ours.

    >>> str(title_of("experience")), title_of("mine")
    ('Proven experience', 'mine')
    """
    return _TITLES.get(name, name)
