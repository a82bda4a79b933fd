"""A match as a path: the need, why it fits, the offer; or the best three offers for a need."""

from __future__ import annotations

from typing import Final

from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.graph.naming import in_message
from kg.model.documents import Match, MatchResult
from kg.model.registry import type_of
from kg.questions import MatchQuestion
from viz.match_scene import MatchSubject, edges_of, match_scene
from viz.pictures.citations import cited, rests_of
from viz.pictures.picture import Picture
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.scene_twin import scene_twin

BEST: Final = 3
"""So many matches are shown of a need or an offer alone."""


class NoMatchError(WrongUseError):
    """A need and an offer are to be shown as a match, and are none."""

    slug = "no-match"
    status = 404
    title = msg("No match")

    def __init__(self, one: object, other: object) -> None:
        super().__init__(
            msg("“{one}” and “{other}” do not match.", one=one, other=other),
            msg("Ask why with: match A --why-not B."),
        )


def _make(ask: PictureAsk) -> Picture:
    view, subject = ask.view, _subject(ask)
    scene = match_scene(view, subject, ask.lang, href=ask.href)
    nodes = (view.index(node.id) for node in scene.nodes)
    sources, more = cited(view, nodes, edges_of(view, subject), ask.lang, ask.href)
    return Picture(
        ask.asked, ask.lang, scene.title, scene.description, scene.caption, scene,
        scene_twin(scene, rests_of(ask.view, scene, sources)), scene.notes, sources, more,
    )  # fmt: skip


def fitting(found: Match) -> list[MatchResult]:
    """Return the matches that are about the same subject: those that are drawn unasked."""
    return [one for one in found.results if one.fits is not False]


def _subject(ask: PictureAsk) -> MatchSubject:
    """Return what is asked about: the first that is named, with the second or its best matches.

    Raises:
        NoMatchError: the second is none of its matches.
    """
    ids = [ask.view.id(ask.view.index(id_)) for id_ in ask.asked.ids]
    top = BEST if len(ids) == 1 else MatchQuestion.MOST
    found = ask.inquiry.answer(MatchQuestion(ids[0], top=top))
    results = fitting(found)
    if len(ids) > 1:
        results = [one for one in found.results if one.id == ids[1]]
        if not results:
            raise NoMatchError(*(in_message(ask.view, ask.view.index(id_)) for id_ in ids))
    return MatchSubject(ids[0], type_of(ids[0]) == "Demand", results[:BEST])


FORM: Final = PictureForm(
    "match",
    msg("Match"),
    msg("Which offer fits a need, and why."),
    _make,
    types=("Demand", "Offer"),
    least=1,
    most=2,
)
