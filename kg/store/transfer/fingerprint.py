"""The present graph of a store as counts and a digest: equal where two stores show the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Final, NamedTuple

from kg.store.protocol import Store

_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Fingerprint(NamedTuple):
    """How many nodes and relations, and the SHA-256 over their rows and the redirects."""

    nodes: int
    relations: int
    digest: str


def fingerprint(store: Store, revision: int) -> Fingerprint:
    """Return the fingerprint of what a store shows at a revision.

    The digest is taken over one JSON array a line: each node, each relation, each redirect, in the
    order in which every store gives them.
    """
    digest = hashlib.sha256()

    def taken(rows: Iterable[Sequence[str | None]]) -> int:
        count = 0
        for row in rows:
            digest.update(f"{_encode(row)}\n".encode())
            count += 1
        return count

    with closing(store.nodes(revision)) as rows:
        nodes = taken(rows)
    with closing(store.relations(revision)) as links:
        relations = taken(links)
    taken(sorted(store.redirects(revision).items()))
    return Fingerprint(nodes, relations, digest.hexdigest())
