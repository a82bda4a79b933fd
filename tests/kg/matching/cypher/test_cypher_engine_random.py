"""Random graphs: the database gives what the kernels give, byte for byte.

The lenses are few and hold every pattern of ``tests.kg.matching.worlds``, since a text is planned
once and then kept by the server; the worlds are many.
"""

from __future__ import annotations

import random
from datetime import date
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.base.audience import AUDIENCES, Audience
from kg.graph.build import build
from kg.graph.view import View
from kg.matching.lens.lens import Lens
from kg.model.records import Point
from tests.effort import examples
from tests.kg.matching.cypher.compare import probes, same, same_pairs
from tests.kg.matching.cypher.database import Database
from tests.kg.matching.reference import Edge, LensText, PathText, World
from tests.kg.matching.worlds import FITS, IDS, PATTERNS, lens_of, rows_of, subject_worlds

pytestmark = pytest.mark.neo4j
CONDITIONS: Final = (
    """different_actor, open, valid_on_date, {period_overlap: 3 months}, common_language, eligible,
    same_field, {at_least: {p0: 0.1}}""",
    "same_nature, open, {at_least: {p1: 0.2}}, eligible, {at_least: {p0: 0.000001}}",
    "",
)
MERGED: Final = {"state/old": "state/arg", "org/old": "org/x", "region/old": "region/south"}
PLACES: Final = ["region/south", "region/west"]
ADMITTED: Final = [*IDS["state"], *PLACES, *MERGED, "org/x", "org/y", "sector/dac/100", "all"]
HOMES: Final = [*IDS["state"], *MERGED, "country/esp", "org/x", "Narnia"]


def _lens(place: int) -> Lens:
    chosen = PATTERNS[place::3]
    weights = [1_000_000 // len(chosen)] * (len(chosen) - 1)
    weights.append(1_000_000 - sum(weights))
    paths = {
        f"p{number}": PathText(pattern, weight, specific=(number + place) % 2 == 0)
        for number, (pattern, weight) in enumerate(zip(chosen, weights, strict=True))
    }
    lines = (FITS, "{by: [sector]}", "")
    return lens_of(LensText(["Demand"], ["Offer"], paths), CONDITIONS[place], lines[place])


LENSES: Final = [_lens(place) for place in range(3)]
"""The first draws a line by sectors and words, the second by sectors alone, the third none."""


@st.composite
def hidden_worlds(draw: st.DrawFn) -> World:
    """Worlds with loops, places, states named in records, and nodes that not everybody may see."""
    world = draw(subject_worlds())
    chance = random.Random(draw(st.integers(0, 2**32)))
    nodes = {id_: dict(facts) for id_, facts in world.nodes.items()}
    nodes |= {id_: {} for id_ in (*PLACES, "country/esp")}
    for id_ in IDS["org"]:
        nodes[id_] = {"country": chance.choice(HOMES)} if chance.random() < 0.5 else {}
    for id_ in IDS["offer"]:
        if chance.random() < 0.5:
            nodes[id_]["eligible"] = chance.sample(ADMITTED, chance.randint(1, 3))
    for id_ in chance.sample(sorted(nodes), 4):
        nodes[id_]["visibility"] = chance.choice(AUDIENCES)
    edges = [
        *world.edges,
        *(Edge("IN_REGION", state, chance.choice(PLACES)) for state in IDS["state"]),
        Edge("BROADER", *chance.choices(PLACES, k=2)),
        Edge("MEMBER_OF", "org/x", "org/x", chance.choice((None, "member", "associate"))),
        *(
            Edge(t, id_, id_)
            for t in ("BROADER", "MATCHES")
            for id_ in chance.sample(IDS["sector"], 1)
        ),
        Edge("PART_OF", "org/y", chance.choice(IDS["org"]), chance.choice((None, "member"))),
    ]
    return World(nodes, edges)


def _view(database: Database, world: World, day: date, audience: Audience) -> View:
    rows = rows_of(world, MERGED)
    database.load(*rows, MERGED)
    return View(build(*rows, audience=audience, point=Point(1), redirects=MERGED), day)


@settings(
    max_examples=examples(4),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    hidden_worlds(),
    st.sampled_from(["2026-11-23", "2026-11-24", "2030-01-01", "2019-12-31"]),
    st.sampled_from(AUDIENCES),
    st.integers(1, 20),
)
def test_documents_are_the_same(
    database: Database, world: World, day: str, audience: Audience, top: int
) -> None:
    view = _view(database, world, date.fromisoformat(day), audience)
    engine = database.engine(view.snapshot)
    numbers = {name: view.of_type(name).tolist() for name in ("Demand", "Offer")}
    seen = {view.id(int(n)) for name in ("State", "Sector") for n in view.of_type(name)}
    states = [None, *(id_ for id_ in IDS["state"][:2] if id_ in seen)]
    sectors = [None, *(id_ for id_ in IDS["sector"][1:3] if id_ in seen)]
    # A text costs the server seconds to plan: each way of asking is tried with some lenses.
    same(view, LENSES[0], [*numbers["Demand"], *numbers["Offer"]], engine, top)
    same(view, LENSES[1], [*numbers["Demand"], *numbers["Offer"]], engine, top)
    same(view, LENSES[2], [*numbers["Demand"], *probes(view, states, sectors)], engine, top)
    same_pairs(view, LENSES[0], top, engine)
