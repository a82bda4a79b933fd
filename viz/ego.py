"""The scene around one node: ring by ring what fits, the rest in counted bundles that open.

The picture, the page and the command line agree on the caps, which stand here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.graph.view import Edge, View
from kg.model.registry import NODES, RELATIONS
from kg.model.vocabulary import heading, lesser_status
from viz.bundles import Bundle, bundles_of, drawn_whole, merged, neighbours, whole
from viz.counts_in_words import all_counted
from viz.scene import MOST, Href, Pencil, Scene, SceneLink, SceneNode, ordered

SPOTS: Final = 40
"""So many nodes stand in each ring of the first view at most, the middle counted in."""
OPENED: Final = 36
"""So many come out of a bundle at once, all states of the hemisphere among them."""
STEPS: Final = 3
"""Farther than so many relations nobody reads a picture."""

Opens = Callable[[str], str | None]
"""From the key of a bundle to the address at which it is open, or folded again."""


def ego_scene(
    view: View,
    id_: str,
    lang: str,
    steps: int = 1,
    limit: int = SPOTS,
    *,
    opened: Iterable[str] = (),
    href: Href | None = None,
    opens: Opens | None = None,
) -> Scene:
    """Return a node, its neighbours within ``steps`` and the relations among them.

    Each ring has at most ``limit`` nodes: groups of neighbours that fit are drawn whole, others
    are counted in bundles. Those whose keys are ``opened`` have what they hold around them, at
    most 36 at once, then a further bundle. Of what lies behind a bundle nothing is drawn.

    Raises:
        UnknownIdError: no such node, or not for this audience.
    """
    rings = Rings(view, view.index(id_))
    rings.fill(steps, limit)
    pencil = Pencil(view, lang, href)
    folded = Drawing(rings, pencil, (), opens).scene()
    keys = {node.bundle for node in folded.nodes}
    wanted = tuple(dict.fromkeys(opened))
    if not any(whole(key) in keys for key in wanted):
        return folded
    return replace(Drawing(rings, pencil, wanted, opens).scene(), grew_from=folded)


@dataclass(slots=True)
class Rings:
    """Which neighbours are drawn and which are counted; ``under``: on which node each hangs."""

    view: View
    centre: int
    drawn: list[int] = field(default_factory=list)
    under: dict[int, int] = field(default_factory=dict)
    counted: list[Bundle] = field(default_factory=list)
    steps: int = 0
    first: int = 0
    """How many are related to the middle itself."""
    seen: set[int] = field(default_factory=set)

    def fill(self, steps: int, limit: int) -> None:
        """Go outwards ring by ring from what was drawn of the ring before."""
        self.seen, self.steps = {self.centre}, steps
        self.drawn = ring = [self.centre]
        for step in range(steps):
            ring = self._next(ring, max(limit - (step == 0), 1))
            self.drawn = [*self.drawn, *ring]
            if step == 0:
                self.first = len(self.seen) - 1

    def _next(self, ring: Sequence[int], spots: int) -> list[int]:
        spots = min(spots, MOST - len(self.drawn) - len(self.counted))
        found = list(self.behind(ring))
        while len({bundle.owner for bundle in found}) > max(spots, 0):
            found = [bundle for bundle in found if bundle.owner != found[-1].owner]
        bundles = merged(self.view, found, spots)
        fit = drawn_whole(bundles, spots)
        self.counted += [bundle for bundle in bundles if bundle.key not in fit]
        chosen = [bundle for bundle in bundles if bundle.key in fit]
        self.under.update({node: bundle.owner for bundle in chosen for node in bundle.members})
        return [node for bundle in chosen for node in bundle.members]

    def behind(self, ring: Sequence[int]) -> Iterator[Bundle]:
        """Yield the neighbours of a ring that no earlier node had, each once."""
        for owner in ring:
            near = neighbours(self.view, owner, self.seen)
            self.seen |= near.keys()
            yield from bundles_of(self.view, owner, near)


@dataclass(slots=True)
class Drawing:
    """Rings with what is open of their bundles, as nodes and links."""

    rings: Rings
    pencil: Pencil
    opened: tuple[str, ...]
    opens: Opens | None
    nodes: list[SceneNode] = field(default_factory=list)
    links: list[SceneLink] = field(default_factory=list)
    out: dict[int, tuple[str, Edge]] = field(default_factory=dict)
    """What came out of bundles: under which, and by which relation."""

    def scene(self) -> Scene:
        """Return the scene."""
        for bundle in self.rings.counted:
            self._bundle(bundle, self.rings.view.id(bundle.owner))
        records = [*self.rings.drawn, *self.out]
        self.nodes += (self._record(index) for index in records)
        self.links += self.among(records)
        nodes = ordered(self.nodes, self.rings.view.id(self.rings.centre))
        scene = self.pencil.scene(
            msg("{name}: relations", name=nodes[0].label), records, nodes, self.links, left_out=0
        )
        return replace(scene, description=self._sentence(nodes[0].short), notes=self._notes(scene))

    def _record(self, index: int) -> SceneNode:
        id_ = self.out[index][0] if index in self.out else None
        owner = self.rings.under.get(index)
        if id_ is None and owner is not None and owner != self.rings.centre:
            id_ = self.rings.view.id(owner)
        return replace(self.pencil.node(index), under=id_)

    def _bundle(self, bundle: Bundle, under: str, number: int = 1) -> None:
        """Draw a bundle; where it is open, what comes out of it and a bundle of what remains."""
        drawn = len(self.nodes) + len(self.rings.drawn) + len(self.rings.counted) + len(self.out)
        open_ = bundle.key in self.opened and drawn + OPENED < MOST
        self.nodes.append(self._counted(bundle, under, open_=open_, number=number))
        self.links.append(self._line(bundle, under))
        if not open_:
            return
        for node, edge in zip(bundle.members[:OPENED], bundle.edges, strict=False):
            self.out[node] = (bundle.key, edge)
            self.links.append(self._hung(edge, bundle))
        if len(bundle) > OPENED:
            number += 1
            self._bundle(bundle.part(OPENED, number), bundle.key, number)

    def _counted(self, bundle: Bundle, under: str, *, open_: bool, number: int) -> SceneNode:
        view, lang = self.rings.view, self.pencil.lang
        holds = bundle.holds(view)
        side = None if bundle.side is None else self.pencil.node(bundle.side)
        what = all_counted(holds)
        if number > 1:
            what = msg("{things} more", things=what)
        names = [_named(view, bundle, name) for name in self._sides(bundle)]
        label, short = (
            (msg("{name} · {things}", name=name, things=what) if name else what).text(lang)
            for name in names
        )
        main = max(holds, key=lambda pair: pair[1])[0]
        return SceneNode(
            bundle.key, main, label, short, lang if side is None else side.lang,
            href=self.opens(bundle.key) if self.opens else None,
            under=None if under == view.id(self.rings.centre) else under,
            bundle=bundle.key, holds=() if open_ else holds, open=open_,
        )  # fmt: skip

    def _sides(self, bundle: Bundle) -> tuple[str | None, str | None]:
        """Return the other side's whole name and what it is known by."""
        if bundle.side is None:
            return None, None
        node = self.pencil.node(bundle.side)
        return node.label, node.short

    def _line(self, bundle: Bundle, under: str) -> SceneLink:
        """Return the line between a bundle and what it hangs on, as thick as it is full."""
        line = self._turned(bundle.edge, bundle, under, bundle.key)
        label = _said_of(self.rings.view, bundle).text(self.pencil.lang)
        return replace(
            line, label=label, status=None, since=None, until=None, dashed=False,
            count=len(bundle), to_confirm=False, said=(), unknown=False,
        )  # fmt: skip

    def _hung(self, edge: Edge, bundle: Bundle) -> SceneLink:
        """Return the relation of a record that came out of a bundle, as a line to that."""
        outward = edge.start == bundle.owner
        other = self.rings.view.id(edge.end if outward else edge.start)
        return self._turned(edge, bundle, bundle.key, other)

    def _turned(self, edge: Edge, bundle: Bundle, near: str, far: str) -> SceneLink:
        start, end = (near, far) if edge.start == bundle.owner else (far, near)
        return replace(self.pencil.link(edge), start=start, end=end)

    def among(self, records: Sequence[int]) -> Iterator[SceneLink]:
        """Yield all relations among records but those that are drawn through a bundle."""
        view = self.rings.view
        owner = {bundle.key: view.id(bundle.owner) for bundle in self.rings.counted}
        through = {
            frozenset((view.id(node), owner[whole(key)])) for node, (key, _) in self.out.items()
        }
        for link in self.pencil.links_among(records):
            if frozenset((link.start, link.end)) not in through:
                yield link

    def _sentence(self, name: str) -> str:
        counted = sum(bundle.owner == self.rings.centre for bundle in self.rings.counted)
        total = self.rings.first
        if not total:
            said = msg("{name}: no relation is known on this day.", name=name)
        elif not counted:
            said = nmsg(
                "{name} is related to {count} record.", "{name} is related to {count} records.",
                total, name=name,
            )  # fmt: skip
        else:
            said = msg("{name} is related to {total} records, many of them counted in bundles.",
                       name=name, total=total)  # fmt: skip
        return said.text(self.pencil.lang)

    def _notes(self, scene: Scene) -> tuple[str, ...]:
        said: list[Message] = []
        if any(node.holds for node in scene.nodes):
            said.append(
                msg("A shape with a second outline counts records that are not drawn: open it.")
            )
        if self.out:
            said.append(msg("Of what was opened its other relations are told in words alone."))
        if self.rings.counted and self.rings.steps > 1:
            said.append(msg("What lies behind counted records is not shown."))
        return (*(one.text(self.pencil.lang) for one in said), *scene.notes)


