"""Who has done it, for all needs: counted as terms, against the cosine over paths of version 1."""

from __future__ import annotations

from datetime import date
from random import Random

from bench.pairs import Pair, in_turn
from kg.definitions.shipped_names import EXPERIENCE
from kg.graph.build import build
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match_all
from kg.model.records import NodeRow, RelationRow

NEEDS, ACTIVITIES, BODIES, TOP, SEED = 10_000, 10_000, 2_000, 20, 7
PATHS = """
lens: paths
from: (d:Demand)
to: (o:Organisation|State)
require:
  - different_actor
  - at_least: {done: 0.000001}
paths:
  done:
    pattern: >-
      (d)-[:IN_SECTOR]->(:Sector)-[:MATCHES*0..1]->(:Sector)<-[:BROADER*0..2]-(:Sector)
      <-[:IN_SECTOR]-(m:Activity)<-[:IMPLEMENTS|PROVIDES|EXTENDS|ACCOUNTS_FOR|FUNDS]-(o)
    weight: 0.70
  sector:
    pattern: >-
      (d)-[:IN_SECTOR]->(:Sector)-[:MATCHES*0..1]->(:Sector)-[:BROADER*0..3]->(m:Sector)
      <-[:BROADER*0..3]-(:Sector)<-[:MATCHES*0..1]-(:Sector)<-[:IN_SECTOR]-(:Activity)
      <-[:IMPLEMENTS|PROVIDES|EXTENDS|ACCOUNTS_FOR|FUNDS]-(o)
    weight: 0.10
    specificity: information-content
  country:
    pattern: >-
      (d)<-[:DECLARES]-()-[:PART_OF*0..2]->(m:State)-[:RECEIVES]->(:Activity)
      <-[:IMPLEMENTS|PROVIDES|EXTENDS|ACCOUNTS_FOR|FUNDS]-(o)
    weight: 0.20
"""


def world() -> View:
    """Return a seeded world in which few bodies do much, and many little."""
    random = Random(SEED)
    categories = [f"sector/dac/{code}" for code in range(111, 161)]
    leaves = [f"{category}{n:02d}" for category in categories for n in range(5)]
    states = [f"state/s{n}" for n in range(35)]
    places = [*states, *(f"country/c{n}" for n in range(120))]
    nodes: dict[str, str] = dict.fromkeys(categories, '{"scheme":"dac","level":"category"}')
    nodes |= dict.fromkeys(leaves, '{"scheme":"dac","level":"leaf"}') | dict.fromkeys(places, "{}")
    nodes |= {f"org/o{n}": f'{{"country":"{random.choice(places)}"}}' for n in range(BODIES)}
    relations = [(leaf, "BROADER", leaf[:-2]) for leaf in leaves]
    for n in range(ACTIVITIES):
        activity = f"activity/{n}"
        nodes[activity] = f'{{"starts":"{random.randint(2000, 2026)}-01-01"}}'
        relations += [(activity, "IN_SECTOR", s) for s in random.sample(leaves, 2)]
        relations.append((random.choice(places), "RECEIVES", activity))
        for role in ("FUNDS", "EXTENDS", "IMPLEMENTS"):
            body = min(int(random.paretovariate(0.7)), BODIES) - 1
            relations.append((f"org/o{body}", role, activity))
    for n in range(NEEDS):
        nodes[f"demand/{n}"] = '{"nature":"declared"}'
        relations.append((random.choice(states), "DECLARES", f"demand/{n}"))
        relations.append((f"demand/{n}", "IN_SECTOR", random.choice(leaves)))
    rows = [RelationRow(t, a, b, "", None, None, None, "{}") for a, t, b in relations]
    return View(build([NodeRow(*node) for node in nodes.items()], rows), date(2026, 11, 1))


def measure() -> list[Pair]:
    """Return the pair; both keep the best TOP of every need."""
    view, terms, paths = world(), LENSES.load(EXPERIENCE), LENSES.parse(PATHS)
    return [
        in_turn(
            f"experience for {NEEDS // 1000}k needs, {ACTIVITIES // 1000}k activities, top {TOP}",
            ("lens of terms", lambda: sum(1 for _ in match_all(view, terms, TOP))),
            ("lens of paths (version 1)", lambda: sum(1 for _ in match_all(view, paths, TOP))),
            rounds=5,
        )
    ]
