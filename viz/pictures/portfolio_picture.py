"""A portfolio at a glance: who asks on the left, who could give on the right, proposals between.

It is no form: it belongs to an answer that is for the board, and no other site is ever shown it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.base.i18n import msg, nmsg
from kg.base.reader_manner import labelled, number
from kg.graph.view import View
from kg.model.documents import Portfolio, PortfolioState
from viz.pictures.picture import AskedPicture, Cell, Picture, Twin, TwinGroup, TwinRow
from viz.scene import Href, Pencil, Scene, SceneLink, SceneNode
from viz.style import PROPOSED

_GIVES: Final = "gives:"
"""Before the id of who gives: a state may stand on both sides."""


def portfolio_picture(view: View, document: Portfolio, href: Href | None = None) -> Picture:
    """Return who is proposed to meet whose demands, a line for each two, wider for more."""
    drawing = _Drawing(view, document, Pencil(view, document.lang, href))
    scene = drawing.scene()
    return Picture(
        AskedPicture("portfolio"), document.lang, scene.title, scene.description, scene.caption,
        scene, drawing.twin(), scene.notes,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Drawing:
    view: View
    document: Portfolio
    pencil: Pencil

    def scene(self) -> Scene:
        """Return the scene: all who ask, those who give something."""
        lang = self.document.lang
        nodes = (*self._asks(), *self._gives())
        met = len(self.document.chosen)
        scene = self.pencil.scene(
            msg("Who could meet whose demands"), (), nodes, self._links(), left_out=0
        )
        said = nmsg(
            "{count} demand is met in this proposal, {left} are left out. Left: who asks, and how"
            " many of its demands are met. Right: who could give.",
            "{count} demands are met in this proposal, {left} are left out. Left: who asks, and how"
            " many of its demands are met. Right: who could give.",
            met, left=number(len(self.document.left_out), lang),
        )  # fmt: skip
        return replace(scene, description=said.text(lang), focus=None)

    def twin(self) -> Twin:
        """Return the same in words: a row for each who asks."""
        lang = self.document.lang
        given = self._counts()
        rows = tuple(
            TwinRow(
                Cell(self._asking(state), href=self._href(state.id)),
                (tuple(self._given(state.id, given)) or (Cell(msg("nothing yet").text(lang)),),),
                self.view.type_of(self.view.index(state.id)),
            )
            for state in self.document.states
        )
        heads = (msg("Who asks").text(lang), msg("Who could give").text(lang))
        groups = (TwinGroup(msg("Demands met").text(lang), rows),) if rows else ()
        return Twin(heads, groups)

    def _given(self, asks: str, given: Counter[tuple[str, str]]) -> Iterator[Cell]:
        lang = self.document.lang
        for one in self.document.providers:
            if count := given[asks, one.id]:
                # Without a link: lines lie closer than fingers are wide.
                yield Cell(labelled(one.label, number(count, lang), lang))

    def _asks(self) -> Iterator[SceneNode]:
        for state in self.document.states:
            more = msg("{met} of {asked}", met=state.met, asked=state.asked)
            yield self.pencil.node(self.view.index(state.id), 0, more)

    def _gives(self) -> Iterator[SceneNode]:
        for one in self.document.providers:
            count = one.taken + one.under_way
            more = nmsg("{count} demand", "{count} demands", count)
            node = self.pencil.node(self.view.index(one.id), 1, more)
            yield replace(node, id=f"{_GIVES}{one.id}")

    def _links(self) -> Iterator[SceneLink]:
        lang = self.document.lang
        for (asks, gives), count in sorted(self._counts().items()):
            said = nmsg("proposed: {count} demand", "proposed: {count} demands", count).text(lang)
            yield SceneLink(asks, f"{_GIVES}{gives}", PROPOSED, said, count=count)

    def _counts(self) -> Counter[tuple[str, str]]:
        """Return how many demands of each who asks each who gives would meet."""
        asks = {one.id for one in self.document.states}
        gives = {one.id for one in self.document.providers}
        return Counter(
            (by.id, giver.id)
            for pair in self.document.chosen
            for by in pair.by
            for giver in pair.offer_by
            if by.id in asks and giver.id in gives
        )

    def _asking(self, state: PortfolioState) -> str:
        more = msg("{met} of {asked}", met=state.met, asked=state.asked)
        lang = self.document.lang
        return labelled(state.label, more.text(lang), lang)

    def _href(self, id_: str) -> str | None:
        return self.pencil.href(id_) if self.pencil.href else None
