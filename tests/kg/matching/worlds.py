"""Random worlds and lenses for the comparison with brute force."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from kg.graph.build import build
from kg.graph.view import View
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_files import LENSES
from kg.model.records import NodeRow, Point, RelationRow
from tests.graphs import row_of
from tests.kg.matching.reference import Edge, LensText, PathText, World

Ids = Mapping[str, list[str]]
IDS = {
    "demand": ["demand/a", "demand/b", "demand/c"],
    "offer": ["offer/a", "offer/a.1", "offer/b", "offer/c"],
    "state": ["state/arg", "state/bol", "state/chl"],
    "org": ["org/x", "org/y", "org/z"],
    "sector": ["sector/dac/100", "sector/dac/140", "sector/dac/14030", "sector/segib/agua"],
    "activity": ["activity/1", "activity/2"],
    "language": ["language/es", "language/pt"],
}
CROWD = IDS | {side: [f"{side}/{n}" for n in range(150)] for side in ("demand", "offer")}
"""The same among many demands and offers."""
Kind = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str | None, ...]]
KINDS: list[Kind] = [
    ("DECLARES", ("state", "org"), ("demand", "offer"), (None,)),
    ("IN_SECTOR", ("demand", "offer", "activity"), ("sector",), (None,)),
    ("BROADER", ("sector",), ("sector",), (None,)),
    ("MATCHES", ("sector",), ("sector",), (None,)),
    ("MEMBER_OF", ("state", "org"), ("org",), (None, "member", "associate", "former")),
    ("PART_OF", ("org",), ("state", "org"), (None,)),
    ("FUNDS", ("state", "org"), ("activity",), (None,)),
    ("RECEIVES", ("state",), ("activity",), (None,)),
    ("IN_LANGUAGE", ("demand", "offer"), ("language",), (None,)),
]
PATTERNS = [
    "(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)",
    "(d)-[:IN_SECTOR]->(:Sector)-[:BROADER*0..2]->(m:Sector)<-[:BROADER*0..2]-()<-[:IN_SECTOR]-(o)",
    "(d)-[:IN_SECTOR]->()-[:BROADER|MATCHES*1..2]-(m)-[:MATCHES*0..1]-(:Sector)<-[:IN_SECTOR]-(o)",
    "(d)-[:IN_SECTOR]->()-[:MATCHES]-(m:Sector)<-[:BROADER*0..3]-()<-[:IN_SECTOR]-(o)",
    "(d)<-[:DECLARES]-(:State)-[:MEMBER_OF]->(m)<-[:MEMBER_OF]-(:State)-[:DECLARES]->(o)",
    "(d)<-[:DECLARES]-()-[:PART_OF*0..2]->()-[:MEMBER_OF {status: ['associate', 'member']}]->(m)<-[:MEMBER_OF|PART_OF {status: ['former']}]-()-[:DECLARES]->(o)",  # noqa: E501
    "(d)<-[:DECLARES]-()-[:FUNDS|:RECEIVES]->(m:Activity)<-[:RECEIVES|FUNDS]-()-[:DECLARES]->(o)",
    "(d)<-[:DECLARES]-(m:State|Organisation)-[:DECLARES]->(o)",
    "(d)<-[:DECLARES]-()-[:MEMBER_OF*2]-(m)-[:MEMBER_OF*0..1]-()-[:DECLARES]->(o)",
    "(d)-[:IN_LANGUAGE]->(m:Language)<-[:IN_LANGUAGE]-(o)",
    "(d)-[:IN_SECTOR]->()<-[:IN_SECTOR]-(m:Activity)<-[:FUNDS*1..1]-()-[:DECLARES]->(o)",
]
NAMES = {
    "es": ["Presupuesto", "Acueductos rurales", "Alcantarillado"],
    "en": ["Budget planning", "Rural water", "Sewers"],
}
WORDS = {
    "es": ["presupuestos", "acueductos de los rurales", "alcantarillas", "agua", "nadie"],
    "en": ["budget planners", "rural water supply", "sewerage", "of the", "planning a budget"],
}
FITS = "{by: [sector, words], collections: [sector/dac/140]}"
DAYS = [None, "2020-01-01", "2026-11-23", "2026-11-24", "2030-01-01"]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A small dense world: most demands and offers have somebody behind them and a sector."""
    return world_of(random.Random(draw(st.integers(0, 2**32))), IDS)


