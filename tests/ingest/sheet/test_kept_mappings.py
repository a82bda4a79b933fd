"""Mappings on the desk: kept, found again, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from ingest.sheet.kept_mappings import (
    UnknownMappingError,
    forget,
    keep,
    mappings_of,
    require,
)
from ingest.sheet.mapping import SheetMapping
from kg.store.opening import create_store
from kg.store.protocol import Store

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
MAPPING = SheetMapping(
    "activities",
    {"Año = “x”": "title:es", "Nada": "-"},
    {"currency": "USD"},
    "ABC",
    "abc de Brasil",
    headers=frozenset(("ano x", "nada")),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    with closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as desk:
        yield desk


def test_it_comes_back_as_it_was(desk: Store) -> None:
    kept = keep(desk, MAPPING, NOW)
    assert kept.made == "2026-11-29"
    assert mappings_of(desk) == [kept]
    assert require(mappings_of(desk), "abc de Brasil") == kept


def test_another_of_the_same_name_takes_its_place(desk: Store) -> None:
    keep(desk, MAPPING, NOW)
    keep(desk, SheetMapping("units", {"A": "name"}, name="abc de Brasil"), NOW)
    (one,) = mappings_of(desk)
    assert (one.kind, one.columns, one.values, one.source) == ("units", {"A": "name"}, {}, None)


def test_it_can_be_forgotten(desk: Store) -> None:
    keep(desk, MAPPING, NOW)
    forget(desk, "abc de Brasil")
    assert mappings_of(desk) == []


def test_one_that_is_not_there_names_the_nearest(desk: Store) -> None:
    keep(desk, MAPPING, NOW)
    with pytest.raises(UnknownMappingError) as caught:
        require(mappings_of(desk), "abc de Brazil")
    assert caught.value.nearest == ("abc de Brasil",)
    with pytest.raises(UnknownMappingError, match="There is no mapping") as caught:
        require([], "x")
    assert "mapping list" in caught.value.sentence()
