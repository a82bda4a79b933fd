"""Triangular suggestions as a document: of different sides, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kg.base.errors import UnknownIdError
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.graph.actors import declarers, parties
from kg.graph.view import View
from kg.knowledge import Inquiry, KnowledgeBase
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match
from kg.matching.triangles.triangle_suggestions import NotADemandError, triangle_suggestions
from kg.model.documents import Triangles
from kg.questions import TrianglesQuestion
from tests.conftest import TODAY
from tests.graphs import view_of

DEMAND = "demand/xab-agua-rural"
LINES = """
state/hti DECLARES demand/water
demand/water IN_SECTOR sector/dac/14030
state/chl DECLARES offer/chl
offer/chl IN_SECTOR sector/dac/14030
state/bra DECLARES offer/bra
offer/bra IN_SECTOR sector/dac/14030
activity/wells IN_SECTOR sector/dac/14030
activity/pipes IN_SECTOR sector/dac/14030
activity/roads IN_SECTOR sector/dac/21020
org/bank FUNDS activity/wells
org/bank FUNDS activity/roads
state/bra PROVIDES activity/roads
state/jpn RECEIVES activity/roads
state/gtm RECEIVES activity/wells
state/chl PROVIDES activity/pipes
state/gtm RECEIVES activity/pipes
sector/dac/14030 BROADER sector/dac/140
"""
NODES: dict[str, dict[str, Any]] = {
    "demand/water": {"nature": "declared"},
    "offer/chl": {"nature": "declared"},
    "offer/bra": {"nature": "declared"},
    "sector/dac/14030": {"scheme": "dac", "level": "leaf"},
    "sector/dac/140": {"scheme": "dac", "level": "category"},
    **{f"activity/{name}": {"nature": "demonstrated", "starts": "2024-01-01"}
       for name in ("wells", "pipes", "roads")},
}  # fmt: skip


@pytest.fixture(scope="module")
def inquiry(starter_url: str) -> Iterator[Inquiry]:
    knowledge = KnowledgeBase(starter_url, cache=None)
    yield knowledge.inquiry(TODAY, "board", "en")
    knowledge.close()


def asked(view: View, top: int = 5) -> Triangles:
    return triangle_suggestions(view, "demand/water", "en", top)


def test_a_score_is_the_sum_of_its_parts_and_each_side_has_its_reasons(inquiry: Inquiry) -> None:
    found = inquiry.answer(TrianglesQuestion(DEMAND))
    assert len(found.results) == 5
    offers = {one.id: one for one in match(inquiry.view, LENSES.named(OFFERS_FOR_DEMAND), DEMAND,
                                           "en", 50).results}  # fmt: skip
    helpers = {one.id: one for one in match(inquiry.view, LENSES.named(EXPERIENCE), DEMAND,
                                            "en", 50).results}  # fmt: skip
    scores = []
    for place, one in enumerate(found.results, 1):
        parts = one.parts
        assert one.rank == place
        assert one.score == parts.fit + parts.experience + parts.together
        assert one.first == offers[one.first.id]
        assert one.second == helpers[one.second.id]
        assert one.first.fits
        assert one.first.reasons
        assert one.second.reasons
        scores.append(one.score)
    assert scores == sorted(scores, reverse=True)
    assert (found.lens.name, found.second_lens.name) == (OFFERS_FOR_DEMAND, EXPERIENCE)


def test_all_three_are_of_different_sides(inquiry: Inquiry) -> None:
    view = inquiry.view
    for demand in view.of_type("Demand").tolist()[:20]:
        for one in inquiry.answer(TrianglesQuestion(view.id(demand))).results:
            sides = [parties(view, declarers(view, node)) for node in
                     (demand, view.index(one.first.id), view.index(one.second.id))]  # fmt: skip
            assert not sides[0] & sides[1]
            assert not sides[0] & sides[2]
            assert not sides[1] & sides[2]


def test_who_has_worked_with_the_first_comes_before_who_has_not() -> None:
    found = asked(view_of(LINES, NODES))
    told = {one.first.id: (one.second.id, [t.activity.id for t in one.together])
            for one in found.results}  # fmt: skip
    assert told == {"offer/bra": ("org/bank", ["activity/roads"]), "offer/chl": ("org/bank", [])}
    assert found.results[0].first.id == "offer/bra"
    assert found.results[0].parts.together == 100_000
    assert found.results[0].sentence == "Both took part in 1 activity: activity/roads."
    assert asked(view_of(LINES, NODES), 1).results == found.results[:1]


@pytest.mark.parametrize(
    ("gone", "why"),
    [("offer/", "Nothing on record fits"), ("activity/", "Nobody is on record")],
)
def test_where_there_are_none_it_is_said_why(gone: str, why: str) -> None:
    lines = [line for line in LINES.splitlines() if gone not in line]
    found = asked(view_of("\n".join(lines), NODES))
    assert found.results == []
    assert [text[: len(why)] for text in found.sentences] == [why]


def test_where_all_experience_is_of_who_offers_it_is_said() -> None:
    lines = [line for line in LINES.splitlines() if "offer/bra" not in line and "bank" not in line]
    found = asked(view_of("\n".join(lines), NODES))
    assert found.sentences == [
        "All who have done such a thing before are of the side that offers it."
    ]


def test_only_demands_have_triangles(inquiry: Inquiry) -> None:
    with pytest.raises(NotADemandError):
        inquiry.answer(TrianglesQuestion("org/oas"))
    with pytest.raises(UnknownIdError):
        inquiry.answer(TrianglesQuestion("demand/nowhere"))
