"""How many records of a type, in words: "157 activities", "12 agreements"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kg.base.i18n import Message, msg, nmsg

_WORDS: Final[Mapping[str, Callable[[int], Message]]] = {
    "State": lambda n: nmsg("{count} state", "{count} states", n),
    "Country": lambda n: nmsg(
        "{count} country or territory", "{count} countries and territories", n
    ),
    "Organisation": lambda n: nmsg("{count} organisation", "{count} organisations", n),
    "Unit": lambda n: nmsg("{count} office", "{count} offices", n),
    "Programme": lambda n: nmsg("{count} programme", "{count} programmes", n),
    "Activity": lambda n: nmsg("{count} activity", "{count} activities", n),
    "Offer": lambda n: nmsg("{count} offer", "{count} offers", n),
    "Demand": lambda n: nmsg("{count} demand", "{count} demands", n),
    "Practice": lambda n: nmsg("{count} good practice", "{count} good practices", n),
    "Agreement": lambda n: nmsg("{count} agreement", "{count} agreements", n),
    "Initiative": lambda n: nmsg("{count} initiative", "{count} initiatives", n),
    "Sector": lambda n: nmsg("{count} sector", "{count} sectors", n),
    "Goal": lambda n: nmsg("{count} goal", "{count} goals", n),
    "Priority": lambda n: nmsg("{count} priority", "{count} priorities", n),
}


def counted(type_: str, count: int) -> Message:
    """Return how many records of a type; of a type without a word of its own: records."""
    word = _WORDS.get(type_)
    return word(count) if word else nmsg("{count} record", "{count} records", count)


def all_counted(holds: tuple[tuple[str, int], ...]) -> Message:
    """Return how many records of each type, one after another; of more than two types in all."""
    if len(holds) > 2:  # noqa: PLR2004 (what one reads at a glance)
        total = sum(count for _, count in holds)
        return nmsg("{count} record", "{count} records", total)
    return msg("{things}", things=[counted(type_, count) for type_, count in holds])
