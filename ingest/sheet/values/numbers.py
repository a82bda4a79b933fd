"""Whole numbers as people write them: what a column groups its thousands with, it says itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_PLAIN: Final = re.compile(r"([0-9]{1,9})(?:[.,](?:0{1,2}|0{4,}))?\Z")
_GROUPED: Final = re.compile(
    r"(?P<first>[1-9][0-9]{0,2})(?P<mark>[.,'’´\s])(?P<second>[0-9]{3})(?P<more>(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?P<decimal>(?!(?P=mark))[.,])0{1,2})?\Z"
)
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
            groups.add(grouped["mark"])
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
    mark = grouped["mark"]
    if _is_sure(grouped) or mark in habit.groups - habit.decimals:
        return int("".join(filter(str.isdigit, text[: grouped.end("more")])))
    return int(grouped["first"]) if mark in habit.decimals - habit.groups else None


def is_ambiguous(text: str, habit: Habit) -> bool:
    """Say whether a text is one with three decimals, or a thousand: nobody can tell.

    >>> is_ambiguous("1.000", Habit()), is_ambiguous("1.000", Habit(frozenset(".")))
    (True, False)
    """
    return _GROUPED.match(text) is not None and whole_number(text, habit) is None


def _is_sure(grouped: re.Match[str]) -> bool:
    """Say whether digits behind a mark can only be thousands: not three noughts behind one sign."""
    by_itself = grouped["mark"] not in ".," or bool(grouped["more"]) or bool(grouped["decimal"])
    return by_itself or grouped["second"] != "000"
