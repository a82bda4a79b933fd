"""Stores of growing size: the starter knowledge, then more of what it holds, in like proportions.

To thirty activities of six or seven relations each come an offer, a demand and a body.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Final

from coopgraph.loads import starter_knowledge
from coopgraph.settings import sqlite_url
from ingest.loading import load
from kg.graph.build import snapshot_of
from kg.graph.snapshot import Snapshot
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.store.opening import create_store
from kg.store.protocol import Store

SOURCE: Final = "source/growth"
BATCH: Final = 20_000
SEED: Final = 7
WORDS: Final = (
    "water", "rural", "early", "warning", "schools", "forest", "energy", "training", "coast",
    "health", "roads", "seeds", "women", "young", "records", "ports", "salud", "riego", "escolas",
)  # fmt: skip


@dataclass(frozen=True)
class Pools:
    """What new records may lead to: ids by type."""

    states: list[str]
    sectors: list[str]
    goals: list[str]
    languages: list[str]
    bodies: list[str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Pools:
        ids = list(snapshot.ids)
        types = ("State", "Sector", "Goal", "Language", "Organisation")
        return cls(*(ids[slice(*snapshot.ranges[type_])] for type_ in types))


def grown(path: Path, relations: int) -> int:
    """Make a store of about so many relations, and return how many it has."""
    with closing(create_store(sqlite_url(path))) as store:
        load(store, starter_knowledge(store, examples=True))
        snapshot = snapshot_of(store, "board")
        there = sum(map(len, snapshot.edges.values()))
        store.apply([NodeStatement(SOURCE, SOURCE, {"title": {"en": "Growth"}})])
        return there + _more(store, Pools.of(snapshot), relations - there)


def _more(store: Store, pools: Pools, wanted: int) -> int:
    made, changes = 0, _changes(pools)
    while made < wanted:
        batch = list(islice(changes, min(BATCH, 1 + (wanted - made) * 7 // 6)))
        store.apply(batch)
        made += sum(isinstance(change, RelationStatement) for change in batch)
    return made


def _changes(pools: Pools) -> Iterator[Change]:
    random = Random(SEED)
    for number in count():
        if number % 30 == 0:
            yield from _body(pools, random, number // 30)
            for kind in ("offer", "demand"):
                yield from _declared(pools, random, f"{kind}/growth-{number // 30}")
        yield from _activity(pools, random, number)


def _body(pools: Pools, random: Random, number: int) -> Iterator[Change]:
    id_ = f"org/growth-{number}"
    yield NodeStatement(id_, SOURCE, {"name": {"en": f"Body of {_title(random)}"}})
    yield _relation("MEMBER_OF", random.choice(pools.states), random.choice(pools.bodies[:200]))
    pools.bodies.append(id_)


def _declared(pools: Pools, random: Random, id_: str) -> Iterator[Change]:
    yield NodeStatement(id_, SOURCE, {"title": {"en": _title(random)}, "nature": "declared"})
    yield _relation("DECLARES", random.choice(pools.states), id_)
    for sector in random.sample(pools.sectors, 2):
        yield _relation("IN_SECTOR", id_, sector)
    yield _relation("TOWARDS", id_, random.choice(pools.goals))
    yield _relation("IN_LANGUAGE", id_, random.choice(pools.languages))


def _activity(pools: Pools, random: Random, number: int) -> Iterator[Change]:
    id_, year = f"activity/growth/{number}", random.randint(2000, 2026)
    said = {"title": {"en": _title(random)}, "starts": f"{year}-01-01", "nature": "demonstrated"}
    yield NodeStatement(id_, SOURCE, said)
    for role in ("FUNDS", "EXTENDS", "IMPLEMENTS"):
        # Few do much, many little.
        place = min(int(random.paretovariate(0.7)), len(pools.bodies)) - 1
        yield _relation(role, pools.bodies[place], id_)
    yield _relation("RECEIVES", random.choice(pools.states), id_)
    for sector in random.sample(pools.sectors, 1 + number % 2):
        yield _relation("IN_SECTOR", id_, sector)
    yield _relation("TOWARDS", id_, random.choice(pools.goals))


def _relation(type_: str, start: str, end: str) -> RelationStatement:
    return RelationStatement(RelationKey(type_, start, end), SOURCE, {})


def _title(random: Random) -> str:
    return " ".join(random.sample(WORDS, 4)).capitalize()
