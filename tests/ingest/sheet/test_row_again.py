"""A row that waited says, once it is corrected, what it would have said in its sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.again import Again
from ingest.findings import Item, Kept
from ingest.held_rows import HeldRow, held_of, held_row, waiting_row
from ingest.known import Known
from ingest.rereading import corrected, read_again
from ingest.sheet import sheet_source
from kg.base.audience import Audience
from kg.base.errors import BadOptionError
from kg.store.protocol import Store
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import as_csv, node, write_book

HEAD = ["Oferente", "Título (es)", "Título (en)", "Sector", "Capacidad", "Inicio", "Fin", "Resumen",
        "Fuente", "Quién puede ver", "Confidencial", "Notas"]  # fmt: skip
GOOD = ["Honduras", "Curso", "Course", 14030.0, "1.000", date(2026, 1, 5), "2027-02-01",
        "Agua;\nvida", "Acta de la comisión", "states", "no", "nada"]  # fmt: skip
HABIT = [*GOOD[:4], "2.500", *GOOD[5:]]
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def read(path: Path, known: Known, store: Store, **options: Any) -> list[Item]:
    source = sheet_source(path, "offers", known, today=TODAY, store=store, **options)
    return list(source.items)


def kept(item: Item, file: str) -> HeldRow:
    """What a desk gives back of an item."""
    return held_of(waiting_row(held_row(file, item, NOW, 90)))


def again(held: HeldRow, known: Known, store: Store, *, vouched: bool = False) -> Item:
    assert held.kept
    asked = Again(held.file, held.where, held.kept, known, store, vouched)
    (item,) = read_again(asked).items
    return item


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("visibility", [None, "board"])
def test_a_corrected_row_says_what_a_right_one_says(
    known: Known, starter_store: Store, tmp_path: Path, suffix: str, visibility: Audience | None
) -> None:
    wrong = [*GOOD[:3], "Nada de eso", *GOOD[4:]]
    names = ("right", "wrong")
    for folder, row in zip(names, (GOOD, wrong), strict=True):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / f"offers.{suffix}"
        if suffix == "xlsx":
            write_book(path, {"Ofertas": [HEAD, row, HABIT]})
        else:
            path.write_text(as_csv([HEAD, row, HABIT]), "utf-8")
    paths = [tmp_path / folder / f"offers.{suffix}" for folder in names]
    right, held = (read(path, known, starter_store, visibility=visibility)[0] for path in paths)
    waits = kept(held, paths[1].name)
    assert waits.reason.code == "unknown-sector"
    item = again(corrected(waits, {"sector": "14030"}), known, starter_store)
    assert list(item.changes) == list(right.changes)
    assert node(item).props["capacity"] == 1000, "as the column groups its thousands"
    own = [found for found in right.findings if found.where == right.where]
    assert list(item.findings) == own


def one(known: Known, store: Store, folder: Path, *cells: str, head: str = "") -> HeldRow:
    path = folder / "offers.csv"
    path.write_text(as_csv([(head or "actor,title,sector,Notas").split(","), cells]), "utf-8")
    return kept(read(path, known, store)[0], path.name)


@pytest.fixture
def row(known: Known, starter_store: Store, tmp_path: Path) -> HeldRow:
    return one(known, starter_store, tmp_path, "Honduras", "Curso", "Nada de eso", "x")


@pytest.mark.parametrize("column", ["sector", "Sector", "SECTOR", "Sectores"])
def test_columns_are_named_as_sheets_name_them(
    known: Known, starter_store: Store, row: HeldRow, column: str
) -> None:
    changed = corrected(row, {column: "14030"})
    assert again(changed, known, starter_store).changes
    assert list(changed.row) == list(row.row)
    assert changed.corrected


def test_a_column_can_be_added_and_a_cell_emptied(
    known: Known, starter_store: Store, row: HeldRow
) -> None:
    values = {"sector": "", "title:en": "Course", "Objetivo": "6", "id": "offer/own"}
    changed = corrected(row, values)
    item = again(changed, known, starter_store)
    assert node(item).id == "offer/own"
    assert node(item).props["title"] == {"und": "Curso", "en": "Course"}
    assert "sector" not in changed.row
    assert corrected(changed, {"id": ""}).row == {
        name: text for name, text in changed.row.items() if name != "id"
    }


@pytest.mark.parametrize("column", ["Notas", "shoe size", "", "sectro", "row", "columns"])
def test_what_is_no_column_is_refused(row: HeldRow, column: str) -> None:
    with pytest.raises(BadOptionError):
        corrected(row, {column: "x"})


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"actor": "=1+1"}, "formula"),
        ({"sector": "99999"}, "unknown-sector"),
        ({"starts": "31/31/2025", "sector": "14030"}, "bad-date"),
        ({"title": ""}, "missing-value"),
        ({"summary": "juana.ejemplo@example.org", "sector": "14030"}, "personal-data"),
    ],
)
def test_what_is_corrected_is_checked_as_all_is(
    known: Known, starter_store: Store, row: HeldRow, values: dict[str, str], code: str
) -> None:
    item = again(corrected(row, values), known, starter_store)
    assert code in {found.code for found in item.findings}


def test_what_was_left_out_is_no_cell(known: Known, starter_store: Store, tmp_path: Path) -> None:
    head = "actor,title,sector,confirmed_by"
    held = one(known, starter_store, tmp_path, "HND", "T", "Nada", "Ing. Juana Ejemplo", head=head)
    assert held.row["confirmed_by"] == "[…]"
    item = again(corrected(held, {"sector": "14030"}), known, starter_store)
    assert "confirmed_by" not in node(item).props


def test_columns_of_one_name_are_kept_apart(
    known: Known, starter_store: Store, tmp_path: Path
) -> None:
    head = "actor,title,sector,Notas,Notas,,"
    held = one(known, starter_store, tmp_path, "HND", "T", "Nada", "a", "b", "c", "d", head=head)
    assert sorted(held.row.values()) == sorted(["HND", "T", "Nada", "a", "b", "c", "d"])


@pytest.mark.parametrize(
    "facts",
    [{}, {"columns": 1}, {"columns": {"sector": ["x", "y", "z", "more"]}}, {"own": {}}],
)
def test_what_another_hand_wrote_waits_on(
    known: Known, starter_store: Store, row: HeldRow, facts: dict[str, Any]
) -> None:
    assert row.kept
    whole = {**row.kept.facts, **facts} if facts else {}
    for other in (Kept("sheet", "offers", row.row, whole), Kept("another", "", row.row, facts)):
        item = again(replace(row, kept=other), known, starter_store)
        assert [found.code for found in item.findings] == ["not-read-again"]
        assert not item.changes
