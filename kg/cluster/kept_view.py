"""The view as a worker opens it: a snapshot that lies in the cache, on one date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from kg.base.audience import Audience
from kg.cluster.cluster_errors import NotSeenError
from kg.graph.cache import kept_at
from kg.graph.view import View
from kg.model.records import Point


@dataclass(frozen=True, slots=True)
class KeptView:
    """Where a snapshot lies, of which revision and for whom, and the date asked about."""

    place: Path
    point: Point
    audience: Audience
    examples: bool
    day: date

    def view(self) -> View:
        """Return the view; a process opens it once and keeps it for the jobs that follow.

        Raises:
            NotSeenError: the folder is not there, or holds another revision.
        """
        return _opened(self)


# Two: while one question ends and the next begins.
@lru_cache(maxsize=2)
def _opened(kept: KeptView) -> View:
    snapshot = kept_at(kept.place, kept.audience, kept.point, examples=kept.examples)
    if snapshot is None:
        raise NotSeenError(_own_address(), str(kept.place))
    return View(snapshot, kept.day)


def _own_address() -> str:
    """Return the address of the worker that asks."""
    from distributed import get_worker

    return str(get_worker().address)
