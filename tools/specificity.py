"""Computes `data/specificity.csv`: how much each sector and goal says when two records share it.

    python -m tools.specificity ACTIVITIES.parquet [--data data] [--check]

ACTIVITIES is a Parquet file (read with pyarrow) with a column `sectors`: one list of DAC codes per
activity. `--check` compares the committed table with a fresh one instead of writing it.

The measure is information content in the sense of P. Resnik, "Using information content to
evaluate semantic similarity in a taxonomy" (IJCAI 1995): IC(a) = -ln(count(a) / total), where a
node's count holds the counts of everything below it and the virtual root has IC 0. D. Lin, "An
information-theoretic definition of similarity" (ICML 1998) divides the IC of the lowest common
ancestor by the arithmetic mean of the two; its cosine sister divides by the geometric mean.

A node weighs sqrt(IC(a) - IC(parent(a))), scaled to integers. The squares of the weights on the
way from a node up to the root then telescope to IC(a), so that the cosine of two half-walks that
climb to the root (HeteSim: C. Shi et al., "HeteSim: a general framework for relevance measure in
heterogeneous networks", IEEE TKDE 2014) is IC(lca(a, b)) / sqrt(IC(a) * IC(b)). `verify` checks it.

Counts:
- DAC sectors: one for every active leaf (add-one smoothing: most occur nowhere), and one for every
  use in the corpus, on the node itself and on each of its ancestors. A withdrawn code counts on its
  successor; a code in no list counts on its category, group or broad sector, whichever is known.
- SEGIB sectors: no corpus is coded in them, so each takes the mean count of the DAC sectors it
  matches, over the DAC total; an area holds the sum of its sectors.
- Goals: each target counts one, a goal the number of its targets; the total is that of all targets.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

SCALE = 1 << 14
LARGEST = 1 << 16
TOLERANCE = 1e-3
FIELDS = ("id", "count", "weight", "ic")
DAC = "sector/dac/"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A forest of nodes: the parent of each ("" at the top), their counts and the common total."""

    parents: Mapping[str, str]
    counts: Mapping[str, int]
    total: int

    def content(self, node: str) -> float:
        """Information content of a node in nats; 0 for the virtual root "" (Resnik 1995)."""
        return -math.log(self.counts[node] / self.total) if node else 0.0

    def weight(self, node: str) -> int:
        """Scaled root of what the node adds to its parent's content, from 1 to 2**16."""
        gain = self.content(node) - self.content(self.parents[node])
        weight = max(1, round(SCALE * math.sqrt(gain)))
        assert weight <= LARGEST, f"{node}: {weight} is above {LARGEST}"
        return weight

    def climb(self, node: str) -> Iterator[str]:
        """Yield the node and its ancestors, lowest first."""
        while node:
            yield node
            node = self.parents[node]

    def rows(self) -> Iterator[Row]:
        """Yield the table's rows of this taxonomy."""
        for node in self.parents:
            ic = f"{self.content(node):.6f}"
            count, weight = str(self.counts[node]), str(self.weight(node))
            yield {"id": node, "count": count, "weight": weight, "ic": ic}


def cosine(taxonomy: Taxonomy, left: str, right: str) -> float:
    """Cosine of the two half-walks that climb from each node to the root, with table weights.

    >>> toy = Taxonomy({"a": "", "a1": "a", "a2": "a"}, {"a": 4, "a1": 1, "a2": 3}, 8)
    >>> round(cosine(toy, "a1", "a1"), 6)
    1.0
    >>> lin_sister = toy.content("a") / math.sqrt(toy.content("a1") * toy.content("a2"))
    >>> abs(cosine(toy, "a1", "a2") - lin_sister) < 1e-3
    True
    """
    sides = [{n: taxonomy.weight(n) for n in taxonomy.climb(end)} for end in (left, right)]
    shared = sum(sides[0][node] ** 2 for node in sides[0].keys() & sides[1].keys())
    return shared / math.prod(math.hypot(*side.values()) for side in sides)


def verify(taxonomy: Taxonomy, nodes: Sequence[str]) -> float:
    """Return the largest departure of the cosine from IC(lca) / sqrt(IC * IC) over all pairs."""
    worst = 0.0
    for left, right in combinations(nodes, 2):
        above = set(taxonomy.climb(right))
        lca = next((node for node in taxonomy.climb(left) if node in above), "")
        norm = math.sqrt(taxonomy.content(left) * taxonomy.content(right))
        worst = max(worst, abs(cosine(taxonomy, left, right) - taxonomy.content(lca) / norm))
    return worst


