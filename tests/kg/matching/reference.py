"""Lenses by brute force: its own reading of patterns, plain loops, nothing from ``kg.matching``.

Written from the design's words, to hold the engine against: walks are followed one by one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.glossary.text_concepts import concepts

TYPES = {
    "state": "State", "org": "Organisation", "unit": "Unit", "sector": "Sector", "goal": "Goal",
    "demand": "Demand", "offer": "Offer", "activity": "Activity", "language": "Language",
    "programme": "Programme", "country": "Country",
}  # fmt: skip
FULL = {"MEMBER_OF": "member", "PARTY_TO": "party"}
NODE = re.compile(r"\((\w*)(?::([\w|]+))?\)")
RELATION = re.compile(
    r"(<?)-\[:([\w|:]+)(?:\*(\d+)(?:\.\.(\d+))?)?(?:\s*\{status:\s*\[([^\]]*)\]\})?\]-(>?)"
)


@dataclass(frozen=True)
class Edge:
    type: str
    start: str
    end: str
    status: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass
class World:
    """Nodes with their properties, relations, and the day of which is asked."""

    nodes: dict[str, dict[str, Any]]
    edges: list[Edge]
    day: str = "2026-11-23"


@dataclass
class PathText:
    pattern: str
    weight: int
    specific: bool = False


@dataclass
class LensText:
    start: Sequence[str]
    end: Sequence[str]
    paths: dict[str, PathText] = field(default_factory=dict)


def type_of(id_: str) -> str:
    return TYPES[id_.split("/", maxsplit=1)[0]]


def step(world: World, node: str, relation: re.Match[str], *, flip: bool) -> Iterator[str]:
    """Yield where one relation leads, once for each relation."""
    back, types, _, _, statuses, on = relation.groups()
    wanted = None if statuses is None else re.findall(r"'(\w+)'", statuses)
    forward, backward = (bool(on), bool(back)) if not flip else (bool(back), bool(on))
    both = not on and not back
    for edge in world.edges:
        if edge.type not in re.split(r"\|:?", types) or not counts(world, edge, wanted):
            continue
        if edge.start == node and (forward or both):
            yield edge.end
        if edge.end == node and (backward or (both and edge.start != node)):
            yield edge.start


def counts(world: World, edge: Edge, wanted: list[str] | None) -> bool:
    if edge.since and world.day < edge.since:
        return False
    if edge.until and world.day >= edge.until:
        return False
    if wanted is not None:
        return edge.status in wanted
    return edge.status is None or edge.status == FULL.get(edge.type)


def halves(pattern: str) -> tuple[list[Any], list[Any]]:
    """Return, from either end, the relations to follow and the labels where each must end."""
    nodes, relations = NODE.findall(pattern), list(RELATION.finditer(pattern))
    assert len(nodes) == len(relations) + 1
    middle = [name for name, _ in nodes].index("m")
    left = [(relations[i], nodes[i + 1][1], False) for i in range(middle)]
    right = [(relations[i], nodes[i][1], True) for i in reversed(range(middle, len(relations)))]
    return left, right


def walks(world: World, half: list[Any], start: str) -> Counter[str]:
    here: list[str] = [start]
    for relation, labels, flip in half:
        low = int(relation[3]) if relation[3] else 1
        high = int(relation[4]) if relation[4] else low
        found: list[str] = []
        for length in range(low, high + 1):
            reached = list(here)
            for _ in range(length):
                reached = [n for node in reached for n in step(world, node, relation, flip=flip)]
            found += [n for n in reached if not labels or type_of(n) in labels.split("|")]
        here = found
    return Counter(here)


def unit(world: World, counted: Counter[str], *, specific: bool) -> dict[str, int]:
    weights = {
        node: number * ((world.nodes[node].get("specificity") or 16384) if specific else 1)
        for node, number in counted.items()
    }
    squares = sum(x * x for x in weights.values())
    return {
        node: math.floor(float(1048576 * x) / math.sqrt(float(squares)) + 0.5)
        for node, x in weights.items()
    }


def contributions(world: World, path: PathText, a: str, b: str) -> dict[str, int]:
    left, right = halves(path.pattern)
    x = unit(world, walks(world, left, a), specific=path.specific)
    y = unit(world, walks(world, right, b), specific=path.specific)
    return {m: (path.weight * x[m] * y[m] + 2**39) // 2**40 for m in x.keys() & y.keys()}


def score(world: World, lens: LensText, a: str, b: str) -> int:
    return sum(sum(contributions(world, path, a, b).values()) for path in lens.paths.values())


def ranking(world: World, lens: LensText, query: str) -> list[tuple[str, int]]:
    """Return targets of the same nature with a score, best first, ties by id bytewise."""
    targets = sorted(n for n in world.nodes if type_of(n) in lens.end)
    scored = [(target, score(world, lens, query, target)) for target in targets]
    alike = [(t, s) for t, s in scored if s and same_nature(world.nodes, query, t)]
    return sorted(alike, key=lambda pair: (-pair[1], pair[0].encode()))


def same_nature(nodes: Mapping[str, Mapping[str, Any]], a: str, b: str) -> bool:
    if not {type_of(a), type_of(b)} <= {"Offer", "Demand"}:
        return True
    one, other = nodes[a].get("nature"), nodes[b].get("nature")
    return one is None or other is None or one == other


def fits(world: World, one: str, other: str) -> bool:
    """Say whether two are about the same subject, as ``worlds.FITS`` draws the line."""
    mine, theirs = (subject(world, node) for node in (one, other))
    return bool(mine & theirs or spoken(world, one) & spoken(world, other))


def subject(world: World, node: str) -> set[str]:
    """Return the sectors that are a node's subject: never a broad one, nor DAC 140."""
    stated = {s for s in follow(world, {node}, "IN_SECTOR") if narrow(world, s)}
    below = reached(world, stated, "BROADER", back=True)
    near = {s for s in follow(world, below, "MATCHES") if narrow(world, s)}
    above = {s for s in reached(world, stated, "BROADER") if narrow(world, s)}
    categories = {s for s in above if world.nodes[s].get("level") == "category"}
    return below | reached(world, near, "BROADER", back=True) | categories


