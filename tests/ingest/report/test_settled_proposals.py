"""What was decided about rows of reports is kept in mind, of other rows nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from ingest.findings import Kept
from ingest.held_rows import HeldRow
from ingest.report.settled_proposals import REPORT, is_proposal, settle, unsettled
from kg.store.opening import create_store
from kg.store.protocol import Store

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    with closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as store:
        yield store


def row(id_: str, **facts: str) -> HeldRow:
    kept = Kept("sheet", "activities", {}, facts)
    return HeldRow(id_, NOW, NOW, "r.pdf", "p. 1 § 1", {}, (), kept=kept)


def test_rows_of_reports_stay_settled_and_others_do_not(desk: Store) -> None:
    one, other, sheet = row("held/1", report="a"), row("held/2", report="a"), row("held/3")
    assert [is_proposal(each) for each in (one, other, sheet)] == [True, True, False]
    assert REPORT == "report"
    settle(desk, [one, sheet], NOW)
    much_later = NOW + timedelta(days=3650)
    assert unsettled(desk, [one, other, sheet], much_later) == [other, sheet]
