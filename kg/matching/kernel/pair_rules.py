"""The conditions of a lens as arrays: what all pairs are held against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from kg.base.dates import ALWAYS, FOREVER
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64
from kg.matching.kernel.conditions import Check, Mask, PeriodCheck, SetCheck, ValidCheck, checks
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.lens.lens import Lens


class Rules(NamedTuple):
    """The conditions but those about paths, which are floors of ``pair_paths.Paths``.

    ``target_facts[t]`` are reach and end of the period (``conditions.PeriodCheck``), then its
    class in each condition about sets; ``query_facts[q]`` are reach and end, then where in
    ``allowed`` the condition says which classes go with the query's.
    """

    query_facts: Int64
    target_facts: Int32
    allowed: Mask


def rules_of(view: View, lens: Lens) -> tuple[Rules, Mask]:
    """Return the conditions of a lens, and which targets pass with some query or other."""
    found = checks(view, lens, None)
    sets = [check for check in found if isinstance(check, SetCheck)]
    sizes = np.array([0, *(check.allowed.size for check in sets)], np.int64)
    # Where each condition's table begins in ``allowed``; the last offset is the end of all.
    offsets = np.cumsum(sizes)
    ours, theirs = _periods(view, lens, found)
    stays = np.ones(len(theirs[0]), np.bool_)
    for valid in (check.valid for check in found if isinstance(check, ValidCheck)):
        stays &= valid
    for check in sets:
        asked: Mask = check.allowed[np.unique(check.query)]
        stays &= np.logical_or.reduce(asked, axis=0)[check.target]
    ours += [offset + _rows_of(check) for offset, check in zip(offsets, sets, strict=False)]
    theirs += [check.target for check in sets]
    rules = Rules(
        np.ascontiguousarray(np.column_stack(ours), np.int64),
        np.ascontiguousarray(np.column_stack(theirs), np.int32),
        np.concatenate([np.zeros(0, np.bool_), *(check.allowed.ravel() for check in sets)]),
    )
    return rules, stays


def _rows_of(check: SetCheck) -> Int64:
    """Return the row of each query's set within the flat table.

    Adding the target's set gives the place.
    """
    rows: Int64 = check.query.astype(np.int64) * check.allowed.shape[1]
    return rows


def _periods(view: View, lens: Lens, found: Sequence[Check]) -> tuple[list[Int64], list[Int32]]:
    """Return reach and end of queries and targets."""
    queries = len(nodes_of(view, lens.start.labels))
    targets = len(nodes_of(view, lens.end.labels))
    ours = [np.full(queries, day, np.int64) for day in (ALWAYS, FOREVER)]
    theirs = [np.full(targets, day, np.int32) for day in (ALWAYS, FOREVER)]
    for check in found:
        if isinstance(check, PeriodCheck):
            ours = [check.query_reach.astype(np.int64), check.query_end.astype(np.int64)]
            theirs = [check.target_reach, check.target_end]
    return ours, theirs
