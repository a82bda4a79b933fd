"""Sheets prefilled for an office: what it declared, who may read it, and no formula."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from ingest.known import known_from_store
from ingest.office_sheets import office_rows, office_sheets
from kg.base.errors import UnknownIdError
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.opening import open_store
from kg.store.protocol import Store

OFFICE, SOURCE, ID = "unit/example-ondavel-desk", "source/coopgraph-examples", "offer/xaa-formula"
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://evil.example")',
    "=cmd|' /C'!A0",
)


@pytest.fixture
def store(starter_copy: str) -> Iterator[Store]:
    with closing(open_store(starter_copy, write=True)) as found:
        yield found


def view_of(store: Store, audience: str = "board") -> View:
    return View(snapshot_of(store, audience), date(2026, 11, 29))  # type: ignore[arg-type]


def test_rows_say_who_may_read_them(store: Store) -> None:
    rows = {row["id"]: row for row in office_rows(view_of(store), store, OFFICE, "demands")}
    assert rows["demand/xaa-debt-swap"]["visibility"] == "board"
    assert rows["demand/xaa-trade-accession"]["visibility"] == "states"
    assert rows["demand/xaa-cocoa-grading"]["title:es"].startswith("Un grado")
    assert "demand/xaa-debt-swap" not in {
        row["id"] for row in office_rows(view_of(store, "states"), store, OFFICE, "demands")
    }


def test_names_to_choose_from_are_texts_too(store: Store) -> None:
    name = '=HYPERLINK("http://evil.example")'
    store.apply([NodeStatement("unit/evil", SOURCE, {"name": {"es": name, "en": name}})])
    view, known = view_of(store), known_from_store(store)
    for _, content in office_sheets(view, store, known, OFFICE, "es"):
        for sheet in load_workbook(BytesIO(content)).worksheets:
            assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_of_an_office_that_is_not_there_nothing_is_made_up(store: Store) -> None:
    with pytest.raises(UnknownIdError):
        office_rows(view_of(store), store, "unit/none", "offers")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_written_as_a_text(store: Store, text: str) -> None:
    told = {"title": {"nl": text, "es": text}, "conditions": text, "nature": "example"}
    store.apply([
        NodeStatement(ID, SOURCE, told),
        RelationStatement(RelationKey("DECLARES", "state/xaa", ID), SOURCE),
    ])  # fmt: skip
    made = office_sheets(view_of(store), store, known_from_store(store), OFFICE, "es")
    content = dict(made)["offers.xlsx"]
    with ZipFile(BytesIO(content)) as packed:
        parts = [packed.read(n) for n in packed.namelist() if n.startswith("xl/worksheets/")]
    assert not any(b"<f>" in part or b"<f " in part for part in parts)
    sheet = load_workbook(BytesIO(content))["offers"]
    cells = [cell for row in sheet.iter_rows(min_row=4) for cell in row if cell.value]
    risky = [cell for cell in cells if str(cell.value).strip() == text.strip()]
    assert len(risky) == 3
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)
