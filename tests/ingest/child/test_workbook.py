"""Workbooks are judged by what they declare and hold, never by the names of their parts."""

# ruff: noqa: E501 (XML is easier to read as it is)

from __future__ import annotations

import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from ingest.child.child_limits import MAX_CELL, MAX_DEPTH, MAX_PARTS, MAX_SHEETS
from ingest.sheet.grids.grids import read_grids
from kg.base.errors import BadFileError
from tests.ingest.child.books import (
    FAR,
    HEAD,
    KIND,
    MAIN,
    ODF,
    ROW,
    URN,
    Parts,
    ods,
    ods_row,
    row,
    sheet,
    write,
    xlsx,
)

TABLE = [list(HEAD), list(ROW)]
WORKSHEET = f"{KIND}.worksheet+xml"


def read(tmp_path: Path, parts: Parts) -> list[list[object]]:
    (grid,) = read_grids(write(tmp_path / "book.xlsx", parts))
    return [list(cells) for cells in grid.rows]


def refused(tmp_path: Path, parts: Parts) -> str:
    with pytest.raises(BadFileError) as caught:
        read(tmp_path, parts)
    assert caught.value.exit_code == 2
    return caught.value.sentence()


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("xl/worksheets/sheet1.xml", "worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        ("xl/other/s.xml", "other/s.xml"),
        ("XL/WORKSHEETS/SHEET1.XML", "worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "Worksheets/Sheet1.xml"),
        ("hojas/h 1.xml", "../hojas/h%201.xml"),
        ("xl\\worksheets\\sheet1.xml", "worksheets/sheet1.xml"),
        ("xl/sheet.bin", "sheet.bin"),
    ],
)
class TestPartsAnywhere:
    """The relationship says where a sheet lies: it is read there, and measured there."""

    def test_it_is_read(self, tmp_path: Path, part: str, target: str) -> None:
        assert read(tmp_path, xlsx(part=part, target=target)) == TABLE

    def test_it_is_measured(self, tmp_path: Path, part: str, target: str) -> None:
        parts = xlsx(part=part, target=target, content=sheet(FAR))
        assert "17179869184 cells" in refused(tmp_path, parts)


@pytest.mark.parametrize(
    ("target", "mode"),
    [
        ("http://example.org/s.xml", 'TargetMode="External"'),
        ("worksheets/sheet1.xml", 'TargetMode="External"'),
        ("file:///etc/passwd", ""),
        ("../../etc/passwd", ""),
        ("../../xl/worksheets/sheet1.xml", ""),
        ("//server/share/s.xml", ""),
    ],
)
def test_targets_outside_the_file_are_refused(tmp_path: Path, target: str, mode: str) -> None:
    assert "outside the file" in refused(tmp_path, xlsx(target=target, mode=mode))


def test_hyperlinks_may_point_anywhere(tmp_path: Path) -> None:
    rels = str(xlsx()["xl/_rels/workbook.xml.rels"])
    link = '<Relationship Id="h" Type="x/hyperlink" Target="http://a" TargetMode="External"/>'
    more = {"xl/_rels/workbook.xml.rels": rels.replace("</Rel", f"{link}</Rel")}
    assert read(tmp_path, xlsx(more=more)) == TABLE


@pytest.mark.parametrize(
    "target", ["worksheets/none.xml", "", "worksheets/", "/", "./worksheets/../none.xml"]
)
def test_targets_that_lead_nowhere(tmp_path: Path, target: str) -> None:
    assert "damaged" in refused(tmp_path, xlsx(target=target))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"main": "application/msword"}, "no workbook"),
        ({"main": "application/vnd.ms-excel.sheet.binary.macroEnabled.main"}, "xlsb"),
        ({"sheet_type": "image/png"}, "damaged"),
        ({"main": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"}, ""),
        ({"sheet_type": WORKSHEET}, ""),
    ],
)
def test_content_types_decide(tmp_path: Path, changed: dict[str, str], words: str) -> None:
    parts = xlsx(**changed)  # type: ignore[arg-type]
    if words:
        assert words in refused(tmp_path, parts)
    else:
        assert read(tmp_path, parts) == TABLE


