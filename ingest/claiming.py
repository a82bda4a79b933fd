"""Who may see what is loaded, where a whole load says so: claimed by each of its statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.findings import Item
from kg.base.audience import Audience
from kg.model.changes import Change, NodeStatement, RelationStatement
from kg.model.registry import type_of


def claiming(items: Iterator[Item], visibility: Audience | None) -> Iterator[Item]:
    """Return items that claim who may see them, those too that wait; for nobody, as they are."""
    return items if visibility is None else (_claiming(item, visibility) for item in items)


def _claiming(item: Item, visibility: Audience) -> Item:
    kept = item.kept
    if kept is not None:
        kept = replace(kept, facts={**kept.facts, "visibility": visibility})
    return replace(item, changes=[_claim(c, visibility) for c in item.changes], kept=kept)


def _claim(change: Change, visibility: Audience) -> Change:
    """Return a change that claims who may see it; sources are seen by what they state."""
    about_source = isinstance(change, NodeStatement) and type_of(change.id) == "Source"
    if isinstance(change, (NodeStatement, RelationStatement)) and not about_source:
        return change._replace(visibility=visibility)
    return change
