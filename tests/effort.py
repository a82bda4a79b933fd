"""How much is tried: in ``make test`` what shows a fault soon, in ``make check-long`` all of it.

Where a test goes through many alike (examples that are drawn, pages in each language and width), it
tries a part in ``make test``: each of the alike is met, not each with each other. COOPGRAPH_LONG is
set by ``make check-long``, where nothing is left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

import pytest

LONG: Final = bool(os.environ.get("COOPGRAPH_LONG"))
FEWER: Final = 4
"""So many times fewer examples are drawn in ``make test``."""
LEAST: Final = 3
only_long: Final = pytest.mark.skipif(not LONG, reason="takes minutes: make check-long")

T = TypeVar("T")
U = TypeVar("U")


def examples(thorough: int) -> int:
    """Return how many examples are drawn of as many as are thorough."""
    return thorough if LONG else min(thorough, max(LEAST, thorough // FEWER))


def paired(many: Iterable[T], ways: Sequence[U]) -> list[tuple[T, U]]:
    """Return each of many in one of several ways, in turn; in the long run in each way."""
    return [
        (one, way)
        for place, one in enumerate(many)
        for way in (ways if LONG else (ways[place % len(ways)],))
    ]


def met(ways: Iterable[T], turn: int, turns: int) -> list[T]:
    """Return the first of several ways, and of the others those whose turn it is of ``turns``."""
    return [
        way for place, way in enumerate(ways) if LONG or place == 0 or place % turns == turn % turns
    ]
