"""The scene of a match from left to right: who needs what, why it fits, who offers what.

Between a need and an offer stand the nodes at which the walks of the reasons meet, with the steps
that lead there. How much each of them counts is said to the board alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.base.reader_manner import share
from kg.graph.view import Edge, View
from kg.model.documents import MatchResult
from kg.model.registry import RELATIONS
from viz.scene import Href, Pencil, Scene, SceneLink, SceneNode, ordered
from viz.walked import Step, edge_of, steps_of

MEETS: Final = 6
"""At so many nodes at most a match is shown to meet, those that count most."""
_WHO_NEEDS, _NEED, _WHY, _OFFER, _WHO_OFFERS = range(5)


@dataclass(frozen=True)
class MatchSubject:
    """A need or an offer that was asked about, and its matches, the best first."""

    id: str
    is_need: bool
    results: Sequence[MatchResult]

    def meetings(self) -> Iterator[tuple[str, str, list[str]]]:
        """Yield the other side, a node at which it meets and a walk through that, need first."""
        for result in self.results:
            meets = [(meet.score, meet.id, reason) for reason in result.reasons
                     for meet in reason.meets]  # fmt: skip
            meets.sort(key=lambda one: (-one[0], one[1]))
            for _, id_, reason in meets[:MEETS]:
                walk = next((walk for walk in reason.steps if id_ in walk[::2]), None)
                if walk is not None:
                    yield result.id, id_, walk if self.is_need else _reversed(walk)

    def shares(self) -> dict[str, tuple[int, int]]:
        """Return what meets at each node and of how much, in millionths, over all matches."""
        found: dict[str, int] = {}
        for result in self.results:
            for reason in result.reasons:
                for meet in reason.meets:
                    found[meet.id] = found.get(meet.id, 0) + meet.score
        total = sum(result.score for result in self.results)
        return {id_: (score, total) for id_, score in found.items()}


def edges_of(view: View, subject: MatchSubject) -> Iterator[Edge]:
    """Yield the relations that all walks take."""
    for _, _, walk in subject.meetings():
        for step in steps_of(walk):
            edge = edge_of(view, step)
            if edge is not None:
                yield edge


def match_scene(view: View, subject: MatchSubject, lang: str, *, href: Href | None = None) -> Scene:
    """Return the picture of matches that were found in this view."""
    drawing = _Drawing(view, subject, Pencil(view, lang, href))
    return drawing.scene()


@dataclass(frozen=True)
class _Drawing:
    view: View
    subject: MatchSubject
    pencil: Pencil

    def scene(self) -> Scene:
        """Return the scene."""
        columns = self._columns()
        nodes = ordered(self._nodes(columns), self.subject.id)
        name = next(node for node in nodes if node.id == self.subject.id)
        title = (
            msg("{name}: who can meet this need, and why", name=name.label)
            if self.subject.is_need
            else msg("{name}: whom it can help, and why", name=name.label)
        )
        scene = self.pencil.scene(
            title, map(self.view.index, columns), nodes, self._links(columns), left_out=0
        )
        return replace(scene, description=self._sentence().text(self.pencil.lang))

    def _columns(self) -> dict[str, int]:
        """Return the column of each node: who needs, the need, why, the offer, who offers."""
        sides = (_NEED, _OFFER) if self.subject.is_need else (_OFFER, _NEED)
        columns = {self.subject.id: sides[0]}
        columns.update((result.id, sides[1]) for result in self.subject.results)
        for id_ in tuple(columns):
            ends = _WHO_NEEDS if columns[id_] == _NEED else _WHO_OFFERS
            for who in self._declarers(id_):
                columns.setdefault(who, ends)
        for _, id_, _ in self.subject.meetings():
            columns.setdefault(id_, _WHY)
        return columns

    def _declarers(self, id_: str) -> list[str]:
        if id_ != self.subject.id and id_ not in {result.id for result in self.subject.results}:
            return []
        by = self.view.adjacency(("DECLARES",), "in").of(self.view.index(id_)).tolist()
        return [self.view.id(one) for one in by]

    def _nodes(self, columns: dict[str, int]) -> Iterator[SceneNode]:
        shares = self.subject.shares() if self.view.audience == "board" else {}
        for id_, layer in columns.items():
            more: Message | None = None
            if id_ in shares:
                part = share(*shares[id_], self.pencil.lang)
                more = msg("{share} of the score", share=part)
            yield self.pencil.node(self.view.index(id_), layer, more)

    def _links(self, columns: dict[str, int]) -> Iterator[SceneLink]:
        """Yield who declares what, and both halves of each walk as one line."""
        for id_ in columns:
            for who in self._declarers(id_):
                yield from self._lines([(who, "DECLARES", id_)], who, id_)
        drawn: set[tuple[str, str]] = set()
        for other, meet, walk in self.subject.meetings():
            need, offer = (self.subject.id, other)[:: 1 if self.subject.is_need else -1]
            place = walk[::2].index(meet) * 2
            for start, end, part in ((need, meet, walk[: place + 1]), (meet, offer, walk[place:])):
                if (start, end) not in drawn and start != end:
                    drawn.add((start, end))
                    yield from self._lines(steps_of(part), start, end)

    def _lines(self, steps: list[Step], start: str, end: str) -> Iterator[SceneLink]:
        """Yield one line for relations that follow each other: as they are, or in words."""
        edges = [edge for edge in (edge_of(self.view, step) for step in steps) if edge is not None]
        if len(edges) == 1:
            yield self.pencil.link(edges[0])
        elif edges:
            words = [RELATIONS[edge.type].title_of_type for edge in edges]
            nearest = edges[-1] if self._meets(end) else edges[0]
            label = msg("{relations}", relations=words).text(self.pencil.lang)
            yield SceneLink(start, end, nearest.type, label)

    def _meets(self, id_: str) -> bool:
        return id_ != self.subject.id and id_ not in {one.id for one in self.subject.results}

    def _sentence(self) -> Message:
        count, need = len(self.subject.results), self.subject.is_need
        if need and not count:
            return msg("Nothing is on record yet that fits this need.")
        if not count:
            return msg("No need is on record yet that this offer fits.")
        if need:
            return nmsg(
                "One offer fits this need, by what stands between them.",
                "{count} offers fit this need, by what stands between them.",
                count,
            )
        return nmsg(
            "This offer fits one need, by what stands between them.",
            "This offer fits {count} needs, by what stands between them.",
            count,
        )


def _reversed(walk: Sequence[str]) -> list[str]:
    """Return a walk from its other end; what was walked forward is walked back.

    >>> _reversed(["offer/a", "IN_SECTOR>", "sector/dac/120", "<IN_SECTOR", "demand/b"])
    ['demand/b', 'IN_SECTOR>', 'sector/dac/120', '<IN_SECTOR', 'offer/a']
    """
    turned = []
    for place, part in enumerate(reversed(walk)):
        if place % 2:
            part = f"<{part[:-1]}" if part.endswith(">") else f"{part[1:]}>"  # noqa: PLW2901
        turned.append(part)
    return turned
