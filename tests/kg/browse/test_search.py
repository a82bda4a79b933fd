"""Search: what comes first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.base.audience import Audience
from kg.base.errors import BadOptionError
from kg.browse.search import search
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.questions import SearchQuestion
from kg.store.protocol import Store
from kg.store.seen_records import SeenRecords
from tests.graphs import DAY, store_of

NODES: dict[str, dict[str, Any]] = {
    "activity/agua": {"title": {"es": "Agua"}},
    "activity/plan": {"title": {"es": "Agua para todos"}},
    "org/agua": {"name": {"es": "Instituto del agua"}},
    "org/aguas": {"name": {"es": "Aguas del Norte"}},
    "org/named": {"name": {"es": "Otra"}, "aliases": ["AGUA"]},
    "sector/dac/140": {"name": {"es": "Água", "en": "Water"}},
    "demand/x": {"summary": {"es": "falta de agua"}, "title": {"es": "Pozos"}},
    "offer/secret": {"title": {"es": "Agua"}, "visibility": "board"},
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = store_of(tmp_path, "", NODES)
    yield store
    store.close()


def found(
    store: Store,
    text: str,
    audience: Audience = "board",
    limit: int = 20,
    type_: str | None = None,
) -> list[str]:
    view = View(snapshot_of(store, audience), DAY)
    records = SeenRecords(store, audience)
    return [hit.id for hit in search(records, view, text, "es", limit, type_=type_).results]


def test_exact_names_come_first_then_codes_then_beginnings_then_words(store: Store) -> None:
    assert found(store, "agua") == [
        "activity/agua",
        "offer/secret",
        "sector/dac/140",
        "org/named",
        "org/aguas",
        "org/agua",
        "demand/x",
        "activity/plan",
    ]


def test_one_type_may_be_looked_for_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(store, "agua", type_="Organisation") == ["org/named", "org/aguas", "org/agua"]
    assert found(store, "agua", type_="Goal") == []
    assert found(store, "org/aguas", type_="Organisation") == ["org/aguas"]
    assert found(store, "org/aguas", type_="Demand") == []
    monkeypatch.setattr("kg.browse.search.CANDIDATES", 2)
    assert found(store, "agua", type_="Sector") == ["sector/dac/140"]


def test_a_type_is_named_as_it_is_called_or_as_its_ids_begin() -> None:
    assert {SearchQuestion("x", type=t).type for t in ("Offer", "offer", " OFFER ")} == {"Offer"}
    assert SearchQuestion("x", type="org").type == "Organisation"
    with pytest.raises(BadOptionError) as caught:
        SearchQuestion("x", type="offers")
    assert "Offer, Organisation, Practice" in str(caught.value.fix)


def test_an_id_is_found_as_it_is_and_stands_on_top(store: Store) -> None:
    assert found(store, "org/aguas")[0] == "org/aguas"


def test_hidden_nodes_are_absent_and_the_limit_holds(store: Store) -> None:
    assert "offer/secret" not in found(store, "agua", "public")
    assert found(store, "offer/secret", "public") == []
    assert found(store, "agua", limit=2) == ["activity/agua", "offer/secret"]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("SEGIB", "org/segib"),
        ("haiti", "state/hti"),
        ("BR", "state/bra"),
        ("mercosul", "org/mercosur"),
        ("14030", "sector/dac/14030"),
        ("organización de los estados americanos", "org/oas"),
    ],
)
def test_everyday_words_find_the_body_first(
    starter_store: Store, starter_view: View, text: str, id_: str
) -> None:
    records = SeenRecords(starter_store, "board")
    assert search(records, starter_view, text, "es").results[0].id == id_
