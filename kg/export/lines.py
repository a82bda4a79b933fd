"""JSON lines: one node or relation a line."""

from __future__ import annotations

import json
from typing import IO

from kg.export.rows import Graph


def write_jsonl(graph: Graph, file: IO[bytes]) -> None:
    """Write all nodes, then all relations, one JSON object a line."""
    for kind, part in zip(("node", "relation"), graph.everything(), strict=True):
        for fixed, props in part:
            line = json.dumps({"kind": kind, **fixed, "properties": props}, ensure_ascii=False)
            file.write(f"{line}\n".encode())
