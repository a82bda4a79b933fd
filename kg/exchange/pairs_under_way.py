"""Demands and offers about which two offices work already, as far as somebody may see."""

from __future__ import annotations

from collections.abc import Iterable

from kg.exchange.contact_requests import HOLDS
from kg.model.desk_types import ContactRequest
from kg.model.nodes import Demand, Offer
from kg.model.registry import type_of


def pairs_under_way(requests: Iterable[ContactRequest]) -> tuple[tuple[str, str], ...]:
    """Return demand and offer (ids) of each request that was accepted and is not over, each once.

    >>> about = ["offer/b", "demand/a"]
    >>> pairs_under_way([ContactRequest(id="contactrequest/1", state="started", about=about)])
    (('demand/a', 'offer/b'),)
    """
    found = set()
    for request in requests:
        sides = {type_of(id_): id_ for id_ in request.about}
        demand, offer = sides.get(Demand.__name__), sides.get(Offer.__name__)
        if request.state in HOLDS and demand and offer:
            found.add((demand, offer))
    return tuple(sorted(found))
