"""Lenses of terms against brute force, to the last digit; one query, all pairs, both ways."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.kernel.terms import term_values, totals
from kg.matching.lens.lens import AdditiveLens
from kg.matching.match import MatchRow, a_probe, answer, match, match_all, scores
from tests.kg.matching.reference import World
from tests.kg.matching.term_reference import (
    AdditiveText,
    Asked,
    acts,
    asked,
    carried,
    ranking,
    values,
    x_of,
)
from tests.kg.matching.term_worlds import IDS, additive_lens, additive_lenses, term_worlds
from tests.kg.matching.worlds import view_of

CONDITIONS = "different_actor, open, common_language, same_field, valid_on_date"
thorough = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(view: View, lens: AdditiveLens, query: Query) -> list[tuple[str, int]]:
    targets, points = scores(view, lens, query)
    return [(view.id(t), s) for t, s in zip(targets.tolist(), points.tolist(), strict=True)]


@thorough
@given(term_worlds(), additive_lenses(), st.booleans())
def test_one_query_is_brute_force(world: World, text: AdditiveText, abroad: bool) -> None:
    view = view_of(world)
    lens = additive_lens(text, "different_actor" if abroad else "")
    for demand in IDS["demand"]:
        expected = ranking(world, text, asked(world, demand), abroad=abroad)
        assert found(view, lens, view.index(demand)) == expected


@thorough
@given(term_worlds(), additive_lenses())
def test_a_need_that_is_told_is_brute_force(world: World, text: AdditiveText) -> None:
    view, lens = view_of(world), additive_lens(text, "different_actor")
    for state in (None, "state/arg"):
        for sector in (None, "sector/dac/100", "sector/dac/14030", "sector/segib/agua"):
            if state or sector:
                need = Asked([state] if state else [], [sector] if sector else [], told=True)
                query = a_probe(view, state, sector)
                assert found(view, lens, query) == ranking(world, text, need, abroad=True)


@thorough
@given(term_worlds(), additive_lenses())
def test_what_each_term_counts(world: World, text: AdditiveText) -> None:
    view, lens = view_of(world), additive_lens(text)
    for demand in IDS["demand"]:
        counted = term_values(view, lens, view.index(demand))
        for place, node in enumerate(counted.nodes.tolist()):
            for column, term in enumerate(text.terms.values()):
                x = x_of(world, text, term.measure, asked(world, demand), view.id(node))
                assert bool(counted.found[place, column]) is (x is not None)
                if x is not None:
                    assert counted.x[place, column] == x
        order = dict(found(view, lens, view.index(demand)))
        ids = [view.id(node) for node in counted.nodes.tolist()]
        assert order == dict(zip(ids, totals(lens, counted).tolist(), strict=True))


@thorough
@given(term_worlds(), additive_lenses(), st.integers(0, 6))
def test_all_pairs_are_the_same_as_one_query_after_the_other(
    world: World, text: AdditiveText, top: int
) -> None:
    view, lens = view_of(world), additive_lens(text, CONDITIONS)
    for turned in (lens, lens.reversed()):
        expected = []
        for node in sorted(
            view.index(id_)
            for prefix in (("demand",) if turned is lens else ("state", "country", "org"))
            for id_ in IDS[prefix]
        ):
            best = found(view, turned, node)[:top]
            expected += [MatchRow(view.id(node), t, n, s) for n, (t, s) in enumerate(best, 1)]
        assert list(match_all(view, turned, top)) == expected


@thorough
@given(term_worlds(), additive_lenses())
def test_actors_find_the_demands_that_find_them(world: World, text: AdditiveText) -> None:
    view, lens = view_of(world), additive_lens(text, CONDITIONS)
    actors = [id_ for prefix in ("state", "country", "org") for id_ in IDS[prefix]]
    forth = {(d, t): s for d in IDS["demand"] for t, s in found(view, lens, view.index(d))}
    back = {(t, a): s for a in actors for t, s in found(view, lens, view.index(a))}
    assert forth == back


@thorough
@given(term_worlds(), additive_lenses())
def test_reasons_add_up_and_say_what_carries_each_term(world: World, text: AdditiveText) -> None:
    view, lens = view_of(world), additive_lens(text)
    need = asked(world, "demand/a")
    for result in match(view, lens, "demand/a", "en").results:
        expected = values(world, text, need, result.id)
        told = {reason.path: reason for reason in result.reasons}
        assert result.score == sum(reason.score for reason in result.reasons)
        assert len(told) == len(result.reasons)
        for name, term in text.terms.items():
            carrier = carried(world, text, term.measure, need, result.id)
            assert (name in told) is (carrier is not None or expected[name] != 0)
            if name in told:
                reason = told[name]
                assert reason.score == expected[name]
                assert [meet.score for meet in reason.meets] == [reason.score]
            if carrier is not None:
                assert reason.meets[0].id == carrier.meet
                assert [walk[-3] for walk in reason.steps] == carrier.activities
                assert str(carrier.number or "nothing") in reason.sentence


@thorough
@given(term_worlds(), additive_lenses())
def test_walks_shown_exist_and_lead_through_what_was_done(world: World, text: AdditiveText) -> None:
    view, lens = view_of(world), additive_lens(text)
    edges = {(edge.type, edge.start, edge.end) for edge in world.edges}
    queries: list[Query] = [view.index("demand/a"), a_probe(view, "state/bol", None)]
    queries += [view.index(id_) for id_ in IDS["org"]]
    for query in queries:
        for result in answer(view, lens, query, "en").results:
            for reason in result.reasons:
                assert len(reason.steps) <= 3
                for walk in reason.steps:
                    _is_walk(walk, edges)
                    assert reason.meets[0].id in walk
                    ends = walk if query in queries[2:] else walk[::-1]
                    actor, activity = ends[0], ends[2]
                    assert activity in {act.activity for act in acts(world, text, actor)}


def _is_walk(walk: list[str], edges: set[tuple[str, str, str]]) -> None:
    for a, arrow, b in zip(walk[::2], walk[1::2], walk[2::2], strict=False):
        ends = (a, b) if arrow.endswith(">") else (b, a)
        assert (arrow.strip("<>"), *ends) in edges
