"""Workbooks written by hand, part by part, so that each part can be what it should not be."""

# ruff: noqa: E501 (XML is easier to read as it is)

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODF = "application/vnd.oasis.opendocument.spreadsheet"
URN = "urn:oasis:names:tc:opendocument:xmlns"

HEAD = ("actor", "title", "sector")
ROW = ("HTI", "Agua", "14030")
FAR = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'

Parts = Mapping[str, str | bytes]


def row(number: int, cells: tuple[str, ...]) -> str:
    written = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        for letter, cell in zip("ABCDEFG", cells, strict=False)
    )
    return f'<row r="{number}">{written}</row>'


def sheet(more: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{row(1, HEAD)}{row(2, ROW)}{more}</sheetData></worksheet>'


def xlsx(
    *,
    part: str = "xl/worksheets/sheet1.xml",
    target: str = "worksheets/sheet1.xml",
    mode: str = "",
    content: str | None = None,
    main: str = f"{KIND}.sheet.main+xml",
    sheet_type: str = "",
    more: Parts | None = None,
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet, which lies where ``target`` says."""
    override = f'<Override PartName="/{part}" ContentType="{sheet_type}"/>' if sheet_type else ""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>{override}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="{target}" {mode}/></Relationships>',
        part: sheet() if content is None else content,
        **(more or {}),
    }


def ods(
    rows: str, *, kind: str = ODF, manifest: str = "", name: str = "content.xml"
) -> dict[str, str | bytes]:
    """The parts of an OpenDocument spreadsheet of one table."""
    content = (
        f'<office:document-content xmlns:office="{URN}:office:1.0" xmlns:table="{URN}:table:1.0"'
        f' xmlns:text="{URN}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="T">{ods_row(HEAD)}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stated = manifest or (
        f'<m:manifest xmlns:m="{URN}:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>'
    )
    return {"mimetype": kind, "META-INF/manifest.xml": stated, name: content}


def ods_row(cells: tuple[str, ...], *, row: str = "", cell: str = "", inside: str = "") -> str:
    written = "".join(
        f'<table:table-cell office:value-type="string" {cell}><text:p>{escape(text)}{inside}</text:p>'
        "</table:table-cell>"
        for text in cells
    )
    return f"<table:table-row {row}>{written}</table:table-row>"


def write(path: Path, parts: Parts, *, level: int = 6) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
