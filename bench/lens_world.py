"""A seeded world of demands and offers; the lens that relates them, bare and with conditions."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Final

from kg.graph.build import build
from kg.graph.view import View
from kg.matching.lens.lens import PathLens
from kg.matching.lens.lens_files import LENSES
from kg.model.claims import canonical
from kg.model.records import NodeRow, RelationRow

SEED: Final = 7
CONDITIONS: Final = """
require:
  - different_actor
  - open
  - valid_on_date
  - period_overlap: 3 months
  - common_language
  - eligible
  - same_field
  - at_least: {sector: 0.10}
fits: {by: [sector]}
"""
LENS: Final = """
lens: bench
from: (d:Demand)
to: (o:Offer)
paths:
  sector:
    pattern: >-
      (d)-[:IN_SECTOR]->(:Sector)-[:BROADER*0..2]->(m:Sector)
      <-[:BROADER*0..2]-(:Sector)<-[:IN_SECTOR]-(o)
    weight: 0.5
  goals:
    pattern: >-
      (d)-[:TOWARDS]->(:Goal)-[:BROADER*0..1]->(m:Goal)
      <-[:BROADER*0..1]-(:Goal)<-[:TOWARDS]-(o)
    weight: 0.2
  shared_body:
    pattern: >-
      (d)<-[:DECLARES]-(:State)-[:MEMBER_OF]->(m:Organisation)
      <-[:MEMBER_OF]-(:State)-[:DECLARES]->(o)
    weight: 0.2
  language:
    pattern: (d)-[:IN_LANGUAGE]->(m:Language)<-[:IN_LANGUAGE]-(o)
    weight: 0.1
"""


def lens(conditions: str = "require: []") -> PathLens:
    """Return the lens with some conditions; ``CONDITIONS`` are those of the shipped lens."""
    found = LENSES.parse(LENS + conditions)
    assert isinstance(found, PathLens)
    return found


def world(size: int) -> View:
    """Return a seeded world of states, sectors, goals and bodies, ``size`` offers and demands."""
    random = Random(SEED)
    nodes = [f"sector/dac/{n}" for n in range(10, 340)] + [f"goal/sdg/{n}" for n in range(170)]
    nodes += [f"state/s{n}" for n in range(35)] + [f"org/b{n}" for n in range(60)]
    nodes += [f"language/{code}" for code in ("en", "es", "fr", "pt")]
    relations = [
        (f"sector/dac/{n}", "BROADER", f"sector/dac/{10 + n % 50}") for n in range(60, 340)
    ]
    relations += [(f"goal/sdg/{n}", "BROADER", f"goal/sdg/{n % 17}") for n in range(17, 170)]
    relations += [
        (f"state/s{s}", "MEMBER_OF", f"org/b{b}")
        for s in range(35)
        for b in random.sample(range(60), 12)
    ]
    for kind in ("demand", "offer"):
        for n in range(size):
            id_ = f"{kind}/{n}"
            nodes.append(id_)
            relations += _declared(random, id_)
    rows = [RelationRow(t, a, b, "", None, None, None, "{}") for a, t, b in relations]
    # By another seed: the relations are those of a world without facts, and so are its scores.
    other = Random(SEED)
    facts = [NodeRow(id_, canonical(_facts(other, id_))) for id_ in nodes]
    return View(build(facts, rows), date(2026, 1, 1))


def _declared(random: Random, id_: str) -> list[tuple[str, str, str]]:
    found = [
        (f"state/s{random.randrange(35)}", "DECLARES", id_),
        (id_, "IN_SECTOR", f"sector/dac/{int(random.triangular(60, 339, 80))}"),
    ]
    found += [(id_, "TOWARDS", f"goal/sdg/{g}") for g in random.sample(range(170), 2)]
    language = random.choice(["en", "es", "fr", "pt"])
    return [*found, (id_, "IN_LANGUAGE", f"language/{language}")]


def _facts(random: Random, id_: str) -> dict[str, object]:
    """Return what conditions ask: periods, who may take part, whether it is over."""
    if not id_.startswith(("demand/", "offer/")):
        return {}
    facts: dict[str, object] = {"nature": "declared"}
    facts["starts"] = f"2026-{random.randint(1, 12):02}-01"
    facts["ends"] = f"{random.randint(2026, 2029)}-12-31"
    if random.random() < 0.1:
        facts["status"] = "met"
    if random.random() < 0.2:
        facts["eligible"] = [f"state/s{n}" for n in random.sample(range(35), 12)]
    return facts
