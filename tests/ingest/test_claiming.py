"""A load that says who may see it: each statement claims so, what waits too, sources do not."""

from __future__ import annotations

from ingest.claiming import claiming
from ingest.findings import Item, Kept
from kg.model.changes import NodeStatement

SOURCE = NodeStatement("source/x", "source/x", {"title": {"und": "x"}})
BODY = NodeStatement("org/x", "source/x", {})


def test_all_but_sources_claim_it() -> None:
    (item,) = claiming(iter([Item("1", [SOURCE, BODY])]), "board")
    assert [change.visibility for change in item.changes] == [None, "board"]  # type: ignore[union-attr]


def test_what_waits_remembers_it() -> None:
    waiting = Item("1", (), (), Kept("iati", "activities", {}, {"stem": "x"}))
    (item,) = claiming(iter([waiting]), "states")
    assert item.kept is not None
    assert item.kept.facts == {"stem": "x", "visibility": "states"}


def test_where_nobody_says_it_items_stay_as_they_are() -> None:
    items = [Item("1", [BODY])]
    assert list(claiming(iter(items), None)) == items
