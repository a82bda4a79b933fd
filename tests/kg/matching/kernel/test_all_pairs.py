"""All pairs against one query after the other: whatever the world, the tree, the threads."""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.kernel import all_pairs as module
from kg.matching.kernel import target_tree
from kg.matching.kernel.all_pairs import all_pairs
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.scoring import Row
from kg.matching.lens.lens import PathLens
from tests.kg.matching.many_worlds import SPREADS, Spread, many
from tests.kg.matching.reference import LensText, PathText
from tests.kg.matching.reference import ranking as by_brute_force
from tests.kg.matching.worlds import FITS, lens_of, lenses, view_of

CONDITIONS = (
    "different_actor, open, valid_on_date, common_language, eligible, {period_overlap: 3 months},"
    " same_field, {at_least: {p0: 0.25}}"
)
some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def one_by_one(view: View, lens: PathLens, top: int) -> list[Row]:
    rows = []
    for query in nodes_of(view, lens.start.labels).tolist():
        found = ranking(view, lens, query)
        fits = [None] * len(found.nodes) if found.fits is None else found.fits.tolist()
        best = found.nodes.tolist()[:top], found.scores.tolist()[:top], fits[:top]
        rows.append(Row(query, *best))
    return rows


class Case(NamedTuple):
    spread: Spread
    seed: int
    require: str
    fits: str
    top: int
    few: int
    threads: int


cases = st.builds(
    Case,
    st.sampled_from(SPREADS),
    st.integers(0, 2**32),
    st.sampled_from(["", CONDITIONS]),
    st.sampled_from(["", FITS]),
    st.sampled_from([1, 5, 100]),
    st.sampled_from([0, 1, 8]),
    st.sampled_from([1, 3]),
)


@some
@given(cases, lenses())
def test_all_pairs_are_one_query_after_the_other(case: Case, text: LensText) -> None:
    view = view_of(many(case.spread, case.seed, 14, 50))
    lens = lens_of(text, case.require, case.fits)
    assert isinstance(lens, PathLens)
    # So that there are several blocks, and nodes with children, as in large worlds.
    with patch.object(module, "BLOCK", 5), patch.object(target_tree, "FEW", case.few):
        for turned in (lens, lens.reversed()):
            found = list(all_pairs(view, turned, case.top, None, case.threads))
            assert found == one_by_one(view, turned, case.top)


def test_all_pairs_are_brute_force_where_the_tree_has_levels() -> None:
    world = many("zipf", 7, 4, 40)
    text = LensText(["Demand"], ["Offer"])
    text.paths["sector"] = PathText("(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)", 300_000)
    text.paths["field"] = PathText(
        "(d)-[:IN_SECTOR]->()-[:BROADER*0..1]->(m)<-[:BROADER*0..1]-()<-[:IN_SECTOR]-(o)",
        500_000,
        specific=True,
    )
    text.paths["language"] = PathText("(d)-[:IN_LANGUAGE]->(m)<-[:IN_LANGUAGE]-(o)", 200_000)
    view, lens = view_of(world), lens_of(text)
    assert isinstance(lens, PathLens)
    with patch.object(target_tree, "FEW", 1):
        for row in all_pairs(view, lens, 12):
            pairs = list(zip(map(view.id, row.targets), row.scores, strict=True))
            assert pairs == by_brute_force(world, text, view.id(row.query))[:12]


def test_queries_without_any_target_have_empty_lists() -> None:
    view = view_of(many("uniform", 1, 3, 0))
    text = LensText(["Demand"], ["Offer"])
    text.paths["p0"] = PathText("(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)", 1_000_000)
    for lens in (lens_of(text), lens_of(text, CONDITIONS, FITS)):
        assert isinstance(lens, PathLens)
        assert list(all_pairs(view, lens, 2)) == [Row(query, [], [], []) for query in range(3)]
        assert list(all_pairs(view, lens.reversed(), 2)) == []


def test_progress_counts_queries_and_a_reader_may_leave() -> None:
    view = view_of(many("uniform", 1, 30, 9))
    text = LensText(["Demand"], ["Offer"])
    text.paths["p0"] = PathText("(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)", 1_000_000)
    lens, told = lens_of(text), list[tuple[int, int]]()
    assert isinstance(lens, PathLens)
    with patch.object(module, "BLOCK", 8):
        rows = all_pairs(view, lens, 2, lambda done, of: told.append((done, of)), threads=3)
        assert len(list(rows)) == 30
        assert told == [(8, 30), (16, 30), (24, 30), (30, 30)]
        begun = all_pairs(view, lens, 2, threads=3)
        assert next(begun).query == nodes_of(view, ("Demand",))[0]
        assert isinstance(begun, Generator)
        begun.close()
