"""The committed tables that terms are made of: ln(1 + x), and how a year fades.

Written by ``tools/logarithms.py``: no engine needs a logarithm that rounds as another one does.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from kg.matching.kernel.arithmetic import Int64

THOUSAND: Final = 1_000
FADING: Final = (
    1000, 794, 630, 500, 397, 315, 250, 198, 157, 125, 99, 79, 62, 50, 39, 31, 25,
    20, 16, 12, 10, 8, 6, 5, 4, 3, 2, 2, 2, 1, 1, 1, 1, 0,
)  # fmt: skip
"""round(1000 · 2^(-age / 3)) by age in years, halves to the even: a half-life of three years.

From the last one on nothing is left.
"""
TABLES: Final = ("whole", "thousandths")
_FOLDER: Final = Path(__file__).parent / "tables"


def of_whole(x: Int64) -> Int64:
    """Return ln(1 + x) in millionths; beyond 10 000 as for 10 000.

    >>> of_whole(np.array([0, 1, 5])).tolist()
    [0, 693147, 1791759]
    """
    return _of(x, table("whole"))


def of_thousandths(x: Int64) -> Int64:
    """Return ln(1 + x / 1000) in millionths; beyond 32 000 as for 32 000.

    >>> of_thousandths(np.array([0, 794, 1000])).tolist()
    [0, 584448, 693147]
    """
    return _of(x, table("thousandths"))


def faded(ages: Int64) -> Int64:
    """Return what is left of 1000 after so many years.

    >>> faded(np.array([0, 3, 100])).tolist()
    [1000, 500, 0]
    """
    return _of(ages, np.array(FADING, np.int64))


def _of(x: Int64, table: Int64) -> Int64:
    return table[np.minimum(x, len(table) - 1)]


@cache
def table(name: str) -> Int64:
    """Return one of ``TABLES``: T[x] for x from 0 on."""
    return np.array((_FOLDER / f"{name}.txt").read_text("utf-8").split(), np.int64)
