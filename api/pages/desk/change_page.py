"""Changing a record of one's own: a form with all that its declarer says, sent as a new entry."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from fastapi import APIRouter, Response

from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.entry_page import entry_form, taken
from api.pages.desk.entry_target import Target
from api.pages.desk.office_records import id_in_address, own_of
from api.pages.desk.text_language import WRITTEN
from ingest.own_cells import in_language, kind_of, own_cells
from kg.exchange.moving import records_of
from kg.exchange.own_statements import OwnRecord
from kg.exchange.parties import require_entering
from kg.model.desk_types import Submission

router = APIRouter()
_EDITED = ("draft", "returned")
_OPEN = (*_EDITED, "proposed")


@router.get("/{lang:language}/desk/change/{id:path}")
def change_record(here: Desk) -> Response:
    """Show the form of a record; where a change of it is under way already, lead there."""
    own = own_of(here, id_in_address(here))
    kind = kind_of(own.type)
    require_entering(here.who, kind)
    there = _under_way(here, own)
    if there is not None:
        address = ("entries", there.number)
        return here.to(*address, "edit") if there.state in _EDITED else here.to(*address)
    lang = text_lang_of(own, here.reader.lang)
    cells = {**in_language(own_cells(own), "", lang), "id": own.id}
    return entry_form(here, kind, cells, Target(own), lang)


@router.post("/{lang:language}/desk/change/{id:path}")
def changed_record(here: Desk) -> Response:
    """Check what was changed, keep it, or send it to the secretariat."""
    own = own_of(here, id_in_address(here))
    return taken(here, kind_of(own.type), None, own.id)


def text_lang_of(own: OwnRecord, lang: str) -> str:
    """Return in which language a form of a record shows its texts first: the reader's, if it can.

    >>> from kg.model.records import NodeRecord, Statement
    >>> said = Statement("source/x", "offer/x", {"title": {"es": "Agua"}})
    >>> text_lang_of(OwnRecord(NodeRecord("offer/x", (said,)), (), "unit/x"), "fr")
    'es'
    """
    written = own.values.get("title") or {}
    return next((code for code in (lang, *WRITTEN) if code in written), lang)


def _under_way(here: AtDesk, own: OwnRecord) -> Submission | None:
    with here.desk() as desk:
        found = records_of(desk, Submission, here.who)
    return next((s for s in reversed(found) if s.record == own.id and s.state in _OPEN), None)