def narrow(world: World, sector: str) -> bool:
    level = world.nodes[sector].get("level")
    return level not in {"group", "broad"} and sector != "sector/dac/140"


def follow(world: World, nodes: set[str], type_: str, *, back: bool = False) -> set[str]:
    edges = [e for e in world.edges if e.type == type_ and counts(world, e, None)]
    pairs = [(e.end, e.start) if back else (e.start, e.end) for e in edges]
    return {to for at, to in pairs if at in nodes}


def reached(world: World, nodes: set[str], type_: str, *, back: bool = False) -> set[str]:
    found = set(nodes)
    while more := follow(world, found, type_, back=back) - found:
        found |= more
    return found


def spoken(world: World, node: str) -> set[str]:
    """Return sectors of its field whose name has a word that begins as one of a node's does."""
    stated = follow(world, {node}, "IN_SECTOR")
    below = reached(world, stated, "BROADER", back=True)
    near = reached(world, follow(world, below, "MATCHES"), "BROADER", back=True)
    above = reached(world, stated, "BROADER")
    categories = {s for s in above if world.nodes[s].get("level") == "category"}
    area = reached(world, below | near | categories, "BROADER", back=True)
    facts = world.nodes[node]
    titles, summaries = (told(world, stems(facts, name)) for name in ("title", "summary"))
    by_name = {s for s, _ in titles} | {s for (s, _), n in summaries.items() if n >= 2}
    return {s for s in area & (by_name | known(facts.get("title", {}))) if narrow(world, s)}


def known(title: Mapping[str, str]) -> set[str]:
    """Return what the glossary surely says that a title speaks of."""
    said = [concept for lang, text in title.items() for concept in concepts(text, lang)]
    terms = [(c.sector, e) for c in said for e in c.evidence if e.kind in {"name", "synonym"}]
    return {sector for sector, e in terms if e.weight >= 1_000 and " " in e.words}


def told(world: World, texts: Mapping[str, set[str]]) -> Counter[tuple[str, str]]:
    """Return how many words of texts stand in the name of each narrow sector, by language."""
    found: Counter[tuple[str, str]] = Counter()
    for lang, words in texts.items():
        for word in words:
            named = {s for s in world.nodes if word in name_of(world, s).get(lang, ())}
            found.update({(s, lang): 1 for s in named} if len(named) <= 3 else {})
    return found


def name_of(world: World, node: str) -> dict[str, set[str]]:
    facts = world.nodes[node]
    broad = facts.get("level") in {"group", "broad"}
    return stems(facts, "name") if node.startswith("sector/") and not broad else {}


def stems(facts: Mapping[str, Any], *fields: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for field_ in fields:
        for lang, text in facts.get(field_, {}).items():
            words = re.findall("[a-z]+", text.lower())
            found.setdefault(lang, set()).update(word[:6] for word in words if len(word) >= 5)
    return found
