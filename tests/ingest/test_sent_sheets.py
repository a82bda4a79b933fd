"""A sheet of an office becomes entries: nothing of it is lost, nothing is said for others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ingest.entries import cells_of, office_of
from ingest.findings import Item, Outcome
from ingest.known import known_from_store
from ingest.sent_sheets import (
    MAX_ROWS,
    SentBy,
    SentSheet,
    as_upload,
    checked_rows,
    columns_of,
    notes_of,
    read_sheet,
)
from ingest.sheet.opened_sheet import MissingColumnError
from kg.base.errors import BadFileError
from kg.store.opening import open_store

OFFICE = "unit/example-ondavel-desk"
HEAD = "Título;Title (English);Sector;Inicio;Quién puede verlo;Observaciones\n"
ROW = "Agua para las islas;Water for the islands;14030;03/04/2027;estados;nada\n"


@pytest.fixture
def by(starter_url: str) -> Iterator[SentBy]:
    with closing(open_store(starter_url)) as store:
        yield SentBy(office_of(store, OFFICE), known_from_store(store), store, "es")


def read(by: SentBy, folder: Path, text: str, kind: str = "offers") -> SentSheet:
    path = folder / "sheet"
    path.write_text(text, "utf-8")
    return read_sheet(path, "ofertas.csv", kind, by)


def test_rows_are_cells_of_the_form_and_columns_are_told(by: SentBy, tmp_path: Path) -> None:
    sheet = read(by, tmp_path, f"{HEAD}{ROW}")
    ((where, cells),) = sheet.rows
    assert (sheet.lang, where) == ("es", "row 2")
    assert cells["title"] == "Agua para las islas"
    assert cells["title:en"] == "Water for the islands"
    assert cells["visibility"] == "estados"
    assert ("Observaciones", "") in sheet.columns
    assert ("Sector", "sector") in sheet.columns
    assert "unknown-column" in {note.code for note in sheet.notes}
    item = checked(by, sheet)[0]
    assert item.outcome is Outcome.ACCEPTED, item.findings


def checked(by: SentBy, sheet: SentSheet) -> list[Item]:
    _, drafts = as_upload(sheet, by.office, on_behalf=False)
    return checked_rows(drafts, by.office, by.known, by.store, today=date(2026, 11, 29))


def test_what_is_kept_of_it_on_the_desk_says_the_same(by: SentBy, tmp_path: Path) -> None:
    sheet = read(by, tmp_path, f"{HEAD}{ROW}")
    upload, (draft,) = as_upload(sheet, by.office, on_behalf=True)
    assert upload.entries == [draft.id]
    assert (draft.upload, draft.place, draft.on_behalf) == (upload.id, "row 2", True)
    assert cells_of(draft) == sheet.rows[0].cells
    assert columns_of(upload) == sheet.columns
    assert [note.document("fr") for note in notes_of(upload)] == [
        note.document("fr") for note in sheet.notes
    ]


def test_a_row_of_somebody_else_is_not_taken_and_said(by: SentBy, tmp_path: Path) -> None:
    text = (
        "actor,title,sector\nHaiti,Theirs,14030\nOndavel,Ours,14030\n,Ours too,14030\n"
        "Nobody known,Perhaps,14030\n"
    )
    sheet = read(by, tmp_path, text)
    assert [row.cells["title"] for row in sheet.rows] == ["Ours", "Ours too", "Perhaps"]
    said = {note.where: (note.code, note.outcome) for note in sheet.notes if note.where}
    assert said["row 2"] == ("another-actor", Outcome.REJECTED)
    assert set(said) == {"row 2", "row 5"}
    assert said["row 5"] == ("actor-not-read", Outcome.HELD)
    assert all("actor" not in row.cells for row in sheet.rows)


def test_two_rows_of_one_record_are_not_both_sent(by: SentBy, tmp_path: Path) -> None:
    first, second = checked(by, read(by, tmp_path, f"{HEAD}{ROW}{ROW}"))
    assert [f.code for f in second.findings] == ["duplicate"]
    assert first.findings == []


def test_formulas_and_persons_do_not_pass_unseen(by: SentBy, tmp_path: Path) -> None:
    text = 'title,summary,sector\n"=HYPERLINK(A1)",Ask Ing. Juana Ejemplo,14030\n'
    sheet = read(by, tmp_path, text)
    assert "Juana" not in str(sheet.rows)
    assert "personal-data" in {note.code for note in sheet.notes}
    (item,) = checked(by, sheet)
    assert "formula" in {f.code for f in item.findings}


def test_a_column_that_closes_a_row_closes_it(by: SentBy, tmp_path: Path) -> None:
    sheet = read(by, tmp_path, "title,sector,visibility,Reservado\nWater,14030,public,sí\n")
    assert sheet.rows[0].cells["visibility"] == "board"


def test_what_is_no_such_sheet_is_refused_by_the_name_it_came_by(
    by: SentBy, tmp_path: Path
) -> None:
    with pytest.raises(MissingColumnError) as missing:
        read(by, tmp_path, "Nombre,Cosa\na,b\n")
    assert missing.value.column == "sector"
    assert missing.value.sentence().startswith("ofertas.csv: ")
    for text in ("", "%PDF-1.7", "\0\0\0\0", "title,sector\n"):
        with pytest.raises(BadFileError, match=r"ofertas\.csv"):
            read(by, tmp_path, text)


def test_there_are_not_more_rows_than_are_said(by: SentBy, tmp_path: Path) -> None:
    rows = "".join(f"Water {n},14030\n" for n in range(MAX_ROWS + 1))
    with pytest.raises(BadFileError, match=f"{MAX_ROWS + 1} rows, more than {MAX_ROWS}"):
        read(by, tmp_path, f"title,sector\n{rows}")
    long = "x" * 30_000
    with pytest.raises(BadFileError, match="too much text"):
        read(by, tmp_path, "title,sector,summary\n" + f"Water,14030,{long}\n" * 40)
