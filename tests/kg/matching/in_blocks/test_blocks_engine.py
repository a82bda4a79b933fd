"""All pairs in blocks, however they are cut, against all pairs at once: the same rows."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.spread import HERE
from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.in_blocks.blocks_engine import InBlocks
from kg.matching.in_blocks.cutting import Cut
from kg.matching.lens.lens import Lens
from kg.matching.match import match_all
from tests.kg.matching.reference import Edge, LensText, PathText, World
from tests.kg.matching.term_reference import AdditiveText
from tests.kg.matching.term_worlds import additive_lens, additive_lenses, term_worlds
from tests.kg.matching.worlds import FITS, lens_of, lenses, subject_worlds, view_of

CONDITIONS = (
    "different_actor, open, valid_on_date, common_language, eligible, same_field,"
    " {period_overlap: 3 months}, {at_least: {p0: 0.25}}"
)
some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
cuts = st.builds(Cut, st.integers(1, 4), st.integers(1, 5))


def agrees(view: View, lens: Lens, top: int, cut: Cut) -> None:
    """Assert that blocks give what the kernels give at once, and leave with the view what is so."""
    at_once = list(match_all(View(view.snapshot, view.as_of), lens, top))
    assert list(match_all(view, lens, top, engine=InBlocks(HERE, cut))) == at_once
    assert list(match_all(view, lens, top)) == at_once


@some
@given(subject_worlds(), lenses(), st.integers(0, 6), cuts, st.booleans())
def test_blocks_merge_to_the_same_rows(
    world: World, text: LensText, top: int, cut: Cut, turned: bool
) -> None:
    lens = lens_of(text, CONDITIONS, FITS)
    agrees(view_of(world), lens.reversed() if turned else lens, top, cut)
    agrees(view_of(world), lens_of(text), top, cut)


def test_who_is_named_in_another_block_is_known() -> None:
    # It makes no sense to admit a demand, but nobody keeps a source from it.
    demands, offers = ("demand/0", "demand/1", "demand/2"), ("offer/a", "offer/b")
    sector = "sector/dac/140"
    nodes: dict[str, dict[str, Any]] = {id_: {} for id_ in (*demands, *offers, sector, "state/arg")}
    nodes["offer/a"]["eligible"] = ["demand/2"]
    edges = [Edge("IN_SECTOR", id_, sector) for id_ in (*demands, *offers)]
    edges += [Edge("DECLARES", "state/arg", id_) for id_ in demands]
    text = LensText(["Demand"], ["Offer"])
    text.paths["p0"] = PathText("(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)", 1_000_000)
    view, lens = view_of(World(nodes, edges)), lens_of(text, "eligible")
    agrees(view, lens, 5, Cut(1, 1))
    assert ranking(view, lens, view.index("demand/0")).excluded == {"eligible": 1, "same_nature": 0}


@some
@given(term_worlds(), additive_lenses(), st.integers(1, 6), cuts, st.booleans())
def test_needs_are_cut_where_terms_are_summed(
    world: World, text: AdditiveText, top: int, cut: Cut, turned: bool
) -> None:
    lens = additive_lens(text, "different_actor, open, common_language, same_field")
    agrees(view_of(world), lens.reversed() if turned else lens, top, cut)
