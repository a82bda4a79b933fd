"""What has been computed for a view is kept as long as the view lives."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar, cast

from kg.graph.view import View

T = TypeVar("T")
_NOTHING: Final = object()
MANY: Final = 1 << 15
"""So many of a kind are held by ``recent``."""


def kept(view: View, key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` gave for this view and key the first time.

    What is kept must not hold the view itself, or neither would ever go. Two threads that ask at
    once may both compute it; the answers are equal.
    """
    ours = view.keeper(key).memo
    found: T | object = ours.get(key, _NOTHING)
    if found is _NOTHING:
        found = ours[key] = make()
    return cast("T", found)


def hand_on(view: View, to: View, key: Hashable) -> None:
    """Keep for another view what is kept for this one, where it is: there it would be the same."""
    if key in view.memo:
        to.memo[key] = view.memo[key]


class Recent(Generic[T]):
    """What was computed of late, while there is not too much: then it begins anew."""

    def __init__(self, many: int = MANY) -> None:
        self._many = many
        self._found: dict[Hashable, T] = {}

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gave for this key; None is not held."""
        found = self._found.get(key)
        if found is None:
            found = make()
            if len(self._found) >= self._many:
                self._found.clear()
            self._found[key] = found
        return found


def recent(view: View, kind: Hashable, key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` gave for this kind and key, as ``kept``, while there are not too many.

    For what belongs to single nodes, of which a view may have millions.
    """
    ours: Recent[T] = kept(view, ("recent", kind), Recent)
    return ours.of(key, make)
