"""The memberships that a match counts: whether they held on its date may not be known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.graph.actors import declarers, territories
from kg.graph.probe import Query
from kg.graph.undated import memberships_of
from kg.graph.view import Edge, View
from kg.matching.lens.lens import Lens, PathLens

_MEMBER_OF: Final = "MEMBER_OF"


def counted_memberships(view: View, lens: Lens, query: Query, targets: Iterable[int]) -> list[Edge]:
    """Return the memberships of the states on both sides; none where no path of the lens is one."""
    return memberships_of(view, states_counted(view, lens, query, targets))


def states_counted(view: View, lens: Lens, query: Query, targets: Iterable[int]) -> set[int]:
    """Return the states on both sides, whose memberships count; none as above."""
    paths = lens.paths if isinstance(lens, PathLens) else ()
    halves = (half for path in paths for half in path.halves)
    if not any(_MEMBER_OF in hop.types for half in halves for hop in half):
        return set()
    sides: list[Query] = [query, *targets]
    actors = {actor for side in sides for actor in declarers(view, side)}
    return {state for actor in actors for state in territories(view, actor)}
