"""What a lens is measured against that learns nothing: counting, and neighbours of the query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from kg.evaluation.counts import NAMES, counts
from kg.evaluation.links import Links
from kg.evaluation.metrics import Float64, Mask
from kg.evaluation.task import Axes, Task

NEIGHBOURS: Final = 50
"""How many of the most similar queries count."""

Method = Callable[[Task], Float64]
"""Scores of queries × candidates; what is not scored is ``-inf``."""


def popularity(task: Task) -> Float64:
    """Return in how many activities a candidate has given, whatever is asked."""
    return _counted(task, "activities")


def sector_popularity(task: Task) -> Float64:
    """Return in how many activities of the sector a candidate has given."""
    return _counted(task, "in_sector")


def recipient_popularity(task: Task) -> Float64:
    """Return in how many activities of the recipient a candidate has given."""
    return _counted(task, "with_recipient")


def item_knn(task: Task) -> Float64:
    """Return how similar to the query those are in which a candidate has given.

    An item is a recipient and a sector, described by who has given there; two are as similar as
    the cosine of their givers. A candidate has the sum over the most similar (Deshpande & Karypis
    2004, doi 10.1145/963770.963776, with binary data).
    """
    items = _items(task.known)
    held = items.table(task.known)
    asked = Axes(task.axes.recipients, task.axes.sectors, items.candidates).table(task.known)
    similar = _unit(asked) @ _unit(held).T
    if similar.shape[1] > NEIGHBOURS:
        least = np.partition(similar, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS, None]
        similar = np.where(similar >= least, similar, 0.0)
    scores: Float64 = similar @ held.astype(np.float64)
    return scores


BASELINES: Final[Mapping[str, Method]] = {
    "popularity": popularity,
    "sector_popularity": sector_popularity,
    "recipient_popularity": recipient_popularity,
    "item_knn": item_knn,
}
"""By the names that documents use."""


def _counted(task: Task, name: str) -> Float64:
    column: Float64 = counts(task)[:, :, NAMES.index(name)]
    return column


def _items(known: Links) -> Axes:
    cells = known.where(known.cells())
    pairs = np.unique(np.stack([cells.recipient, cells.sector]), axis=1)
    return Axes(pairs[0], pairs[1], np.unique(known.provider))


def _unit(rows: Mask) -> Float64:
    """Return rows of ones and noughts, each divided by its length."""
    length: Float64 = np.sqrt(rows.sum(axis=1, keepdims=True, dtype=np.float64))
    return rows / np.maximum(length, 1.0)