@pytest.mark.parametrize(
    "content",
    [
        sheet('<row r="2000000000"/>').replace("</row></sheetData>", "</row>") + "<",
        sheet('<row r="3"><c r="xfd1048576"><v>1</v></c></row>'),
        sheet('<row r="3"><c r="$A$3"><v>1</v></c></row>'),
        sheet('<row r="+3"><c><v>1</v></c></row>'),
        sheet('<row r="3"><c r="A-3"><v>1</v></c></row>'),
        sheet('<row r="3"><c r="A3" t="s"><v>-1</v></c></row>'),
        "<!DOCTYPE a [<!ENTITY b 'c'>]>" + sheet(),
        '<?xml version="1.0" encoding="UTF-16"?>' + sheet(),
        '<?xml version="1.0" encoding="latin-1"?>' + sheet(),
        f'<worksheet xmlns="{MAIN}">'
        + "<a>" * (MAX_DEPTH + 1)
        + "</a>" * (MAX_DEPTH + 1)
        + "</worksheet>",
        "",
        "<worksheet>",
    ],
)
def test_what_readers_might_read_differently_is_refused(tmp_path: Path, content: str) -> None:
    assert "damaged" in refused(tmp_path, xlsx(content=content))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_parts_in_other_encodings_are_refused(tmp_path: Path, encoding: str) -> None:
    parts = xlsx(more={"xl/worksheets/sheet1.xml": sheet().encode(encoding)})
    assert "damaged" in refused(tmp_path, parts)


def test_prefixes_hide_no_cell(tmp_path: Path) -> None:
    content = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1048576">'
        '<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert "cells" in refused(tmp_path, xlsx(content=content))


def test_a_text_that_many_cells_share_is_counted_for_each(tmp_path: Path) -> None:
    texts = f'<sst xmlns="{MAIN}"><si><t>{"a" * 30_000}</t></si></sst>'
    cells = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{c}{n}" t="s"><v>0</v></c>' for c in "ABCDEFGHIJ")
        + "</row>"
        for n in range(1, 201)
    )
    content = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    parts = xlsx(content=content, more={"xl/sharedStrings.xml": texts})
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    shared = f'<Relationship Id="t" Type="{kind}" Target="sharedStrings.xml"/></Rel'
    assert "too much text" in refused(
        tmp_path, {**parts, "xl/_rels/workbook.xml.rels": rels.replace("</Rel", shared)}
    )


def test_a_long_cell_is_cut(tmp_path: Path) -> None:
    (head, cut) = read(tmp_path, xlsx(content=sheet().replace("Agua", "a" * 400_000)))
    assert head == list(HEAD)
    assert cut[1] == "a" * MAX_CELL


def test_too_many_sheets_and_sheets_that_share_a_part(tmp_path: Path) -> None:
    book = str(xlsx()["xl/workbook.xml"])
    one = '<sheet name="S" sheetId="1" r:id="r1"/>'
    for times, words in ((MAX_SHEETS + 1, "sheets"), (2, "damaged")):
        more = {"xl/workbook.xml": book.replace(one, one * times)}
        assert words in refused(tmp_path, xlsx(more=more))


def test_too_many_parts(tmp_path: Path) -> None:
    many = {f"x/{n}": b"" for n in range(MAX_PARTS)}
    assert "parts" in refused(tmp_path, xlsx(more=many))


def test_what_unpacks_too_far_is_not_unpacked(tmp_path: Path) -> None:
    assert "times its size" in refused(tmp_path, xlsx(more={"x.xml": b"0" * 30_000_000}))
    assert "MB" in refused(tmp_path, xlsx(more={"x.xml": b"0" * 90_000_000}))


@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml", "/xl/workbook.xml"])
def test_a_part_that_stands_there_twice(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "book.xlsx", xlsx())
    with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that of a name that stands there already
        archive.writestr(name, "<workbook/>")
    with pytest.raises(BadFileError, match="damaged"):
        read_grids(path)


