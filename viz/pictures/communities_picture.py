"""Communities: the whole graph of states and organisations, for all that is too large to draw."""

from __future__ import annotations

from itertools import islice
from typing import Final

from kg.base.i18n import msg
from viz.community_graph import community_graph
from viz.community_scene import community_scene
from viz.pictures.actor_picture import MOST_OPEN, OPEN
from viz.pictures.citations import cited
from viz.pictures.picture import Picture
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.scene_twin import scene_twin


def _make(ask: PictureAsk) -> Picture:
    scene = community_scene(
        ask.view,
        ask.lang,
        opened=islice(ask.chosen(OPEN), MOST_OPEN),
        href=ask.href,
        opens=lambda key: ask.toggled(OPEN, key),
    )
    actors = (node for one in community_graph(ask.view).communities for node in one.members)
    sources, more = cited(ask.view, actors, (), ask.lang, ask.href)
    return Picture(
        ask.asked, ask.lang, scene.title, scene.description, scene.caption, scene,
        scene_twin(scene), scene.notes, sources, more,
    )  # fmt: skip


FORM: Final = PictureForm(
    "communities",
    msg("Communities"),
    msg("Which states and organisations are tied to each other more than to others."),
    _make,
    choices={OPEN: ()},
)
