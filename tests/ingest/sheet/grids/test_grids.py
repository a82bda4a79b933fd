"""Files as they arrive: any encoding, any of three formats, damaged, hostile."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from ingest.known import Known
from ingest.sheet import sheet_source
from ingest.sheet.grids.grids import read_grids
from kg.base.errors import BadFileError, BadOptionError
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import Rows, as_csv, codes, items, node, write_book

HEAD = ["actor", "title", "sector"]
ROW = ["HTI", "Gestión del agua", "14030"]


def titles(path: Path, known: Known) -> list[str]:
    source = sheet_source(path, "offers", known, today=TODAY)
    return [node(item).props["title"]["und"] for item in source.items]


def write_ods(path: Path, rows: Rows, *, tail: str = "") -> Path:
    """The least that is an OpenDocument spreadsheet."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        f' xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0"'
        f' xmlns:text="{urn}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Hoja1">{lines}{tail}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_in_any_encoding(known: Known, tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "ofertas.csv"
    rows = [HEAD, ROW, ["HTI", "Uno, dos", "110"]]
    path.write_bytes(as_csv(rows, delimiter).encode(encoding))
    assert titles(path, known) == ["Gestión del agua", "Uno, dos"]


def test_the_line_by_which_excel_is_told_the_delimiter(known: Known, tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("sep=;\n" + as_csv([HEAD, ROW], ";"), "utf-8")
    (item,) = items(sheet_source(path, "offers", known, today=TODAY))
    assert item.where == "row 3"


def test_an_open_document_sheet(known: Known, tmp_path: Path) -> None:
    path = write_ods(tmp_path / "o.ods", [HEAD, ROW])
    (item,) = items(sheet_source(path, "offers", known, today=TODAY))
    assert (item.where, node(item).props["title"]) == ("Hoja1!row 2", {"und": "Gestión del agua"})


def test_the_end_of_an_open_document_sheet_is_no_table(known: Known, tmp_path: Path) -> None:
    tail = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert titles(write_ods(tmp_path / "o.ods", [HEAD, ROW], tail=tail), known)


def test_the_name_of_a_file_says_nothing(known: Known, tmp_path: Path) -> None:
    book = write_book(tmp_path / "really.csv", {"Ofertas": [HEAD, ROW]})
    assert titles(book, known) == ["Gestión del agua"]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc.csv",
        "a\nb.csv",
        "a\x1b[31mb.csv",
        "a\u202evsc.csv",
        "=cmd().csv",
        "ñ.csv",
        ".csv",
    ],
)
def test_hostile_names(known: Known, tmp_path: Path, name: str) -> None:
    path = tmp_path / name.replace("/", "∕")
    path.write_text(as_csv([HEAD, ROW]), "utf-8")
    source = sheet_source(path, "offers", known, today=TODAY)
    assert source.name.isprintable()
    (item,) = items(source)
    assert node(item).source.startswith("source/sheet/")
    assert node(item).source.isascii()


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 120_000_000)


def far_cell(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["XFD1048576"] = 1, 2
    book.save(path)


def repeated(path: Path) -> None:
    tail = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    write_ods(path, [HEAD], tail=tail)


def cut_off(path: Path) -> None:
    whole = write_book(path, {"Ofertas": [HEAD, ROW]}).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def damaged(path: Path) -> None:
    whole = bytearray(write_book(path, {"Ofertas": [HEAD, ROW]}).read_bytes())
    middle = len(whole) // 3
    whole[middle : middle + 40] = bytes(40)
    path.write_bytes(whole)


def writes(raw: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(raw)

    return write


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (writes(b""), "empty"),
        (writes(b"\n\n  \n"), "empty"),
        (writes(b"PK\x03\x04 and nothing"), "damaged"),
        (writes(b"%PDF-1.7 catalogue"), "PDF"),
        (writes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "damaged"),
        (writes(b"<html><table>"), "HTML"),
        (writes(b"actor,title,sector\nHTI,a\x01\x02\x03b,110\n"), "not text"),
        (writes(b"actor,title,sector\nHTI,a\0b,110\n"), "not text"),
        (writes(b'actor,title,sector\nHTI,"a,110\n'), "quotation mark"),
        (writes(b"actor,title,sector\n"), "no row below"),
        (writes(b"one,two\n1,2\n"), "missing"),
        (bomb, "unpacked"),
        (far_cell, "17179869184 cells"),
        (repeated, "cells"),
        (cut_off, "damaged"),
        (damaged, "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_error(
    known: Known, tmp_path: Path, make: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "ofertas.xlsx"
    make(path)
    with pytest.raises(BadFileError) as caught:
        sheet_source(path, "offers", known, today=TODAY)
    sentence = caught.value.sentence()
    assert sentence.startswith("ofertas.xlsx: ")
    assert words in sentence


def test_a_file_that_is_not_there(known: Known, tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="cannot be opened"):
        sheet_source(tmp_path / "no.csv", "offers", known, today=TODAY)


def test_an_unknown_kind(known: Known, tmp_path: Path) -> None:
    with pytest.raises(BadOptionError):
        sheet_source(tmp_path / "no.csv", "wishes", known, today=TODAY)


def test_cells_that_are_only_formatted_do_not_count(known: Known, tmp_path: Path) -> None:
    from openpyxl import load_workbook
    from openpyxl.styles import Font

    path = write_book(tmp_path / "o.xlsx", {"Ofertas": [HEAD, ROW]})
    book = load_workbook(path)
    book.worksheets[0]["XFD1048576"].font = Font(bold=True)
    book.save(path)
    assert titles(path, known) == ["Gestión del agua"]


def test_days_and_formulas_of_a_workbook(known: Known, tmp_path: Path) -> None:
    from datetime import date

    rows: Rows = [[*HEAD, "starts", "evidence", "capacity"], [*ROW, date(2025, 7, 15), "=1+1", 3]]
    source = sheet_source(
        write_book(tmp_path / "o.xlsx", {"Ofertas": rows}), "offers", known, today=TODAY
    )
    (item,) = items(source)
    assert node(item).props["starts"] == "2025-07-15"
    assert node(item).props["capacity"] == 3
    assert "evidence" not in node(item).props
    assert codes(source) == []


def test_grids_keep_the_numbers_that_the_sender_sees(tmp_path: Path) -> None:
    rows: Rows = [[], ["", "x"], [], ["y"]]
    path = write_book(tmp_path / "o.xlsx", {"Ofertas": rows})
    (grid,) = read_grids(path)
    assert [row[:2] for row in grid.rows] == [["", ""], ["", "x"], ["", ""], ["y", ""]]
