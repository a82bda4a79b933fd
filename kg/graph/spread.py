"""How long work is spread: jobs that other processes may do, their results in order.

Whoever has long work cuts it into jobs and names none of those who do them. Here they are done in
this process; ``kg.cluster`` has others do them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from kg.graph.view import View

J = TypeVar("J")
R = TypeVar("R")


class Seen(Protocol):
    """A view, named so that whoever does a job finds it."""

    def view(self) -> View:
        """Return the view, where the job is done."""


class Spread(Protocol):
    """Does jobs: work is a function of a module, a ``partial`` of one, or a plain value called."""

    @property
    def lanes(self) -> int:
        """How many jobs are done at a time."""

    def seen(self, view: View) -> Seen:
        """Return a view by a name that jobs may carry."""

    def each(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """Yield what work makes of each job, in the order of the jobs; few are ahead of it."""


@dataclass(frozen=True, slots=True, eq=False)
class _SeenHere:
    itself: View

    def view(self) -> View:
        return self.itself


class Here:
    """Does one job after the other, in this process."""

    lanes: Final = 1

    def seen(self, view: View) -> Seen:
        """Return the view itself; see ``Spread``."""
        return _SeenHere(view)

    def each(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """Yield what work makes of each job; see ``Spread``."""
        return map(work, jobs)


HERE: Final = Here()
