"""What real states declare in these tests; nothing of it was ever said by them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.audience import Audience
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement

SOURCE = "source/desk/test"


def source() -> Change:
    """State the source of all of it."""
    return NodeStatement(SOURCE, SOURCE, {"title": {"en": "A test"}})


def declared(
    id_: str, by: str, seen_by: Audience, sector: str = "sector/dac/14030"
) -> Iterator[Change]:
    """Yield what states an offer, a demand or a practice of a state."""
    props = {"nature": "declared", "title": {"en": f"Wells: {id_}"}}
    yield NodeStatement(id_, SOURCE, props, visibility=seen_by)
    yield RelationStatement(RelationKey("DECLARES", by, id_), SOURCE)
    yield RelationStatement(RelationKey("IN_SECTOR", id_, sector), SOURCE)
