"""Partners judged, as a picture: verdicts in words, lines only where something is on record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from kg.base.errors import ForbiddenError
from kg.knowledge import KnowledgeBase
from kg.model.vocabulary import VERDICTS
from kg.questions import PartnersQuestion
from tests.conftest import TODAY
from viz.partners_scene import partners_scene
from viz.scene import Scene


@pytest.fixture(scope="module")
def knowledge(starter_url: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_url, cache=None)) as base:
        yield base


@pytest.fixture(scope="module")
def scene(knowledge: KnowledgeBase) -> Scene:
    inquiry = knowledge.inquiry(TODAY, "board", "es")
    return partners_scene(inquiry.view, inquiry.answer(PartnersQuestion()), "es")


def test_every_partner_says_its_verdict(scene: Scene, knowledge: KnowledgeBase) -> None:
    found = knowledge.inquiry(TODAY, "board", "es").answer(PartnersQuestion()).results
    labels = {node.id: node.label for node in scene.nodes}
    assert len(found) > 10
    for one in found:
        assert labels[one.id].endswith(f": {VERDICTS[one.verdict].text('es')}")


def test_lines_are_relations_on_record(scene: Scene, knowledge: KnowledgeBase) -> None:
    view = knowledge.view(TODAY, "board")
    assert scene.links
    for link in scene.links:
        ends = {(view.id(e.start), view.id(e.end)) for e in view.edges(view.index(link.start))}
        assert (link.start, link.end) in ends


def test_doors_and_agreements_have_columns_of_their_own(scene: Scene) -> None:
    layers = {node.type: node.layer for node in scene.nodes}
    assert scene.in_columns()
    assert layers["Agreement"] == 1
    assert layers["Unit"] == 3
    assert scene.nodes[0].layer == 0
    assert scene.focus == scene.nodes[0].id


@pytest.mark.parametrize("audience", ["public", "states"])
def test_it_is_for_the_board(knowledge: KnowledgeBase, audience: str) -> None:
    found = knowledge.inquiry(TODAY, "board", "en").answer(PartnersQuestion())
    with pytest.raises(ForbiddenError):
        partners_scene(knowledge.view(TODAY, audience), found, "en")  # type: ignore[arg-type]
