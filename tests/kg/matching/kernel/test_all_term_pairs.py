"""All pairs by terms against one query after the other, and brute force, among many alike."""

from __future__ import annotations

from collections.abc import Generator
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.kernel import all_term_pairs as module
from kg.matching.kernel.all_term_pairs import all_pairs_by_terms
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.need_sets import need_sets
from kg.matching.kernel.scoring import Row
from kg.matching.kernel.term_measures import need_of
from kg.matching.lens.lens import AdditiveLens
from tests.graphs import view_of as small_view
from tests.kg.matching.reference import World
from tests.kg.matching.term_reference import AdditiveText, TermText, asked
from tests.kg.matching.term_reference import ranking as by_brute_force
from tests.kg.matching.term_worlds import additive_lens, additive_lenses, crowded, term_worlds
from tests.kg.matching.worlds import view_of

CONDITIONS = (
    "different_actor, open, common_language, same_field, valid_on_date, {period_overlap: 3 months}"
)
some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 2**32)


def one_by_one(view: View, lens: AdditiveLens, top: int) -> list[Row]:
    rows = []
    for query in nodes_of(view, lens.start.labels).tolist():
        found = ranking(view, lens, query)
        nodes, scores = found.nodes.tolist()[:top], found.scores.tolist()[:top]
        rows.append(Row(query, nodes, scores, [None] * len(nodes)))
    return rows


@some
@given(
    term_worlds(),
    additive_lenses(),
    seeds,
    st.sampled_from(["", CONDITIONS]),
    st.sampled_from([1, 3, 100]),
    st.sampled_from([1, 3]),
)
def test_all_pairs_are_one_query_after_the_other(  # noqa: PLR0917  what is drawn
    world: World, text: AdditiveText, seed: int, require: str, top: int, threads: int
) -> None:
    view, lens = view_of(crowded(world, seed, 12)), additive_lens(text, require)
    # So that there are several blocks, with queries in them that are alike.
    with patch.object(module, "BLOCK", 6):
        for turned in (lens, lens.reversed()):
            found = list(all_pairs_by_terms(view, turned, top, None, threads))
            assert found == one_by_one(view, turned, top)


@settings(some, max_examples=8)
@given(term_worlds(), additive_lenses(), seeds)
def test_all_pairs_are_brute_force(world: World, text: AdditiveText, seed: int) -> None:
    many = crowded(world, seed, 4)
    view, lens = view_of(many), additive_lens(text, "different_actor")
    forth: dict[tuple[str, str], int] = {}
    for row in all_pairs_by_terms(view, lens, 100):
        pairs = list(zip(map(view.id, row.targets), row.scores, strict=True))
        demand = view.id(row.query)
        assert pairs == by_brute_force(many, text, asked(many, demand), abroad=True)
        forth |= {(demand, actor): score for actor, score in pairs}
    back = {
        (view.id(demand), view.id(row.query)): score
        for row in all_pairs_by_terms(view, lens.reversed(), 100)
        for demand, score in zip(row.targets, row.scores, strict=True)
    }
    assert back == forth


@some
@given(term_worlds(), seeds)
def test_all_needs_are_those_of_one_after_the_other(world: World, seed: int) -> None:
    view = view_of(crowded(world, seed, 6))
    sets = need_sets(view, ("Demand",))
    for row, node in enumerate(nodes_of(view, ("Demand",)).tolist()):
        assert sets.need(row) == need_of(view, node)
    assert len({*sets.recipients}) == len(sets.recipients)


def text_of_one() -> AdditiveText:
    return AdditiveText(["FUNDS"], {"t": TermText("years_since", -1_000_000, 5)})


def test_ties_are_by_id_and_of_those_alike_the_first_stay() -> None:
    """One need for all, five bodies of one score: the third that is kept is not the last seen."""
    lines = "demand/a IN_SECTOR sector/dac/140\nactivity/x IN_SECTOR sector/dac/140\n"
    lines += "".join(f"org/{name} FUNDS activity/x\n" for name in "ecadb")
    lines += "".join(f"demand/{n} IN_SECTOR sector/dac/140\n" for n in "edcb")
    view, lens = small_view(lines, {"activity/x": {"starts": "2020-01-01"}}), text_of_one()
    rows = list(all_pairs_by_terms(view, additive_lens(lens), 3))
    assert [[view.id(t) for t in row.targets] for row in rows] == [["org/a", "org/b", "org/c"]] * 5
    back = all_pairs_by_terms(view, additive_lens(lens).reversed(), 3)
    first = ["demand/a", "demand/b", "demand/c"]
    assert [[view.id(t) for t in row.targets] for row in back] == [first] * 5


