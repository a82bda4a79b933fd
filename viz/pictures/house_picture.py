"""The agency's own house: what it is part of, its organs and programmes, its agreements."""

from __future__ import annotations

from typing import Final

from kg.base.i18n import msg
from viz.house import AGENCY, house_scene
from viz.pictures.citations import cited, rests_of
from viz.pictures.picture import Picture
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.scene_twin import scene_twin

_SAYS: Final = msg(
    "What it is part of and has agreed on, its organs and the programmes of its house."
)


def _make(ask: PictureAsk) -> Picture:
    centre = ask.asked.ids[0] if ask.asked.ids else AGENCY
    scene = house_scene(ask.view, ask.lang, centre, href=ask.href)
    indexes = [ask.view.index(node.id) for node in scene.nodes]
    sources, more = cited(ask.view, indexes, (), ask.lang, ask.href)
    return Picture(
        ask.asked, ask.lang, scene.title, _SAYS.text(ask.lang), scene.caption, scene,
        scene_twin(scene, rests_of(ask.view, scene, sources)), scene.notes, sources, more,
    )  # fmt: skip


FORM: Final = PictureForm(
    "house",
    msg("The house of the agency"),
    msg("What the agency is part of, its organs and programmes, its agreements."),
    _make,
    types=("Organisation",),
    most=1,
)
