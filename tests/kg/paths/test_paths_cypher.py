"""Routes found by Neo4j are those of ``kg.paths``, to the last digit and in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from neo4j import Driver

from kg.base.audience import Audience
from kg.graph.build import snapshot_of
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.model.documents import PathRelation
from kg.paths.network import network
from kg.paths.route_search import best_routes
from kg.paths.routes import paths
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.effort import LONG
from tests.graph_loader import Run, changes_in, rows, runner
from tests.graphs import DAY, changes_of
from tools.routes_in_cypher import TEXT, paths_query, strengths

DATES: Final = (date(2026, 11, 25), date(2022, 6, 22))
ACTORS: Final = ("State", "Country", "Organisation", "Unit", "Programme")
NAMED: Final = (
    ("org/oas", "org/segib"),
    ("org/iacd", "unit/mercosur-gci"),
    ("state/hti", "state/blz"),
    ("state/ven", "org/oas"),
    ("org/caricom", "org/mercosur"),
    ("org/segib", "org/mercosur"),
    ("org/iacd", "org/segib"),
    ("country/esp", "org/caricom"),
    ("org/oas", "org/oas"),
    ("org/oij", "org/oas"),
    ("agreement/mercosur-caf", "agreement/cmc-dec-11-2012"),
)


def _pairs(view: View, count: int) -> list[tuple[str, str]]:
    linked = [n for type_ in ACTORS for n in view.of_type(type_).tolist() if any(view.edges(n))]
    choose = Random(20261125)
    samples = (choose.sample(linked, 2) for _ in range(count))
    return [(view.id(start), view.id(end)) for start, end in samples]


def _same(run: Run, store: Store, view: View, ends: tuple[str, str], top: int = 3) -> int:
    """Compare both answers; return how many routes they hold."""
    start, end = ends
    theirs = rows(run, paths_query(start, end, view.as_of, view.audience, top))
    ours = paths(view, start, end, "en", top).paths
    numbers = view.index(start), view.index(end)
    exact = best_routes(network(view, numbers), *numbers, top, view.id)
    assert [row["exact"] for row in theirs] == [found.strength for found in exact], ends
    assert [_without(row) for row in theirs] == [
        {
            "rank": route.rank,
            "strength": route.strength,
            "nodes": [node.id for node in route.nodes],
            "relations": _plain(route.relations),
            "via": [
                {
                    "place": one.place,
                    "id": one.id,
                    "strength": one.strength,
                    "relations": _plain(one.relations),
                }
                for one in route.via
            ],
        }
        for route in ours
    ], ends
    return len(ours)


def _plain(relations: Sequence[PathRelation]) -> list[dict[str, Any]]:
    """Return relations as the graph has them: what is doubted stands in the statements."""
    return [part.model_dump(mode="json", exclude={"doubts", "positions"}) for part in relations]


def _without(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "exact"}


@pytest.mark.neo4j
@pytest.mark.parametrize("day", DATES, ids=str)
def test_pairs_of_the_starter_knowledge(
    ask: Run, starter_store: Store, starter_snapshot: Snapshot, day: date
) -> None:
    view = View(starter_snapshot, day)
    count = 40 if LONG else 15
    pairs = [*NAMED, *_pairs(view, count - len(NAMED))]
    assert sum(_same(ask, starter_store, view, ends) for ends in pairs) > 2 * count


@pytest.mark.neo4j
@pytest.mark.parametrize("top", [1, 20])
def test_any_number_of_routes(ask: Run, starter_store: Store, starter_view: View, top: int) -> None:
    for ends in _pairs(starter_view, 4):
        _same(ask, starter_store, starter_view, ends, top)


WORLDS: Final = 12
PLACES: Final = 9
PAIRS: Final = 8
STATUSES: Final = ("member", "associate", "observer", "disputed", "former")
SPANS: Final = ("", " 2026-11-24", " - 2026-11-23", " 2026-11-23 2026-11-24", " 2020-01-01")
KINDS: Final[dict[str, tuple[dict[str, Any], ...]]] = {
    "agreement": ({}, {"status": "expired"}, {"status": "unknown"}, {"ends": "2026-11-22"}),
    "programme": ({}, {"ends": "2026-11-23"}, {"ends": "2026-11-22"}, {"starts": "2026-11-24"}),
    "activity": ({}, {"nature": "example"}, {"ends": "2020-01-01"}, {"visibility": "board"}),
    "org": ({}, {"visibility": "states"}),
    "initiative": ({}, {"status": "done"}, {"ends": "2026-11-22"}, {"status": "unknown"}),
}


def _world(number: int) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Return a small dense graph of its own: parallel, closed, hidden and undated relations."""
    chance = Random(number)
    ids = {kind: [f"{kind}/w{number}-{i}" for i in range(3)] for kind in KINDS}
    ids["state"] = [f"state/w{number}-{i}" for i in range(3)]
    lines = []
    for _ in range(4 * PLACES):
        actor = chance.choice(ids["state"] + ids["org"])
        kind = chance.choice(["org", "org", "agreement", "programme", "activity", "initiative"])
        other = chance.choice(ids[kind])
        lines.append(_line(chance, kind, actor, other))
    nodes = {id_: chance.choice(found) for kind, found in KINDS.items() for id_ in ids[kind]}
    return sorted({" ".join(line.split()[:3]): line for line in lines}.values()), nodes


def _line(chance: Random, kind: str, actor: str, other: str) -> str:
    span = chance.choice(SPANS)
    if kind == "agreement":
        return f"{actor} PARTY_TO {other} {chance.choice(['party', 'named', 'signatory'])}{span}"
    if kind == "activity":
        return f"{actor} {chance.choice(['FUNDS', 'IMPLEMENTS', 'EXTENDS'])} {other} -{span}"
    if kind == "initiative":
        return f"{other} CONCERNS {actor} -{span}"
    if kind == "org" and chance.random() < 0.3 and actor != other and actor.startswith("org"):
        return f"{actor} {chance.choice(['PART_OF', 'SUCCEEDS'])} {other} -{span}"
    return f"{actor} MEMBER_OF {other} {chance.choice(STATUSES)}{span}"


@pytest.fixture
def worlds(neo4j_url: str, driver: Driver, tmp_path: Path) -> Iterator[tuple[Run, Store]]:
    made = [_world(number) for number in range(WORLDS)]
    lines = "\n".join(line for world, _ in made for line in world)
    nodes = {id_: props for _, those in made for id_, props in those.items()}
    changes = list(changes_of(lines, nodes))
    changes_in(driver, neo4j_url, changes)
    store = create_store(f"sqlite:///{tmp_path / 'worlds.db'}")
    store.apply(changes)
    yield runner(driver), store
    store.close()


@pytest.mark.neo4j
@pytest.mark.parametrize("audience", ["public", "board"])
def test_small_worlds_of_chance(worlds: tuple[Run, Store], audience: Audience) -> None:
    run, store = worlds
    view = View(snapshot_of(store, audience), DAY)
    ids = [view.id(n) for type_ in ("State", "Organisation") for n in view.of_type(type_).tolist()]
    routes = 0
    for number in range(WORLDS):
        inside = [id_ for id_ in ids if f"/w{number}-" in id_]
        pairs = list(permutations(inside, 2))
        for ends in Random(number).sample(pairs, min(PAIRS, len(pairs))):
            routes += _same(run, store, view, ends, 7)
    assert routes > 4 * WORLDS


def test_the_text_holds_no_strength_of_its_own() -> None:
    tabled = set(strengths().values())
    assert tabled.isdisjoint(map(int, re.findall(r"\d+", TEXT)))
