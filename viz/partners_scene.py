"""The scene of partners judged, for the board: with whom a link is on record, and the right door.

In columns: the other parties to the agreements that make the official link, these agreements, the
partners, each with its verdict, and the offices to write to. Lines are relations on record; that
no line leads to a partner says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.i18n import Message, msg
from kg.graph.view import View
from kg.model.documents import Partner, Partners
from kg.model.vocabulary import VERDICTS
from viz.scene import MOST, Href, Pencil, Scene, SceneNode, ordered, other_end

_OTHERS, _LINKS, _PARTNERS, _DOORS = range(4)


def partners_scene(view: View, found: Partners, lang: str, *, href: Href | None = None) -> Scene:
    """Return the picture of an answer that was made from this view and judges somebody.

    Raises:
        ForbiddenError: the reader is not the board.
    """
    view.require_board()
    pencil = Pencil(view, lang, href)
    layers = _layers(view, found.results)
    shown = dict(list(layers.items())[:MOST])
    first = min(shown, key=lambda id_: shown[id_])
    nodes = ordered(_nodes(pencil, shown, found.results), first)
    return pencil.scene(
        msg("Partners under the guideline {guideline}, and their doors", guideline=_title(found)),
        map(view.index, shown),
        nodes,
        pencil.links_among(map(view.index, shown)),
        left_out=len(layers) - len(shown),
    )


def _title(found: Partners) -> str:
    return f"{found.guideline.name} {found.guideline.version}"


def _layers(view: View, partners: list[Partner]) -> dict[str, int]:
    """Return who is shown, by id, each with its column; partners first, in their order."""
    layers = {one.id: _PARTNERS for one in partners}
    for one in partners:
        if one.door is not None:
            layers.setdefault(one.door.id, _DOORS)
        for link in one.links:
            layers.setdefault(link.id, _LINKS)
    for index in [view.index(id_) for id_, layer in layers.items() if layer == _LINKS]:
        for edge in view.edges(index, only="PARTY_TO"):
            layers.setdefault(view.id(other_end(edge, index)), _OTHERS)
    return layers


def _nodes(pencil: Pencil, layers: dict[str, int], partners: list[Partner]) -> Iterator[SceneNode]:
    """Yield the nodes; a partner says its verdict."""
    said: dict[str, Message] = {one.id: VERDICTS[one.verdict] for one in partners}
    for id_, layer in layers.items():
        yield pencil.node(pencil.view.index(id_), layer, said.get(id_))
