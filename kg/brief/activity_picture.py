"""The picture of an activity brief: the states that take part, else the bodies that carry it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.base.i18n import msg
from kg.brief.drawings import Network, Spot, StateTiles
from kg.brief.paper import Picture
from kg.brief.paper_telling import Telling
from kg.graph.actors import real
from kg.model.registry import RELATIONS

MOST = 19


def picture(telling: Telling, activity: int, roles: Sequence[tuple[str, int]]) -> Picture:
    """Return the picture; ``roles`` are those who take part (node numbers), each with how."""
    view = telling.view
    nodes = dict.fromkeys(node for _, node in roles)
    states = [node for node in nodes if view.is_a(node, "State") and real(view, [node])]
    return _tiles(telling, states) if states else _network(telling, activity, roles)


def _tiles(telling: Telling, states: Sequence[int]) -> Picture:
    takes_part = telling.words(msg("takes part"))
    named = [telling.label(node) for node in states]
    return Picture(
        StateTiles((takes_part,), tuple((telling.view.id(node), 0) for node in states)),
        telling.words(msg("The states that take part")),
        telling.words(msg("These states take part: {names}.", names=named)),
    )


def _network(telling: Telling, activity: int, roles: Sequence[tuple[str, int]]) -> Picture:
    view = telling.view
    whole = Spot(view.id(activity), telling.label(activity), "Activity", 1)
    nodes = list(dict.fromkeys(node for _, node in roles))[:MOST]
    spots = [Spot(view.id(n), telling.label(n), view.type_of(n), 0) for n in nodes]
    lines = [
        (view.id(node), whole.id, telling.words(RELATIONS[role].title_of_type))
        for role, node in roles
        if node in nodes
    ]
    named = [spot.label for spot in spots]
    return Picture(
        Network((*spots, whole), tuple(lines)),
        telling.words(msg("Who carries the activity")),
        telling.words(msg("These carry it: {names}.", names=named)),
    )