def _said_of(view: View, bundle: Bundle) -> Message:
    """Return the relations that a bundle stands for; of several kinds how many of each."""
    kinds = Counter((edge.type, view.status(edge)) for edge in bundle.edges)
    said = []
    for (type_, status), count in sorted(kinds.items(), key=_often):
        word, title = lesser_status(type_, status), RELATIONS[type_].title_of_type
        text = title if word is None else msg("{relation} ({status})", relation=title, status=word)
        said.append(
            text if len(kinds) == 1 else msg("{relation}: {count}", relation=text, count=count)
        )
    return msg("{things}", things=said)


def _often(kind: tuple[tuple[str, str | None], int]) -> tuple[int, str, str]:
    (type_, status), count = kind
    return -count, type_, status or ""


def _named(view: View, bundle: Bundle, side: str | None) -> Message | str | None:
    """Return by what a bundle is known; nothing where its count says all."""
    if side is not None:
        return side
    if bundle.others:
        return msg("Others")
    if bundle.mixed or bundle.of_activities:
        return None
    title = heading(bundle.edge.type, outward=bundle.outward)
    if len({view.status(edge) for edge in bundle.edges}) > 1:
        return None
    word = lesser_status(bundle.edge.type, view.status(bundle.edge))
    if word is not None:
        return msg("{relation} ({status})", relation=title, status=word)
    cls = NODES[view.type_of(bundle.members[0])]
    plain = {cls.plural.template, cls.title_of_type.template}
    return None if title.template in plain else title
