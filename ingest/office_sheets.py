"""Sheets for an office that does not sign in: its records in them, to correct and send back."""

from __future__ import annotations

from typing import Final

from ingest.known import Known
from ingest.sheet.headers.sheet_kinds import DECLARED, RECORDS
from ingest.sheet.record_cells import cells_of_record
from ingest.sheet.template import template_bytes
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.exchange.own_records import asked_about
from kg.graph.view import View
from kg.model.audiences import node_level
from kg.model.fields import VISIBLE
from kg.store.protocol import Store

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def check_enters(kind: str) -> None:
    """Raise where no office declares what a kind of sheet lists.

    Raises:
        BadOptionError: names the kinds that it does.
    """
    if kind not in DECLARED:
        raise BadOptionError("KIND", kind, msg("Use one of: {names}.", names=list(DECLARED)))


def office_rows(view: View, store: Store, office: str, kind: str) -> list[dict[str, str]]:
    """Return the records of an office as rows of a kind of sheet, ids included.

    Who may read each stands in it, so that a sheet that comes back opens nothing.

    Raises:
        UnknownIdError: there is no such office.
        StoreError: the knowledge base cannot be read.
    """
    view.index(office)
    type_ = RECORDS[kind].node.__name__
    rows = [
        cells_of_record(view, node, kind)
        for node in asked_about(view, office)
        if view.is_a(node, type_)
    ]
    found = store.get([row["id"] for row in rows])
    return [
        {**row, VISIBLE: node_level(row["id"], found[row["id"]].statements)}
        for row in rows
        if row["id"] in found
    ]


def office_sheets(
    view: View, store: Store, known: Known, office: str, lang: str
) -> list[tuple[str, bytes]]:
    """Return a sheet for each kind that offices enter, by the name of its file.

    Raises:
        StoreError: as ``office_rows``.
    """
    return [
        (f"{kind}.xlsx", template_bytes(kind, lang, known, office_rows(view, store, office, kind)))
        for kind in DECLARED
    ]
