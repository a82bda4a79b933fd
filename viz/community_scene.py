"""The scene of communities: each a shape named by its best-known members, lines by ties; they open.

Where there are more of them than can be told apart the smallest lie together in one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.graph.view import View
from viz.bundles import MARK
from viz.community_graph import Community, CommunityGraph, community_graph
from viz.counts_in_words import all_counted
from viz.ego import OPENED, Opens
from viz.label_text import shortened
from viz.scene import Href, Pencil, Scene, SceneLink, SceneNode, ordered
from viz.style import LOOKS, TIE

SHOWN: Final = 24
"""So many communities are drawn at most."""
_KEY: Final = "communities"
_NAME: Final = 18
"""So many characters of each name a community is known by in the drawing."""
_WIDEST: Final = 14
"""For so many a line is drawn where there are most ties; others by the root of theirs."""


def community_scene(
    view: View,
    lang: str,
    *,
    opened: Iterable[str] = (),
    href: Href | None = None,
    opens: Opens | None = None,
) -> Scene:
    """Return the communities of a view; ``opened`` are the keys of those that are open."""
    drawing = _Drawing(view, community_graph(view), Pencil(view, lang, href), opens)
    folded = drawing.scene(())
    keys = {node.bundle for node in folded.nodes}
    wanted = tuple(key for key in dict.fromkeys(opened) if key in keys)
    return replace(drawing.scene(wanted), grew_from=folded) if wanted else folded


@dataclass(frozen=True)
class _Drawing:
    view: View
    graph: CommunityGraph
    pencil: Pencil
    opens: Opens | None

    def scene(self, opened: tuple[str, ...]) -> Scene:
        """Return the scene with some communities open."""
        nodes: list[SceneNode] = []
        members: list[int] = []
        links = self._lines()
        for place, one in enumerate(self._shown()):
            key = self._key(place)
            nodes.append(self._node(place, one, open_=key in opened))
            if key in opened:
                shown = one.members[:OPENED]
                members += shown
                nodes += [replace(self.pencil.node(index), under=key) for index in shown]
                links += [
                    SceneLink(self.view.id(index), key, TIE, msg("belongs to").text(self._lang))
                    for index in shown
                ]
                nodes += self._rest(one, key)
        links += self.pencil.links_among(members)
        in_order = ordered(nodes) if nodes else ()
        title = msg("Communities of states and organisations")
        return self._scene(title, in_order, links, members)

    def _scene(
        self,
        title: Message,
        nodes: tuple[SceneNode, ...],
        links: list[SceneLink],
        members: list[int],
    ) -> Scene:
        scene = self.pencil.scene(title, members, nodes, links, left_out=0)
        said = msg(
            "{actors} states and organisations in {communities}, by memberships, agreements and "
            "activities.",
            actors=self.graph.actors(),
            communities=nmsg("{count} community", "{count} communities",
                             len(self.graph.communities)),
        )  # fmt: skip
        notes = (
            msg("A community holds those who are tied to each other more than to others; it is "
                "calculated, and is no institution."),
            msg("A shape with a second outline counts records that are not drawn: open it."),
        )  # fmt: skip
        return replace(
            scene, description=said.text(self._lang), focus=None,
            notes=(*(note.text(self._lang) for note in notes), *scene.notes),
        )  # fmt: skip

    @property
    def _lang(self) -> str:
        return self.pencil.lang

    def _shown(self) -> list[Community]:
        """Return the communities that are drawn, the last of them all that are smaller."""
        found = list(self.graph.communities)
        if len(found) <= SHOWN:
            return found
        rest = tuple(node for one in found[SHOWN - 1 :] for node in one.members)
        return [*found[: SHOWN - 1], Community(rest, ())]

    def _key(self, place: int) -> str:
        shown = self._shown()[place]
        name = self.view.id(shown.best[0]) if shown.best else "others"
        return f"{_KEY}{MARK}{name}"

    def _node(self, place: int, one: Community, *, open_: bool) -> SceneNode:
        key, holds = self._key(place), self._holds(one.members)
        best = [self.pencil.node(index) for index in one.best]
        label, short = (
            msg("{name} · {things}", name=names or msg("Others"), things=things).text(self._lang)
            for names, things in (
                ([node.label for node in best], all_counted(holds)),
                ([shortened(node.short, _NAME) for node in best], _in_all(holds)),
            )
        )
        type_ = best[0].type if best else holds[0][0]
        return SceneNode(
            key, type_, label, short, self._lang,
            href=self.opens(key) if self.opens else None,
            bundle=key, holds=() if open_ else holds, open=open_,
        )  # fmt: skip

    def _rest(self, one: Community, key: str) -> list[SceneNode]:
        """Return what an open community has more than can be drawn: a count, on no page."""
        rest = one.members[OPENED:]
        if not rest:
            return []
        holds = self._holds(rest)
        text = msg("{things} more", things=_in_all(holds)).text(self._lang)
        name = f"{key}{MARK}rest"
        return [SceneNode(name, holds[0][0], text, text, self._lang, under=key, bundle=name,
                          holds=holds)]  # fmt: skip

    def _holds(self, members: Iterable[int]) -> tuple[tuple[str, int], ...]:
        counts = Counter(self.view.type_of(node) for node in members)
        return tuple((name, counts[name]) for name in LOOKS if counts[name])

    def _lines(self) -> list[SceneLink]:
        last = min(len(self.graph.communities), SHOWN) - 1
        ties: Counter[tuple[int, int]] = Counter()
        for (one, other), count in self.graph.ties.items():
            pair = min(one, last), min(other, last)
            if pair[0] != pair[1]:
                ties[pair] += count
        most = max(ties.values(), default=1)
        return [
            SceneLink(
                self._key(one), self._key(other), TIE,
                nmsg("{count} tie", "{count} ties", count).text(self._lang),
                count=max(2, round(_WIDEST * math.sqrt(count / most))),
            )
            for (one, other), count in ties.items()
        ]  # fmt: skip


def _in_all(holds: tuple[tuple[str, int], ...]) -> Message:
    total = sum(count for _, count in holds)
    return nmsg("{count} state or body", "{count} states and bodies", total)