def test_years_that_meet_and_facts_that_differ_among_needs_that_are_alike() -> None:
    """Of several sectors the last year counts, whichever is met last; what is not dated is told."""
    lines = "demand/a IN_SECTOR sector/dac/140\ndemand/a IN_SECTOR sector/dac/150\n"
    lines += lines.replace("demand/a", "demand/b")
    lines += "activity/x IN_SECTOR sector/dac/140\nactivity/y IN_SECTOR sector/dac/150\n"
    lines += "org/late FUNDS activity/x\norg/late FUNDS activity/y\norg/old FUNDS activity/y\n"
    lines += "activity/z IN_SECTOR sector/dac/150\norg/undated FUNDS activity/z\n"
    years = {"activity/x": {"starts": "2024-01-01"}, "activity/y": {"starts": "2019-01-01"}}
    view = small_view(lines, {**years, "demand/a": {"status": "met"}})
    lens = additive_lens(text_of_one(), "open")
    over, row = all_pairs_by_terms(view, lens, 9)
    assert not over.targets
    # Two years ago, five for what is not known, seven: ln(3), ln(6), ln(8).
    assert [view.id(target) for target in row.targets] == ["org/late", "org/undated", "org/old"]
    assert row.scores == [-1_098_612, -1_791_759, -2_079_442]
    back = list(all_pairs_by_terms(view, lens.reversed(), 9))
    assert [[view.id(demand) for demand in row.targets] for row in back] == [["demand/b"]] * 3
    assert [row.scores for row in back] == [[-1_098_612], [-2_079_442], [-1_791_759]]


def test_needs_that_are_alike_but_for_a_condition_are_told_apart() -> None:
    lines = "demand/a IN_SECTOR sector/dac/140\ndemand/b IN_SECTOR sector/dac/140\n"
    lines += "activity/x IN_SECTOR sector/dac/140\norg/x FUNDS activity/x\n"
    lines += "demand/a IN_LANGUAGE language/pt\ndemand/b IN_LANGUAGE language/es\n"
    lens = additive_lens(text_of_one(), "common_language").reversed()
    view = small_view(lines + "org/x IN_LANGUAGE language/es")
    (row,) = all_pairs_by_terms(view, lens, 9)
    assert [view.id(demand) for demand in row.targets] == ["demand/b"]


def test_lists_of_queries_that_are_alike_are_not_one_object() -> None:
    lines = "demand/a IN_SECTOR sector/dac/140\ndemand/b IN_SECTOR sector/dac/140\n"
    lines += "activity/x IN_SECTOR sector/dac/140\norg/a FUNDS activity/x\n"
    first, second = all_pairs_by_terms(small_view(lines), additive_lens(text_of_one()), 3)
    assert first.targets == second.targets
    assert first.targets is not second.targets


def test_where_nobody_asks_or_nobody_is_there() -> None:
    lens = additive_lens(text_of_one())
    assert not list(all_pairs_by_terms(small_view("state/arg FUNDS activity/x"), lens, 3))
    alone = small_view("demand/a IN_SECTOR sector/dac/140")
    (row,) = all_pairs_by_terms(alone, lens, 3)
    assert row[1:] == ([], [], [])
    assert not list(all_pairs_by_terms(alone, lens, 0))
    assert not list(all_pairs_by_terms(alone, lens.reversed(), 3))


def test_progress_counts_queries_and_a_reader_may_leave() -> None:
    lines = "".join(f"demand/d{n} IN_SECTOR sector/dac/140\n" for n in range(30))
    view, told = small_view(lines), list[tuple[int, int]]()
    lens = additive_lens(text_of_one())
    with patch.object(module, "BLOCK", 8):
        rows = all_pairs_by_terms(
            view, lens, 2, lambda done, of: told.append((done, of)), threads=3
        )
        assert len(list(rows)) == 30
        assert told == [(8, 30), (16, 30), (24, 30), (30, 30)]
        begun = all_pairs_by_terms(view, lens, 2, threads=3)
        assert next(begun).query == nodes_of(view, ("Demand",))[0]
        assert isinstance(begun, Generator)
        begun.close()
