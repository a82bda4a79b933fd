"""Sheets of Excel 97 on their way to statements."""

from __future__ import annotations

from pathlib import Path

from ingest.known import Known
from ingest.sheet import sheet_source
from tests.conftest import TODAY
from tests.ingest.child.xls_books import Day, Rows, xls
from tests.ingest.sheet.conftest import codes, items, node


def test_a_sheet_of_offers(known: Known, tmp_path: Path) -> None:
    rows: Rows = [
        ["actor", "title", "sector", "starts", "capacity"],
        ["CHL", "Educación técnica para niñas", "11220", Day(45853), 3],
    ]
    path = tmp_path / "ofertas.xls"
    path.write_bytes(xls(rows))
    source = sheet_source(path, "offers", known, today=TODAY)
    (item,) = items(source)
    props = node(item).props
    assert (props["starts"], props["capacity"]) == ("2025-07-15", 3)
    assert props["title"] == {"und": "Educación técnica para niñas"}
    assert (item.where, codes(source)) == ("Hoja1!row 2", [])
