"""How far one weight alone can move before the first so many partners change: exact.

Along one weight, with the others in proportion, every score is a straight line, so two partners
change places at most once, where their lines cross. Crossing points are found in whole numbers, so
that an interval is exact to the millionth, ends included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

from kg.base.millionths import MILLION

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
Bools: TypeAlias = "NDArray[np.bool_]"
_NEVER: Final = MILLION + 1


class Limits(NamedTuple):
    """The smallest and largest weight of each criterion, in millionths.

    ``own``, of shape (partners, criteria, 2): between which a partner is, or is not, among the
    first as with the weights asked. ``all``, of shape (criteria, 2): between which they are the
    same.
    """

    own: Ints
    all: Ints


def limits(scaled: Ints, weights: Ints, first: int) -> Limits:
    """Return how far each weight can move before a partner joins or leaves the ``first``.

    ``scaled`` of shape (partners, criteria) and ``weights`` (they sum to a million) are in
    millionths, what is unknown is 0. Whoever stands further up wins where scores are equal. The
    other weights keep their proportions; where all of them are 0 they share what is left alike. The
    only criterion there is has all the weight.
    """
    partners, criteria = scaled.shape
    own = np.full((partners, criteria, 2), weights[:, None])
    for at in range(criteria if criteria > 1 and partners else 0):
        slope, start = _lines(scaled, weights, at)
        weight = int(weights[at])
        own[:, at, 1] = _until(slope, start, weight, first)
        own[:, at, 0] = MILLION - _until(-slope, start + MILLION * slope, MILLION - weight, first)
    lowest, highest = own[:, :, 0].max(axis=0, initial=0), own[:, :, 1].min(axis=0, initial=MILLION)
    return Limits(own, np.stack([lowest, highest], axis=1))


def _lines(scaled: Ints, weights: Ints, at: int) -> tuple[Ints, Ints]:
    """Return slope and start of each score as the weight moves in millionths; below 2⁶³."""
    others = np.delete(weights, at)
    if not others.any():
        others = np.ones_like(others)
    rest = np.delete(scaled, at, axis=1) @ others
    slope = scaled[:, at] * others.sum() - rest
    return slope, MILLION * rest


def _until(slope: Ints, start: Ints, weight: int, first: int) -> Ints:
    """Return the largest weight up to which each partner stays in, or out of, the first.

    Row i, column j of what is computed: whether j stands before i, and from which weight on that
    is otherwise.
    """
    turn = slope[None, :] - slope[:, None]
    base = start[None, :] - start[:, None]
    earlier = np.tri(len(slope), k=-1, dtype=bool)
    before = _before(weight * turn + base, earlier)
    np.fill_diagonal(before, val=False)
    changes = _changes(turn, base, before, earlier)
    order = np.argsort(changes, axis=1, kind="stable")
    when = np.take_along_axis(changes, order, axis=1)
    more = np.where(np.take_along_axis(before, order, axis=1), -1, 1)
    ahead = before.sum(axis=1, keepdims=True)
    counted = ahead + np.cumsum(more, axis=1)
    settled = np.ones_like(before)
    settled[:, :-1] = when[:, 1:] != when[:, :-1]
    other = settled & (when <= MILLION) & ((counted < first) != (ahead < first))
    at = np.where(other.any(axis=1), other.argmax(axis=1), -1)
    moved = np.take_along_axis(when, np.maximum(at, 0)[:, None], axis=1)[:, 0] - 1
    return np.where(at < 0, MILLION, moved)


def _before(gap: Ints, earlier: Bools) -> Bools:
    return np.asarray((gap > 0) | ((gap == 0) & earlier))


def _changes(turn: Ints, base: Ints, before: Bools, earlier: Bools) -> Ints:
    """Return the first whole weight at which j stands before i no longer, or does so now.

    The gap ``weight * turn + base`` passes zero there; at zero the earlier of the two wins.
    """
    steep = np.where(turn == 0, 1, np.abs(turn))
    crossing = np.where(turn > 0, -base, base)
    at_or_past, past = -(-crossing // steep), crossing // steep + 1
    changes = np.where(before == earlier, past, at_or_past)
    np.copyto(changes, _NEVER, where=(turn == 0) | (before == (turn > 0)))
    np.fill_diagonal(changes, _NEVER)
    return changes
