"""A small store with everything in it, and places to move it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.model.changes import (
    Deletion,
    NodeStatement,
    Redirect,
    RelationKey,
    RelationStatement,
    Withdrawal,
)
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.journeys.conformance.strategies import WORLD

Make = Callable[[str], Store]
Url = Callable[[str], str]
LAST = 5


@pytest.fixture
def url(tmp_path: Path) -> Url:
    """Give the address of a file in the test's folder, by a name."""
    return lambda name: f"sqlite://{tmp_path}/{name}.db"


@pytest.fixture
def make(url: Url) -> Iterator[Make]:
    """Make a store in a file of the test's folder, by a name; an address is taken as it is."""
    opened: list[Store] = []

    def make(name: str) -> Store:
        opened.append(create_store(name if "://" in name else url(name)))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def world(make: Make) -> Store:
    """A store of five revisions: disagreement, a merge, a tombstone, notes, odd texts."""
    store = make("world")
    fill(store)
    return store


def fill(store: Store) -> None:
    odd = {"note": {"es": 'Ñandú "3.º"\n\x00 \u2028 straße 😀'}, "status": "disputed"}
    spell = RelationKey("MEMBER_OF", "org/w", "org/x", "second 😀 spell")
    store.apply(WORLD)
    store.apply([RelationStatement(spell, "source/b", odd, "row 2", "uncertain", "2019-01-01")])
    store.apply([NodeStatement("org/x", "source/b", {"name": {"fr": "X", "en": "?"}})], note="¿?")
    store.apply([Redirect("org/y", "org/x"), Deletion("activity/2")], note="second")
    store.apply([Withdrawal(spell, "source/b"), NodeStatement("org/new", "source/c", {})])
    assert store.revision() == LAST
