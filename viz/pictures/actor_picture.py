"""The surroundings of a record: its neighbours ring by ring, what does not fit in bundles."""

from __future__ import annotations

from itertools import islice
from typing import Final

from kg.base.i18n import msg
from viz.ego import STEPS, ego_scene
from viz.pictures.citations import cited_of, rests_of
from viz.pictures.picture import Picture
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.scene_twin import scene_twin

OPEN: Final = "open"
"""The word by which addresses open a bundle, said once for each."""
MOST_OPEN: Final = 12
"""So many bundles are open at once."""


def _make(ask: PictureAsk) -> Picture:
    scene = ego_scene(
        ask.view,
        ask.asked.ids[0],
        ask.lang,
        int(next(iter(ask.chosen("steps")), "1")),
        opened=islice(ask.chosen(OPEN), MOST_OPEN),
        href=ask.href,
        opens=lambda key: ask.toggled(OPEN, key),
    )
    sources, more = cited_of(ask.view, scene, ask.lang, ask.href)
    return Picture(
        ask.asked, ask.lang, scene.title, scene.description, scene.caption, scene,
        scene_twin(scene, rests_of(ask.view, scene, sources)), scene.notes, sources, more,
    )  # fmt: skip


FORM: Final = PictureForm(
    "actor",
    msg("Surroundings"),
    msg("Whom somebody is related to, and how."),
    _make,
    least=1,
    most=1,
    choices={OPEN: (), "steps": tuple(map(str, range(1, STEPS + 1)))},
)
