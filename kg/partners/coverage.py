"""What partners add together: states, demands or sectors, step by step, with an exact bound."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.graph.actors import (
    activities_of,
    declared_by,
    family,
    members,
    real,
    states,
    undated_members,
)
from kg.graph.naming import heading
from kg.graph.openness import closed
from kg.graph.taxonomy import dac_categories, sectors_covered
from kg.graph.undated import memberships, rests_on
from kg.graph.view import Edge, View
from kg.model.documents import Coverage, CoverageStep


@dataclass(frozen=True, slots=True)
class Ground:
    """What can be reached (node numbers), and what of it each partner reaches."""

    all: frozenset[int]
    reach: Callable[[int], frozenset[int]]


class Choice(NamedTuple):
    """Partners in the order chosen, and what no choice of as many can pass."""

    order: list[int]
    bound: int


def coverage(
    view: View,
    ids: Sequence[str],
    lang: str,
    *,
    of: str = "states",
    within: str | None = None,
    best: int | None = None,
) -> Coverage:
    """Return what each partner adds to those before it, and what stays unreached.

    Partners come in the order given, or with ``best`` the ``best`` of them chosen greedily. States
    are all 35 of the hemisphere, or the full members of ``within`` on the date. Example data never
    count.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: a partner or body that does not exist.
        BadOptionError: no such thing to reach; ``within`` where no states are counted.
    """
    view.require_board()
    known = ground(view, of, within)
    partners = list(dict.fromkeys(view.index(id_) for id_ in ids))
    reached = {node: known.reach(node) for node in partners}
    choice = None if best is None else greedy(reached, best, view.id)
    order = choice.order if choice else partners
    steps, covered = _steps(view, reached, order, lang)
    return Coverage(
        **heading(view, lang),
        **rests_on(view, _counted(view, of, within, order), lang),
        of=of,
        within=None if within is None else view.id(view.index(within)),
        total=len(known.all),
        steps=steps,
        unreached=sorted(view.id(node) for node in known.all - covered),
        bound=choice.bound if choice else None,
    )


def _counted(view: View, of: str, within: str | None, partners: Iterable[int]) -> list[Edge]:
    """Return the memberships by which states are reached, and those in dispute."""
    if of != "states":
        return []
    return memberships(view, [*partners, *([] if within is None else [view.index(within)])])


def ground(view: View, of: str, within: str | None = None) -> Ground:
    """Return what can be reached, and by whom.

    Raises:
        UnknownIdError, BadOptionError: as ``coverage``.
    """
    if of == "states":
        return _states(view, within)
    if within is not None:
        raise BadOptionError("within", within, msg("Only states are counted within a body."))
    return _demands(view) if of == "demands" else _sectors(view)


def greedy(
    reached: Mapping[int, frozenset[int]],
    best: int,
    id_of: Callable[[int], str],
    worth: Mapping[int, int] | None = None,
) -> Choice:
    """Choose ``best`` partners, each adding most to those before it; ties by id.

    What is reached counts one each, or its ``worth``: whole numbers, none below zero.

    Lazy evaluation (Minoux 1978): what a partner adds can only shrink, so an old figure is an
    upper bound and most are never computed again. For each prefix, what it reaches plus the
    ``best`` largest figures that remain bounds every choice of as many from above (Nemhauser,
    Wolsey and Fisher 1978); ``bound`` is the least of these bounds, exact for this instance.
    """
    bits = _bits(reached)
    masks = {partner: sum(bits[node] for node in part) for partner, part in reached.items()}
    value = _value(bits, worth)
    heap = [(-value(mask), id_of(node), node) for node, mask in masks.items()]
    heapq.heapify(heap)
    wanted = max(0, min(best, len(heap)))
    order: list[int] = []
    covered, bound = 0, value(reduce(or_, masks.values(), 0))
    while True:
        # As many as are wanted, though one is chosen: the bound needs the largest figures that
        # remain.
        top = _freshest(heap, lambda node: value(masks[node] & ~covered), wanted)  # noqa: B023
        bound = min(bound, value(covered) + sum(-gain for gain, _, _ in top))
        # Only now: the bound after the last choice may be the least.
        if len(order) == wanted:
            return Choice(order, bound)
        order.append(top[0][2])
        covered |= masks[top[0][2]]
        for entry in top[1:]:
            heapq.heappush(heap, entry)


def _freshest(
    heap: list[tuple[int, str, int]], adds: Callable[[int], int], count: int
) -> list[tuple[int, str, int]]:
    """Take the ``count`` partners that add most now from the heap, in order."""
    top: list[tuple[int, str, int]] = []
    while heap and len(top) < count:
        _, id_, node = heapq.heappop(heap)
        entry = (-adds(node), id_, node)
        # Figures in the heap are old and can only shrink: who is not behind the next one's old
        # figure is not behind its new one either. Ids break ties, here as there.
        if heap and entry > heap[0]:
            heapq.heappush(heap, entry)
        else:
            top.append(entry)
    return top


def _bits(reached: Mapping[int, frozenset[int]]) -> dict[int, int]:
    # Sets as bits of one number: what somebody adds is one AND and a count.
    return {node: 1 << i for i, node in enumerate(sorted(frozenset().union(*reached.values())))}


def _value(bits: Mapping[int, int], worth: Mapping[int, int] | None) -> Callable[[int], int]:
    """Return what a set of bits is worth: things of one worth are counted at once."""
    if worth is None:
        return int.bit_count
    classes: dict[int, int] = {}
    for node, bit in bits.items():
        classes[worth[node]] = classes.get(worth[node], 0) | bit
    return lambda mask: sum(each * (mask & of).bit_count() for each, of in classes.items())


def _steps(
    view: View, reached: Mapping[int, frozenset[int]], order: Iterable[int], lang: str
) -> tuple[list[CoverageStep], frozenset[int]]:
    covered: frozenset[int] = frozenset()
    steps = []
    for node in order:
        new = reached[node] - covered
        covered |= new
        step = CoverageStep(
            id=view.id(node),
            label=view.label(node, lang),
            adds=len(new),
            reached=len(covered),
            new=sorted(map(view.id, new)),
            undated=sorted(map(view.id, undated_members(view, node) & reached[node])),
        )
        steps.append(step)
    return steps, covered


def _states(view: View, within: str | None) -> Ground:
    hemisphere = frozenset(states(view))
    all_ = hemisphere if within is None else members(view, view.index(within))
    return Ground(all_, lambda node: (members(view, node) | {node}) & all_)


def _demands(view: View) -> Ground:
    from kg.partners.helpers import Helpers

    demands = np.array(sorted(real(view, view.of_type("Demand").tolist()) - closed(view)), np.int64)
    # From the demands, once each: from the partners each demand would be matched again for every
    # one.
    helpers = Helpers.of(view, demands)

    @cache
    def reach(node: int) -> frozenset[int]:
        own = family(view, node)
        able = real(view, {*own, *declared_by(view, own, "Offer")})
        return frozenset(demands[helpers.helped_by(able)].tolist())

    return Ground(frozenset(demands.tolist()), reach)


def _sectors(view: View) -> Ground:
    all_ = dac_categories(view)

    def reach(node: int) -> frozenset[int]:
        own = family(view, node)
        things = activities_of(view, own) | declared_by(view, own, "Offer")
        return frozenset(sectors_covered(view, things) & all_)

    return Ground(all_, reach)
