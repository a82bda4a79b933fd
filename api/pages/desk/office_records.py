"""The records of whoever is at the desk: those it declares, whoever else may read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from api.authentication.access_state import access_of
from api.deps import raw_path
from api.pages.desk.at_desk import AtDesk
from api.pages.page_context import Context, Text
from kg.base.errors import UnknownIdError
from kg.exchange.contact_requests import offices_that_act
from kg.exchange.deadlines import freshness
from kg.exchange.own_records import own_records
from kg.exchange.own_statements import OwnRecord, own_record
from kg.exchange.record_freshness import Waits, confirmed_day, waits
from kg.graph.actors import declarers, offices
from kg.graph.view import View
from kg.model.audiences import FEWEST, node_level

_BEFORE_ID = 4
"""Parts of an address before an id: ``/{lang}/desk/{page}/{id}``."""


class Shown(NamedTuple):
    """A record of an office as its pages show it."""

    own: OwnRecord
    title: Text
    level: str
    confirmed: str | None
    waits: list[Waits]


def id_in_address(here: AtDesk) -> str:
    """Return the id at the end of an address, as it is written there."""
    return unquote(raw_path(here.reader.request).split("/", _BEFORE_ID)[-1])


def whole_view(here: AtDesk) -> View:
    """Return all that is known: an office reads its own records whoever else may read them."""
    day, lang = here.now.date(), here.reader.lang
    return here.reader.service.knowledge.inquiry(day, FEWEST, lang).view


def own_ids(here: AtDesk) -> list[str]:
    """Return the ids of the records of an office, in order.

    Raises:
        NoOfficeError: whoever is at the desk speaks for none.
    """
    view = whole_view(here)
    return [view.id(node) for node in own_records(view, here.office.id)]


def own_of(here: AtDesk, id_: str) -> OwnRecord:
    """Return a record of the office that is at the desk.

    Raises:
        UnknownIdError: there is none, or it is another's: both are told alike.
        NoOfficeError: whoever is at the desk speaks for no office.
    """
    found = None
    if id_ in own_ids(here):
        found = own_record(here.reader.inquiry.store, id_, here.office.id)
    if found is None:
        raise UnknownIdError(id_)
    return found


def shown(here: AtDesk, own: OwnRecord) -> Shown:
    """Return a record as pages show it."""
    frame, today = Context(here.reader), here.now.date()
    title = frame.text(own.values.get("title") or own.shown.get("title") or {})
    confirmed = confirmed_day(own, today)
    return Shown(
        own,
        title if title.text else Text(own.id),
        node_level(own.id, own.record.statements),
        confirmed.isoformat() if confirmed else None,
        list(waits(own, today, freshness())),
    )


def all_shown(here: AtDesk) -> Iterator[Shown]:
    """Yield the records of the office that is at the desk, in the order of ids."""
    store, office = here.reader.inquiry.store, here.office.id
    for id_ in own_ids(here):
        own = own_record(store, id_, office)
        if own is not None:
            yield shown(here, own)


def asked_about(here: AtDesk, id_: str) -> str:
    """Return the office that is written to about a record: one that signs in before all others.

    Where no office is known, whoever declared it is: the secretariat passes it on.

    Raises:
        UnknownIdError: no such record for this reader, or nobody is known to write to.
    """
    view = here.reader.view
    node = view.index(id_)
    ids = [view.id(one) for one in offices(view, node) or declarers(view, node)]
    if not ids:
        raise UnknownIdError(id_)
    active = offices_that_act(access_of(here.reader.request).desk.all_focal_points())
    return next((one for one in ids if one in active), ids[0])
