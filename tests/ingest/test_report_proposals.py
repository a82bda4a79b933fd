"""What a report says waits for a person, on both engines: taken, refused, never asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from ingest.held_decisions import decided, let_go, rows_waiting
from ingest.report_proposals import ProposeAsked, propose, recognised, source_id
from kg.base.audience import Audience
from kg.base.errors import ForbiddenError
from kg.condense.long_report import Report
from kg.exchange.acceptance import Ledgers
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.documents import ProposedOfReport
from kg.store.opening import create_store, open_store
from tests.reports_of_blocks import paragraph, report, table

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
COLUMNS = ("País", "Proyecto", "Monto (US$)")
ROWS = (
    ("Haití", "Agua segura para las escuelas rurales", "150,000"),
    ("Dominica", "Gestión de residuos en los puertos", "1,045,000"),
    ("", "Total de los proyectos", "1,195,000"),
)
SIGNED = (
    "El 12 de marzo de 2026 la Agencia y los Estados hicieron un balance. El Gobierno de Honduras"
    " y la CAF firmaron un convenio sobre la gestión de las cuencas de la región."
)


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def ledgers(request: pytest.FixtureRequest, starter_copy: str, tmp_path: Path) -> Iterator[Ledgers]:
    url = (
        request.getfixturevalue("fresh_neo4j_desk")
        if request.param == "neo4j"
        else sqlite_url(tmp_path / "desk.db")
    )
    with (
        closing(open_store(starter_copy, write=True)) as knowledge,
        closing(create_store(url, room="desk")) as desk,
    ):
        yield Ledgers(knowledge, desk)


@pytest.fixture
def said() -> Report:
    return report(table(COLUMNS, ROWS), paragraph(SIGNED), title="Informe anual", file="i.pdf")


def view_of(ledgers: Ledgers, audience: Audience = "board") -> View:
    return View(snapshot_of(ledgers.knowledge, audience), date(2026, 11, 30))


def proposing(ledgers: Ledgers, of: Report, now: datetime = NOW) -> ProposedOfReport:
    return propose(ProposeAsked(of, view_of(ledgers), now, 90), ledgers)


def test_rows_wait_with_their_words_and_place(ledgers: Ledgers, said: Report) -> None:
    found = proposing(ledgers, said)
    rows = rows_waiting(ledgers.desk, None, NOW)
    assert [row.id for row in rows] == found.waiting
    assert [(row.where, row.kept.kind if row.kept else "") for row in rows] == [
        ("p. 1 § 1", "activities"),
        ("p. 1 § 2", "activities"),
        ("p. 1 § 1", "agreements"),
    ]
    water, _, signed = rows
    assert water.reason.code == "from-report"
    assert "Haití | Agua segura" in water.reason.message.text("es")
    assert signed.row["title"].startswith("El Gobierno de Honduras y la CAF firmaron")
    assert signed.row["parties"] == "state/hnd;org/caf"


def test_nothing_is_known_before_a_person_takes_it(ledgers: Ledgers, said: Report) -> None:
    source = proposing(ledgers, said).source
    assert source == source_id(said)
    record = ledgers.knowledge.get([source])[source]
    assert record.statements[0].props["checksum"] == said.sha256
    assert not [s for s in view_of(ledgers, "states").snapshot.ids if s == source]
    ids = view_of(ledgers).snapshot.ids
    assert not [i for i in ids if i.startswith("activity/") and "agua-segura" in i]


def test_what_is_taken_enters_with_the_report_as_its_source_for_the_states(
    ledgers: Ledgers, said: Report
) -> None:
    found = proposing(ledgers, said)
    rows = rows_waiting(ledgers.desk, found.waiting[:1], NOW)
    taken = decided(ledgers, rows, NOW)
    (id_,) = taken.stated
    record = ledgers.knowledge.get([id_])[id_]
    assert [(s.source, s.where, s.visibility) for s in record.statements] == [
        (found.source, "p. 1 § 1", "states")
    ]
    assert record.statements[0].props["budget"] == {"USD": 150000.0}
    assert view_of(ledgers, "states").snapshot.index(id_) is not None
    assert view_of(ledgers, "states").snapshot.index(found.source) is not None
    assert view_of(ledgers, "public").snapshot.index(id_) is None


def test_what_was_decided_is_not_proposed_again(ledgers: Ledgers, said: Report) -> None:
    first, second, third = proposing(ledgers, said).waiting
    let_go(ledgers.desk, rows_waiting(ledgers.desk, [first], NOW), NOW)
    decided(ledgers, rows_waiting(ledgers.desk, [second], NOW), NOW)
    later = NOW + timedelta(days=400)
    again = proposing(ledgers, said, later)
    assert (again.waiting, again.decided) == ([third], 2)
    assert proposing(ledgers, said, later).waiting == [third]


def test_a_row_that_somebody_corrected_stays_as_it_is(ledgers: Ledgers, said: Report) -> None:
    first = proposing(ledgers, said).waiting[0]
    waits = rows_waiting(ledgers.desk, [first], NOW)
    still = decided(ledgers, waits, NOW, values={"País": "Nowhere at all"})
    assert [row.id for row in still.waiting] == [first]
    proposing(ledgers, said)
    (row,) = rows_waiting(ledgers.desk, [first], NOW)
    assert row.row["País"] == "Nowhere at all"


def test_who_looks_first_sees_the_same_rows_and_nothing_is_written(
    ledgers: Ledgers, said: Report
) -> None:
    before = ledgers.knowledge.revision()
    shown = recognised(ProposeAsked(said, view_of(ledgers), NOW, 90))
    assert rows_waiting(ledgers.desk, None, NOW) == []
    assert ledgers.knowledge.revision() == before
    assert [(one.kind, one.title, one.page, one.paragraph) for one in shown[:2]] == [
        ("activities", "Agua segura para las escuelas rurales", 1, 1),
        ("activities", "Gestión de residuos en los puertos", 1, 2),
    ]
    assert shown[2].text.startswith("El Gobierno de Honduras y la CAF firmaron")
    assert proposing(ledgers, said).rows == shown


def test_only_the_board_proposes(ledgers: Ledgers, said: Report) -> None:
    asked = ProposeAsked(said, view_of(ledgers, "states"), NOW, 90)
    with pytest.raises(ForbiddenError):
        propose(asked, ledgers)
    with pytest.raises(ForbiddenError):
        recognised(asked)


def test_what_is_made_up_is_proposed_by_no_report(ledgers: Ledgers) -> None:
    rows = (("Ondavel", "Agua segura para las escuelas rurales", "150,000"),)
    assert proposing(ledgers, report(table(COLUMNS, rows))).waiting == []
