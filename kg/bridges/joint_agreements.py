"""Agreements to which two or more of the bodies are or were parties, and how these stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from kg.bridges.bridge_houses import House
from kg.graph.agreements import BEST, Bond, as_party, bond
from kg.graph.view import Edge, View
from kg.model.documents import AgreementStanding, BridgeAgreement

GOVERNANCE: Final = "cooperation_governance"
"""The field of a text by which a body decides how agreements with it are made."""
_SAID: Final[Mapping[Bond | None, AgreementStanding]] = {
    "in_force": "in_force",
    "unconfirmed": "unknown",
    "ended": "lapsed",
    None: "not_yet",
}
_ORDER: Final[tuple[AgreementStanding, ...]] = ("in_force", "unknown", "lapsed", "not_yet")


def joint_agreements(houses: Sequence[House], lang: str) -> list[BridgeAgreement]:
    """Return the agreements between bodies, those in force first, then by id.

    One stands as it does for the party for which it stands least. One that two of the bodies share
    only because they act through the same whole is no agreement between them.
    """
    view = houses[0].view
    found: dict[int, dict[int, list[Edge]]] = {}
    for house in houses:
        for edge in as_party(view, house.organs):
            found.setdefault(edge.end, {}).setdefault(house.body, []).append(edge)
    joint = [
        _agreement(view, node, by_body, lang)
        for node, by_body in found.items()
        if len(by_body) > 1 and len({edge.start for edge in _all(by_body)}) > 1
    ]
    return sorted(joint, key=lambda one: (_ORDER.index(one.standing), one.id))


def apart(
    houses: Sequence[House], found: Iterable[BridgeAgreement]
) -> Iterator[tuple[House, House]]:
    """Yield the pairs of bodies between which no agreement is on record; of one whole, none."""
    joined = {pair for one in found for pair in combinations(sorted(one.between), 2)}
    for one, other in combinations(houses, 2):
        pair = tuple(sorted((one.view.id(one.body), other.view.id(other.body))))
        if pair not in joined and one.whole != other.whole:
            yield one, other


def governing(house: House) -> list[int]:
    """Return the texts in force by which a house decides how agreements with it are made, by id."""
    view = house.view
    texts = {
        edge.end
        for edge in as_party(view, house.organs)
        if bond(view, edge) == "in_force" and GOVERNANCE in view.props(edge.end).get("fields", ())
    }
    return sorted(texts, key=view.id)


def _all(by_body: Mapping[int, Sequence[Edge]]) -> Iterator[Edge]:
    for edges in by_body.values():
        yield from edges


def _agreement(
    view: View, node: int, by_body: Mapping[int, Sequence[Edge]], lang: str
) -> BridgeAgreement:
    props = view.props(node)
    said = [_best(view, edges) for edges in by_body.values()]
    return BridgeAgreement(
        id=view.id(node),
        label=view.label(node, lang),
        between=list(map(view.id, by_body)),
        standing=max(said, key=_ORDER.index),
        status=props.get("status"),
        signed=props.get("signed"),
        starts=props.get("starts"),
        ends=props.get("ends"),
        to_confirm=view.to_confirm(node) or any(map(view.edge_to_confirm, _all(by_body))),
        sources=view.sources(node),
    )


def _best(view: View, edges: Sequence[Edge]) -> AgreementStanding:
    """Return how an agreement stands for a house of which several may be parties."""
    bonds = [bond(view, edge) for edge in edges]
    return _SAID[next((one for one in BEST if one in bonds), None)]
