"""A desk as the first version of the exchange left it: its records go on where they were.

The file is the backup of that version: two offices, a demand that waits, a request that was
accepted.
"""

from __future__ import annotations

from pathlib import Path

from kg.exchange.moving import move, open_steps, records_of, seen_record
from kg.exchange.parties import CLOCK, Who
from kg.model.desk_types import ContactRequest, FocalPoint, Submission
from kg.store.protocol import Store
from kg.store.transfer.backup_reader import opened_backup
from kg.store.transfer.copying import restore
from tests.kg.exchange.people import HIGHLAND, ISLAND, NOW, SECRETARIAT

FILE = Path(__file__).parent / "fixtures" / "desk-first-thread.zst"


def test_its_records_go_on(desk: Store) -> None:
    with opened_backup(FILE) as file:
        assert restore(file, desk).revisions == 8

    points = records_of(desk, FocalPoint, CLOCK)
    assert [(point.office, point.state, point.bounced) for point in points] == [
        (ISLAND.office, "active", None),
        (HIGHLAND.office, "active", None),
    ]
    (sent,) = records_of(desk, Submission, SECRETARIAT)
    assert (sent.state, sent.edits, sent.act) == ("proposed", [], None)
    back = acted(desk, Submission, sent.id, "return", SECRETARIAT, remark="¿Cuáles islas?")
    assert back.state == "returned"

    (asked,) = records_of(desk, ContactRequest, ISLAND)
    assert (asked.state, asked.shares, asked.passed_on) == ("accepted", [], None)
    assert "start" in {step.act for step in open_steps(asked, HIGHLAND)}
    started = acted(desk, ContactRequest, asked.id, "start", HIGHLAND, started="2026-11-28")
    assert (started.state, started.by) == ("started", HIGHLAND.office)


def acted(
    desk: Store, cls: type[Submission | ContactRequest], id_: str, act: str, who: Who, **said: str
) -> Submission | ContactRequest:
    return move(desk, seen_record(desk, cls, id_, who), act, who, NOW, **said)
