"""JSON lines tell who stated what, as far as the audience reads it, and keep the keys of before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.base.audience import Audience
from kg.base.store_errors import StoreReplacedError
from kg.export import export
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import NodeStatement, Redirect, RelationKey, RelationStatement
from kg.model.confirmation import POLITICAL
from kg.store.protocol import Store
from tests.graphs import DAY, NODE_SOURCE, store_of

OTHER = "source/other"
ALWAYS = {
    "node": ["kind", "id", "type", "label", "nature", "sources", "properties"],
    "relation": ["kind", "type", "from", "to", "status", "since", "until", "in_force", "sources",
                 "properties"],
}  # fmt: skip
"""The keys that scripts rely on."""


def lines(store: Store, path: Path, audience: Audience = "board") -> dict[str, dict[str, Any]]:
    view = View(snapshot_of(store, audience), DAY)
    export(view, path, "en", store=store)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row.get("id") or f"{row['type']} {row.get('key', '')}".strip(): row for row in rows}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = store_of(tmp_path, "state/hti MEMBER_OF org/one", {"org/old": {}})
    key = RelationKey("MEMBER_OF", "state/hti", "org/one", "2")
    made.apply(
        [
            NodeStatement(OTHER, OTHER, {}),
            NodeStatement("org/one", OTHER, {"acronym": "O"}, "p. 3", "uncertain", "2020-01-02"),
            NodeStatement("state/hti", OTHER, {"note": {"en": "x"}}, visibility="board"),
            RelationStatement(key, OTHER, {"since": "2001-02-03"}),
            Redirect("org/old", "org/one"),
        ]
    )
    return made


def test_each_source_has_its_say(store: Store, tmp_path: Path) -> None:
    found = lines(store, tmp_path / "a.jsonl")
    assert found["org/one"]["merged"] == ["org/old"]
    assert found["org/one"]["statements"] == [
        {"source": OTHER, "where": "p. 3", "basis": "uncertain", "dated": "2020-01-02",
         "properties": {"acronym": "O"}},
        {"source": NODE_SOURCE, "about": "org/old", "properties": {}},
        {"source": NODE_SOURCE, "properties": {}},
    ]  # fmt: skip
    assert found["MEMBER_OF 2"]["statements"] == [{"source": OTHER}]
    assert found["MEMBER_OF 2"]["since"] == "2001-02-03"
    store.close()


def test_what_is_closed_is_said_to_nobody_else(store: Store, tmp_path: Path) -> None:
    board, public = (lines(store, tmp_path / f"{a}.jsonl", a) for a in ("board", "public"))
    assert [s.get("visibility") for s in board["state/hti"]["statements"]] == ["board", None]
    assert public["state/hti"]["statements"] == [{"source": NODE_SOURCE}]
    store.close()


def test_the_keys_of_before_are_there(store: Store, tmp_path: Path) -> None:
    for row in lines(store, tmp_path / "a.jsonl").values():
        assert set(ALWAYS[row["kind"]]) <= row.keys()
    store.close()


def test_without_a_store_only_these(store: Store, tmp_path: Path) -> None:
    export(View(snapshot_of(store, "board"), DAY), tmp_path / "a.jsonl", "en")
    for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        marked = ["to_confirm"] if row["type"] in POLITICAL else []
        assert list(row) == [*ALWAYS[row["kind"]][:-1], *marked, "properties"]
    store.close()


def test_another_store_is_not_mixed_in(store: Store, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = store_of(tmp_path / "other", "", {"org/x": {}})
    view = View(snapshot_of(store, "board"), DAY)
    with pytest.raises(StoreReplacedError):
        export(view, tmp_path / "a.jsonl", "en", store=other)
    assert not (tmp_path / "a.jsonl").exists()
    store.close()
    other.close()
