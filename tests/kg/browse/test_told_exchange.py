"""The one exchange that the first page tells: real, published, with what came of it, or none."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from kg.browse.told_exchange import told_exchange
from kg.graph.view import View
from kg.knowledge import KnowledgeBase
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.fields import Basis
from kg.store.opening import create_store, open_store
from tests.conftest import TODAY
from tests.kg.exchange.declared import SOURCE, source


def test_of_the_starter_it_is_a_published_one(starter_view: View) -> None:
    node = told_exchange(starter_view)
    assert node is not None
    assert starter_view.id(node) == "activity/own/rial-colombia-wages"


def test_the_latest_that_is_told_in_full_and_no_other(starter_copy: str) -> None:
    def exchange(id_: str, day: str, basis: Basis, summary: str) -> list[Change]:
        props = {"title": {"en": id_}, "starts": day, "nature": "demonstrated"}
        told = {"summary": {"en": summary}} if summary else {}
        ends = [("PROVIDES", "state/per", id_), ("RECEIVES", "state/hnd", id_),
                ("IN_SECTOR", id_, "sector/dac/14030")]  # fmt: skip
        return [
            NodeStatement(id_, SOURCE, {**props, **told}, basis=basis),
            *(RelationStatement(RelationKey(*one), SOURCE, basis=basis) for one in ends),
        ]

    with closing(open_store(starter_copy, write=True)) as store:
        store.apply([
            source(),
            *exchange("activity/t/published", "2019-01-01", "published", "It runs."),
            *exchange("activity/t/no-outcome", "2024-01-01", "published", ""),
            *exchange("activity/t/hearsay", "2025-01-01", "common_knowledge", "It ran."),
        ])  # fmt: skip
    knowledge = KnowledgeBase(starter_copy, cache=None)
    view = knowledge.inquiry(TODAY, "public", "en").view
    node = told_exchange(view)
    assert node is not None
    assert view.id(node) == "activity/t/published"
    knowledge.close()


def test_an_empty_store_tells_none(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    create_store(url).close()
    knowledge = KnowledgeBase(url, cache=None)
    assert told_exchange(knowledge.inquiry(TODAY, "public", "en").view) is None
    knowledge.close()