def dac_taxonomy(sectors: Sequence[Row], uses: Mapping[str, int]) -> tuple[Taxonomy, int]:
    """Build the DAC taxonomy; also returns how many uses of the corpus no node could take."""
    active = [row for row in sectors if row["scheme"] == "dac" and row["status"] == "active"]
    parents = {row["id"]: row["parent"] for row in active}
    successors = {row["id"]: row["replaced_by"] for row in sectors if row["replaced_by"]}
    own = Counter({row["id"]: 1 for row in active if row["level"] == "leaf"})
    unplaced = 0
    for code, number in uses.items():
        node = _place(code, parents, successors)
        own[node] += number if node else 0
        unplaced += 0 if node else number
    return _propagated(parents, own), unplaced


def _place(code: str, parents: Mapping[str, str], successors: Mapping[str, str]) -> str:
    """Return the node a code of the corpus counts on, "" when there is none."""
    for candidate in (code, code[:3], code[:2] + "0", code[:1] + "00"):
        node = successors.get(DAC + candidate, DAC + candidate)
        if node in parents:
            return node
    return ""


def _propagated(parents: Mapping[str, str], own: Mapping[str, int]) -> Taxonomy:
    """Add each node's own count to all its ancestors; the total is the sum of own counts."""
    own = {node: number for node, number in own.items() if node}
    empty = Taxonomy(parents, {}, 0)
    counts: Counter[str] = Counter()
    for node, number in own.items():
        for above in empty.climb(node):
            counts[above] += number
    return Taxonomy(parents, counts, sum(own.values()))


def segib_taxonomy(sectors: Sequence[Row], matches: Iterable[Row], dac: Taxonomy) -> Taxonomy:
    """Build the SEGIB taxonomy from the counts of the DAC sectors its own are matched to."""
    parents = {row["id"]: row["parent"] for row in sectors if row["scheme"] == "segib"}
    matched: dict[str, list[int]] = {}
    for match in matches:
        matched.setdefault(match["from"], []).append(dac.counts[match["to"]])
    own = {node: round(sum(counts) / len(counts)) for node, counts in matched.items()}
    return Taxonomy(parents, _propagated(parents, own).counts, dac.total)


def goal_taxonomy(goals: Iterable[Row]) -> Taxonomy:
    """Build the taxonomy of goals, each target counting one."""
    rows = list(goals)
    parents = {row["id"]: row["parent"] for row in rows}
    return _propagated(parents, {row["id"]: 1 for row in rows if row["kind"] == "target"})


def read_uses(path: Path) -> Counter[str]:
    """Count the activities that use each code; exits with a sentence when they cannot be read."""
    if not path.is_file():
        raise SystemExit(f"{path} is missing: give a Parquet file of activities with `sectors`.")
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise SystemExit("pyarrow is needed to read the activities: pip install pyarrow.") from None
    lists = parquet.read_table(path, columns=["sectors"])["sectors"].to_pylist()
    return Counter(code for codes in lists for code in set(codes or ()))


def read_table(path: Path) -> list[Row]:
    """Read a table of the starter knowledge; exits with a sentence when it is absent."""
    if not path.is_file():
        raise SystemExit(f"{path} is missing: run this from the repository, or give --data.")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def build(data: Path, activities: Path) -> list[Row]:
    """Compute the whole table, check the identity it rests on, and sort it by id, bytewise."""
    sectors = read_table(data / "sectors.csv")
    dac, unplaced = dac_taxonomy(sectors, read_uses(activities))
    segib = segib_taxonomy(sectors, read_table(data / "crosswalk.csv"), dac)
    goals = goal_taxonomy(read_table(data / "goals.csv"))
    for taxonomy in (dac, segib, goals):
        departure = verify(taxonomy, sorted(taxonomy.parents))
        assert departure < TOLERANCE, f"the cosine is off IC(lca)/sqrt(IC*IC) by {departure}"
    print(f"{dac.total} counted, {unplaced} uses of codes that belong to no sector left out.")
    rows = [row for taxonomy in (dac, segib, goals) for row in taxonomy.rows()]
    return sorted(rows, key=lambda row: row["id"].encode())


def main() -> int:
    """Write the table, or with `--check` say whether the committed one is still the same."""
    parser = argparse.ArgumentParser(prog="tools.specificity", description="Specificity table.")
    parser.add_argument("activities", type=Path, help="Parquet file with a column `sectors`")
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    arguments = parser.parse_args()
    path, rows = arguments.data / "specificity.csv", build(arguments.data, arguments.activities)
    if arguments.check:
        same = rows == read_table(path)
        print("The committed table is up to date." if same else f"{path} differs: compute it anew.")
        return int(not same)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
