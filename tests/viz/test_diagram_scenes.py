"""What a diagram can be of, and what is said of a question that has the wrong records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from kg.base.errors import BadOptionError, ForbiddenError, UnknownIdError
from kg.knowledge import Inquiry, KnowledgeBase
from tests.conftest import TODAY
from viz.diagram_choices import DIAGRAMS
from viz.diagram_scenes import _MAKERS, AskedDiagram, DiagramNeedsError, diagram_scene
from viz.scene import Scene

OF = {
    "node": AskedDiagram("node", ("org/segib",)),
    "match": AskedDiagram("match", ("demand/xaa-addressing-postcodes",)),
    "path": AskedDiagram("path", ("org/iacd", "org/segib")),
    "bridges": AskedDiagram("bridges", ("org/oas", "org/segib")),
    "partners": AskedDiagram("partners"),
}


@pytest.fixture(scope="module")
def knowledge(starter_url: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_url, cache=None)) as base:
        yield base


@pytest.fixture(scope="module")
def inquiry(knowledge: KnowledgeBase) -> Inquiry:
    return knowledge.inquiry(TODAY, "board", "fr")


def test_every_choice_is_made() -> None:
    assert tuple(_MAKERS) == DIAGRAMS == tuple(OF)


@pytest.mark.parametrize("of", DIAGRAMS)
def test_each_is_a_scene_of_what_was_asked(of: str, inquiry: Inquiry) -> None:
    scene = diagram_scene(OF[of], inquiry)
    assert isinstance(scene, Scene)
    assert {*OF[of].ids} <= {node.id for node in scene.nodes}
    assert scene.links
    assert scene.lang == "fr"


def test_a_way_goes_by_its_ends_too(inquiry: Inquiry) -> None:
    by_ends = diagram_scene(AskedDiagram("path", start="org/iacd", end="org/segib"), inquiry)
    assert by_ends == diagram_scene(OF["path"], inquiry)


@pytest.mark.parametrize(
    "asked",
    [
        AskedDiagram("node"),
        AskedDiagram("node", ("org/oas", "org/segib")),
        AskedDiagram("node", ("org/oas",), start="org/segib"),
        AskedDiagram("path", ("org/oas",)),
        AskedDiagram("path", start="org/oas"),
        AskedDiagram("path", ("org/oas",), start="org/segib"),
        AskedDiagram("path", ("org/oas", "org/segib"), start="org/oas", end="org/segib"),
        AskedDiagram("partners", ("org/segib",)),
    ],
)
def test_wrong_records_are_refused(asked: AskedDiagram, inquiry: Inquiry) -> None:
    with pytest.raises(DiagramNeedsError) as refused:
        diagram_scene(asked, inquiry)
    assert refused.value.sentence("es").strip()


def test_what_nobody_knows_is_named(inquiry: Inquiry) -> None:
    with pytest.raises(BadOptionError):
        diagram_scene(AskedDiagram("cake"), inquiry)
    with pytest.raises(UnknownIdError):
        diagram_scene(AskedDiagram("node", ("org/segibb",)), inquiry)


def test_partners_are_for_the_board(knowledge: KnowledgeBase) -> None:
    public = knowledge.inquiry(TODAY, "public", "en")
    with pytest.raises(ForbiddenError):
        diagram_scene(AskedDiagram("partners"), public)
