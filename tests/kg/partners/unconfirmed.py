"""A small world in which each kind of political fact stands once published, once to be confirmed.

``org/firm`` has what was read in a publication, ``org/loose`` the same from common knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.fields import Basis
from tests.graphs import NODE_SOURCE

MARK: Final = "zqloose"
"""Begins each text that only records to be confirmed hold."""
SECTORS: Final = {"firm": "sector/dac/140", "loose": "sector/dac/150"}
"""What the principle of each side favours; both bodies work in the first."""
JOURNAL: Final = "source/journal"
LOOSE: Final = (
    "agreement/loose-link", "agreement/loose-mandate", "initiative/loose", "priority/loose",
    "milestone/loose",
)  # fmt: skip


def world() -> Iterator[Change]:
    """Yield the statements of the world."""
    yield NodeStatement(NODE_SOURCE, NODE_SOURCE, {"title": {"en": "Test"}})
    yield NodeStatement(JOURNAL, JOURNAL, {"title": {"en": "Official journal"}})
    yield NodeStatement("org/oas", NODE_SOURCE, {"name": {"en": "The Body"}})
    yield NodeStatement("org/iacd", NODE_SOURCE, {"name": {"en": "The Agency"}})
    yield _relation("PART_OF", "org/iacd", "org/oas", "published")
    for sector in SECTORS.values():
        yield NodeStatement(sector, NODE_SOURCE, {"name": {"en": sector}})
    for n in range(3):
        yield NodeStatement(f"state/s{n}", NODE_SOURCE, {"name": {"en": f"State {n}"}})
        yield _relation("MEMBER_OF", f"state/s{n}", "org/oas", "published", status="member")
    yield from _side("firm", "published", "Firm")
    yield from _side("loose", "common_knowledge", MARK)


def _side(name: str, basis: Basis, word: str) -> Iterator[Change]:
    """Yield a body, and what binds it to ``org/oas`` on this basis."""
    body, link, mandate = f"org/{name}", f"agreement/{name}-link", f"agreement/{name}-mandate"
    yield NodeStatement(body, NODE_SOURCE, {"name": {"en": f"Body {name}"}, "kind": "bank"})
    yield _node(link, basis, title={"en": f"{word} link"}, kind="agreement", status="in_force")
    yield _node(mandate, basis, title={"en": f"{word} mandate"}, kind="resolution")
    yield _node(f"initiative/{name}", basis, name={"en": f"{word} pilot"}, kind="pilot")
    yield _node(f"priority/{name}", basis, name={"en": f"{word} principle"})
    yield _node(f"milestone/{name}", basis, name={"en": f"{word} milestone"})
    for agreement, status in ((link, "party"), (mandate, "named")):
        yield _relation("PARTY_TO", "org/oas", agreement, basis, status="party")
        yield _relation("PARTY_TO", body, agreement, basis, status=status)
    yield _relation("CONCERNS", f"initiative/{name}", body, basis)
    yield _relation("PART_OF", f"milestone/{name}", f"initiative/{name}", basis)
    yield _relation("FAVOURS", f"priority/{name}", SECTORS[name], basis)
    yield _relation("IN_SECTOR", body, SECTORS["firm"], "published")
    yield _relation("MEMBER_OF", "state/s0", body, basis, status="member")
    yield _relation("MEMBER_OF", "state/s1", body, basis, status="suspended")


def _node(id_: str, basis: Basis, **props: object) -> NodeStatement:
    return NodeStatement(id_, NODE_SOURCE, props, basis=basis)


def _relation(type_: str, start: str, end: str, basis: Basis, **props: str) -> RelationStatement:
    return RelationStatement(RelationKey(type_, start, end), NODE_SOURCE, props, basis=basis)
