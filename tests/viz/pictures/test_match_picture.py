"""Pictures of matches: one match, the best three, none; scores for the board alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from kg.base.audience import Audience
from kg.knowledge import KnowledgeBase
from kg.questions import MatchQuestion
from tests.conftest import TODAY
from viz.pictures.match_picture import BEST, NoMatchError
from viz.pictures.picture import AskedPicture
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture
from viz.scene import Scene

NEED = "demand/xaa-brine-reverse-osmosis"


@pytest.fixture(scope="module")
def starter(starter_url: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_url, cache=None)) as base:
        yield base


def drawn(starter: KnowledgeBase, *ids: str, audience: Audience = "public") -> Scene:
    asked = AskedPicture("match", ids)
    body = picture(PictureAsk(asked, starter.inquiry(TODAY, audience, "en"))).body
    assert isinstance(body, Scene)
    return body


def test_a_need_alone_shows_its_best_offers_by_what_they_meet(starter: KnowledgeBase) -> None:
    found = starter.inquiry(TODAY, "public", "en").answer(MatchQuestion(NEED, top=BEST))
    best = [one.id for one in found.results if one.fits is not False]
    scene = drawn(starter, NEED)
    layer = {node.id: node.layer for node in scene.nodes}
    assert {id_ for id_, place in layer.items() if place == 3} == {*best}
    assert layer[NEED] == 1
    meets = {meet.id for one in found.results for r in one.reasons for meet in r.meets}
    assert {id_ for id_, place in layer.items() if place == 2} <= meets
    for offer in best:
        assert any(offer in (link.start, link.end) for link in scene.links)


def test_an_offer_stands_on_the_right_also_where_it_is_asked_about(starter: KnowledgeBase) -> None:
    offer = next(n.id for n in drawn(starter, NEED).nodes if n.type == "Offer")
    for ids in ((NEED, offer), (offer, NEED)):
        layer = {node.id: node.layer for node in drawn(starter, *ids).nodes}
        assert (layer[NEED], layer[offer]) == (1, 3)


def test_scores_are_said_to_the_board_alone_and_examples_say_so(starter: KnowledgeBase) -> None:
    public, board = (drawn(starter, NEED, audience=who) for who in ("public", "board"))
    assert not any("score" in node.label or "%" in node.label for node in public.nodes)
    assert any("% of the score" in node.label for node in board.nodes)
    for node in public.nodes:
        if node.nature == "example":
            assert "example" in node.short


def test_who_do_not_match_are_refused(starter: KnowledgeBase) -> None:
    with pytest.raises(NoMatchError):
        drawn(starter, NEED, "offer/xab-norma-sismica")
