"""JSON lines: one node or relation a line."""

from __future__ import annotations

import json
import re
from typing import IO, Final

from kg.export.graph_rows import Graph

_ENDS: Final = re.compile("[\x85\u2028\u2029]")
"""Characters that some readers take for the end of a line."""


def write_jsonl(graph: Graph, file: IO[bytes]) -> None:
    """Write all nodes, then all relations, one JSON object a line."""
    for kind, part in zip(("node", "relation"), graph.everything(), strict=True):
        for fixed, props in part:
            text = json.dumps({"kind": kind, **fixed, "properties": props}, ensure_ascii=False)
            # Inside a JSON text they only stand in strings, where an escape means the same.
            line = _ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
            file.write(f"{line}\n".encode())
