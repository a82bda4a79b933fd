"""Bridges between two or three bodies: what at least two of them share, between them."""

from __future__ import annotations

from typing import Final

from kg.base.i18n import msg
from kg.bridges.bridge_houses import FEWEST, MOST
from kg.questions import BridgesQuestion
from viz.bridge_scene import bridge_scene
from viz.label_text import readable
from viz.pictures.citations import cited_of, rests_of
from viz.pictures.picture import Picture
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.scene_twin import scene_twin


def _make(ask: PictureAsk) -> Picture:
    found = ask.inquiry.answer(BridgesQuestion(list(ask.asked.ids)))
    scene = bridge_scene(ask.view, found, ask.lang, href=ask.href)
    sources, more = cited_of(ask.view, scene, ask.lang, ask.href)
    notes = (
        *scene.notes,
        *(note for note in map(readable, found.notes) if note not in scene.notes),
    )
    return Picture(
        ask.asked, ask.lang, scene.title, scene.description, scene.caption, scene,
        scene_twin(scene, rests_of(ask.view, scene, sources)), notes, sources, more,
    )  # fmt: skip


FORM: Final = PictureForm(
    "bridges",
    msg("Bridges"),
    msg("What two or three bodies share, and what joins them."),
    _make,
    types=("Organisation",),
    least=FEWEST,
    most=MOST,
)
