"""Whole numbers as people write them: what a column groups its thousands with, it says itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_PLAIN: Final = re.compile(r"([0-9]{1,9})(?:[.,](?:0{1,2}|0{4,}))?\Z")
_GROUPED: Final = re.compile(r"([0-9]{1,3})([.,'’\s])([0-9]{3})((?:\2[0-9]{3})*)\Z")
_DECIMAL: Final = re.compile(r"[0-9]+([.,])[0-9]{1,2}\Z")


@dataclass(frozen=True, slots=True)
class Habit:
    """With which marks a column certainly groups thousands, and with which it cuts decimals."""

    groups: frozenset[str] = frozenset()
    decimals: frozenset[str] = frozenset()


def habit_of(texts: Iterable[str]) -> Habit:
    """Return what the cells of a column show; counts are whole, so 1.500 is fifteen hundred.

    >>> sorted(habit_of(["1.500", "20"]).groups), sorted(habit_of(["1,5"]).decimals)
    (['.'], [','])
    """
    groups, decimals = set(), set()
    for text in texts:
        grouped, decimal = _GROUPED.match(text.strip()), _DECIMAL.match(text.strip())
        if grouped and _is_sure(grouped):
            groups.add(grouped[2])
        elif decimal:
            decimals.add(decimal[1])
    return Habit(frozenset(groups), frozenset(decimals))


def whole_number(text: str, habit: Habit) -> int | None:
    """Return the whole number that a text is, None where it is none or may be one of two.

    >>> whole_number("1 000", Habit()), whole_number("3,0", Habit()), whole_number("1.000", Habit())
    (1000, 3, None)
    """
    plain = _PLAIN.match(text)
    if plain:
        return int(plain[1])
    grouped = _GROUPED.match(text)
    if grouped is None:
        return None
    if _is_sure(grouped) or grouped[2] in habit.groups - habit.decimals:
        return int("".join(filter(str.isdigit, text)))
    return int(grouped[1]) if grouped[2] in habit.decimals - habit.groups else None


def is_ambiguous(text: str, habit: Habit) -> bool:
    """Say whether a text is one with three decimals, or a thousand: nobody can tell.

    >>> is_ambiguous("1.000", Habit()), is_ambiguous("1.000", Habit(frozenset(".")))
    (True, False)
    """
    return _GROUPED.match(text) is not None and whole_number(text, habit) is None


def _is_sure(grouped: re.Match[str]) -> bool:
    """Say whether digits behind a mark can only be thousands: not three noughts behind one sign."""
    return grouped[2] not in ".," or bool(grouped[4]) or grouped[3] != "000"
