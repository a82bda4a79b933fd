"""All pairs by the lens engine, against sparse_dot_topn on the same vectors, without filters."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import numpy as np

from bench.pairs import Pair, in_turn
from kg.graph.build import build
from kg.graph.view import View
from kg.matching.kernel.all_pairs import all_pairs
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_files import LENSES
from kg.model.records import NodeRow, RelationRow

SIZE, TOP, SEED = 10_000, 20, 7
LENS = """
lens: bench
from: (d:Demand)
to: (o:Offer)
require: []
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


def world(size: int = SIZE) -> View:
    """Return a seeded world of states, sectors, goals, bodies, so many offers and demands."""
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
            relations.append((f"state/s{random.randrange(35)}", "DECLARES", id_))
            relations.append(
                (id_, "IN_SECTOR", f"sector/dac/{int(random.triangular(60, 339, 80))}")
            )
            relations += [(id_, "TOWARDS", f"goal/sdg/{g}") for g in random.sample(range(170), 2)]
            relations.append(
                (id_, "IN_LANGUAGE", f"language/{random.choice(['en', 'es', 'fr', 'pt'])}")
            )
    rows = [RelationRow(t, a, b, "", None, None, None, "{}") for a, t, b in relations]
    return View(
        build([NodeRow(id_, '{"nature":"declared"}') for id_ in nodes], rows), date(2026, 1, 1)
    )


def matrices(view: View, lens: Lens) -> tuple[Any, Any]:
    """Return both sides as scipy matrices, weights in: the peer's own input."""
    from scipy import sparse

    from kg.matching.kernel.halfwalk import vectors_of

    sides: tuple[list[Any], list[Any]] = ([], [])
    for path in lens.paths:
        halves = ((path.pattern.left, lens.start), (path.pattern.right, lens.end))
        for side, (half, end) in zip(sides, halves, strict=True):
            found = vectors_of(view, half, end.labels, specific=path.specific)
            values = found.values * (path.weight / 1e6) ** 0.5 / 2**20
            shape = (found.classes, len(view.snapshot))
            classes = sparse.csr_matrix((values.astype(np.float32), found.meets, found.ptr), shape)
            side.append(classes[found.of])
    left, right = (sparse.hstack(side, format="csr", dtype=np.float32) for side in sides)
    return left, right.T.tocsr()


def measure() -> list[Pair]:
    """Return the pair; both keep the best TOP of every demand."""
    from sparse_dot_topn import sp_matmul_topn

    view, lens = world(), LENSES.parse(LENS)
    left, right = matrices(view, lens)
    return [
        in_turn(
            f"all pairs {SIZE // 1000}k x {SIZE // 1000}k, top {TOP}",
            ("lens, exact, with conditions", lambda: sum(1 for _ in all_pairs(view, lens, TOP))),
            (
                "sparse_dot_topn, float32, none",
                lambda: sp_matmul_topn(left, right, TOP, n_threads=1),
            ),
            rounds=3,
        )
    ]