@pytest.mark.parametrize("sizes", [(0, 0), (7, 7), (2**31, 2**31)])
def test_sizes_that_lie(tmp_path: Path, sizes: tuple[int, int]) -> None:
    """Whatever the directory says of a part, no more than that is unpacked of it."""
    path = write(tmp_path / "book.xlsx", xlsx())
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 20 : at + 28] = struct.pack("<II", *sizes)
    path.write_bytes(raw)
    with pytest.raises(BadFileError):
        read_grids(path)


def test_an_encrypted_part(tmp_path: Path) -> None:
    path = write(tmp_path / "book.xlsx", xlsx())
    raw = bytearray(path.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(sign) + place] |= 1
    path.write_bytes(raw)
    with pytest.raises(BadFileError, match="password"):
        read_grids(path)


AGAIN = 'table:number-rows-repeated="{}"'
WIDE = 'table:number-columns-repeated="{}"'


def test_an_open_document(tmp_path: Path) -> None:
    assert read(tmp_path, ods(ods_row(ROW))) == TABLE


def test_rows_may_repeat_within_reason(tmp_path: Path) -> None:
    assert len(read(tmp_path, ods(ods_row(ROW, row=AGAIN.format(3))))) == 4


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ods_row(ROW, inside='<text:s text:c="2000000000"/>'), "characters"),
        (ods_row(ROW, inside='<text:s text:c="99999999999999999"/>'), "characters"),
        (ods_row(ROW, inside='<text:s text:c="-1"/>'), "damaged"),
        (ods_row(ROW, inside='<text:s text:c="+9"/>'), "damaged"),
        (ods_row(ROW, row=AGAIN.format(200_000)), "repeat"),
        (ods_row(ROW, row=AGAIN.format(1_000_000)), "cells"),
        (ods_row(ROW, row=AGAIN.format(2_000_000_000)), "damaged"),
        (ods_row(ROW, row=AGAIN.format("+2000000000")), "damaged"),
        (ods_row(ROW, row=AGAIN.format(5_000)) * 3, "repeat"),
        (ods_row(ROW, cell=WIDE.format(1_000)), "columns"),
        (ods_row(ROW, cell=WIDE.format(20_000)), "damaged"),
        (ods_row(ROW, cell=WIDE.format("-1")), "damaged"),
        (ods_row(("a" * 30_000,), cell=WIDE.format(400)) * 4, "too much text"),
        (
            '<table:table-row><table:covered-table-cell table:number-columns-repeated="16000"/>'
            '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
            * 200,
            "cells",
        ),
        ("<text:x>" * 100 + "</text:x>" * 100, "damaged"),
    ],
)
def test_open_documents_that_claim_to_hold_more(tmp_path: Path, rows: str, words: str) -> None:
    assert words in refused(tmp_path, ods(rows))


def test_the_manifest_says_what_an_open_document_is(tmp_path: Path) -> None:
    text = "application/vnd.oasis.opendocument.text"
    assert "damaged" in refused(tmp_path, ods(ods_row(ROW), kind=text))
    assert "damaged" in refused(tmp_path, ods(ods_row(ROW), name="other.xml"))
    assert read(tmp_path, ods(ods_row(ROW), kind=f"{ODF}-template")) == TABLE


def test_an_encrypted_open_document(tmp_path: Path) -> None:
    manifest = (
        f'<m:manifest xmlns:m="{URN}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{ODF}"/>'
        '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
    )
    assert "password" in refused(tmp_path, ods(ods_row(ROW), manifest=manifest))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hostile/crash22.xlsx", "damaged"),
        ("hostile/otherpart.xlsx", "17179869184 cells"),
        ("hostile/spaces.ods", "characters"),
        ("04-far-cell_b-far-moved-part.xlsx", "17179869184 cells"),
    ],
)
def test_the_reported_files(shared: Path, name: str, words: str) -> None:
    with pytest.raises(BadFileError, match=words):
        read_grids(shared / "cases" / name)


def test_rows_are_where_the_sender_sees_them(tmp_path: Path) -> None:
    content = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{row(3, ("", "", "x"))}</sheetData></worksheet>'
    )
    rows = read(tmp_path, xlsx(content=content))
    assert rows[2] == ["", "", "x"]
    assert len(rows) == 3
