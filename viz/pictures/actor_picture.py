"""The surroundings of a record: its neighbours, the most institutional first."""

from __future__ import annotations

from typing import Final

from kg.base.i18n import msg
from viz.ego import ego_scene
from viz.pictures.citations import cited
from viz.pictures.picture import Picture
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.scene_twin import scene_twin

MOST: Final = 100
"""So many records are drawn."""


def _make(ask: PictureAsk) -> Picture:
    scene = ego_scene(ask.view, ask.asked.ids[0], ask.lang, limit=MOST, href=ask.href)
    indexes = [ask.view.index(node.id) for node in scene.nodes]
    sources, more = cited(ask.view, indexes, (), ask.lang, ask.href)
    return Picture(
        ask.asked, ask.lang, scene.title, scene.description, scene.caption, scene,
        scene_twin(scene), scene.notes, sources, more,
    )  # fmt: skip


FORM: Final = PictureForm(
    "actor",
    msg("Surroundings"),
    msg("Whom somebody is related to, and how."),
    _make,
    least=1,
    most=1,
)
