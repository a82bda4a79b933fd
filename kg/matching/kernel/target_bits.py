"""Sets of targets as bits, and the best of a set, compiled. Imports numba.

Import it only inside functions. A set of targets is one bit for each place (``target_index``), 64
to a word: a million targets are 125 kB, which stay in the cache nearest to the core. So all targets
are counted against each condition in some microseconds, and only those that pass all of them are
ever scored.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.base.compiled import compiled
from kg.matching.kernel.target_index import Groups, Words

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
Flags = NDArray[np.bool_]


@compiled
def spread(  # noqa: PLR0917
    weight: int,
    query: tuple[Shorts, Shorts],
    meets: Shorts,
    ptr: Ints,
    owners: Shorts,
    values: Shorts,
    scores: Shorts,
) -> None:
    """Add what a path gives each class of targets: ``arithmetic.class_scores``, compiled."""
    for entry in range(len(query[0])):
        at = np.searchsorted(meets, query[0][entry])
        if at == len(meets) or meets[at] != query[0][entry]:
            continue
        mine = weight * np.int64(query[1][entry])
        for posted in range(ptr[at], ptr[at + 1]):
            # As ``arithmetic.contribution``, to the last digit: 2**39, then div 2**40.
            scores[owners[posted]] += (mine * values[posted] + 549_755_813_888) >> 40


@compiled
def gather(groups: Groups, wanted: Flags, bits: Words) -> bool:
    """Set the bits of all targets of the wanted classes, or of all others; say whether of others.

    The smaller side is set, where each target is in one class.
    """
    # The arrays are taken out of their tuple once: that costs more than to set a bit.
    ptr, places, wide = groups.ptr, groups.places, groups.wide
    apart = groups.of is not None
    size = 0
    for one in range(len(wanted)):
        if wanted[one]:
            size += ptr[one + 1] - ptr[one]
    others = apart and 2 * size > len(places)
    for one in range(len(wanted)):
        if wanted[one] == others:
            continue
        if wide[one] >= 0:
            bits |= groups.bits[wide[one]]
        else:
            for at in range(ptr[one], ptr[one + 1]):
                place = places[at]
                bits[place >> 6] |= np.uint64(1) << np.uint64(place & 63)
    return others


@compiled
def _bits_below(word: int) -> int:
    """Return the number of the lowest bit that is set: how many are set in the word below it.

    Bits are counted as by Warren, "Hacker's Delight", 5-1: numba has no instruction for it.
    """
    low = (word & (~word + np.uint64(1))) - np.uint64(1)
    low -= (low >> np.uint64(1)) & np.uint64(0x5555555555555555)
    low = (low & np.uint64(0x3333333333333333)) + (
        (low >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    low = (low + (low >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    found: int = np.int64((low * np.uint64(0x0101010101010101)) >> np.uint64(56))  # type: ignore[assignment]
    return found


@compiled
def sift(bits: Words, of: Shorts, wanted: Flags) -> None:
    """Leave of some targets those of the wanted classes; ``of``: the class of each."""
    for at in range(len(bits)):
        word = bits[at]
        while word:
            lowest = word & (~word + np.uint64(1))
            word ^= lowest
            if not wanted[of[(at << 6) + _bits_below(lowest)]]:
                bits[at] ^= lowest


@compiled
def set_bits(places: Shorts, bits: Words) -> None:
    """Set the bits of some places."""
    for place in places:
        bits[place >> 6] |= np.uint64(1) << np.uint64(place & 63)


@compiled
def _enter(points: Ints, rows: Shorts, size: int, score: int, row: int) -> int:
    """Put a target into the list of the best where it belongs; return how many are in it."""
    at = min(size, len(points) - 1)
    if size == len(points) and (score < points[at] or (score == points[at] and row > rows[at])):
        return size
    while at > 0 and (score > points[at - 1] or (score == points[at - 1] and row < rows[at - 1])):
        points[at], rows[at] = points[at - 1], rows[at - 1]
        at -= 1
    points[at], rows[at] = score, row
    return min(size + 1, len(points))


@compiled
def best_of(  # noqa: PLR0917
    bits: Words,
    ranges: tuple[Ints, Ints, Ints],
    classes: Shorts,
    scores: tuple[Shorts, Ints, Ints],
    rows_at: Shorts,
    points: Ints,
    rows: Shorts,
) -> int:
    """Fill the best of a set, the best first, ties by row; return how many they are.

    ``ranges``: the numbers of ranges of places, first those that promise most; where each begins;
    the most that each may get. ``scores``: of the classes of all paths; where a path begins; the
    most that it and all after it may give.
    """
    order, ptr, most = ranges
    flat, base, left = scores
    size = 0
    for number in order:
        low, high = ptr[number], ptr[number + 1]
        # Strictly less: an equal score may still enter by its row.
        if size == len(points) and most[number] < points[size - 1]:
            continue
        for at in range(low >> 6, (high + 63) >> 6):
            word = bits[at]
            if low > at << 6:
                word &= ~np.uint64(0) << np.uint64(low - (at << 6))
            if high < (at + 1) << 6:
                word &= ~(~np.uint64(0) << np.uint64(high - (at << 6)))
            while word:
                place = (at << 6) + _bits_below(word)
                word &= word - np.uint64(1)
                score = 0
                least = points[size - 1] if size == len(points) else -1
                for path in range(classes.shape[1]):
                    if score + left[path] < least:
                        score = -1
                        break
                    score += flat[base[path] + classes[place, path]]
                if score >= 0:
                    size = _enter(points, rows, size, score, rows_at[place])
    return size
