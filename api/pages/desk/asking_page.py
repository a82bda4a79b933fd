"""The form by which an office asks another for contact about a match."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.authentication.access_state import access_of
from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context, Text
from kg.base.errors import UnknownIdError
from kg.exchange.contact_requests import all_requests, ask, offices_that_act, open_between, taken
from kg.exchange.exchange_errors import NoPairError, NotYourRecordError
from kg.exchange.moving import new_id
from kg.exchange.parties import require_asking
from kg.graph.actors import declarers, offices
from kg.model.desk_types import ContactRequest
from kg.model.fields import EXAMPLE

router = APIRouter()
_MOST: Final = 400
_NEED: Final = "Demand"
_MEETS: Final = ("Offer", "Practice")


class Side:
    """An office and how it is called."""

    def __init__(self, here: AtDesk, id_: str) -> None:
        self.id = id_
        self.label: Text = Context(here.reader).label(id_)


@router.get("/{lang:language}/desk/ask")
def ask_form(
    here: Desk,
    about: Annotated[str, Query(max_length=_MOST)],
    own: Annotated[str, Query(max_length=_MOST)],
) -> Response:
    """Show the form that asks another office about a match; what is open already is shown."""
    asking = _asking(here, own, about, "")
    with here.desk() as desk:
        found = open_between(all_requests(desk), (own, about), here.office.id)
    if found is not None:
        return here.to("contacts", found.number)
    return here.page("desk/ask.html", asking)


@router.post("/{lang:language}/desk/ask")
def ask_for_contact(here: Desk) -> Response:
    """Send a request for contact; where one is open about the same pair, lead to it."""
    form = form_of(here.reader.request)
    own, about, text = (form.get(name, "").strip() for name in ("own", "about", "text"))
    asking = _asking(here, own, about, text)
    if not text:
        return here.page("desk/ask.html", {**asking, "wrong": True}, wrong=True)
    new = ContactRequest(
        id=new_id(ContactRequest), asks=here.office.id, asked=asking["asked"].id,
        about=[own, about], text=text, lang=here.reader.lang,
    )  # fmt: skip
    with here.desk(write=True) as desk:
        record, _ = ask(desk, new, here.who, here.now)
    return here.to("contacts", record.number)


def is_full(here: AtDesk, about: list[str]) -> bool:
    """Say whether one of these records holds as many requests as it says at a time."""
    with here.desk() as desk:
        known = all_requests(desk)
    view = here.reader.view
    indexes = ((id_, view.snapshot.index(id_)) for id_ in about)
    capacities = {id_: view.props(i).get("capacity") for id_, i in indexes if i is not None}
    return any(taken(known, id_, capacity).full for id_, capacity in capacities.items())


def _asking(here: AtDesk, own: str, about: str, text: str) -> dict[str, Any]:
    """Return what the form shows.

    Raises:
        UnknownIdError: one of the records is not there, or nobody is known to ask.
        NotYourRecordError, NoPairError, NotYoursError: as their names say.
    """
    require_asking(here.who)
    _check_pair(here, own, about)
    view = here.reader.view
    node = view.index(about)
    # Where no office is known, whoever declared it is asked: the secretariat passes it on.
    found = offices(view, node) or declarers(view, node)
    if not found:
        raise UnknownIdError(about)
    active = offices_that_act(access_of(here.reader.request).desk.all_focal_points())
    ids = [view.id(office) for office in found]
    asked = next((id_ for id_ in ids if id_ in active), ids[0])
    frame = Context(here.reader)
    return {
        "own": own,
        "about": about,
        "text": text,
        "asked": Side(here, asked),
        "signs_in": asked in active,
        "full": is_full(here, [about]),
        "wrong": False,
        "action": frame.path("desk", "ask"),
    }


def _check_pair(here: AtDesk, own: str, about: str) -> None:
    view, actor = here.reader.view, here.office.actor
    nodes = view.index(own), view.index(about)
    declared = [[view.id(other) for other in declarers(view, node)] for node in nodes]
    mine = {actor, here.office.id}
    if not mine & set(declared[0]):
        raise NotYourRecordError(own)
    types = sorted((view.type_of(node) for node in nodes), key=lambda name: name != _NEED)
    examples = {view.nature(node) == EXAMPLE for node in nodes}
    if types[0] != _NEED or types[1] not in _MEETS or len(examples) > 1 or mine & set(declared[1]):
        raise NoPairError(own, about)
