"""What an acceptance would alter, said before it does: field by field, on a copy of the starter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from ingest.entries import cells_of, entry_source, office_of
from ingest.known import known_from_store
from kg.exchange.acceptance import Ledgers, accept, office_source
from kg.exchange.entry_changes import EntryChanges, Relates, changes_of
from kg.model.changes import Change, NodeStatement, state_node
from kg.model.nodes import Source
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.kg.exchange.people import NOW, SECRETARIAT
from tests.kg.exchange.test_acceptance import ENTERED, OFFICE, OTHER, proposed, stated

SOURCE = office_source(OFFICE)


@pytest.fixture
def ledgers(starter_copy: str, tmp_path: Path) -> Iterator[Ledgers]:
    with (
        closing(open_store(starter_copy, write=True)) as knowledge,
        closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as desk,
    ):
        yield Ledgers(knowledge, desk)


def offered(knowledge: Store, cells: dict[str, str]) -> list[Change]:
    known, office = known_from_store(knowledge), office_of(knowledge, OFFICE)
    source = entry_source(
        "offers", cells, office, known, knowledge, lang="en", today=date(2026, 11, 29)
    )
    return [change for item in source.items for change in item.changes]


def marks(found: EntryChanges) -> dict[object, str]:
    return {each.field: each.mark for each in found.differences}


def test_of_a_new_record_all_is_new_and_afterwards_the_same(ledgers: Ledgers) -> None:
    seen = proposed(ledgers.desk, ENTERED)
    changes = stated(ledgers.knowledge, seen)
    before = changes_of(ledgers.knowledge, changes, SOURCE)
    assert (before.record, before.known) == ("demand/xaa-agua-limpia", False)
    assert set(marks(before).values()) == {"new"}
    assert marks(before)["title:es"] == marks(before)[Relates("IN_SECTOR", outward=True)] == "new"
    accept(ledgers, seen, changes, SECRETARIAT, NOW)
    after = changes_of(ledgers.knowledge, stated(ledgers.knowledge, seen), SOURCE)
    assert after.known
    assert set(marks(after).values()) == {"same"}
    assert {each.field: each.after for each in before.differences} == {
        each.field: each.before for each in after.differences
    }


def test_what_a_file_said_of_the_record_goes_and_is_said_to_go(ledgers: Ledgers) -> None:
    (was,) = ledgers.knowledge.get([OTHER]).values()
    assert len(was.statements) == 1
    cells = {"id": OTHER, "title": "Bands in schools", "sector": "11220", "visibility": "public"}
    found = changes_of(ledgers.knowledge, offered(ledgers.knowledge, cells), SOURCE)
    said = marks(found)
    assert found.known
    assert said["title:en"] == "changed"
    assert said["summary:en"] == said["capacity"] == "removed"
    assert found.others == []


def test_what_others_say_beside_the_declarer_stays_and_is_shown(ledgers: Ledgers) -> None:
    other = Source(id="source/other", title={"en": "Another office"})
    ledgers.knowledge.apply([
        state_node(other, other.id),
        NodeStatement(OTHER, other.id, {"title": {"fr": "Fanfares"}}),
    ])  # fmt: skip
    cells = {"id": OTHER, "title": "Bands in schools", "sector": "11220", "visibility": "public"}
    found = changes_of(ledgers.knowledge, offered(ledgers.knowledge, cells), SOURCE)
    assert [(each.source, each.field, each.value) for each in found.others] == [
        ("source/other", "title:fr", "Fanfares")
    ]
    assert marks(found)["title:fr"] == "same"


def test_nothing_is_stated_nothing_changes(ledgers: Ledgers) -> None:
    assert changes_of(ledgers.knowledge, [], SOURCE) == EntryChanges()
    assert cells_of(proposed(ledgers.desk, ENTERED).record) == ENTERED
