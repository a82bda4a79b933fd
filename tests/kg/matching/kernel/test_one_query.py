"""One question among many targets gives what the full ranking gives, to the last digit."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.probe import Query
from kg.matching.kernel import one_query
from kg.matching.kernel.one_query import all_listed, top_of_many
from kg.matching.kernel.scoring import Ranked, question, rank
from kg.matching.lens.lens import PathLens
from kg.matching.match import a_probe, match
from tests.kg.matching.reference import LensText, PathText
from tests.kg.matching.worlds import (
    CROWD,
    FITS,
    PATTERNS,
    lens_of,
    lenses,
    view_of,
    with_subjects,
    world_of,
)

CONDITIONS = (
    "different_actor", "open", "valid_on_date", "{period_overlap: 3 months}", "common_language",
    "eligible", "same_field", "{at_least: {p0: 0.25}}",
)  # fmt: skip
thorough = settings(max_examples=25, deadline=None)


@thorough
@given(
    st.integers(0, 2**32), lenses(), st.permutations(CONDITIONS), st.integers(0, len(CONDITIONS))
)
def test_the_index_gives_what_the_ranking_gives(
    seed: int, text: LensText, ordered: list[str], some: int
) -> None:
    chance = random.Random(seed)
    world = with_subjects(world_of(chance, CROWD), chance, CROWD)
    lens = lens_of(text, ", ".join(ordered[:some]), chance.choice(("", FITS)))
    view = view_of(world)
    assert isinstance(lens, PathLens)
    told = a_probe(view, "state/arg", "sector/dac/140")
    with pytest.MonkeyPatch.context() as patched:
        # So few are scored one and all that ranges of classes are left out too.
        patched.setattr(one_query, "SCAN", chance.choice((0, 40, 1 << 14)))
        # Of all that pass, or of some in so many, each is looked up.
        patched.setattr(one_query, "SPARSE", chance.choice((1, 2, 8, 1 << 20)))
        patched.setattr(one_query, "FEW_TO_LIST", 0)
        queries: list[Query] = [*map(view.index, ("demand/0", "demand/1", "offer/0")), told]
        for query in queries:
            asked = question(view, lens, query)
            whole = rank(asked)
            assert sorted(all_listed(asked).tolist()) == sorted(whole.nodes.tolist())
            for top in (0, 1, 7, 200):
                assert _as_lists(top_of_many(asked, top)) == _first(whole, top)


def _first(ranked: Ranked, top: int) -> tuple[object, ...]:
    fits = None if ranked.fits is None else ranked.fits[:top]
    return _as_lists(
        ranked._replace(
            rows=ranked.rows[:top], nodes=ranked.nodes[:top], scores=ranked.scores[:top], fits=fits
        )
    )


def _as_lists(ranked: Ranked) -> tuple[object, ...]:
    fits = None if ranked.fits is None else ranked.fits.tolist()
    parts = (ranked.rows.tolist(), ranked.nodes.tolist(), ranked.scores.tolist())
    return (*parts, ranked.excluded, fits)


def test_documents_are_the_same_by_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    world = with_subjects(world_of(chance, CROWD), chance, CROWD)
    view, text = view_of(world), LensText(["Demand"], ["Offer"])
    text.paths["p0"] = PathText(PATTERNS[1], 600_000, specific=True)
    text.paths["p1"] = PathText(PATTERNS[9], 400_000)
    lens = lens_of(text, "different_actor, common_language", FITS)
    queries = [*(f"demand/{n}" for n in range(6)), "offer/0"]
    few = [match(view, lens, query, "es", 100) for query in queries]
    monkeypatch.setattr(one_query, "FEW", 0)
    assert [match(view, lens, query, "es", 100) for query in queries] == few
    assert {result.fits for found in few for result in found.results} == {True, False}
