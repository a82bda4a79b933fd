"""What was known before a day: the view on the day before, without what began later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kg.base.dates import ALWAYS, day_number
from kg.graph.activities import begins
from kg.graph.snapshot import Edges, Strings
from kg.graph.view import View


def known_before(view: View, day: date) -> View:
    """Return what could be known the day before ``day``.

    No relation is in it of an activity that had not begun, or of which it is not known when it
    began: it may have been later. The nodes are the same, so that their numbers are.
    """
    low, high = view.snapshot.ranges["Activity"]
    days = begins(view)
    later = np.zeros(len(view.snapshot), bool)
    later[low:high] = (days >= day_number(day)) | (days == ALWAYS)
    edges = {name: _without(each, later) for name, each in view.snapshot.edges.items()}
    token = f"{view.snapshot.token} before {day.isoformat()}"
    return View(replace(view.snapshot, edges=edges, token=token), day - timedelta(days=1))


def _without(edges: Edges, nodes: NDArray[np.bool_]) -> Edges:
    """Return relations without those that start or end at some nodes."""
    keep = ~(nodes[edges.start] | nodes[edges.end])
    if keep.all():
        return edges
    start, end = edges.start[keep], edges.end[keep]
    rows = np.flatnonzero(keep)
    bounds = np.arange(len(edges.out_ptr))
    in_order = np.lexsort((start, end)).astype(np.int32)
    return Edges(
        start=start,
        end=end,
        since=edges.since[keep],
        until=edges.until[keep],
        status=edges.status[keep],
        stated_by=edges.stated_by[keep],
        to_confirm=edges.to_confirm[keep],
        basis=edges.basis[keep],
        keys=Strings.of(edges.keys[row] for row in rows.tolist()),
        bodies=Strings.of(edges.bodies[row] for row in rows.tolist()),
        out_ptr=np.searchsorted(start, bounds).astype(np.int64),
        in_ptr=np.searchsorted(end[in_order], bounds).astype(np.int64),
        in_order=in_order,
    )
