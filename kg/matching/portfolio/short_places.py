"""Why a floor is not met: which places are short, found at the least cut of the network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.matching.portfolio.fair_choice import Choice
from kg.matching.portfolio.flow_network import SINK, SOURCE, Network


class Short(NamedTuple):
    """What keeps a state (its number) from its floor.

    ``offers`` and ``providers`` have no place left. ``alone``: one more place of any one of them
    meets one more floor; else places of several are short at once, or, where there are none,
    nothing on record fits.
    """

    state: int
    offers: list[int]
    providers: list[int]
    alone: bool


def short_places(network: Network, choice: Choice) -> Iterator[Short]:
    """Yield, for each state whose floor is not met, which places are short.

    From the state all is searched that others could make free for it without losing a floor
    themselves: never through the source. Where that comes to a full place from which a way leads on
    to the sink, one more place is enough (Ford and Fulkerson 1956, "Maximal flow through a
    network").
    """
    from kg.matching.portfolio.free_ways import free_ways, reached

    room = network.capacity - choice.flow
    unmet = np.flatnonzero(room[network.span.floors]).tolist()
    if not unmet:
        return
    there, back = free_ways(network, choice)
    leads_on = reached(back[0], back[1], SINK, SOURCE)
    tail, head, span = network.tail, network.head, network.span
    for state in unmet:
        near = reached(there[0], there[1], network.state + state, SOURCE)
        full = near[tail] & (room == 0) & (tail != SOURCE)
        enough = full & leads_on[head]
        alone = bool(enough[span.places].any() or enough[span.providers].any())
        if not alone:
            # What lies behind a full offer that leads nowhere is a provider without a place.
            near[network.given : network.provider] |= full[span.places]
            behind = head[span.gives][near[tail[span.gives]]]
            near[behind] = True
            enough = near[tail] & (room == 0) & (tail != SOURCE)
        yield Short(state, _numbers(enough[span.places]), _numbers(enough[span.providers]), alone)


def _numbers(marked: NDArray[np.bool_]) -> list[int]:
    found: list[int] = np.flatnonzero(marked).tolist()
    return found
