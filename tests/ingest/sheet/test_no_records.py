"""Totals, notes, signatures and repeated headers below a table: passed over, and told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.loading import Source
from ingest.sheet.no_records import is_record
from tests.ingest.sheet.conftest import codes, items

HEAD = ["actor", "title", "sector", "capacity"]
ROW = ["CHL", "Riego", "14030", "2"]
HEADER = dict(enumerate(HEAD))


@pytest.mark.parametrize(
    "row",
    [
        ["Total", "", "", "25"],
        ["TOTAL GENERAL", "", "", "25"],
        ["", "Subtotal", "", "1.500"],
        ["Totales"],
        ["Fuente: Ministerio de Relaciones Exteriores"],
        ["Fuente: AGCID, 2025; elaboración propia"],
        ["Source: ministry", ""],
        ["Nota: los cupos son anuales"],
        ["(1) Nota: preliminar"],
        ["* Notas: preliminar"],
        ["Elaborado por: Dirección de Cooperación"],
        ["Última actualización: 15/07/2025"],
        ["Página 2 de 3"],
        ["____________________"],
        ["Firma: ______________"],
        ["--------"],
        ["Actor", "Title", "Sector", "Capacity"],
        ["#country", "#activity+title", "#sector"],
    ],
)
def test_rows_that_are_none(read: Callable[..., Source], row: list[str]) -> None:
    source = read("offers", [HEAD, ROW, row])
    assert [item.where for item in items(source)] == ["row 2"]
    assert codes(source) == [("", "no-record", "accepted")]
    (finding,) = items(source)[0].findings
    assert finding.where == "row 3"


@pytest.mark.parametrize(
    "row",
    [
        ["Total S.A.", "Riego", "14030"],
        ["CHL", "Total de agua", "14030"],
        ["CHL", "Nota: riego", "14030"],
        ["Fuente de agua", "Riego", "14030"],
        ["CHL", "Sector", "14030"],
        ["Note", "Riego", "110", "2"],
        [5.0, 2.0],
        ["Totalmente gratuito"],
        ["Páginas amarillas"],
    ],
)
def test_rows_that_may_be_some(row: list[str]) -> None:
    assert is_record(row, HEADER)


def test_what_is_read_is_accepted_held_or_rejected(read: Callable[..., Source]) -> None:
    rows = [HEAD, ROW, ["CHL", "", "14030"], ["Nadie", "Agua", "14030"], ["Total", "", "", "3"]]
    source = read("offers", rows)
    outcomes = [item.outcome.value for item in items(source)]
    assert outcomes == ["accepted", "rejected", "held"]
