"""The scene of bridges: bodies to both sides, what at least two of them share between them.

The first body stands on the left, the others on the right; in the middle the states, agreements,
sectors and programmes that join them, and where two share nothing the best route between them. A
body that acts through another one stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.base.i18n import Message, msg
from kg.graph.view import View
from kg.model.documents import BridgeBody, Bridges
from kg.model.registry import RELATIONS
from kg.model.vocabulary import STANDINGS_OF_AGREEMENTS
from viz.counts_in_words import counted
from viz.scene import Href, Pencil, Scene, SceneLink, SceneNode, ordered

MOST: Final = 60
"""So many shared things are drawn; the page lists all."""
_BEHIND_LEFT, _LEFT, _MIDDLE, _RIGHT, _BEHIND_RIGHT = range(5)


def bridge_scene(view: View, found: Bridges, lang: str, *, href: Href | None = None) -> Scene:
    """Return the picture of an answer that was made from this view."""
    drawing = _Drawing(view, found, Pencil(view, lang, href))
    shared = drawing.shared()
    layers = {**drawing.bodies(), **dict.fromkeys(shared[:MOST], _MIDDLE)}
    nodes = ordered(drawing.nodes(layers), next(iter(layers)))
    scene = drawing.pencil.scene(
        msg("{bodies}: what joins them", bodies=drawing.names()),
        map(view.index, layers),
        nodes,
        drawing.links(layers),
        left_out=max(0, len(shared) - MOST),
    )
    return replace(scene, description=drawing.sentence().text(lang))


@dataclass(frozen=True)
class _Drawing:
    view: View
    found: Bridges
    pencil: Pencil

    def bodies(self) -> dict[str, int]:
        """Return the bodies and those through which they act, by id, each with its column."""
        layers: dict[str, int] = {}
        for place, body in enumerate(self.found.bodies):
            layers.setdefault(_acting(body), _RIGHT if place else _LEFT)
        for place, body in enumerate(self.found.bodies):
            layers.setdefault(body.id, _BEHIND_RIGHT if place else _BEHIND_LEFT)
        return layers

    def names(self) -> list[str]:
        """Return what the bodies are known by."""
        return [self.pencil.node(self.view.index(body.id)).short for body in self.found.bodies]

    def sentence(self) -> Message:
        """Return in one sentence how much at least two of the bodies share."""
        known = self.found.shared
        counts = {
            "State": len(known.states),
            "Agreement": len(known.agreements),
            "Sector": len(known.sectors),
            "Programme": len(known.programmes),
        }
        things = [counted(type_, count) for type_, count in counts.items() if count]
        if not things:
            return msg("{bodies} share nothing on record.", bodies=self.names())
        return msg("{bodies} share {things}.", bodies=self.names(), things=things)

    def shared(self) -> list[str]:
        """Return what joins, by id: agreements, programmes, sectors, states, then routes."""
        known = self.found.shared
        listed = (known.agreements, known.programmes, known.sectors, known.states)
        own = self.bodies()
        shared = [one.id for part in listed for one in part]
        return [id_ for id_ in dict.fromkeys([*shared, *self._on_routes()]) if id_ not in own]

    def nodes(self, layers: dict[str, int]) -> Iterator[SceneNode]:
        """Yield the nodes; an agreement says how it stands."""
        standing = {one.id: one.standing for one in self.found.shared.agreements}
        for id_, layer in layers.items():
            said: Message | None = None
            if id_ in standing:
                said = STANDINGS_OF_AGREEMENTS[standing[id_]]
            yield self.pencil.node(self.view.index(id_), layer, said)

    def links(self, layers: dict[str, int]) -> Iterator[SceneLink]:
        """Yield the relations on record among the nodes, then what holds through others."""
        drawn = set()
        for link in self.pencil.links_among(map(self.view.index, layers)):
            drawn |= {(link.start, link.end), (link.end, link.start)}
            yield self._as_it_stands(link)
        for start, type_, end in dict.fromkeys(self._through_others()):
            if {start, end} <= layers.keys() and (start, end) not in drawn:
                yield SceneLink(start, end, type_, self._word(type_))

    def _as_it_stands(self, link: SceneLink) -> SceneLink:
        lesser = (
            one.standing in {"lapsed", "not_yet"}
            for one in self.found.shared.agreements
            if one.id == link.end
        )
        return replace(link, dashed=True) if any(lesser) else link

    def _through_others(self) -> Iterator[tuple[str, str, str]]:
        """Yield what joins a body to what it acts through, runs, or works in by its organs."""
        acting = {body.id: _acting(body) for body in self.found.bodies}
        yield from ((body, "PART_OF", whole) for body, whole in acting.items() if body != whole)
        known = self.found.shared
        yield from ((acting[b], "IN_SECTOR", one.id) for one in known.sectors for b in one.of)
        yield from ((acting[b], "RUNS", one.id) for one in known.programmes for b in one.of)
        yield from (
            (acting[b], "PARTY_TO", one.id) for one in known.agreements for b in one.between
        )

    def _on_routes(self) -> Iterator[str]:
        """Yield who stands on the best route between two that share nothing."""
        groups = list(self._groups())
        for route in self.found.routes:
            if route.rank == 1 and not any({*route.between} <= group for group in groups):
                yield from (node.id for node in route.nodes[1:-1])

    def _groups(self) -> Iterator[set[str]]:
        """Yield by whom each shared thing is shared."""
        known = self.found.shared
        for part in (known.states, known.sectors, known.programmes):
            yield from (set(one.of) for one in part)
        yield from (set(one.between) for one in known.agreements)

    def _word(self, type_: str) -> str:
        return RELATIONS[type_].title_of_type.text(self.pencil.lang)


def _acting(body: BridgeBody) -> str:
    return body.through.id if body.through else body.id