def world_of(chance: random.Random, among: Ids) -> World:
    """Return such a world of some ids."""
    nodes: dict[str, dict[str, Any]] = {id_: {} for ids in among.values() for id_ in ids}
    for id_ in (*among["demand"], *among["offer"]):
        nodes[id_] = _declared(chance)
    for id_ in among["sector"]:
        nodes[id_] = {"specificity": chance.randint(1, 65536)} if chance.random() < 0.7 else {}
    edges = [
        _edge(chance, kind, start, among)
        for kind in KINDS
        for start in (id_ for prefix in kind[1] for id_ in among[prefix])
        for _ in range(chance.choice((0, 1, 1, 2)))
    ]
    return World(nodes, edges + chance.choices(edges, k=3))


@st.composite
def subject_worlds(draw: st.DrawFn) -> World:
    """Worlds whose sectors have levels and names, and whose demands and offers have words."""
    world = draw(worlds())
    return with_subjects(world, random.Random(draw(st.integers(0, 2**32))), IDS)


def with_subjects(world: World, chance: random.Random, among: Ids) -> World:
    """Return a world with levels and names of sectors, and words of demands and offers."""
    nodes = {id_: dict(facts) for id_, facts in world.nodes.items()}
    for id_ in among["sector"]:
        nodes[id_]["level"] = chance.choice(("leaf", "category", "category", "group", "broad"))
        nodes[id_]["name"] = {lang: chance.choice(NAMES[lang]) for lang in NAMES}
    for id_ in (*among["demand"], *among["offer"]):
        lang = chance.choice(list(NAMES))
        field = chance.choice(("title", "summary"))
        nodes[id_][field] = {lang: f"{chance.choice(WORDS[lang])}, {chance.choice(WORDS[lang])}"}
    return World(nodes, world.edges)


def _declared(chance: random.Random) -> dict[str, Any]:
    facts: dict[str, Any] = {"nature": chance.choice(("declared", "declared", "example"))}
    if chance.random() < 0.5:
        facts["starts"] = chance.choice(("2026-01-31", "2026-06-01", "2027-01-01"))
    if chance.random() < 0.5:
        facts["ends"] = chance.choice(("2026-12-31", "2027-03-31", "2027-04-01"))
    if chance.random() < 0.3:
        facts["eligible"] = chance.sample([*IDS["state"], "org/x"], 2)
    if chance.random() < 0.3:
        facts["status"] = chance.choice(("open", "paused", "partly_met", "met", "withdrawn"))
    return facts


def _edge(chance: random.Random, kind: Kind, start: str, among: Ids) -> Edge:
    type_, _, ends, statuses = kind
    end = chance.choice(among[chance.choice(ends)])
    since, until = (
        (chance.choice(DAYS), chance.choice(DAYS)) if chance.random() < 0.2 else (None,) * 2
    )
    return Edge(type_, start, end, chance.choice(statuses), since, until)


@st.composite
def lenses(draw: st.DrawFn) -> LensText:
    chosen = draw(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4, unique=True))
    cuts = sorted(draw(st.integers(0, 1_000_000)) for _ in chosen[1:])
    bounds = [0, *cuts, 1_000_000]
    weights = [high - low for low, high in pairwise(bounds)]
    paths = {
        f"p{place}": PathText(pattern, weight, draw(st.booleans()))
        for place, (pattern, weight) in enumerate(zip(chosen, weights, strict=True))
    }
    return LensText(["Demand"], ["Offer"], paths)


def view_of(world: World) -> View:
    """Return the world as the engine sees it."""
    return View(build(*rows_of(world), point=Point(1)), date.fromisoformat(world.day))


def rows_of(
    world: World, redirects: Mapping[str, str] | None = None
) -> tuple[list[NodeRow], list[RelationRow]]:
    """Return the world as a store gives it; relations that are alike stay parallel."""
    merged: dict[str, list[str]] = {}
    for old, new in (redirects or {}).items():
        merged.setdefault(new, []).append(old)
    nodes = [row_of(id_, props, *merged.get(id_, ())) for id_, props in world.nodes.items()]
    relations = [
        RelationRow(e.type, e.start, e.end, str(place), e.status, e.since, e.until, "{}")
        for place, e in enumerate(world.edges)
    ]
    return nodes, relations


def lens_of(lens: LensText, require: str = "", fits: str = "") -> Lens:
    """Return the lens, written as a file and read by the engine."""
    lines = ["lens: random", "version: '1'"]
    lines += [f"from: (d:{'|'.join(lens.start)})", f"to: (o:{'|'.join(lens.end)})"]
    lines += [f"require: [{require}]"] if require else []
    lines += [f"fits: {fits}"] if fits else []
    lines.append("paths:")
    for name, path in lens.paths.items():
        lines += [f"  {name}:", f'    pattern: "{path.pattern}"']
        lines.append(f"    weight: {path.weight // 1_000_000}.{path.weight % 1_000_000:06d}")
        lines += ["    specificity: information-content"] if path.specific else []
    return LENSES.parse("\n".join(lines), "random")
