"""A lens asked as a reader asks it: for each query a need of the recipient in the sector."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from kg.evaluation.metrics import Float64
from kg.evaluation.task import Int32, Int64, Task
from kg.graph.probe import Probe
from kg.matching.kernel.term_measures import need_of
from kg.matching.kernel.terms import TermValues, record_of, totals, values_of
from kg.matching.lens.lens import AdditiveLens, Lens
from kg.matching.match import a_probe, scores

BEHIND: Final = 1 << 40
"""What is taken from the score of who is not listed: more than any score, so that order stays."""


def as_listed(task: Task, lens: Lens) -> Float64:
    """Return the scores of queries × candidates, ``-inf`` for whom the answer does not list.

    Raises:
        NotOfLensError: the lens answers no needs.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    made = np.full(task.new.allowed.shape, -np.inf)
    for row, probe in enumerate(probes(task)):
        nodes, points = scores(task.view, lens, probe)
        _put(made[row], task.axes.candidates, nodes, points)
    return made


def in_full(task: Task, lens: AdditiveLens, listed: Float64) -> Float64:
    """Return the scores of a lens of terms for every candidate.

    Whom the answer lists stands first; behind them, in the order of their scores, stand those whom
    a condition of the lens keeps out of the answer.
    """
    made = listed.copy()
    for row, probe in enumerate(probes(task)):
        behind = np.flatnonzero(np.isneginf(listed[row]))
        values = all_values(task, lens, probe)
        made[row, behind] = totals(lens, values)[behind] - BEHIND
    return made


def all_values(task: Task, lens: AdditiveLens, probe: Probe) -> TermValues:
    """Return what the terms of a lens count of all candidates, listed or not, in their order."""
    need = need_of(task.view, probe)
    actors = task.axes.candidates.astype(np.int64)
    return values_of(lens, record_of(task.view, lens), need, actors)


def probes(task: Task) -> Iterator[Probe]:
    """Yield what is asked, query by query."""
    for recipient, sector in zip(task.axes.recipients, task.axes.sectors, strict=True):
        yield a_probe(task.view, task.view.id(int(recipient)), task.view.id(int(sector)))


def _put(row: Float64, candidates: Int32, nodes: Int64, points: Int64) -> None:
    """Write the points of nodes where these are candidates."""
    at = np.minimum(np.searchsorted(candidates, nodes), len(candidates) - 1)
    asked = candidates[at] == nodes
    row[at[asked]] = points[asked]
