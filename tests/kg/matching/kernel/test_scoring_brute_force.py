"""The engine against brute force, to the last digit; one query, all pairs, both directions."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.matching.engine import ranking as ranking_of
from kg.matching.match import MatchRow, match, match_all, scores
from kg.model.registry import NODES
from tests.kg.matching.reference import (
    Edge,
    LensText,
    PathText,
    World,
    contributions,
    fits,
    ranking,
    score,
)
from tests.kg.matching.worlds import (
    FITS,
    IDS,
    lens_of,
    lenses,
    subject_worlds,
    view_of,
    worlds,
)

CONDITIONS = (
    "different_actor, open, common_language, eligible, same_field, {period_overlap: 3 months},"
    " {at_least: {p0: 0.25}}"
)
thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@thorough
@given(worlds(), lenses())
def test_one_query_is_brute_force(world: World, text: LensText) -> None:
    view, lens = view_of(world), lens_of(text)
    for query in IDS["demand"]:
        targets, points = scores(view, lens, view.index(query))
        found = [(view.id(t), s) for t, s in zip(targets.tolist(), points.tolist(), strict=True)]
        assert found == ranking(world, text, query)


@thorough
@given(worlds(), lenses(), st.integers(1, 6))
def test_all_pairs_are_the_same_as_one_query_after_the_other(
    world: World, text: LensText, top: int
) -> None:
    view, lens = view_of(world), lens_of(text, CONDITIONS)
    expected = []
    for query in IDS["demand"]:
        targets, points = scores(view, lens, view.index(query))
        pairs = zip(targets[:top].tolist(), points[:top].tolist(), strict=True)
        expected += [MatchRow(query, view.id(t), n, s) for n, (t, s) in enumerate(pairs, 1)]
    assert list(match_all(view, lens, top)) == expected


@thorough
@given(subject_worlds(), lenses(), st.integers(1, 6))
def test_what_fits_comes_first_and_no_score_moves(world: World, text: LensText, top: int) -> None:
    view, lens = view_of(world), lens_of(text, CONDITIONS, FITS)
    plain, rows = lens_of(text, CONDITIONS), []
    for query in IDS["demand"]:
        ranked = ranking_of(view, plain, view.index(query))
        pairs = zip(map(view.id, ranked.nodes.tolist()), ranked.scores.tolist(), strict=True)
        drawn = [(fits(world, query, target), target, score) for target, score in pairs]
        drawn.sort(key=lambda one: (not one[0], -one[2], one[1]))
        shown = match(view, lens, query, "en", top).results
        assert [(one.fits, one.id, one.score) for one in shown] == drawn[:top]
        rows += [MatchRow(query, t, n, s, f) for n, (f, t, s) in enumerate(drawn[:top], 1)]
    assert list(match_all(view, lens, top)) == rows


@thorough
@given(worlds(), lenses())
def test_offers_find_the_demands_that_find_them(world: World, text: LensText) -> None:
    view, lens = view_of(world), lens_of(text, CONDITIONS)

    def pairs(queries: list[str]) -> dict[frozenset[str], int]:
        found = {}
        for query in queries:
            targets, points = scores(view, lens, view.index(query))
            for target, point in zip(targets.tolist(), points.tolist(), strict=True):
                found[frozenset((query, view.id(target)))] = point
        return found

    assert pairs(IDS["demand"]) == pairs(IDS["offer"])


@thorough
@given(worlds(), lenses())
def test_reasons_add_up_and_are_brute_force(world: World, text: LensText) -> None:
    document = match(view_of(world), lens_of(text), "demand/a", "en")
    for result in document.results:
        assert result.score == sum(reason.score for reason in result.reasons)
        assert result.score == score(world, text, "demand/a", result.id)
        for reason in result.reasons:
            parts = contributions(world, text.paths[reason.path], "demand/a", result.id)
            expected = sorted(((m, s) for m, s in parts.items() if s), key=lambda p: (-p[1], p[0]))
            assert [(meet.id, meet.score) for meet in reason.meets] == expected
            assert reason.score == sum(meet.score for meet in reason.meets)


@thorough
@given(worlds(), lenses())
def test_walks_shown_exist_and_pass_through_their_meeting_node(
    world: World, text: LensText
) -> None:
    edges = {(edge.type, edge.start, edge.end) for edge in world.edges}
    for result in match(view_of(world), lens_of(text), "demand/a", "en").results:
        for reason in result.reasons:
            assert len(reason.meets) <= len(reason.steps) <= 3 * len(reason.meets)
            for meet in reason.meets:
                assert any(meet.id in walk for walk in reason.steps)
            for walk in reason.steps:
                assert (walk[0], walk[-1]) == ("demand/a", result.id)
                for a, arrow, b in zip(walk[::2], walk[1::2], walk[2::2], strict=False):
                    ends = (a, b) if arrow.endswith(">") else (b, a)
                    assert (arrow.strip("<>"), *ends) in edges


def test_node_numbers_follow_ids() -> None:
    """Ties are broken by node number: types and prefixes must sort alike."""
    prefixes = [cls.prefix + "/" for cls in NODES.values()]
    assert prefixes == sorted(prefixes)


@pytest.mark.parametrize("top", [0, 1, 2, 3])
def test_ties_are_broken_by_id_bytewise(top: int) -> None:
    world = World({i: {} for ids in IDS.values() for i in ids}, [])
    text = LensText(["Demand"], ["Offer"])
    text.paths["p0"] = PathText("(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)", 1_000_000)
    ends = itertools.product(["demand/a", *IDS["offer"]], ["sector/dac/140"])
    world.edges += [Edge("IN_SECTOR", start, end) for start, end in ends]
    found = [row.target for row in match_all(view_of(world), lens_of(text), top)]
    assert found == ["offer/a", "offer/a.1", "offer/b"][:top]
    shown = match(view_of(world), lens_of(text), "demand/a", "en", top)
    assert [result.id for result in shown.results] == found
