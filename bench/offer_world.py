"""A seeded world of many offers on the starter knowledge: real sectors, goals, states and bodies.

Nodes are built as rows; the relations of so many as columns, or their rows alone would fill the
memory. Who declares, sectors, goals and modalities follow a curve: few are in most, most in few.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from coopgraph.settings import sqlite_url
from kg.base.dates import ALWAYS, FOREVER
from kg.graph.build import build
from kg.graph.snapshot import Edges, Snapshot, Strings
from kg.graph.view import View
from kg.model.records import NodeRow, RelationRow
from kg.store.opening import open_store

Ints = NDArray[np.int64]

SEED: Final = 7
DAY: Final = date(2026, 11, 24)
ACTIVITIES: Final = 3_000
_LANGS: Final = ("es", "en", "pt", "fr")
_WORK: Final = {"es": "Apoyo en", "en": "Support in", "pt": "Apoio em", "fr": "Appui en"}


def offer_world(offers: int, demands: int) -> View:
    """Return so many offers and demands among the starter knowledge."""
    nodes, relations = _starter()
    chance = np.random.default_rng(SEED)
    names = [_name(row) for row in nodes if row.id.startswith("sector/dac/") and row.id[-3:-2]]
    more = [
        *(_row(f"demand/bench-{n}", n, chance, names) for n in range(demands)),
        *(_row(f"offer/bench-{n}", n, chance, names) for n in range(offers)),
        *(NodeRow(f"activity/bench/{n}", '{"starts":"2019-01-01"}') for n in range(ACTIVITIES)),
    ]
    return View(_linked(build([*nodes, *more], relations), chance), DAY)


def _starter() -> tuple[list[NodeRow], list[RelationRow]]:
    with tempfile.TemporaryDirectory() as folder:
        url = sqlite_url(Path(folder) / "starter.db")
        words = [sys.executable, "-m", "coopgraph", "init", "--starter", "--store", url]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with closing(open_store(url)) as store:
            return list(store.nodes()), list(store.relations())


def _name(row: NodeRow) -> dict[str, str]:
    found: dict[str, str] = json.loads(row.body)["name"]
    return found


def _row(id_: str, n: int, chance: np.random.Generator, names: Sequence[Any]) -> NodeRow:
    """Return a declared record: half of the titles name a sector, some say until when they last."""
    lang, draw = _LANGS[n % 4], chance.random(5)
    about = names[int(draw[0] * len(names))].get(lang, "") if draw[1] < 0.5 else f"{n}"
    props: dict[str, Any] = {"nature": "declared", "title": {lang: f"{_WORK[lang]} {about}"}}
    year, month = 2024 + int(draw[2] * 3), 1 + int(draw[3] * 12)
    if draw[2] < 0.6:
        props["starts"] = f"{year}-{month:02d}-01"
    if draw[3] < 0.7:
        props["ends"] = f"{year + 1 + n % 4}-{month:02d}-28"
    if draw[4] < 0.1:
        props["status"] = ("paused", "met", "withdrawn", "open")[n % 4]
    if draw[4] > 0.9:
        props["eligible"] = ["org/caricom"] if n % 2 else ["state/bol", "state/pry"]
    return NodeRow(id_, json.dumps(props, ensure_ascii=False, separators=(",", ":")))


def _linked(snapshot: Snapshot, chance: np.random.Generator) -> Snapshot:
    """Return the snapshot with what offers, demands and activities are linked to."""
    edges = dict(snapshot.edges)
    for type_, start, end in _links(snapshot, chance):
        edges[type_] = _joined(edges[type_], start, end, len(snapshot))
    return replace(snapshot, edges=edges)


def _links(snapshot: Snapshot, chance: np.random.Generator) -> Iterator[tuple[str, Ints, Ints]]:
    sides = np.concatenate([_all(snapshot, "Demand"), _all(snapshot, "Offer")])
    states, activities = _all(snapshot, "State"), _all(snapshot, "Activity")[-ACTIVITIES:]
    sectors = _all(snapshot, "Sector")
    yield "DECLARES", _few(chance, states, len(sides)), sides
    for type_, ends, most in (
        ("IN_SECTOR", sectors, 2),
        ("TOWARDS", _all(snapshot, "Goal"), 3),
        ("IN_LANGUAGE", _all(snapshot, "Language")[:4], 2),
        ("BY_MODALITY", _all(snapshot, "Modality"), 2),
    ):
        start = np.repeat(sides, chance.integers(1, most + 1, len(sides)))
        yield type_, start, _few(chance, ends, len(start))
    some = sides[chance.random(len(sides)) < 0.6]
    yield "CONTACT_FOR", _few(chance, _all(snapshot, "Unit"), len(some)), some
    yield "IN_SECTOR", activities, _few(chance, sectors, len(activities))
    for role in ("PROVIDES", "RECEIVES"):
        yield role, _few(chance, states, len(activities)), activities


def _all(snapshot: Snapshot, type_: str) -> Ints:
    return np.arange(*snapshot.ranges[type_], dtype=np.int64)


def _few(chance: np.random.Generator, among: Ints, times: int) -> Ints:
    """Return draws of which the n-th in a shuffled order comes about 1/n as often as the first."""
    order = np.random.default_rng(len(among)).permutation(among)
    share = 1 / np.arange(1, len(order) + 1) ** 0.8
    found: Ints = chance.choice(order, times, p=share / share.sum())
    return found


def _joined(edges: Edges, start: Ints, end: Ints, nodes: int) -> Edges:
    """Return the relations of a type with more of them, that say nothing but that they hold."""
    pairs = np.unique(start * nodes + end)
    old, size = len(edges), len(edges) + len(pairs)
    both = np.concatenate([edges.start, pairs // nodes]).astype(np.int32)
    ends = np.concatenate([edges.end, pairs % nodes]).astype(np.int32)
    order = np.lexsort((ends, both))
    both, ends = both[order], ends[order]
    into = np.lexsort((both, ends)).astype(np.int32)
    bounds = np.arange(nodes + 1)

    def column(values: Any, default: int) -> Any:
        return np.append(values, np.full(size - old, default, values.dtype))[order]

    return Edges(
        both, ends, column(edges.since, ALWAYS), column(edges.until, FOREVER),
        column(edges.status, 0), column(edges.stated_by, int(edges.stated_by[0]) if old else 0),
        column(edges.to_confirm, 0), column(edges.basis, 0),
        _texts(list(edges.keys), "", order), _texts(list(edges.bodies), "{}", order),
        np.searchsorted(both, bounds).astype(np.int64),
        np.searchsorted(ends[into], bounds).astype(np.int64), into,
    )  # fmt: skip


def _texts(texts: list[str], other: str, order: Ints) -> Strings:
    return Strings.of(texts[at] if at < len(texts) else other for at in order.tolist())
