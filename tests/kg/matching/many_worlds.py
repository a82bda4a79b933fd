"""Worlds of many demands and offers: as they come, few kinds of many, one kind, each its own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, Final, Literal

from tests.kg.matching.reference import Edge, World

Spread = Literal["uniform", "zipf", "one", "distinct"]
SPREADS: Final[tuple[Spread, ...]] = ("uniform", "zipf", "one", "distinct")
LANGUAGES: Final = ["language/es", "language/pt", "language/fr"]
FACTS: Final[dict[str, Sequence[Any]]] = {
    "starts": (None, None, "2026-01-31", "2026-06-01", "2027-01-01"),
    "ends": (None, None, "2026-11-01", "2027-03-31", "2027-04-01"),
    "nature": ("declared", "declared", "declared", "example"),
    "status": (None, None, None, "open", "met"),
    "eligible": (None, None, ["state/s0", "state/s1", "org/b0"]),
}


def many(spread: Spread, seed: int, demands: int, offers: int) -> World:
    """Return a world of so many demands and offers, whose states and sectors are so spread."""
    chance = random.Random(seed)
    kinds = {"one": 1, "distinct": demands + offers}.get(spread, 12)
    nodes: dict[str, dict[str, Any]] = {f"org/b{n}": {} for n in range(5)}
    nodes |= {id_: {} for id_ in LANGUAGES}
    edges: list[Edge] = []
    for kind in range(kinds):
        leaf, broad, state = f"sector/dac/{kind + 200}", f"sector/dac/{kind % 5}", f"state/s{kind}"
        nodes |= {leaf: {"specificity": chance.randint(1, 65536)}, broad: {}, state: {}}
        edges.append(Edge("BROADER", leaf, broad))
        bodies = chance.sample(range(5), chance.choice((0, 1, 2)))
        edges += [Edge("MEMBER_OF", state, f"org/b{body}", "member") for body in bodies]
    for number in range(demands + offers):
        id_ = f"demand/{number}" if number < demands else f"offer/{number - demands}"
        # One kind is one indeed, so that all scores are equal, but for what conditions ask.
        nodes[id_] = {name: chance.choice(values) for name, values in FACTS.items()}
        home, sector = (_kind(chance, spread, kinds, number) for _ in range(2))
        edges.append(Edge("DECLARES", f"state/s{home}", id_))
        edges.append(Edge("IN_SECTOR", id_, f"sector/dac/{sector + 200}"))
        spoken = 1 if spread == "one" else chance.choice((0, 1, 1, 2))
        edges += [Edge("IN_LANGUAGE", id_, lang) for lang in chance.sample(LANGUAGES, spoken)]
    real = {id_: {k: v for k, v in facts.items() if v} for id_, facts in nodes.items()}
    return World(real, edges)


def _kind(chance: random.Random, spread: Spread, kinds: int, number: int) -> int:
    if spread == "distinct":
        return number
    weights = [1 / (place + 1) if spread == "zipf" else 1 for place in range(kinds)]
    return chance.choices(range(kinds), weights)[0]
