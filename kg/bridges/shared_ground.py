"""What bodies have in common and what each has alone: states, sectors, programmes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.bridges.bridge_houses import House
from kg.graph.naming import named
from kg.graph.taxonomy import dac_categories, sectors_covered, sectors_of
from kg.graph.view import View
from kg.model.documents import BridgeOnly, BridgePlace, BridgeSector, BridgeSource, Named

Held = Mapping[int, Iterable[int]]
"""Nodes by the body (its number) that has them."""


class Ground(NamedTuple):
    """What each body has; of a 3-digit DAC sector also what says so (``sectors_held``)."""

    states: Held
    sectors: Mapping[int, Mapping[int, set[int]]]
    programmes: Held


def ground(houses: Sequence[House]) -> Ground:
    """Return the full members of each on the date, the sectors it works in, its programmes."""
    return Ground(
        {house.body: house.states for house in houses},
        {house.body: _sectors(house) for house in houses},
        {house.body: house.programmes for house in houses},
    )


def _sectors(house: House) -> dict[int, set[int]]:
    """Return the 3-digit DAC sectors in which a house works, with what says so (node numbers).

    That are activities, offers, programmes, and the body and its organs where these state a sector
    themselves; a sector of another scheme counts as those that the crosswalk calls nearly the same.
    """
    view, found = house.view, dict[int, set[int]]()
    categories, of_sector = dac_categories(view), dict[int, frozenset[int]]()
    for thing in house.organs | house.offers | house.activities:
        for sector in sectors_of(view, thing):
            if sector not in of_sector:
                of_sector[sector] = frozenset(sectors_covered(view, [thing]) & categories)
            for category in of_sector[sector]:
                found.setdefault(category, set()).add(thing)
    return found


def shared(view: View, held: Held, lang: str) -> list[BridgePlace]:
    """Return what at least two have: what most have first, then by id."""
    return [
        BridgePlace(id=view.id(node), label=view.label(node, lang), of=list(map(view.id, who)))
        for node, who in _shared(view, held)
    ]


def shared_sectors(
    houses: Sequence[House], held: Mapping[int, Mapping[int, set[int]]], lang: str
) -> list[BridgeSector]:
    """Return the sectors in which at least two work, each with what says so of whom."""
    view = houses[0].view
    of_body = {house.body: house for house in houses}
    return [
        BridgeSector(
            id=view.id(node),
            label=view.label(node, lang),
            of=list(map(view.id, who)),
            by=[_source(of_body[body], held[body][node], lang) for body in who],
        )
        for node, who in _shared(view, held)
    ]


def only(view: View, body: int, known: Ground, lang: str) -> BridgeOnly:
    """Return what one body has and none of the others."""

    def alone(held: Held) -> list[Named]:
        others = {node for other, nodes in held.items() if other != body for node in nodes}
        mine = sorted({*held[body]} - others, key=view.id)
        return [named(view, node, lang) for node in mine]

    return BridgeOnly(
        states=alone(known.states),
        sectors=alone(known.sectors),
        programmes=alone(known.programmes),
    )


def _shared(view: View, held: Held) -> list[tuple[int, list[int]]]:
    who: dict[int, list[int]] = {}
    for body, nodes in held.items():
        for node in nodes:
            who.setdefault(node, []).append(body)
    found = [(node, bodies) for node, bodies in who.items() if len(bodies) > 1]
    return sorted(found, key=lambda pair: (-len(pair[1]), view.id(pair[0])))


def _source(house: House, things: set[int], lang: str) -> BridgeSource:
    view = house.view

    def of(kind: Callable[[int], bool]) -> list[int]:
        return sorted(filter(kind, things), key=view.id)

    return BridgeSource(
        body=view.id(house.body),
        stated=bool(of(lambda node: view.is_a(node, "Organisation", "Unit"))),
        programmes=[named(view, n, lang) for n in of(lambda n: view.is_a(n, "Programme"))],
        offers=len(things & house.offers),
        activities=len(things & house.activities),
    )
