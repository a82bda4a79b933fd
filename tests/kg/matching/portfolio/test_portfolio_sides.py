"""Who asks and who gives, of a view: what counts, whose it is, how many places there are."""

from __future__ import annotations

from typing import Any

import pytest

from kg.base.errors import BadOptionError
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.matching.portfolio.portfolio_sides import (
    NOBODY,
    NotForPortfolioError,
    Sides,
    UnderWay,
    sides_of,
)
from kg.questions import PortfolioQuestion
from tests.graphs import view_of

LENS = LENSES.parse(
    """
lens: by-sector
version: "1"
from: (d:Demand)
to: (o:Offer)
require: [different_actor]
paths:
  sector:
    pattern: (d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)
    weight: 1
"""
)
LINES = """
state/hti DECLARES demand/a
state/blz DECLARES demand/b
state/jam DECLARES demand/b
state/hti DECLARES demand/met
state/hti DECLARES demand/example
state/chl DECLARES offer/c
org/abc DECLARES offer/d
org/abc PART_OF state/bra
state/chl DECLARES offer/d
state/chl DECLARES offer/example
state/chl DECLARES offer/expired
"""
DECLARED = {"nature": "declared"}
NODES: dict[str, dict[str, Any]] = {
    "demand/a": DECLARED,
    "demand/b": DECLARED,
    "demand/met": {"nature": "declared", "status": "met"},
    "demand/nobody": DECLARED,
    "demand/example": {"nature": "example"},
    "offer/c": {"nature": "declared", "capacity": 3},
    "offer/d": DECLARED,
    "offer/example": {"nature": "example"},
    "offer/expired": {"nature": "declared", "ends": "2026-01-31"},
}


@pytest.fixture(scope="module")
def view() -> View:
    things = "\n".join(f"{id_} IN_SECTOR sector/dac/140" for id_ in NODES)
    return view_of(LINES + things, NODES)


def asked(view: View, **said: Any) -> Sides:
    return sides_of(view, LENS, PortfolioQuestion(**said))


def ids(view: View, nodes: Any) -> list[str]:
    return ["" if node == NOBODY else view.id(node) for node in nodes]


def test_only_what_is_open_and_declared_counts(view: View) -> None:
    found = asked(view)
    assert ids(view, found.demands) == ["demand/a", "demand/b", "demand/nobody"]
    assert ids(view, found.offers) == ["offer/c", "offer/d"]
    made_up = asked(view, examples=True)
    assert ids(view, made_up.demands) == ["demand/example"]
    assert ids(view, made_up.offers) == ["offer/example"]


def test_it_stands_in_the_name_of_states_of_each_where_it_has_several(view: View) -> None:
    found = asked(view)
    assert ids(view, found.states) == ["state/blz", "state/hti", "state/jam", ""]
    assert ids(view, found.providers) == ["state/bra", "state/chl"]
    own = [ids(view, [found.states[s]]) for s, d in found.wishes.asks.tolist() if d == 1]
    assert own == [["state/blz"], ["state/jam"]]
    assert found.wishes.gives.tolist() == [[0, 1], [1, 0], [1, 1]]


def test_floors_are_of_states_and_of_no_more_than_they_ask_for(view: View) -> None:
    found = asked(view, floor=5)
    assert found.wishes.floors.tolist() == [1, 1, 1, 0]
    assert asked(view, floor=0).wishes.floors.tolist() == [0, 0, 0, 0]


def test_an_offer_takes_what_it_states_or_what_is_assumed(view: View) -> None:
    found = asked(view, offer_places=2)
    assert found.wishes.places.tolist() == [3, 2]
    assert ids(view, found.stated) == ["offer/c"]
    assert asked(view, provider_places=4).wishes.provider_places.tolist() == [4, 4]
    assert min(found.wishes.provider_places.tolist()) >= len(found.demands)


def test_what_is_under_way_takes_its_places(view: View) -> None:
    said = (("demand/a", "offer/c"), ("demand/a", "offer/nowhere"), ("demand/a", "offer/example"))
    found = asked(view, under_way=said, provider_places=2)
    assert found.under_way == [UnderWay(view.index("demand/a"), view.index("offer/c"))]
    assert ids(view, found.demands) == ["demand/b", "demand/nobody"]
    assert found.wishes.places.tolist() == [2, 1]
    assert found.wishes.provider_places.tolist() == [2, 1]
    place = ids(view, found.states).index("state/hti")
    assert found.wishes.floors[place] == 0
    assert found.floors[place] == 1
    assert found.asked[view.index("state/hti")] == 1


def test_more_under_way_than_there_are_places_leaves_none(view: View) -> None:
    said = (("demand/a", "offer/d"), ("demand/b", "offer/d"))
    assert asked(view, under_way=said).wishes.places.tolist() == [3, 0]


def test_pairs_are_of_each_demand_the_best_first(view: View) -> None:
    found = asked(view)
    rows = found.wishes.pairs.tolist()
    assert [row[:2] for row in rows] == [[d, o] for d in range(3) for o in range(2)]
    assert asked(view, candidates=1).wishes.pairs[:, 0].tolist() == [0, 1, 2]


def test_a_lens_of_other_ends_makes_no_portfolio(view: View) -> None:
    with pytest.raises(NotForPortfolioError) as said:
        sides_of(view, LENSES.named(EXPERIENCE), PortfolioQuestion())
    assert OFFERS_FOR_DEMAND in said.value.sentence()


@pytest.mark.parametrize(
    "said",
    [{"candidates": 0}, {"offer_places": -1}, {"provider_places": 1001}, {"floor": -1}],
    ids=str,
)
def test_a_number_out_of_its_range_is_refused(said: dict[str, int]) -> None:
    with pytest.raises(BadOptionError):
        PortfolioQuestion(**said)  # type: ignore[arg-type]
