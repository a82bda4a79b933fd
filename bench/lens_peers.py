"""Others who find the best of all pairs from the same vectors; each takes rows of the left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from heapq import nlargest
from typing import Any, Final, NamedTuple

import numpy as np

from kg.base.in_threads import processors
from kg.graph.view import View
from kg.matching.kernel.halfwalk import vectors_of
from kg.matching.lens.lens import PathLens

TOP: Final = 20


class Peer(NamedTuple):
    """A peer: its name, how many rows it is given of 1k, 10k and 100k, and how it is prepared."""

    name: str
    rows: tuple[int, int, int]
    made: Callable[[Any, Any], Callable[[], object]]


def matrices(view: View, lens: PathLens) -> tuple[Any, Any]:
    """Return both sides as scipy matrices, a row each, weights in."""
    from scipy import sparse

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
    return left, right


def _networkx(left: Any, right: Any) -> Callable[[], object]:
    """Two steps over a graph of the half-walks, a dictionary of sums a row."""
    import networkx as nx

    graph = nx.Graph()
    for kind, side in (("d", left), ("o", right)):
        cells = side.tocoo()
        triples = zip(cells.row.tolist(), cells.col.tolist(), cells.data.tolist(), strict=True)
        graph.add_weighted_edges_from(
            ((kind, row), ("m", col), value) for row, col, value in triples
        )

    def run() -> None:
        for row in range(left.shape[0]):
            sums: defaultdict[Any, float] = defaultdict(float)
            for meet, one in graph[("d", row)].items():
                for target, other in graph[meet].items():
                    if target[0] == "o":
                        sums[target] += one["weight"] * other["weight"]
            nlargest(TOP, sums.items(), key=lambda pair: pair[1])

    return run


def _dictionary(left: Any, right: Any) -> Callable[[], object]:
    """An inverted index in dictionaries."""
    index: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    cells = right.tocoo()
    for row, col, value in zip(
        cells.row.tolist(), cells.col.tolist(), cells.data.tolist(), strict=True
    ):
        index[col].append((row, value))

    def run() -> None:
        for row in range(left.shape[0]):
            part = slice(left.indptr[row], left.indptr[row + 1])
            sums: defaultdict[int, float] = defaultdict(float)
            for col, one in zip(left.indices[part].tolist(), left.data[part].tolist(), strict=True):
                for target, other in index[col]:
                    sums[target] += one * other
            nlargest(TOP, sums.items(), key=lambda pair: pair[1])

    return run


def _scipy(left: Any, right: Any) -> Callable[[], object]:
    """The product in blocks of 100 rows, then the best of each row."""
    turned = right.T.tocsr()

    def run() -> None:
        for low in range(0, left.shape[0], 100):
            product = left[low : low + 100] @ turned
            for row in range(product.shape[0]):
                data = product.data[product.indptr[row] : product.indptr[row + 1]]
                best = (
                    np.argpartition(-data, TOP)[:TOP] if len(data) > TOP else np.arange(len(data))
                )
                best[np.argsort(-data[best])]

    return run


def _sparse_dot_topn(left: Any, right: Any) -> Callable[[], object]:
    from sparse_dot_topn import sp_matmul_topn

    turned = right.T.tocsr()
    return lambda: sp_matmul_topn(left, turned, TOP, n_threads=processors(), sort=True)


def _duckdb(left: Any, right: Any) -> Callable[[], object]:
    """A join and a sum, the best of each row by a window."""
    import duckdb

    base = duckdb.connect(config={"threads": processors()})
    for name, side in (("l", left), ("r", right)):
        cells = side.tocoo()
        columns = {"row": cells.row, "col": cells.col, "v": cells.data}
        base.register("cells", columns)
        base.execute(f"CREATE TABLE {name} AS SELECT * FROM cells")
    query = f"""
        SELECT l.row, r.row AS target, sum(l.v * r.v) AS score FROM l JOIN r USING (col)
        GROUP BY l.row, r.row
        QUALIFY row_number() OVER (PARTITION BY l.row ORDER BY score DESC, target) <= {TOP}
    """
    return lambda: base.execute(query).fetchall()


PEERS: Final = (
    Peer("networkx", (100, 20, 2), _networkx),
    Peer("dictionary index", (100, 20, 2), _dictionary),
    Peer("scipy", (1_000, 1_000, 200), _scipy),
    Peer("DuckDB", (1_000, 200, 20), _duckdb),
    Peer("sparse_dot_topn", (1_000, 10_000, 2_000), _sparse_dot_topn),
)
