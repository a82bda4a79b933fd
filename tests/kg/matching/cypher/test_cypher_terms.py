"""Lenses of terms: the database gives what the kernels give, byte for byte, and the same tables."""

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
from kg.matching.cypher.cypher_measures import MEASURES
from kg.matching.cypher.term_scores import logarithm
from kg.matching.kernel.logarithms import TABLES, table
from kg.model.records import Point
from tests.effort import examples
from tests.kg.matching.cypher.compare import probes, same, same_pairs
from tests.kg.matching.cypher.database import Database
from tests.kg.matching.reference import Edge, World
from tests.kg.matching.term_reference import AdditiveText, TermText
from tests.kg.matching.term_worlds import IDS, ROLES, additive_lens, term_worlds
from tests.kg.matching.worlds import rows_of

pytestmark = pytest.mark.neo4j
MERGED: Final = {"state/old": "state/arg", "org/old": "org/x"}


def _text(roles: tuple[str, ...], *terms: TermText) -> AdditiveText:
    return AdditiveText(list(roles), {f"t{place}": term for place, term in enumerate(terms)})


SHIPPED_LIKE: Final = additive_lens(
    _text(
        ("PROVIDES", "PROVIDES_SECOND", "FUNDS", "EXTENDS"),
        TermText("years_since", -800_000, 15),
        TermText("fading_sectors", 580_000, 0),
        TermText("new_links", 200_000, 0),
    ),
    "different_actor, open",
)
STRANGE: Final = additive_lens(
    _text(
        ROLES,
        TermText("new_links", -123_457, 3),
        TermText("years_since", 654_321, 0),
        TermText("fading_sectors", -1_999_999, 7),
    ),
    "valid_on_date, open, different_actor, same_field",
)


@st.composite
def hidden_worlds(draw: st.DrawFn) -> World:
    """Worlds with loops, old names and nodes that not everybody may see."""
    world = draw(term_worlds())
    chance = random.Random(draw(st.integers(0, 2**32)))
    nodes = {id_: dict(facts) for id_, facts in world.nodes.items()}
    for id_ in IDS["org"]:
        if chance.random() < 0.3:
            nodes[id_]["country"] = chance.choice(list(MERGED))
    for id_ in chance.sample(sorted(nodes), 4):
        nodes[id_]["visibility"] = chance.choice(AUDIENCES)
    loops = [
        Edge(type_, id_, id_)
        for type_ in ("BROADER", "MATCHES")
        for id_ in chance.sample(IDS["sector"], 1)
    ]
    return World(nodes, [*world.edges, *loops])


def _view(database: Database, world: World, day: date, audience: Audience) -> View:
    rows = rows_of(world, MERGED)
    database.load(*rows, MERGED)
    return View(build(*rows, audience=audience, point=Point(1), redirects=MERGED), day)


@settings(
    max_examples=examples(12),
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
    needs = view.of_type("Demand").tolist()
    actors = [n for name in ("State", "Country", "Organisation") for n in view.of_type(name)]
    seen = {view.id(int(n)) for name in ("State", "Sector") for n in view.of_type(name)}
    states = [None, *(id_ for id_ in IDS["state"][:2] if id_ in seen)]
    sectors = [None, *(id_ for id_ in IDS["sector"][:3] if id_ in seen)]
    told = probes(view, states, sectors)
    for lens in (SHIPPED_LIKE, STRANGE):
        same(view, lens, [*needs, *map(int, actors), *told], engine, top)
        same_pairs(view, lens, top, engine)
    same_pairs(view, STRANGE.reversed(), top, engine)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_logarithms_of_the_database_are_the_committed_ones(
    database: Database, name: str
) -> None:
    """To the last entry, and beyond it."""
    expected = table(name)
    text = next(text for text in MEASURES.values() if text.table == name)
    rows = database.run(
        f"UNWIND range(0, $most) AS x RETURN {logarithm('x', text)} AS t",
        {"most": len(expected) + 9},
    ).rows
    assert [row[0] for row in rows] == [*expected.tolist(), *[int(expected[-1])] * 10]
