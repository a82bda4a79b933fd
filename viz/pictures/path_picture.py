"""Routes between two actors: the best ones drawn together, weak links and doubts marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.base.i18n import Message, msg
from kg.base.reader_manner import since_when
from kg.model.documents import PathRelation, Paths, Route
from kg.model.registry import RELATIONS
from kg.model.vocabulary import DOUBTS, lesser_status
from kg.questions import PathsQuestion
from viz.path_scene import edges_of, path_scene
from viz.pictures.citations import cited
from viz.pictures.picture import Cell, Picture, Twin, TwinGroup, TwinRow
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.scene import Scene

MOST: Final = 5
"""So many routes are drawn together at most."""
_K: Final = "k"


def _make(ask: PictureAsk) -> Picture:
    asked = ask.asked
    k = int(next(iter(ask.chosen(_K)), str(PathsQuestion.TOP)))
    found = ask.inquiry.answer(PathsQuestion(asked.start or "", asked.end or "", k))
    scene = path_scene(ask.view, found, ask.lang, href=ask.href)
    indexes = [ask.view.index(node.id) for node in scene.nodes]
    sources, more = cited(ask.view, indexes, edges_of(ask.view, found), ask.lang, ask.href)
    return Picture(
        asked, ask.lang, scene.title, scene.description, scene.caption, scene,
        _twin(scene, found), scene.notes, sources, more,
    )  # fmt: skip


def _twin(scene: Scene, found: Paths) -> Twin:
    """Return each route by itself, its nodes in their order, each with how it leads on."""
    heads = (msg("Name").text(scene.lang), msg("How it leads on").text(scene.lang))
    groups = [
        TwinGroup(msg("Route {rank}", rank=route.rank).text(scene.lang), tuple(_rows(scene, route)))
        for route in found.paths
    ]
    ends = tuple(
        TwinRow(Cell(node.label, href=node.href), ((),), node.type) for node in scene.nodes
    )
    none = [TwinGroup("", ends)]
    return Twin(heads, tuple(groups or none))


def _rows(scene: Scene, route: Route) -> list[TwinRow]:
    nodes = {node.id: node for node in scene.nodes}
    rows = []
    for place, one in enumerate(route.nodes):
        node = nodes[one.id]
        said: tuple[Cell, ...] = ()
        if place < len(route.relations):
            weak = place == route.weakest
            said = (_said(scene, route.relations[place], one.id, weak=weak),)
        also = [via.label for via in route.via if via.place == place and via.id != one.id]
        name = msg("{name}; or {others}", name=node.label, others=also) if also else node.label
        text = name.text(scene.lang) if isinstance(name, Message) else name
        other = None if node.lang == scene.lang else node.lang
        rows.append(TwinRow(Cell(text, other, node.href), (said,), node.type))
    return rows


def _said(scene: Scene, relation: PathRelation, here: str, *, weak: bool) -> Cell:
    title = RELATIONS[relation.type].title_of_type
    word = lesser_status(relation.type, relation.status)
    text: Message | str = (
        title if word is None else msg("{relation} ({status})", relation=title, status=word)
    )
    arrow = "→" if relation.from_ == here else "←"
    parts: list[Message | str] = [msg("{arrow} {relation}", arrow=arrow, relation=text)]
    if relation.since:
        parts.append(since_when(relation.since))
    parts += _doubts(relation.doubts)
    if weak:
        parts.append(msg("the weakest link"))
    return Cell(msg("{parts}", parts=parts).text(scene.lang))


def _doubts(doubts: Sequence[str]) -> list[Message | str]:
    if not doubts:
        return []
    return [msg("to be confirmed: {why}", why=[DOUBTS[name] for name in DOUBTS if name in doubts])]


FORM: Final = PictureForm(
    "path",
    msg("Routes"),
    msg("How two actors are connected, by the best routes."),
    _make,
    ends=True,
    choices={_K: tuple(map(str, range(1, MOST + 1)))},
)
