"""Random worlds of activities and random lenses of terms, for the comparison with brute force."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from kg.matching.lens.lens import AdditiveLens
from kg.matching.lens.lens_files import LENSES
from tests.kg.matching.reference import Edge, World
from tests.kg.matching.term_reference import AdditiveText, TermText

IDS = {
    "demand": ["demand/a", "demand/b", "demand/c"],
    "state": ["state/arg", "state/bol", "state/xaa"],
    "country": ["country/esp"],
    "org": ["org/x", "org/y", "org/z"],
    "sector": [
        "sector/dac/100", "sector/dac/140", "sector/dac/14030", "sector/dac/150",
        "sector/dac/15110", "sector/segib/agua",
    ],
    "activity": [f"activity/{n}" for n in range(9)],
}  # fmt: skip
ACTORS = ("state", "country", "org")
ROLES = ("PROVIDES", "PROVIDES_SECOND", "FUNDS", "EXTENDS", "ACCOUNTS_FOR", "IMPLEMENTS")
MEASURES = ("years_since", "fading_sectors", "new_links")
Kind = tuple[str, tuple[str, ...], tuple[str, ...], tuple[int, ...]]
KINDS: list[Kind] = [
    ("DECLARES", ACTORS, ("demand",), (1, 1, 2)),
    ("IN_SECTOR", ("demand",), ("sector",), (0, 1, 1, 2)),
    ("IN_SECTOR", ("activity",), ("sector",), (0, 1, 1, 2)),
    ("BROADER", ("sector",), ("sector",), (0, 1, 1)),
    ("MATCHES", ("sector",), ("sector",), (0, 0, 1, 2)),
    ("PART_OF", ("org",), ("state", "country", "org"), (0, 0, 1)),
    ("RECEIVES", ("state", "country", "org"), ("activity",), (1, 2, 4)),
    *((role, ACTORS, ("activity",), (0, 1, 1, 3)) for role in ROLES),
]
STARTS = (
    None, "1987-06-01", "2014-05-02", "2020-12-31", "2023-12-31", "2024-01-01", "2024-03-09",
    "2026-01-01", "2026-11-23", "2026-11-24", "2029-01-01",
)  # fmt: skip
SPELLS = (None, "2020-01-01", "2026-11-23", "2026-11-24", "2030-01-01")


@st.composite
def term_worlds(draw: st.DrawFn) -> World:
    """A small dense world: activities at all times and at none, at home and abroad, examples."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    nodes: dict[str, dict[str, Any]] = {id_: {} for ids in IDS.values() for id_ in ids}
    for id_ in IDS["activity"]:
        nodes[id_] = _activity(chance)
    for id_ in IDS["demand"]:
        nodes[id_] = {"status": chance.choice(("met", "open"))} if chance.random() < 0.3 else {}
    for id_ in IDS["sector"]:
        nodes[id_] = _sector(chance, id_)
    for id_ in IDS["org"]:
        homes = [*IDS["state"], *IDS["country"], "org/x", "Narnia"]
        nodes[id_] = {"country": chance.choice(homes)} if chance.random() < 0.5 else {}
    for id_ in (*IDS["org"][:1], "state/xaa"):
        nodes[id_] |= {"nature": "example"} if chance.random() < 0.5 else {}
    edges = [_edge(chance, kind, start) for kind in KINDS for start in _starts(chance, kind)]
    # No taxonomy has more than three levels above one another, and no walk goes further.
    narrow = chance.sample(IDS["sector"], 3)
    edges = [edge for edge in edges if edge.type != "BROADER" or edge.start in narrow]
    return World(nodes, edges + chance.choices(edges, k=3))


def _starts(chance: random.Random, kind: Kind) -> list[str]:
    return [id_ for prefix in kind[1] for id_ in IDS[prefix] for _ in range(chance.choice(kind[3]))]


def _activity(chance: random.Random) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name in ("starts", "starts_planned"):
        day = chance.choice(STARTS)
        facts |= {name: day} if day else {}
    if chance.random() < 0.3:
        facts["ends"] = chance.choice(("2015-01-01", "2026-11-22"))
    if chance.random() < 0.15:
        facts["nature"] = "example"
    return facts


def _sector(chance: random.Random, id_: str) -> dict[str, Any]:
    facts = {"scheme": id_.split("/")[1]} if chance.random() < 0.8 else {}
    likely = 0.9 if id_.endswith(("40", "50", "agua")) else 0.1
    return facts | ({"level": "category"} if chance.random() < likely else {})


def _edge(chance: random.Random, kind: Kind, start: str) -> Edge:
    type_, _, ends, _ = kind
    since, until = chance.choices(SPELLS, k=2) if chance.random() < 0.15 else (None, None)
    return Edge(type_, start, chance.choice(IDS[chance.choice(ends)]), None, since, until)


def crowded(world: World, seed: int, many: int) -> World:
    """Return the world with as many more demands and bodies, which ask and do much the same."""
    chance = random.Random(seed)
    nodes, edges = dict(world.nodes), list(world.edges)
    for n in range(many):
        for kind in ("demand", "org"):
            one, new = chance.choice(IDS[kind]), f"{kind}/{chance.choice('amz')}{n}"
            nodes[new] = dict(world.nodes[one])
            copied = [edge for edge in world.edges if one in {edge.start, edge.end}]
            edges += [
                replace(
                    edge,
                    start=new if edge.start == one else edge.start,
                    end=new if edge.end == one else edge.end,
                )
                for edge in copied
                if chance.random() < 0.8
            ]
    return World(nodes, edges)


@st.composite
def additive_lenses(draw: st.DrawFn) -> AdditiveText:
    names = draw(st.lists(st.sampled_from(MEASURES), min_size=1, max_size=4))
    text = AdditiveText(draw(st.lists(st.sampled_from(ROLES), min_size=1, unique=True)))
    for place, measure in enumerate(names):
        weight, nothing = draw(st.integers(-2_000_000, 2_000_000)), draw(st.integers(0, 20))
        text.terms[f"t{place}"] = TermText(measure, weight, nothing)
    return text


def additive_lens(text: AdditiveText, require: str = "") -> AdditiveLens:
    """Return the lens, written as a file and read by the engine."""
    lines = ["lens: random", "version: '1'", "form: additive", "nature: demonstrated"]
    lines += ["from: (d:Demand)", f"to: (o:{'|'.join(text.ends)})"]
    lines += [f"require: [{require}]"] if require else []
    lines += [f"roles: [{', '.join(text.roles)}]", "terms:"]
    for name, term in text.terms.items():
        sign, size = "-" if term.weight < 0 else "", abs(term.weight)
        lines += [f"  {name}:", f"    x: {term.measure}", f"    if_none: {term.nothing}"]
        lines.append(f"    weight: {sign}{size // 1_000_000}.{size % 1_000_000:06d}")
    lens = LENSES.parse("\n".join(lines), "random")
    assert isinstance(lens, AdditiveLens)
    return lens
