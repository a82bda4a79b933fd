"""Practices beside the offers for a need, and ways on where nothing fits it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND
from kg.graph.actors import nature_of
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.knowledge import Inquiry, KnowledgeBase
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import a_probe, match
from kg.model.documents import Match
from kg.questions import MatchQuestion
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def inquiry(starter_url: str) -> Iterator[Inquiry]:
    knowledge = KnowledgeBase(starter_url, cache=None)
    yield knowledge.inquiry(TODAY, "board", "en")
    knowledge.close()


def asked(
    inquiry: Inquiry, id_: str, sector: str | None = None, lens: str = OFFERS_FOR_DEMAND
) -> Match:
    return inquiry.answer(MatchQuestion(id_, sector, lens=lens))


def test_practices_stand_beside_offers_by_a_lens_of_their_own(inquiry: Inquiry) -> None:
    found = asked(inquiry, "demand/xab-agua-rural")
    assert {one.type for one in found.practices} == {"Practice"}
    assert {one.type for one in found.results} == {"Offer"}
    assert found.practices_lens is not None
    assert found.practices_lens.name == PRACTICES_FOR_DEMAND
    by_itself = asked(inquiry, "demand/xab-agua-rural", lens=PRACTICES_FOR_DEMAND)
    assert by_itself.results[: len(found.practices)] == found.practices
    assert by_itself.practices == []
    for one in by_itself.results:
        assert one.score == sum(reason.score for reason in one.reasons)


def test_the_way_back_leads_from_a_practice_to_the_same_demands(inquiry: Inquiry) -> None:
    found = asked(inquiry, "demand/xab-agua-rural", lens=PRACTICES_FOR_DEMAND)
    for one in found.results:
        back = asked(inquiry, one.id, lens=PRACTICES_FOR_DEMAND)
        there = {each.id: (each.score, each.fits) for each in back.results}
        assert there["demand/xab-agua-rural"] == (one.score, one.fits)
        assert {each.type for each in back.results} == {"Demand"}
        assert (back.practices, back.ways_on) == ([], [])


@pytest.mark.parametrize("lens", [OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND])
@pytest.mark.parametrize("state", ["state/hti", "state/bra", "state/xaa", "state/xab"])
def test_natures_never_meet_in_a_need_that_is_told(inquiry: Inquiry, lens: str, state: str) -> None:
    told = nature_of(inquiry.view, a_probe(inquiry.view, state, None))
    assert told == ("example" if state.startswith("state/x") else "declared")
    for sector in ("sector/dac/140", "sector/dac/311", "sector/dac/150", "sector/segib/salud"):
        found = asked(inquiry, state, sector, lens)
        assert {one.nature for one in (*found.results, *found.practices)} <= {told}
        for way in found.ways_on:
            if way.id and way.lens in {OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND}:
                more = asked(inquiry, way.id, way.sector, way.lens)
                assert {one.nature for one in more.results} == {told}


def test_an_invented_state_is_told_practices_and_offers_of_invented_ones(inquiry: Inquiry) -> None:
    found = asked(inquiry, "state/xaa", "sector/dac/140")
    assert found.results
    assert found.practices
    assert asked(inquiry, "state/hti", "sector/dac/140").results == []


def test_nothing_that_fits_leaves_ways_on(inquiry: Inquiry) -> None:
    empty = asked(inquiry, "demand/xaa-trade-accession")
    assert empty.results == []
    widen, experience, post = empty.ways_on
    assert (widen.kind, widen.id, widen.sector) == ("widen", "state/xaa", "sector/dac/300")
    assert asked(inquiry, "state/xaa", "sector/dac/300").results
    assert (experience.kind, experience.lens) == ("experience", EXPERIENCE)
    assert (experience.id, experience.sector) == ("demand/xaa-trade-accession", None)
    assert (post.kind, post.id, post.lens) == ("post", None, None)


def test_what_shares_the_field_alone_leaves_ways_on_too(inquiry: Inquiry) -> None:
    found = asked(inquiry, "demand/xaa-dispatch-second-language")
    assert {one.fits for one in found.results} == {False}
    assert [way.kind for way in found.ways_on] == ["practices", "experience", "post"]
    assert found.ways_on[0].found == 2
    assert asked(inquiry, "demand/xab-agua-rural").ways_on == []


def test_a_need_that_is_told_may_be_posted(inquiry: Inquiry) -> None:
    told, posted = (
        asked(inquiry, *about).ways_on[-1].text
        for about in (("state/xab", "sector/dac/60061"), ("demand/xaa-debt-swap",))
    )
    assert told.startswith("Post the need")
    assert posted.startswith("The need is posted")


def test_the_other_lenses_name_no_way_to_themselves(inquiry: Inquiry) -> None:
    for lens, kinds in (
        (EXPERIENCE, {"widen", "practices", "post"}),
        (PRACTICES_FOR_DEMAND, {"widen", "experience", "post"}),
    ):
        found = asked(inquiry, "demand/xaa-nursing-dutch", lens=lens)
        if not found.results:
            assert {way.kind for way in found.ways_on} <= kinds


def test_every_lens_that_draws_a_line_lists_what_fits_first(starter_snapshot: Snapshot) -> None:
    view = View(starter_snapshot, TODAY)
    for name in (OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND):
        for node in view.of_type("Demand").tolist():
            results = match(view, LENSES.load(name), view.id(node), "en", 100).results
            order = [(not one.fits, -one.score, one.id) for one in results]
            assert order == sorted(order)
            assert [one.rank for one in results] == list(range(1, len(results) + 1))
