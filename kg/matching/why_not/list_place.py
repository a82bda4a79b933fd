"""Where a pair stands in the list of its query, or would stand with edits."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.graph.changed_view import Edit
from kg.matching.kernel.scoring import Ranked
from kg.matching.lens.lens import AdditiveLens, Lens
from kg.matching.lens.pattern import Half
from kg.matching.why_not.judged_pair import Judged, Pair
from kg.model.registry import RELATIONS


class Listed(NamedTuple):
    """One that stands in a list: its place from 1, its node, its score, whether it fits."""

    place: int
    node: int
    score: int
    fits: bool | None


def place_of(ranked: Ranked, node: int) -> int | None:
    """Return the place of a target in a list, from 1; None where it is not in it."""
    found = np.flatnonzero(ranked.nodes == node)
    return int(found[0]) + 1 if len(found) else None


def at(ranked: Ranked, place: int) -> Listed:
    """Return who stands at a place of a list."""
    row = place - 1
    fits = None if ranked.fits is None else bool(ranked.fits[row])
    return Listed(place, int(ranked.nodes[row]), int(ranked.scores[row]), fits)


def place_with(pair: Pair, now: Judged, ranked: Ranked) -> int | None:
    """Return the place that a pair with edits would have; ``ranked`` is the list without them.

    None where that needs the whole list anew: what is asked about would say more itself, or others
    are reached through what the target would say.
    """
    if not now.listed or any(_moves_others(pair, edit) for edit in pair.edits):
        return None
    others = ranked.nodes != pair.target
    nodes, scores = ranked.nodes[others], ranked.scores[others]
    before = (scores > now.score) | ((scores == now.score) & (nodes < pair.target))
    if ranked.fits is not None:
        fits = ranked.fits[others]
        before = (fits & ~np.bool_(now.fits)) | ((fits == now.fits) & before)
    return int(before.sum()) + 1


def _moves_others(pair: Pair, edit: Edit) -> bool:
    if edit.node != pair.target:
        return True
    return edit.field in RELATIONS and _leads_through(pair.lens, edit.field)


def _leads_through(lens: Lens, relation: str) -> bool:
    """Say whether a half-walk may follow a relation elsewhere than out of where it begins."""
    if isinstance(lens, AdditiveLens):
        return False
    return any(_through(half, relation) for path in lens.paths for half in path.halves)


def _through(half: Half, relation: str) -> bool:
    first, *rest = half
    own = relation in first.types
    if own and (first.direction != "out" or first.high > 1):
        return True
    return any(relation in hop.types for hop in rest)
