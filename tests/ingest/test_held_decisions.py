"""Decisions about rows that wait, on a desk of each engine: knowledge first, then the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from ingest.findings import Item
from ingest.held_decisions import (
    NotWaitingError,
    decided,
    mark_of,
    require_unaltered,
    rows_waiting,
)
from ingest.held_rows import HeldRow, held_row, waiting_row
from ingest.known import known_from_store
from ingest.loading import load
from ingest.sheet.source import sheet_source
from kg.base.errors import BadOptionError, ConflictError
from kg.exchange.acceptance import Ledgers
from kg.store.opening import create_store, open_store

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SHEET = """actor;title;sector
Honduras;Agua clara;Nada de eso
Honduras;Capacitación de funcionarios en seguridad y salud;
"""


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def ledgers(request: pytest.FixtureRequest, starter_copy: str, tmp_path: Path) -> Iterator[Ledgers]:
    url = (
        request.getfixturevalue("fresh_neo4j_desk")
        if request.param == "neo4j"
        else sqlite_url(tmp_path / "desk.db")
    )
    path = tmp_path / "of.csv"
    path.write_text(SHEET, "utf-8")
    with (
        closing(open_store(starter_copy, write=True)) as knowledge,
        closing(create_store(url, room="desk")) as desk,
    ):

        def hold(file: str, items: list[Item]) -> None:
            rows = [waiting_row(held_row(file, item, NOW, 90)) for item in items]
            desk.keep_waiting(rows, now=NOW)

        known = known_from_store(knowledge)
        source = sheet_source(path, "offers", known, today=date(2026, 11, 29), store=knowledge)
        load(knowledge, [source], holding=hold)
        yield Ledgers(knowledge, desk)


def row(ledgers: Ledgers, words: str) -> HeldRow:
    (found,) = (r for r in rows_waiting(ledgers.desk, None, NOW) if words in str(r.row))
    return found


def test_a_corrected_row_is_stated_and_let_go(ledgers: Ledgers) -> None:
    waits = row(ledgers, "Agua clara")
    still = decided(ledgers, [waits], NOW, values={"sector": "Otra cosa"})
    assert (still.accepted, [r.id for r in still.waiting]) == ([], [waits.id])
    again = row(ledgers, "Agua clara")
    assert again.row["sector"] == "Otra cosa"
    assert again.corrected
    with pytest.raises(ConflictError):
        require_unaltered(again, mark_of(waits))
    done = decided(ledgers, [again], NOW, values={"sector": "14030"})
    assert (done.accepted, done.stated) == ([waits.id], ["offer/hnd-agua-clara"])
    assert "offer/hnd-agua-clara" in ledgers.knowledge.get(["offer/hnd-agua-clara"])
    with pytest.raises(NotWaitingError):
        rows_waiting(ledgers.desk, [waits.id], NOW)


def test_killed_between_the_ledgers_it_is_decided_again_and_alters_nothing(
    ledgers: Ledgers,
) -> None:
    waits = row(ledgers, "Agua clara")
    decided(ledgers, [waits], NOW, values={"sector": "14030"})
    revision = ledgers.knowledge.revision()
    ledgers.desk.keep_waiting([waiting_row(waits)], now=NOW)
    decided(ledgers, [row(ledgers, "Agua clara")], NOW, values={"sector": "14030"})
    assert ledgers.knowledge.revision() == revision
    assert [r.id for r in rows_waiting(ledgers.desk, None, NOW)] == [row(ledgers, "seguridad").id]


def test_what_is_proposed_is_taken_by_its_number(ledgers: Ledgers) -> None:
    waits = row(ledgers, "seguridad")
    with pytest.raises(BadOptionError):
        decided(ledgers, [waits], NOW, proposal=9)
    assert decided(ledgers, [waits], NOW, proposal=1).accepted == [waits.id]
    assert [r.id for r in rows_waiting(ledgers.desk, None, NOW)] == [row(ledgers, "Agua").id]
